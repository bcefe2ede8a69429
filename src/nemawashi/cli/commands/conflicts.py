"""``conflicts``: where reports contradict each other, and where the sides disagree."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("conflicts")(conflicts)


def conflicts(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show contradictions in the press, disagreements between the sides, and flags on names and attributions."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.views.conflicts import conflicts as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for group in (shown.press, shown.sides, shown.compatible):
        for row in group:
            typer.echo(f"{row.kind}{f' ({row.about})' if row.about else ''}")
            for text in fold(row.note.in_(tongue), 74):
                typer.echo(f"  {text}")
            if row.taken is not None:
                for text in fold(f"→ {row.taken.in_(tongue)}", 74, "  "):
                    typer.echo(f"  {text}")
            for said in row.statements:
                typer.echo(f"    {said.speaker}: {', '.join(str(one) for one in said.citation)}")
    for flag in shown.flags:
        means = f" → {flag.means}" if flag.means else ""
        typer.echo(f"flag: {flag.kind}: {flag.printed}{means}  {', '.join(str(one) for one in flag.statement.citation)}")
        for text in fold(flag.note.in_(tongue), 74):
            typer.echo(f"  {text}")

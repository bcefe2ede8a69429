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
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.conflicts import conflicts as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    if not (shown.press or shown.sides or shown.compatible or shown.flags):
        typer.echo(say("positions.none_known", tongue))
    groups = (
        ("press", [row for row in shown.press if row.kind == "contradicts"]),
        ("tension_head", [row for row in shown.press if row.kind != "contradicts"]),
        ("disagree", shown.sides),
        ("looks", shown.compatible),
    )
    for head, rows in groups:
        if rows:
            typer.echo(f"{say(f'positions.{head}', tongue)} ({len(rows)})")
        for row in rows:
            for text in fold(f"· {row.note.in_(tongue)}", 76, "  "):
                typer.echo(f"  {text}")
            if row.taken is not None:
                for text in fold(f"→ {row.taken.in_(tongue)}", 74, "  "):
                    typer.echo(f"    {text}")
            for said in row.statements:
                cited = "; ".join(short(one, desk.sources, tongue) for one in said.citation)
                for text in fold(f"{said.speaker.in_(tongue)}: {cited}", 72, "  "):
                    typer.echo(f"      {text}")
    marks: dict[tuple[str, str, str, str], list[str]] = {}
    for flag in shown.flags:
        key = (flag.kind, flag.printed, flag.means.in_(tongue), flag.note.in_(tongue))
        marks.setdefault(key, []).extend(short(one, desk.sources, tongue) for one in flag.statement.citation)
    if marks:
        typer.echo(f"{say('positions.marks', tongue)} ({len(marks)})")
    for (kind, printed, means, note), places in marks.items():
        what = " → ".join(part for part in (printed, means) if part)
        for text in fold(f"· {say(f'flag.{kind}', tongue)}{f': {what}' if what else ''}. {note} [{'; '.join(places)}]", 76, "  "):
            typer.echo(f"  {text}")

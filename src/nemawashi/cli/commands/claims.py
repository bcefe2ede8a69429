"""``claims``: what was asserted, the evidence, the verdict or that there is no data."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("claims")(claims)


def claims(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show the claims that can be checked, with evidence and verdict."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.claims import claims as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text, short_day  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for row in shown.rows:
        for text in fold(row.proposition.in_(tongue), 78):
            typer.echo(text)
        for made in row.made:
            typer.echo(f"    {made.speaker.in_(tongue)}, {short_day(made.said_on, tongue)}: {short(made.citation, desk.sources, tongue)}")
        stop = "。" if tongue == "ja" else ". "
        signed = f" ({row.by}, {short_day(row.judged_on, tongue)})" if row.judged_on is not None else ""
        for text in fold(f"→ {row.verdict_said.in_(tongue)}{signed}{stop}{row.reason.in_(tongue)}".rstrip(), 76, "  "):
            typer.echo(f"  {text}")
        for one in row.evidence:
            size = f": {figure_text(one.figure, tongue)}" if one.figure is not None else ""
            for text in fold(
                f"{one.bearing_said.in_(tongue)}: {one.text.in_(tongue)}{size} [{short(one.citation, desk.sources, tongue)}; {one.certainty}]",
                72,
                "  ",
            ):
                typer.echo(f"    {text}")
        if row.wanted.in_(tongue):
            for text in fold(f"{say('claims.wanted', tongue)}: {row.wanted.in_(tongue)}", 72, "  "):
                typer.echo(f"    {text}")
        typer.echo("")
    if not shown.rows:
        typer.echo(say("positions.none_known", tongue))
        return
    letters = sorted({one.certainty for row in shown.rows for one in row.evidence})
    for text in fold("; ".join(f"{letter} {say(f'certainty.{letter}', tongue)}" for letter in letters), 78, "  "):
        typer.echo(text)

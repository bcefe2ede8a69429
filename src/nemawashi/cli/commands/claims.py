"""``claims``: what was asserted, the evidence, the verdict or that there is no data."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("claims")(of_case(claims))


def claims(asked: Asked) -> None:
    """Show the claims that can be checked, with evidence and verdict."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.claims import claims as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text, short_day  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    for row in shown.rows:
        for text in fold(row.proposition.in_(lang), 78):
            typer.echo(text)
        for made in row.made:
            typer.echo(f"    {made.speaker.in_(lang)}, {short_day(made.said_on, lang)}: {short(made.citation, desk.sources, lang)}")
        stop = "。" if lang == "ja" else ". "
        signed = f" ({row.by.in_(lang)}, {short_day(row.judged_on, lang)})" if row.judged_on is not None else ""
        for text in fold(f"→ {row.verdict_said.in_(lang)}{signed}{stop}{row.reason.in_(lang)}".rstrip(), 76, "  "):
            typer.echo(f"  {text}")
        for one in row.evidence:
            size = f": {figure_text(one.figure, lang)}" if one.figure is not None else ""
            for text in fold(
                f"{one.bearing_said.in_(lang)}: {one.text.in_(lang)}{size} [{short(one.citation, desk.sources, lang)}; {one.certainty}]",
                72,
                "  ",
            ):
                typer.echo(f"    {text}")
        if row.wanted.in_(lang):
            for text in fold(f"{say('claims.wanted', lang)}: {row.wanted.in_(lang)}", 72, "  "):
                typer.echo(f"    {text}")
        typer.echo("")
    if not shown.rows:
        typer.echo(say("positions.none_known", lang))
        return
    letters = sorted({one.certainty for row in shown.rows for one in row.evidence})
    for text in fold("; ".join(f"{letter} {say(f'certainty.{letter}', lang)}" for letter in letters), 78, "  "):
        typer.echo(text)

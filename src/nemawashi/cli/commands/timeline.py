"""``timeline``: events and provisions as known on the day."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("timeline")(timeline)


def timeline(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show what happened, what came into force and what is due."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.timeline import timeline as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for row in shown.rows:
        until = f"–{row.until}" if row.until != row.on else ""
        ahead = f" ({say('timeline.ahead', tongue)})" if row.on > desk.clock.known else ""
        slipped = f" ← {row.slipped_from}" if row.slipped_from else ""
        typer.echo(f"{row.on}{until}  {say(f'event.{row.kind}', tongue)}{ahead}{slipped}")
        for text in fold(row.title.in_(tongue) + (f". {row.text.in_(tongue)}" if row.text.in_(tongue) else ""), 66):
            typer.echo(f"            {text}")

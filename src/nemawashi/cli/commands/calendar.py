"""``calendar``: what is due, and what each date changes."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("calendar")(calendar)


def calendar(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show what is due and what each date changes, by date."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.calendar import calendar as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for row in shown.rows:
        until = f"–{row.until}" if row.until != row.on else ""
        party = f" ({row.for_party})" if row.for_party else ""
        typer.echo(f"{row.on}{until}  {figure_text(row.left, tongue)}  {row.title.in_(tongue)}")
        for text in fold(f"{row.changes_said.in_(tongue)}{party}: {row.effect.in_(tongue)}", 66):
            typer.echo(f"            {text}")
    if not shown.rows:
        typer.echo(say("calendar.empty", tongue))

"""``calendar``: what is due, and what each date changes."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("calendar")(of_case(calendar))


def calendar(asked: Asked) -> None:
    """Show what is due and what each date changes, by date."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.calendar import calendar as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    for row in shown.rows:
        until = f"–{row.until}" if row.until != row.on else ""
        party = f" ({row.for_party})" if row.for_party else ""
        typer.echo(f"{row.on}{until}  {figure_text(row.left, lang)}  {row.title.in_(lang)}")
        for text in fold(f"{row.changes_said.in_(lang)}{party}: {row.effect.in_(lang)}", 66):
            typer.echo(f"            {text}")
    if not shown.rows:
        typer.echo(say("calendar.empty", lang))

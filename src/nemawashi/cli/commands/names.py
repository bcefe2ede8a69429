"""``names``: people, offices and the forms the press printed."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("names")(of_case(names))


def names(asked: Asked) -> None:
    """Show who is who on the day, and how the reports spelt them."""
    from nemawashi.cli.tell import table  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.names import names as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    rows = [
        (
            f"{row.name.in_(lang)} ({row.party})",
            "; ".join(office.in_(lang) for office in row.offices) or "—",
            ", ".join(f"{one.printed} [{say(f'flag.{one.kind}', lang)}]" for one in row.variants) or "—",
        )
        for row in shown.rows
    ]
    table((say("brief.who", lang), say("brief.office", lang), say("brief.printed", lang)), rows, (24, 26, 24))

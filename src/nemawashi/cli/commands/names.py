"""``names``: people, offices and the forms the press printed."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("names")(names)


def names(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show who is who on the day, and how the reports spelt them."""
    from nemawashi.cli.tell import table, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.names import names as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    rows = [
        (
            f"{row.name.in_(tongue)} ({row.party})",
            "; ".join(office.in_(tongue) for office in row.offices) or "—",
            ", ".join(f"{one.printed} [{say(f'flag.{one.kind}', tongue)}]" for one in row.variants) or "—",
        )
        for row in shown.rows
    ]
    table((say("brief.who", tongue), say("brief.office", tongue), say("brief.printed", tongue)), rows, (24, 26, 24))

"""``show``: the first screen, 24 lines of 80 columns."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show the first screen: deadline, changes, no deal, wants, chips, packages, deficit, disputes, judgement."""
    from nemawashi.cli.screen import screen_lines  # noqa: PLC0415
    from nemawashi.cli.tell import tell_json  # noqa: PLC0415
    from nemawashi.views.show import show as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    screen = view(desk)
    if as_json:
        tell_json(desk, screen, tongue)
        return
    for line in screen_lines(screen, tongue):
        typer.echo(line)

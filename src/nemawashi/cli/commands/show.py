"""``show``: the first screen, 24 lines of 80 columns."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(of_case(show))


def show(asked: Asked) -> None:
    """Show the first screen: deadline, changes, no deal, wants, chips, packages, deficit, disputes, judgement."""
    from nemawashi.cli.screen import screen_lines  # noqa: PLC0415
    from nemawashi.views.show import show as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    screen = view(desk)
    if asked.told(desk, screen):
        return
    for line in screen_lines(screen, lang):
        typer.echo(line)

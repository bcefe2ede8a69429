"""The commands, in the order in which help lists them."""

import typer

from nemawashi.cli.commands import (
    brief,
    case,
    conflicts,
    duty,
    effects,
    frontier,
    names,
    positions,
    serve,
    show,
    sources,
    timeline,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put every command on the application."""
    for module in (show, case, positions, timeline, conflicts, names, duty, effects, frontier, brief, sources, serve):
        module.register(app)

"""The commands, in the order in which help lists them."""

import typer

from nemawashi.cli.commands import (
    agenda,
    average,
    barriers,
    brief,
    calendar,
    case,
    claims,
    conflicts,
    duty,
    effects,
    frontier,
    names,
    positions,
    posture,
    price,
    ratify,
    read,
    review,
    serve,
    show,
    sources,
    target,
    termsheet,
    timeline,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put every command on the application."""
    for module in (
        show,
        case,
        positions,
        posture,
        agenda,
        timeline,
        calendar,
        conflicts,
        claims,
        names,
        read,
        review,
        duty,
        price,
        average,
        effects,
        target,
        barriers,
        frontier,
        ratify,
        brief,
        termsheet,
        sources,
        serve,
    ):
        module.register(app)

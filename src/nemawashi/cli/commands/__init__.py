"""The commands, in the order in which help lists them."""

import typer

from nemawashi.cli.commands import (
    agenda,
    average,
    barriers,
    baseline,
    brief,
    calendar,
    case,
    claims,
    concessions,
    conflicts,
    deal,
    diff,
    duty,
    effects,
    elicit,
    frontier,
    names,
    optimal,
    positions,
    posture,
    price,
    ratify,
    read,
    review,
    sensitivity,
    serve,
    show,
    sources,
    target,
    termsheet,
    timeline,
    zopa,
)

__all__ = ["register"]

GROUPS = {
    "First": (show, case),
    "What was said": (positions, posture, timeline, calendar, conflicts, claims, names, sources),
    "Reading new reports": (read, review),
    "The law": (duty, diff, price, average),
    "The table": (agenda, effects, target, barriers, concessions, sensitivity, optimal, baseline, frontier, deal, zopa, ratify, elicit),
    "Papers and page": (brief, termsheet, serve),
}
"""Headings of the help, each with the modules whose commands stand under it."""


def register(app: typer.Typer) -> None:
    """Put every command on the application, under its heading."""
    for heading, modules in GROUPS.items():
        for module in modules:
            before = len(app.registered_commands)
            module.register(app)
            for command in app.registered_commands[before:]:
                command.rich_help_panel = heading

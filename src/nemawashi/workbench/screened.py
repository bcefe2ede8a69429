"""A screen as plain values and back, for the shelf: floats are written so that they come back the same."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nemawashi.agenda import Agenda
from nemawashi.stakes import Preferences
from nemawashi.stakes.screen import LeftOut, Screen

__all__ = ["screen_from", "screen_told"]


def screen_told(screen: Screen) -> dict[str, Any]:
    """A screen without what the case itself holds."""
    return {
        "main": [[issue, option, table.tolist()] for (issue, option), table in screen.main.items()],
        "origin": [[issue, option, list(origin)] for (issue, option), origin in screen.origin.items()],
        "pairs": [
            [first, second, [[x, y, row.tolist()] for (x, y), row in table.items()]] for (first, second), table in screen.pairs.items()
        ],
        "left_out": [[one.issue, one.option, list(one.parties)] for one in screen.left_out],
        "not_computed": [list(one) for one in screen.not_computed],
        "skipped": screen.skipped,
        "evaluations": screen.evaluations,
    }


def screen_from(held: dict[str, Any], agenda: Agenda, preferences: Sequence[Preferences]) -> Screen:
    """The screen that was told, over the same agenda and preferences."""
    return Screen(
        agenda=agenda,
        preferences=tuple(preferences),
        attributes=tuple(attribute for own in preferences for attribute in own.attributes),
        main={(issue, option): np.array(table) for issue, option, table in held["main"]},
        origin={(issue, option): tuple(origin) for issue, option, origin in held["origin"]},
        pairs={(first, second): {(x, y): np.array(row) for x, y, row in table} for first, second, table in held["pairs"]},
        left_out=tuple(LeftOut(issue, option, tuple(parties)) for issue, option, parties in held["left_out"]),
        not_computed=tuple((issue, option, attribute) for issue, option, attribute in held["not_computed"]),
        skipped=held["skipped"],
        evaluations=held["evaluations"],
    )

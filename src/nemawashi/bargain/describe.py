"""The frontier and its solutions as plain data, the fields of ``nemawashi frontier --json``."""

from typing import Any

import numpy as np

from nemawashi.bargain.egalitarian import egalitarian
from nemawashi.bargain.feasible import count
from nemawashi.bargain.frontier.answer import Frontier, Point
from nemawashi.bargain.kalai_smorodinsky import kalai_smorodinsky
from nemawashi.bargain.max_min_gain import max_min_gain
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution
from nemawashi.bargain.utilitarian import utilitarian

__all__ = ["describe"]


def describe(frontier: Frontier) -> dict[str, Any]:
    """Give packages, efficient, zopa, the solutions and the method as JSON-ready data; payoffs are not rounded.

    ``efficient[]`` and ``zopa[]`` are ``{payoffs, package}``, payoffs in the order of ``parties``; ``zopa`` is null when neither breakdown
    nor walk-away is known. A solution is ``{payoffs, package, ties, note}`` or null, with the reason under ``without``. ``packages`` counts the
    allowed packages (null where counting is out of reach), ``combinations`` those before any rule.
    """
    domain = frontier.domain
    answers = {
        "nash": nash(frontier),
        "kalai_smorodinsky": kalai_smorodinsky(frontier),
        "egalitarian": egalitarian(frontier),
        "utilitarian": utilitarian(frontier),
        "max_min_gain": max_min_gain(frontier),
    }
    rows = [_point(point) for point in frontier.points]
    zopa = None if frontier.zopa is None else [rows[int(i)] for i in np.asarray(frontier.zopa)]
    return {
        "parties": list(domain.parties),
        "packages": count(domain),
        "combinations": domain.combinations,
        "efficient": rows,
        "zopa": zopa,
        **{name: _solution(answer) for name, answer in answers.items()},
        "without": {name: answer.note for name, answer in answers.items() if answer.point is None},
        "disagreement": None if domain.disagreement is None else [float(value) for value in domain.disagreement],
        "outside": None if domain.outside is None else [None if value is None else float(value) for value in domain.outside],
        "method": frontier.method,
        "bound": [float(value) for value in frontier.bound],
        "candidates": frontier.candidates,
    }


def _point(point: Point) -> dict[str, Any]:
    return {"payoffs": list(point.values), "package": dict(point.package)}


def _solution(answer: Solution) -> dict[str, Any] | None:
    if answer.point is None:
        return None
    ties = [{"payoffs": list(point.values), "package": dict(point.package)} for point in answer.points[1:]]
    others = [package for package in answer.packages if all(package != point.package for point in answer.points)]
    return {**_point(answer.point), "ties": ties, "same_payoffs": others, "note": answer.note}

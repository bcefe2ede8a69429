"""A target, such as a bilateral balance of zero: the most any package can move it, and the least-cost package that reaches it, or that none does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import Agenda, Package
from nemawashi.errors import Fault, Refused
from nemawashi.stakes.screen import Evaluate

__all__ = ["Goal", "Reached", "Target", "parse_goal", "target"]

Array = NDArray[np.float64]
CLIMB = 1e-9
"""Relative gain below which two packages are as far as each other."""
MOST = 3_000_000
"""Combinations enumerated at most; beyond that the answer is a bound and says so."""


@dataclass(frozen=True, slots=True)
class Goal:
    """``balance(US,JP)>=0``: an outcome of a party (against a partner, or of a sector) and a bound on its level."""

    outcome: str
    party: str
    partner: str
    sector: str
    at_least: bool
    bound: float

    def met(self, level: float) -> bool:
        """Whether ``level`` reaches it."""
        return level >= self.bound if self.at_least else level <= self.bound

    def __str__(self) -> str:
        who = ",".join(x for x in (self.party, self.partner or self.sector) if x)
        return f"{self.outcome}({who}){'>=' if self.at_least else '<='}{self.bound:g}"


@dataclass(frozen=True, slots=True)
class Reached:
    """A package with the change and the level of the outcome, and its cost; all from the full model."""

    package: Package
    change: tuple[float, float, float]
    level: tuple[float, float, float]
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The answer: how far the agenda can move the outcome either way, and what reaches the goal at least cost."""

    goal: Goal
    today: float
    most: Reached
    """The package that moves the outcome furthest towards the goal, preferences apart."""
    against: Reached
    """The one that moves it furthest the other way."""
    best: Reached | None
    """The least-cost package that reaches the goal at central values; None: none in this agenda and model does."""
    combinations: int
    method: str
    """``exhaustive``, or ``bound`` where there were too many to enumerate."""
    silent: tuple[str, ...]
    """Issues that cannot count here because no option of theirs is priced: not moved, and not zero."""

    @property
    def shortfall(self) -> float:
        """How far even the furthest package stays from the goal; 0 when it is reached."""
        level = self.most.level[1]
        return 0.0 if self.goal.met(level) else abs(self.goal.bound - level)


_GOAL = re.compile(r"^\s*(\w+)\(\s*(\w+)\s*(?:,\s*([\w]+)\s*)?\)\s*(>=|<=)\s*(-?[\d_.]+(?:e\d+)?)\s*$")


def parse_goal(text: str) -> Goal:
    """Read ``balance(US,JP)>=0`` or ``output(JP,C29)>=-1``; refused with the form that is wanted. Two capitals name a partner, else a sector."""
    found = _GOAL.match(text)
    if found is None:
        raise Refused(
            Fault(
                "target",
                f"{text!r}",
                "a target is outcome(party, partner or sector) >= or <= a number",
                'write it like "balance(US,JP)>=0"',
            )
        )
    name, party, other, sign, bound = found.groups()
    partner = other if other and re.fullmatch(r"[A-Z]{2}", other) else ""
    return Goal(name, party, partner, "" if partner else (other or ""), sign == ">=", float(bound))


def target(
    agenda: Agenda,
    evaluate: Evaluate,
    goal: Goal,
    *,
    today: float,
    cost: Mapping[tuple[str, str], float],
    checked: int = 40,
) -> Target:
    """Search every combination of the priced options for the goal.

    ``today`` is the level of the outcome at the status quo (whose books: the caller's choice, said beside the answer); ``cost`` the cost of an
    option to the asking side in units the caller names. Main effects order the combinations; the furthest either way is solved in full and changed one issue at
    a time, in full, until no change takes it further; the cheapest that should reach the goal are solved in full, ``checked`` of them at most. What is shown
    was solved. Raises Refused when the model does not compute the outcome.
    """
    moved: dict[str, list[tuple[str, float]]] = {}
    silent: list[str] = []
    for issue in agenda.issues:
        rows = [(issue.status_quo.id, 0.0)]
        for option in issue.options:
            if option.priced and not option.status_quo:
                change = _change(evaluate, agenda.package({issue.id: option.id}), goal)
                if change is not None:
                    rows.append((option.id, change[1]))
        if len(rows) > 1:
            moved[issue.id] = rows
        else:
            silent.append(issue.id)
    if not moved:
        raise Refused(_not_computed(goal))
    names = list(moved)
    count = prod(len(rows) for rows in moved.values())
    sign = 1.0 if goal.at_least else -1.0
    up = {name: max(moved[name], key=lambda row: sign * row[1])[0] for name in names}
    down = {name: min(moved[name], key=lambda row: sign * row[1])[0] for name in names}
    asked = _Asked(agenda, evaluate, goal, today, cost)
    most, against = asked.climbed(up, moved, sign), asked.climbed(down, moved, -sign)
    best: Reached | None = None
    method = "exhaustive" if count <= MOST else "bound"
    if count <= MOST:
        best = _cheapest(asked, moved, checked)
    if best is None and goal.met(most.level[1]):
        best, method = most, "bound"
    return Target(goal, today, most, against, best, count, method, tuple(silent))


def _not_computed(goal: Goal) -> Fault:
    who = f"{goal.outcome} of {goal.party}"
    return Fault("target", f"{who} is not computed", "a target is an outcome of the model", "ask effects which outcomes there are")


def _change(evaluate: Evaluate, package: Package, goal: Goal) -> tuple[float, float, float] | None:
    return evaluate(package).outcome(goal.outcome, goal.party, sector=goal.sector, partner=goal.partner)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked, and the full model's answer for some moves."""

    agenda: Agenda
    evaluate: Evaluate
    goal: Goal
    today: float
    cost: Mapping[tuple[str, str], float]

    def reached(self, moves: Mapping[str, str]) -> Reached:
        package = self.agenda.package(moves)
        change = (0.0, 0.0, 0.0) if package == self.agenda.status_quo() else _change(self.evaluate, package, self.goal)
        if change is None:
            raise Refused(_not_computed(self.goal))
        paid = sum(self.cost.get((issue.id, option.id), 0.0) for issue, option in self.agenda.moved(package))
        return Reached(package, change, (self.today + change[0], self.today + change[1], self.today + change[2]), paid)

    def climbed(self, start: Mapping[str, str], moved: Mapping[str, list[tuple[str, float]]], sign: float) -> Reached:
        """Change one issue at a time, in the full model, while that takes the outcome further in the direction of ``sign``."""
        ends, best = dict(start), self.reached(start)
        further = True
        while further:
            further = False
            for name, rows in moved.items():
                for option, _ in rows:
                    if option == ends[name]:
                        continue
                    tried = self.reached(ends | {name: option})
                    if sign * (tried.change[1] - best.change[1]) > CLIMB * max(1.0, abs(best.change[1])):
                        ends[name], best, further = option, tried, True
        return best


def _cheapest(asked: _Asked, moved: Mapping[str, list[tuple[str, float]]], checked: int) -> Reached | None:
    """The cheapest combination the screen lets reach the goal, confirmed by the full model in order of cost."""
    names = list(moved)
    level, paid = np.array([asked.today]), np.zeros(1)
    for name in names:
        level = (level[:, None] + np.array([row[1] for row in moved[name]])).ravel()
        paid = (paid[:, None] + np.array([asked.cost.get((name, row[0]), 0.0) for row in moved[name]])).ravel()
    reach = level >= asked.goal.bound if asked.goal.at_least else level <= asked.goal.bound
    order = np.flatnonzero(reach)[np.argsort(paid[reach], kind="stable")][:checked]
    shape = tuple(len(moved[name]) for name in names)
    for index in order:
        places = np.unravel_index(int(index), shape)
        found = asked.reached({name: moved[name][int(k)][0] for name, k in zip(names, places, strict=True)})
        if asked.goal.met(found.level[1]):
            return found
    return None

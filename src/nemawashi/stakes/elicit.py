"""Elicitation: an interview that ends in weights with ranges, and two checks that it means what was said.

Swing weights: the worth of taking one attribute from its worst to its best, against the most wanted swing = 100 (von Winterfeldt & Edwards 1986, ch. 8;
the weight carries the range, Keeney 2002 "Common mistakes in making value trade-offs").
Even swaps: what change on one attribute would just make up for a change on another (Hammond, Keeney & Raiffa 1998); implied w ratio = swap ratio.
Holistic ranking: packages put in order; weights that reproduce the order form a polytope, and an order no weights reproduce is shown as such.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.stakes.polytope import Constraint, Polytope
from nemawashi.stakes.preferences import Preferences
from nemawashi.stakes.screen import VALUE, Screen

__all__ = ["Interview", "Question", "Swap", "SwapCheck", "answered", "interview", "ranking_fits", "swap_check", "swing_weights"]


SLACK = 1.5
"""Factor by which an even swap may lie off the swing weights before the two are said to clash."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the interview, as the command line asks it and the page shows it."""

    key: str
    en: str
    ja: str
    unit: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Interview:
    """The questions for one party, in order: first the most wanted swing, then each swing against it, then swaps to check."""

    party: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """An answer to an even swap: losing ``given`` swings of ``lose`` is just made up by ``wanted`` swings of ``win``."""

    lose: str
    given: float
    win: str
    wanted: float


@dataclass(frozen=True, slots=True)
class SwapCheck:
    """An even swap beside the weights: implied and held ratio of the two weights."""

    swap: Swap
    implied: float
    held: tuple[float, float]
    """Least and greatest ratio the weight ranges admit."""

    @property
    def agrees(self) -> bool:
        """Whether the swap lies within what the weights admit."""
        return self.held[0] <= self.implied <= self.held[1]

    @property
    def near(self) -> bool:
        """Whether it lies within, or off by a factor of at most ``SLACK``: nobody answers to the last digit."""
        low, high = self.held
        return not np.isfinite(self.implied) or low / SLACK <= self.implied <= high * SLACK


def interview(preferences: Preferences) -> Interview:
    """The questions that a party's attributes need."""
    rows = preferences.attributes
    asked = [
        Question(
            f"swing.{a.id}",
            f"If the most wanted of these changes counts 100, what does this one count: {a.title.en}, by {a.swing:g} {a.unit}?",
            f"最も望む変化を100とすると、次の変化はいくつですか：{a.title.ja}（{a.swing:g} {a.unit}）",
            "points of 100",
            0.0,
            100.0,
        )
        for a in rows
    ]
    pairs = list(pairwise(rows))
    asked += [
        Question(
            f"swap.{a.id}.{b.id}",
            f"You lose a quarter of the change in “{a.title.en}”. How much of the change in “{b.title.en}” would just make up for it?",
            f"「{a.title.ja}」の変化の4分の1を失います。「{b.title.ja}」の変化をどれだけ得れば釣り合いますか。",
            "share of the swing",
            0.0,
            4.0,
        )
        for a, b in pairs
    ]
    return Interview(preferences.party, tuple(asked))


def swing_weights(ratings: Mapping[str, float | tuple[float, float]], *, where: str = "elicit") -> dict[str, tuple[float, float]]:
    """Weight ranges from swing ratings (a number, or a range), the most wanted swing at 100.

    w_a ∈ [ low_a / (low_a + Σ_{b≠a} high_b),  high_a / (high_a + Σ_{b≠a} low_b) ], the ends of r_a / Σ r over the box of ratings. Refused: no rating,
    a rating outside 0 to 100, no swing at 100.
    """
    faults: list[Fault] = []
    ends: dict[str, tuple[float, float]] = {}
    for name, given in ratings.items():
        low, high = given if isinstance(given, tuple) else (given, given)
        if not 0 <= low <= high <= 100:
            faults.append(Fault(where, f"{name} is rated {low:g} to {high:g}", "a swing counts 0 to 100, low first", "correct the rating"))
        ends[name] = (low, high)
    if not ends or max((high for _, high in ends.values()), default=0.0) != 100:
        faults.append(
            Fault(where, "no swing counts 100", "the most wanted swing counts 100, the others against it", "rate the most wanted one 100")
        )
    if faults:
        raise Refused(faults)
    lows, highs = sum(low for low, _ in ends.values()), sum(high for _, high in ends.values())
    return {
        name: (low / (low + highs - high) if low + highs - high else 0.0, high / (high + lows - low) if high + lows - low else 0.0)
        for name, (low, high) in ends.items()
    }


def answered(
    preferences: Preferences, ratings: Mapping[str, float | tuple[float, float]], *, by: str, known: date, side: str
) -> Preferences:
    """The same preferences with the interviewed weights in place of the analyst's bounds, private to ``side`` and signed ``by``.

    Orderings from statements stay; where the answers contradict them the weights are refused when they are asked for, both named.
    Raises Unknown for a rating of an attribute that is not there, Refused for one that is missing.
    """
    ids = [a.id for a in preferences.attributes]
    for name in ratings:
        if name not in ids:
            raise Unknown("attribute", name, ids, where="elicit")
    missing = [name for name in ids if name not in ratings]
    if missing:
        raise Refused(
            Fault("elicit", f"no rating for {', '.join(missing)}", "every swing is rated, 0 where it counts for nothing", "rate them")
        )
    ranges = swing_weights(ratings)
    rows = tuple(
        replace(a, low=ranges[a.id][0], high=ranges[a.id][1], by=by, known=known, seen_by=side, where=f"interview of {by}: {a.id}")
        for a in preferences.attributes
    )
    return replace(preferences, attributes=rows, held_by=side)


def swap_check(swaps: Sequence[Swap], weights: Polytope) -> tuple[SwapCheck, ...]:
    """Hold each even swap against the weights: indifference means w_lose · given = w_win · wanted, so w_lose / w_win = wanted / given."""
    checks = []
    for swap in swaps:
        lose, win = weights.names.index(swap.lose), weights.names.index(swap.win)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios = np.nan_to_num(weights.vertices[:, lose] / weights.vertices[:, win], nan=0.0, posinf=np.inf)
        implied = swap.wanted / swap.given if swap.given else float("inf")
        checks.append(SwapCheck(swap, implied, (float(ratios.min()), float(ratios.max()))))
    return tuple(checks)


def ranking_fits(screen: Screen, party: str, ranked: Sequence[Mapping[str, str]], weights: Polytope) -> Polytope:
    """The weights that put ``ranked`` packages in that order, best first, cut from the admissible ones.

    Refused with a smallest set of constraints to blame when no admissible weights reproduce the order.
    """
    here = screen.of(party)
    worth = [screen.change(package)[VALUE, here] for package in ranked]
    cuts = tuple(
        Constraint(tuple(float(x) for x in worse - better), 0.0, f"package {k + 1} is put above package {k + 2}", "ranking")
        for k, (better, worse) in enumerate(pairwise(worth))
    )
    return Polytope(weights.names, (*weights.constraints, *cuts))

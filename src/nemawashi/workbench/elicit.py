"""The interview of a side: its questions, the answers given so far, and what they come to when they are whole and do not clash."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.errors import Fault, Refused
from nemawashi.stakes.elicit import Question, SwapCheck, interview, ranking_fits, swap_check
from nemawashi.stakes.polytope import Polytope, weights_of
from nemawashi.stakes.preferences import for_side
from nemawashi.stakes.private import Private, overlay
from nemawashi.workbench.frontier import stakes_seen, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["Elicited", "comparable", "elicited", "missing", "questions"]


@dataclass(frozen=True, eq=False)
class Elicited:
    """What the answers come to: the weights, each with its range, the swaps held against them, and the order they reproduce."""

    private: Private
    weights: Polytope
    before: Polytope
    """The weights the public record admits."""
    swaps: tuple[SwapCheck, ...]
    ranked: tuple[Package, ...]


def comparable(bench: "Workbench") -> tuple[str, ...]:
    """Ids of the packages the case names that can be ranked: every option of them is priced or judged."""
    held = table(bench)
    return tuple(
        one.id
        for one in bench.agenda.packages
        if all((issue, option) in held.screen.main for issue, option in bench.agenda.package([one.id]).items())
    )


def questions(bench: "Workbench") -> tuple[Question, ...]:
    """The questions for the scenario's side, in order: swings, even swaps to check them, a ranking, the walk-away."""
    seen = stakes_seen(bench).of((bench.scenario.side,))[0]
    named = ", ".join(comparable(bench))
    return (
        *interview(seen).questions,
        Question(
            "rank",
            f"Put these packages in order, best first, with > between (as many as you like): {named}",
            f"次のパッケージを良い順に「>」で区切って並べてください（一部だけでも可）：{named}",
            "order",
            0.0,
            0.0,
        ),
        Question(
            "walk_away",
            "The least you would sign for, in points against today, if you could do something else instead (0: no worse than today):",
            "他の手段があるとして、署名できる最低の水準は今日と比べて何点ですか（0：今日を下回らない）：",
            "points",
            -100.0,
            100.0,
        ),
    )


def elicited(bench: "Workbench", private: Private) -> Elicited:
    """Hold the answers against each other and against the record; refused with every clash named, or with what is still missing."""
    side = private.side
    base = stakes_seen(bench)
    laid = overlay(bench.case.stakes, private, bench.case.manifest.first)
    rows = for_side(laid.preferences[side], side).known_on(bench.clock.known)
    weights = weights_of(rows)
    checks = swap_check(private.swaps(), weights)
    faults = [_clash(private, check) for check in checks if not check.near]
    if faults:
        raise Refused(faults)
    order = _ranked(bench, private)
    if len(order) > 1:
        screen = replace(
            table(bench).screen, preferences=tuple(rows if own.party == side else own for own in table(bench).screen.preferences)
        )
        weights = ranking_fits(screen, side, order, weights)
    return Elicited(private, weights, weights_of(base.of((side,))[0]), checks, order)


def _clash(private: Private, check: SwapCheck) -> Fault:
    swap = check.swap
    ends = f"{check.held[0]:.2g} to {check.held[1]:.2g}"
    return Fault(
        f"{private.where}: swap.{swap.lose}.{swap.win}",
        f"the swap says that {swap.lose} counts {check.implied:.2g} times {swap.win}; swing.{swap.lose} and swing.{swap.win} say {ends} times",
        "an even swap and the swing weights tell the same ratio, within a factor of a half more or less",
        "answer one of the three again",
    )


def _ranked(bench: "Workbench", private: Private) -> tuple[Package, ...]:
    there = comparable(bench)
    faults = [
        Fault(
            f"{private.where}: rank", f"{name!r} cannot be ranked", f"a package is one of {', '.join(there)}", "leave it out of the order"
        )
        for name in private.ranking
        if name not in there
    ]
    twice = [name for name in dict.fromkeys(private.ranking) if private.ranking.count(name) > 1]
    faults += [Fault(f"{private.where}: rank", f"{name} stands twice", "a package has one place", "name it once") for name in twice]
    if faults:
        raise Refused(faults)
    return tuple(bench.agenda.package([name]) for name in private.ranking)


def missing(asked: tuple[Question, ...], answers: Mapping[str, str]) -> tuple[str, ...]:
    """Keys of the swings without an answer; the checks may be left out."""
    return tuple(one.key for one in asked if one.key.startswith("swing.") and one.key not in answers)

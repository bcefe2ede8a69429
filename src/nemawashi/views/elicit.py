"""The interview as a person, a script and the page see it: questions, answers so far, and the weights they come to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes.private import Private
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.elicit import elicited, missing, questions
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["ElicitView", "QuestionView", "SwapView", "WeightView", "elicit"]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question; ``kind`` is swing, swap, rank or walk_away."""

    key: str
    kind: str
    text: Text
    bounds: Figure | None
    """What may be answered; None where it is no number."""
    answer: str


@dataclass(frozen=True, slots=True)
class WeightView:
    """A weight as answered, beside what the public record admits."""

    attribute: str
    title: Text
    weight: Figure
    before: Figure


@dataclass(frozen=True, slots=True)
class SwapView:
    """An even swap held against the weights."""

    lose: str
    win: str
    implied: Figure
    held: Figure
    agrees: bool


@dataclass(frozen=True, slots=True)
class ElicitView:
    """The answer of ``elicit``; weights are empty until every swing is rated."""

    party: str
    name: Text
    questions: tuple[QuestionView, ...]
    missing: tuple[str, ...]
    weights: tuple[WeightView, ...]
    swaps: tuple[SwapView, ...]
    ranked: tuple[str, ...]
    receipt: Receipt


def elicit(bench: "Workbench", private: Private | None = None) -> ElicitView:
    """Show the interview of the scenario's side, with the answers of ``private`` and what they come to; refused where they clash."""
    asked = questions(bench)
    answers = {} if private is None else private.answers
    left = missing(asked, answers)
    found = elicited(bench, private) if private is not None and not left else None
    titles = {a.id: a.title for own in bench.case.stakes.preferences.values() for a in own.attributes}
    source = (Citation("case", f"stakes of {bench.scenario.side}"),)
    told = (Citation("case", "interview"),)

    def ratio(low: float, high: float, method: str, where: tuple[Citation, ...]) -> Figure:
        value = low if low == high else None
        return Figure(value, Unit.RATIO, bench.clock.on, Basis.JUDGED, where, low, high, method=both(method).en)

    return ElicitView(
        party=bench.scenario.side,
        name=bench.own.name,
        questions=tuple(
            QuestionView(
                key=one.key,
                kind=one.key.partition(".")[0],
                text=Text(one.en, one.ja),
                bounds=None
                if one.low == one.high
                else Figure(None, one.unit, bench.clock.on, Basis.ASSUMED, told, one.low, one.high, method=both("method.asked").en),
                answer=answers.get(one.key, ""),
            )
            for one in asked
        ),
        missing=left,
        weights=()
        if found is None
        else tuple(
            WeightView(
                name,
                titles[name],
                ratio(*_ends(found.weights.vertices[:, k]), "method.interview", told),
                ratio(*_ends(found.before.vertices[:, found.before.names.index(name)]), "method.admitted", source),
            )
            for k, name in enumerate(found.weights.names)
        ),
        swaps=()
        if found is None
        else tuple(
            SwapView(
                check.swap.lose,
                check.swap.win,
                ratio(check.implied, check.implied, "method.swap", told),
                ratio(*check.held, "method.swap", told),
                check.agrees,
            )
            for check in found.swaps
        ),
        ranked=() if found is None else found.private.ranking,
        receipt=receipt(bench, on_case(bench, "elicit"), "views.elicit(bench)"),
    )


def _ends(column: "object") -> tuple[float, float]:
    values = [float(value) for value in column]  # type: ignore[attr-defined]
    return min(values), max(values)

"""The law compiled to cells: classes of goods × states of the law, low and high duty of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from nemawashi.errors import Fault, Refused
from nemawashi.pricing.hull import Filled, hull
from nemawashi.pricing.naming import Named, name_cells
from nemawashi.pricing.products import Products, factor_products
from nemawashi.pricing.rules import Rules
from nemawashi.pricing.run import fill
from nemawashi.pricing.states import States, factor_states
from nemawashi.tariffs import Law
from nemawashi.tariffs.answers import read_answers
from nemawashi.tariffs.collector import collector_set_aside
from nemawashi.tariffs.entry import Answer

__all__ = ["Cells", "compile_cells"]

KEPT = 16
"""Compilations kept with a law, oldest dropped first."""


@dataclass(frozen=True, eq=False)
class Cells:
    """Low and high duty in percent of customs value, by class of goods and state of the law."""

    importer: str
    known: date
    answers: Mapping[str, Answer]
    products: Products
    states: States
    filled: Filled
    runs: int
    """How often the rules were run to fill them."""
    law: Law = field(repr=False)

    @cached_property
    def named(self) -> Named:
        """The reasons of the cells; worked out when first asked for."""
        with collector_set_aside():
            rules = Rules(self.law, self.importer, (self.answers, read_answers(self.law, self.answers)), self.products.leaves)
            return name_cells(rules, self.products, self.states)

    @property
    def size(self) -> int:
        """Cells: classes × states."""
        return int(self.filled.low.size)


def compile_cells(
    law: Law,
    importer: str,
    headings: Sequence[str],
    origins: Sequence[str],
    *,
    first: date,
    last: date,
    known: date,
    answers: Mapping[str, Answer] | None = None,
    equivalents: Sequence[float] | None = None,
) -> Cells:
    """Compile the law for these codes (digits), origins and days ``first`` to ``last`` as known on ``known``; answers hold for all of them.

    ``equivalents`` state by heading what a specific general rate comes to in percent of value. A code the schedule does not hold has class −1, an origin no rate reaches state −1: neither is priced, and nothing is guessed.
    """
    given = dict(answers or {})
    single = sorted({"code", "unit_value"} & set(given))
    if single:
        rule = "answers to a compilation hold for all goods"
        raise Refused(Fault(f"--answer {single[0]}", f"{single[0]} is of one good", rule, "leave it out; quantities stand in the file"))
    key = ("cells", importer, tuple(headings), tuple(origins), first, last, known, repr(sorted(given.items())), tuple(equivalents or ()))
    held: Cells | None = law.cache.get(key)
    if held is not None:
        return held
    with collector_set_aside():
        answered = [day for answer in given.values() if (day := _day(answer)) is not None]
        products = factor_products(law, importer, tuple(headings), equivalents)
        states = factor_states(law, importer, origins, first=first, last=last, known=known, answered=answered)
        rules = Rules(law, importer, (given, read_answers(law, given)), products.leaves)
        filled = hull(fill(rules, states), products)
        made = Cells(importer, known, given, products, states, filled, rules.runs, law)
    kept = [one for one in law.cache if isinstance(one, tuple) and one[:1] == ("cells",)]
    if len(kept) >= KEPT:
        del law.cache[kept[0]]
    law.cache[key] = made
    return made


def _day(answer: Answer) -> date | None:
    if isinstance(answer, date):
        return answer
    try:
        return date.fromisoformat(str(answer))
    except ValueError:
        return None

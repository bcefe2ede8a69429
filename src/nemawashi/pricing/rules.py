"""The rules of an importer's law, run on leaves: the formula of what is owed in every world that open facts allow."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from nemawashi.pricing.facets import Facets
from nemawashi.pricing.general import AVE, NO_BOUND, general_rates
from nemawashi.pricing.products import NONE, Leaves
from nemawashi.pricing.rest import SCALE, Formula, World, formulas
from nemawashi.pricing.states import State
from nemawashi.pricing.strands import Strand
from nemawashi.tariffs import Law, Measure, parse_condition, parse_duty
from nemawashi.tariffs.charge import Good, worlds
from nemawashi.tariffs.condition import Fact
from nemawashi.tariffs.duty import bases_named
from nemawashi.tariffs.entry import Answer

__all__ = ["Answered", "Given", "Rules"]

Given = tuple[Mapping[str, Answer], Mapping[str, Fact]]
"""Answers as stated, and as the law reads them."""

Answered = tuple[dict[str, Fact], World]
"""Answers to the facts left open, and what every item makes of them."""


class Rules:
    """The rules over one set of leaves; it counts how often they were run."""

    def __init__(self, law: Law, importer: str, given: Given, leaves: Leaves) -> None:
        self.law, self.importer, (self.answers, self.facts), self.leaves = law, importer, given, leaves
        self.index = law.index(importer)
        rates = general_rates(self.index.measures, leaves, self.facts, _asked(law, self.index.measures))
        self.columns = {one.column: one for one in rates}
        self.general = tuple(one for one in rates if one.first)
        self.facets = Facets(law, self.index, leaves, self.columns, self.facts)
        self.runs = 0

    def formulas(self, strand: Strand, leaf: int, state: State) -> tuple[list[Answered], tuple[Formula, ...] | None]:
        """The worlds of a strand and their formulas, a general rate that is no percent taken at its least; None where there is no formula."""
        if AVE in self.answers or not all(one.known[leaf] for one in self.general):
            return [], None
        open_ended = [one for one in self.general if one.top[leaf] == NO_BOUND]
        facts = {**self.facts, AVE: Decimal(int(open_ended[0].base[leaf])) / (100 * SCALE)} if len(open_ended) == 1 else self.facts
        found = self._worlds(leaf, state, facts, strand.measures)
        known = {name for name, column in self.columns.items() if column.known[leaf]}
        made = formulas(state.compiled.items, state.country_rates, known, [world for _, world in found], first=strand.first)
        return found, made if made is not None and all(self._settled(world, leaf) for world in made) else None

    def worlds(self, leaf: int, state: State) -> list[Answered]:
        """The worlds of a leaf as it is."""
        return self._worlds(leaf, state, self.facts)

    def _worlds(self, leaf: int, state: State, facts: Mapping[str, Fact], among: frozenset[str] | None = None) -> list[Answered]:
        self.runs += 1
        if self.leaves.equivalents[leaf] != NONE:
            facts = {**facts, AVE: Decimal(int(self.leaves.equivalents[leaf])) / (100 * SCALE)}
        good = Good(self.leaves.examples[leaf][1], self.facets.profiles[leaf], acting=True, among=among)
        return worlds(state.compiled, good, facts, {})

    def _settled(self, world: Formula, leaf: int) -> bool:
        """Whether a floor can be put in a formula: the general rate does not lie in a range; above a preference, it has bounds too."""
        if world.floored:
            return all(not one.there[leaf] or (bool(one.sums[leaf]) and one.top[leaf] != NO_BOUND) for one in self.general)
        if not world.ceilings:
            return True
        rate = self.columns[world.general]
        return bool(rate.sums[leaf]) or bool(rate.top[leaf] == NO_BOUND)

    def alone(self, key: object, leaf: int, state: State) -> tuple[object, ...]:
        """What a leaf of a group without a formula has to share with another to owe the same."""
        return (
            key,
            tuple(sorted(state.country_rates.items())),
            tuple(self.leaves.texts[leaf].tolist()),
            int(self.leaves.equivalents[leaf]),
        )


def _asked(law: Law, measures: Sequence[Measure]) -> frozenset[str]:
    """Parts of the value of which the law says more than that a schedule charges them: no formula may take them for free."""
    bases = {
        base
        for measure in measures
        for base in (measure.base, *(one for text in _duties(measure) for one in bases_named(parse_duty(text))))
    }
    texts = {text for measure in measures for text in (measure.when, *(event.when for event in measure.event)) if text}
    return frozenset(bases | law.bases.keys() | law.questions.keys()).union(*(parse_condition(text).keys() for text in texts))


def _duties(measure: Measure) -> Iterator[str]:
    for event in measure.event:
        yield from (text for text in (event.duty, *event.rates.values()) if text)

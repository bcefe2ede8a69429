"""Why the cells pay what they pay: a reason for each, named by what every duty line says.

Cells that owe alike can owe for different reasons (another act exempts them, a suspension began on another day), so that naming runs the
rules more often than filling does. It is done when somebody asks for reasons, and not for an average.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.general import KINDS
from nemawashi.pricing.products import Products
from nemawashi.pricing.rest import World
from nemawashi.pricing.rules import Answered, Rules
from nemawashi.pricing.states import State, States
from nemawashi.pricing.strands import Strand
from nemawashi.tariffs import Entry
from nemawashi.tariffs.charge import Outcome
from nemawashi.tariffs.measure import APART
from nemawashi.tariffs.regime import Compiled, Item

__all__ = ["Named", "Reason", "name_cells"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the cells of a group pay what they pay: an entry of the group, whose assessment tells it."""

    id: str
    entry: Entry
    general: bool
    """Whether the entry's column 1 line stands for that of every line of the group, whatever its rate."""


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """The reason of every cell."""

    number: NDArray[np.int32]
    """Class × state → into ``reasons``."""
    reasons: tuple[Reason, ...]
    runs: int
    """How often the rules were run to name them."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the leaves of a group are told, in a shape of the law."""

    told: str
    """A digest of every line's status, rate, act and reason."""
    rates: tuple[int, ...]
    """The events of the country rates that stand in those lines."""
    general: bool
    """Whether a general rate of the line is owed, or displaced, in any world."""


def name_cells(rules: Rules, products: Products, states: States) -> Named:
    """Name the cells of classes × states."""
    return _Naming(rules, products, states).classes()


class _Naming:
    """One naming."""

    def __init__(self, rules: Rules, products: Products, states: States) -> None:
        self.rules, self.products, self.states = rules, products, states
        self.number = np.full((rules.leaves.size, len(states.states)), -1, dtype=np.int32)
        self.reasons: list[Reason] = []
        self.numbers: dict[object, int] = {}
        self.said: dict[Strand, _Said | None] = {}
        self.exact: dict[object, int] = {}

    def classes(self) -> Named:
        """The reasons of classes: those of their leaves, or one that stands for several."""
        self._leaves()
        members = self.products.members
        firsts = np.array([one[0] for one in members], dtype=np.intp)
        number = self.number[firsts] if len(firsts) else self.number
        joined: dict[tuple[int, ...], int] = {}
        for row, inside in enumerate(members):
            if len(inside) == 1:
                continue
            one_rate = len({tuple(leaf) for leaf in self.products.leaves.texts[list(inside)].tolist()}) == 1
            for column, found in enumerate(self.number[list(inside)].T.tolist()):
                key = tuple(dict.fromkeys(found)) if one_rate else (-row - 1, *found)
                if len(key) > 1 and key not in joined:
                    joined[key] = len(self.reasons)
                    told = repr([self.reasons[number].id if number >= 0 else number for number in key])
                    state = self.states.states[column]
                    entry = Entry(self.products.examples[row], state.origin, self.rules.importer, state.clock, self.rules.answers)
                    self.reasons.append(Reason(_digest(told), entry, one_rate and all(self.reasons[one].general for one in found)))
                number[row, column] = joined[key] if len(key) > 1 else key[0]
        return Named(number, tuple(self.reasons), self.rules.runs)

    def _leaves(self) -> None:
        for shape, held in self.states.having().items():
            groups = self.rules.facets.groups(self.states.shapes[shape], words=True)
            states = [self.states.states[number] for number in held]
            said = [self._say(strands, leaf, states[0]) for strands, leaf in zip(groups.strands, groups.example, strict=True)]
            found = [
                [-1] * len(held) if one is None else [self._of_group(one, state, leaf) for state in states]
                for one, leaf in zip(said, groups.example, strict=True)
            ]
            self.number[:, held] = np.array(found, dtype=np.int32).reshape(-1, len(held))[groups.of_leaf]
            alone = np.array([one is None for one in said], dtype=np.bool_)[groups.of_leaf]
            for leaf in np.flatnonzero(alone).tolist():
                for number, state in zip(held, states, strict=True):
                    self.number[leaf, number] = self._of_leaf(groups.strands[groups.of_leaf[leaf]], leaf, state)

    def _say(self, strands: tuple[Strand, ...], leaf: int, state: State) -> _Said | None:
        """What a group is told: what its strands are told."""
        for strand in strands:
            if strand not in self.said:
                self.said[strand] = self._strand(strand, leaf, state)
        said = [one for strand in strands if (one := self.said[strand]) is not None]
        if len(said) < len(strands):
            return None
        rates = tuple(sorted({event for one in said for event in one.rates}))
        return _Said(repr([one.told for one in said]), rates, any(one.general for one in said))

    def _strand(self, strand: Strand, leaf: int, state: State) -> _Said | None:
        compiled = state.compiled
        found, made = self.rules.formulas(strand, leaf, state)
        if made is None:
            return None
        own = any(_of_the_line(item, outcome) for _, world in found for item, outcome in _lines(compiled, world))
        kinds = self._kinds(leaf) if strand.first else ()
        return _Said(_told(state, found, kinds, general=True), _rates(state, compiled, found), own)

    def _kinds(self, leaf: int) -> tuple[int, ...]:
        return tuple(int(one.kind[leaf]) % KINDS for one in self.rules.general)

    def _of_group(self, said: _Said, state: State, leaf: int) -> int:
        rates = tuple(str(state.country_rates[event]) for event in said.rates)
        return self._named((said.told, *rates), state, leaf, general=said.general)

    def _of_leaf(self, group: object, leaf: int, state: State) -> int:
        key = self.rules.alone(group, leaf, state)
        if key not in self.exact:
            told = _told(state, self.rules.worlds(leaf, state), (), general=False)
            rates = tuple(str(rate) for _, rate in sorted(state.country_rates.items()))
            self.exact[key] = self._named((told, *rates), state, leaf, general=False)
        return self.exact[key]

    def _named(self, told: tuple[str, ...], state: State, leaf: int, *, general: bool) -> int:
        key = (general, *told)
        if key not in self.numbers:
            self.numbers[key] = len(self.reasons)
            heading, code = self.rules.leaves.examples[leaf]
            answers = self.rules.answers if len(self.rules.index.leaves(heading)) == 1 else {**self.rules.answers, "code": code}
            entry = Entry(heading, state.origin, self.rules.importer, state.clock, answers)
            self.reasons.append(Reason(_digest(repr(key)), entry, general))
        return self.numbers[key]


def _told(state: State, found: Sequence[Answered], kinds: tuple[int, ...], *, general: bool) -> str:
    """A digest of what every duty line says; where the group has many general rates, of them only the ``kinds``, and no figure reckoned from them."""
    told = [
        (
            sorted(answers.items(), key=lambda item: item[0]),
            [
                (*_words(item, outcome), *_amount(item, outcome, state.country_rates, general=general))
                for item, outcome in _lines(state.compiled, world)
                if outcome.status != "not_in_force"
            ],
        )
        for answers, world in found
    ]
    return _digest(repr((general, kinds, told)))


def _words(item: Item, outcome: Outcome) -> tuple[object, ...]:
    return item.measure.id, outcome.status, outcome.act, outcome.pinpoint, outcome.reason.en, outcome.share


def _amount(item: Item, outcome: Outcome, country_rates: Mapping[int, object], *, general: bool) -> tuple[object, ...]:
    if id(outcome.event) in country_rates or (general and _of_the_line(item, outcome)):
        return ()
    if general and "column 1" in outcome.rate:
        return (outcome.rate,)
    return outcome.rate, outcome.percent.low, outcome.percent.high


def _lines(compiled: Compiled, world: World) -> list[tuple[Item, Outcome]]:
    """The duties that have something to say, fees and mark-ups apart."""
    return [
        (item, outcome)
        for item, outcome in zip(compiled.items, world, strict=True)
        if outcome is not None and item.measure.authority not in APART
    ]


def _of_the_line(item: Item, outcome: Outcome) -> bool:
    """Whether it is, or displaces, a general rate that a schedule gives the line."""
    if item.measure.authority != "mfn":
        return False
    spoken = next((rung for rung in item.rungs if rung.event is outcome.event), None)
    return spoken.duty is None if spoken is not None else any(rung.duty is None for rung in item.rungs)


def _rates(state: State, compiled: Compiled, found: Sequence[Answered]) -> tuple[int, ...]:
    """The country rates that any line states, applied or not."""
    events: set[int] = set()
    for place, item in enumerate(compiled.items):
        by_country = [id(rung.event) for rung in item.rungs if id(rung.event) in state.country_rates]
        if by_country and any((outcome := world[place]) is not None and outcome.status != "not_in_force" for _, world in found):
            events.update(by_country)
    return tuple(sorted(events))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()

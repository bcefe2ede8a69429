"""Rules on packages: what may not stand together, what must, what follows, and what a sum may not pass.

A *choice* is one option of one issue, written ``("cars", "15 %")`` or, for several at once, ``{"cars": "15 %", "rice": "75 kt"}``.
A red line that the user lets bind is one of these rules with its owner; a rule that does not bind is simply left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from nemawashi.bargain.number import Number, exact
from nemawashi.errors import Fault

__all__ = ["Cap", "Forbid", "IfThen", "Require", "Rule", "circles"]


@dataclass(frozen=True, slots=True)
class Forbid:
    """These choices may not all stand in one package; a single choice is an option struck out."""

    choices: Mapping[str, str]
    name: str = ""
    owner: str = ""
    where: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "choices", dict(self.choices))

    def __hash__(self) -> int:
        return hash((frozenset(self.choices.items()), self.name, self.owner))

    @property
    def scope(self) -> tuple[str, ...]:
        """The issues the rule speaks of."""
        return tuple(self.choices)

    def holds(self, package: Mapping[str, str]) -> bool:
        """True when the package keeps the rule."""
        return any(package[issue] != option for issue, option in self.choices.items())

    def __str__(self) -> str:
        return self.name or "never " + " with ".join(f"{issue}={option}" for issue, option in self.choices.items())


@dataclass(frozen=True, slots=True)
class Require:
    """The issue must take one of these options."""

    issue: str
    options: tuple[str, ...]
    name: str = ""
    owner: str = ""
    where: str = field(default="", compare=False)

    @property
    def scope(self) -> tuple[str, ...]:
        """The issues the rule speaks of."""
        return (self.issue,)

    def holds(self, package: Mapping[str, str]) -> bool:
        """True when the package keeps the rule."""
        return package[self.issue] in self.options

    def __str__(self) -> str:
        return self.name or f"{self.issue} must be {' or '.join(self.options)}"


@dataclass(frozen=True, slots=True)
class IfThen:
    """When all choices of ``given`` stand, ``issue`` must take one of ``options``."""

    given: Mapping[str, str]
    issue: str
    options: tuple[str, ...]
    name: str = ""
    owner: str = ""
    where: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", dict(self.given))

    def __hash__(self) -> int:
        return hash((frozenset(self.given.items()), self.issue, self.options, self.name, self.owner))

    @property
    def scope(self) -> tuple[str, ...]:
        """The issues the rule speaks of, the consequence last."""
        return (*self.given, *(() if self.issue in self.given else (self.issue,)))

    def holds(self, package: Mapping[str, str]) -> bool:
        """True when the package keeps the rule."""
        return package[self.issue] in self.options or any(package[issue] != option for issue, option in self.given.items())

    def __str__(self) -> str:
        given = " and ".join(f"{issue}={option}" for issue, option in self.given.items())
        return self.name or f"if {given} then {self.issue}={' or '.join(self.options)}"


@dataclass(frozen=True, slots=True)
class Cap:
    """``Σ cost(issue, option) ≤ limit``; an option without a cost costs nothing, a negative cost is a credit.

    A floor ``Σ v ≥ m`` is the cap ``Σ (−v) ≤ −m``.
    """

    costs: Mapping[str, Mapping[str, Number]]
    limit: Number
    name: str = ""
    owner: str = ""
    where: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        place = self.where or self.name or "cap"
        costs = {
            issue: {option: exact(cost, f"{place}: {issue}={option}") for option, cost in row.items()} for issue, row in self.costs.items()
        }
        object.__setattr__(self, "costs", costs)
        object.__setattr__(self, "limit", exact(self.limit, f"{place}: limit"))

    def __hash__(self) -> int:
        rows = frozenset((issue, frozenset(row.items())) for issue, row in self.costs.items())
        return hash((rows, self.limit, self.name, self.owner))

    @property
    def scope(self) -> tuple[str, ...]:
        """The issues the rule speaks of."""
        return tuple(self.costs)

    def cost(self, package: Mapping[str, str]) -> Fraction:
        """What the package uses up, exactly."""
        return sum((Fraction(row.get(package[issue], 0)) for issue, row in self.costs.items()), Fraction(0))

    def holds(self, package: Mapping[str, str]) -> bool:
        """True when the package keeps the rule."""
        return self.cost(package) <= Fraction(self.limit)

    def __str__(self) -> str:
        return self.name or f"the sum over {', '.join(self.costs)} at most {float(self.limit):g}"


Rule = Forbid | Require | IfThen | Cap


def circles(rules: Iterable[Rule]) -> tuple[Fault, ...]:
    """Faults of if-then rules whose consequence leads back to an issue they start from.

    Edges run from each choice of ``given`` to the consequence when it is forced (one option). A circle either denies its own
    premiss or says that two choices stand together; the first is a mistake, the second is written as forbidden pairs.
    """
    chain = [rule for rule in rules if isinstance(rule, IfThen)]
    faults: list[Fault] = []
    told: set[frozenset[int]] = set()
    for first, start in enumerate(chain):
        for premiss in start.given:
            stack: list[tuple[int, ...]] = [(first,)]
            seen: set[int] = set()
            while stack:
                path = stack.pop()
                last = chain[path[-1]]
                if last.issue == premiss:
                    key = frozenset(path)
                    if key not in told:
                        told.add(key)
                        faults.append(_circle([chain[index] for index in path]))
                    break
                if len(last.options) != 1:
                    continue
                for index, rule in enumerate(chain):
                    if index not in seen and rule.given.get(last.issue) == last.options[0]:
                        seen.add(index)
                        stack.append((*path, index))
    return tuple(faults)


def _circle(path: list[IfThen]) -> Fault:
    return Fault(
        where=path[0].where or "rules",
        found="a cyclic rule: " + " → ".join(f"“{rule}”" for rule in path),
        rule="an if-then rule may not lead back to an issue it starts from",
        remedy="drop one of these rules; that two choices stand only together is said by forbidding the mixed pairs",
    )

"""The screen: what each option does to each attribute, and what two options do together beyond that.

    Δ_a(x) ≈ Σ_i m_a(i, x_i) + Σ_{i<j} t_a(i, j, x_i, x_j)

Main effects come from one evaluation an option; pair terms from one evaluation a pair, kept where some attribute's interplay exceeds ``tolerance``
swings. The model is nearly additive; the screen makes millions of packages comparable, and what is shown is solved again (``gap``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import Agenda, Issue, Option, Package
from nemawashi.agenda.terms import InvestmentTerm, LawTerm, PurchaseTerm, TransferTerm
from nemawashi.errors import Fault, Refused
from nemawashi.sources import Basis
from nemawashi.stakes.attribute import Attribute, Effects, Origin
from nemawashi.stakes.preferences import Preferences

__all__ = ["Evaluate", "LeftOut", "Screen", "changes", "heard", "reads", "screen"]

Evaluate = Callable[[Package], Effects]
Array = NDArray[np.float64]
LOW, VALUE, HIGH = 0, 1, 2


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An option that cannot be compared yet: not priced, and not judged by every party."""

    issue: str
    option: str
    parties: tuple[str, ...]
    """Parties that lack a judgement of it."""


@dataclass(frozen=True, eq=False)
class Screen:
    """Changes in swings, ``(3: low, value, high; attribute)`` an option; attributes of every party stacked in order."""

    agenda: Agenda
    preferences: tuple[Preferences, ...]
    attributes: tuple[Attribute, ...]
    main: Mapping[tuple[str, str], Array]
    origin: Mapping[tuple[str, str], tuple[Origin, ...]]
    pairs: Mapping[tuple[str, str], Mapping[tuple[str, str], Array]]
    """(issue, issue) → (option, option) → (attribute) of the value, beyond the two main effects."""
    left_out: tuple[LeftOut, ...]
    not_computed: tuple[tuple[str, str, str], ...]
    """(issue, option, attribute) where the model gave no answer; the option is compared without it, and says so."""
    skipped: float
    """Largest interplay, in swings, among the pairs whose tables were left out."""
    evaluations: int

    def of(self, party: str) -> slice:
        """Where a party's attributes stand."""
        places = [index for index, a in enumerate(self.attributes) if a.party == party]
        return slice(places[0], places[-1] + 1) if places else slice(0, 0)

    def options(self, issue: str) -> tuple[str, ...]:
        """The options of an issue that can be compared, the status quo among them."""
        return tuple(option.id for option in self.agenda.issue(issue).options if (issue, option.id) in self.main)

    def change(self, package: Mapping[str, str]) -> Array:
        """Low, value and high of every attribute under a package, in swings; the status quo gives exact zeros.

        Refused for an option that cannot be compared: unknown is not zero.
        """
        silent = [(issue, package[issue]) for issue in self.agenda.ids if (issue, package[issue]) not in self.main]
        if silent:
            raise Refused([self._silent(issue, option) for issue, option in silent])
        total = np.zeros((3, len(self.attributes)))
        for issue in self.agenda.ids:
            total += self.main[issue, package[issue]]
        for (first, second), table in self.pairs.items():
            total += table.get((package[first], package[second]), 0.0)
        return total

    def _silent(self, issue: str, option: str) -> Fault:
        lacking = next((one.parties for one in self.left_out if (one.issue, one.option) == (issue, option)), ())
        who = ", ".join(lacking) or "anybody"
        return Fault(
            f"{issue}={option}",
            "an option that cannot be compared",
            f"it has no price in the model, and no judgement of {who}",
            "judge it in stakes/judgements.toml, or leave it out",
        )


def reads(effects: Effects, attribute: Attribute) -> tuple[float, float, float] | None:
    """An effect attribute's change in swings, low ≤ value ≤ high; None where the model does not compute it."""
    found = effects.outcome(attribute.outcome, attribute.of or attribute.party, sector=attribute.sector, partner=attribute.partner)
    if found is None:
        return None
    low, value, high = (x / attribute.swing for x in found)
    return (low, value, high) if attribute.swing > 0 else (high, value, low)


def _terms(option: Option, attribute: Attribute) -> tuple[float, float, float]:
    """A direct attribute: the package's own money. ``transfer`` received less paid; ``purchase`` and ``investment`` pledged, gross."""
    party, low, value, high = attribute.of or attribute.party, 0.0, 0.0, 0.0
    for term in option.terms:
        sign = 0.0
        if isinstance(term, TransferTerm) and attribute.outcome == "transfer":
            sign = 1.0 if term.payee == party else -1.0 if term.payer == party else 0.0
        elif isinstance(term, PurchaseTerm) and attribute.outcome == "purchase":
            sign = 1.0 if party in (term.seller, term.buyer) else 0.0
        elif isinstance(term, InvestmentTerm) and attribute.outcome == "investment":
            sign = 1.0 if party in (term.host, term.investor) else 0.0
        if sign and isinstance(term, TransferTerm | PurchaseTerm | InvestmentTerm):
            ends = sorted(sign * x for x in term.usd.bounds)
            low, value, high = low + ends[0], value + sign * term.usd.value, high + ends[1]
    low, value, high = low / attribute.swing, value / attribute.swing, high / attribute.swing
    return (low, value, high) if attribute.swing > 0 else (high, value, low)


def _judged(preferences: Preferences, attribute: Attribute, issue: str, option: str) -> tuple[float, float, float]:
    for judgement in preferences.judgements:
        if (judgement.attribute, judgement.issue, judgement.option) == (attribute.id, issue, option):
            return judgement.low, judgement.value, judgement.high
    return 0.0, 0.0, 0.0


def changes(
    preferences: Sequence[Preferences], moved: Sequence[tuple[Issue, Option]], effects: Effects | None
) -> tuple[Array, tuple[int, ...]]:
    """Changes of every attribute when ``moved`` options are taken and the model answers ``effects``; and which it did not compute."""
    columns: list[tuple[float, float, float]] = []
    missing: list[int] = []
    for own in preferences:
        for a in own.attributes:
            column = (0.0, 0.0, 0.0)
            if a.kind == "effect" and effects is not None:
                found = reads(effects, a)
                if found is None:
                    missing.append(len(columns))
                else:
                    column = found
            elif a.kind != "effect":
                parts = [_terms(o, a) if a.kind == "direct" else _judged(own, a, i.id, o.id) for i, o in moved]
                column = (sum(p[0] for p in parts), sum(p[1] for p in parts), sum(p[2] for p in parts))
            columns.append(column)
    return np.array(columns, dtype=float).reshape(-1, 3).T, tuple(missing)


def heard(option: Option) -> bool:
    """Whether the model has anything to say: some term is more than a pledge or an unpriced word."""
    return any(term.kind in ("law", "barrier", "purchase", "quota", "transfer") for term in option.terms)


def _unheard(option: Option, change: Array, effect: NDArray[np.bool_]) -> tuple[int, ...]:
    """Attributes on which a quota's zero means that the sector model does not see the good, and not that nothing happens."""
    quotas_only = all(term.kind == "quota" for term in option.terms)
    return tuple(int(k) for k in np.flatnonzero(effect)) if quotas_only and not np.any(change[:, effect]) else ()


def _assumed(option: Option) -> bool:
    sizes = [
        getattr(term, name, None) for term in option.terms for name in ("change", "usd", "additionality", "delivery", "volume", "price")
    ]
    return any(size is not None and size.basis in (Basis.ASSUMED, Basis.JUDGED) for size in sizes)


def _origins(attributes: Sequence[Attribute], option: Option) -> tuple[Origin, ...]:
    """What each attribute's change rests on: judged scores and assumed sizes are judgement, whatever model they pass through."""
    assumed, lawful = _assumed(option), any(isinstance(term, LawTerm) for term in option.terms)

    def origin(a: Attribute) -> Origin:
        if a.kind == "judged":
            return "judgement"
        if assumed and not lawful:
            return "judgement"
        return "law" if a.kind == "direct" else a.origin

    return tuple(origin(a) for a in attributes)


def _comparable(agenda: Agenda, preferences: Sequence[Preferences]) -> Iterator[tuple[Issue, Option, tuple[str, ...]]]:
    for issue in agenda.issues:
        for option in issue.options:
            lacking = (
                ()
                if option.priced
                else tuple(
                    own.party for own in preferences if not any((j.issue, j.option) == (issue.id, option.id) for j in own.judgements)
                )
            )
            yield issue, option, lacking


def screen(
    agenda: Agenda, preferences: Sequence[Preferences], evaluate: Evaluate, *, tolerance: float = 0.01, pairs: bool = True
) -> Screen:
    """Evaluate each option alone and the pairs that interplay.

    ``preferences`` one a party, as the asking side may see them. An option that is not priced is compared only if every party's view of it is judged;
    else it is left out and named. For each pair of issues the two options of the largest effect are evaluated together first; the whole
    table of the pair follows only if their interplay exceeds ``tolerance`` swings on some attribute.
    """
    attributes = tuple(a for own in preferences for a in own.attributes)
    main: dict[tuple[str, str], Array] = {}
    origin: dict[tuple[str, str], tuple[Origin, ...]] = {}
    left_out: list[LeftOut] = []
    unknown: list[tuple[str, str, str]] = []
    modelled: dict[str, list[str]] = {}
    count = 0
    effect = np.array([a.kind == "effect" for a in attributes])
    for issue, option, lacking in _comparable(agenda, preferences):
        if lacking:
            left_out.append(LeftOut(issue.id, option.id, lacking))
            continue
        if option.status_quo:
            main[issue.id, option.id] = np.zeros((3, len(attributes)))
            origin[issue.id, option.id] = tuple("law" for _ in attributes)
            continue
        effects = evaluate(agenda.package({issue.id: option.id})) if heard(option) else None
        count += effects is not None
        main[issue.id, option.id], missing = changes(preferences, [(issue, option)], effects)
        origin[issue.id, option.id] = _origins(attributes, option)
        silent = _unheard(option, main[issue.id, option.id], effect)
        unknown.extend((issue.id, option.id, attributes[m].id) for m in (silent or missing))
        if effects is not None:
            modelled.setdefault(issue.id, []).append(option.id)

    def interplay(first: str, x: str, second: str, y: str) -> Array:
        both = [(agenda.issue(first), agenda.option(first, x)), (agenda.issue(second), agenda.option(second, y))]
        together, _ = changes(preferences, both, evaluate(agenda.package({first: x, second: y})))
        beyond: Array = together[VALUE] - main[first, x][VALUE] - main[second, y][VALUE]
        return np.where(effect, beyond, 0.0)

    tables: dict[tuple[str, str], dict[tuple[str, str], Array]] = {}
    skipped = 0.0
    if pairs and effect.any():
        weight = {key: float(np.abs(value[VALUE][effect]).max(initial=0.0)) for key, value in main.items()}
        for first, second in combinations(modelled, 2):
            x = max(modelled[first], key=lambda o: weight[first, o])
            y = max(modelled[second], key=lambda o: weight[second, o])
            if min(weight[first, x], weight[second, y]) == 0.0:
                continue
            most = interplay(first, x, second, y)
            count += 1
            if np.abs(most).max() <= tolerance:
                skipped = max(skipped, float(np.abs(most).max()))
                continue
            table = {(x, y): most}
            for a in modelled[first]:
                for b in modelled[second]:
                    if (a, b) != (x, y):
                        table[a, b] = interplay(first, a, second, b)
                        count += 1
            tables[first, second] = table
    return Screen(agenda, tuple(preferences), attributes, main, origin, tables, tuple(left_out), tuple(unknown), skipped, count)

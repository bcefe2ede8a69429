"""The bargaining problem as a table: parties, issues with options, additive values, pair tables, rules, and what no deal gives.

    u_p(x) = Σ_i v_p[i, x_i] + Σ_{(i,j)} t_p[i, j, x_i, x_j]          x a package: one option an issue

Values are exact rationals (see :mod:`nemawashi.bargain.number`). ``disagreement`` is the *breakdown* point d: what follows when the talks
fail; it moves the split and may lie below every package. ``outside`` is each party's *walk-away*: it only refuses packages below it
(Binmore, Rubinstein & Wolinsky 1986).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import prod

from nemawashi.bargain.number import Number, exact
from nemawashi.bargain.rules import Cap, Forbid, IfThen, Require, Rule, circles
from nemawashi.errors import Fault, Refused, Unknown, nearest

__all__ = ["Domain", "Issue", "Package", "PairTable"]

Package = Mapping[str, str]
"""One option id an issue id, complete."""

Table = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to settle and the ways to settle it, in order."""

    id: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairTable:
    """What two issues are worth together beyond their separate values: ``values[party][option of first][option of second]``."""

    issues: tuple[str, str]
    values: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A validated bargaining problem; ``values[party][issue][option]``, all indices in the order of ``parties`` and ``issues``."""

    parties: tuple[str, ...]
    issues: tuple[Issue, ...]
    values: tuple[Table, ...]
    pairs: tuple[PairTable, ...] = ()
    rules: tuple[Rule, ...] = ()
    disagreement: tuple[Fraction, ...] | None = None
    """d, the payoffs of breakdown; None where it is not known (then no solution that needs it is given)."""
    outside: tuple[Fraction | None, ...] | None = None
    """Each party's walk-away value; None where it has none."""
    _place: dict[str, tuple[int, dict[str, int]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check everything at once; raises Refused with every fault."""
        faults = [*_shape(self), *_names(self)]
        if not faults:
            faults = list(circles(self.rules))
        if faults:
            raise Refused(faults)
        place = {issue.id: (i, {option: o for o, option in enumerate(issue.options)}) for i, issue in enumerate(self.issues)}
        object.__setattr__(self, "_place", place)

    @classmethod
    def from_tables(
        cls,
        values: Mapping[str, Mapping[str, Mapping[str, Number]]],
        *,
        issues: Mapping[str, Sequence[str]] | None = None,
        pairs: Mapping[tuple[str, str], Mapping[str, Mapping[tuple[str, str], Number]]] | None = None,
        rules: Iterable[Rule] = (),
        disagreement: Mapping[str, Number] | Sequence[Number] | None = None,
        outside: Mapping[str, Number] | None = None,
    ) -> "Domain":
        """Build a domain from plain tables.

        ``values[party][issue][option]``; ``issues`` fixes ids and order (by default those of the first party);
        ``pairs[issue, issue][party][option, option]``, a combination left out adds nothing. Raises Refused with every fault: an
        option without a value, a name that is not known, a value that is no finite number, a cyclic rule.
        """
        parties = tuple(values)
        if not parties:
            raise Refused(Fault("parties", "no party", "a bargaining problem has two parties or more", "give one table of values a party"))
        first = values[parties[0]]
        shape = tuple(Issue(i, tuple(o)) for i, o in (issues or {i: tuple(row) for i, row in first.items()}).items())
        faults: list[Fault] = []
        tables = tuple(_table(party, values[party], shape, faults) for party in parties)
        linked = tuple(_pair(key, table, parties, shape, faults) for key, table in (pairs or {}).items())
        d = _point(disagreement, parties, "disagreement", faults)
        away: tuple[Fraction | None, ...] | None = None
        if outside is not None:
            faults.extend(_unknown("party", name, parties, f"outside: {name}") for name in outside if name not in parties)
            away = tuple(_number(outside[p], f"outside: {p}", faults) if p in outside else None for p in parties)
        if faults:
            raise Refused(faults)
        return cls(parties, shape, tables, linked, tuple(rules), d, away)

    @property
    def combinations(self) -> int:
        """The number of packages before any rule: the product of the numbers of options."""
        return prod(len(issue.options) for issue in self.issues)

    def issue(self, name: str) -> Issue:
        """Give the issue of that id; raises Unknown."""
        return self.issues[self.index(name)]

    def index(self, name: str) -> int:
        """Give the position of an issue; raises Unknown."""
        if name not in self._place:
            raise Unknown("issue", name, self._place)
        return self._place[name][0]

    def indices(self, package: Package) -> tuple[int, ...]:
        """Give a package as option indices; raises Refused for a missing, Unknown for an unknown issue or option."""
        for name in package:
            self.index(name)
        missing = [issue.id for issue in self.issues if issue.id not in package]
        if missing:
            raise Refused(
                Fault("package", f"nothing for {', '.join(missing)}", "a package settles every issue", "add an option for each of them")
            )
        chosen: list[int] = []
        for issue in self.issues:
            known = self._place[issue.id][1]
            if package[issue.id] not in known:
                raise Unknown("option", package[issue.id], known, where=issue.id)
            chosen.append(known[package[issue.id]])
        return tuple(chosen)

    def package(self, indices: Iterable[int]) -> dict[str, str]:
        """Give option indices as a package."""
        return {issue.id: issue.options[o] for issue, o in zip(self.issues, indices, strict=True)}

    def payoff(self, package: Package) -> tuple[Fraction, ...]:
        """u(x), one exact value a party, in the order of ``parties``."""
        return self.payoff_at(self.indices(package))

    def payoff_at(self, indices: Sequence[int]) -> tuple[Fraction, ...]:
        """u(x) of a package given as option indices."""
        total = [sum((row[o] for row, o in zip(table, indices, strict=True)), Fraction(0)) for table in self.values]
        for pair in self.pairs:
            i, j = (indices[self._place[name][0]] for name in pair.issues)
            for p, table in enumerate(pair.values):
                total[p] += table[i][j]
        return tuple(total)

    def broken(self, package: Package) -> tuple[Rule, ...]:
        """The rules this package breaks; empty when it is allowed."""
        whole = self.package(self.indices(package))
        return tuple(rule for rule in self.rules if not rule.holds(whole))

    def enumerate(self) -> Iterator[tuple[int, ...]]:
        """Every allowed package as option indices, in lexicographic order; for small domains and for checking."""
        for indices in product(*(range(len(issue.options)) for issue in self.issues)):
            if not self.rules or all(rule.holds(package) for package in (self.package(indices),) for rule in self.rules):
                yield indices

    @property
    def floor(self) -> tuple[Fraction | None, ...] | None:
        """What each party must be given at least: the better of breakdown and walk-away; None for whom neither is known, and for all."""
        d, away = self.disagreement, self.outside
        if d is None:
            return None if away is None or all(value is None for value in away) else away
        return tuple(v if a is None else max(v, a) for v, a in zip(d, away or (None,) * len(d), strict=True))

    def with_rules(self, *rules: Rule) -> "Domain":
        """The same problem with further rules."""
        return replace(self, rules=(*self.rules, *rules))

    def without_rules(self, *rules: Rule) -> "Domain":
        """The same problem without these rules; raises Refused when one of them is not there."""
        gone = [rule for rule in rules if rule not in self.rules]
        if gone:
            raise Refused(
                Fault("rules", f"“{gone[0]}” is not a rule here", "only a rule that stands can be lifted", "take it from domain.rules")
            )
        return replace(self, rules=tuple(rule for rule in self.rules if rule not in rules))

    def with_disagreement(self, *d: Number) -> "Domain":
        """The same problem with another breakdown point, one value a party."""
        return replace(self, disagreement=tuple(exact(value, "disagreement") for value in d))

    def with_outside(self, *outside: Number | None) -> "Domain":
        """The same problem with other walk-away values, one a party."""
        return replace(self, outside=tuple(None if value is None else exact(value, "outside") for value in outside))

    def between(self, *parties: str) -> "Domain":
        """The same problem with these parties only, in this order."""
        if unknown := [name for name in parties if name not in self.parties]:
            raise Unknown("party", unknown[0], self.parties)
        at = [self.parties.index(name) for name in parties]
        return replace(
            self,
            parties=tuple(parties),
            values=tuple(self.values[p] for p in at),
            pairs=tuple(replace(pair, values=tuple(pair.values[p] for p in at)) for pair in self.pairs),
            disagreement=None if self.disagreement is None else tuple(self.disagreement[p] for p in at),
            outside=None if self.outside is None else tuple(self.outside[p] for p in at),
        )


def _number(value: Number, where: str, faults: list[Fault]) -> Fraction:
    try:
        return exact(value, where)
    except Refused as refusal:
        faults.extend(refusal.faults)
        return Fraction(0)


def _unknown(kind: str, given: str, known: Iterable[str], where: str) -> Fault:
    return Unknown(kind, given, known, where=where).faults[0]


def _table(party: str, given: Mapping[str, Mapping[str, Number]], issues: tuple[Issue, ...], faults: list[Fault]) -> Table:
    names = {issue.id: issue for issue in issues}
    for name, row in given.items():
        if name not in names:
            faults.append(_unknown("issue", name, names, f"values of {party}"))
            continue
        known = names[name].options
        faults.extend(_unknown("option", o, known, f"values of {party}, {name}") for o in row if o not in known)
    rows: list[tuple[Fraction, ...]] = []
    for issue in issues:
        row = given.get(issue.id, {})
        missing = [option for option in issue.options if option not in row]
        if missing:
            faults.append(
                Fault(
                    where=f"values of {party}, {issue.id}",
                    found=f"no value for {', '.join(missing)}",
                    rule="every option of every issue has a value for every party; missing is not zero",
                    remedy="write the value, 0 where it is judged to be worth nothing, or take the option off the table",
                )
            )
        rows.append(
            tuple(_number(row[o], f"values of {party}, {issue.id}={o}", faults) if o in row else Fraction(0) for o in issue.options)
        )
    return tuple(rows)


def _pair(
    key: tuple[str, str],
    given: Mapping[str, Mapping[tuple[str, str], Number]],
    parties: tuple[str, ...],
    issues: tuple[Issue, ...],
    faults: list[Fault],
) -> PairTable:
    names = {issue.id: issue.options for issue in issues}
    where = f"pair {key[0]} × {key[1]}"
    lost = [_unknown("issue", name, names, where) for name in key if name not in names]
    lost += [_unknown("party", name, parties, where) for name in given if name not in parties]
    if lost:
        faults.extend(lost)
        return PairTable(key, ())
    rows, columns = names[key[0]], names[key[1]]
    for party, cells in given.items():
        for row, column in cells:
            faults.extend(
                _unknown("option", o, known, f"{where}, {party}") for o, known in ((row, rows), (column, columns)) if o not in known
            )
    return PairTable(
        key,
        tuple(
            tuple(tuple(_number(given.get(p, {}).get((row, column), 0), f"{where}, {p}", faults) for column in columns) for row in rows)
            for p in parties
        ),
    )


def _point(
    given: Mapping[str, Number] | Sequence[Number] | None, parties: tuple[str, ...], where: str, faults: list[Fault]
) -> tuple[Fraction, ...] | None:
    if given is None:
        return None
    if not isinstance(given, Mapping):
        given = dict(zip(parties, given, strict=False)) if len(given) == len(parties) else {}
    faults.extend(_unknown("party", name, parties, f"{where}: {name}") for name in given if name not in parties)
    missing = [party for party in parties if party not in given]
    if missing:
        faults.append(
            Fault(where, f"nothing for {', '.join(missing)}", "the disagreement point has one payoff a party", "give each of them, or none")
        )
    return tuple(_number(given[p], f"{where}: {p}", faults) if p in given else Fraction(0) for p in parties)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _shape(domain: Domain) -> Iterator[Fault]:
    """Faults of counts: doubled names, tables that do not fit, points of the wrong length."""
    remedy = "give each its own id"
    for name in _twice(domain.parties):
        yield Fault("parties", f"{name} twice", "a party stands once", remedy)
    for name in _twice([issue.id for issue in domain.issues]):
        yield Fault("issues", f"{name} twice", "an issue stands once", remedy)
    for issue in domain.issues:
        for name in _twice(issue.options):
            yield Fault(f"issue {issue.id}", f"option {name} twice", "an option stands once", remedy)
        if not issue.options:
            yield Fault(f"issue {issue.id}", "no option", "an issue has one option or more", "add its options or drop the issue")
    wanted = tuple(len(issue.options) for issue in domain.issues)
    for party, table in zip(domain.parties, domain.values, strict=False):
        if tuple(len(row) for row in table) != wanted:
            yield Fault(
                f"values of {party}",
                "rows that do not fit the issues",
                "every option of every issue has a value",
                "one row an issue, one value an option",
            )
    size = {"values": len(domain.values)}
    if domain.disagreement is not None:
        size["disagreement"] = len(domain.disagreement)
    if domain.outside is not None:
        size["outside"] = len(domain.outside)
    for where, count in size.items():
        if count != len(domain.parties):
            yield Fault(
                where, f"{count} entries for {len(domain.parties)} parties", "one entry a party", "write them in the order of parties"
            )


def _names(domain: Domain) -> Iterator[Fault]:
    """Faults of names in rules and pair tables."""
    known = {issue.id: issue.options for issue in domain.issues}
    for pair in domain.pairs:
        lost = [name for name in pair.issues if name not in known]
        yield from (_unknown("issue", name, known, f"pair {' × '.join(pair.issues)}") for name in lost)
        if pair.issues[0] == pair.issues[1]:
            yield Fault(f"pair {pair.issues[0]}", "an issue paired with itself", "a pair links two issues", "put the value on the option")
        elif not lost:
            wide = len(known[pair.issues[0]]), len(known[pair.issues[1]])
            if len(pair.values) != len(domain.parties) or any(len(t) != wide[0] or {len(r) for r in t} != {wide[1]} for t in pair.values):
                yield Fault(
                    f"pair {' × '.join(pair.issues)}", "a table that does not fit", "one value a party and combination", "fill the table"
                )
    for rule in domain.rules:
        where = rule.where or f"rule “{rule}”"
        for issue, option in _mentions(rule):
            if issue not in known:
                yield _unknown("issue", issue, known, where)
            elif option is not None and option not in known[issue]:
                yield Fault(
                    where,
                    f"unknown option {option!r} of {issue}",
                    f"a rule speaks of options of {issue}",
                    "nearest known: " + ", ".join(nearest(option, known[issue])),
                )


def _mentions(rule: Rule) -> Iterator[tuple[str, str | None]]:
    match rule:
        case Forbid():
            yield from rule.choices.items()
        case Require():
            yield from ((rule.issue, option) for option in rule.options or (None,))
        case IfThen():
            yield from rule.given.items()
            yield from ((rule.issue, option) for option in rule.options or (None,))
        case Cap():
            yield from ((issue, option) for issue, row in rule.costs.items() for option in (*row, None))

"""Plain tables into exact ones: every option has a value for every party, and everything that is wrong is told at once."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from nemawashi.bargain.issue import Issue, PairTable, Table
from nemawashi.bargain.number import Number, exact
from nemawashi.bargain.rules import Rule
from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["read_tables"]

Given = Mapping[str, Mapping[str, Mapping[str, Number]]]
GivenPairs = Mapping[tuple[str, str], Mapping[str, Mapping[tuple[str, str], Number]]]
Point = Mapping[str, Number] | Sequence[Number]
Parts = tuple[
    tuple[str, ...],
    tuple[Issue, ...],
    tuple[Table, ...],
    tuple[PairTable, ...],
    tuple[Rule, ...],
    tuple[Fraction, ...] | None,
    tuple[Fraction | None, ...] | None,
]
"""A domain's fields, in its order."""


def read_tables(
    values: Given,
    issues: Mapping[str, Sequence[str]] | None,
    pairs: GivenPairs | None,
    disagreement: Point | None,
    outside: Mapping[str, Number] | None,
    rules: Iterable[Rule],
) -> Parts:
    """Read the fields of a domain; raises Refused with every fault."""
    parties = tuple(values)
    if not parties:
        raise Refused(Fault("parties", "no party", "a bargaining problem has two parties or more", "give one table of values a party"))
    first = values[parties[0]]
    shape = tuple(Issue(i, tuple(o)) for i, o in (issues or {i: tuple(row) for i, row in first.items()}).items())
    faults: list[Fault] = []
    tables = tuple(_values(party, values[party], shape, faults) for party in parties)
    linked = tuple(_pair(key, table, parties, shape, faults) for key, table in (pairs or {}).items())
    d = _point(disagreement, parties, "disagreement", faults)
    away: tuple[Fraction | None, ...] | None = None
    if outside is not None:
        faults.extend(_unknown("party", name, parties, f"outside: {name}") for name in outside if name not in parties)
        away = tuple(_number(outside[p], f"outside: {p}", faults) if p in outside else None for p in parties)
    if faults:
        raise Refused(faults)
    return parties, shape, tables, linked, tuple(rules), d, away


def _number(value: Number, where: str, faults: list[Fault]) -> Fraction:
    try:
        return exact(value, where)
    except Refused as refusal:
        faults.extend(refusal.faults)
        return Fraction(0)


def _unknown(kind: str, given: str, known: Iterable[str], where: str) -> Fault:
    return Unknown(kind, given, known, where=where).faults[0]


def _values(party: str, given: Mapping[str, Mapping[str, Number]], issues: tuple[Issue, ...], faults: list[Fault]) -> Table:
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

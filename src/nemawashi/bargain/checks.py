"""What makes a bargaining problem whole: tables of the right size, names that exist, rules that do not lead back to themselves."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from nemawashi.bargain.issue import Issue, PairTable, Table
from nemawashi.bargain.rules import Cap, Forbid, IfThen, Require, Rule, circles
from nemawashi.errors import Fault, Unknown, nearest

__all__ = ["faults_of"]

Point = Sequence[Fraction | None]


def faults_of(
    parties: Sequence[str],
    issues: Sequence[Issue],
    values: Sequence[Table],
    pairs: Sequence[PairTable],
    rules: Sequence[Rule],
    points: Mapping[str, Point | None],
) -> list[Fault]:
    """Every fault of a problem, ``points`` by what they are called; circles of rules only where all names are known."""
    entries = {"values": len(values)} | {where: len(point) for where, point in points.items() if point is not None}
    return [*_shape(parties, issues, values, entries), *_names(parties, issues, pairs, rules)] or list(circles(rules))


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _shape(parties: Sequence[str], issues: Sequence[Issue], values: Sequence[Table], entries: Mapping[str, int]) -> Iterator[Fault]:
    """Faults of counts: doubled names, tables that do not fit, points of the wrong length."""
    remedy = "give each its own id"
    for name in _twice(parties):
        yield Fault("parties", f"{name} twice", "a party stands once", remedy)
    for name in _twice([issue.id for issue in issues]):
        yield Fault("issues", f"{name} twice", "an issue stands once", remedy)
    for issue in issues:
        for name in _twice(issue.options):
            yield Fault(f"issue {issue.id}", f"option {name} twice", "an option stands once", remedy)
        if not issue.options:
            yield Fault(f"issue {issue.id}", "no option", "an issue has one option or more", "add its options or drop the issue")
    wanted = tuple(len(issue.options) for issue in issues)
    for party, table in zip(parties, values, strict=False):
        if tuple(len(row) for row in table) != wanted:
            yield Fault(
                f"values of {party}",
                "rows that do not fit the issues",
                "every option of every issue has a value",
                "one row an issue, one value an option",
            )
    for where, count in entries.items():
        if count != len(parties):
            yield Fault(where, f"{count} entries for {len(parties)} parties", "one entry a party", "write them in the order of parties")


def _names(parties: Sequence[str], issues: Sequence[Issue], pairs: Sequence[PairTable], rules: Sequence[Rule]) -> Iterator[Fault]:
    """Faults of names in rules and pair tables."""
    known = {issue.id: issue.options for issue in issues}
    for pair in pairs:
        lost = [name for name in pair.issues if name not in known]
        for name in lost:
            yield from Unknown("issue", name, known, where=f"pair {' × '.join(pair.issues)}").faults
        if pair.issues[0] == pair.issues[1]:
            yield Fault(f"pair {pair.issues[0]}", "an issue paired with itself", "a pair links two issues", "put the value on the option")
        elif not lost:
            wide = len(known[pair.issues[0]]), len(known[pair.issues[1]])
            if len(pair.values) != len(parties) or any(len(t) != wide[0] or {len(r) for r in t} != {wide[1]} for t in pair.values):
                yield Fault(
                    f"pair {' × '.join(pair.issues)}", "a table that does not fit", "one value a party and combination", "fill the table"
                )
    for rule in rules:
        where = rule.where or f"rule “{rule}”"
        for issue, option in _mentions(rule):
            if issue not in known:
                yield from Unknown("issue", issue, known, where=where).faults
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

"""The rules an agenda keeps: one status quo an issue, names that exist, dates in order, the hindsight wall."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from nemawashi.agenda.agenda import Agenda
from nemawashi.agenda.issue import Issue
from nemawashi.agenda.terms import BarrierTerm, PurchaseTerm, QuotaTerm
from nemawashi.errors import Fault, nearest

__all__ = ["broken"]


def broken(agenda: Agenda, spoiled: Collection[str] = ()) -> Iterator[Fault]:
    """Every rule the agenda breaks; ``spoiled`` are the places of options whose terms were already refused."""
    yield from _twice("issue", ((issue.id, issue.where) for issue in agenda.issues))
    for issue in agenda.issues:
        yield from _issue(issue, spoiled)
    options = {issue.id: tuple(option.id for option in issue.options) for issue in agenda.issues}
    yield from _twice("linkage", ((tie.id, tie.where) for tie in agenda.linkages))
    for tie in agenda.linkages:
        for name in tie.issues:
            yield from _known("issue", name, options, tie.where)
    yield from _twice("red line", ((line.id, line.where) for line in agenda.red_lines))
    for line in agenda.red_lines:
        if not line.crossed_by:
            yield Fault(
                line.where,
                f"red line {line.id} names no option",
                "a red line lists the options that cross it",
                'add crossed_by = { issue = ["option"] }',
            )
        for name, crossing in line.crossed_by.items():
            yield from _choices(name, crossing, options, line.where)
            yield from _crossing_status_quo(agenda, line.id, name, crossing, line.where, alone=len(line.crossed_by) == 1)
    for chip in agenda.chips:
        yield from _choices(chip.issue, chip.options, options, chip.where)
        yield from _ordered(f"chip {chip.id}", [(step.stage, step.on, step.known) for step in chip.steps], chip.where)
    yield from _twice("package", ((package.id, package.where) for package in agenda.packages))
    for package in agenda.packages:
        for name, option in package.moves.items():
            yield from _choices(name, (option,), options, package.where)


def _twice(kind: str, names: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for name, where in names:
        if first.setdefault(name, where) != where:
            yield Fault(where, f"{kind} {name} stands here and at {first[name]}", f"a {kind} has one id of its own", "rename or remove one")


def _issue(issue: Issue, spoiled: Collection[str]) -> Iterator[Fault]:
    yield from _twice(f"option of {issue.id}", ((option.id, option.where) for option in issue.options))
    standing = [option for option in issue.options if option.status_quo]
    if len(standing) != 1:
        yield Fault(
            issue.where,
            f"issue {issue.id} has {len(standing)} options marked status_quo",
            "an issue has exactly one status quo",
            "mark the option that leaves the world as it stands",
        )
    if not issue.movers:
        yield Fault(issue.where, f"issue {issue.id} names nobody who must move", "movers lists at least one party", 'add movers = ["JP"]')
    for option in issue.options:
        if option.status_quo and option.terms:
            yield Fault(
                option.where,
                f"{issue.id}={option.id} is the status quo and has terms",
                "the status quo does exactly nothing",
                "move the terms to another option",
            )
        if not option.status_quo and not option.terms and option.where not in spoiled:
            yield Fault(
                option.where,
                f"{issue.id}={option.id} has no terms",
                "an option that moves something says what, or that it is not priced",
                'add a term, or kind = "unpriced" with the reason',
            )
        if option.hindsight and option.known is None:
            yield Fault(
                option.where,
                f"{issue.id}={option.id} is hindsight without a known date",
                "what was learnt later says when",
                "add known = YYYY-MM-DD",
            )
        if option.status_quo and option.known is not None and option.known != issue.known:
            yield Fault(
                option.where,
                f"the status quo of {issue.id} is known only from {option.known}",
                "the status quo is as old as its issue",
                "remove known",
            )
        for term in option.terms:
            if isinstance(term, BarrierTerm | PurchaseTerm | QuotaTerm) and not term.sector and not term.headings:
                yield Fault(
                    option.where,
                    f"a {term.kind} term of {issue.id}={option.id} names no goods",
                    "a term names a sector or headings",
                    "add sector = or headings =",
                )


def _known(kind: str, name: str, known: Iterable[str], where: str) -> Iterator[Fault]:
    names = list(known)
    if name not in names:
        yield Fault(
            where, f"unknown {kind} {name!r}", f"a {kind} is one of {len(names)} known", f"nearest known: {', '.join(nearest(name, names))}"
        )


def _choices(issue: str, chosen: Iterable[str], options: Mapping[str, tuple[str, ...]], where: str) -> Iterator[Fault]:
    yield from _known("issue", issue, options, where)
    if issue in options:
        for option in chosen:
            yield from _known(f"option of {issue}", option, options[issue], where)


def _crossing_status_quo(agenda: Agenda, line: str, name: str, crossing: Iterable[str], where: str, *, alone: bool) -> Iterator[Fault]:
    if not alone or name not in agenda.ids:
        return
    standing = [option.id for option in agenda.issue(name).options if option.status_quo]
    if set(standing) & set(crossing):
        yield Fault(
            where,
            f"red line {line} is crossed by the status quo of {name}",
            "nobody's line forbids the world as it stands",
            "take the status quo out of crossed_by",
        )


def _ordered(what: str, steps: list[tuple[str, date, date]], where: str) -> Iterator[Fault]:
    if not steps:
        yield Fault(where, f"{what} has no steps", "a chip has a dated history", "add steps")
    for (before, on, _), (after, later, _) in pairwise(steps):
        if later < on:
            yield Fault(
                where,
                f"{what}: {after} on {later} before {before} on {on}",
                "steps stand in order of their dates",
                "reorder or correct them",
            )
    for stage, on, known in steps:
        if known < on:
            yield Fault(where, f"{what}: {stage} on {on} was known on {known}", "nothing is known before it happens", "correct on or known")

"""What crosses floors in a case: a name used on one floor must exist on the floor that owns it."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from nemawashi.agenda import LawTerm, Magnitude
from nemawashi.errors import Fault, nearest
from nemawashi.stakes import against

if TYPE_CHECKING:
    from nemawashi.case.case import Case

__all__ = ["crossings"]

Use = tuple[str, str]
"""The name used, and the ``file:line`` of its use."""


def crossings(case: "Case") -> Iterator[Fault]:
    """Every name that one floor uses and another does not know."""
    topics = (*case.agenda.ids, *(topic.id for topic in case.manifest.topics))
    statements = [statement.id for statement in case.record.statements]
    yield from _each("source", _sources(case), case.sources)
    yield from _each("issue", _issues(case), topics)
    yield from _each("statement", _statements(case), statements)
    yield from against(case.stakes, case.agenda)
    yield from _each("party", _parties(case), [party.id for party in case.record.parties])
    yield from _each("person, office or party", _owners(case), _speakers(case))
    yield from _each("measure", _measures(case), _measure_names(case))
    if case.economy is not None:  # a baseline that cannot be read has told its own faults
        yield from _each("region of the baseline", _regions(case), case.economy.baseline.regions)


def _each(kind: str, uses: Iterable[Use], known: Collection[str]) -> Iterator[Fault]:
    told: set[Use] = set()
    names = set(known)
    for use in uses:
        name, where = use
        if name not in names and use not in told:
            told.add(use)
            close = ", ".join(nearest(name, sorted(names))) or "none is known"
            yield Fault(where, f"unknown {kind} {name!r}", f"a {kind} named here exists in the case", f"nearest known: {close}")


def _speakers(case: "Case") -> set[str]:
    record = case.record
    return {row.id for row in record.people} | {row.id for row in record.offices} | {row.id for row in record.parties}


def _sources(case: "Case") -> Iterator[Use]:
    for act in case.law.acts.values():
        yield act.source, act.where
    for report in case.record.reports:
        yield report.id, report.where
    for event in case.record.events:
        for dating in event.datings:
            yield dating.citation.source, event.where
    for event in case.calendar.later:
        for dating in event.datings:
            yield dating.citation.source, event.where
    for negotiation in case.record.negotiations:
        for state in negotiation.states:
            yield state.citation.source, negotiation.where
    for claim in case.record.claims:
        for evidence in claim.evidence:
            yield evidence.citation.source, claim.where
    for office in case.record.offices:
        for tenure in office.holders:
            yield tenure.source, office.where
    for group in case.record.constituencies:
        for reading in group.readings:
            yield reading.citation.source, group.where
    for issue in case.agenda.issues:
        for option in issue.options:
            for term in option.terms:
                for name in ("change", "usd", "additionality", "delivery", "volume", "price"):
                    size = getattr(term, name, None)
                    if isinstance(size, Magnitude) and size.source:
                        yield size.source, option.where or issue.where
    for body in case.stakes.bodies:
        yield from ((bloc.source, body.where) for bloc in body.blocs if bloc.source)
    for balance in case.trade.balances:
        yield balance.source, balance.where


def _issues(case: "Case") -> Iterator[Use]:
    for statement in case.record.statements:
        for issue in (*statement.issues, *statement.exchange):
            yield issue, statement.where
    for event in case.record.events:
        for issue in event.issues:
            yield issue, event.where
    for group in case.record.constituencies:
        for issue in group.issues:
            yield issue, group.where
    for office in case.record.offices:
        for issue in office.issues:
            yield issue, office.where


def _statements(case: "Case") -> Iterator[Use]:
    agenda = case.agenda
    for issue in agenda.issues:
        yield from ((name, issue.where) for name in issue.statements)
        for option in issue.options:
            yield from ((name, option.where or issue.where) for name in option.statements)
    for tie in agenda.linkages:
        yield from ((name, tie.where) for name in tie.statements)
    for line in agenda.red_lines:
        yield from ((name, line.where) for name in (*line.statements, *line.against))
    for chip in agenda.chips:
        yield from ((name, chip.where) for step in chip.steps for name in step.statements)
    for own in case.stakes.preferences.values():
        for ordering in own.orderings:
            yield from ((name, ordering.where) for name in ordering.statements)
        for sign in own.signs:
            yield from ((name, sign.where) for name in sign.statements)
        for judged in own.judgements:
            yield from ((name, judged.where) for name in judged.statements)
    for body in case.stakes.bodies:
        yield from ((name, body.where) for bloc in body.blocs for name in bloc.statements)


def _parties(case: "Case") -> Iterator[Use]:
    for side in case.manifest.sides:
        yield side.id, "case.toml:1"
    for statement in case.record.statements:
        yield statement.actor, statement.where
    for issue in case.agenda.issues:
        yield from ((name, issue.where) for name in (*issue.movers, *issue.wanted_by))
    for line in case.agenda.red_lines:
        yield line.party, line.where
    for chip in case.agenda.chips:
        yield chip.party, chip.where


def _owners(case: "Case") -> Iterator[Use]:
    for line in case.agenda.red_lines:
        yield line.owner, line.where
    for tie in case.agenda.linkages:
        if tie.said_by:
            yield tie.said_by, tie.where


def _measure_names(case: "Case") -> set[str]:
    return set(case.law.measures) | {measure.programme for measure in case.law.measures.values() if measure.programme}


def _measures(case: "Case") -> Iterator[Use]:
    for issue in case.agenda.issues:
        for option in issue.options:
            for term in option.terms:
                if isinstance(term, LawTerm):
                    yield from ((name, option.where or issue.where) for change in term.amendments for name in change.measures)
    for entry in case.calendar.entries:
        yield from ((name, entry.where) for name in entry.measures)


def _regions(case: "Case") -> Iterator[Use]:
    for side in case.manifest.sides:
        yield side.region, "case.toml:1"

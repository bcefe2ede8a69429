"""The record: everything said and done around a negotiation, and what of it could be known on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from nemawashi.errors import Unknown
from nemawashi.record.claim import Claim
from nemawashi.record.constituency import Constituency
from nemawashi.record.event import Event, Negotiation
from nemawashi.record.party import Office, Party, Person, Tenure
from nemawashi.record.relation import Relation
from nemawashi.record.report import Report
from nemawashi.record.statement import Statement

__all__ = ["Record"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


@dataclass(frozen=True, slots=True)
class Record:
    """Frozen collections, each in the order of its file; ``at(known)`` gives the record as it could be read on a day."""

    parties: tuple[Party, ...] = ()
    people: tuple[Person, ...] = ()
    offices: tuple[Office, ...] = ()
    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    constituencies: tuple[Constituency, ...] = ()
    known: date | None = None
    """The wall this view stands behind; None for the whole record."""

    def at(self, known: date) -> "Record":
        """Give the record as it could be read on ``known``: nothing known later is in it, and a later day never shows less."""
        wall = known if self.known is None else min(known, self.known)
        statements = tuple(item for item in self.statements if item.known_from() <= wall)
        ids = {item.id for item in statements}
        reports = tuple(item for item in self.reports if item.known_from() <= wall)
        return Record(
            parties=self.parties,
            people=tuple(_person_at(item, {report.id for report in reports}) for item in self.people),
            offices=tuple(
                replace(item, holders=tuple(_tenure_at(tenure, wall) for tenure in item.holders if tenure.known_from() <= wall))
                for item in self.offices
            ),
            reports=reports,
            statements=statements,
            events=tuple(item.at(wall, ids) for item in self.events if item.known_from() <= wall),
            negotiations=tuple(
                replace(item, states=tuple(state for state in item.states if state.known <= wall))
                for item in self.negotiations
                if item.known_from() <= wall
            ),
            relations=tuple(
                item for item in self.relations if item.known is not None and item.known <= wall and ids.issuperset(item.statements)
            ),
            claims=tuple(_claim_at(item, wall, ids) for item in self.claims if ids.intersection(item.statements)),
            constituencies=tuple(
                replace(
                    item,
                    readings=tuple(reading for reading in item.readings if reading.known <= wall),
                    statements=tuple(key for key in item.statements if key in ids),
                )
                for item in self.constituencies
                if item.known is None or item.known <= wall
            ),
            known=wall,
        )

    def party(self, key: str) -> Party:
        """The party with this id."""
        return _find("party", key, self.parties)

    def person(self, key: str) -> Person:
        """The person with this id."""
        return _find("person", key, self.people)

    def office(self, key: str) -> Office:
        """The office with this id."""
        return _find("office", key, self.offices)

    def report(self, key: str) -> Report:
        """The report with this id."""
        return _find("report", key, self.reports)

    def statement(self, key: str) -> Statement:
        """The statement with this id."""
        return _find("statement", key, self.statements)

    def event(self, key: str) -> Event:
        """The event with this id."""
        return _find("event", key, self.events)

    def relations_of(self, *statements: str) -> tuple[Relation, ...]:
        """The relations in which any of these statements stands."""
        wanted = set(statements)
        return tuple(relation for relation in self.relations if wanted.intersection(relation.statements))


def _find(kind: str, key: str, items: Iterable[N]) -> N:
    held = tuple(items)
    for item in held:
        if item.id == key:
            return item
    raise Unknown(kind, key, (item.id for item in held))


def _person_at(person: Person, reports: set[str]) -> Person:
    kept = tuple(
        replace(variant, reports=tuple(key for key in variant.reports if key in reports))
        for variant in person.variants
        if not variant.reports or reports.intersection(variant.reports)
    )
    return replace(person, variants=kept)


def _tenure_at(tenure: Tenure, wall: date) -> Tenure:
    return replace(tenure, end=None) if tenure.end is not None and tenure.end > wall else tenure


def _claim_at(claim: Claim, wall: date, statements: set[str]) -> Claim:
    return replace(
        claim,
        statements=tuple(key for key in claim.statements if key in statements),
        evidence=tuple(item for item in claim.evidence if item.known <= wall),
        verdicts=tuple(item for item in claim.verdicts if item.known <= wall),
    )

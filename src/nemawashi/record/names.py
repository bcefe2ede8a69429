"""Who is who: each person with the office held on the day, and every form of the name the press used."""

from dataclasses import dataclass
from datetime import date

from nemawashi.dates import Clock
from nemawashi.record.collection import Record
from nemawashi.record.party import NameVariant, Office, Person

__all__ = ["NameRow", "holder", "names", "offices_of", "printed"]


@dataclass(frozen=True, slots=True)
class NameRow:
    """A person, the offices held on the day, and the forms of the name printed up to the known day."""

    person: Person
    offices: tuple[Office, ...]
    variants: tuple[NameVariant, ...]
    statements: tuple[str, ...]
    """Ids of the statements in which the person speaks."""
    misprinted: bool


def names(record: Record, clock: Clock) -> tuple[NameRow, ...]:
    """Give every person of the record as known on ``clock.known``, with the offices held on ``clock.on``."""
    seen = record.at(clock.known)
    return tuple(
        NameRow(
            person=person,
            offices=offices_of(seen, person.id, clock.on),
            variants=person.variants,
            statements=tuple(item.id for item in seen.statements if item.speaker == person.id),
            misprinted=any(variant.kind == "misprint" for variant in person.variants),
        )
        for person in seen.people
    )


def offices_of(record: Record, person: str, day: date) -> tuple[Office, ...]:
    """The offices ``person`` held on ``day``."""
    return tuple(
        office for office in record.offices if any(tenure.person == person and tenure.span().holds(day) for tenure in office.holders)
    )


def holder(record: Record, office: str, day: date) -> Person | None:
    """The holder of the office on ``day``, as the record has it."""
    for tenure in record.office(office).holders:
        if tenure.span().holds(day):
            return record.person(tenure.person)
    return None


def printed(record: Record, form: str) -> tuple[Person, ...]:
    """The people for whom the press printed exactly this form, ours included; never a guess by likeness."""
    wanted = form.casefold().strip()
    return tuple(
        person
        for person in record.people
        if wanted in {person.name.en.casefold(), person.name.ja} or any(variant.printed.casefold() == wanted for variant in person.variants)
    )

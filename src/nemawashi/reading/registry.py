"""Who held which office when: the registry a case owns and reading is given."""

import re
from dataclasses import dataclass
from datetime import date

from nemawashi.record import Person, Record

__all__ = ["Holder", "Institution", "Registry", "registry_of"]

_FAMILY_FIRST = ("JP", "CN", "KR", "KP", "TW", "VN")


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office over a stretch of days; a person with two offices has two entries."""

    person: str
    """Identifier in the record: ``bessent``."""
    names: tuple[str, ...]
    """Full name first, then accepted variants and other scripts."""
    party: str
    """ISO alpha-2 of the country the office belongs to."""
    office: str
    """Identifier of the office: ``us.treasury``."""
    titles: tuple[str, ...] = ()
    """How the office is written: ``Treasury Secretary``, ``Secretary of the Treasury``, 財務長官."""
    start: date | None = None
    family: str = ""
    """Family name, where it is not the last word of the first name given."""
    end: date | None = None
    """First day after the office ended; None while it lasts."""

    @property
    def surname(self) -> str:
        """The family name."""
        return self.family or [part for part in self.names[0].split() if part not in ("Jr.", "Jr", "Sr.", "II", "III")][-1]

    @property
    def given(self) -> tuple[str, ...]:
        """The given names, in lower case."""
        return tuple(part.lower() for part in self.names[0].split() if part.lower() != self.surname.lower())

    def held(self, first: date, last: date) -> bool:
        """Whether the office was held on any day from ``first`` to ``last``."""
        return (self.start is None or self.start <= last) and (self.end is None or first < self.end)


@dataclass(frozen=True, slots=True)
class Institution:
    """A government, ministry, party or outlet by its names; ``party`` is empty where it speaks for no side."""

    id: str
    names: tuple[str, ...]
    party: str = ""
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Registry:
    """Office holders and institutions, as a case knows them; empty is allowed and leaves names unresolved."""

    holders: tuple[Holder, ...] = ()
    institutions: tuple[Institution, ...] = ()


def registry_of(record: Record) -> Registry:
    """Take the office holders, people and outlets of a record.

    Accepted forms are the name in both scripts and the spellings the record lists; its misprints are left out, since a reader must see those
    without being told. A family name written first is known by the party.
    """
    people = {person.id: person for person in record.people}
    holders = [
        Holder(
            person=tenure.person,
            names=_names(people[tenure.person]),
            party=office.party,
            office=office.id,
            titles=_written((*office.titles, office.title.en, office.title.ja)),
            start=tenure.start,
            end=tenure.end,
            family=_family(people[tenure.person]),
        )
        for office in record.offices
        for tenure in office.holders
        if tenure.person in people
    ]
    outlets = {name for report in record.reports for name in (report.outlet.en, report.outlet.ja)}
    return Registry(tuple(holders), tuple(Institution(f"outlet:{name}", (name,), outlet=True) for name in sorted(outlets)))


_OWN_COUNTRY = re.compile(
    r"^(?:U\.S\.|US|United States|American|Japanese|Chinese|Filipino|Philippine|Italian|British|UK|South Korean|Korean|Canadian|Mexican)\s+(?=\S+\s+\S)"
)
_OF = re.compile(r"^(?P<head>Minister|Secretary) (?:of|for) (?:the )?(?P<what>[A-Z][\w’' ]{2,40}?)(?:,.*)?$")


def _written(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Add the ways newspapers write a title: without its country, *Treasury Secretary* and *Treasury chief* for *Secretary of the Treasury*."""
    found: list[str] = []
    for title in titles:
        plain = _OWN_COUNTRY.sub("", title)
        of = _OF.match(plain)
        what = f"{of['what']} {of['head']}" if of else ""
        chief = (
            f"{of['what']} chief"
            if of and of["head"] == "Secretary"
            else plain.replace(" Secretary", " chief")
            if plain.endswith(" Secretary")
            else ""
        )
        found.extend((title, plain, what, chief))
        if plain in ("Prime Minister", "Economic Revitalization Minister") or what == "Economic Revitalization Minister":
            found.extend(("Premier",) if plain == "Prime Minister" else ("Economy Minister", "Economic Minister"))
    return tuple(dict.fromkeys(title for title in found if title))


def _family(person: Person) -> str:
    parts = person.name.en.split()
    return parts[0] if person.party in _FAMILY_FIRST else [part for part in parts if part not in ("Jr.", "Jr", "Sr.")][-1]


def _names(person: Person) -> tuple[str, ...]:
    parts = person.name.en.split()
    western = " ".join([*parts[1:], parts[0]]) if person.party in _FAMILY_FIRST and len(parts) > 1 else person.name.en
    spelt = [variant.printed for variant in person.variants if variant.kind == "spelling"]
    names = [western, *spelt, person.name.en, person.name.ja]
    if person.name.ja and person.party in _FAMILY_FIRST and len(person.name.ja) >= 3:
        names.append(person.name.ja[:2])
    if "・" in person.name.ja:
        names.append(person.name.ja.rpartition("・")[2])
    return tuple(dict.fromkeys(name for name in names if name))

"""People, the offices they hold on the day, and the forms the press printed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Citation
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["NameView", "NamesView", "VariantView", "names"]


@dataclass(frozen=True, slots=True)
class VariantView:
    """A form some report printed."""

    printed: str
    kind: str
    reports: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True, slots=True)
class NameView:
    """A person."""

    id: str
    name: Text
    party: str
    offices: tuple[Text, ...]
    variants: tuple[VariantView, ...]
    statements: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class NamesView:
    """The answer of ``names``."""

    rows: tuple[NameView, ...]
    receipt: Receipt


def names(bench: "Workbench") -> NamesView:
    """Show everybody the record knows on the day, with offices held and names printed."""
    held: dict[str, list[tuple[Text, Citation]]] = {}
    for office in bench.record.offices:
        tenure = office.holder(bench.clock.on, bench.clock.known)
        if tenure is not None:
            held.setdefault(tenure.person, []).append((office.title, Citation(tenure.source, office.id)))
    spoken: dict[str, int] = {}
    for statement in bench.record.statements:
        spoken[statement.speaker] = spoken.get(statement.speaker, 0) + 1
    rows = tuple(
        NameView(
            id=person.id,
            name=person.name,
            party=person.party,
            offices=tuple(title for title, _ in held.get(person.id, ())),
            variants=tuple(VariantView(one.printed, one.kind, one.reports, one.note) for one in person.variants),
            statements=spoken.get(person.id, 0),
            citations=tuple(citation for _, citation in held.get(person.id, ())),
        )
        for person in bench.record.people
    )
    return NamesView(rows, receipt(bench, on_case(bench, "names"), "views.names(bench)"))

"""Red lines as a person sees them: who drew them, how firmly, on which words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import RedLine
from nemawashi.language import Lang, Text
from nemawashi.positions import FIRMNESS
from nemawashi.sources import Citation
from nemawashi.strings import say
from nemawashi.views.cite import statements_cited
from nemawashi.views.format import day

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["CrossedView", "crossed", "dated", "who"]


@dataclass(frozen=True, slots=True)
class CrossedView:
    """A red line."""

    id: str
    party: str
    title: Text
    owner: Text
    firmness: Text
    exchange: bool
    citations: tuple[Citation, ...]
    against: tuple[Citation, ...]
    """Statements of the same side that soften it."""


def who(bench: "Workbench", name: str) -> Text:
    """The name of a person, office or party of the record."""
    record = bench.case.record
    for person in record.people:
        if person.id == name:
            return person.name
    for office in record.offices:
        if office.id == name:
            return office.title
    for party in record.parties:
        if party.id == name:
            return party.name
    return Text(name, name)


def crossed(bench: "Workbench", line: RedLine) -> CrossedView:
    """Show a red line."""
    return CrossedView(
        id=line.id,
        party=line.party,
        title=line.title,
        owner=who(bench, line.owner),
        firmness=FIRMNESS[line.firmness],
        exchange=line.exchange,
        citations=statements_cited(bench, line.statements),
        against=statements_cited(bench, line.against),
    )


def dated(bench: "Workbench", lang: Lang) -> str:
    """The two clocks in words, once where they agree."""
    on, known = bench.clock.on, bench.clock.known
    if on == known:
        return say("show.on_both", lang, day=day(on, lang))
    return say("show.on_known", lang, on=day(on, lang), known=day(known, lang))

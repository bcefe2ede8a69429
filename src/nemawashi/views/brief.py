"""The brief: what a delegation reads the night before a round, at most six pages and an annex."""

from datetime import date
from typing import TYPE_CHECKING

from nemawashi.errors import Unknown
from nemawashi.language import Lang
from nemawashi.strings import say, words
from nemawashi.views import sections
from nemawashi.views.document import Block, Document, PageBreak
from nemawashi.views.lines import dated, who
from nemawashi.views.show import show

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["brief"]


def brief(bench: "Workbench", lang: Lang = "en", *, public: bool = False, since: date | None = None, ministry: str = "") -> Document:
    """Compose the brief for the scenario's side.

    ``public`` leaves out everything private to the side: its reservation values and the packages ranked by them. ``since`` writes what is different
    from that day instead of what is different from the last round. ``ministry`` is an office of the side: everything that belongs to issues is
    narrowed to those it answers for, the first page too; the deadline, the law, people and calendar are everybody's.
    """
    issues = _desk(bench, ministry)
    if public:
        bench = bench.at(public=True)
    screen = show(bench, issues)
    blocks: list[Block] = [
        *sections.glance(screen, lang, bench.sources, public=public),
        PageBreak(),
        *sections.changed(bench, lang, since, issues),
        *sections.stances(bench, lang, issues),
        *sections.law(bench, screen, lang),
    ]
    if not public:
        blocks += sections.packages(bench, screen, lang, issues)
    blocks += [
        *sections.answers(bench, lang, () if public else screen.chips, issues),
        *sections.red_lines(bench, lang, issues),
        *sections.public_words(bench, lang),
        *sections.people(bench, lang),
        *sections.calendar(bench, lang),
        *sections.conflicts(bench, lang, issues),
        *sections.assumptions(bench, lang, public=public),
        *sections.receipt(screen, lang),
    ]
    title = say("brief.title", lang, case=bench.case.manifest.title.in_(lang))
    if ministry:
        title += f" · {say('brief.ministry', lang, office=who(bench, ministry).in_(lang))}"
    own = bench.own.name.in_(lang)
    subtitle = " · ".join((say("for_side", lang, party=own), dated(bench, lang)))
    return Document(
        title=title,
        subtitle=subtitle,
        lang=lang,
        blocks=tuple(blocks),
        sources=bench.sources,
        words=words(lang),
        classification="public" if public else "own side",
    )


def _desk(bench: "Workbench", ministry: str) -> frozenset[str] | None:
    """The issues of an office of the scenario's side; None for the whole agenda."""
    if not ministry:
        return None
    offices = {office.id: office for office in bench.record.offices if office.party == bench.own.id and office.issues}
    if ministry not in offices:
        raise Unknown("ministry", ministry, offices, where="--ministry")
    return frozenset(offices[ministry].issues)

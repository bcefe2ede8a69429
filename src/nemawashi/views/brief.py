"""The brief: what a delegation reads the night before a round, at most six pages and an annex."""

from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.strings import say, words
from nemawashi.views import sections
from nemawashi.views.document import Block, Document, PageBreak
from nemawashi.views.format import day
from nemawashi.views.show import show

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["brief"]


def brief(bench: "Workbench", lang: Lang = "en", *, public: bool = False, since: date | None = None) -> Document:
    """Compose the brief for the scenario's side.

    ``public`` leaves out everything private to the side: its reservation values and the packages ranked by them. ``since`` writes what is different
    from that day instead of what is different from the last round.
    """
    if public:
        bench = bench.at(public=True)
    screen = show(bench)
    blocks: list[Block] = [
        *sections.glance(screen, lang, public=public),
        PageBreak(),
        *sections.changed(bench, lang, since),
        *sections.stances(bench, lang),
        *sections.law(bench, screen, lang),
    ]
    if not public:
        blocks += sections.packages(bench, screen, lang)
    blocks += [
        *sections.answers(bench, lang),
        *sections.red_lines(bench, lang),
        *sections.public_words(bench, lang),
        *sections.people(bench, lang),
        *sections.calendar(bench, lang),
        *sections.conflicts(bench, lang),
        *sections.assumptions(bench, lang, public=public),
        *sections.receipt(screen, lang),
    ]
    title = say("brief.title", lang, case=bench.case.manifest.title.in_(lang))
    clock = bench.clock
    own = bench.own.name.in_(lang)
    subtitle = " · ".join(
        (say("for_side", lang, party=own), say("show.on_known", lang, on=day(clock.on, lang), known=day(clock.known, lang)))
    )
    return Document(
        title=title,
        subtitle=subtitle,
        lang=lang,
        blocks=tuple(blocks),
        sources=bench.sources,
        words=words(lang),
        classification="public" if public else "own side",
    )

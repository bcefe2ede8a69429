"""Sections read from the record: what changed, positions, red lines, calendar, conflicts in the press."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.strings import say
from nemawashi.views.conflicts import conflicts as conflicts_view
from nemawashi.views.document import Block, Bullets, Cited, Heading, Line, Paragraph, Strong, Table
from nemawashi.views.format import short_day
from nemawashi.views.lines import crossed
from nemawashi.views.positions import positions as positions_view
from nemawashi.views.screen.news import news
from nemawashi.workbench.calendar import due

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

Issues = frozenset[str] | None
"""The issues a brief is narrowed to; None for all."""
MOST_NEWS, MOST_CONFLICTS = 14, 10

__all__ = ["Issues", "calendar", "changed", "concerns", "conflicts", "red_lines", "stances"]


def changed(bench: "Workbench", lang: Lang, since: date | None, issues: Issues = None) -> list[Block]:
    """What is new since the last round, or since a day."""
    found = [one for one in news(bench, since) if concerns(one.issues, issues)]
    known = short_day(bench.clock.known, lang)
    title = say("brief.difference", lang, since=short_day(since, lang), known=known) if since else say("brief.changed", lang)
    if not found:
        return [Heading(title), Paragraph((say("show.nothing_new", lang),))]
    items: list[Line] = [(f"{short_day(one.on, lang)}: ", Cited(one.text.in_(lang), one.citations)) for one in found[:MOST_NEWS]]
    if len(found) > MOST_NEWS:
        items.append((say("brief.more", lang, n=len(found) - MOST_NEWS),))
    return [Heading(title), Bullets(tuple(items))]


def concerns(about: Collection[str], issues: Issues) -> bool:
    """Whether something belongs to the issues a brief is narrowed to; what is about no issue concerns everybody."""
    return issues is None or not about or bool(issues.intersection(about))


def stances(bench: "Workbench", lang: Lang, issues: Issues = None) -> list[Block]:
    """The position matrix."""
    view = positions_view(bench)
    columns = (say("brief.issue", lang), *(party.name.in_(lang) for party in view.parties))
    rows = []
    for row in view.rows:
        if issues is not None and row.issue not in issues:
            continue
        cells: list[Line] = [(Strong(row.title.in_(lang)),)]
        for party in view.parties:
            cell = next((one for one in row.cells if one.party == party.id), None)
            if cell is None:
                cells.append(("—",))
                continue
            mark = " ≠" if cell.conflict else ""
            counted = say("basis.judged", lang) if cell.basis == "judged" else f"{cell.sources}"
            cells.append((Cited(cell.stance.in_(lang), cell.citations[:1]), f" ({cell.firmness.in_(lang)}, {counted}{mark})"))
        rows.append(tuple(cells))
    legend = Paragraph((say("brief.matrix", lang),), quiet=True)
    return [Heading(say("brief.positions", lang)), legend, Table(columns, tuple(rows), widths=(1.2, 2.4, 2.4))]


def red_lines(bench: "Workbench", lang: Lang, issues: Issues = None) -> list[Block]:
    """Every line drawn, by whom and how firmly."""
    items: list[Line] = []
    for line in bench.agenda.red_lines:
        if issues is not None and not issues.intersection(line.crossed_by):
            continue
        seen = crossed(bench, line)
        softened: Line = (f"; {say('brief.softened', lang)}", Cited("", seen.against)) if seen.against else ()
        items.append(
            (
                Strong(f"{line.party} "),
                Cited(seen.title.in_(lang), seen.citations),
                f" ({seen.owner.in_(lang)}, {seen.firmness.in_(lang)}",
                *softened,
                ")",
            )
        )
    return [Heading(say("brief.red_lines", lang)), Bullets(tuple(items))] if items else []


def calendar(bench: "Workbench", lang: Lang) -> list[Block]:
    """What is due and what each date changes."""
    rows = []
    for entry in due(bench):
        when = entry.dating.when
        until = f"–{short_day(when.last, lang)}" if when.last != when.first else ""
        title: Line = (Cited(entry.event.title.in_(lang), (entry.dating.citation,)),)
        rows.append(((f"{short_day(when.first, lang)}{until}",), title, (entry.entry.effect.in_(lang),)))
    if not rows:
        return []
    columns = (say("brief.when", lang), say("brief.what", lang), say("brief.why", lang))
    return [Heading(say("brief.calendar", lang)), Table(columns, tuple(rows), widths=(1.2, 2.2, 3.2))]


def conflicts(bench: "Workbench", lang: Lang, issues: Issues = None) -> list[Block]:
    """Where the reports cannot all be right, and what this record goes by: those that touch most of the agenda first."""
    view = conflicts_view(bench)
    about = {row.id: row.issues for row in bench.record.relations}
    table = set(bench.agenda.ids)
    rows = [row for row in view.press if issues is None or issues.intersection(about[row.id])]
    rows.sort(key=lambda row: (row.about in ("name", "title"), row.kind != "contradicts", -len(table.intersection(about[row.id]))))
    items: list[Line] = []
    for row in rows[:MOST_CONFLICTS]:
        cited = tuple(citation for said in row.statements for citation in said.citation)
        taken = f" → {row.taken.in_(lang)}" if row.taken is not None else ""
        items.append((Cited(row.note.in_(lang), cited), taken))
    if len(rows) > MOST_CONFLICTS:
        items.append((say("brief.more_conflicts", lang, n=len(rows) - MOST_CONFLICTS),))
    return [Heading(say("brief.conflicts", lang)), Bullets(tuple(items))] if items else []

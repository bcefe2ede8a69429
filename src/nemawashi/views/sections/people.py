"""People and offices on the day, and what ministers said in public."""

from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.strings import say
from nemawashi.views.cite import statement_cited
from nemawashi.views.document import Block, Bullets, Cited, Heading, Line, Strong, Table
from nemawashi.views.format import short_day
from nemawashi.views.lines import who
from nemawashi.views.names import names

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["people", "public_words"]

MOST = 8


def public_words(bench: "Workbench", lang: Lang) -> list[Block]:
    """What those who hold office said in public, latest first, one line a person."""
    holders = {
        tenure.person
        for office in bench.record.offices
        if office.level in ("leader", "minister") and (tenure := office.holder(bench.clock.on, bench.clock.known)) is not None
    }
    latest: dict[str, Line] = {}
    said = [one for one in bench.record.statements if one.speaker in holders and one.kind in ("direct", "mixed") and not one.hindsight]
    for one in sorted(said, key=lambda one: (one.said_on.last, one.id), reverse=True):
        if one.speaker not in latest:
            name = who(bench, one.speaker).in_(lang)
            day = short_day(one.said_on.last, lang)
            latest[one.speaker] = (Strong(f"{name}, {day}: "), Cited(one.paraphrase.in_(lang), (statement_cited(one),)))
    return [Heading(say("brief.words", lang)), Bullets(tuple(latest.values())[:MOST])] if latest else []


def people(bench: "Workbench", lang: Lang) -> list[Block]:
    """Who holds which office on the day, side by side, with the forms in which reports garbled a name."""
    columns: dict[str, list[Line]] = {bench.own.id: [], bench.other.id: []}
    for row in names(bench).rows:
        if row.offices and row.party in columns:
            forms = ", ".join(one.printed for one in row.variants if one.kind in ("misprint", "title"))
            printed = f" – {say('brief.printed_as', lang, forms=forms)}" if forms else ""
            offices = "; ".join(office.in_(lang) for office in row.offices)
            columns[row.party].append((Strong(row.name.in_(lang)), f", {offices}{printed}"))
    if not any(columns.values()):
        return []
    own, other = columns.values()
    rows = tuple(
        (own[index] if index < len(own) else ("",), other[index] if index < len(other) else ("",))
        for index in range(max(len(own), len(other)))
    )
    heads = tuple(bench.case.side(party).name.in_(lang) for party in columns)
    return [Heading(say("brief.people", lang)), Table(heads, rows, widths=(1.0, 1.0))]

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
    """Who is who at the table, and how the reports spelt them."""
    rows: list[tuple[Line, ...]] = []
    sides = {side.id for side in bench.case.manifest.sides}
    for row in names(bench).rows:
        if row.offices and row.party in sides:
            printed = ", ".join(one.printed for one in row.variants if one.kind in ("misprint", "title"))
            rows.append(
                (
                    (Strong(row.name.in_(lang)), f" ({row.party})"),
                    ("; ".join(office.in_(lang) for office in row.offices),),
                    (printed or "—",),
                )
            )
    columns = (say("brief.who", lang), say("brief.office", lang), say("brief.printed", lang))
    return [Heading(say("brief.people", lang)), Table(columns, tuple(rows), widths=(2.0, 3.0, 2.0))] if rows else []

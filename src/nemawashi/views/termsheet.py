"""A term sheet as a document: one clause an issue, brackets with who wants them, and what changed since the draft before."""

from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.agenda.termsheet import Clause, Redline, tracked
from nemawashi.language import Lang
from nemawashi.strings import say, words
from nemawashi.views.document import Block, Document, Heading, Line, Paragraph, Strong, Table
from nemawashi.views.format import day
from nemawashi.workbench.termsheet import sheet

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["termsheet"]


def termsheet(bench: "Workbench", package: Package, lang: Lang = "en", *, previous: Package | None = None) -> Document:
    """Compose the sheet; with ``previous``, each clause says how it stands to that draft, and what was taken out is listed."""
    now = sheet(bench, package)
    lines = {} if previous is None else {line.issue: line for line in tracked(sheet(bench, previous), now)}
    rows = tuple(_row(bench, clause, lines.get(clause.issue), lang) for clause in now.clauses)
    gone = [line for line in lines.values() if line.change == "removed" and line.before is not None]
    columns = (say("termsheet.clause", lang), say("termsheet.words", lang), say("termsheet.does", lang))
    blocks: list[Block] = [
        Paragraph((say("termsheet.rule", lang, open=len(now.open), n=len(now.clauses)),)),
        Table(columns, rows, widths=(1.4, 2.6, 2.4)),
    ]
    if gone:
        blocks.append(Heading(say("termsheet.removed", lang), 2))
        blocks.append(
            Table(columns, tuple(_row(bench, line.before, line, lang) for line in gone if line.before is not None), widths=(1.4, 2.6, 2.4))
        )
    crossed = bench.agenda.crossed(package)
    if crossed:
        blocks.append(
            Paragraph((Strong(say("show.red_line", lang) + ": "), "; ".join(line.title.in_(lang) for line in crossed)), quiet=True)
        )
    subtitle = " · ".join(
        (bench.case.manifest.title.in_(lang), say("show.on_known", lang, on=day(bench.clock.on, lang), known=day(bench.clock.known, lang)))
    )
    return Document(
        title=now.title.in_(lang),
        subtitle=subtitle,
        lang=lang,
        blocks=tuple(blocks),
        sources=bench.sources,
        words=words(lang),
        classification="public",
    )


def _row(bench: "Workbench", clause: Clause, line: Redline | None, lang: Lang) -> tuple[Line, ...]:
    head: list[str | Strong] = [Strong(f"{clause.number}. {clause.heading.in_(lang)}")]
    if line is not None and line.change not in ("same", "removed"):
        head.append(f" ({say(f'termsheet.{line.change}', lang)})")
    return (tuple(head), _brackets(bench, clause, line, lang), ("; ".join(detail.in_(lang) for detail in clause.details),))


def _brackets(bench: "Workbench", clause: Clause, line: Redline | None, lang: Lang) -> Line:
    told = []
    for bracket in clause.brackets:
        text = bracket.words.in_(lang)
        wanted = ", ".join(bench.case.side(party).name.in_(lang) for party in bracket.wanted_by)
        told.append(f"[{text}]" + (f" {wanted}" if wanted else "") if clause.open else text)
    before = line.before if line is not None and line.change in ("changed", "agreed", "reopened") else None
    was = "" if before is None else f" ({say('termsheet.was', lang)}: {' / '.join(bracket.words.in_(lang) for bracket in before.brackets)})"
    return ("  ".join(told) + was,)

"""A term sheet as a document: one clause an issue, brackets with who wants them, and what changed since the draft before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.agenda.termsheet import Bracket, Clause, Redline, tracked
from nemawashi.language import Lang, Text
from nemawashi.strings import both, say, words
from nemawashi.views.document import Added, Block, Document, Heading, Inline, Line, Paragraph, Strong, Table, Taken
from nemawashi.views.format import day
from nemawashi.views.lines import CrossedView, crossed
from nemawashi.workbench.receipt import Receipt, on_case, receipt
from nemawashi.workbench.termsheet import sheet

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["BracketView", "ClauseView", "TermSheetView", "clauses", "termsheet"]


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
    """The clause's words, what is new and what is gone marked against the draft before."""
    before = None if line is None else line.before
    now = [_words(bench, bracket, lang, bare=not clause.open) for bracket in clause.brackets]
    if line is None or line.change == "same":
        return ("  ".join(now),)
    if line.change == "removed":
        return (Taken("  ".join(now)),)
    was = [] if before is None else [_words(bench, bracket, lang, bare=not before.open) for bracket in before.brackets]
    told: list[Inline] = []
    for text in [*(one for one in was if one not in now), *now]:
        told.extend(("  ",) if told else ())
        told.append(Taken(text) if text not in now else text if text in was else Added(text))
    return tuple(told)


def _words(bench: "Workbench", bracket: Bracket, lang: Lang, *, bare: bool) -> str:
    text = bracket.words.in_(lang)
    wanted = ", ".join(bench.case.side(party).name.in_(lang) for party in bracket.wanted_by)
    return text if bare else f"[{text}]" + (f" {wanted}" if wanted else "")


@dataclass(frozen=True, slots=True)
class BracketView:
    """One wording still open."""

    option: str
    words: Text
    wanted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause, and how it stands to the draft before; ``change`` is empty where there is none."""

    issue: str
    heading: Text
    open: bool
    brackets: tuple[BracketView, ...]
    details: tuple[Text, ...]
    change: str
    before: tuple[BracketView, ...]


@dataclass(frozen=True, slots=True)
class TermSheetView:
    """The answer of ``termsheet`` as data."""

    title: Text
    package: Mapping[str, str]
    previous: Mapping[str, str] | None
    clauses: tuple[ClauseView, ...]
    removed: tuple[ClauseView, ...]
    crossed: tuple[CrossedView, ...]
    rule: Text
    receipt: Receipt


def clauses(bench: "Workbench", package: Package, previous: Package | None = None) -> TermSheetView:
    """Show the sheet as data: the same clauses as the document."""
    now = sheet(bench, package)
    lines = {} if previous is None else {line.issue: line for line in tracked(sheet(bench, previous), now)}
    moved = bench.agenda.moves(package)
    before = None if previous is None else bench.agenda.moves(previous)
    drafts = () if previous is None else tuple(f"--previous {move}" for move in bench.agenda.typed(previous))
    then = "" if before is None else f", bench.agenda.package({before!r})"
    return TermSheetView(
        title=now.title,
        package=moved,
        previous=before,
        clauses=tuple(_clause(clause, lines.get(clause.issue)) for clause in now.clauses),
        removed=tuple(_clause(line.before, line) for line in lines.values() if line.change == "removed" and line.before is not None),
        crossed=tuple(crossed(bench, line) for line in bench.agenda.crossed(package)),
        rule=both("termsheet.rule", open=len(now.open), n=len(now.clauses)),
        receipt=receipt(
            bench,
            on_case(bench, "termsheet", *bench.agenda.typed(package), *drafts),
            f"views.clauses(bench, bench.agenda.package({moved!r}){then})",
        ),
    )


def _clause(clause: Clause, line: Redline | None) -> ClauseView:
    before = None if line is None or line.change == "removed" else line.before
    return ClauseView(
        issue=clause.issue,
        heading=clause.heading,
        open=clause.open,
        brackets=_bracket_views(clause),
        details=clause.details,
        change="" if line is None else line.change,
        before=() if before is None else _bracket_views(before),
    )


def _bracket_views(clause: Clause) -> tuple[BracketView, ...]:
    return tuple(BracketView(bracket.option, bracket.words, bracket.wanted_by) for bracket in clause.brackets)

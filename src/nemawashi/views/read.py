"""What was read, as a person sees it: documents, proposed statements with their spans, flags and relations."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from shlex import quote
from typing import TYPE_CHECKING, Any

from nemawashi.language import Lang
from nemawashi.strings import say
from nemawashi.workbench.read import Reading
from nemawashi.workbench.receipt import Receipt, options, receipt
from nemawashi.workbench.review import CORRECTABLE, Reviewed, Store, reviewed

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench
    from nemawashi.workbench.read import Document, Proposal, Relation, When

__all__ = ["ReadView", "ReviewView", "Tally", "context", "document_row", "heading", "read", "review", "statement_lines", "tally"]

Row = Mapping[str, Any]
_AROUND = 240
"""Characters of context shown on each side of a span."""


@dataclass(frozen=True, slots=True)
class ReadView:
    """The answer of ``read``. Offsets count characters of the file as UTF-8 text; nothing here is accepted."""

    documents: tuple[Row, ...]
    statements: tuple[Row, ...]
    flags: tuple[Row, ...]
    relations: tuple[Row, ...]
    faults: tuple[Row, ...]
    receipt: Receipt


def read(
    bench: "Workbench", answer: Reading, paths: Sequence[str], *, published: date | None = None, outlet: str = "", model: bool = True
) -> ReadView:
    """Show what ``paths`` are proposed to say."""
    rows = answer.as_json()
    methods = Counter(document.method for document in answer.documents if document.method)
    files = " ".join(quote(path) for path in paths)
    told = (f" --published {published}" if published else "") + (f" --outlet {quote(outlet)}" if outlet else "")
    given = f", published=date.fromisoformat({str(published)!r})" if published else ""
    given += (f", outlet={outlet!r}" if outlet else "") + ("" if model else ", model=False")
    return ReadView(
        documents=tuple(rows["documents"]),
        statements=tuple(rows["statements"]),
        flags=tuple(rows["flags"]),
        relations=tuple(rows["relations"]),
        faults=tuple(rows["faults"]),
        receipt=receipt(
            bench,
            f"read {files}{options(case=bench.case.address)}{told}{'' if model else ' --no-model'}",
            f"{'from datetime import date' + chr(10) if published else ''}from nemawashi.workbench.read import read\nread(bench, {list(paths)!r}{given})",
            tuple(f"{count} read by {method}" for method, count in sorted(methods.items())),
        ),
    )


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A text on the page with what it is proposed to say and what was decided. Offsets count characters (code points) of ``text``."""

    document: Row
    text: str
    statements: tuple[Row, ...]
    """As in ``read``, each with ``status`` (open, accepted, corrected, rejected, conflict), ``decisions``, ``at`` (the span as proposed)."""
    flags: tuple[Row, ...]
    faults: tuple[Row, ...]
    kept: bool
    """Whether decisions can be kept: the workbench was started with a file for them."""
    fields: tuple[str, ...]
    """What a correction may name."""
    receipt: Receipt


def review(bench: "Workbench", document: "Document", store: "Store | None") -> ReviewView:
    """Show a document with the decisions of ``store`` laid over its proposals."""
    rows = Reading((document,), ()).as_json()
    answer = reviewed(Reading((document,), ()), store) if store is not None else tuple(Reviewed(one, "open") for one in document.statements)
    statements = []
    for one in answer:
        row = Reading((replace(document, statements=(one.proposal,), flags=()),), ()).as_json()["statements"][0]
        first = one.decisions[0] if one.decisions else one.proposal
        made = [{"verdict": each.verdict, "reviewer": each.reviewer, "at": each.at.isoformat(timespec="seconds")} for each in one.decisions]
        statements.append({**row, "status": one.status, "decisions": made, "at": [first.start, first.end]})
    return ReviewView(
        document=rows["documents"][0],
        text=document.text,
        statements=tuple(statements),
        flags=tuple(rows["flags"]),
        faults=tuple(rows["faults"]),
        kept=store is not None,
        fields=CORRECTABLE,
        receipt=receipt(
            bench,
            f"read {quote(document.file)}{options(case=bench.case.address)}",
            f"from nemawashi.workbench.read import read\nread(bench, [{document.file!r}])",
        ),
    )


def heading(document: "Document", lang: Lang) -> str:
    """One line on a document: file, outlet, day with its basis, what read it."""
    parts = [document.file, document.outlet or say("read.no_outlet", lang), _day(document.published, lang), document.method]
    return " · ".join(part for part in parts if part)


def statement_lines(one: "Proposal", lang: Lang) -> tuple[str, str, str]:
    """A proposed statement in three lines: place and kind, who and what, how sure."""
    speaker = one.speaker or (f"{one.reported_speaker} ({say('read.unresolved', lang)})" if one.reported_speaker else "—")
    chain = " ← ".join(link.name for link in one.chain)
    where = f"[{one.start}–{one.end}] {say(f'read.kind.{one.kind}', lang)}: {speaker} → {one.actor or '—'}"
    what = " · ".join(
        part
        for part in (
            say(f"read.move.{one.move}", lang),
            ", ".join(one.issues),
            _day(one.said_on, lang),
            say(f"read.certainty.{one.certainty}", lang),
        )
        if part
    )
    return where, what, f"{chain} · {one.method} · {one.confidence:.2f}"


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Give the words before a span, the span, and the words after, cut at a line's end or after some words."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    if start - len(before) > 0 and len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    return before, text[start:end], after


@dataclass(slots=True)
class Tally:
    """What is counted while documents pass by, so that none need be kept."""

    documents: int = 0
    aside: int = 0
    statements: int = 0
    flags: int = 0
    unparsed: int = 0
    """Documents read by rules alone because no parser is installed."""
    unasked: int = 0
    """Documents read by rules alone as asked."""

    def add(self, document: "Document") -> None:
        """Count one document."""
        self.documents += not document.faults
        self.aside += bool(document.faults)
        self.statements += len(document.statements)
        self.flags += sum(flag.kind != "model" for flag in document.flags)
        if document.method == "rules":
            asked = any(flag.kind == "model" and "as asked" in flag.found for flag in document.flags)
            self.unasked += asked
            self.unparsed += not asked


def tally(counts: Tally, relations: Sequence["Relation"], lang: Lang) -> tuple[str, ...]:
    """The closing lines: counts, relations by kind, what read, and that nothing is accepted."""
    lines = [say("read.tally", lang, statements=counts.statements, documents=counts.documents, flags=counts.flags, aside=counts.aside)]
    kinds = Counter(relation.kind for relation in relations)
    if kinds:
        lines.append(", ".join(f"{say(f'read.relation.{kind}', lang)} {count}" for kind, count in sorted(kinds.items())))
    if counts.unparsed:
        lines.append(say("read.rules_alone", lang, n=counts.unparsed))
    if counts.unasked:
        lines.append(say("read.rules_asked", lang, n=counts.unasked))
    lines.append(say("read.nothing_accepted", lang))
    return tuple(lines)


def document_row(document: "Document") -> Row:
    """One document with its statements, flags and faults, as a line of ``read --json-lines``."""
    rows = Reading((document,), ()).as_json()
    return {**rows["documents"][0], "statements": rows["statements"], "flags": rows["flags"], "faults": rows["faults"]}


def _day(when: "When | None", lang: Lang) -> str:
    if when is None:
        return say("read.no_day", lang)
    days = f"{when.start}" if when.start == when.end else f"{when.start}–{when.end}"
    return f"{days} ({when.basis})"

"""Citations of statements: the report and the characters in it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from nemawashi.language import Lang, Text
from nemawashi.sources import Citation, Source, long_citation, pinpoint_said, short_citation

if TYPE_CHECKING:
    from nemawashi.record import Statement
    from nemawashi.workbench import Workbench

__all__ = ["long", "short", "signer", "statement_cited", "statements_cited"]


def statement_cited(statement: "Statement") -> Citation:
    """The report a statement stands in and where in it."""
    place = statement.pinpoint or f"characters {statement.start}–{statement.end}"
    return Citation(statement.report, place)


def statements_cited(bench: "Workbench", ids: Iterable[str]) -> tuple[Citation, ...]:
    """The places of the statements readable on the known day; others are left out, as they would tell what is behind the wall."""
    wanted = set(ids)
    return tuple(statement_cited(statement) for statement in bench.record.statements if statement.id in wanted)


def short(citation: Citation, sources: Mapping[str, Source], lang: Lang) -> str:
    """A citation as it stands beside a sentence."""
    source = sources.get(citation.source)
    return short_citation(source, citation.pinpoint, lang) if source else _own(citation, lang)


def long(citation: Citation, sources: Mapping[str, Source], lang: Lang) -> str:
    """A citation as it stands in a note."""
    source = sources.get(citation.source)
    return long_citation(source, citation.pinpoint, lang) if source else _own(citation, lang)


def signer(by: str, sources: Mapping[str, Source]) -> Text:
    """Who signed a judgement: named in Japanese where a source of the case tells the name."""
    return Text(by, next((source.producer_ja for source in sources.values() if source.producer == by and source.producer_ja), by))


def _own(citation: Citation, lang: Lang) -> str:
    """A place in the case itself, such as its stakes."""
    if citation.source != "case":
        return str(citation)
    where = pinpoint_said(citation.pinpoint, lang)
    return f"本案件の{where}" if lang == "ja" else f"this case: {where}"

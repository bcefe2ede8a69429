"""Citations as a reader copies them, short and long."""

import re
from collections.abc import Iterable, Mapping

from nemawashi.language import Lang
from nemawashi.sources.locator import Citation
from nemawashi.sources.source import Source

__all__ = ["long_citation", "pinpoint_said", "short_citation", "used"]


SHORT = 60
"""Characters to which the name of an act is short enough to stand beside a sentence."""


def short_citation(source: Source, pinpoint: str = "", lang: Lang = "en") -> str:
    """``Executive Order 14257, s.3(a)``; ``Jiji Press, 2025-05-02``; ``US Census Bureau 2025``.

    An act goes by its number or name, which its title begins with; a report or page by its day, since an outlet has many in a year.
    """
    title = _title(source, lang)
    head = title.partition("：" if lang == "ja" and source.title_ja else ":")[0]
    if source.kind == "act" and len(head) <= SHORT:
        name = head
    elif source.published is None:
        name = _producer(source, lang)
    elif source.kind in ("report", "page"):
        name = f"{_producer(source, lang)}, {source.published.isoformat()}"
    else:
        name = f"{_producer(source, lang)} {source.published.year}"
    where = pinpoint_said(pinpoint, lang)
    return name + (f", {where}" if where else "")


def long_citation(source: Source, pinpoint: str = "", lang: Lang = "en") -> str:
    """Producer (date): title. Locator. Pinpoint. Accessed."""
    when = f" ({source.published.isoformat()})" if source.published else ""
    parts = [f"{_producer(source, lang)}{when}: {_title(source, lang)}"]
    parts += [source.locator] if source.locator else []
    parts += [pinpoint_said(pinpoint, lang)] if pinpoint else []
    if source.accessed:
        parts.append(f"{source.accessed.isoformat()}閲覧" if lang == "ja" else f"accessed {source.accessed.isoformat()}")
    return ". ".join(parts) + "."


def pinpoint_said(pinpoint: str, lang: Lang) -> str:
    """A place in a source in the language; what has no words in it stays as it is."""
    if lang == "en":
        return pinpoint
    for pattern, twin in _PLACES:
        pinpoint = pattern.sub(twin, pinpoint)
    return pinpoint


_PLACES = tuple(
    (re.compile(pattern), twin)
    for pattern, twin in (
        (r"\bcharacters (\d+)–(\d+)", r"\1–\2字目"),
        (r"\bwhole (?:page|act)\b", "全体"),
        (r"\btable (\w+)", r"表\1"),
        (r"\bcolumn 1 general of the line\b", "当該品目の一般税率"),
        (r"\bcolumn 1 special of the line\b", "当該品目の特恵税率"),
        (r"\bgeneral note (\d+)", r"一般注釈\1"),
        (r"\bAnnex (\w+)", r"附属書\1"),
        (r"\bnote\b", "注"),
        (r"\bstakes of (\w+)", r"\1の評価"),
        (r"\bstakes\b", "評価"),
        (r"\blaw, measure (\S+)", r"法令の措置\1"),
    )
)


def _title(source: Source, lang: Lang) -> str:
    return source.title_ja if lang == "ja" and source.title_ja else source.title


def _producer(source: Source, lang: Lang) -> str:
    return source.producer_ja if lang == "ja" and source.producer_ja else source.producer


def used(citations: Iterable[Citation], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that the citations name, each once, in order of first use."""
    seen: dict[str, Source] = {}
    for citation in citations:
        if citation.source in sources:
            seen.setdefault(citation.source, sources[citation.source])
    return tuple(seen.values())

"""A document before it is Word, HTML or Markdown: blocks of words and figures, with the notes counted once.

The three renderers of ``brief`` read this and nothing else, so that they cannot disagree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from nemawashi.language import Lang
from nemawashi.sources import Citation, Figure, Source
from nemawashi.views.cite import long
from nemawashi.views.told import told

__all__ = [
    "Added",
    "Bars",
    "Block",
    "Bullets",
    "Card",
    "Cited",
    "Document",
    "Heading",
    "Inline",
    "Line",
    "Notes",
    "PageBreak",
    "Paragraph",
    "Strong",
    "Table",
    "Taken",
]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Words with the places they come from."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """Words that the draft before did not have; a tracked insertion where the form knows such."""

    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Words of the draft before that are gone; a tracked deletion where the form knows such."""

    text: str


Inline = str | Strong | Added | Taken | Cited | Figure
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``quiet`` is set smaller, for what qualifies the rest."""

    line: Line
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; ``widths`` are shares of the measure, ``right`` the columns set flush right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    widths: tuple[float, ...] = ()
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """If they say this, we answer that."""

    they_say: Line
    we_answer: tuple[Line, ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Ranges drawn to one scale; ``marks`` are labelled values on the same scale (a deadline's cliff, a target)."""

    title: str
    rows: tuple[tuple[str, Figure], ...]
    unit: str
    source_line: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


Block = Heading | Paragraph | Bullets | Table | Card | Bars | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """Title, blocks, and what is needed to write the notes."""

    title: str
    subtitle: str
    lang: Lang
    blocks: tuple[Block, ...]
    sources: Mapping[str, Source]
    words: Mapping[str, str]
    """The renderers' own words in the document's language: ``notes``, ``page``, ``basis.cited`` …"""
    classification: Literal["own side", "public"] = "own side"


@dataclass(slots=True)
class Notes:
    """Numbers given to notes in order of first use; one renderer's run, never shared."""

    sources: Mapping[str, Source]
    words: Mapping[str, str]
    lang: Lang = "en"
    lines: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, item: Figure | Cited) -> int | None:
        """The number of the note for ``item``; None when it has nothing to say."""
        text = self._figure(item) if isinstance(item, Figure) else self._sources(item.citations)
        if not text:
            return None
        if text not in self._numbers:
            self.lines.append(text)
            self._numbers[text] = len(self.lines)
        return self._numbers[text]

    def _figure(self, figure: Figure) -> str:
        basis = self.words.get(f"basis.{figure.basis.value}", figure.basis.value)
        parts = [basis[:1].upper() + basis[1:], told(figure.method, self.lang), self._sources(figure.sources), told(figure.note, self.lang)]
        parts.append(f"{self.words.get('as_of', 'as of')} {figure.as_of.isoformat()}")
        return _sentences(parts)

    def _sources(self, citations: Iterable[Citation]) -> str:
        return "; ".join(long(citation, self.sources, self.lang).rstrip(".") for citation in citations)


def _sentences(parts: Iterable[str]) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part and part.strip()) + "."

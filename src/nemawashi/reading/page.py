"""A document's text cut up, for the stages that follow."""

from dataclasses import dataclass

from nemawashi.reading.context import Context
from nemawashi.reading.quotes import Quote
from nemawashi.reading.when import Dated

__all__ = ["Page", "Range", "at", "outside_of"]

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text cut up, for the stages that follow."""

    file: str
    text: str
    sha256: str
    lines: list[Range]
    sentences: list[Range]
    quotations: list[Quote]
    dated: Dated
    outlet: str
    context: Context
    japanese: bool


def at(spans: list[Range], place: int) -> Range:
    """Give the span that holds ``place``."""
    return next(((a, b) for a, b in spans if a <= place < b), (place, place + 1))


def outside_of(text: str, sentence: Range, content: tuple[Range, ...]) -> str:
    """The sentence without the words reported, where hearers, places and the passing on are told."""
    parts, at = [], sentence[0]
    for start, end in sorted(content):
        if start >= sentence[1] or end <= sentence[0]:
            continue
        parts.append(text[at : max(at, start)])
        at = max(at, min(end, sentence[1]))
    parts.append(text[at : sentence[1]])
    return " ".join(" ".join(parts).split())

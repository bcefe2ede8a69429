"""Quotations and attributions together: a quotation belongs whole to whoever is said to have said part of it.

Three steps: what a quoted person reports in turn is left to the quotation; content that touches a quotation grows to all of it, and takes the
quotation that follows in the same paragraph without a speaker of its own; a paragraph that is one quotation without a speaker continues the
speech of the paragraph before.
"""

import re
from dataclasses import replace

from nemawashi.reading.attribution import Attribution
from nemawashi.reading.pieces import tidy
from nemawashi.reading.quotes import Quote, paragraphs

__all__ = ["speeches"]

Range = tuple[int, int]
_NESTED_RULES = ("dependency:object", "dependency:xcomp", "dependency:noun", "dependency:preposition", "dependency:quote")
_SPEECH_LENGTH = 24
"""Characters below which quoted words alone are a term or an irony, not speech."""
_OWN_SENTENCE = 20
"""Characters from which a quotation that follows the speaker's sentence (“A,” he said. “B.”) is a statement of its own."""


def speeches(text: str, found: list[Attribution], quotations: list[Quote]) -> list[Attribution]:
    """Give the attributions with whole quotations, without the nested ones, in order of their content."""
    outer = [quote for quote in quotations if quote.depth == 0]
    top = [one for one in found if not _within(one.cue[0], outer)]
    grown = [_grow(text, one, outer) for one in top]
    kept = _outermost(grown)
    kept = _followed(text, kept, outer)
    kept.extend(_orphans(text, kept, outer))
    return sorted((_classified(one, outer) for one in kept), key=lambda one: (one.start, one.end))


def _within(at: int, outer: list[Quote]) -> bool:
    return any(quote.start <= at < quote.end for quote in outer)


def _grow(text: str, one: Attribution, outer: list[Quote]) -> Attribution:
    """Take every quotation the content touches, whole, never reaching over the cue."""
    pieces = []
    wide = one.rule in ("dependency:ccomp", "dependency:quote", "dependency:parenthesis", "dependency:according", "surface")
    for first, last in one.content:
        start, end = first, last
        for quote in outer:
            if quote.start < end and start < quote.end and not quote.start <= one.cue[0] < quote.end:
                if wide or quote.start >= start:
                    start, end = min(start, quote.start), max(end, quote.end)
            elif 0 <= start - quote.end <= 1 and text[quote.end : start] in ("", " "):
                start = quote.start
            elif 0 <= quote.start - end <= 1 and text[end : quote.start] in ("", " "):
                end = quote.end
        pieces.append((start, end))
    return replace(one, content=_joined(pieces))


def _joined(pieces: list[Range]) -> tuple[Range, ...]:
    joined: list[Range] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _outermost(grown: list[Attribution]) -> list[Attribution]:
    """Drop weak attributions inside another's content, and the second of two with the same content."""
    kept: list[Attribution] = []
    for one in sorted(grown, key=lambda a: (a.start, -a.end, _rank(a.rule))):
        nested = any(other is not one and any(a <= one.cue[0] < b for a, b in other.content) for other in grown)
        if nested and one.rule in _NESTED_RULES:
            continue
        if any(_same(one, other) for other in kept):
            continue
        kept.append(one)
    return kept


def _same(one: Attribution, other: Attribution) -> bool:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    size = max(sum(b - a for a, b in one.content), sum(b - a for a, b in other.content))
    return shared > 0.9 * size


def _rank(rule: str) -> int:
    order = ("dependency:ccomp", "dependency:quote", "dependency:parenthesis", "dependency:according")
    return order.index(rule) if rule in order else len(order)


def _followed(text: str, kept: list[Attribution], outer: list[Quote]) -> list[Attribution]:
    """Add the quotation that goes on behind the cue in the same paragraph: “A,” he said. “B.”."""
    taken = {quote for quote in outer if any(a < quote.end and quote.start < b for one in kept for a, b in one.content)}
    lines = paragraphs(text)
    result = []
    for one in kept:
        line = next(((a, b) for a, b in lines if a <= one.cue[0] < b), None)
        content = one.content
        if line is not None and any(_touches(content, quote) for quote in outer):
            for quote in outer:
                last = max(content[-1][1], one.cue[1])
                between = text[last : quote.start]
                if quote in taken or not (last <= quote.start < line[1]) or not _SPEAKERLESS.fullmatch(between):
                    continue
                if quote.words < 8:
                    continue
                taken.add(quote)
                if quote.words >= _OWN_SENTENCE and re.search(r"[.!?…][”’\"']?\s*$", between):
                    result.append(replace(one, content=((quote.start, quote.end),), rule="quote:followed"))
                else:
                    content = (*content, (quote.start, quote.end))
        result.append(replace(one, content=content) if content != one.content else one)
    return result


_SIGNATURE = re.compile(r"\s*[―—–-]+\s*(?P<np>(?:[A-Z][\w.’'-]+\s?){1,4})")
_SPEAKERLESS = re.compile(r"[^“”\"]{0,90}?[.,:!?…]\s*")


def _touches(content: tuple[Range, ...], quote: Quote) -> bool:
    return any(a < quote.end and quote.start < b for a, b in content)


def _orphans(text: str, kept: list[Attribution], outer: list[Quote]) -> list[Attribution]:
    """Give the quotations nobody is credited with: a paragraph of speech goes on with the last speaker of the paragraph before."""
    found: list[Attribution] = []
    lines = paragraphs(text)
    for index, (start, end) in enumerate(lines):
        for quote in outer:
            alone = start <= quote.start < end and not any(_touches(one.content, quote) for one in [*kept, *found])
            if not alone or quote.words < _SPEECH_LENGTH or text[start : quote.start].strip():
                continue
            before = [one for one in kept if index and lines[index - 1][0] <= one.cue[0] < lines[index - 1][1]]
            last = before[-1] if before else None
            signed = _SIGNATURE.match(text, quote.end)
            if signed is not None:
                name = (signed.start("np"), signed.end("np"))
                found.append(Attribution(tidy(text, [(quote.start, quote.end)]), name, (quote.end, signed.start("np")), "", "quote:signed"))
                continue
            found.append(
                Attribution(
                    tidy(text, [(quote.start, quote.end)]),
                    last.source if last else None,
                    last.cue if last else (quote.start, quote.start),
                    last.lemma if last else "",
                    "quote:continued" if last else "quote:nobody",
                )
            )
    return [one for one in found if one.content]


def _classified(one: Attribution, outer: list[Quote]) -> Attribution:
    size = sum(b - a for a, b in one.content)
    quoted = sum(max(0, min(b, q.end) - max(a, q.start)) for a, b in one.content for q in outer)
    rest = size - quoted
    return replace(one, quoted="none" if not quoted else "whole" if rest <= 4 else "part")

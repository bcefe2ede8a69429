"""Transcripts and labelled quotations: “SECRETARY BESSENT: We had …”, “Trump: “…””, Q and A.

A line that opens with a speaker's label belongs to that speaker, with the lines below it up to the next label. One label in front of a quotation is
enough; without quotation marks a document needs two. Questions are no statements; what answers them has the speaker its label names, or nobody.
"""

import re

from nemawashi.reading.attribution import Attribution
from nemawashi.reading.pieces import tidy
from nemawashi.reading.quotes import Quote

__all__ = ["transcribed"]

Range = tuple[int, int]
_LABEL = re.compile(
    r"(?P<np>(?:[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z][A-Z.’'-]+){0,6}|(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w.’'-]+(?: (?:of|the|for|and|[A-Z][\w.’'-]+)){0,6}|Q|A)(?: \([^)]{2,40}\))?):\s+(?=\S)"
)
_QUESTION = re.compile(r"(?:Q|QUESTION|REPORTER|MODERATOR|Question|Reporter|Moderator|HOST|Host|THE PRESS|.*, (?:HOST|BYLINE))$")
_NO_SPEAKER = re.compile(
    r"(?:A|Answer|ANSWER|Note|Read more|Related|Photo|Source|Image|Contact|Editor|Updated?|Published|Reporting by|By|Watch|Listen|Tags?|Topics?|Date|Subject|From|To|Re|Location|Time|Where|When|What|Why|Who|How|Key points|Background|Participants|URGENT|BREAKING|CORRECTION|UPDATE\w*)$"
)
_LONGEST = 300
"""Characters of a turn that is one statement; a longer one is a statement a sentence."""
_SHORTEST = 25


def transcribed(text: str, lines: list[Range], spans: list[Range], quotations: list[Quote]) -> tuple[list[Attribution], list[Range]]:
    """Give the turns that a label credits to somebody, and the stretches they cover, where no reporting verb is looked for."""
    labels = [(line, match) for line in lines if (match := _LABEL.match(text, *line)) is not None]
    before_quotation = [one for one in labels if any(q.start == one[1].end() and q.words >= 8 for q in quotations)]
    plain = [
        one
        for one in labels
        if one not in before_quotation
        and (one[1]["np"].isupper() or re.match(r"(?:Mr|Mrs|Ms|Dr)\.? |(?:Minister|Secretary|President|Ambassador) ", one[1]["np"]))
    ]
    turns = len(plain) >= 2 and sum(_NO_SPEAKER.match(match["np"]) is None for _, match in plain) >= 1
    found: list[Attribution] = []
    covered: list[Range] = []
    for line, match in before_quotation:
        quote = next(q for q in quotations if q.start == match.end())
        if _NO_SPEAKER.match(match["np"]) is None and _QUESTION.match(match["np"]) is None:
            found.append(
                Attribution(
                    ((quote.start, quote.end),), (match.start("np"), match.end("np")), (match.end("np"), match.end()), "", "quote:label"
                )
            )
            covered.append((line[0], quote.end))
    if not turns:
        return found, covered
    for place, (line, match) in enumerate(plain):
        end = plain[place + 1][0][0] if place + 1 < len(plain) else _last_turn(lines, line)
        covered.append((line[0], end))
        if _QUESTION.match(match["np"]):
            continue
        named = _NO_SPEAKER.match(match["np"]) is None
        source = (match.start("np"), match.end("np")) if named else None
        for start, stop in _statements(lines, spans, match.end(), end):
            pieces = tidy(text, [(start, stop)])
            if pieces and pieces[0][1] - pieces[0][0] >= _SHORTEST:
                found.append(Attribution(pieces, source, (match.end("np"), match.end()), "", "quote:label", "whole"))
    return found, covered


def _last_turn(lines: list[Range], line: Range) -> int:
    """Where the last turn ends: with its own line, since nothing tells whether the reporter goes on below."""
    return next((end for start, end in lines if start == line[0]), line[1])


def _statements(lines: list[Range], spans: list[Range], start: int, end: int) -> list[Range]:
    found = []
    for first, last in lines:
        a, b = max(first, start), min(last, end)
        if b - a <= 0:
            continue
        if b - a <= _LONGEST:
            found.append((a, b))
        else:
            found.extend((max(a, c), min(b, d)) for c, d in spans if min(b, d) - max(a, c) > 0)
    return found

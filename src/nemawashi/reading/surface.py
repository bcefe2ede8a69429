"""Who said it, by the surface alone: used where no parser is installed. Fewer attributions, the same answer's shape.

Patterns over one sentence: “NP said (that) S”, “S, NP said”, “S, said NP”, “according to NP, S”, “NP told X that S”, and a quotation beside a cue.
"""

import re
from functools import cache

from nemawashi.reading import cues
from nemawashi.reading.attribution import Attribution
from nemawashi.reading.pieces import tidy
from nemawashi.reading.quotes import Quote

__all__ = ["surface"]

_SAID = sorted({form for verb in (cues.SAYING - {"go", "begin", "object"}) for form in cues.inflected(verb)}, key=len, reverse=True)
_WANT = sorted(
    {
        form
        for verb in (
            "want",
            "hope",
            "plan",
            "expect",
            "believe",
            "think",
            "demand",
            "urge",
            "vow",
            "pledge",
            "promise",
            "refuse",
            "agree",
            "offer",
            "intend",
            "threaten",
        )
        for form in cues.inflected(verb)
    },
    key=len,
    reverse=True,
)
_NP = r"(?P<np>(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Oo]ne|[Tt]wo|[Ss]everal|[Mm]any|[Ss]ome)\s+)?(?:[\w.’'-]+\s+){0,8}?[\w.’')-]+|[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    said, want = "|".join(_SAID), "|".join(_WANT)
    adverb = r"(?:\s+(?:also|later|earlier|again|reportedly|then|has|had|have|is|was|\w+ly))*"
    time = r"(?:\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+\w+)?|\s+in an? [\w ]{3,30}?|\s+(?:reporters|parliament|lawmakers|[A-Z]\w+)(?=\s))?"
    return (
        re.compile(
            rf"^{_NP}{adverb}\s+(?P<cue>{said}){time},?\s+(?P<c>that\s.+|[“\"].+|(?:he|she|it|they|the|there|[A-Z])\b.+)$", re.DOTALL
        ),
        re.compile(rf"^(?P<c>.+?[,”\"])\s*{_NP}{adverb}\s+(?P<cue>{said})\b(?P<rest>[^“\"]*)$", re.DOTALL),
        re.compile(rf"^(?P<c>.+?[,”\"])\s*(?P<cue>{said})\s+{_NP}(?P<rest>[^“\"]*)$", re.DOTALL),
        re.compile(rf"^{_NP}{adverb}\s+(?P<cue>{want})\s+(?P<c>(?:to|that|an?|the|its|his|her|for)\s.+)$", re.DOTALL),
    )


_ACCORDING = re.compile(r"\b(?P<cue>[Aa]ccording to)\s+(?P<np>[^,.;“\"]{2,90})")


def surface(text: str, spans: list[tuple[int, int]], quotations: list[Quote]) -> list[Attribution]:
    """Give the attributions of the sentences ``spans``."""
    found: list[Attribution] = []
    outer = [q for q in quotations if q.depth == 0]
    for start, end in spans:
        sentence = text[start:end].rstrip(" .")
        according = _ACCORDING.search(sentence)
        if according is not None and not any(q.start <= start + according.start() < q.end for q in outer):
            pieces = tidy(text, [(start, start + according.start()), (start + according.end(), end)])
            if pieces:
                cue = (start + according.start("cue"), start + according.end("cue"))
                found.append(Attribution(pieces, (start + according.start("np"), start + according.end("np")), cue, "according", "surface"))
                continue
        for pattern in _patterns():
            match = pattern.match(sentence)
            if match is None or any(q.start <= start + match.start("cue") < q.end for q in outer):
                continue
            pieces = tidy(text, [(start + match.start("c"), start + match.end("c"))])
            if pieces:
                cue = (start + match.start("cue"), start + match.end("cue"))
                found.append(
                    Attribution(pieces, (start + match.start("np"), start + match.end("np")), cue, match["cue"].lower(), "surface")
                )
            break
    return found

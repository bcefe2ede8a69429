"""Positions told by the reporter: “Japan is considering …”, “Washington wants …”, “is expected to …”.

Nearly half of a record of talks is of this kind, and no quotation shows it. A sentence or clause is a narrative position when a party, an
institution or an office holder is its subject and its predicate is one of the frames below. The span is the clause from its subject on.
Frames, with what they say of certainty: intention and consideration (possible or probable), demands, offers, refusals and agreements told as
done (certain), expectations of the reporter (probable), schedules.
"""

import re
from dataclasses import dataclass

from nemawashi.reading.parties import parties_in
from nemawashi.reading.quotes import Quote
from nemawashi.reading.registry import Registry

__all__ = ["Narrative", "narratives", "sentences"]

_ADV = r"(?:(?:also|now|still|already|apparently|reportedly|currently|further|initially|repeatedly|jointly|strongly|clearly|additionally|therefore|later|then|just|had|have|has)\s+)*"
_BE = r"(?:is|are|was|were|has been|have been|had been|be)"
_HAVE = r"(?:(?:has|have|had)\s+)?"
_FRAMES: tuple[tuple[str, str], ...] = (
    ("considers", rf"{_BE}\s+{_ADV}(?:considering|contemplating|weighing|mulling|reviewing|exploring|studying|examining|discussing|pondering)"),
    ("considers", rf"{_HAVE}{_ADV}(?:considers?|considered|contemplates?|weighs|weighed|mulled|envisages?|envisaged|envisions?)"),
    ("expected", rf"{_BE}\s+{_ADV}(?:expected|likely|set|due|scheduled|slated|poised|about|prepared|ready|forced|willing|unwilling|reluctant|eager|keen)\s+(?:to|for)"),
    ("expected", rf"{_BE}\s+{_ADV}(?:to\s+(?!be\b)\w+|gearing up|bracing|stepping up|accelerating|facing)"),
    ("intends", rf"{_HAVE}{_ADV}(?:intends?|intended|plans?|planned|aims?|aimed|hopes?|hoped|wants?|wanted|seeks?|sought|wishes|prefers?|preferred|expects?|expected|looks?|looked|tries|tried|needs?|decided|decides)\s+(?:to\b|for\b|that\b|an?\b|the\b|its\b|[A-Z])"),
    ("intends", rf"{_BE}\s+{_ADV}(?:planning|aiming|hoping|seeking|trying|looking|preparing|pushing|pressing|asking|demanding|calling|willing|going)\b"),
    ("demands", rf"{_HAVE}{_ADV}(?:demands?|demanded|urges?|urged|requests?|requested|asks?|asked|called? (?:for|on)|calls (?:for|on)|press(?:es|ed)?|insist(?:s|ed)? (?:on|that)|raised?|raises)\b"),
    ("offers", rf"{_HAVE}{_ADV}(?:propos(?:es|ed|e)|offer(?:s|ed)?|pledg(?:es|ed|e)|promis(?:es|ed|e)|presented|prepared|(?:made|make|makes)\s+(?:such\s+)?(?:an?\s+)?(?:proposals?|offers?|concessions?))\b"),
    ("agrees", rf"{_HAVE}{_ADV}(?:agree[ds]?|confirm(?:s|ed)|reached\s+(?:an?\s+)?(?:consensus|agreement|deal|understanding)|signed|concluded|accept(?:s|ed)|decided)\b"),
    ("refuses", rf"{_HAVE}{_ADV}(?:refus(?:es|ed|e)|reject(?:s|ed)?|rul(?:es|ed|e)\s+out|oppos(?:es|ed|e)|declin(?:es|ed|e)|den(?:ies|ied|y)|resist(?:s|ed)?)\b"),
    ("refuses", r"(?:will not|won[’']t|would not|wouldn[’']t|did not|didn[’']t|does not|doesn[’']t|cannot|can[’']t|do not|don[’']t)\s+\w+"),
    ("acts", rf"{_HAVE}{_ADV}(?:announc(?:es|ed|e)|impos(?:es|ed|e)|suspend(?:s|ed)?|postpon(?:es|ed|e)|instruct(?:s|ed)?|order(?:s|ed)?|stress(?:es|ed)?|express(?:es|ed)|emphasi[sz](?:es|ed)|initiated|conducted|launched|reported|downplay(?:s|ed)|praised|invited|met|held|holds|discussed|separat(?:es|ed)|link(?:s|ed))\b"),
    ("will", r"(?:will|would|may|might|could|must|shall)\s+" + _ADV + r"\w+"),
    ("acts", r"(?:did not|didn[’']t|has not|have not|had not) (?:disclose|specify|say|comment|elaborate|mention|respond)\b"),
    ("acts", rf"(?:has|have|had)\s+{_ADV}(?:been\s+\w+ing|[a-z]{{3,}}ed|shown|given|taken|made|begun|put|set|cut|kept|sent|told|seen|become|come|gone|drawn|sought|held|left|won)\b"),
    ("acts", r"(?:called|spoke|visited|arrived|returned|left|travell?ed|departed|attended|joined|sent|received|released|raised|lifted|lowered|threatened|warned|welcomed|criticized|criticised|cancell?ed|delayed|extended|hurried|wrapped up|opened|hosted|briefed|backed|vowed|exchanged|pushed back|balked|bristled|pored|insisted|signall?ed|attributed|engaged)\b"),
    ("stands", rf"{_BE}\s+{_ADV}(?:alert|wary|concerned|cautious|opposed|open|in no hurry|not in (?:a|any) hurry|committed|worried|alarmed|optimistic|sceptical|skeptical|ready)\b"),
)  # fmt: skip
_FRAME = [(name, re.compile(pattern)) for name, pattern in _FRAMES]
_LONGEST = 4_000
"""Characters after which a sentence is cut, whatever it is."""
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[”’\"')\]」』]*(?=\s+[“‘\"'(\[「A-Z0-9]|\s*$)|(?<=[。！？])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.K|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|No|Prof|Rev|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z])|\b[ap]\.m)\.$"
)
_LEADING = re.compile(
    r"^(?:However|Meanwhile|Additionally|Moreover|Furthermore|In addition|Earlier|Later|Also|But|And|Still|Nevertheless|On the surface|In reality)\b[^,]{0,40},\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Narrative:
    """One narrative position: span, subject, frame, and the verb that showed it."""

    start: int
    end: int
    subject: tuple[int, int]
    frame: str
    cue: tuple[int, int]


def sentences(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the sentences of each paragraph by punctuation, abbreviations minded."""
    spans: list[tuple[int, int]] = []
    for start, end in paragraphs:
        at = start
        for stop in _SENTENCE_END.finditer(text, start, end):
            if stop.end() <= at or (_ABBREVIATION.search(text[max(at, stop.start() - 8) : stop.start()]) and stop.end() < end):
                continue
            spans.append((at, stop.end()))
            at = stop.end()
        if text[at:end].strip():
            spans.append((at, end))
    spans = [(at, min(at + _LONGEST, end)) for start, end in spans for at in range(start, end, _LONGEST)]
    trimmed = []
    for start, end in spans:
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if last > first:
            trimmed.append((first, last))
    return trimmed


def narratives(text: str, spans: list[tuple[int, int]], quotations: list[Quote], registry: Registry) -> list[Narrative]:
    """Give the narrative positions of the sentences ``spans``, outside quotations."""
    found = []
    for start, end in spans:
        if any(q.depth == 0 and q.start <= start and end <= q.end for q in quotations):
            continue
        one = _sentence(text, start, end, quotations, registry) or _about_talks(text, start, end, registry)
        if one is not None:
            found.append(one)
    return found


_TALKS = re.compile(
    r"\b(?:tariffs?|negotiat\w+|trade (?:talks|deal|agreement|barriers?|deficit)|(?:trade|tariff|ministerial|administrative|bilateral) (?:talks|level)|rounds? of (?:talks|negotiations)|talks|bargaining|non-tariff|import(?:s|ed)?|exports?|coalition|approval|military|treasur(?:y|ies)|currency|summit)\b",
    re.IGNORECASE,
)


def _about_talks(text: str, start: int, end: int, registry: Registry) -> Narrative | None:
    """Take a whole sentence about the talks that names a party but has none of the frames: context, said by the reporter."""
    whole = text[start:end]
    parties = parties_in(whole, registry)
    if not _TALKS.search(whole) or len(whole) < 40 or whole[-1] not in '.!?”’"' or not re.search(r"\b[a-z]+(?:ed|s|e|t|d|n)\b", whole):
        return None
    if not parties and not re.search(r"\b(?:both|two) (?:sides|countries|governments)\b", whole):
        return None
    place = start + (parties[0][0] if parties else 0)
    return Narrative(start, _trim(text, end), (place, place), "mention", (place, place))


def _sentence(text: str, start: int, end: int, quotations: list[Quote], registry: Registry) -> Narrative | None:
    lead = _LEADING.match(text[start:end])
    at = start + (lead.end() if lead else 0)
    mentions = [(at + place, party) for place, party in parties_in(text[at:end], registry)]
    best: tuple[int, str, re.Match[str]] | None = None
    for name, pattern in _FRAME:
        for match in pattern.finditer(text, at, end):
            if any(q.start <= match.start() < q.end for q in quotations):
                continue
            if match.start() > at and text[match.start() - 1].isalnum():
                continue
            if not _has_subject(text, at, match.start(), mentions):
                continue
            if best is None or match.start() < best[0]:
                best = (match.start(), name, match)
            break
    if best is None:
        return None
    place, name, match = best
    subject_start = _subject_start(text, at, place, mentions)
    return Narrative(subject_start, _trim(text, end), (subject_start, _trim(text, place)), name, (match.start(), match.end()))


def _has_subject(text: str, at: int, verb: int, mentions: list[tuple[int, str]]) -> bool:
    """Whether a party stands right before the verb with nothing but the rest of its noun phrase between."""
    before = [place for place, _ in mentions if place < verb]
    if not before:
        return bool(
            re.search(
                r"(?:\b[Tt]he )?\b(?:two (?:countries|sides|governments|ministers|leaders|presidents)|both (?:sides|ministers|leaders|governments)|the ministers|the leaders|government|administration|talks|negotiations|ruling (?:party|parties|coalition)) $",
                text[max(at, verb - 60) : verb],
            )
        )
    between = text[before[-1] : verb]
    return len(between) < 90 and not re.search(r"[.;:!?“”\"]|\b(?:that|which|who|where|when|because|said|says|told|told|if|as)\b", between)


def _subject_start(text: str, at: int, verb: int, mentions: list[tuple[int, str]]) -> int:
    first = [place for place, _ in mentions if at <= place < verb][-1:] or [at]
    start = first[0]
    while start > at:
        previous = text[at:start].rstrip()
        word = re.search(r"[\w’'.-]+$", previous)
        if (
            word is None
            or (word.group()[0].islower() and word.group() not in ("the", "a", "and", "senior", "top", "former"))
            or len(previous) < len(text[at:start]) - 1
        ):
            break
        start = at + word.start()
    return start if start - at > 25 and text[at:start].rstrip().endswith(",") else at


def _trim(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in " \t\n\r,;":
        end -= 1
    return end

"""One document from its canonical text: the stages in their order. Pure; never raises for what a text holds."""

import re
from dataclasses import replace

from nemawashi.reading.attribution import Attribution, attributions
from nemawashi.reading.chain import anonymous, is_outlet
from nemawashi.reading.context import Context
from nemawashi.reading.cues import SAYING
from nemawashi.reading.headline import crossheads, headlines
from nemawashi.reading.japanese import attributions_ja, sentences_ja
from nemawashi.reading.japanese_dates import timexes_ja
from nemawashi.reading.japanese_narrative import headlines_ja, narratives_ja
from nemawashi.reading.mention import Mention
from nemawashi.reading.name_words import bare_name
from nemawashi.reading.names import Resolver
from nemawashi.reading.narrated import headline, narrated
from nemawashi.reading.narrative import Narrative, narratives, sentences
from nemawashi.reading.page import Page, Range
from nemawashi.reading.parse import parsed, parser_name
from nemawashi.reading.parse_ja import Subjects, parser_ja_name
from nemawashi.reading.proposal import Document, Flag, Proposal, When
from nemawashi.reading.quotes import Quote, paragraphs, quotes
from nemawashi.reading.speech import speeches
from nemawashi.reading.spoken import Last, note_mention, spoken
from nemawashi.reading.surface import surface
from nemawashi.reading.suspicion import suspicions
from nemawashi.reading.text import Canonical
from nemawashi.reading.timex import timexes
from nemawashi.reading.transcript import transcribed
from nemawashi.reading.when import Dated, after_dateline, document_time, wire_of, zone_of

__all__ = ["extract"]


def extract(file: str, canonical: Canonical, context: Context) -> Document:
    """Read one canonical text."""
    text = canonical.text
    ja = canonical.language == "ja"
    name = file.rpartition("/")[2]
    published = document_time(text, given=context.published.get(name), meta=canonical.date, years=_years(text, context), near=context.near)
    anchor = published.end if published else None
    expressions = tuple((timexes_ja if ja else timexes)(text, anchor)) if anchor else ()
    lines = paragraphs(text)
    if not ja:
        lines = [(after_dateline(text, start, end), end) for start, end in lines]
    spans = sentences_ja(text, lines) if ja else sentences(text, lines)
    quotations = quotes(text)
    expressions = tuple(
        one for one in expressions if not any(q.depth == 0 and q.words > 20 and q.start < one.start < q.end for q in quotations)
    )
    outlet = context.outlets.get(name) or canonical.outlet or wire_of(text)
    page = Page(file, text, canonical.sha256, lines, spans, quotations, Dated(published, expressions), outlet, context, ja)
    turns, covered = ([], []) if ja else transcribed(text, paragraphs(text), spans, quotations)
    found, method = _attributed(page, covered)
    told = (narratives_ja if ja else narratives)(text, spans, quotations, context.registry)
    told = [one for one in told if not _in_headline(one.start, covered)]
    statements, flags = _assembled(page, [*turns, *found], told)
    flags.extend(_unclosed(page))
    if method == "rules":
        flags.append(_unparsed(file, page))
    flags.extend(Flag(file, "model", 0, 0, note, "how the text was obtained") for note in canonical.notes)
    return Document(
        file, canonical.sha256, text, canonical.language, published, outlet, tuple(statements), tuple(flags), (), method, zone_of(text)
    )


def _unparsed(file: str, page: Page) -> Flag:
    """Say that rules alone read, and whether a parser was not wanted or is not there."""
    extra = "read-ja" if page.japanese else "read"
    there = parser_ja_name() if page.japanese else parser_name()
    if there:
        return Flag(file, "model", 0, 0, "read without the parser, as asked", f"rules alone read; {there} is installed and would find more")
    why = "rules alone read; subjects left out are guessed" if page.japanese else "rules alone read; attributions are fewer"
    return Flag(file, "model", 0, 0, "no parser installed", why, f"pip install 'nemawashi[{extra}]'")


def _years(text: str, context: Context) -> tuple[int, int] | None:
    """Bounds on the document's year from the tenures of the people it names by full name."""
    low, high, seen = 1, 9999, False
    for person in {holder.person for holder in context.registry.holders}:
        rows = [holder for holder in context.registry.holders if holder.person == person]
        if not any(re.search(rf"\b{re.escape(n)}\b", text) for n in rows[0].names if " " in n):
            continue
        starts = [row.start.year for row in rows if row.start]
        ends = [row.end.year for row in rows if row.end]
        low = max(low, min(starts, default=1))
        if ends and len(ends) == len(rows):
            high = min(high, max(ends))
        seen = True
    if not seen or low > high or (high == 9999 and context.near is None):
        return (low, low + 1) if seen and low > 1 else None
    return low, min(high, context.near.year if context.near else high)


def _attributed(page: Page, covered: list[Range]) -> tuple[list[Attribution], str]:
    if page.japanese:
        if not page.context.model or not parser_ja_name():
            return attributions_ja(page.text, page.sentences, page.quotations), "rules"
        subjects = Subjects(page.text, page.sentences, page.quotations)
        return attributions_ja(page.text, page.sentences, page.quotations, subjects), f"rules+spacy:{parser_ja_name()}"
    if not page.context.model or not parser_name():
        rules = [one for one in surface(page.text, page.sentences, page.quotations) if not _in_headline(one.cue[0], covered)]
        return speeches(page.text, rules, page.quotations), "rules"
    found: list[Attribution] = []
    for offset, doc in parsed(page.text, page.lines):
        part = [replace_quote(q, -offset) for q in page.quotations if offset <= q.start < offset + len(doc.text)]
        found.extend(_moved(one, offset) for one in attributions(doc, part) if not _in_headline(one.cue[0] + offset, covered))
    # “S, X said, according to Y”: X speaks, Y stands in the chain
    found = [one for one in found if one.rule != "dependency:according" or not any(_tells(other, one) for other in found)]
    return _passed_on(page, speeches(page.text, found, page.quotations)), f"rules+spacy:{parser_name()}"


def _passed_on(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Leave out what an outlet passes on where the inner speech is found too: the outlet then stands in the chain, not as a speaker."""
    kept = []
    for one in found:
        words = page.text[one.source[0] : one.source[1]] if one.source else ""
        if one.lemma in ("cite", "quote") and anonymous(page.text[one.start : one.end]) is not None:
            continue  # who is cited is no content
        if words and is_outlet(words, page.context.registry):
            inner = sum(
                other.end - other.start
                for other in found
                if other is not one
                and other.source
                and one.start <= other.cue[0] < one.end
                and not is_outlet(page.text[other.source[0] : other.source[1]], page.context.registry)
            )
            if inner >= 0.35 * (one.end - one.start):
                continue
        kept.append(one)
    return kept


def _tells(inner: Attribution, outer: Attribution) -> bool:
    """Whether ``inner`` credits somebody with most of what ``outer`` credits to where it was read."""
    if inner is outer or inner.rule in ("dependency:according", "dependency:object", "dependency:noun", "dependency:preposition"):
        return False
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in inner.content for c, d in outer.content)
    size = sum(b - a for a, b in outer.content)
    return inner.source is not None and inner.lemma in SAYING and outer.start <= inner.cue[0] < outer.end and shared >= 0.5 * size


def replace_quote(quote: Quote, by: int) -> Quote:
    """Move a quotation by ``by`` characters."""
    return replace(quote, start=quote.start + by, end=quote.end + by, inner_start=quote.inner_start + by, inner_end=quote.inner_end + by)


def _moved(one: Attribution, by: int) -> Attribution:
    content = tuple((a + by, b + by) for a, b in one.content)
    source = (one.source[0] + by, one.source[1] + by) if one.source else None
    return replace(one, content=content, source=source, cue=(one.cue[0] + by, one.cue[1] + by))


def _assembled(page: Page, found: list[Attribution], told: list[Narrative]) -> tuple[list[Proposal], list[Flag]]:
    published = page.dated.published
    resolver = Resolver(page.context.registry, published.start if published else None, published.end if published else None)
    flags: list[Flag] = []
    for start, end, mention in resolver.introduce(page.text):
        note_mention(page, start, end, page.text[start:end], mention, flags)
    made: list[Proposal] = []
    if page.japanese:
        told = _behind_speech(page, found, told)
    heads = (headlines_ja if page.japanese else headlines)(page.text, page.lines, page.context.registry)
    silent = [] if page.japanese else crossheads(page.text, page.lines)
    entries: list[tuple[int, Attribution | Narrative | Range]] = [
        (one.cue[0], one) for one in found if not _in_headline(one.start, [*heads, *silent])
    ]
    covered = [(one.start, one.end) for one in found if one.quoted != "none" or one.rule not in ("dependency:object", "dependency:noun")]
    entries.extend((one.start, one) for one in told if not _in_headline(one.start, [*heads, *silent]) and not _covered(one, covered))
    entries.extend((head[0], head) for head in heads)
    last: Last = None
    for _, entry in sorted(entries, key=lambda pair: pair[0]):
        if isinstance(entry, Attribution):
            proposal, last = spoken(page, entry, resolver, last, flags)
        elif isinstance(entry, Narrative):
            proposal = narrated(page, entry, resolver, last)
            if proposal.speaker is not None:
                subject = Mention(proposal.speaker, proposal.actor, 1.0, "the subject of the sentence before")
                last = (proposal.speaker, subject, proposal.speaker)
            elif not page.japanese and (stranger := _stranger(page, entry)):
                last = (
                    stranger,
                    Mention(None, proposal.actor, 0.0, "the subject of the sentence before, whom the registry does not know"),
                    stranger,
                )
        else:
            proposal = headline(page, entry, resolver)
        if all((proposal.start, proposal.end) != (other.start, other.end) for other in made):
            made.append(proposal)
    made.sort(key=lambda one: (one.start, one.end))
    made = _carried(_unnested(_once(made)))
    doubts = suspicions(made, page.text, page.context.registry)
    doubted = {(flag.start, flag.end) for flag in doubts}
    made = [replace(one, speaker=None, confidence=0.3) if (one.start, one.end) in doubted else one for one in made]
    return made, [*flags, *doubts]


_NAME_BEFORE = re.compile(r"(?:^|[\s“\"])((?:[A-Z][\w’'-]+\s+){1,3})$")


def _stranger(page: Page, one: Narrative) -> str:
    """A personal name right before the verb that nobody in the registry bears; a pronoun that follows stands for it."""
    match = _NAME_BEFORE.search(page.text, one.start, one.cue[0])
    name = bare_name(match[1]) if match is not None else []
    return " ".join(name)


def _once(made: list[Proposal]) -> list[Proposal]:
    """Drop a narrative proposal whose span another proposal has nearly to the character."""
    return [
        one
        for one in made
        if not one.method.startswith("narrative:")
        or not any(
            other is not one
            and min(one.end, other.end) - max(one.start, other.start) > 0.8 * max(one.end - one.start, other.end - other.start)
            for other in made
        )
    ]


def _behind_speech(page: Page, found: list[Attribution], told: list[Narrative]) -> list[Narrative]:
    """Let the narrative part of a Japanese sentence begin behind what it reports: 「…」と述べたが、具体的な言及は避けた."""
    kept = []
    for one in told:
        cues = [a.cue[1] for a in found if one.start <= a.start < one.end and a.quoted != "none"]
        start = max(cues, default=one.start)
        while start < one.end and page.text[start] in "がの、，し ":
            start += 1
        if start == one.start or (one.end - start >= 10 and one.cue[0] >= start):
            kept.append(replace(one, start=start))
    return kept


_MOST_FLAGS = 20
"""Unclosed quotations flagged in one document; a text that has more is broken as a whole."""
_WEAK = ("dependency:xcomp", "dependency:object", "dependency:noun", "dependency:preposition", "dependency:ccomp")


def _unnested(made: list[Proposal]) -> list[Proposal]:
    """Drop what a wider proposal of the same side holds already: “he said he had demanded that …” is one statement."""
    return [
        one
        for one in made
        if one.method not in _WEAK
        or not any(
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and (other.end - other.start) > (one.end - one.start)
            and (one.actor in (None, other.actor) or not one.reported_speaker)
            and one.speaker in (None, other.speaker)
            and (other.start, other.end) != (one.start, one.end)
            for other in made
        )
    ]


def _carried(made: list[Proposal]) -> list[Proposal]:
    """Give speech without a day of its own the last day on which the same person is told to have spoken."""
    last: dict[str, When] = {}
    carried = []
    for one in made:
        told = one.said_on is not None and one.said_on.basis != "dateline"
        if one.speaker and one.said_on is not None and told and one.said_on.precision == "day":
            last[one.speaker] = one.said_on
        elif one.speaker in last and one.speaker and one.kind in ("direct", "indirect", "mixed") and not told:
            carried.append(replace(one, said_on=replace(last[one.speaker], basis="the day the same speaker was last told to have spoken")))
            continue
        carried.append(one)
    return carried


def _covered(one: Narrative, spans: list[Range]) -> bool:
    """Whether statements already cover most of a narrative, or lie inside it as what somebody said."""
    shared = sum(max(0, min(one.end, b) - max(one.start, a)) for a, b in spans)
    return shared > 0.35 * (one.end - one.start)


def _unclosed(page: Page) -> list[Flag]:
    return [
        Flag(
            page.file,
            "unclosed_quote",
            q.start,
            q.end,
            page.text[q.start : min(q.end, q.start + 60)],
            "a quotation that does not close in its paragraph",
        )
        for q in [q for q in page.quotations if not q.closed and not q.continues][:_MOST_FLAGS]
    ]


def _in_headline(at: int, heads: list[Range]) -> bool:
    return any(a <= at < b for a, b in heads)

"""One document from its canonical text: the stages in their order. Pure; never raises for what a text holds."""

import re
from dataclasses import dataclass, replace

from nemawashi.reading import japanese
from nemawashi.reading.attribution import Attribution, attributions
from nemawashi.reading.chain import anonymous, is_outlet, tellers
from nemawashi.reading.context import Context
from nemawashi.reading.cues import COGNITION, INFINITIVE, SAYING
from nemawashi.reading.headline import crossheads, headlines
from nemawashi.reading.names import Mention, Resolver
from nemawashi.reading.narrative import Narrative, narratives, sentences
from nemawashi.reading.parse import parsed, parser_name
from nemawashi.reading.parties import parties_in, party_of
from nemawashi.reading.proposal import Document, Flag, FlagKind, Kind, Proposal, When
from nemawashi.reading.quotes import Quote, paragraphs, quotes
from nemawashi.reading.registry import Registry
from nemawashi.reading.speech import speeches
from nemawashi.reading.surface import surface
from nemawashi.reading.suspicion import suspicions
from nemawashi.reading.text import Canonical
from nemawashi.reading.timex import timexes
from nemawashi.reading.typing import certainty_of, direction_of, issues_in, move_of
from nemawashi.reading.when import Dated, after_dateline, document_time, refers_to, said_on, zone_of

__all__ = ["extract"]

Range = tuple[int, int]
_POSITION = (
    (COGNITION | INFINITIVE | frozenset({"consider", "seek", "support", "oppose", "reject", "accept", "favor", "favour", "need"}))
    - SAYING
    - {"ask", "urge"}
)
"""Verbs whose subject holds a position rather than speaks; with a party as subject they make a narrative position."""
_CONFIDENCE = {
    "dependency:ccomp": 0.9, "dependency:quote": 0.85, "dependency:parenthesis": 0.75, "dependency:according": 0.85, "dependency:xcomp": 0.7,
    "dependency:after_day": 0.75,
    "dependency:object": 0.5, "dependency:preposition": 0.65, "dependency:noun": 0.5, "quote:continued": 0.7, "quote:signed": 0.8, "quote:nobody": 0.6, "surface": 0.6,
    "quote:ja": 0.8, "surface:ja": 0.6,
}  # fmt: skip
_JOINING = re.compile(r"(?:But|And|However|Meanwhile|Still|Earlier|Later|Yet|While),?\s+")
_ANAPHOR = re.compile(r"the (?:official|source|diplomat|aide|lawmaker|person|spokes\w+)", re.IGNORECASE)
_OWN_SIDE = re.compile(r"(?:his|her|their|the) (?:government|administration|cabinet|party|country)\b", re.IGNORECASE)
_AHEAD = ("considers", "expected", "intends", "will", "stands")
"""Frames that tell how things stand when the report is written, not what was done on a day told beside them."""


@dataclass(frozen=True, slots=True)
class _Page:
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


def extract(file: str, canonical: Canonical, context: Context) -> Document:
    """Read one canonical text."""
    text = canonical.text
    ja = canonical.language == "ja"
    name = file.rpartition("/")[2]
    published = document_time(text, given=context.published.get(name), meta=canonical.date, years=_years(text, context), near=context.near)
    anchor = published.end if published else None
    expressions = tuple((japanese.timexes_ja if ja else timexes)(text, anchor)) if anchor else ()
    lines = paragraphs(text)
    if not ja:
        lines = [(after_dateline(text, start, end), end) for start, end in lines]
    spans = japanese.sentences_ja(text, lines) if ja else sentences(text, lines)
    quotations = quotes(text)
    expressions = tuple(
        one for one in expressions if not any(q.depth == 0 and q.words > 20 and q.start < one.start < q.end for q in quotations)
    )
    outlet = context.outlets.get(name) or canonical.outlet
    page = _Page(file, text, canonical.sha256, lines, spans, quotations, Dated(published, expressions), outlet, context, ja)
    found, method = _attributed(page)
    told = (japanese.narratives_ja if ja else narratives)(text, spans, quotations, context.registry)
    statements, flags = _assembled(page, found, told)
    flags.extend(_unclosed(page))
    if not ja and method == "rules":
        flags.append(
            Flag(file, "model", 0, 0, "no parser installed", "rules alone read; attributions are fewer", "pip install 'nemawashi[read]'")
        )
    flags.extend(Flag(file, "model", 0, 0, note, "how the text was obtained") for note in canonical.notes)
    return Document(
        file, canonical.sha256, text, canonical.language, published, outlet, tuple(statements), tuple(flags), (), method, zone_of(text)
    )


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


def _attributed(page: _Page) -> tuple[list[Attribution], str]:
    if page.japanese:
        return japanese.attributions_ja(page.text, page.sentences, page.quotations), "rules"
    if not page.context.model or not parser_name():
        return speeches(page.text, surface(page.text, page.sentences, page.quotations), page.quotations), "rules"
    found: list[Attribution] = []
    for offset, doc in parsed(page.text, page.lines):
        part = [replace_quote(q, -offset) for q in page.quotations if offset <= q.start < offset + len(doc.text)]
        found.extend(_moved(one, offset) for one in attributions(doc, part))
    return _passed_on(page, speeches(page.text, found, page.quotations)), f"rules+spacy:{parser_name()}"


def _passed_on(page: _Page, found: list[Attribution]) -> list[Attribution]:
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


def replace_quote(quote: Quote, by: int) -> Quote:
    """Move a quotation by ``by`` characters."""
    return replace(quote, start=quote.start + by, end=quote.end + by, inner_start=quote.inner_start + by, inner_end=quote.inner_end + by)


def _moved(one: Attribution, by: int) -> Attribution:
    content = tuple((a + by, b + by) for a, b in one.content)
    source = (one.source[0] + by, one.source[1] + by) if one.source else None
    return replace(one, content=content, source=source, cue=(one.cue[0] + by, one.cue[1] + by))


def _assembled(page: _Page, found: list[Attribution], told: list[Narrative]) -> tuple[list[Proposal], list[Flag]]:
    published = page.dated.published
    resolver = Resolver(page.context.registry, published.start if published else None, published.end if published else None)
    flags: list[Flag] = []
    for start, end, mention in resolver.introduce(page.text):
        _note_mention(page, start, end, page.text[start:end], mention, flags)
    made: list[Proposal] = []
    heads = [] if page.japanese else headlines(page.text, page.lines, page.context.registry)
    silent = [] if page.japanese else crossheads(page.text, page.lines)
    entries: list[tuple[int, Attribution | Narrative | Range]] = [
        (one.cue[0], one) for one in found if not _in_headline(one.start, [*heads, *silent])
    ]
    covered = [(one.start, one.end) for one in found if one.quoted != "none" or one.rule not in ("dependency:object", "dependency:noun")]
    entries.extend((one.start, one) for one in told if not _in_headline(one.start, [*heads, *silent]) and not _covered(one, covered))
    entries.extend((head[0], head) for head in heads)
    last: tuple[str, Mention, str] | None = None
    for _, entry in sorted(entries, key=lambda pair: pair[0]):
        if isinstance(entry, Attribution):
            proposal, last = _spoken(page, entry, resolver, last, flags)
        elif isinstance(entry, Narrative):
            proposal = _narrated(page, entry, resolver, last)
            if proposal.speaker is not None:
                subject = Mention(proposal.speaker, proposal.actor, 1.0, "the subject of the sentence before")
                last = (proposal.speaker, subject, proposal.speaker)
        else:
            proposal = _headline(page, entry, resolver)
        if all((proposal.start, proposal.end) != (other.start, other.end) for other in made):
            made.append(proposal)
    made.sort(key=lambda one: (one.start, one.end))
    made = _carried(_once(made))
    doubts = suspicions(made, page.text, page.context.registry)
    doubted = {(flag.start, flag.end) for flag in doubts}
    made = [replace(one, speaker=None, confidence=0.3) if (one.start, one.end) in doubted else one for one in made]
    return made, [*flags, *doubts]


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


def _spoken(
    page: _Page, one: Attribution, resolver: Resolver, last: tuple[str, Mention, str] | None, flags: list[Flag]
) -> tuple[Proposal, tuple[str, Mention, str] | None]:
    text = page.text
    if one.source and (joined := _JOINING.match(text, *one.source)):
        one = replace(one, source=(joined.end(), one.source[1]))
    words = text[one.source[0] : one.source[1]] if one.source else ""
    full = _full_mention(page, one.source) if one.source else words
    mention = resolver.resolve(full)
    refers = ""
    if one.source and any(q.depth == 0 and q.start <= one.source[0] < q.end for q in page.quotations):
        words, full, mention = "", "", resolver.resolve("")
        if last is not None:
            words, mention, refers = last
            full = words
    if words.lower() in ("he", "she", "i", "we", "they", "him", "her") and last is not None:
        mention, refers = last[1], last[0]
    kind: Kind = {"whole": "direct", "part": "mixed", "none": "indirect"}[one.quoted]  # type: ignore[assignment]
    start, end = one.start, one.end
    registry = page.context.registry
    party = mention.party or party_of(words, registry)
    if _ANAPHOR.fullmatch(words) and resolver.unnamed:
        full, refers = resolver.unnamed, resolver.unnamed
        party = party_of(full, registry)
    elif anonymous(words) is not None:
        resolver.unnamed = full
    if party is None and last is not None and _OWN_SIDE.match(words):
        party = last[1].party
    if party is None and re.match(r"its\b|their\b", words):
        party = party_of_content(text[one.start : one.end], registry)
    if (
        kind != "direct"
        and one.source
        and one.lemma in _POSITION
        and (party or mention.person)
        and one.source[0] < start < one.source[1] + 60
    ):
        kind, start = "narrative", one.source[0]
    sentence = _at(page.sentences, one.cue[0])
    paragraph = _at(page.lines, one.cue[0])
    when = said_on(text, page.dated, one.content, one.cue[0], sentence, paragraph[0])
    day = when or page.dated.published
    outside = _outside(text, sentence, one.content)
    spoken = "" if kind == "narrative" else words
    chain = tellers(page.outlet, text[sentence[0] : sentence[1]], spoken, mention.person, registry, outside=outside)
    whole = text[start:end]
    if is_outlet(words, registry) or not words:
        party = party_of_content(whole, registry) or party
        people = resolver.named_in(whole[:90])
        if people and mention.person is None:
            mention, full = people[0][1], people[0][2]
            party = mention.party or party
    elif party is None and any(link.anonymity == "anonymous" for link in chain):
        party = party_of(full, registry) or party_of_content(whole, registry)
    if party is None and words.lower() in ("it", "they"):
        party = next((code for _, code in parties_in(text[sentence[0] : one.cue[0]], registry)), None)
    told = (
        text[one.source[1] if one.source and 0 < one.start - one.source[1] < 80 else one.cue[0] : one.start]
        if one.cue[0] < one.start
        else ""
    )
    move = move_of(f"{told} {whole}", one.lemma, spoken=kind in ("direct", "mixed"))
    proposal = Proposal(
        page.file, page.sha256, start, end, kind, whole, "" if kind == "narrative" else (full if refers == "" else words), mention.person, party, chain, when,
        refers_to(text, one.content, day.end) if day else (),
        move, issues_in(whole, page.context.lexicon), direction_of(move), certainty_of(f"{text[one.cue[0] - 25 if one.cue[0] > 25 else 0 : one.cue[1]]} {whole}" if kind == "narrative" else whole),
        round(_CONFIDENCE.get(one.rule, 0.5) * (1.0 if words else 0.7), 2), one.rule, text[one.cue[0] : one.cue[1]], one.cue[0],
        one.source[0] if one.source else -1, one.source[1] if one.source else -1, refers,
    )  # fmt: skip
    _name_flags(page, one, full, mention, flags)
    named = mention.person is not None or re.search(r"[A-Z]\w+ [A-Z]\w+", words)
    if named and not refers:
        last = (words, mention, words)
    return proposal, last


def _name_flags(page: _Page, one: Attribution, full: str, mention: Mention, flags: list[Flag]) -> None:
    start, end = one.source or one.cue
    _note_mention(page, start, end, full, mention, flags)
    registry = page.context.registry
    stranger = mention.person is None and not mention.proposed and re.search(r"[A-Z]\w+ [A-Z]\w+", full) and registry.holders
    if stranger and not is_outlet(full, registry) and anonymous(full) is None and not parties_in(full, registry):
        flags.append(Flag(page.file, "unresolved", start, end, full, mention.reason))


def _note_mention(page: _Page, start: int, end: int, words: str, mention: Mention, flags: list[Flag]) -> None:
    """Flag a name proposed but not taken, and a name written otherwise than the registry has it, once each."""
    kind: FlagKind | None = (
        "proposed_name" if mention.person is None and mention.proposed else "name_variant" if mention.variant and mention.person else None
    )
    person = mention.person or mention.proposed
    if kind is not None and not any(flag.kind == kind and flag.proposed == person and flag.reason == mention.reason for flag in flags):
        flags.append(Flag(page.file, kind, start, end, " ".join(words.split()), mention.reason, person))


def party_of_content(words: str, registry: Registry) -> str | None:
    """Party a content speaks of first: its subject."""
    found = parties_in(words[:80], registry)
    return found[0][1] if found else None


def _full_mention(page: _Page, source: Range) -> str:
    """The source with the title or apposition beside it: “Ryosei Akazawa, Japan’s top negotiator,”."""
    start, end = source
    tail = re.match(r"(?:\s*[,(—–-]\s*)((?:[A-Z]|chief|head|the|Japan|top|a )[^,.;)“\"]{3,70})[,)—–-]", page.text[end : end + 90])
    lead = re.search(
        r"((?:[A-Z][\w.’'-]*\s+|of\s+|the\s+|economic\s+revitalization\s+minister\s+)+)$", page.text[max(0, start - 60) : start]
    )
    words = page.text[start:end]
    if lead is not None and not re.search(r"[.!?]\s+$", lead.group()) and len(words.split()) <= 3 and words[:1].isupper():
        words = lead.group() + words
    if tail is not None and re.search(
        r"\b(?:minister|secretary|president|chief|head|chairman|representative|ambassador|governor|negotiator|leader)\b",
        tail.group(1),
        re.IGNORECASE,
    ):
        words = f"{words}, {tail.group(1)}"
    words = _JOINING.sub("", words, count=1) if _JOINING.match(words) else words
    return " ".join(words.split())


def _narrated(page: _Page, one: Narrative, resolver: Resolver, last: tuple[str, Mention, str] | None) -> Proposal:
    text = page.text
    words = text[one.subject[0] : one.subject[1]]
    mention = resolver.resolve(words) if len(words) < 120 else Mention(None, None, 0.0, "")
    if last is not None and re.match(r"(?:He|She)\b", text[one.start : one.start + 4]):
        mention = last[1]
    registry = page.context.registry
    before = text[one.start : one.cue[0]] if one.frame != "mention" else text[one.start : one.start + 60]
    told = parties_in(before, registry)
    people = resolver.named_in(before)
    subject = (
        people[0] if people and one.frame == "mention" and people[0][0] < 40 else people[-1] if people and one.frame != "mention" else None
    )
    if mention.person is None and subject is not None and (one.frame == "mention" or not told or subject[0] >= told[-1][0]):
        mention = subject[1]
    party = (
        mention.party
        or party_of(words, registry)
        or (told[-1][1] if told else next((p for _, p in parties_in(text[one.start : one.end], registry)), None))
    )
    sentence = _at(page.sentences, one.cue[0])
    if one.frame in _AHEAD:
        published = page.dated.published
        when = When(published.start, published.end, published.precision, "dateline") if published else None
    else:
        when = said_on(text, page.dated, (), one.cue[0], sentence, _at(page.lines, one.cue[0])[0])
    whole = text[one.start : one.end]
    move = move_of(whole, "", spoken=False)
    return Proposal(
        page.file, page.sha256, one.start, one.end, "narrative", whole, "", mention.person, party,
        tellers(page.outlet, whole, "", None, registry, outside=whole), when,
        refers_to(text, ((one.start, one.end),), page.dated.published.end) if page.dated.published else (),
        move, issues_in(whole, page.context.lexicon), direction_of(move), certainty_of(whole), 0.6 if party else 0.45, f"narrative:{one.frame}",
        text[one.cue[0] : one.cue[1]], one.cue[0], one.subject[0], one.subject[1],
    )  # fmt: skip


def _headline(page: _Page, span: Range, resolver: Resolver) -> Proposal:
    whole = page.text[span[0] : span[1]]
    registry = page.context.registry
    parties = parties_in(whole, registry)
    move = move_of(whole, "", spoken=False)
    published = page.dated.published
    return Proposal(
        page.file, page.sha256, span[0], span[1], "headline", whole, "", next((m.person for _, m, _ in resolver.named_in(whole)), None),
        parties[0][1] if parties else None, tellers(page.outlet, whole, "", None, registry, outside=""),
        When(published.start, published.end, published.precision, "dateline") if published else None, (),
        move, issues_in(whole, page.context.lexicon), direction_of(move), certainty_of(whole), 0.4, "headline",
    )  # fmt: skip


def _in_headline(at: int, heads: list[Range]) -> bool:
    return any(a <= at < b for a, b in heads)


def _at(spans: list[Range], place: int) -> Range:
    return next(((a, b) for a, b in spans if a <= place < b), (place, place + 1))


def _outside(text: str, sentence: Range, content: tuple[Range, ...]) -> str:
    """The sentence without the words reported, where hearers, places and the passing on are told."""
    parts, at = [], sentence[0]
    for start, end in sorted(content):
        if start >= sentence[1] or end <= sentence[0]:
            continue
        parts.append(text[at : max(at, start)])
        at = max(at, min(end, sentence[1]))
    parts.append(text[at : sentence[1]])
    return " ".join(" ".join(parts).split())


def _unclosed(page: _Page) -> list[Flag]:
    return [
        Flag(
            page.file,
            "unclosed_quote",
            q.start,
            q.end,
            page.text[q.start : min(q.end, q.start + 60)],
            "a quotation that does not close in its paragraph",
        )
        for q in page.quotations
        if not q.closed and not q.continues
    ]

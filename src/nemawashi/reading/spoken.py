"""An attribution as a proposed statement: speaker and pronoun resolved, party, day, chain, move, issues."""

import re
from dataclasses import replace

from nemawashi.reading.attribution import Attribution
from nemawashi.reading.chain import anonymous, is_outlet, tellers
from nemawashi.reading.cues import COGNITION, INFINITIVE, SAYING
from nemawashi.reading.mention import Mention
from nemawashi.reading.moves import direction_of, move_of
from nemawashi.reading.name_words import bare_name
from nemawashi.reading.names import Resolver
from nemawashi.reading.page import Page, Range, at, outside_of
from nemawashi.reading.parties import parties_in, party_of
from nemawashi.reading.proposal import Flag, FlagKind, Kind, Proposal
from nemawashi.reading.registry import Registry
from nemawashi.reading.typing import certainty_of, issues_in
from nemawashi.reading.when import refers_to, said_on

__all__ = ["COMPANION", "JOINT", "Last", "note_mention", "party_of_content", "spoken"]

COMPANION = re.compile(r"\b(?:with|to|from|by|and|for|between|than|told|met|against|as)\s+(?:[\w.’']+\s+){0,5}$")
"""What stands before the name of somebody who is not the subject: his partner, his hearer."""
JOINT = re.compile(r"\s+and\s+(?:(?:the|[A-Z][\w.’'-]*|of|prime|minister|president|secretary)\s+){0,7}?[A-Z]")
"""What follows a name that shares its verb with another: two people who met are not one speaker."""
Last = tuple[str, Mention, str] | None
"""Who spoke or acted last: words as written, whom they meant, name as written."""
_POSITION = (
    (COGNITION | INFINITIVE | frozenset({"consider", "seek", "support", "oppose", "reject", "accept", "favor", "favour", "need"}))
    - SAYING
    - {"ask", "urge"}
)
"""Verbs whose subject holds a position rather than speaks; with a party as subject they make a narrative position."""
_CONFIDENCE = {
    "dependency:ccomp": 0.9, "dependency:quote": 0.85, "dependency:parenthesis": 0.75, "dependency:according": 0.85, "dependency:xcomp": 0.7,
    "dependency:after_day": 0.75,
    "dependency:object": 0.5, "dependency:preposition": 0.65, "dependency:noun": 0.5, "quote:continued": 0.7, "quote:followed": 0.8, "quote:label": 0.85, "quote:signed": 0.8, "quote:nobody": 0.6, "surface": 0.6,
    "quote:ja": 0.8, "surface:ja": 0.6,
}  # fmt: skip
_JOINING = re.compile(r"(?:But|And|However|Meanwhile|Still|Earlier|Later|Yet|While),?\s+")
_ANAPHOR = re.compile(r"the (?:official|source|diplomat|aide|lawmaker|person|spokes\w+)", re.IGNORECASE)
_OWN_SIDE = re.compile(r"(?:his|her|their|the) (?:government|administration|cabinet|party|country)\b", re.IGNORECASE)


def spoken(page: Page, one: Attribution, resolver: Resolver, last: Last, flags: list[Flag]) -> tuple[Proposal, Last]:
    """Give the proposal and who spoke last from here on."""
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
    if mention.person is None and last is not None and last[1].person and resolver.anaphor(words, last[1].person):
        mention, refers = last[1], last[0]
    if mention.person is None and words.isupper():
        mention = resolver.resolve(words.title())
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
        end = _rest_of_clause(page, one, end)
    sentence = at(page.sentences, one.cue[0])
    paragraph = at(page.lines, one.cue[0])
    when = said_on(text, page.dated, one.content, one.cue[0], sentence, paragraph[0])
    day = when or page.dated.published
    outside = outside_of(text, sentence, one.content)
    spoken = "" if kind == "narrative" else words
    chain = tellers(page.outlet, text[sentence[0] : sentence[1]], spoken, mention.person, registry, outside=outside)
    whole = text[start:end]
    if is_outlet(words, registry) or not words:
        party = party_of_content(whole, registry) or party
        people = [pair for pair in resolver.named_in(whole[:90]) if not COMPANION.search(whole[: pair[0]])]
        if people and mention.person is None and not JOINT.match(whole, people[0][0] + len(people[0][2])):
            mention, full = people[0][1], people[0][2]
            party = mention.party or party
    elif party is None and any(link.anonymity == "anonymous" for link in chain):
        party = party_of(full, registry) or party_of_content(whole, registry)
    if one.rule in ("dependency:according", "surface") and mention.person is None and one.lemma == "according":
        party = party_of_content(whole, registry) or party  # a source tells what the subject of its words does or wants
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
        refers_to(text, ((start, end),) if kind == "narrative" else one.content, day.end) if day else (),
        move, issues_in(whole, page.context.lexicon), direction_of(move), certainty_of(f"{text[one.cue[0] - 25 if one.cue[0] > 25 else 0 : one.cue[1]]} {whole}" if kind == "narrative" else whole),
        round(_CONFIDENCE.get(one.rule, 0.5) * (1.0 if words else 0.7), 2), one.rule, text[one.cue[0] : one.cue[1]], one.cue[0],
        one.source[0] if one.source else -1, one.source[1] if one.source else -1, refers,
    )  # fmt: skip
    _name_flags(page, one, full, mention, flags)
    named = mention.person is not None or (bare_name(words) and not is_outlet(words, registry))
    if named and not refers:
        last = (words, mention, words)
    return proposal, last


_TAIL = re.compile(
    r"\s*[,—–-]?\s*(?:as|while|after|before|amid|ahead|with|without|by|in|on|at|for|from|through|during|since|when|if|unless|because|so that|which|who|where|despite|following|under|to)\b"
)


def _rest_of_clause(page: Page, one: Attribution, end: int) -> int:
    """Where a narrative position ends: with its sentence, if what follows only qualifies it."""
    sentence = at(page.sentences, one.cue[0])
    tail = _TAIL.match(page.text, end, sentence[1])
    quoted = any(q.start < sentence[1] and q.end > end for q in page.quotations)
    if tail is None or quoted or re.search(r"\b(?:said|says|told|added)\b|;", page.text[end : sentence[1]]):
        return end
    last = sentence[1]
    while last > end and page.text[last - 1] in " .\t\n":
        last -= 1
    return last


def _name_flags(page: Page, one: Attribution, full: str, mention: Mention, flags: list[Flag]) -> None:
    start, end = one.source or one.cue
    note_mention(page, start, end, full, mention, flags)
    registry = page.context.registry
    stranger = mention.person is None and not mention.proposed and re.search(r"[A-Z]\w+ [A-Z]\w+", full) and registry.holders
    if stranger and not is_outlet(full, registry) and anonymous(full) is None and not parties_in(full, registry):
        flags.append(Flag(page.file, "unresolved", start, end, full, mention.reason))


def note_mention(page: Page, start: int, end: int, words: str, mention: Mention, flags: list[Flag]) -> None:
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


def _full_mention(page: Page, source: Range) -> str:
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

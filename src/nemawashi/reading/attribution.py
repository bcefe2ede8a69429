"""Who said it: source, cue and content from a dependency parse (ClearNLP labels, as spaCy's English models give them).

For each reporting verb the content is, in this order, its clausal complement, its infinitive, the object or prepositional phrase its frame
allows; for a clause thrown in (“S, he said”, “according to X, S”) it is the sentence without that clause. The source is the subject, also the
understood one of a participle, a coordinated verb or a relative clause. A quotation that the content touches belongs to it whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from nemawashi.reading import cues
from nemawashi.reading.dependency import SUBJECTS, Range, inside_name, phrase_of, possessor_of, sentence_of, subject_of, subtree_of
from nemawashi.reading.pieces import tidy, without
from nemawashi.reading.quotes import Quote

__all__ = ["Attribution", "attributions"]

_DAY_THEN_CLAUSE = re.compile(
    r"\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?\s+(?=(?:that|the|a|his|her|its|their|he|she|it|they|[A-Z])\b)"
)
"""“said Monday his government …”: a day between the verb and a clause without *that*, which parsers attach to the day."""
_SHORTEST = 3
"""Words a bare object must have to say something."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content pieces in order, the source as written, the cue, and the rule."""

    content: tuple[Range, ...]
    source: Range | None
    cue: Range
    lemma: str
    rule: str
    quoted: Literal["none", "part", "whole"] = "none"

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.content[-1][1]


def attributions(doc: Any, quotations: list[Quote]) -> list[Attribution]:
    """Give the attributions of a parsed ``doc`` in order of their cues."""
    found: list[Attribution] = []
    text = doc.text
    for token in doc:
        found.extend(_at(token, text, quotations))
    return found


def _at(token: Any, text: str, quotations: list[Quote]) -> Iterator[Attribution]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX") and lemma in _VERBS and not inside_name(token):
        for content, rule in _verb_content(token, lemma, text, quotations):
            source = phrase_of(subject_of(token))
            if source is None and lemma in cues.SAYING and content and content[-1][1] <= token.idx and rule == "dependency:ccomp":
                source = _named_before(text, token)
            pieces = _behind(token, content, source, text)
            if pieces and not _UNNAMED.match(text[pieces[0][0] : pieces[-1][1]]):
                yield Attribution(pieces, source, (token.idx, token.idx + len(token)), lemma, rule)
            return
    elif token.pos_ == "NOUN" and lemma in cues.NOUNS:
        for phrase in _noun_content(token):
            pieces = tidy(text, [phrase])
            if pieces:
                yield Attribution(pieces, phrase_of(possessor_of(token)), (token.idx, token.idx + len(token)), lemma, "dependency:noun")
            return
    elif token.lower_ == "according":
        yield from _according(token, text)


_UNNAMED = re.compile(r"(?:not )?to (?:be|remain) (?:named|identified|quoted|anonymous)\b|anonymity")


_BEFORE = re.compile(r"(?P<np>(?:[A-Z][\w.’'-]+\s?){1,4})(?:,[^,.;“”\"]{3,70},)?\s*$")


def _named_before(text: str, token: Any) -> Range | None:
    """Find the name right before a cue the parser gave no subject: “…, the finance minister, said”."""
    match = _BEFORE.search(text, sentence_of(token)[0], token.idx)
    return (match.start("np"), match.end("np") - (text[match.end("np") - 1] == " ")) if match is not None else None


def _behind(token: Any, content: tuple[Range, ...], source: Range | None, text: str) -> tuple[Range, ...]:
    """Take what follows the cue where the parser has put the speaker into the content: a sign that it took the wrong clause."""
    if source is None or source[0] > token.idx or not any(a <= source[0] and source[1] <= b for a, b in content):
        return content
    return tidy(text, [(token.idx + len(token), sentence_of(token)[1])])


_VERBS = cues.REPORTING | cues.INFINITIVE | cues.OBJECT | frozenset(cues.PREPOSITION)


def _verb_content(token: Any, lemma: str, text: str, quotations: list[Quote]) -> Iterator[tuple[tuple[Range, ...], str]]:
    clause = [child for child in token.children if child.dep_ == "ccomp"]
    clause.sort(key=lambda child: not (child.i > token.i and any(one.lower_ == "that" and one.dep_ == "mark" for one in child.children)))
    taken = _thrown_in(token)
    if clause and lemma in (cues.REPORTING | cues.INFINITIVE):
        pieces = tidy(text, without([subtree_of(child) for child in clause[:1]], taken))
        if pieces:
            yield pieces, "dependency:ccomp"
            return
    if lemma in cues.SAYING:
        day = _DAY_THEN_CLAUSE.match(text, token.idx + len(token), sentence_of(token)[1])
        if day is not None and not any(q.start <= token.idx < q.end for q in quotations):
            yield tidy(text, [(day.end(), sentence_of(token)[1])]), "dependency:after_day"
            return
        quoted = _quoted_object(token, quotations)
        if quoted:
            yield quoted, "dependency:quote"
            return
        if token.dep_ in ("parataxis", "ccomp", "advcl", "ROOT", "conj", "dep") and token.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
            pieces = _around(token, taken, text)
            if pieces:
                yield pieces, "dependency:parenthesis"
                return
    if lemma in cues.INFINITIVE:
        for child in token.children:
            if child.dep_ == "xcomp" and any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children):
                yield tidy(text, [subtree_of(child)]), "dependency:xcomp"
                return
    if lemma in cues.PREPOSITION:
        for child in token.children:
            if child.dep_ in ("prep", "prt", "agent") and child.lower_ in cues.PREPOSITION[lemma]:
                for grand in child.children:
                    if grand.dep_ in ("pobj", "pcomp"):
                        yield tidy(text, [subtree_of(grand)]), "dependency:preposition"
                        return
    if lemma in cues.OBJECT:
        for child in token.children:
            if (
                child.dep_ in ("dobj", "oprd")
                and child.pos_ != "PRON"
                and (len(list(child.subtree)) >= _SHORTEST or lemma in cues.REFUSING)
            ):
                yield tidy(text, [subtree_of(child)]), "dependency:object"
                return


def _noun_content(token: Any) -> Iterator[Range]:
    for child in token.children:
        clausal = child.dep_ in ("acl", "ccomp") and child.tag_ not in ("VBN", "VBG")
        if clausal and any(grand.dep_ in ("mark", "aux") and grand.lower_ in ("that", "to") for grand in child.children):
            yield subtree_of(child)
            return


def _according(token: Any, text: str) -> Iterator[Attribution]:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    source = next((child for child in (to.children if to is not None else ()) if child.dep_ == "pobj"), None)
    if to is None or source is None:
        return
    start, end = subtree_of(token)
    clause = token.head
    while clause.head != clause and clause.dep_ not in ("ccomp", "conj", "ROOT", "parataxis", "advcl", "relcl"):
        clause = clause.head
    sentence = (sentence_of(token)[0], sentence_of(token)[1])
    span = subtree_of(clause) if clause.dep_ in ("conj", "advcl") else sentence
    pieces = tidy(text, without([span], [(start, end)]))
    if pieces:
        cue = (token.idx, to.idx + len(to))
        yield Attribution(pieces, phrase_of(source), cue, "according", "dependency:according")


def _quoted_object(token: Any, quotations: list[Quote]) -> tuple[Range, ...]:
    """Give the quotation that touches the clause of the cue: behind it, or in front of it."""
    clause = [
        token,
        *(t for child in token.children if child.dep_ in (*SUBJECTS, "aux", "dobj", "dative", "npadvmod", "prep") for t in child.subtree),
    ]
    first, last = min(t.idx for t in clause), max(t.idx + len(t) for t in clause)
    text = token.doc.text
    own = [q for q in quotations if q.depth == 0 and not (q.start <= token.idx < q.end) and not _titled(text, q)]
    behind = next((q for q in own if 0 <= q.start - (token.idx + len(token)) <= max(4, last - token.idx - len(token) + 4)), None)
    before = next((q for q in reversed(own) if -2 <= first - q.end <= 2), None)
    return tuple((q.start, q.end) for q in (before, behind) if q is not None)


def _titled(text: str, quote: Quote) -> bool:
    """Whether a short quotation is the name of something: on “Truth Social,”."""
    before = text[max(0, quote.start - 12) : quote.start].split()
    return (
        quote.inner_end - quote.inner_start < 22
        and bool(before)
        and before[-1].lower() in ("on", "at", "titled", "called", "the", "named", "a", "an")
    )


def _around(token: Any, taken: list[Range], text: str) -> tuple[Range, ...]:
    """Content of “S, X said (, S)”: the sentence without the cue's own clause, when the clause stands at its end or between commas."""
    start, end = min(a for a, _ in taken), max(b for _, b in taken)
    sentence = (sentence_of(token)[0], sentence_of(token)[1])
    before = text[sentence[0] : start].rstrip()
    if not before or before[-1] not in ',”"’—–?!':
        return ()
    return tidy(text, without([sentence], [(start, end)]))


def _thrown_in(token: Any) -> list[Range]:
    """Characters of the cue's own clause: cue, subject, auxiliaries, adverbials, hearers."""
    own = [token]
    for child in token.children:
        if child.dep_ in (*SUBJECTS, "aux", "neg", "npadvmod", "advmod", "prep", "dative", "prt", "agent", "auxpass", "dobj") or (
            child.dep_ == "advcl" and child.lemma_.lower() in ("cite", "quote")
        ):
            own.extend(child.subtree)
    return [(t.idx, t.idx + len(t)) for t in own]

"""Two statements side by side: words, values, days and stands that agree or differ."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from nemawashi.reading.parties import parties_in
from nemawashi.reading.proposal import Proposal, Relation
from nemawashi.reading.registry import Registry

__all__ = ["Side", "between_reports", "origin", "same_side", "side_of", "tables", "two_sides"]

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}|[ァ-ヿ]{2,}|[一-龥]{2}")
_STOP = frozenset(
    "the and that for with has have had was were are not its his her their they this will would said says from been also which about into than more "
    "over such who what when but how both after during before between other could should there new being out can may two minister president secretary negotiator economic revitalization representative official officials government prime".split()
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|n[’']t|without|refus\w*|reject\w*|den(?:y|ies|ied)|rul\w+ out)\b|ない|拒否|否定|せず", re.IGNORECASE
)
_HURRY = re.compile(r"\b(?:hurry|rush\w*|quick\w*|early date|as soon as|as early as|prioritize)\b|急", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)*)\s*(?P<u>%|％|percent|per cent|percentage points|minutes?|days?|countries|billion|million|trillion|yen|dollars|rounds?|people|tons?|tonnes?|分|か国|億円|兆円|万トン|億ドル)"
    r"(?:\s*(?:of )?(?P<noun>[a-z]+(?:\s[a-z]+)?))?",
    re.IGNORECASE,
)
_STRONG = ("demand", "offer", "refusal", "red_line", "linkage", "separation", "schedule", "measure")
_CERTAINTY = {"possible": 0, "probable": 1, "certain": 2}
_CLEAR = 0.5
"""Confidence from which the stand of a proposal is set against another's."""


@dataclass(frozen=True, slots=True)
class Side:
    """A proposal prepared to be compared."""

    one: Proposal
    stems: frozenset[str]
    first: date | None
    last: date | None
    negated: bool

    @property
    def id(self) -> tuple[str, int, int]:
        """Where it stands."""
        return self.one.document, self.one.start, self.one.end

    @property
    def day(self) -> int:
        """First day on which it may have been said, 0 where none is known."""
        return self.first.toordinal() if self.first else 0


def side_of(one: Proposal) -> Side:
    """Prepare a proposal: content words by their first six letters, days, negation."""
    words = _WORD.findall(one.text)
    small = [word for word in words if not word[0].isupper()]
    words = small if len(small) >= 3 else words  # names and titles of the same people make no statement the same
    stems = frozenset(word.lower()[:6] for word in words if word.lower() not in _STOP)
    said = one.said_on
    return Side(one, stems, said.start if said else None, said.end if said else None, _NEGATED.search(one.text) is not None)


def origin(one: Proposal) -> str:
    """The innermost hand of the chain: a named person or paper wherever cited; unnamed officials count as the medium they spoke to."""
    for link in reversed(one.chain):
        if link.anonymity == "named" and link.role in ("person", "document", "survey"):
            return f"{link.role}:{link.name}"
        if link.role in ("outlet", "wire"):
            return f"press:{link.name}"
    return f"file:{one.document}"


def between_reports(a: Side, b: Side) -> Iterator[Relation]:
    """Relations of two reports: the same told twice, or told in ways that cannot both be right."""
    one, other = a.one, b.one
    shared = len(a.stems & b.stems)
    small, union = min(len(a.stems), len(b.stems)), len(a.stems | b.stems)
    if small < 3 or "headline" in (one.kind, other.kind):
        return
    alike, jaccard = shared / small, shared / union
    independent = origin(one) != origin(other)
    quoted = one.kind in ("direct", "mixed") and other.kind in ("direct", "mixed")
    if one.speaker and other.speaker and one.speaker != other.speaker and quoted and small >= 5 and jaccard >= 0.7:
        reason = f"the same words credited to {one.speaker} and {other.speaker}"
        yield Relation("contradicts", a.id, b.id, "speaker", independent, reason)
        return
    if one.actor is None or one.actor != other.actor or not _near(a, b, 14):
        return
    same_move = one.move == other.move
    topic = bool(set(one.issues) & set(other.issues)) or (not one.issues and not other.issues)
    same_voice = one.speaker == other.speaker
    if alike >= 0.65 and jaccard >= 0.4 and same_voice and a.negated != b.negated and _near(a, b, 3):
        yield Relation("contradicts", a.id, b.id, "polarity", independent, "one report affirms what the other denies")
    elif alike >= 0.6 and jaccard >= 0.4 and same_move and (days := _days_differ(one, other)):
        yield Relation("contradicts", a.id, b.id, "date", independent, days)
    elif (
        alike >= 0.5
        and jaccard >= 0.3
        and set(one.issues) == set(other.issues)
        and _near(a, b, 10)
        and (values := _values_differ(one.text, other.text))
    ):
        yield Relation("contradicts", a.id, b.id, "value", independent, values)
    elif (
        a.negated == b.negated
        and topic
        and (same_voice or not one.speaker or not other.speaker)
        and (
            (alike >= 0.5 and jaccard >= 0.2 and (same_move or one.direction == other.direction))
            or (same_move and one.move in _STRONG and alike >= 0.35 and shared >= 3)
        )
    ):
        yield Relation("corroborates", a.id, b.id, "content", independent, f"the same told twice (likeness {alike:.2f})")


def same_side(a: Side, b: Side, issue: str) -> Iterator[Relation]:
    """Relations of two statements of one side on one issue: replaced, or pulling apart."""
    one, other = a.one, b.one
    if min(one.confidence, other.confidence) < _CLEAR:
        return
    if _HURRY.search(one.text) and _HURRY.search(other.text) and a.negated != b.negated:
        yield Relation("tension", a.id, b.id, "content", None, f"{one.actor} denies hurry and shows it")
        return
    later, earlier = (b, a) if b.day >= a.day else (a, b)
    apart = later.first is not None and earlier.last is not None and later.first > earlier.last
    alike = len(a.stems & b.stems) / max(1, min(len(a.stems), len(b.stems)))
    stands = (earlier.one.direction, later.one.direction)
    if apart and _tells_of(later.one, earlier):
        return  # the later report tells of the same occasion: nothing has been replaced
    firmer = _CERTAINTY[later.one.certainty] > _CERTAINTY[earlier.one.certainty]
    if apart and alike >= 0.3 and stands in (("press", "concede"), ("hold", "concede"), ("press", "hold")):
        yield Relation(
            "supersedes", later.id, earlier.id, "content", None, f"{one.actor} on {issue}: {stands[0]} before, {stands[1]} after"
        )
    elif apart and earlier.one.move == later.one.move == "offer" and firmer and alike >= 0.3:
        reason = f"{one.actor} on {issue}: {earlier.one.certainty} before, {later.one.certainty} after"
        yield Relation("supersedes", later.id, earlier.id, "content", None, reason)
    elif (
        apart
        and one.document != other.document
        and earlier.one.move == later.one.move == "demand"
        and 0.3 <= alike < 0.8
        and later.day - earlier.day > 2
    ):
        yield Relation("supersedes", later.id, earlier.id, "content", None, f"{one.actor} asks again on {issue}, in other terms")
    elif a.day and b.day and set(stands) == {"hold", "concede"} and _near(a, b, 7):
        yield Relation("tension", a.id, b.id, "content", None, f"{one.actor} holds and concedes on {issue} at once")


def tables(sides: Sequence[Side]) -> frozenset[frozenset[str]]:
    """Pairs of parties that one document hears both of: only those can disagree, two countries' separate talks cannot."""
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for side in sides:
        if side.one.actor:
            heard[side.one.document].add(side.one.actor)
    pairs = {frozenset(pair) for actors in heard.values() for pair in combinations(sorted(actors), 2)}
    pairs.update(
        frozenset((side.one.actor, party)) for side in sides if side.one.actor for _, party in parties_in(side.one.text, Registry())
    )
    return frozenset(pairs)


def two_sides(a: Side, b: Side, issue: str) -> Iterator[Relation]:
    """Disagreement: one side presses where the other holds. No report is wrong."""
    one, other = a.one, b.one
    if {one.direction, other.direction} == {"press", "hold"} and min(one.confidence, other.confidence) >= _CLEAR:
        yield Relation("disagreement", a.id, b.id, "content", None, f"{one.actor} and {other.actor} pull apart on {issue}")


def _near(a: Side, b: Side, days: int) -> bool:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return True
    return a.first <= b.last + timedelta(days) and b.first <= a.last + timedelta(days)


def _tells_of(later: Proposal, earlier: Side) -> bool:
    """Whether the later statement speaks of a time that holds the earlier one."""
    return earlier.first is not None and any(
        when.start <= earlier.first + timedelta(3) and earlier.first <= when.end + timedelta(3) for when in later.refers_to
    )


def _values_differ(one: str, other: str) -> str:
    """Say which value differs where the same thing is counted in the same unit under the same noun; else nothing."""
    first, second = _values(one), _values(other)
    for key in sorted(first.keys() & second.keys()):
        if key[1] and not first[key] & second[key]:
            return f"{' '.join(sorted(first[key]))} against {' '.join(sorted(second[key]))} {key[0]} {key[1]}".strip()
    return ""


def _values(text: str) -> dict[tuple[str, str], set[str]]:
    table: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for match in _VALUE.finditer(text):
        unit = match["u"].lower().rstrip("s").replace("percent", "%").replace("per cent", "%").replace("％", "%")
        table[unit, (match["noun"] or "").lower()].add(match["n"])
    return dict(table)


def _days_differ(one: Proposal, other: Proposal) -> str:
    """Say which days differ where both tell one event and each names a single day."""
    first = {when.start for when in one.refers_to if when.precision == "day"}
    second = {when.start for when in other.refers_to if when.precision == "day"}
    if len(first) != 1 or len(second) != 1 or first == second:
        return ""
    a, b = first.pop(), second.pop()
    return f"{a} against {b}" if abs(a - b) <= timedelta(14) else ""

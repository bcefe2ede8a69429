"""How statements stand to each other: blocked by issue and actor, typed by rules, counted by origin.

* **corroborates**: same actor and move, the same issue, words alike, days that overlap — *independent* where the innermost hands differ;
* **supersedes**: the same side on the same issue, later, with another stand (a demand for full cancellation, later for exemptions) or date;
* **contradicts** (between reports): the same event or fact told with another *name*, *value*, *date*, *speaker* or *polarity*;
* **tension**: one side, near in time, says two things that pull apart (no hurry, and reasons to hurry);
* **disagreement**: the sides press and hold on the same issue. No report is wrong.

Two numbers contradict only where the same thing is counted: over 75 requests and about 40 talks are two counts; 24 % suspended, 10 % and 25 %
in force are three duties.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from nemawashi.reading.names import bare_name
from nemawashi.reading.proposal import Proposal, Relation

__all__ = ["origin", "origins", "relate"]

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}|[぀-ヿ一-鿿]{2}")
_STOP = frozenset(
    "the and that for with has have had was were are not its his her their they this will would said says from been also which about into than more "
    "over such who what when but how both after during before between other could should there new being out can may two".split()
)
_NEGATED = re.compile(r"\b(?:not|no|never|n[’']t|without|refus\w*|reject\w*|den(?:y|ies|ied)|rul\w+ out)\b|ない|拒否|否定", re.IGNORECASE)
_HURRY = re.compile(r"\b(?:hurry|rush\w*|quick\w*|early date|as soon as|as early as|prioritize)\b", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)*)\s*(?P<u>%|percent|percentage points|minutes?|minute|days?|day|countries|billion|million|trillion|yen|dollars|rounds?|people|tons?|tonnes?)"
    r"(?:\s+(?P<noun>[a-z]+(?:\s[a-z]+)?))?",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("he she they it i we".split())
_WINDOW = timedelta(days=45)
_MOST = 400
"""Statements of one block compared pairwise at most; larger blocks are cut by time."""


def relate(statements: Sequence[Proposal]) -> tuple[Relation, ...]:
    """Give the relations between ``statements``, in order of the first and the second."""
    found: dict[tuple[object, ...], Relation] = {}
    blocks: defaultdict[str, list[Proposal]] = defaultdict(list)
    for one in statements:
        for issue in one.issues or ("",):
            blocks[issue].append(one)
    for issue, block in blocks.items():
        dated = sorted(block, key=_day)
        for place, one in enumerate(dated):
            for other in dated[place + 1 : place + _MOST]:
                if _day(other) - _day(one) > _WINDOW.days:
                    break
                for relation in _pair(one, other, issue):
                    found.setdefault((relation.kind, relation.first, relation.second, relation.aspect), relation)
    found = _once_a_name(found)
    return tuple(sorted(found.values(), key=lambda r: (r.first, r.second, r.kind, r.aspect)))


def _once_a_name(found: dict[tuple[object, ...], Relation]) -> dict[tuple[object, ...], Relation]:
    """Keep one contradiction of names for each pair of documents and names."""
    seen: set[tuple[str, str, str]] = set()
    kept: dict[tuple[object, ...], Relation] = {}
    for key, relation in found.items():
        if relation.aspect == "name":
            mark = (*sorted((relation.first[0], relation.second[0])), relation.reason)
            if (mark[0], mark[1], mark[2]) in seen:
                continue
            seen.add((mark[0], mark[1], mark[2]))
        kept[key] = relation
    return kept


def origin(one: Proposal) -> str:
    """The innermost hand of the chain: a named person or paper wherever cited; unnamed officials count as the medium they spoke to."""
    for link in reversed(one.chain):
        if link.anonymity == "named" and link.role in ("person", "document", "survey"):
            return f"{link.role}:{link.name}"
        if link.role in ("outlet", "wire"):
            return f"press:{link.name}"
    return f"file:{one.document}"


def origins(statements: Sequence[Proposal]) -> int:
    """Number of independent sources behind ``statements``."""
    return len({origin(one) for one in statements})


def _day(one: Proposal) -> int:
    return one.said_on.start.toordinal() if one.said_on else 0


def _id(one: Proposal) -> tuple[str, int, int]:
    return one.document, one.start, one.end


def _pair(one: Proposal, other: Proposal, issue: str) -> Iterator[Relation]:
    if _id(one) == _id(other) or (one.document == other.document and one.start < other.end and other.start < one.end):
        return
    alike = _likeness(one.text, other.text)
    same_actor = one.actor is not None and one.actor == other.actor
    if one.document != other.document:
        yield from _between_reports(one, other, alike)
    if same_actor and issue:
        yield from _one_side(one, other, issue, alike)
    elif issue and one.actor and other.actor and {one.direction, other.direction} == {"press", "hold"}:
        yield Relation("disagreement", _id(one), _id(other), "content", None, f"{one.actor} and {other.actor} pull apart on {issue}")


def _between_reports(one: Proposal, other: Proposal, alike: float) -> Iterator[Relation]:
    independent = origin(one) != origin(other)
    if alike >= 0.55 and one.speaker and other.speaker and one.speaker != other.speaker and one.kind in ("direct", "mixed"):
        yield Relation(
            "contradicts", _id(one), _id(other), "speaker", independent, f"the same words credited to {one.speaker} and {other.speaker}"
        )
        return
    names = _names_differ(one, other) if one.speaker and one.speaker == other.speaker else None
    if names is not None:
        yield Relation("contradicts", _id(one), _id(other), "name", independent, f"{one.speaker} is written {names[0]!r} and {names[1]!r}")
    if one.actor != other.actor or alike < 0.4 or {one.kind, other.kind} & {"headline"}:
        return
    if alike >= 0.65 and one.speaker == other.speaker and bool(_NEGATED.search(one.text)) != bool(_NEGATED.search(other.text)):
        yield Relation("contradicts", _id(one), _id(other), "polarity", independent, "one report affirms what the other denies")
    elif alike >= 0.6 and (days := _days_differ(one, other)):
        yield Relation("contradicts", _id(one), _id(other), "date", independent, days)
    elif values := _values_differ(one.text, other.text):
        yield Relation("contradicts", _id(one), _id(other), "value", independent, values)
    elif alike >= 0.5 and _jaccard(one.text, other.text) >= 0.2 and _same_days(one, other):
        yield Relation("corroborates", _id(one), _id(other), "content", independent, f"the same told twice (likeness {alike:.2f})")


def _one_side(one: Proposal, other: Proposal, issue: str, alike: float) -> Iterator[Relation]:
    later, earlier = (other, one) if _day(other) >= _day(one) else (one, other)
    apart = _day(later) > _day(earlier) > 0
    stands = (earlier.direction, later.direction)
    if _HURRY.search(one.text) and _HURRY.search(other.text) and bool(_NEGATED.search(one.text)) != bool(_NEGATED.search(other.text)):
        yield Relation("tension", _id(one), _id(other), "content", None, f"{one.actor} denies hurry and shows it")
        return
    if apart and alike >= 0.3 and stands in (("press", "concede"), ("hold", "concede"), ("press", "hold")):
        yield Relation(
            "supersedes", _id(later), _id(earlier), "content", None, f"{one.actor} on {issue}: {stands[0]} before, {stands[1]} after"
        )
    elif (
        apart
        and one.document != other.document
        and earlier.move == later.move == "demand"
        and 0.3 <= alike < 0.8
        and _day(later) - _day(earlier) > 2
    ):
        yield Relation("supersedes", _id(later), _id(earlier), "content", None, f"{one.actor} asks again on {issue}, in other terms")
    elif not apart and set(stands) == {"hold", "concede"}:
        yield Relation("tension", _id(one), _id(other), "content", None, f"{one.actor} holds and concedes on {issue} at once")


def _names_differ(one: Proposal, other: Proposal) -> tuple[str, str] | None:
    """Give the two family names where a resolved speaker is written in two ways that are no part of each other."""
    names = [bare_name(proposal.reported_speaker) for proposal in (one, other)]
    if not (1 <= len(names[0]) <= 3 and 1 <= len(names[1]) <= 3) or one.refers or other.refers:
        return None
    first, second = names[0][-1], names[1][-1]
    if first in names[1] or second in names[0] or first.lower() in _PRONOUNS or second.lower() in _PRONOUNS:
        return None
    return first, second


def _likeness(one: str, other: str) -> float:
    """Share of the shorter text's content words found in the longer, by their first six letters."""
    first, second = _stems(one), _stems(other)
    if min(len(first), len(second)) < 3:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def _jaccard(one: str, other: str) -> float:
    first, second = _stems(one), _stems(other)
    return len(first & second) / max(1, len(first | second))


def _stems(text: str) -> set[str]:
    return {word.lower()[:6] for word in _WORD.findall(text) if word.lower() not in _STOP}


def _values_differ(one: str, other: str) -> str:
    """Say which value differs where the same thing is counted in the same unit under the same noun; else nothing."""
    first, second = _values(one), _values(other)
    for key in first.keys() & second.keys():
        if key[1] and not first[key] & second[key]:
            return f"{' '.join(sorted(first[key]))} against {' '.join(sorted(second[key]))} {key[0]} {key[1]}".strip()
    return ""


def _values(text: str) -> dict[tuple[str, str], set[str]]:
    table: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for match in _VALUE.finditer(text):
        unit = match["u"].lower().rstrip("s").replace("percent", "%")
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


def _same_days(one: Proposal, other: Proposal) -> bool:
    if one.said_on is None or other.said_on is None:
        return True
    return one.said_on.start <= other.said_on.end + timedelta(7) and other.said_on.start <= one.said_on.end + timedelta(7)

"""Attributions a careful reader would doubt. The reported speaker is kept; a flag says why.

Three grounds: a first-person post on a channel that belongs to somebody else; a speaker who counts the other side's ministers as companions;
an act in the first person that the same document tells of another person.
"""

import re
from collections.abc import Sequence

from nemawashi.reading.parties import parties_in
from nemawashi.reading.proposal import Flag, Proposal
from nemawashi.reading.registry import Registry

__all__ = ["suspicions"]

_CHANNELS = {"Truth Social": "US"}
"""Channels run by or for one side's leader; general knowledge, not from a report."""
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|I[’']ll)\b")
_TOGETHER = re.compile(r"\b(?:along with|together with|joined by|accompanied by|with)\s+(?:the\s+)?(?P<who>[^.;”\"]{5,140})")
_MINISTER = re.compile(r"\b(?:Secretary|Minister|Representative|Treasury|Commerce)\b")


def suspicions(statements: Sequence[Proposal], text: str, registry: Registry) -> list[Flag]:
    """Give the flags for statements that look credited to the wrong person."""
    flags: list[Flag] = []
    for one in statements:
        reasons = []
        if one.kind not in ("direct", "mixed") or one.actor is None or not one.reported_speaker:
            continue
        around = text[max(0, one.start - 140) : one.start] + text[one.end : one.end + 80]
        for channel, owner in _CHANNELS.items():
            if channel in around and owner != one.actor and re.search(r"\b(?:post\w*|wrote|writ\w+|shared)\b", around):
                reasons.append(f"a post on {channel}, a channel of {owner}, credited to somebody of {one.actor}")
        together = _TOGETHER.search(one.text)
        if together is not None and _FIRST_PERSON.search(one.text) and _MINISTER.search(together["who"]):
            named = {party for _, party in parties_in(together["who"], registry)}
            if named and one.actor not in named:
                reasons.append(f"the speaker names ministers of {', '.join(sorted(named))} as companions, being of {one.actor}")
        reasons.extend(_told_of_another(one, statements))
        if reasons:
            flags.append(Flag(one.file, "misattribution", one.start, one.end, one.reported_speaker, "; ".join(reasons)))
    return flags


_ACT = re.compile(r"\bI (?:will|shall|am going to|would) (?:personally )?(?P<verb>[a-z]{5,})")


def _told_of_another(one: Proposal, statements: Sequence[Proposal]) -> list[str]:
    act = _ACT.search(one.text)
    if act is None:
        return []
    stem = act["verb"][: max(5, len(act["verb"]) - 2)]
    for other in statements:
        same = other is one or other.speaker is None or other.speaker == one.speaker or one.speaker is None
        if not same and other.kind in ("indirect", "narrative") and re.search(rf"\b(?:would|will|to) (?:personally )?{stem}", other.text):
            return [f"the act “{act['verb']}” is told of {other.speaker} in the same report"]
    return []

"""A narrative position, a headline or a caption as a proposed statement."""

import re

from nemawashi.reading.chain import tellers
from nemawashi.reading.mention import Mention
from nemawashi.reading.moves import direction_of, move_of
from nemawashi.reading.names import Resolver
from nemawashi.reading.narrative import Narrative
from nemawashi.reading.page import Page, Range, at
from nemawashi.reading.parties import parties_in, party_of
from nemawashi.reading.proposal import Proposal, When
from nemawashi.reading.spoken import COMPANION, JOINT, Last
from nemawashi.reading.typing import certainty_of, issues_in
from nemawashi.reading.when import refers_to, said_on

__all__ = ["headline", "narrated"]

_EARLY = 60
"""Characters of a sentence within which its subject is looked for, where no frame shows the verb."""
_BEHIND = re.compile(r"\s(?:with|after|before|from|against|who|which|that|by|to)\s")
_POSSESSED = re.compile(r"[’']s?\s+(?!(?:and|,))\w")
_AHEAD = ("considers", "expected", "intends", "will", "stands")
"""Frames that tell how things stand when the report is written, not what was done on a day told beside them."""


def narrated(page: Page, one: Narrative, resolver: Resolver, last: Last) -> Proposal:
    """Give the proposal of a narrative position; its speaker is the person who is the sentence's subject, if any."""
    text = page.text
    words = text[one.subject[0] : one.subject[1]]
    registry = page.context.registry
    before = text[one.start : one.cue[0]] if one.frame != "mention" else text[one.start : one.start + _EARLY + 20]
    told = [pair for pair in parties_in(before, registry) if not COMPANION.search(before[: pair[0]])] or parties_in(before, registry)
    people = [pair for pair in resolver.named_in(before) if not COMPANION.search(before[: pair[0]])]
    subject = next((pair for pair in people if pair[0] < _EARLY), None) if one.frame == "mention" else people[-1] if people else None
    if page.japanese:
        told = parties_in(words, registry)
        mention = resolver.resolve(words) if words else Mention(None, None, 0.0, "")
    elif last is not None and re.match(r"(?:He|She)\b", text[one.start : one.start + 4]):
        mention = last[1]
    elif subject is not None and (one.frame == "mention" or not told or subject[0] + len(subject[2]) >= told[-1][0]):
        mention = subject[1]
    elif one.frame != "mention" and len(words) < 120 and not resolver.named_in(words):
        mention = resolver.resolve(_BEHIND.split(words, maxsplit=1)[0])
    else:
        mention = Mention(None, None, 0.0, "")
    if subject is not None and mention is subject[1] and JOINT.match(before, subject[0] + len(subject[2])):
        mention = Mention(None, None, 0.0, "two people")
    if subject is not None and mention is subject[1] and _POSSESSED.match(before, subject[0] + len(subject[2])):
        mention = Mention(None, mention.party, 0.0, "something of his, not he")
    party = (
        mention.party
        or party_of(words, registry)
        or (told[-1][1] if told else next((p for _, p in parties_in(text[one.start : one.end], registry)), None))
    )
    sentence = at(page.sentences, one.cue[0])
    if one.frame in _AHEAD:
        published = page.dated.published
        when = When(published.start, published.end, published.precision, "dateline") if published else None
    else:
        when = said_on(text, page.dated, (), one.cue[0], sentence, at(page.lines, one.cue[0])[0])
    whole = text[one.start : one.end]
    move = move_of(whole, "", spoken=False)
    return Proposal(
        page.file, page.sha256, one.start, one.end, "narrative", whole, "", mention.person, party,
        tellers(page.outlet, whole, "", None, registry, outside=whole), when,
        refers_to(text, ((one.start, one.end),), page.dated.published.end) if page.dated.published else (),
        move, issues_in(whole, page.context.lexicon), direction_of(move), certainty_of(whole), 0.6 if party else 0.45, f"narrative:{one.frame}",
        text[one.cue[0] : one.cue[1]], one.cue[0], one.subject[0], one.subject[1],
    )  # fmt: skip


def headline(page: Page, span: Range, resolver: Resolver) -> Proposal:
    """Give the proposal of a headline; “X says …”, “X: …” and “…, X says” name its speaker."""
    whole = page.text[span[0] : span[1]]
    registry = page.context.registry
    parties = parties_in(whole, registry)
    move = move_of(whole, "", spoken=False)
    published = page.dated.published
    speaker = _headed_by(whole, resolver)
    return Proposal(
        page.file, page.sha256, span[0], span[1], "headline", whole, "", speaker.person if speaker else None,
        (speaker.party if speaker else None) or (parties[0][1] if parties else None), tellers(page.outlet, whole, "", None, registry, outside=""),
        When(published.start, published.end, published.precision, "dateline") if published else None, (),
        move, issues_in(whole, page.context.lexicon), direction_of(move), certainty_of(whole), 0.4, "headline",
    )  # fmt: skip


_HEAD = 25
"""Characters of a headline within which its subject stands."""
_SAYS = re.compile(
    r"^(?P<np>[^:,;“”\"]{4,60}?)(?::|\s+(?:says?|said|tells?|told|vows?|warns?|urges?|calls?|rules?|refuses?|rejects?|hints?|eyes|seeks|wants|pledges?|denies)\b)|[,:]\s*(?P<np2>[^,:;“”\"]{4,50}?)\s+[Ss]ays?$"
)


def _headed_by(whole: str, resolver: Resolver) -> Mention | None:
    match = _SAYS.search(whole)
    if match is not None:
        mention = resolver.resolve(match["np"] or match["np2"])
        if mention.person is not None:
            return mention
    first = next(iter(resolver.named_in(whole)), None)
    if first is None or first[0] > _HEAD or COMPANION.search(whole[: first[0]]) or JOINT.match(whole, first[0] + len(first[2])):
        return None
    if re.match(r",\s+[A-Z]", whole[first[0] + len(first[2]) :]):
        return None
    return first[1]

"""Who is meant: mentions resolved by a dated registry of office holders, never by likeness of the name alone.

A mention is scored against each holder of an office on the document's days:

    score = 0.55 [office and country fit, one holder]  +  0.25 [given name equal]
           + 0.05 [same initial]  +  0.45 equal · 0.30 at least 0.80 · 0.25 at least 0.60 · 0.10 at least 0.40 · else 0

with the likeness of the family names as normalised InDel similarity. From 0.85 on it is resolved; an office that fits with less is *proposed* with its reason, and
the speaker stays unresolved. A given name that differs, or *former*, *deputy* and the like before the title, rules the holder out. A bare
family name stands for the person the document introduced under it, else for the one holder of that name.
"""

import re
from collections.abc import Sequence
from datetime import date

from nemawashi.reading.mention import THRESHOLD, Mention
from nemawashi.reading.name_words import bare_name, likeness_of, loosely, name_words, owned, plural_or_aide, same_given, stands
from nemawashi.reading.names_ja import by_name_ja, family_names_ja, japanese
from nemawashi.reading.parties import parties_in
from nemawashi.reading.registry import Holder, Registry

__all__ = ["THRESHOLD", "Mention", "Resolver"]

_NOT_HOLDING = re.compile(
    r"\b(?:former|ex-?|deputy|vice|acting|then-?|onetime|late|designate|nominee|elect|aide|spokes\w+|adviser|advisor|son|wife|first-term)\b",
    re.IGNORECASE,
)
_BUREAU = re.compile(r"\b(?:[Oo]ffice|[Dd]epartment|[Mm]inistry|[Bb]ureau|[Cc]ommittee) of (?:the )?")
_ANAPHOR = re.compile(
    r"[Tt]he (?:[A-Z][\w.]*\s+){0,2}(?:visiting |top |chief |\d+-year-old )?(?P<kind>minister|president|premier|prime minister|secretary|negotiator|commissioner|ambassador|representative|leader|governor)"
)
_NOT_HIMSELF = re.compile(
    r"\s+(?:administration|team|government|cabinet|officials?|aides?|allies|campaign|tariffs?|order|era|supporters)\b"
)
"""What follows a name that only tells whose it is: the Trump administration."""
_PRONOUNS = frozenset("he she i him her his me my we they".split())


class Resolver:
    """Resolves the mentions of one document in reading order; earlier mentions introduce later short ones."""

    def __init__(self, registry: Registry, first: date | None, last: date | None) -> None:
        self._registry = registry
        self._holders = [holder for holder in registry.holders if first is None or last is None or holder.held(first, last)]
        self._introduced: dict[str, Mention] = {}
        self._strangers: set[str] = set()
        self._offices: dict[str, Mention] = {}
        self._scored: dict[tuple[str, int], list[tuple[Mention, Holder]]] = {}
        self._strange_titles: set[tuple[str, str]] = set()
        self.unnamed = ""
        """The unnamed official the document spoke of last, as written there."""

    def introduce(self, text: str) -> list[tuple[int, int, Mention]]:
        """Take note of everybody the document names with a title or in full, so that short names later find them; give these mentions."""
        found = []
        for match in self._introductions().finditer(text):
            words = match.group()
            titled = max((len(t) for h in self._holders for t in h.titles if stands(t.lower(), words.lower())), default=0)
            if titled and titled >= len(words.strip()) - 2:
                continue
            found.append((match.start(), match.end(), self.resolve(words)))
        return found

    def named_in(self, words: str) -> list[tuple[int, Mention, str]]:
        """Give (place, person, name as written) of everybody introduced whose family name stands in ``words``."""
        found = []
        for key, mention in self._introduced.items():
            match = re.search(rf"(?<!\w){re.escape(key)}(?!\w)", words, re.IGNORECASE)
            if match is not None and match.group()[0].isupper() and not _NOT_HIMSELF.match(words, match.end()):
                found.append((match.start(), mention, match.group()))
        return sorted(found, key=lambda pair: pair[0])

    def anaphor(self, words: str, person: str) -> bool:
        """Whether “the minister”, “the Japanese minister”, “the president” can stand for ``person``, told of before."""
        match = _ANAPHOR.fullmatch(words.strip())
        if match is None:
            return False
        named = {party for _, party in parties_in(words, Registry())}
        kind = match["kind"].lower()
        return any(
            (not named or holder.party in named) and any(re.search(rf"\b{kind}\b", title, re.IGNORECASE) for title in holder.titles)
            for holder in self._holders
            if holder.person == person
        )

    def _introductions(self) -> re.Pattern[str]:
        titles = sorted({title for holder in self._holders for title in holder.titles if title.isascii()}, key=len, reverse=True)
        names = sorted({name for holder in self._holders for name in holder.names if " " in name}, key=len, reverse=True)
        person = r"(?!In\b|At\b|On\b|The\b|For\b|As\b|Says?\b|Said\b|By\b)[A-Z][\w’'-]+(?:[ ]+[A-Z][\w.’'-]+){0,2}"
        title = "|".join(re.escape(one) for one in titles) or r"(?!)"
        full = "|".join(re.escape(one) for one in names) or r"(?!)"
        return re.compile(
            rf"(?:(?:(?:[A-Z]\w*|U\.S\.|U\.K\.)[ ]+){{0,2}}(?i:{title}),?[ ]+(?!Says?\b|Said\b){person}(?: of (?:the )?[A-Z]\w+)?)|\b(?:{full})\b|{person},[ ]+(?:the[ ]+)?(?:[A-Z][\w.’']*[ ]+){{0,2}}(?i:{title})\b(?![ ]+[A-Z])"
        )

    def resolve(self, words: str) -> Mention:
        """Resolve a mention as written, with its title where it has one."""
        words = " ".join(owned(words).replace("’s", "").replace("'s", "").strip(" ,.;:").split())
        if not words or words.lower() in _PRONOUNS:
            return Mention(None, None, 0.0, "a pronoun or nothing")
        if japanese(words):
            return self._settled(by_name_ja(words, self._holders, self._introduced))
        if plural_or_aide(words) or (" and " in words and len({h.person for h in self._holders if stands(h.surname, words)}) > 1):
            return Mention(None, None, 0.0, "not one person")
        key = (words, len(self._offices))
        scored = self._scored.get(key)
        if scored is None:
            scored = sorted((self._score(words, holder) for holder in self._holders), key=lambda pair: -pair[0].score)
            self._scored[key] = scored
        if scored and scored[0][0].score >= THRESHOLD:
            return self._choose(words, scored)
        self._note_titles(words)
        short = self._short(words)
        if short is not None:
            return short
        self._note_stranger(words)
        best = scored[0][0] if scored else None
        if best is not None and best.score >= 0.55:
            return Mention(None, None, best.score, best.reason, proposed=best.person or "")
        return Mention(None, None, best.score if best else 0.0, "no holder of the registry fits")

    def _choose(self, words: str, scored: Sequence[tuple[Mention, Holder]]) -> Mention:
        best, holder = scored[0]
        if best.reason.startswith("the title alone") and not self._title_free(words, holder):
            return Mention(
                None, best.party, best.score, "the title alone, which the document gives to somebody else too", best.person or ""
            )
        rivals = {m.person for m, _ in scored if m.score > best.score - 0.05}
        if len(rivals) > 1:
            return Mention(
                None, best.party, best.score, f"fits {', '.join(sorted(str(r) for r in rivals))} alike", proposed=best.person or ""
            )
        name = name_words(words, holder)
        if name:
            self._introduced.setdefault(name[-1].lower(), best)
        self._introduced.setdefault(holder.surname.lower(), best)
        self._offices[holder.office] = best
        return best

    def _title_free(self, words: str, holder: Holder) -> bool:
        """Whether a title without a name can only mean ``holder``: its country is told, or nobody else bears it in this document."""
        low = words.lower()
        mine = [title.lower() for title in holder.titles if stands(title.lower(), low)]
        if any(party == holder.party for _, party in parties_in(words, Registry())):
            return not any((title, holder.party) in self._strange_titles for title in mine)
        if holder.office in self._offices:
            return not any(title == strange for title in mine for strange, _ in self._strange_titles)
        shared = any(
            other.office != holder.office and title in (t.lower() for t in other.titles) for title in mine for other in self._holders
        )
        return not shared and not any(title == strange for title in mine for strange, _ in self._strange_titles)

    def _note_titles(self, words: str) -> None:
        """Keep the titles the document gives to people the registry does not know, with their country where it is told."""
        low = words.lower()
        name = bare_name(words)
        if not name:
            return
        named = {party for _, party in parties_in(words, Registry())} or {""}
        for holder in self._holders:
            for title in holder.titles:
                if stands(title.lower(), low):
                    self._strange_titles.update((title.lower(), party) for party in named)

    def _settled(self, mention: Mention) -> Mention:
        """Keep whom a Japanese mention introduced."""
        holder = next((one for one in self._holders if one.person == mention.person), None)
        if holder is not None:
            self._introduced.setdefault(holder.surname.lower(), mention)
            self._offices.setdefault(holder.office, mention)
            for key in family_names_ja(holder):
                self._introduced.setdefault(key, mention)
        return mention

    def _score(self, words: str, holder: Holder) -> tuple[Mention, Holder]:
        ruled_out = Mention(holder.person, holder.party, 0.0, "ruled out"), holder
        before = words
        accepted = next((name for name in sorted(holder.names, key=len, reverse=True) if stands(name, words)), None)
        office = self._office_fits(words, holder)
        if _NOT_HOLDING.search(before) and accepted is None:
            return ruled_out
        if accepted is not None and (" " in accepted or not accepted.isascii()):
            return Mention(holder.person, holder.party, 1.0, "an accepted form of the name"), holder
        name = name_words(words, holder)
        if not name:
            return (
                (Mention(holder.person, holder.party, 0.85, f"the title alone; one holder of {holder.office}"), holder)
                if office
                else ruled_out
            )
        family, given = holder.surname.lower(), holder.given
        at = 0 if name[0].lower() == family else len(name) - 1
        likeness = likeness_of(name[at].lower(), family)
        own_given = [one.lower().strip(".") for place, one in enumerate(name) if place != at]
        given_fits = bool(own_given) and any(same_given(one, other) for one in own_given for other in given)
        office = office or (likeness >= 0.999 and self._titled(words, holder))
        if own_given and not given_fits:
            if not office:
                return ruled_out
            return Mention(
                holder.person, holder.party, 0.55, f"fits {holder.office} on the day, but the name {' '.join(name)!r} is another"
            ), holder
        score = (0.05 if name[at][0].lower() == family[0] else 0.0) + (0.55 if office else 0.0) + (0.25 if given_fits else 0.0)
        score += 0.45 if likeness >= 0.999 else 0.30 if likeness >= 0.8 else 0.25 if likeness >= 0.6 else 0.10 if likeness >= 0.4 else 0.0
        if likeness >= 0.999 and ((not own_given and office) or (own_given and same_given(own_given[0], given[0] if given else ""))):
            score = 1.0
        reason = ", ".join(
            part
            for part in (
                f"holds {holder.office} on the day" if office else "",
                "given name equal" if given_fits else "",
                "family name equal" if likeness >= 0.999 else f"family name {name[at]!r} {likeness:.2f} like {family!r}",
            )
            if part
        )
        return Mention(holder.person, holder.party, min(round(score, 2), 1.0), reason, variant=likeness < 0.999), holder

    def _titled(self, words: str, holder: Holder) -> bool:
        named = {code for _, code in parties_in(words, Registry())}
        titled = any(stands(title.lower(), words.lower()) for title in holder.titles)
        return titled and not _NOT_HOLDING.search(words) and (not named or holder.party in named)

    def _office_fits(self, words: str, holder: Holder) -> bool:
        if _NOT_HOLDING.search(words) or _BUREAU.search(words):
            return False
        low = words.lower()
        title = next((title for title in sorted(holder.titles, key=len, reverse=True) if stands(title.lower(), low)), None)
        if title is None and any(loosely(title, low) for title in holder.titles):
            return not {code for _, code in parties_in(words, Registry())} - {holder.party}
        if title is None:
            return False
        others = [other for other in self._holders if other.person != holder.person and other.office != holder.office]
        if any(stands(t.lower(), low) and len(t) > len(title) and title.lower() in t.lower() for other in others for t in other.titles):
            return False
        place = low.find(title.lower())
        named = {code for at, code in parties_in(words, Registry()) if at <= place or re.search(r"\bof (?:the )?$", words[:at])}
        if named:
            return holder.party in named
        same = {
            other.person
            for other in self._holders
            if other.office != holder.office and other.party != holder.party and title.lower() in (t.lower() for t in other.titles)
        }
        if not same:
            return True
        introduced = self._offices.get(holder.office)
        return introduced is not None and not any(self._offices.get(o.office) for o in self._holders if o.person in same)

    def _short(self, words: str) -> Mention | None:
        """Resolve a family name alone: as the document introduced it, else the one holder so named."""
        bare = bare_name(words)
        if len(bare) != 1 or _NOT_HOLDING.search(words):
            return None
        key = bare[0].lower().strip(".,")
        if key in self._introduced:
            return self._introduced[key]
        if key in self._strangers:
            return None
        fitting = {
            holder.person: holder
            for holder in self._holders
            if holder.surname.lower() == key or any(name.lower() == key for name in holder.names)
        }
        if len(fitting) != 1:
            return None
        holder = next(iter(fitting.values()))
        return Mention(holder.person, holder.party, 0.85, "the one office holder of that family name")

    def _note_stranger(self, words: str) -> None:
        parts = bare_name(words)
        if len(parts) >= 2:
            self._strangers.add(parts[-1].lower().strip(".,"))

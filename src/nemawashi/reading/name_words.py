"""The words of a mention: which belong to a title or a country, which to a person's name, and how like two names are."""

import re
from functools import cache

from nemawashi.reading.parties import is_party_name, without_parties
from nemawashi.reading.registry import Holder

__all__ = ["bare_name", "likeness_of", "loosely", "name_words", "owned", "plural_or_aide", "same_given", "stands"]

_OWNER = re.compile(r"^(?P<owner>[^,]*?)[’']s?\s+(?P<rest>\S.*)$", re.DOTALL)
_PARTICLES = frozenset(
    "the a an of for and mr mrs ms dr sir president minister secretary prime chief chairman chairwoman senator sen rep gov general".split()
)


def owned(words: str) -> str:
    """Leave the owner of what is meant out: “Ishiba’s wife”, “Trump’s Treasury Secretary”; a country stays, it says whose office it is."""
    owner = _OWNER.match(" ".join(words.split()))
    if owner is None or is_party_name(owner["owner"]) or not re.search(r"[A-Z]", owner["owner"]):
        return words
    if not re.match(r"(?:office|team|staff|department|ministry)\b", owner["rest"]) and not bare_name(owner["owner"]):
        return words
    return owner["rest"]


def plural_or_aide(words: str) -> bool:
    """Whether a mention means several people, or somebody of another's staff."""
    return bool(
        re.search(
            r"\b(?:officials|sources|ministers|leaders|analysts|people|aides|reporters|members|talks|governments?|administration|side|team|cabinet)\b(?! (?:Secretary|Minister|Representative))",
            words,
            re.IGNORECASE,
        )
    )


def loosely(title: str, words: str) -> bool:
    """Whether “top negotiator” stands as “top tariff negotiator”."""
    parts = title.lower().split()
    return (
        len(parts) > 1
        and parts[0] in ("top", "chief", "lead")
        and re.search(rf"\b{parts[0]}\s+(?:tariff|trade)\s+{parts[-1]}\b", words) is not None
    )


def stands(name: str, words: str) -> bool:
    """Whether a name or title stands in the words, whole."""
    if not name.isascii():
        return name in words
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", words) is not None


@cache
def _titles(titles: tuple[str, ...]) -> re.Pattern[str]:
    parts = sorted((re.escape(title) for title in titles), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)


def name_words(words: str, holder: Holder) -> list[str]:
    """Words of the personal name in a mention: capitalised words that belong to no title and no country."""
    left = _titles(holder.titles).sub(" | ", words)
    left = re.sub(r"\([^)]*\)|\b(?:Jr|Sr)\b\.?", " | ", left)
    left = without_parties(left, " | ")
    groups = [group.split() for group in re.split(r"\||,|\bof\b|\bthe\b|\band\b|\bfor\b", left)]
    names = [
        [word for word in group if word[:1].isupper() and word.lower().strip(".") not in _PARTICLES and not _is_title_word(word)]
        for group in groups
    ]
    names = [group for group in names if group]
    return max(names, key=len, default=[])


def bare_name(words: str) -> list[str]:
    """Capitalised words of a mention before its first comma that belong to no country and no title."""
    head = re.split(r",|\(|—", words, maxsplit=1)[0]
    head = without_parties(head, " ")
    return [part for part in head.split() if part[:1].isupper() and part.lower().strip(".") not in _PARTICLES and not _is_title_word(part)]


_TITLE_WORDS = frozenset(
    "treasury commerce trade representative ambassador finance foreign defense defence economic economy revitalization recovery economics agriculture "
    "minister ministry office government ustr cabinet chief negotiator policy party house senate national security council revitalisation state "
    "chairman speaker deputy director governor parliament congress diet komeito ldp vice affairs tariff tariffs official head leader".split()
)


def _is_title_word(word: str) -> bool:
    return word.lower().strip(".,'’") in _TITLE_WORDS


def same_given(one: str, other: str) -> bool:
    """Whether two given names are one: equal, an initial of it, or spelt nearly alike."""
    return one == other or (len(one) == 1 and other.startswith(one)) or likeness_of(one, other) >= 0.85


def likeness_of(one: str, other: str) -> float:
    """Normalised InDel similarity, 0 to 1."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - loaded only when it is used

    return fuzz.ratio(one, other) / 100

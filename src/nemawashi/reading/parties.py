"""Which party a noun phrase speaks of: countries by name, adjective and capital, as newspapers use them."""

import re
from functools import cache, lru_cache

from nemawashi.reading.registry import Registry

__all__ = ["is_party_name", "parties_in", "party_of", "without_parties"]

_COUNTRIES = {
    "US": "United States|U.S.|US|USA|America|American|Americans|Washington|White House|Capitol Hill|Pentagon|米国|アメリカ|米政府|米側|米政権|トランプ政権|米財務省|米商務省|米通商代表部|米議会|ホワイトハウス|ワシントン",
    "JP": "Japan|Japanese|Tokyo|Diet|日本|政府|日本側|東京|外務省|経産省|経済産業省|農水省|農林水産省|財務省|防衛省|国交省|自民党|公明党|与党|首相官邸|日銀",
    "CN": "China|Chinese|Beijing|中国|北京",
    "KR": "South Korea|South Korean|Korea|Korean|Seoul|韓国|韓国政府",
    "KP": "North Korea|North Korean|Pyongyang|北朝鮮",
    "EU": "European Union|EU|European Commission|Brussels|欧州連合|欧州委員会|欧州委",
    "GB": "United Kingdom|U.K.|UK|Britain|British|London|英国|イギリス|英政府",
    "DE": "Germany|German|Berlin|ドイツ",
    "FR": "France|French|Paris|フランス",
    "IT": "Italy|Italian|Rome|イタリア",
    "ES": "Spain|Spanish|Madrid",
    "CA": "Canada|Canadian|Ottawa|カナダ",
    "MX": "Mexico|Mexican|Mexico City|メキシコ",
    "BR": "Brazil|Brazilian|Brasilia",
    "IN": "India|Indian|New Delhi|インド",
    "ID": "Indonesia|Indonesian|Jakarta",
    "VN": "Vietnam|Vietnamese|Hanoi|ベトナム",
    "TH": "Thailand|Thai|Bangkok",
    "PH": "Philippines|Philippine|Filipino|Manila|フィリピン",
    "MY": "Malaysia|Malaysian|Kuala Lumpur",
    "SG": "Singapore|Singaporean",
    "TW": "Taiwan|Taiwanese|Taipei|台湾",
    "AU": "Australia|Australian|Canberra|オーストラリア",
    "NZ": "New Zealand|Wellington",
    "CH": "Switzerland|Swiss|Bern",
    "NO": "Norway|Norwegian|Oslo",
    "TR": "Turkey|Türkiye|Turkish|Ankara",
    "RU": "Russia|Russian|Moscow|Kremlin|ロシア",
    "UA": "Ukraine|Ukrainian|Kyiv",
    "IL": "Israel|Israeli|Jerusalem",
    "SA": "Saudi Arabia|Saudi|Riyadh",
    "ZA": "South Africa|South African|Pretoria",
    "AR": "Argentina|Argentine|Buenos Aires",
    "KH": "Cambodia|Cambodian|Phnom Penh",
    "BD": "Bangladesh|Bangladeshi|Dhaka",
    "PK": "Pakistan|Pakistani|Islamabad",
}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((name for row in _COUNTRIES.values() for name in row.split("|")), key=lambda name: -len(name))
    latin = "|".join(re.escape(name) for name in names if _is_latin(name))
    other = "|".join(re.escape(name) for name in names if not _is_latin(name))
    first = "".join(sorted({name[0] for name in names if _is_latin(name)}))
    return re.compile(rf"(?<![\w.])(?=[{first}])(?:{latin})(?![\w])|(?=[^\x00-\x7f])(?:{other})")


def _is_latin(name: str) -> bool:
    return name.isascii() or name == "Türkiye"


@lru_cache(maxsize=8192)
def _countries(words: str) -> tuple[tuple[int, str], ...]:
    return tuple((match.start(), _codes()[match.group()]) for match in _pattern().finditer(words))


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, row in _COUNTRIES.items() for name in row.split("|")}


def is_party_name(words: str) -> bool:
    """Whether ``words`` is a country's name, capital or government and nothing else."""
    return words.removeprefix("The ").removeprefix("the ") in _codes()


def without_parties(words: str, instead: str) -> str:
    """Put ``instead`` in place of every country's name."""
    return _pattern().sub(instead, words)


def parties_in(words: str, registry: Registry) -> list[tuple[int, str]]:
    """Give (place, party) of each country, institution and office holder named in ``words``, in order."""
    found = list(_countries(words))
    if not registry.holders and not registry.institutions:
        return found
    people, pattern, institutions = _known(registry)
    for name, party in institutions:
        at = words.find(name)
        if at >= 0:
            found.append((at, party))
    seen: set[str] = set()
    for match in pattern.finditer(words):
        for person, party in people[match.group()]:
            if person not in seen:
                seen.add(person)
                found.append((match.start(), party))
    return sorted(set(found))


_Known = tuple[dict[str, list[tuple[str, str]]], re.Pattern[str], list[tuple[str, str]]]
_KEPT: dict[int, tuple[Registry, _Known]] = {}
"""What was made of the registries last used, by their identity: a reading asks thousands of times with one."""


def _known(registry: Registry) -> _Known:
    """Names of the registry's people with whom they mean, one pattern for them all, and the institutions that speak for a side."""
    kept = _KEPT.get(id(registry))
    if kept is not None and kept[0] is registry:
        return kept[1]
    people: dict[str, list[tuple[str, str]]] = {}
    for holder in registry.holders:
        for name in {*holder.names, holder.surname}:
            rows = people.setdefault(name, [])
            if len(name) > 1 and (holder.person, holder.party) not in rows:
                rows.append((holder.person, holder.party))
    names = sorted((name for name, rows in people.items() if rows), key=lambda name: -len(name))
    parts = [rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name) for name in names]
    pattern = re.compile("|".join(parts) or r"(?!)")
    institutions = [(name, one.party) for one in registry.institutions if one.party for name in one.names]
    if len(_KEPT) > _MOST_KEPT:
        _KEPT.clear()
    _KEPT[id(registry)] = (registry, (people, pattern, institutions))
    return _KEPT[id(registry)][1]


_MOST_KEPT = 8


def party_of(words: str, registry: Registry) -> str | None:
    """Party of a noun phrase: the last one named before its head word ends; None where none or a pair of them (the two sides) is named."""
    found = parties_in(words, registry)
    codes = {code for _, code in found}
    if re.search(r"日米|米日|\b(?:Japan[-–]U\.?S|U\.?S\.?[-–]Japan|both|two sides|two countries|two governments)\b", words):
        return None
    if len(codes) == 1:
        return found[0][1]
    if len(codes) > 1:
        if re.search(r"\b(?:and|,)\b", words):
            return None
        return found[0][1]
    return None

"""Through whose hands the words came: outlet ← wire or other outlet ← officials, with number and anonymity."""

import re

from nemawashi.reading.parties import is_party_name, parties_in
from nemawashi.reading.proposal import Teller
from nemawashi.reading.registry import Registry

__all__ = ["anonymous", "is_outlet", "outlets_in", "tellers"]

_WIRES = ("Reuters", "Bloomberg", "Kyodo", "Kyodo News", "Jiji", "Jiji Press", "Associated Press", "AP", "AFP", "Agence France-Presse", "Yonhap", "Xinhua", "TASS", "ANI", "PTI", "ロイター", "共同通信", "時事通信", "ブルームバーグ")  # fmt: skip
_OUTLETS = ("NHK", "BBC", "CNN", "CNBC", "CBS", "NBC", "ABC", "Fox News", "Fox Business", "MSNBC", "NPR", "PBS", "Nikkei", "Nikkei Asia", "Politico", "Axios", "Axios Tokyo", "Mainichi", "Yomiuri", "Asahi", "Sankei", "KBS", "MBC", "SBS", "Caixin", "Semafor", "Financial Times", "Wall Street Journal", "Economist", "Guardian", "Newsweek", "Time magazine", "USA Today", "Le Monde", "Der Spiegel", "Breitbart", "日経新聞", "読売新聞", "朝日新聞", "毎日新聞", "産経新聞", "日本経済新聞")  # fmt: skip
_OUTLET = re.compile(
    r"(?<![\w.])(?:the |The )?(?P<name>(?:[A-Z][\w&.-]*\s){0,3}(?:Shimbun|Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Broadcasting Corporation|Broadcasting|Daily|Today|Observer|Globe|Register|Telegraph|Mirror|Ilbo)\b|"
    + "|".join(re.escape(name) for name in sorted((*_WIRES, *_OUTLETS), key=len, reverse=True))
    + r")(?![\w])"
)
_PEOPLE = re.compile(
    r"\b(?P<n>an?|one|another|two|three|four|five|six|seven|eight|nine|ten|multiple|several|many|some|other|unnamed|anonymous|senior|top)?\s*"
    r"(?P<who>(?:[\w.’'-]+\s+){0,4}?(?:officials?|sources?|diplomats?|aides?|insiders?|lawmakers?|executives?|bureaucrats?|people (?:familiar|briefed|close|with knowledge)|"
    r"persons? (?:familiar|close)|official sources?|spokes(?:man|woman|person|people)|side|representatives?)\b(?:\s+(?:close to|familiar with|at|in|of|from|with)\s+[^,.;]{2,60}?(?=[,.;]|\s+(?:said|told|say|says|that)\b|$))?)",
    re.IGNORECASE,
)
_PEOPLE_JA = re.compile(
    r"(?P<who>関係者|幹部|高官|当局者|関係筋|筋|交渉官|外交官|閣僚(?:の|経験者の)?(?:一人|1人))(?P<n>ら|筋)?(?:の(?:一人|1人|１人))?$"
)
_PRONOUNS = frozenset("he she it they we i who that which this".split())
_HEADS = r"\b(?:officials?|sources?|diplomats?|aides?|insiders?|lawmakers?|executives?|bureaucrats?|people|persons?|spokes\w+|side|representatives?)\b"
_TOLD = re.compile(r"(?:^|,\s*)(?P<who>[^,“”]{3,80}?)\s+told\s+(?:the\s+)?(?=[A-Z])")
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {"a": 1, "an": 1, "another": 1}
_CITING = re.compile(
    r"\b(?:citing|quoting|quoted|cited|attributed to|according to|told by|from)\s+(?P<who>[^,;.“\"”]{3,90})", re.IGNORECASE
)
_SURVEY = re.compile(r"\b(?:survey|poll|data|report|study|statistics|figures|estimate|letter|statement|document|filing)s?\b", re.IGNORECASE)


def outlets_in(words: str, registry: Registry) -> list[tuple[int, int, str]]:
    """Give (start, end, name) of each news outlet named in ``words``."""
    found = [(m.start("name"), m.end("name"), " ".join(m["name"].split())) for m in _OUTLET.finditer(words)]
    for institution in registry.institutions:
        if institution.outlet:
            for name in institution.names:
                if is_party_name(name):
                    continue  # a government that publishes is a party, not a newspaper
                at = words.find(name)
                if at >= 0 and not any(a <= at < b for a, b, _ in found):
                    found.append((at, at + len(name), name))
    return sorted(found)


def is_outlet(words: str, registry: Registry) -> bool:
    """Whether a source is a news outlet and nothing else."""
    found = outlets_in(words, registry)
    if re.search(r"\b(?:local|other|Japanese|U\.S\.|foreign|several)?\s*(?:media|newspapers?|news agency|reports)\b", words, re.IGNORECASE):
        return True
    rest = words
    for start, end, _ in reversed(found):
        rest = rest[:start] + rest[end:]
    return bool(found) and not re.sub(
        r"\b(?:the|and|newspaper|daily|broadcaster|public|Japan’s|Japan's)\b|[\W_]", "", rest, flags=re.IGNORECASE
    )


def anonymous(words: str) -> Teller | None:
    """Give the unnamed official or source a phrase speaks of, with the number the text gives."""
    if (unnamed := _PEOPLE_JA.search(words)) is not None:
        several = "複数" in words or unnamed["n"] in ("ら", "筋")
        return Teller(words.strip()[:60], "official", "anonymous", None if several or unnamed["who"] == "関係者" else 1)
    match = _PEOPLE.search(words)
    if match is None:
        return None
    head = re.search(_HEADS, match.group(), re.IGNORECASE)
    if head is not None and head.group()[0].isupper() and match.start() + head.start() > 0:
        return None  # “Chief Executive Koji Sato” is a title with a name
    if (
        re.search(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b(?! (?:Ministry|Office|Department|House|Party|government|official))", words)
        and "spokes" in words
    ):
        return None
    number_word = (match["n"] or "").lower()
    who = " ".join(match["who"].split())
    plural = re.search(
        r"\b(?:officials|sources|diplomats|aides|insiders|lawmakers|executives|bureaucrats|people|spokespeople|representatives)\b",
        who,
        re.IGNORECASE,
    )
    number = _NUMBERS.get(number_word, None if plural else 1)
    institution = re.search(r"\bside\b|spokes", who, re.IGNORECASE) is not None
    return Teller(" ".join(words.split())[:120], "official", "institution" if institution else "anonymous", number)


def tellers(outlet: str, sentence: str, speaker: str, person: str | None, registry: Registry, *, outside: str) -> tuple[Teller, ...]:
    """Build the chain: the printing outlet, the outlets the sentence passes the words on from, whom they cite, the speaker.

    ``outside`` is the sentence without the words reported, where the passing on is told.
    """
    chain = [Teller(outlet, "outlet", "named")] if outlet else []
    for start, _, name in outlets_in(outside, registry):
        before = outside[max(0, start - 30) : start].lower()
        if (
            re.search(r"\b(?:told|interview with|aired on|program on|on)\s+(?:japan’s |japan's |the )?$", before)
            and speaker
            and not is_outlet(speaker, registry)
        ):
            continue
        if all(one.name != name for one in chain):
            chain.append(Teller(name, "wire" if name in _WIRES else "outlet", "named"))
    cited = _CITING.search(outside)
    if cited is not None and not outlets_in(cited["who"], registry):
        unnamed = anonymous(cited["who"])
        if unnamed is not None:
            chain.append(unnamed)
        elif _SURVEY.search(cited["who"]):
            chain.append(Teller(" ".join(cited["who"].split()), "document", "named"))
    told = _TOLD.search(outside)
    if told is not None and not speaker and (teller := anonymous(told["who"])) is not None:
        chain.append(teller)
    if speaker.lower() in _PRONOUNS and person is None:
        return tuple(chain)
    if speaker and not is_outlet(speaker, registry) and not any(speaker in one.name for one in chain):
        unnamed = anonymous(speaker) if person is None else None
        if unnamed is not None:
            if all(one.name != unnamed.name for one in chain):
                chain.append(unnamed)
        elif _SURVEY.search(speaker) and person is None:
            chain.append(Teller(speaker, "survey" if re.search(r"survey|poll", speaker, re.IGNORECASE) else "document", "named"))
        elif person is None and parties_in(speaker, registry) and not re.search(r"[A-Z][a-z]+ [A-Z][a-z]+", speaker):
            chain.append(Teller(speaker, "official", "institution"))
        else:
            chain.append(Teller(person or speaker, "person", "named"))
    if re.search(r"\b(?:is|are|was|were) (?:reported|reportedly|said) to\b|\breportedly\b", sentence) and len(chain) <= 1:
        chain.append(Teller("not said", "official", "anonymous", None))
    return tuple(chain)

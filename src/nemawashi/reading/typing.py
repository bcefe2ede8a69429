"""How firmly a statement is told and which issues it speaks of, by documented words.

The words of issues come from the lexicon the case gives, else from ``GENERAL``.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from nemawashi.reading.lexicon import Lexicon
from nemawashi.reading.proposal import Certainty

__all__ = ["GENERAL", "certainty_of", "issues_in", "lexicon_for"]

_POSSIBLE = re.compile(
    r"\b(?:(?-i:may|might)|could|consider\w*|contemplat\w*|weigh\w*|mull\w*|possib\w*|whether|unclear|perhaps|explor\w*)\b|可能性|検討|かもしれない",
    re.IGNORECASE,
)
_PROBABLE = re.compile(
    r"\b(?:expect\w*|likely|apparent\w*|seem\w*|probabl\w*|plans?|planned|intend\w*|aim\w*|hop(?:e|es|ed|ing)|reportedly|said to|set to|scheduled|is to|envisag\w*|looks? to)\b|見通し|見込み|方針|模様",
    re.IGNORECASE,
)

GENERAL = Lexicon(
    {
        "reciprocal_rate": ("reciprocal tariff*", "reciprocal rate", "24% reciprocal", "baseline tariff", "10% base*", "90 days", "90-day", "suspension", "u.s. tariffs", "us tariffs", "imposed tariffs", "reciprocal portion", "相互関税"),
        "car_duty": ("auto tariff*", "automobile tariff*", "car tariff*", "tariff* on auto*", "tariff* on car*", "tariff* on industries such as automobile*", "25% auto*", "25% tariff on autos", "automotive industry", "自動車関税", "自動車への"),
        "parts_duty": ("auto parts", "car parts", "automobile parts", "部品"),
        "steel_duty": ("steel", "aluminum", "aluminium", "鉄鋼", "アルミ"),
        "rice_access": ("rice", "minimum access", "コメ", "米の輸入"),
        "farm_purchases": ("corn", "soybean*", "beef", "pork", "wheat", "meat", "agricultural product*", "agricultural import*", "farm good*", "farm product*", "japanese agriculture", "agricultural tariff*", "japanese farmers", "農産物", "大豆", "トウモロコシ"),
        "car_inspection": ("safety standard*", "safety inspection*", "environmental inspection*", "certification system*", "inspection procedure*", "imported car*", "imported vehicle*", "安全基準", "認証"),
        "barriers_transparency": ("non-tariff*", "nontariff*", "transparency", "trade barrier*", "distribution structure*", "barriers report", "非関税"),
        "car_purchases": ("american automobile*", "u.s. automobile*", "american cars", "purchases of u.s. auto*", "car sales", "american-made cars", "米国車"),
        "lng": ("natural gas", "lng", "alaska", "pipeline", "液化天然ガス", "アラスカ"),
        "investment": ("invest", "invests", "invested", "investing", "investment*", "投資"),
        "shipbuilding": ("shipbuild*", "icebreaker*", "造船"),
        "defence_cost": ("defense", "defence", "military support", "military", "troops", "forces in japan", "stationed in japan", "security is", "protects japan", "(security)", "防衛", "在日米軍", "駐留経費", "安保", "思いやり予算"),
        "exchange_rate": ("exchange rate*", "currency", "currencies", "yen", "foreign exchange", "為替", "円安"),
        "treasuries": ("treasury bond*", "treasuries", "treasury holdings", "treasury securities", "government bonds", "米国債"),
        "deficit": ("trade deficit*", "trade surplus*", "trade imbalance*", "deficit with", "貿易赤字"),
        "agreement_2019": ("2019 trade agreement", "trade agreement", "2019 agreement", "日米貿易協定"),
        "parallel_talks": ("other countries", "trading partners", "trade partners", "first-mover*", "asean", "75 countries", "40 countries", "south korea*", "vietnam*", "philippine*", "各国", "韓国"),
        "seafood_potatoes": ("seafood", "potato*", "fish", "じゃがいも", "水産物"),
    }
)  # fmt: skip


def lexicon_for(titles: Mapping[str, Sequence[str]]) -> Lexicon:
    """Make a case's lexicon from its issues: the general words where the issue is a known one, and always its own titles.

    ``titles`` gives each issue's names in any language; a case with words of its own passes its own ``Lexicon`` instead.
    """
    return Lexicon(
        {issue: (*GENERAL.issues.get(issue, ()), *(title.lower() for title in names if title)) for issue, names in titles.items()}
    )


@cache
def _issue_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for word in words:
        body = re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        parts.append(rf"(?<!\w){body}(?!\w)" if word.isascii() and word[0].isalnum() else body)
    return re.compile("|".join(parts), re.IGNORECASE)


def issues_in(words: str, lexicon: Lexicon | None) -> tuple[str, ...]:
    """Issues ``words`` speak of, in the lexicon's order."""
    table = (lexicon or GENERAL).issues
    return tuple(issue for issue, phrases in table.items() if phrases and _issue_pattern(tuple(phrases)).search(words))


def certainty_of(words: str) -> Certainty:
    """How firmly the report asserts it; the weakest hedge counts."""
    if _POSSIBLE.search(words):
        return "possible"
    return "probable" if _PROBABLE.search(words) else "certain"

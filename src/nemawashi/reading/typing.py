"""What a statement does: move, issues, direction and certainty, by documented words.

Moves are tried from the most telling to the least: separation, linkage, red line, refusal, demand, offer, schedule, measure, process, then
assessment for what somebody says and context for the rest. The lists are general words of negotiation; the words of issues come from the
lexicon the case gives, else from ``GENERAL``.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from nemawashi.reading.lexicon import Lexicon
from nemawashi.reading.proposal import Certainty, Direction, Move

__all__ = ["GENERAL", "certainty_of", "direction_of", "issues_in", "lexicon_for", "move_of"]

_MOVES: tuple[tuple[Move, str], ...] = (
    ("separation", r"\bseparat\w+|\bseparate (?:issue|matter|track|topic)|\bdistinct from|\bnot (?:be )?linked|\bapart from the|切り離|別(?:の)?(?:問題|途)"),
    ("linkage", r"\blink(?:s|ed|ing|age)?\b|\bas part of (?:a|the) (?:package|deal)|\bin (?:exchange|return) for|\bwould also include|\btie[sd]? (?:it |them )?to\b|\binclude issues|絡め|引き換え"),
    ("red_line", r"\b(?:must|will|shall) (?:never|continue to protect)\b|\bnever (?:accept|agree|concede)|\bred line|\bcannot (?:accept|agree|concede|sacrifice)|\bnon[- ]negotiable|\bconcede[s]? everything|\bnot (?:make|continue|keep) \w* ?conce|譲れない|断じて"),
    ("refusal", r"\bmust not\b|\brul(?:e|es|ed|ing) out|\brefus(?:e|es|ed|al)|\breject\w*|\bno (?:plans?|intention)|\bwon[’']t\b|\bwill not\b|\bwould not\b|\bshould not\b|\bdoes not intend|\bdeclin(?:e|ed|es)\b|\boppos(?:e|es|ed)\b|\bnot (?:rush|consider)|拒否|応じない|考えていない"),
    ("demand", r"\bdemand(?:ed|ing)\b|\bdemands?\b(?= (?:that|an?|the|for|from|more|its))|\burg(?:e|es|ed|ing)\b|\bcall(?:s|ed|ing)? (?:for|on)\b|\brequest(?:s|ed|ing)?\b(?! negotiat)|\bask(?:s|ed|ing)? (?:for|japan|the|that|to)\b|\bpress(?:es|ed|ing)?\b|\bseek(?:s|ing)? (?:an?|the|its)\b|\bwants? (?:an?\b|\w+ to\b|the \w+ to\b)|\bdesire (?:for|to)\b|\bhopes? to secure|\bour goal\b|\binsist\w*|\bcancel\w*|\bexempt\w*|\breview of\b|\bshould (?:pay|buy|open|lower|remove|increase)|\bcomplain\w*|\braise[ds]? (?:issues|concern)|求め|要求|撤廃|見直し"),
    ("offer", r"\boffer\w*|\bpropos\w*|\bpledg\w*|\bpromis\w*|\bconsider\w* (?:\w+ing|an?|bolster|propos|expand|simplif|relax|increas)|\bcontemplat\w+|\bexpand(?:s|ed|ing)? (?:imports?|purchases?|investments?)|\brelax\w*|\bsimplif\w*|\bbargaining (?:chips?|points?)|\bnegotiation cards?|\binvest(?:ing|ment)?s? (?:in|billions)|\bincreas\w+ (?:purchases|imports)|提案|拡大を検討|譲歩案"),
    ("schedule", r"\bschedul\w*|\bround of\b.*\b(?:talks|negotiations)|\b(?:next|second|third|first) round|\bwill (?:meet|hold|visit|begin|start)|\bset to (?:meet|begin|end|take)|\bto be held|\bagreed to hold|\bvisit\b|\bby (?:june|july|mid|the end)|\bin mid-|\bdeadline|\btimetable|\bset to end|日程|開く予定|会談する"),
    ("measure", r"\btariffs?\b.*\b(?:impos\w+|take effect|effective|suspend\w*|postpon\w*|announc\w*)|\b(?:impos\w+|suspend\w*|postpon\w*|announc\w*)\b.*\b(?:tariffs?|dut(?:y|ies))|\bface[sd]?\b.*\btariff|発動|課(?:す|し)"),
    ("process", r"\binstruct\w*|\bcoordinat\w*|\bprepar\w*|\breview(?:s|ed|ing)?\b|\banaly[sz]\w*|\binvestigat\w*|\bmet with\b|\bmeeting\b|\btalks\b|\bnegotiat\w*|\bconfirm\w*|\bconsult\w*|\bconducted\b|\bdiscuss\w*|協議|調整|検討|指示"),
)  # fmt: skip
_MOVE = [(name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in _MOVES]
_CUE_MOVES: dict[str, Move] = {
    "demand": "demand", "urge": "demand", "request": "demand", "call": "demand", "want": "demand", "seek": "demand", "press": "demand", "ask": "demand",
    "insist": "demand", "propose": "offer", "offer": "offer", "pledge": "offer", "promise": "offer", "refuse": "refusal", "reject": "refusal",
    "rule": "refusal", "decline": "refusal", "oppose": "refusal", "deny": "refusal", "instruct": "process", "order": "process",
}  # fmt: skip
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


def move_of(words: str, cue: str, *, spoken: bool) -> Move:
    """What a statement does; ``words`` the span with its sentence's cue, ``cue`` the lemma."""
    for name, pattern in _MOVE[:4]:
        if pattern.search(words):
            return name
    if cue in _CUE_MOVES:
        return _CUE_MOVES[cue]
    for name, pattern in _MOVE[4:]:
        if spoken and name == "process":
            break
        if pattern.search(words):
            return name
    return "assessment" if spoken else "context"


def direction_of(move: Move) -> Direction:
    """Where a move points: demands press, offers concede, refusals, red lines and separations hold."""
    directions: dict[Move, Direction] = {
        "demand": "press",
        "linkage": "press",
        "offer": "concede",
        "refusal": "hold",
        "red_line": "hold",
        "separation": "hold",
    }
    return directions.get(move, "neutral")


def certainty_of(words: str) -> Certainty:
    """How firmly the report asserts it; the weakest hedge counts."""
    if _POSSIBLE.search(words):
        return "possible"
    return "probable" if _PROBABLE.search(words) else "certain"

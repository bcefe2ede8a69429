"""Patterns of English date and time expressions, each with the rule that values it; of two that overlap the longer is taken."""

import re

from nemawashi.reading import timex_rules as rule
from nemawashi.reading.timex_rules import Rule

__all__ = ["RULES"]

_M = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_D = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_N = r"(?:\d[\d,]*(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|(?:a |one )?hundred)"
_VAGUE = r"(?:several|few|a few|some|many|recent|coming|couple of|a couple of)"
_U = r"(?:day|week|month|year|decade|hour|minute|second|quarter)"
_PART = r"(?:morning|afternoon|evening|night|noon|midday)"
_MOD = r"(?:(?P<mod>early|mid|late|the end of|the start of|the beginning of|the middle of|the second half of|the first half of)[ -](?:in |the )?)?"
_ORD = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?P<h>\d{1,2})(?::(?P<mi>\d\d))?\s*(?P<ap>[ap]\.?m\.?)?"


def _c(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


RULES: list[tuple[re.Pattern[str], Rule]] = [
    (_c(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"), rule.numeric),
    (_c(rf"(?:\b{_D},? )?\b(?P<m>{_M})\s+{_ORD}(?:,? (?P<y>(?:19|20)\d\d))?\b(?!\s*(?:percent|%|million|billion))", 0), rule.full_date),
    (_c(rf"(?:\b{_D},? )?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_M})(?:,? (?P<y>(?:19|20)\d\d))?\b", 0), rule.full_date),
    (_c(rf"\b{_MOD}(?:(?P<lead>in|of|since|by|from|until|through|during|after|before|for|the|late|early) )?(?P<rel>last |next |this past )?(?P<x>\b(?P<m>{_M}))(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)(?!\s+\d{{1,2}}\b)", 0), rule.month_only),
    (_c(rf"\b(?P<mod>early|mid|late)[ -](?P<lead>)(?P<rel>last |next |this )?(?P<m>{_M})(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)", 0), rule.month_only),
    (_c(rf"\b{_MOD}(?:the )?(?P<rel>last|previous|this|current|next|coming) (?P<u>fiscal year|weekend|week|month|year|quarter)\b"), rule.relative_unit),
    (_c(r"\b(?P<mod>the end of|the start of|the beginning of) (?:the |this )?(?P<rel>)(?P<u>year|month|week)\b"), rule.relative_unit),
    (_c(r"\b(?P<mod>early|mid|late)[ -](?P<rel>this|next|last) (?P<u>week|month|year|quarter)\b"), rule.relative_unit),
    (_c(r"\b(?P<rel>last|this|next|this past)?(?: |\b)(?P<s>spring|summer|autumn|winter)(?:,? (?:of )?(?P<y>(?:19|20)\d\d))?\b(?=\W)"), rule.season),
    (_c(rf"\b(?:about |around |nearly |almost |some )?(?P<x>(?P<n>{_N})[ -](?P<u>day|week|month|year|decade)s? (?P<way>ago|hence))\b"), rule.ago),
    (_c(r"\b(?P<mod>early|mid|late)[ -](?P<lead>)(?P<rel>last |next |this )(?P<x>)(?P<m>" + _M + r")(?P<y>(?!))?(?!\w)", 0), rule.month_only),
    (_c(rf"\b(?:the )?(?:past|last|next|coming|following|first) (?:(?P<v>{_VAGUE})|(?P<n>{_N}))? ?(?P<u>{_U})s\b"), rule.past_span),
    (_c(r"\b(?:the )?(?:past|next|coming|following) (?P<v>(?!))?(?P<n>(?!))?(?P<u>decade|hour)\b"), rule.past_span),
    (_c(rf"\b(?P<n>{_N})[ -](?P<u>{_U})s?\b(?!\s+(?:ago|old)|-old)"), rule.duration),
    (_c(rf"\b(?P<x>{_VAGUE} )?(?<!\w)(?P<u>days|weeks|months|years|hours|minutes|decades)\b"), rule.plural),
    (_c(rf"(?:\b(?P<rel>last|next|this) )?\b(?P<w>{_D})\b(?: (?P<part>{_PART}))?", re.IGNORECASE), rule.weekday_rule),
    (_c(r"\b(?:yesterday|today|tomorrow|tonight|last night|(?:the )?(?:previous|following) day|the day before|the next day|this (?:morning|afternoon|evening))\b"), rule.relative_day),
    (_c(r"(?<=\bthe )(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:century|term|round|anniversary|president|floor|congress|day|time))"), rule.day_of_month),
    (_c(r"(?<=\()(?P<d>\d{1,2})(?:st|nd|rd|th)(?=\))"), rule.day_of_month),
    (_c(r"(?:(?<![\w.,$€¥£%-])|(?<=(?:19|20)\d\d[-–]))(?P<y>(?:19|20)\d\d)(?![\w%]|,\d|\.\d| ?(?:percent|million|billion|people|cars|units|points|dollars|yen))", 0), rule.year),
    (_c(r"\b(?P<o>\d{1,2})(?:st|nd|rd|th) century\b"), rule.century),
    (_c(r"\b(?:the )?(?P<y>(?:19|20)\d)0s\b"), rule.year),
    (_c(r"\b(?:now|currently|at present|at the moment|nowadays)\b"), rule.present),
    (_c(r"\b(?:the past|at the time|at that time)\b(?! (?:few|several|two|three|four|five|six|year|month|week|day|decade))"), rule.past),
    (_c(r"\b(?:every|each) (?P<e>day|week|month|year|morning|night|evening|afternoon|" + _D.lower() + r")\b"), rule.every),
    (_c(r"\b(?P<e>annually|daily|weekly|monthly)\b"), rule.frequency),
    (_c(rf"\b{_CLOCK} ?(?:GMT|UTC|JST|EST|EDT|ET|local time|KST|CET|BST)?,? ?(?P<w>{_D})\b"), rule.clock_on_weekday),
    (_c(rf"\b{_CLOCK}(?=\W)"), rule.clock_today),
    (_c(r"(?<![\d:])(?P<h>\d{1,2}):(?P<mi>\d\d):(?P<s>\d\d)(?![\d:])"), rule.stopwatch),
]  # fmt: skip

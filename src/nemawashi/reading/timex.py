"""Date and time expressions of English news and their TIMEX3 values, by rules of our own anchored to a day.

Values follow TimeML (Pustejovsky et al. 2003): ``2025-05-02``, ``2025-W18``, ``2025-05``, ``2025-SU``, ``P90D``, ``PXW``, ``PRESENT_REF``.
A bare weekday or month is the latest one up to the anchor, unless words before it look ahead (*will*, *scheduled*, *until*).
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Expression", "days_of", "timexes"]

_MONTHS = {m: i for i, m in enumerate("january february march april may june july august september october november december".split(), 1)}
_MONTHS |= {name[:3]: number for name, number in list(_MONTHS.items())} | {"sept": 9}
_DAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBERS |= {
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
}
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "quarter": "Q",
    "century": "CE",
}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00", "midday": "TMI"}

_M = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_D = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_N = r"(?:\d[\d,]*(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|(?:a |one )?hundred)"
_VAGUE = r"(?:several|few|a few|some|many|recent|coming|couple of|a couple of)"
_U = r"(?:day|week|month|year|decade|hour|minute|second|quarter)"
_PART = r"(?:morning|afternoon|evening|night|noon|midday)"
_MOD = r"(?:(?P<mod>early|mid|late|the end of|the start of|the beginning of|the middle of|the second half of|the first half of)[ -](?:in |the )?)?"
_ORD = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?P<h>\d{1,2})(?::(?P<mi>\d\d))?\s*(?P<ap>[ap]\.?m\.?)?"
_AHEAD = re.compile(
    r"\b(?:will|shall|scheduled|due|slated|expected|until|till|through|set (?:to|for|with)|going to|plans? to|starting|aim\w*|as early as|ahead of|upcoming|by|end on|from mid)\b(?:[^.;\n]|(?<=[A-Z])\.)*$",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:was|were|had|since|said|told|did)\b[^.;\n]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression: ``text[start:end]``, its TIMEX3 type and value, and START, MID or END where it says so."""

    start: int
    end: int
    type: str
    value: str
    mod: str = ""


Rule = Callable[[re.Match[str], date, bool], tuple[str, str] | tuple[str, str, str] | None]


def timexes(text: str, anchor: date) -> list[Expression]:
    """Give the expressions of ``text`` in order, longest first where two overlap, valued from ``anchor``."""
    found: list[Expression] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(text):
            here = match.start("x") if "x" in pattern.groupindex and match.group("x") else match.start()
            ahead = _AHEAD.search(text, max(0, here - 110), here) is not None
            answer = rule(match, anchor, ahead)
            if answer is not None:
                start = match.start("x") if "x" in pattern.groupindex and match.group("x") else match.start()
                found.append(Expression(start, match.end(), *answer))
    found.sort(key=lambda e: (-(e.end - e.start), e.start))
    kept: list[Expression] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda e: e.start)


def days_of(value: str, mod: str = "") -> tuple[date, date, str] | None:
    """First and last day of a calendar value and its precision; None for durations, sets and vague references."""
    value = value.partition("T")[0] if value[:4].isdigit() else value
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        try:
            one = date(*map(int, day.groups()))
        except ValueError:
            return None
        return one, one, "day"
    if stretch := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", value):
        return date.fromisoformat(stretch[1]), date.fromisoformat(stretch[2]), "days"
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + timedelta(5 if week[3] else 0)
        last = monday + timedelta(6)
        if mod == "END":
            first = monday + timedelta(3)
        elif mod == "START":
            last = monday + timedelta(2)
        return first, last, "week"
    if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, number = int(month[1]), int(month[2])
        if not 1 <= number <= 12:
            return None
        length = monthrange(year, number)[1]
        low, high = {"START": (1, 10), "MID": (11, 20), "END": (21, length)}.get(mod, (1, length))
        return date(year, number, low), date(year, number, high), "days" if mod else "month"
    if season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        year, at = int(season[1]), {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season[2]]
        end_year, end = (year, at + 2) if at < 12 else (year + 1, 2)
        return date(year, at, 1), date(end_year, end, monthrange(end_year, end)[1]), "season"
    if re.fullmatch(r"\d{4}", value) and value != "0000":
        return date(int(value), 1, 1), date(int(value), 12, 31), "year"
    return None


def _month_number(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")[:3]]


def _mod(word: str | None) -> str:
    word = (word or "").lower()
    if word in ("early", "the start of", "the beginning of", "the first half of"):
        return "START"
    if word in ("mid", "the middle of"):
        return "MID"
    return "END" if word else ""


def _count(word: str) -> str:
    word = word.lower().replace(",", "").strip()
    if word in ("one hundred", "a hundred", "hundred"):
        return "100"
    return str(_NUMBERS[word]) if word in _NUMBERS else word


def _shift(anchor: date, months: int) -> date:
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _weekday(name: str, anchor: date, *, ahead: bool) -> date:
    gap = (anchor.weekday() - _DAYS[name.lower()]) % 7
    return anchor + timedelta((-gap) % 7) if ahead else anchor - timedelta(gap)


def _full_date(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str] | None:
    groups = m.groupdict()
    month, day = _month_number(m["m"]), int(m["d"])
    try:
        if groups.get("y"):
            return "DATE", date(int(m["y"]), month, day).isoformat()
        here = date(anchor.year, month, day)
        if here > anchor and not ahead and (here - anchor).days > 120:
            here = date(anchor.year - 1, month, day)
        elif here < anchor and ahead and (anchor - here).days > 240:
            here = date(anchor.year + 1, month, day)
    except ValueError:
        return None
    if groups.get("h"):
        return "TIME", here.isoformat() + _clock(m)
    return "DATE", here.isoformat()


def _clock(m: re.Match[str]) -> str:
    hour = int(m["h"]) % 24
    mark = (m["ap"] or "").lower().replace(".", "")
    hour = hour % 12 + (12 if mark == "pm" else 0) if mark else hour
    return f"T{hour:02d}:{m['mi']}" if m["mi"] else f"T{hour:02d}"


def _month_only(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str, str] | None:
    lead = (m["lead"] or "").lower()
    if m["m"] in ("May", "March", "Mar") and not m["mod"] and not m["y"] and not m["rel"] and lead in ("", "the"):
        return None
    month = _month_number(m["m"])
    year = int(m["y"]) if m["y"] else anchor.year
    relative = (m["rel"] or "").lower().strip()
    if not m["y"]:
        if relative in ("last", "this past") and month >= anchor.month:
            year -= 1
        elif relative == "next" and month <= anchor.month:
            year += 1
        elif relative == "" and month > anchor.month and not ahead and _ahead_months(anchor, month) > 2:
            year -= 1
        elif relative == "" and month < anchor.month and ahead and _ahead_months(anchor, month) < 5:
            year += 1
    return "DATE", f"{year}-{month:02d}", _mod(m["mod"])


def _ahead_months(anchor: date, month: int) -> int:
    return (month - anchor.month) % 12


def _relative_unit(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str, str] | None:
    step = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "": 0}[m["rel"].lower()]
    unit = m["u"].lower()
    value = {
        "day": lambda: f"{anchor + timedelta(step)}",
        "week": lambda: _week(anchor + timedelta(7 * step)),
        "weekend": lambda: _week(anchor + timedelta(7 * step)) + "-WE",
        "month": lambda: f"{_shift(anchor, step):%Y-%m}",
        "year": lambda: str(anchor.year + step),
        "fiscal year": lambda: str(anchor.year + step),
        "quarter": lambda: f"{_shift(anchor, 3 * step).year}-Q{(_shift(anchor, 3 * step).month - 1) // 3 + 1}",
    }[unit]()
    return "DATE", value, _mod(m["mod"])


def _season(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str] | None:
    if not m["rel"] and not m["y"]:
        return None
    step = {"last": -1, "next": 1}.get((m["rel"] or "this").lower(), 0)
    season = _SEASONS[m["s"].lower()]
    year = int(m["y"]) if m["y"] else anchor.year + step
    return "DATE", f"{year}-{season}"


def _ago(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str] | None:
    count, unit = _count(m["n"]), m["u"].lower()
    if not count.isdigit() or int(count) > 900:
        return None
    back = -int(count) if m["way"].lower() in ("ago", "earlier", "before") else int(count)
    if unit == "day":
        return "DATE", (anchor + timedelta(back)).isoformat()
    if unit == "week":
        return "DATE", _week(anchor + timedelta(7 * back))
    if unit == "month":
        return "DATE", f"{_shift(anchor, back):%Y-%m}"
    if unit in ("year", "decade"):
        year = anchor.year + back * (10 if unit == "decade" else 1)
        return ("DATE", f"{year:04d}") if 0 < year < 9999 else None
    return None


def _duration(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str, str] | None:
    count, unit = _count(m["n"]), m["u"].lower()
    if unit == "second" and not m["n"][0].isdigit():
        return None  # "one second" is an ordinal more often than a time
    letter = _UNITS[unit]
    mod = ""
    time = "T" if unit in ("hour", "minute", "second") else ""
    if unit == "decade":
        return "DURATION", f"P{int(float(count)) * 10}Y", mod
    return "DURATION", f"P{time}{count}{letter}", mod


def _day_of_month(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str] | None:
    day = int(m["d"])
    if not 1 <= day <= 31:
        return None
    for step in (0, 1) if ahead else (0, -1):
        month = _shift(anchor.replace(day=1), step)
        if day > monthrange(month.year, month.month)[1]:
            continue
        here = month.replace(day=day)
        if (ahead and here >= anchor) or (not ahead and here <= anchor):
            return "DATE", here.isoformat()
    return None


def _weekday_rule(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str]:
    relative = (m["rel"] or "").lower().strip()
    if relative == "next":
        day = _weekday(m["w"], anchor + timedelta(1), ahead=True)
    elif relative == "last":
        day = _weekday(m["w"], anchor - timedelta(1), ahead=False)
    elif relative == "this":
        day = _weekday(m["w"], anchor, ahead=True)
    else:
        day = _weekday(m["w"], anchor, ahead=ahead and not _BACK.search(m.string, max(0, m.start() - 25), m.start()))
    part = (m["part"] or "").lower()
    return ("TIME", day.isoformat() + _PARTS[part]) if part else ("DATE", day.isoformat())


def _relative_day(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str]:
    words = m.group().lower()
    step = (
        -1
        if "yesterday" in words or "previous" in words or "before" in words
        else 1
        if "tomorrow" in words or "next" in words or "following" in words
        else 0
    )
    if "night" in words and "last" in words:
        return "TIME", (anchor - timedelta(1)).isoformat() + "TNI"
    part = next((code for name, code in _PARTS.items() if name in words or (name == "night" and "tonight" in words)), "")
    return ("TIME" if part else "DATE"), (anchor + timedelta(step)).isoformat() + part


def _numeric(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str] | None:
    try:
        return "DATE", date(int(m["y"]), int(m["m"]), int(m["d"])).isoformat()
    except ValueError:
        return None


def _every(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    word = m["e"].lower()
    if word in _PARTS:
        return "SET", "XXXX-XX-XX" + _PARTS[word]
    if word in _DAYS:
        return "SET", f"XXXX-WXX-{_DAYS[word] + 1}"
    return "SET", {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}[word]


def _past_span(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    count = _count(m["n"]) if m["n"] else "1"
    vague = m["v"] is not None or (m["n"] is None and _unit_plural(m))
    unit = m["u"].lower()
    if unit == "decade":
        return "DURATION", "PXDE" if vague else f"P{int(count) * 10}Y"
    time = "T" if unit in ("hour", "minute", "second") else ""
    return "DURATION", f"P{time}{'X' if vague else count}{_UNITS[unit]}"


def _unit_plural(m: re.Match[str]) -> bool:
    """Whether the unit stands in the plural without a number: *the coming days*."""
    return m.string[m.end("u") : m.end("u") + 1].lower() == "s"


def _plural(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str] | None:
    before = m.string[max(0, m.start() - 12) : m.start()].lower().split()
    if before and (before[-1] in ("past", "last", "next") or before[-1].rstrip("-").isdigit() or before[-1] in _NUMBERS):
        return None
    unit = m["u"].lower().rstrip("s")
    time = "T" if unit == "hour" else ""
    return "DURATION", f"P{time}X{_UNITS[unit]}"


def _year(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    return "DATE", m["y"]


def _century(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    return "DATE", f"{int(m['o']) - 1:02d}"


def _present(_m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    return "DATE", "PRESENT_REF"


def _past(_m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    return "DATE", "PAST_REF"


def _frequency(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    return "SET", {"annually": "XXXX", "daily": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX"}[m["e"].lower()]


def _clock_on_weekday(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str] | None:
    if not m["mi"] and not m["ap"]:
        return None
    return "TIME", _weekday(m["w"], anchor, ahead=ahead).isoformat() + _clock(m)


def _clock_today(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str] | None:
    stopwatch = re.match(r":\d", m.string[m.end() : m.end() + 2])
    if int(m["h"]) > 24 or (not m["ap"] and (not m["mi"] or stopwatch)):
        return None
    return "TIME", anchor.isoformat() + _clock(m)


def _stopwatch(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    return "DURATION", f"PT{int(m['h'])}H{int(m['mi'])}M{int(m['s'])}S"


def _c(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_RULES: list[tuple[re.Pattern[str], Rule]] = [
    (_c(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"), _numeric),
    (_c(rf"(?:\b{_D},? )?\b(?P<m>{_M})\s+{_ORD}(?:,? (?P<y>(?:19|20)\d\d))?\b(?!\s*(?:percent|%|million|billion))", 0), _full_date),
    (_c(rf"(?:\b{_D},? )?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_M})(?:,? (?P<y>(?:19|20)\d\d))?\b", 0), _full_date),
    (_c(rf"\b{_MOD}(?:(?P<lead>in|of|since|by|from|until|through|during|after|before|for|the|late|early) )?(?P<rel>last |next |this past )?(?P<x>\b(?P<m>{_M}))(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)(?!\s+\d{{1,2}}\b)", 0), _month_only),
    (_c(rf"\b(?P<mod>early|mid|late)[ -](?P<lead>)(?P<rel>last |next |this )?(?P<m>{_M})(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)", 0), _month_only),
    (_c(rf"\b{_MOD}(?:the )?(?P<rel>last|previous|this|current|next|coming) (?P<u>fiscal year|weekend|week|month|year|quarter)\b"), _relative_unit),
    (_c(r"\b(?P<mod>the end of|the start of|the beginning of) (?:the |this )?(?P<rel>)(?P<u>year|month|week)\b"), _relative_unit),
    (_c(r"\b(?P<mod>early|mid|late)[ -](?P<rel>this|next|last) (?P<u>week|month|year|quarter)\b"), _relative_unit),
    (_c(r"\b(?P<rel>last|this|next|this past)?(?: |\b)(?P<s>spring|summer|autumn|winter)(?:,? (?:of )?(?P<y>(?:19|20)\d\d))?\b(?=\W)"), _season),
    (_c(rf"\b(?:about |around |nearly |almost |some )?(?P<x>(?P<n>{_N})[ -](?P<u>day|week|month|year|decade)s? (?P<way>ago|hence))\b"), _ago),
    (_c(r"\b(?P<mod>early|mid|late)[ -](?P<lead>)(?P<rel>last |next |this )(?P<x>)(?P<m>" + _M + r")(?P<y>(?!))?(?!\w)", 0), _month_only),
    (_c(rf"\b(?:the )?(?:past|last|next|coming|following|first) (?:(?P<v>{_VAGUE})|(?P<n>{_N}))? ?(?P<u>{_U})s\b"), _past_span),
    (_c(r"\b(?:the )?(?:past|next|coming|following) (?P<v>(?!))?(?P<n>(?!))?(?P<u>decade|hour)\b"), _past_span),
    (_c(rf"\b(?P<n>{_N})[ -](?P<u>{_U})s?\b(?!\s+(?:ago|old)|-old)"), _duration),
    (_c(rf"\b(?P<x>{_VAGUE} )?(?<!\w)(?P<u>days|weeks|months|years|hours|minutes|decades)\b"), _plural),
    (_c(rf"(?:\b(?P<rel>last|next|this) )?\b(?P<w>{_D})\b(?: (?P<part>{_PART}))?", re.IGNORECASE), _weekday_rule),
    (_c(r"\b(?:yesterday|today|tomorrow|tonight|last night|(?:the )?(?:previous|following) day|the day before|the next day|this (?:morning|afternoon|evening))\b"), _relative_day),
    (_c(r"(?<=\bthe )(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:century|term|round|anniversary|president|floor|congress|day|time))"), _day_of_month),
    (_c(r"(?<=\()(?P<d>\d{1,2})(?:st|nd|rd|th)(?=\))"), _day_of_month),
    (_c(r"(?:(?<![\w.,$€¥£%-])|(?<=(?:19|20)\d\d[-–]))(?P<y>(?:19|20)\d\d)(?![\w%]|,\d|\.\d| ?(?:percent|million|billion|people|cars|units|points|dollars|yen))", 0), _year),
    (_c(r"\b(?P<o>\d{1,2})(?:st|nd|rd|th) century\b"), _century),
    (_c(r"\b(?:the )?(?P<y>(?:19|20)\d)0s\b"), _year),
    (_c(r"\b(?:now|currently|at present|at the moment|nowadays)\b"), _present),
    (_c(r"\b(?:the past|at the time|at that time)\b(?! (?:few|several|two|three|four|five|six|year|month|week|day|decade))"), _past),
    (_c(r"\b(?:every|each) (?P<e>day|week|month|year|morning|night|evening|afternoon|" + _D.lower() + r")\b"), _every),
    (_c(r"\b(?P<e>annually|daily|weekly|monthly)\b"), _frequency),
    (_c(rf"\b{_CLOCK} ?(?:GMT|UTC|JST|EST|EDT|ET|local time|KST|CET|BST)?,? ?(?P<w>{_D})\b"), _clock_on_weekday),
    (_c(rf"\b{_CLOCK}(?=\W)"), _clock_today),
    (_c(r"(?<![\d:])(?P<h>\d{1,2}):(?P<mi>\d\d):(?P<s>\d\d)(?![\d:])"), _stopwatch),
]  # fmt: skip

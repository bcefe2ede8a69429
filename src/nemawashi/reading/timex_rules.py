"""What an expression of time is worth: rules that give the TIMEX3 type and value of a match from a day.

A rule takes the match, the day and whether the words before it look ahead; it gives type, value and, where it says so, START, MID or END, or
None where the words are no expression of time after all.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from nemawashi.reading.timex_words import DAYS, MONTHS, NUMBERS, PARTS, SEASONS, UNITS

__all__ = [
    "Rule",
    "ago",
    "century",
    "clock_on_weekday",
    "clock_today",
    "day_of_month",
    "duration",
    "every",
    "frequency",
    "full_date",
    "month_only",
    "numeric",
    "past",
    "past_span",
    "plural",
    "present",
    "relative_day",
    "relative_unit",
    "season",
    "stopwatch",
    "weekday_rule",
    "year",
]

_BACK = re.compile(r"\b(?:was|were|had|since|said|told|did)\b[^.;\n]*$", re.IGNORECASE)

Rule = Callable[[re.Match[str], date, bool], tuple[str, str] | tuple[str, str, str] | None]


def _month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")[:3]]


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
    return str(NUMBERS[word]) if word in NUMBERS else word


def _shift(anchor: date, months: int) -> date:
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _weekday(name: str, anchor: date, *, ahead: bool) -> date:
    gap = (anchor.weekday() - DAYS[name.lower()]) % 7
    return anchor + timedelta((-gap) % 7) if ahead else anchor - timedelta(gap)


def full_date(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str] | None:
    """*April 9*, *9 April 2025*: the year nearest the anchor where none is given."""
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


def month_only(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str, str] | None:
    """*in July*, *late April*: the latest such month up to the anchor, unless the words look ahead."""
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


def relative_unit(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str, str] | None:
    """*last week*, *the end of this month*."""
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


def season(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str] | None:
    """*next summer*, *autumn 2025*."""
    if not m["rel"] and not m["y"]:
        return None
    step = {"last": -1, "next": 1}.get((m["rel"] or "this").lower(), 0)
    season = SEASONS[m["s"].lower()]
    year = int(m["y"]) if m["y"] else anchor.year + step
    return "DATE", f"{year}-{season}"


def ago(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str] | None:
    """*two weeks ago*: as fine as the unit."""
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


def duration(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str, str] | None:
    """*90 days*."""
    count, unit = _count(m["n"]), m["u"].lower()
    if unit == "second" and not m["n"][0].isdigit():
        return None  # "one second" is an ordinal more often than a time
    letter = UNITS[unit]
    mod = ""
    time = "T" if unit in ("hour", "minute", "second") else ""
    if unit == "decade":
        return "DURATION", f"P{int(float(count)) * 10}Y", mod
    return "DURATION", f"P{time}{count}{letter}", mod


def day_of_month(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str] | None:
    """*the 17th*: the nearest such day on the side the words look to."""
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


def weekday_rule(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str]:
    """*Thursday*, *next Monday*, *Friday morning*."""
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
    return ("TIME", day.isoformat() + PARTS[part]) if part else ("DATE", day.isoformat())


def relative_day(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str]:
    """*yesterday*, *tomorrow*, *last night*."""
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
    part = next((code for name, code in PARTS.items() if name in words or (name == "night" and "tonight" in words)), "")
    return ("TIME" if part else "DATE"), (anchor + timedelta(step)).isoformat() + part


def numeric(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str] | None:
    """*2025-05-03*."""
    try:
        return "DATE", date(int(m["y"]), int(m["m"]), int(m["d"])).isoformat()
    except ValueError:
        return None


def every(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*every day*, *each Monday*."""
    word = m["e"].lower()
    if word in PARTS:
        return "SET", "XXXX-XX-XX" + PARTS[word]
    if word in DAYS:
        return "SET", f"XXXX-WXX-{DAYS[word] + 1}"
    return "SET", {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}[word]


def past_span(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*the past three weeks*, *the coming days*."""
    count = _count(m["n"]) if m["n"] else "1"
    vague = m["v"] is not None or (m["n"] is None and _unit_plural(m))
    unit = m["u"].lower()
    if unit == "decade":
        return "DURATION", "PXDE" if vague else f"P{int(count) * 10}Y"
    time = "T" if unit in ("hour", "minute", "second") else ""
    return "DURATION", f"P{time}{'X' if vague else count}{UNITS[unit]}"


def _unit_plural(m: re.Match[str]) -> bool:
    """Whether the unit stands in the plural without a number: *the coming days*."""
    return m.string[m.end("u") : m.end("u") + 1].lower() == "s"


def plural(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str] | None:
    """*weeks*, a stretch without a number."""
    before = m.string[max(0, m.start() - 12) : m.start()].lower().split()
    if before and (before[-1] in ("past", "last", "next") or before[-1].rstrip("-").isdigit() or before[-1] in NUMBERS):
        return None
    unit = m["u"].lower().rstrip("s")
    time = "T" if unit == "hour" else ""
    return "DURATION", f"P{time}X{UNITS[unit]}"


def year(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*2025*, *the 2010s*."""
    return "DATE", m["y"]


def century(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*21st century*."""
    return "DATE", f"{int(m['o']) - 1:02d}"


def present(_m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*now*."""
    return "DATE", "PRESENT_REF"


def past(_m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*at the time*."""
    return "DATE", "PAST_REF"


def frequency(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*annually*."""
    return "SET", {"annually": "XXXX", "daily": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX"}[m["e"].lower()]


def clock_on_weekday(m: re.Match[str], anchor: date, ahead: bool) -> tuple[str, str] | None:
    """*9 a.m. Friday*."""
    if not m["mi"] and not m["ap"]:
        return None
    return "TIME", _weekday(m["w"], anchor, ahead=ahead).isoformat() + _clock(m)


def clock_today(m: re.Match[str], anchor: date, _ahead: bool) -> tuple[str, str] | None:
    """*9:30 p.m.*, on the anchor's day."""
    stopwatch = re.match(r":\d", m.string[m.end() : m.end() + 2])
    if int(m["h"]) > 24 or (not m["ap"] and (not m["mi"] or stopwatch)):
        return None
    return "TIME", anchor.isoformat() + _clock(m)


def stopwatch(m: re.Match[str], _anchor: date, _ahead: bool) -> tuple[str, str]:
    """*1:15:20*, a length of time."""
    return "DURATION", f"PT{int(m['h'])}H{int(m['mi'])}M{int(m['s'])}S"

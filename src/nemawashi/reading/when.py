"""When a document was written and when its statements were made: intervals of days, each with its basis.

The document's time is, in this order: what the caller knows; the page's own metadata; a dateline (a full date on a short line of its own, or
in front of the text's first sentence); inferred from the dates told. A weekday with a day and a month fixes the year, given the years in
which the people named held their offices, or a day near which the reading takes place. What is told as past bounds the day from below, what
is told as ahead from above.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from nemawashi.reading.proposal import Precision, When
from nemawashi.reading.timex import Expression, timexes
from nemawashi.reading.timex_days import days_of

__all__ = ["Dated", "after_dateline", "document_time", "precision_of", "refers_to", "said_on", "wire_of", "zone_of"]

_FULL = re.compile(
    r"\b(?P<m>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|"
    r"Nov(?:ember|\.)?|Dec(?:ember|\.)?)\s+(?P<d>\d{1,2}),?\s+(?P<y>20\d\d|19\d\d)\b"
    r"|\b(?P<d2>\d{1,2})\s+(?P<m2>January|February|March|April|May|June|July|August|September|October|November|December),?\s+(?P<y2>20\d\d|19\d\d)\b"
    r"|(?<![\d/])(?P<d3>\d{1,2})/(?P<m3>\d{1,2})/(?P<y3>20\d\d)(?![\d/])"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b|(?:令和(?P<ry>\d{1,2}|元)|(?P<jy>20\d\d))年(?P<jm>\d{1,2})月(?P<jd>\d{1,2})日"
)
_WEEKDAY_DATE = re.compile(
    r"\b(?P<w>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*\(?(?P<m>January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\s+(?P<d>\d{1,2})\b"
)
_DAY_ONLY = re.compile(r"\b[Oo]n the (?P<d>\d{1,2})(?:st|nd|rd|th)\b|(?<![\d月年])(?P<dj>\d{1,2})日(?!間|目|本|米|中|韓)")
_SAME_DAY = re.compile(r"\b(?:later|earlier) (?:that|the same|in the) day\b|\b(?:that|the same) day\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|scheduled|set to|due|upcoming|is to|are to|expected)\b", re.IGNORECASE)
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAYS = {d: i for i, d in enumerate("mon tues wednes thurs fri satur sun".split())}
_ZONES = {
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "ET": "America/New_York",
    "GMT": "Europe/London",
    "BST": "Europe/London",
    "CET": "Europe/Paris",
    "WASHINGTON": "America/New_York",
    "NEW YORK": "America/New_York",
    "TOKYO": "Asia/Tokyo",
    "SEOUL": "Asia/Seoul",
    "BEIJING": "Asia/Shanghai",
    "LONDON": "Europe/London",
    "BRUSSELS": "Europe/Brussels",
    "MANILA": "Asia/Manila",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """Expressions of a document valued from its own day, with the anchor used."""

    published: When | None
    expressions: tuple[Expression, ...]


def document_time(
    text: str, *, given: When | None = None, meta: str = "", years: tuple[int, int] | None = None, near: date | None = None
) -> When | None:
    """Tell when the document was written; ``years`` bound it by the tenures of the people named, ``near`` is a day it cannot lie after by much."""
    if given is not None:
        return given
    if meta[:4].isdigit():
        span = days_of(meta[:10])
        if span is not None:
            return When(span[0], span[1], precision_of(span[2]), "the page's own date", meta[:10])
    return _dateline(text) or _place_and_day(text, years, near) or _inferred(text, years, near)


_PLACE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][A-Z.’' /,-]{2,40}?)(?:,?\s+(?P<m>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)\s+(?P<d>\d{1,2})(?:,?\s+\d{4})?)?\s*(?:\((?P<wire>[^()\n]{2,40})\))?\s*(?:[-–—]{1,2}|:)\s+(?=\S)",
    re.MULTILINE,
)


def after_dateline(text: str, start: int, end: int) -> int:
    """Where a paragraph's sentence begins behind “TOKYO, April 28 (Kyodo) -”."""
    match = _PLACE.match(text, start, end)
    return match.end() if match is not None and (match["m"] or match["wire"] or match["place"].isupper()) else start


def wire_of(text: str) -> str:
    """Agency or paper named in the dateline: “TOKYO, April 28 (Kyodo) -”."""
    match = next((one for one in _PLACE.finditer(text[:2500]) if one["wire"]), None)
    return " ".join(match["wire"].split()) if match is not None else ""


def _place_and_day(text: str, years: tuple[int, int] | None, near: date | None) -> When | None:
    """The day of “TOKYO, April 28 (Kyodo) -”, its year the latest that ``near`` or the people's tenures allow."""
    match = next((one for one in _PLACE.finditer(text[:2500]) if one["m"]), None)
    if match is None:
        return None
    month = _MONTHS[match["m"][:3].lower()]
    candidates = (
        range(near.year, near.year - 2, -1)
        if near is not None
        else range(years[0], years[0] + 1)
        if years and years[1] - years[0] <= 1
        else ()
    )
    for year in candidates:
        try:
            day = date(year, month, int(match["d"]))
        except ValueError:
            continue
        if near is None or day <= near + timedelta(60):
            return When(day, day, "day", "dateline", f"{match['m']} {match['d']}")
    return None


def zone_of(text: str) -> str:
    """Zone of the dateline, where one is named: by its letters beside an hour, or by the place the report is filed from."""
    head = text[:1500]
    for name, zone in _ZONES.items():
        hour = len(name) <= 3 and re.search(rf"\d\s*(?:[ap]\.?m\.?\s*)?{name}\b", head)
        place = len(name) > 3 and re.search(rf"^\s*{name}\b[^a-z\n]{{0,30}}", head, re.MULTILINE)
        if hour or place:
            return zone
    return ""


def _dateline(text: str) -> When | None:
    at = 0
    for line in text[:3000].splitlines(keepends=True):
        match = _FULL.search(line)
        short = len(line.strip()) <= 70 or (
            match is not None and match.end() < 60 and re.search(r"[—–-]{1,2}|\(\w+\)", line[match.end() : match.end() + 25])
        )
        if match is not None and short:
            day = _day(match)
            if day is not None:
                return When(day, day, "day", "dateline", match.group())
        at += len(line)
    for line in text[-600:].splitlines():
        match = _FULL.search(line)
        if (
            match is not None
            and len(line.strip()) <= 60
            and re.search(r"publish|updated|posted|^\W*" + re.escape(match.group()), line, re.IGNORECASE)
        ):
            day = _day(match)
            if day is not None:
                return When(day, day, "day", "dateline", match.group())
    return None


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["jy"] or match["ry"]:
            year = int(match["jy"]) if match["jy"] else 2018 + (1 if match["ry"] == "元" else int(match["ry"]))
            return date(year, int(match["jm"]), int(match["jd"]))
        if match["y3"]:
            first, second = int(match["d3"]), int(match["m3"])
            if first <= 12 and second <= 12 and first != second:
                return None  # 09/10/2018 is two days
            return date(int(match["y3"]), *((second, first) if first > 12 else (first, second)))
        month = (match["m"] or match["m2"])[:3].lower()
        return date(int(match["y"] or match["y2"]), _MONTHS[month], int(match["d"] or match["d2"]))
    except ValueError:
        return None


def _inferred(text: str, years: tuple[int, int] | None, near: date | None) -> When | None:
    low: date | None = None
    high: date | None = None
    words = ""
    for match in _WEEKDAY_DATE.finditer(text):
        day = _with_year(match, text, years, near)
        if day is None:
            continue
        sentence = text[max(0, match.start() - 120) : match.start()]
        if _FUTURE.search(sentence.rpartition(". ")[2]):
            high = day if high is None else min(high, day)
        elif low is None or day > low:
            low, words = day, match.group()
    if high is not None:
        # days told as past by weekday alone, counted back from the day that lies ahead
        past = [e for e in timexes(text, high) if e.type == "DATE" and len(e.value) == 10 and e.value < high.isoformat()]
        last = max((date.fromisoformat(e.value) for e in past if (high - date.fromisoformat(e.value)).days <= 6), default=None)
        if last is not None and (low is None or last > low):
            low = last
        low = low or high - timedelta(6)
        return When(low, high, "day" if low == high else "days", "inferred: before a day told as ahead", words)
    if low is not None:
        return When(low, low + timedelta(1), "days", "inferred: on or after the last day told as past", words)
    if near is not None and (numbered := _DAY_ONLY.search(text)):
        for back in range(62):
            day = near - timedelta(back)
            if day.day == int(numbered["d"] or numbered["dj"]):
                return When(day, day, "day", "inferred: day of the month, near the day of reading", numbered.group())
    return None


def _with_year(match: re.Match[str], text: str, years: tuple[int, int] | None, near: date | None) -> date | None:
    month, wanted = _MONTHS[match["m"][:3].lower()], _WEEKDAYS[match["w"].lower()]
    told = [int(year) for year in re.findall(r"\b(20[0-4]\d)\b", text)]
    low, high = years or (min(told, default=1), max(told, default=0) + 1)
    if years is None and near is not None:
        low, high = near.year - 5, near.year
    fits = []
    for year in range(max(low, 1950), min(high, 2100) + 1):
        try:
            day = date(year, month, int(match["d"]))
        except ValueError:
            continue
        if day.weekday() == wanted:
            fits.append(day)
    if near is not None:
        fits = [day for day in fits if day <= near + timedelta(200)]
    return fits[-1] if fits and (near is not None or len(fits) == 1) else None


def precision_of(name: str) -> Precision:
    """Check a precision's name."""
    known: dict[str, Precision] = {"day": "day", "days": "days", "week": "week", "month": "month", "season": "season", "year": "year"}
    return known.get(name, "unknown")


def _basis(words: str) -> str:
    low = words.lower()
    if re.search(r"\d", low) and re.search(r"[a-z]{3}|月|日", low) and not low.endswith(("ago", "days", "weeks")):
        return "stated"
    if re.search(r"day\b", low) and not re.search(r"\b(?:to|yester|previous|following|the )day", low):
        return "weekday"
    return "relative"


def said_on(
    text: str, dated: Dated, content: tuple[tuple[int, int], ...], cue: int, sentence: tuple[int, int], paragraph: int
) -> When | None:
    """The day on which a statement was made: told in its own sentence outside the words reported, carried from the paragraph, else the document's."""
    outside = [e for e in dated.expressions if not any(a <= e.start < b for a, b in content) and days_of(e.value, e.mod)]
    own = [e for e in outside if sentence[0] <= e.start < sentence[1]]
    usable = [e for e in own if _fits(e, dated)]
    if usable:
        best = min(usable, key=lambda e: (len(e.value) < 10, abs(e.start - cue)))
        return _when(text, best, _basis(text[best.start : best.end]))
    if _SAME_DAY.search(text, *sentence):
        before = [e for e in outside if e.start < sentence[0] and len(e.value.partition("T")[0]) == 10 and _fits(e, dated)]
        if before:
            return _when(text, before[-1], "relative")
    carried = [e for e in outside if paragraph <= e.start < sentence[0] and len(e.value.partition("T")[0]) == 10 and _fits(e, dated)]
    if carried and "-W" not in carried[-1].value:
        best = carried[-1]
        return _when(text, best, "carried from the sentence before")
    if dated.published is None:
        return None
    return When(dated.published.start, dated.published.end, dated.published.precision, "dateline")


def _fits(one: Expression, dated: Dated) -> bool:
    """Nobody has said anything after the document's day, nor is a whole year a day of speech."""
    span = days_of(one.value, one.mod)
    if span is None or span[2] in ("year", "season"):
        return False
    return dated.published is None or span[0] <= dated.published.end


def refers_to(text: str, content: tuple[tuple[int, int], ...], anchor: date) -> tuple[When, ...]:
    """The days a statement speaks about; "today" inside a quotation is the quotation's day."""
    found = []
    for start, end in content:
        for one in timexes(text[start:end], anchor):
            when = _when(text[start:end], one, _basis(text[start:end][one.start : one.end]))
            if when is not None and when not in found:
                found.append(when)
    return tuple(found)


def _when(text: str, one: Expression, basis: str) -> When | None:
    span = days_of(one.value, one.mod)
    return When(span[0], span[1], precision_of(span[2]), basis, text[one.start : one.end]) if span else None

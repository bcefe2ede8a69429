"""Japanese date expressions by rules: 4月17日, 17日, 令和7年, 今月中旬, 先月, 来週, 一両日中, 週内, 月内."""

import re
from calendar import monthrange
from datetime import date, timedelta

from nemawashi.reading.timex import Expression

__all__ = ["timexes_ja"]

_DATES = re.compile(
    r"(?P<pm>先月|今月|来月)(?P<pd>\d{1,2})日|"
    r"(?:(?P<y>\d{4})年|令和(?P<r>\d{1,2}|元)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?!\d)|(?P<m3>\d{1,2})月(?P<mod>上旬|中旬|下旬|初め|末)?|"
    r"(?<![\d月])(?P<d4>\d{1,2})日(?!間)|(?P<rel>きょう|今日|本日|きのう|昨日|一昨日|あす|明日|今週|先週|来週|今月|先月|来月|今年|昨年|去年|来年|前日|翌日|一両日|数日(?:中|以内)|週内|月内|年内|今週末|週末|月末|年末)|(?P<y5>\d{4})年(?!\d)|(?P<w>[月火水木金土日])曜日?"
)
_REL_DAYS = {"きょう": 0, "今日": 0, "本日": 0, "きのう": -1, "昨日": -1, "一昨日": -2, "あす": 1, "明日": 1}


def timexes_ja(text: str, anchor: date) -> list[Expression]:
    """Give Japanese date expressions valued from ``anchor``; a day alone is the latest one up to it."""
    found = []
    for m in _DATES.finditer(text):
        value, mod = _value(m, anchor)
        if value:
            found.append(Expression(m.start(), m.end(), "DATE", value, mod))
    return found


def _window(word: str, anchor: date) -> str:
    """First and last day of what lies ahead: 一両日 one or two days, 数日 up to five, 週内 to Sunday, 月内 and 年内 to the end."""
    sunday = anchor + timedelta(6 - anchor.weekday())
    month = anchor.replace(day=monthrange(anchor.year, anchor.month)[1])
    first, last = {
        "一両日": (anchor + timedelta(1), anchor + timedelta(2)),
        "数日中": (anchor, anchor + timedelta(5)),
        "数日以内": (anchor, anchor + timedelta(5)),
        "週内": (anchor, sunday),
        "月内": (anchor, month),
        "年内": (anchor, date(anchor.year, 12, 31)),
        "週末": (sunday - timedelta(1), sunday),
        "今週末": (sunday - timedelta(1), sunday),
        "月末": (month - timedelta(4), month),
        "年末": (date(anchor.year, 12, 21), date(anchor.year, 12, 31)),
    }[word]
    return f"{first}/{last}"


def _value(m: re.Match[str], anchor: date) -> tuple[str, str]:
    try:
        if m["pd"]:
            index = anchor.year * 12 + anchor.month - 1 + {"先": -1, "今": 0, "来": 1}[m["pm"][0]]
            return date(index // 12, index % 12 + 1, int(m["pd"])).isoformat(), ""
        if m["d"]:
            year = int(m["y"]) if m["y"] else 2018 + (1 if m["r"] == "元" else int(m["r"])) if m["r"] else anchor.year
            return date(year, int(m["m"]), int(m["d"])).isoformat(), ""
        if m["y2"]:
            return f"{int(m['y2'])}-{int(m['m2']):02d}", ""
        if m["m3"]:
            mods = {"上旬": "START", "初め": "START", "中旬": "MID", "下旬": "END", "末": "END"}
            return f"{anchor.year}-{int(m['m3']):02d}", mods.get(m["mod"] or "", "")
        if m["d4"]:
            here = date(anchor.year, anchor.month, int(m["d4"]))
            if here > anchor:
                here = date(anchor.year - (anchor.month == 1), (anchor.month - 2) % 12 + 1, int(m["d4"]))
            return here.isoformat(), ""
        if m["y5"]:
            return m["y5"], ""
        if m["w"]:
            gap = (anchor.weekday() - "月火水木金土日".index(m["w"])) % 7
            return (anchor - timedelta(gap)).isoformat(), ""
    except ValueError:
        return "", ""
    word = m["rel"]
    if word in ("一両日", "数日中", "数日以内", "週内", "月内", "年内", "今週末", "週末", "月末", "年末"):
        return _window(word, anchor), ""
    if word in _REL_DAYS:
        return (anchor + timedelta(_REL_DAYS[word])).isoformat(), ""
    if word in ("前日", "翌日"):
        return "", ""  # counted from a day told elsewhere, which is not known here
    step = {"先": -1, "昨": -1, "去": -1, "来": 1, "今": 0}[word[0]]
    if word.endswith("週"):
        year, week, _ = (anchor + timedelta(7 * step)).isocalendar()
        return f"{year}-W{week:02d}", ""
    if word.endswith("月"):
        index = anchor.year * 12 + anchor.month - 1 + step
        return f"{index // 12}-{index % 12 + 1:02d}", ""
    return str(anchor.year + step), ""

"""Japanese reports: 「」 and their speakers, 〜と述べた, dates, and narrative positions (〜を検討している, 〜する方針), by rules.

The topic 〜は or subject 〜が nearest before the quotation speaks. Sentences end at 。; a verb of saying or a nominal end (〜との見方, 〜という) reports.
``ginza`` may be installed for other uses; these rules need no parser.
"""

import re
from datetime import date, timedelta

from nemawashi.reading.attribution import Attribution
from nemawashi.reading.narrative import Narrative
from nemawashi.reading.parties import parties_in
from nemawashi.reading.quotes import Quote
from nemawashi.reading.registry import Registry
from nemawashi.reading.timex import Expression

__all__ = ["attributions_ja", "narratives_ja", "sentences_ja", "timexes_ja"]

_SAID = r"(?:と(?:述べ|語|話し|強調し|説明し|発言し|主張し|指摘し|表明し|答え|明らかにし|訴え|伝え|報じ|批判し|コメントし|記し|投稿し|書き込)[^\s。、]{0,6}|との(?:考え|見方|認識|見解)(?:を示し[^\s。]{0,4})?|ことを明らかにし[^\s。]{0,4}|(?:意向|考え|方針|認識)を(?:示し|表明し|明らかにし)[^\s。]{0,4}|という(?:。|$))"
_CUE = re.compile(_SAID)
_TOPIC = re.compile(r"(?P<np>[^、。「」『』\s]{1,30}?)(?P<mark>は|が)(?!な[いく])(?=[^。])")
_FRAMES = (
    ("considers", re.compile(r"(?:検討|協議|調整|模索)(?:し|に入|を進め|を始め)[^。、]{0,8}")),
    ("expected", re.compile(r"(?:見通し|見込み|予定|方向|構え|模様)(?:だ|で|と|に|。|$)")),
    ("intends", re.compile(r"(?:方針|意向|考え|目指し|狙い|狙う)[^。、]{0,8}")),
    ("demands", re.compile(r"(?:求め|要求し|要請し|迫っ)[^。、]{0,6}")),
    ("offers", re.compile(r"(?:提案し|提示し|表明し|打ち出し)[^。、]{0,6}")),
    ("agrees", re.compile(r"(?:合意し|一致し|確認し)[^。、]{0,6}")),
    ("refuses", re.compile(r"(?:拒否し|応じない|否定し|反対し)[^。、]{0,6}")),
    ("acts", re.compile(r"(?:発動し|課し|停止し|延期し|会談し|発表し|開始し)[^。、]{0,6}")),
)  # fmt: skip
_DATES = re.compile(
    r"(?:(?P<y>\d{4})年|令和(?P<r>\d{1,2}|元)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?!\d)|(?P<m3>\d{1,2})月(?P<mod>上旬|中旬|下旬|初め|末)?|"
    r"(?<![\d月])(?P<d4>\d{1,2})日(?!間)|(?P<rel>きょう|今日|本日|きのう|昨日|一昨日|あす|明日|今週|先週|来週|今月|先月|来月|今年|昨年|来年)|(?P<y5>\d{4})年(?!\d)|(?P<w>[月火水木金土日])曜日?"
)
_REL_DAYS = {"きょう": 0, "今日": 0, "本日": 0, "きのう": -1, "昨日": -1, "一昨日": -2, "あす": 1, "明日": 1}


def sentences_ja(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the sentences of each paragraph: up to 。 outside 「」."""
    spans = []
    for start, end in paragraphs:
        at, depth = start, 0
        for place in range(start, end):
            depth += text[place] in "「『"
            depth -= text[place] in "」』" and depth > 0
            if text[place] in "。！？" and depth == 0:
                spans.append((at, place + 1))
                at = place + 1
        if text[at:end].strip():
            spans.append((at, end))
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in spans if text[a:b].strip()]


def attributions_ja(text: str, spans: list[tuple[int, int]], quotations: list[Quote]) -> list[Attribution]:
    """Give quotations and reported clauses with the topic that speaks."""
    found: list[Attribution] = []
    outer = [q for q in quotations if q.depth == 0]
    last: tuple[int, int] | None = None
    for start, end in spans:
        inside = [q for q in outer if start <= q.start < end and q.words >= 6]
        cue = next((m for m in _CUE.finditer(text, start, end) if not any(q.start <= m.start() < q.end for q in outer)), None)
        topic = _topic(text, start, cue.start() if cue else (inside[0].start if inside else end), outer)
        if inside and (cue is not None or inside[-1].words >= 15):
            source = topic or last
            place = (cue.start(), cue.end()) if cue else (inside[-1].end, inside[-1].end)
            for q in inside:
                found.append(Attribution(((q.start, q.end),), source, place, "と", "quote:ja", "whole"))
        elif cue is not None:
            content_start = topic[1] + 1 if topic else start
            while content_start < cue.start() and text[content_start] in "、，  ":
                content_start += 1
            if cue.start() - content_start >= 6:
                found.append(Attribution(((content_start, cue.start()),), topic or last, (cue.start(), cue.end()), "と", "surface:ja"))
        if topic is not None:
            last = topic
    return found


def _topic(text: str, start: int, end: int, outer: list[Quote]) -> tuple[int, int] | None:
    marked = [m for m in _TOPIC.finditer(text, start, end) if not any(q.start <= m.start() < q.end for q in outer)]
    best = next((m for m in marked if m["mark"] == "は"), marked[-1] if marked else None)
    return (best.start("np"), best.end("np")) if best else None


def narratives_ja(text: str, spans: list[tuple[int, int]], quotations: list[Quote], registry: Registry) -> list[Narrative]:
    """Give the sentences in which a party considers, intends, demands, offers, agrees or refuses."""
    found = []
    outer = [q for q in quotations if q.depth == 0]
    for start, end in spans:
        topic = _topic(text, start, end, outer)
        subject = topic if topic and parties_in(text[topic[0] : topic[1]], registry) else None
        for name, pattern in _FRAMES:
            match = next((m for m in pattern.finditer(text, start, end) if not any(q.start <= m.start() < q.end for q in outer)), None)
            if match is not None and subject is not None:
                found.append(Narrative(start, end - (text[end - 1] == "。"), subject, name, (match.start(), match.end())))
                break
    return found


def timexes_ja(text: str, anchor: date) -> list[Expression]:
    """Give Japanese date expressions valued from ``anchor``; a day alone is the latest one up to it."""
    found = []
    for m in _DATES.finditer(text):
        value, mod = _value(m, anchor)
        if value:
            found.append(Expression(m.start(), m.end(), "DATE", value, mod))
    return found


def _value(m: re.Match[str], anchor: date) -> tuple[str, str]:
    try:
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
    if word in _REL_DAYS:
        return (anchor + timedelta(_REL_DAYS[word])).isoformat(), ""
    step = {"先": -1, "昨": -1, "来": 1, "今": 0}[word[0]]
    if word.endswith("週"):
        year, week, _ = (anchor + timedelta(7 * step)).isocalendar()
        return f"{year}-W{week:02d}", ""
    if word.endswith("月"):
        index = anchor.year * 12 + anchor.month - 1 + step
        return f"{index // 12}-{index % 12 + 1:02d}", ""
    return str(anchor.year + step), ""

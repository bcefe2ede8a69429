"""Narrative positions and headlines of Japanese reports: 〜を検討している, 〜する方針を固めた, 〜を求めている, 〜で一致した.

A sentence is one when a party or an office holder is its topic (or the topic carried from before) and its predicate is one of the frames; and,
with least confidence, a sentence about the talks that names a party.
"""

import re

from nemawashi.reading.japanese import topic_ja
from nemawashi.reading.narrative import Narrative
from nemawashi.reading.parties import parties_in
from nemawashi.reading.quotes import Quote
from nemawashi.reading.registry import Registry

__all__ = ["headlines_ja", "narratives_ja"]

Range = tuple[int, int]
_FRAMES = (
    ("considers", re.compile(r"(?:検討|調整|模索|精査|分析)(?:し|に入|を進め|を始め|する|。|$)[^。、]{0,8}|案が?浮上[^。、]{0,6}|視野に入れ[^。、]{0,6}")),
    ("expected", re.compile(r"(?:見通し|見込み|予定|方向|構え|模様|とみられ[^。、]{0,4}|可能性が(?:ある|高い|出て))(?:だ|で|と|に|。|る|$)")),
    ("intends", re.compile(r"(?:方針|意向|考え|目指|狙い|狙う|たい|意欲|構えを見せ)[^。、]{0,8}")),
    ("refuses", re.compile(r"(?:拒否し|応じない|応じて(?:い|お)|否定し|否定的|反対し|難色|(?:回答|明言|言及)(?:を|は)避け|差し控え|見送)[^。、]{0,8}")),
    ("demands", re.compile(r"(?:求め|要求|要請|迫っ|迫る|迫り|促し|不満|批判|問題視|訴え)[^。、]{0,8}")),
    ("offers", re.compile(r"(?:提案|提示|打ち出|申し出|譲歩)[^。、]{0,6}")),
    ("agrees", re.compile(r"(?:合意|一致|確認)(?:し|。|$|に達)[^。、]{0,6}")),
    ("acts", re.compile(r"(?:発動|課し|課す|停止し|延期し|会談|発表|開始|出発|到着|帰国|訪米|訪日|訪れ|指示|伝達|伝え|報告|送付|投稿|協議し|協議を|面会|電話|署名|引き上げ|引き下げ|撤廃し|強調)[^。、]{0,8}")),
)  # fmt: skip
_TALKS = re.compile(r"関税|協議|交渉|輸入|輸出|貿易|会談|投資|合意|為替|市場開放|農業|自動車|米国債|赤字|安全保障|駐留|首脳")
_PERSON = re.compile(r"(?:氏|相|大臣|長官|大統領|首相|総理|代表|主席|両首脳|双方|両国|両政府|政府|側|省)$")


def narratives_ja(text: str, spans: list[Range], quotations: list[Quote], registry: Registry) -> list[Narrative]:
    """Give the sentences that tell a party's position, act or circumstances."""
    found = []
    outer = [q for q in quotations if q.depth == 0]
    carried: Range | None = None
    for start, end in spans:
        if any(q.start <= start and end <= q.end for q in outer) or text[end - 1] != "。":
            continue
        topic = topic_ja(text, start, end, outer)
        holds = topic is not None and (parties_in(text[topic[0] : topic[1]], registry) or _PERSON.search(text[topic[0] : topic[1]]))
        carried = topic if holds else carried
        subject = topic if holds else carried if topic is None else None
        stop = end - 1
        frame = next(
            (
                (name, match)
                for name, pattern in _FRAMES
                for match in pattern.finditer(text, start, end)
                if not any(q.start <= match.start() < q.end for q in outer)
            ),
            None,
        )
        named = parties_in(text[start:end], registry)
        if frame is not None and (subject is not None or named):
            place = subject if subject is not None and start <= subject[0] < end else (start, start)
            found.append(Narrative(start, stop, place, frame[0], (frame[1].start(), frame[1].end())))
        elif named and _TALKS.search(text, start, end) and end - start >= 15:
            place = topic if topic is not None and holds else (start, start)
            found.append(Narrative(start, stop, place, "mention", (place[1], place[1])))
    return found


def headlines_ja(text: str, lines: list[Range], registry: Registry) -> list[Range]:
    """Give a first line without 。 that names a party and has text below it, without its label (【…】, 訂正)."""
    if len(lines) < 2:
        return []
    start, end = lines[0]
    line = text[start:end].rstrip()
    if "。" in line or not 8 <= len(line) <= 70 or not (parties_in(line, registry) or _TALKS.search(line)):
        return []
    lead = re.match(r"(?:【[^】]*】|［[^］]*］|訂正|速報|更新)?[\s:：　]*", line)
    return [(start + (lead.end() if lead else 0), start + len(line))]

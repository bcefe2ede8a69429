"""Japanese reports: who is told to have said what, by rules over one sentence.

A sentence is cut at its reporting predicates (〜と述べた, 〜との考えを示し, 〜と指摘。, 「…」とした, 〜を表明). Each piece is one statement: its content runs
from behind the topic (〜は, 〜も, else the topic of the sentence before) to the particle と, の or を of the predicate, and its speaker is the
topic. 〜によると names the source of a whole sentence. A label before a quotation (「林官房長官 「…」」, a name and a colon, a name on a line of its
own) names its speaker. No parser is needed; where GiNZA is installed (extra ``[read-ja]``) it tells the subject of each reporting predicate.
"""

import re
from collections.abc import Callable

from nemawashi.reading.attribution import Attribution
from nemawashi.reading.quotes import Quote

__all__ = ["attributions_ja", "sentences_ja", "topic_ja"]

Range = tuple[int, int]
Subject = Callable[[int], Range | None]
"""Gives the subject of the predicate at a place, where a parser knows one."""

_VERB = (
    "述べ|語|話|強調|説明|発言|主張|指摘|表明|答え|回答|応じ|明らかに|訴え|伝え|伝達|報じ|報道|批判|コメント|記し|投稿|書き込|呼びかけ|要請|警告|釘|くぎ|クギ|"
    "断言|明言|断じ|反論|否定|語気|皮肉|たしなめ|けん制|牽制|釈明|陳謝|謝罪|言及|確認|発表|宣言|付け加え|繰り返|懸念|評価|期待|歓迎|約束|質問|問|尋ね|"
    "述懐|振り返|漏ら|つぶや|主張|提案|求め|迫|促|論じ|書|綴|位置づけ|みて|見て|考え|認め|の(?:考え|見方|認識|見解|意向|方針|声|立場|見通し|期待感|懸念|反応|意見|指摘|報告|声明|コメント)"
)
_END = r"[^\s。、「」]{0,12}"
_QUOTING = re.compile(
    rf"(?:など|とまで)?と(?:も|、)?(?:改めて|強く|厳しく|率直に|記者団に|記者に|周囲に|繰り返し|重ねて|併せて)*(?:{_VERB}){_END}|(?:など)?と(?:した|して|しつつ|する(?:一方)?|いう(?=。|$))(?:うえで|上で|いる)?|(?:など)?と(?=意欲|意気込み|不満|懸念|疑問|難色|自信|期待|危機感|理解|警戒感|歓迎)(?:意欲|意気込み|不満|懸念|疑問|難色|自信|期待|危機感|理解|警戒感|歓迎)[^。、「」]{{0,14}}"
)
_TAKING = re.compile(
    r"(?:考え|意向|方針|認識|見解|見方|姿勢|立場|意欲|不満|懸念|難色|反対|賛意|期待(?:感)?|理解|危機感|警戒感|不快感|こと)(?:を|も)(?:改めて|強く)?"
    r"(?:示|明らかに|表明|強調|伝え|伝達|説明|発表|述べ|語|あらわに|にじませ|崩さ|確認|報告|認め|訴え)[^。、「」]{0,12}"
    r"|(?<=を)(?:表明|強調|要求|要請|伝達|主張|批判|説明|指示)(?=[。、]|し)[^。、「」]{0,8}|(?:議論|交渉|要求|協議)に応じる考え[^。、]{0,8}"
)
_ACCORDING = re.compile(
    r"(?P<np>[^。「」\n]{2,40}?)(?:に|の話に|の説明に|の発表に|への取材に)よ(?:ると|れば|りますと)、?|(?P<np2>[^。「」\n]{2,40}?)への取材で(?:分|わ)か"
)
_TOPIC = re.compile(r"(?P<np>[^、。「」『』：:\s]{1,30}?)(?P<mark>は|も|が)(?!な[いく])(?=[^。])")
_NO_TOPIC = re.compile(
    r"(?:に|で|と|から|まで|へ|より|について|に関して|をめぐって|を巡って|上|中|際|後|時|点|場合|今後|それ|これ|ここ|まで|もの|こと|の)$"
)
_VOICE = re.compile(
    r"(?:氏|さん|相|大臣|長官|大統領|首相|総理|代表|総裁|幹事長|会長|議員|委員(?:長)?|知事|社長|報道官|補佐官|次官|大使|主席|関係者|幹部|高官|筋|当局者?|交渉官|側|政府|政権|省|庁|"
    r"党|首脳|両国|双方|閣僚|陣営|ホワイトハウス|官邸|日本|米国|アメリカ|中国|韓国|英国|欧州連合|ＥＵ|EU|担当者|局長|課長|記者|一人|1人|１人|同氏|両氏|新聞|通信|テレビ|ＮＨＫ|NHK|ロイター|ブルームバーグ|[ァ-ヿ]{3,})$"
)
_LABEL = re.compile(r"^(?P<np>[^\s。、「」：:]{2,24}|[^。、「」：:]{2,24}?)[\s　]*(?:[：:][\s　]*|[\s　]+|\n)$")
_LEADS_ON = re.compile(r"(?:うえで|上で|つつ|ながら)、?$")
_SUBORDINATE = re.compile(r"[^、。]{0,6}(?:こと|ため|点|際|ところ|姿勢|中で|なか|もの)(?:に|を|は|が|も|で|から|の|、|につ|へ)")
"""What follows a predicate that only qualifies a noun: 〜を表明したことについて."""
_QUALIFIES = re.compile(r"こと(?:に|を|は|が|も|で|から|、)")
_MAIN = 0.5
"""Share of a piece that must stand behind the topic for the words before it to be left out."""
_WHEN_AND_WHERE = re.compile(
    r"(?:(?:先月|今月|昨年|今年|\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[（(][^）)]{1,12}[）)])?|きょう|今日|昨日|きのう)(?:朝|夜|夕|午前|午後|未明|昼|深夜)?"
    r"(?:の[^「」、。]{1,20}?(?:で|後)、?|に?、|(?=「))?(?:[^「」、。]{1,10}で、?)?(?:記者団に(?:対し(?:て)?)?、?)?|(?:[^「」、。]{0,10}(?:後|あと|前)、?)?(?:[^「」、。]{0,10}で、?)?記者団に(?:対し(?:て)?)?、?"
)
_SHORTEST = 6
_TERM = 8
"""Characters below which quoted words before とする are a term, not speech."""


def sentences_ja(text: str, paragraphs: list[Range]) -> list[Range]:
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


def attributions_ja(text: str, spans: list[Range], quotations: list[Quote], subject: Subject | None = None) -> list[Attribution]:
    """Give the reported pieces of each sentence with who is told to have said them; ``subject`` asks a parser, where one is installed."""
    found: list[Attribution] = []
    outer = [q for q in quotations if q.depth == 0]
    last: Range | None = None
    for start, end in spans:
        according = _ACCORDING.search(text, start, end)
        topic = topic_ja(text, start, end, outer)
        if according is not None and not _inside(according.start(), outer) and according.end() - start < 60:
            content = _tidy(text, according.end(), end)
            if content is not None and according["np"]:
                cited = (_np_start(text, according.start("np"), according.end("np")), according.end("np"))
                found.append(_made(content, cited, (according.end("np"), according.end()), "surface:ja", outer))
                last = topic or last
                continue
        pieces = _pieces(text, start, end, outer)
        if not pieces:
            labelled = _labelled(text, start, end, outer)
            if labelled is not None:
                found.append(labelled)
                last = labelled.source
            elif topic is not None and _voiced(text, topic):
                last = topic
            continue
        speaker = topic if topic is not None and (_voiced(text, topic) or last is None) else last
        at = start
        for place, cue in enumerate(pieces):
            if place + 1 < len(pieces) and _LEADS_ON.search(text[cue[0] : cue[1]]):
                following = topic_ja(text, cue[1], pieces[place + 1][0], outer)
                if following is None or not _voiced(text, following):
                    continue  # 「…」としたうえで、「…」と述べた: one breath, one statement
            own = topic_ja(text, at, cue[0], outer)
            own = own if own is not None and (_voiced(text, own) or speaker is None or _before_quotation(own, outer)) else None
            parsed = subject(cue[0]) if subject is not None else None
            known = parsed if parsed is not None and start <= parsed[0] and _voiced(text, parsed) else speaker
            source = own if own is not None else known
            begin = own[1] + 1 if own is not None and at <= own[0] and cue[0] - own[1] > _MAIN * (cue[0] - at) else at
            content = _tidy(text, begin, cue[0])
            if content is not None:
                found.append(_made(content, source, cue, "quote:ja" if any(_touches(q, content) for q in outer) else "surface:ja", outer))
            speaker, at = source, cue[1]
        last = speaker or last
    return found


def topic_ja(text: str, start: int, end: int, outer: list[Quote]) -> Range | None:
    """Give the topic of a stretch: the first 〜は or 〜も that can speak, else a 〜が of its main clause."""
    marked = []
    for match in _TOPIC.finditer(text, start, end):
        words = match["np"]
        if _inside(match.start("np"), outer) or _NO_TOPIC.search(words) or words.startswith(("が、", "で、")):
            continue
        if match["mark"] == "が" and re.match(r"[^。、]*(?:こと|もの|ため|際|場合|中で|なか|一方)", text[match.end() : end]):
            continue
        marked.append((match["mark"], (_np_start(text, match.start("np"), match.end("np")), match.end("np"))))
    for marks in (("は",), ("も",), ("が",)):
        for mark, span in marked:
            if mark in marks and _VOICE.search(text[span[0] : span[1]]):
                return span
    return next((span for mark, span in marked if mark == "は"), None)


def _np_start(text: str, start: int, end: int) -> int:
    """Where the noun phrase itself begins: behind the place or time in front of it."""
    words = text[start:end]
    cut = max(
        words.rfind(mark) + len(mark) if mark in words else 0
        for mark in ("について", "に対し", "のうち", "をめぐり", "を巡り", "】", "］", ")", "）", "　")
    )
    return start + cut if cut < len(words) else start


def _pieces(text: str, start: int, end: int, outer: list[Quote]) -> list[Range]:
    """Give the reporting predicates of a sentence, in order, none inside another or in a quotation."""
    found: list[Range] = []
    for pattern in (_QUOTING, _TAKING):
        for match in pattern.finditer(text, start, end):
            if _inside(match.start(), outer) or any(match.start() < b and a < match.end() for a, b in found):
                continue
            if _QUALIFIES.search(match.group()[4:]) or _SUBORDINATE.match(text, match.end()):
                continue
            if pattern is _QUOTING and not _reports(text, match, outer):
                continue
            found.append((match.start(), match.end()))
    return sorted(found)


def _reports(text: str, match: re.Match[str], outer: list[Quote]) -> bool:
    """Whether と follows a quotation or a finished clause; と of company or of a pair (日本と米国) does not."""
    before = text[max(0, match.start() - 1) : match.start()]
    if before in "」』”":
        quote = next((q for q in outer if q.end == match.start()), None)
        term = quote is not None and quote.words < _TERM and re.match(r"と(?:する|した|して|いう|みて|位置)", match.group())
        return quote is not None and not term
    if re.match(r"(?:など)?とい", match.group()) or re.match(r"と(?:会談|協議|交渉|電話)", text[match.start() : match.start() + 4]):
        return re.match(r"(?:など)?という(?:。|$)", text[match.start() : match.start() + 6]) is not None
    return (
        re.search(
            r"(?:た|だ|る|い|う|く|つ|す|む|ぬ|ん|ず|べき|である|との|か|ない|れ|こと|必要|用意)$",
            text[max(0, match.start() - 4) : match.start()],
        )
        is not None
        and len(match.group()) > 1
    )


def _labelled(text: str, start: int, end: int, outer: list[Quote]) -> Attribution | None:
    """A quotation with its speaker's name in front of it, as broadcasters write."""
    quote = next((q for q in outer if start <= q.start < end and q.words >= 10), None)
    if quote is None or len(text[quote.end : end].strip(" 。　\n")) > 2:
        return None
    lead = text[start : quote.start]
    if lead.strip():
        label = _LABEL.match(lead)
        place = start
    else:
        line = text.rfind("\n", 0, text.rfind("\n", 0, start)) + 1 if "\n" in text[:start] else 0
        lead = text[line:start]
        label, place = (_LABEL.match(lead.strip("\n ") + "\n"), line + len(lead) - len(lead.lstrip())) if lead.strip() else (None, start)
    if label is None or not _VOICE.search(label["np"].strip()):
        return None
    source = (place + label.start("np"), place + label.end("np"))
    return Attribution(((quote.start, quote.end),), source, (quote.start, quote.start), "と", "quote:ja", "whole")


def _made(content: Range, source: Range | None, cue: Range, rule: str, outer: list[Quote]) -> Attribution:
    quoted = sum(max(0, min(content[1], q.end) - max(content[0], q.start)) for q in outer)
    share = quoted / max(1, content[1] - content[0])
    return Attribution((content,), source, cue, "と", rule, "whole" if share > 0.9 else "part" if quoted else "none")


def _tidy(text: str, start: int, end: int) -> Range | None:
    while start < end and text[start] in "、，。 　\n（(が":
        start += 1
    lead = re.match(r"(?:一方|また|その上で|そのうえで|さらに|これに対し|ただ|しかし)、?", text[start:end])
    start += lead.end() if lead else 0
    for _ in range(2):  # when and where it was said stands outside what was said
        place = _WHEN_AND_WHERE.match(text, start, end)
        start = place.end() if place and place.end() - start < 0.6 * (end - start) else start
    while end > start and text[end - 1] in "、，。 　\n":
        end -= 1
    return (start, end) if end - start >= _SHORTEST else None


def _before_quotation(topic: Range, outer: list[Quote]) -> bool:
    """Whether a quotation follows the topic at once: who is not known to speak then speaks, rather than whoever spoke before."""
    return any(q.start in (topic[1] + 1, topic[1] + 2) and q.words >= _SHORTEST for q in outer)


def _voiced(text: str, span: Range) -> bool:
    return _VOICE.search(text[span[0] : span[1]]) is not None


def _touches(quote: Quote, content: Range) -> bool:
    return quote.start < content[1] and content[0] < quote.end


def _inside(place: int, outer: list[Quote]) -> bool:
    return any(q.start <= place < q.end for q in outer)

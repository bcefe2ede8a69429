"""What a statement does in the negotiation, by documented words of English and Japanese.

Tried in this order: what is kept apart or tied together; what will not be given (red line, refusal); the verb that reports it (demand, urge, offer,
pledge); what is asked, offered, scheduled, put in force; what is done to prepare. What is left is an assessment if somebody says it, else context.
The words are general words of negotiation, not of one report.
"""

import re

from nemawashi.reading.proposal import Direction, Move

__all__ = ["direction_of", "move_of"]

_GIVEN = r"(?:imports?|purchases?|purchasing|buying|invest\w*|cooperat\w+|packages?|measures?|cut\w*|reduc\w+|simplif\w+|relax\w+|expan\w+|increas\w+|open\w*|propos\w+|offer\w*|access|concession\w*|shipbuilding|bolster\w*)"
_FIRST: tuple[tuple[Move, str], ...] = (
    ("separation", r"\b(?:separat(?:e|es|ed|ing|ely|ion)(?! (?:meeting|press|news|session|talks|occasion|interview|statement|round))|distinct)\b(?! measures)|\bnot (?:be )?linked|\bapart from the (?:tariff|trade)|切り離|別(?:の)?(?:問題|途|枠)"),
    ("linkage", r"\b(?:link(?:s|ed|ing|age)? (?:it|them|the|tariffs?|trade|defen[cs]e|security|currency)|linkage)\b|\bas part of (?:a|the) (?:package|deal|broader|wider)|\bwould also include|\btie[sd]? (?:it |them )?to\b|\binclude issues|絡め|引き換え|と一体"),
    ("red_line", (r"\bin exchange for\b.{0,40}\b(?:not|ruled out|rejects?)|\brul(?:e|es|ed|ing) out (?:lowering|using|selling|cutting|concessions?|any)|\b(?:never|not|won[’']t|nothing)\b[^.;]{0,60}\bsacrific\w+|\b(?:must|will|shall) (?:never|continue to protect|protect)\b|"
        r"\bnever (?:accept|agree|concede|trade|give)|\bred lines?\b|\bcannot (?:accept|agree|concede|sacrifice)|\bnon[- ]negotiable|\b(?:defend|protect) (?:our|its|their|such|the) (?:\w+ )?interests?|\bno deal without|\bshould not consider\b|譲れない|断じて|犠牲に(?:し|す)[^。、]{0,8}(?:な|ず|ない|おら)|絶対に?のめない|受け入れられない|守るべきものは守")),
    ("refusal", (r"\bmust not\b|\brul(?:e|es|ed|ing) out|\brefus(?:e|es|ed|ing|al)\b|\breject(?:s|ed|ing|ion)?\b|\bno (?:intention|signs? of)|\bwon[’']t (?!be able)|\bwill not\b|\bwould not\b|\bdoes not intend|\bdeclin(?:e|ed|es|ing) to|\boppos(?:e|es|ed|ing)\b|\bnot (?:rush|concede|continue conceding)|"
        r"\breluctan\w+|\bunwilling|\bdid(?:n[’']t| not) (?:\w+ )?(?:respond|go into|agree|accept)|\b(?:difficult|hard|impossible) to (?:change|accept|agree|make|meet|lower|remove)|\bobject(?:s|ed)? to\b|拒否|応じない|応じて(?:い|お)|考えていない|難色|差し控え|(?:回答|明言|言及|コメント)(?:を|は)避け|否定的|反対し|受け取ったという事実はない")),
)  # fmt: skip
_THEN: tuple[tuple[Move, str], ...] = (
    ("demand", (r"(?<!has )(?<!have )(?<!strong )\bdemand(?:ed|ing|s)? (?:that|an?|the|for|from|more|its|to)\b|\burg(?:e|es|ed|ing)\b|\bcall(?:s|ed|ing) (?:for|on)\b|\brequest(?:s|ed|ing)?\b(?! (?:negotiat|for comment))|\bask(?:s|ed|ing) (?:for|the|that|to|japan|tokyo|washington)\b|\bpress(?:es|ed|ing)? (?:for|to|japan|tokyo|the)\b|"
        r"\bseek(?:s|ing)? (?:an?|the|its|full|duty|to (?:have|secure|win|get|reduce|lower|remove|extract))\b|\bpush(?:es|ed|ing)? for\b|\bwants?\b(?! to (?:make use|go|be|visit|meet))|\bdesire (?:for|to)\b|\bhopes? to secure|\bour goal\b|\binsist(?:s|ed|ing)? (?:on|that)|\bcompletely cancel|\bexempt(?:ion|ions|ed)?\b|\breview of (?:the )?(?:u\.s\. )?(?:tariff|dut)|"
        r"\b(?:should|must|need to) (?:pay|buy|open|lower|remove|increase|take measures|lift|scrap)|\braise[ds]? (?:issues|concern)|\b(?:they|japan|it) won[’']t take\b|\bextract concessions|\btop priority on\b|\bremov(?:e|al of) (?:the|tariffs|all)\b|\blift(?:ing)? (?:of )?(?:the|tariffs|a series)|求め|要求|撤廃|見直し|申し入れ|要請|迫(?:っ|り|る)|是正|不満|受け入れていない")),
    ("offer", (rf"\boffer(?:s|ed|ing)?\b(?! (?:a|an) (?:positive|bleak))|\bpropos(?:e|es|ed|ing|al|als)\b|\bpledg(?:e|es|ed|ing)\b|\b(?:consider|contemplat|review|discuss|weigh|mull|explor)\w*\b[^.;]{{0,45}}\b{_GIVEN}|\bready to offer|\breadiness to\b|\bexpand(?:s|ed|ing)? (?:imports?|purchases?|investments?)|\bbargaining (?:chips?|points?)|\bnegotiation cards?|"
        r"\b(?:will|to|would) invest\b|\bincreas\w+ (?:\w+ )?(?:purchases|imports)|\bwe[’']?d like to offer|\bcutting tariffs\b|\bconcede\b|\bcommitment to expand|提案|提示|拡大(?:する案|を検討)|譲歩案|議論に応じる|輸入枠を広げ|手札|カードとする")),
    ("measure", r"\btariffs?\b[^.;]{0,50}\b(?:impos\w+|took effect|take effect|in (?:force|place)|remains?|effective|suspend\w*|postpon\w*|announc\w*|set to end)|\b(?:impos\w+|suspend\w*|postpon\w*|announc\w*|terminate|levy|hit)\b[^.;]{0,60}\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|truce)|\bface[sd]?\b[^.;]{0,40}\btariff|発動|課(?:す|し)|(?:関税|税率)を[^。、]{0,12}(?:引き上げ|引き下げ|停止)|書簡を(?:送|各国)"),
    ("schedule", (r"\bschedul\w*|\b(?:next|second|third|fourth|fifth|sixth|seventh|final) round\b[^.;]{0,60}\b(?:will|to be|begin|start|held|later|next|this|by|in)\b|\bwill (?:meet|hold|visit|begin|start|resume|travel|return|head|attend)|\b(?:set|due|slated|expected|plans?|planned|aim\w*|intends?|is|are) to (?:meet|begin|end|take place|visit|hold|travel|return|leave|conclude|finali[sz]e|attend|announce|reach)|\bto be held|\bagreed to hold|"
        r"\bby (?:the end|mid|june|july|august)|\bin mid-|\bdeadline|\btimetable|\b(?:early results|an agreement|a deal) (?:after|before|by|as early as)|\bgoal is to (?:finali[sz]e|conclude|reach)|\bas early as\b|\bwillingness to meet|日程|開く予定|会談する|予定|訪米(?:する|し|に)|出発|来週|今月中|月内|目指す")),
    ("process", (r"\binstruct\w*|\bco-?ordinat\w*|\bprepar(?:e|es|ed|ing|ation|ations)\b|\breview(?:s|ed|ing)? (?:its|the|trump|previous|comments)|\banaly[sz](?:e|es|ed|ing|is)\b|\binvestigate\b|\bmet with\b|\bheld (?:talks|discussions|a meeting|separate)|\bmeeting\b|\btalks\b|\bnegotiat(?:e|es|ed|ing|ions)\b|\bconfirm\w*|\bconsult\w*|\bconducted\b|\bdiscuss\w*|\bspoke (?:to|with|by)|\barrived in|\breturned to|\bcontinue to work|\bwork (?:closely|with)|"
        r"協議|調整|検討|指示|会談|一致|確認|伝達|報告|連携|準備|面会")),
)  # fmt: skip
_ONCE = [(name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in _FIRST]
_LATER = [(name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in _THEN]
_CUES: dict[str, Move] = {
    "demand": "demand", "urge": "demand", "request": "demand", "call": "demand", "seek": "demand", "press": "demand", "ask": "demand",
    "insist": "demand", "complain": "assessment", "propose": "offer", "offer": "offer", "pledge": "offer", "promise": "offer", "refuse": "refusal", "reject": "refusal",
    "rule": "red_line", "decline": "refusal", "oppose": "refusal", "deny": "refusal", "instruct": "process", "order": "process", "praise": "assessment",
    "welcome": "assessment", "criticize": "assessment", "criticise": "assessment", "caution": "assessment", "warn": "assessment", "describe": "assessment",
}  # fmt: skip
_OWN_STEPS = re.compile(r"\b(?:we|I)(?:[’']ll| will| are| am| must| have been| agreed)\b|精査|指示し|準備を", re.IGNORECASE)
_OUTLOOK = re.compile(
    r"\b(?:difficult to (?:predict|foresee)|unclear|remains to be seen|outlook|impact|conducive|progress|constructive|frank|productive|candid|good first step|hope\w*|win-win|enormous|concern|waning|catalyst|closer|gaps?|divided|differences|satisf\w+|appreciat\w+|understanding of)\b|隔たり|進展|遺憾|建設的|率直|うまくいって",
    re.IGNORECASE,
)


def move_of(words: str, cue: str, *, spoken: bool) -> Move:
    """What a statement does; ``words`` the span with its sentence's cue, ``cue`` the lemma, ``spoken`` whether somebody is told to have said it."""
    for name, pattern in _ONCE:
        if pattern.search(words):
            return name
    if cue in _CUES:
        return _CUES[cue]
    for name, pattern in _LATER:
        if pattern.search(words) is None:
            continue
        if name == "process" and (_OUTLOOK.search(words) or (spoken and not _OWN_STEPS.search(words))):
            return "assessment"  # how the talks went or stand, not what is done in them
        return name
    return "assessment" if spoken or _OUTLOOK.search(words) else "context"


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

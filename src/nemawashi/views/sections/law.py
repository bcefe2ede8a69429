"""The law and its cliff: what typical goods pay on the day, on the deadline, and the average."""

from typing import TYPE_CHECKING

from nemawashi.dates import Clock
from nemawashi.language import Lang
from nemawashi.sources import Basis, Figure
from nemawashi.strings import say
from nemawashi.tariffs import Entry, assess
from nemawashi.units import Unit
from nemawashi.views.cite import short
from nemawashi.views.document import Block, Heading, Line, Paragraph, Table
from nemawashi.views.format import short_day

if TYPE_CHECKING:
    from nemawashi.views.show import FirstScreen
    from nemawashi.workbench import Workbench

__all__ = ["law"]


def law(bench: "Workbench", screen: "FirstScreen", lang: Lang) -> list[Block]:
    """Duties on the case's example goods now and on the deadline, and the reasons."""
    goods = bench.case.manifest.goods
    blocks: list[Block] = [Heading(say("brief.law", lang)), Paragraph((screen.breakdown.text.in_(lang),))]
    if not goods:
        return blocks
    days = [bench.clock.on] + ([screen.deadline.on] if screen.deadline is not None else [])
    rows = []
    for good in goods:
        cells: list[Line] = [(f"{good.title.in_(lang)} ", good.heading)]
        acts: list[str] = []
        asked = ""
        for day in days:
            found = assess(bench.law, Entry(good.heading, good.origin, good.importer, Clock(day, bench.clock.known)))
            applied = [line for line in found.lines if line.status == "applied"]
            sources = tuple(dict.fromkeys(citation for line in applied for citation in line.sources))
            high = None if found.high is None else float(found.high)
            low = float(found.low) if high is not None else None
            cells.append((Figure(None, Unit.PERCENT, day, Basis.DERIVED, sources, low, high, method="duty lines applied on the day"),))
            acts = [
                short(one, bench.sources, lang) for line in applied if line.authority not in ("mfn", "fee") for one in line.sources[:1]
            ] or acts
            open_question = found.questions[0] if found.questions and found.low != found.high else None
            if open_question is not None:
                asked = open_question.text_ja if lang == "ja" else open_question.text
        basis = "; ".join(dict.fromkeys(acts[:2]))
        cells.append((f"{basis}. {say('brief.open', lang, question=asked)}" if asked else basis,))
        rows.append(tuple(cells))
    columns = (say("brief.what", lang), *(short_day(day, lang) for day in days), say("brief.act", lang))
    widths = (2.0, *(1.15 for _ in days), 3.0)
    blocks.append(Table(columns, tuple(rows), widths=widths, right=tuple(range(1, len(days) + 1))))
    return blocks

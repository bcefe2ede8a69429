"""Page one: the first screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.sources import Source
from nemawashi.strings import say
from nemawashi.views.cite import short
from nemawashi.views.document import Bars, Block, Bullets, Cited, Heading, Inline, Line, Paragraph, Strong, Table
from nemawashi.views.format import short_day

if TYPE_CHECKING:
    from nemawashi.sources import Figure
    from nemawashi.views.screen.wants import SideWants
    from nemawashi.views.show import FirstScreen

__all__ = ["glance", "or_unpriced"]

_DOTS = "●●●●○○○○"


def or_unpriced(figure: "Figure | None", lang: Lang) -> Inline:
    """A figure, or the words that it is not priced."""
    return say("not_priced", lang) if figure is None else figure


def glance(screen: "FirstScreen", lang: Lang, sources: Mapping[str, Source], *, public: bool) -> list[Block]:
    """The first screen as blocks."""
    blocks: list[Block] = []
    if screen.deadline is not None:
        when = short_day(screen.deadline.on, lang)
        lead, tail = say("show.days_to", lang, days="\0", day=when, title="\1").split("\0")
        blocks.append(Paragraph((lead, screen.deadline.days, tail.replace("\1", ""), Strong(screen.deadline.title.in_(lang)))))
    blocks.append(Heading(screen.since.in_(lang), 2))
    news: list[Line] = [(f"{short_day(one.on, lang)}: ", Cited(one.text.in_(lang), one.citations)) for one in screen.changes]
    blocks.append(Bullets(tuple(news)) if news else Paragraph((say("show.nothing_new", lang),)))
    blocks.append(Heading(say("show.no_deal", lang), 2))
    blocks.append(Paragraph((screen.breakdown.text.in_(lang),)))
    if screen.breakdown.rows:
        rows = tuple((label.in_(lang), figure) for label, figure in screen.breakdown.rows)
        cited = [one for one in screen.breakdown.rows[1][1].sources if one.source in sources][:2]
        source = "; ".join(short(one, sources, lang) for one in cited)
        blocks.append(Bars(say("show.no_deal", lang), rows, "USD", source))
    blocks.append(_wants(screen.wants, lang))
    blocks.append(_chips(screen, lang))
    if not public:
        blocks.append(Heading(say("show.packages", lang), 2))
        blocks.append(Paragraph((screen.packages.text.in_(lang),)))
        items: list[Line] = [
            (Strong(f"{row.label} "), row.apart.in_(lang) or row.moves.in_(lang), f" ({row.robust.in_(lang)})")
            for row in screen.packages.rows[:2]
        ]
        if items:
            blocks.append(Bullets(tuple(items)))
    for line in screen.blocked:
        mark = Strong(f"{say('show.red_line', lang)}: ")
        blocks.append(
            Paragraph((mark, Cited(line.title.in_(lang), line.citations), f" ({line.owner.in_(lang)}, {line.firmness.in_(lang)})"))
        )
    level: Line = () if screen.deficit.level is None else (screen.deficit.level, "。" if lang == "ja" else ". ")
    mark = Strong(f"{say('show.deficit', lang)}{'：' if lang == 'ja' else ': '}")
    blocks.append(Paragraph((mark, *level, f"{screen.deficit.text.in_(lang)} ", or_unpriced(screen.deficit.figure, lang))))
    if screen.disputed:
        facts: list[Inline] = [Strong(f"{say('show.disputed', lang)}: ")]
        for number, one in enumerate(screen.disputed):
            facts += ["; " if number else "", Cited(one.text.in_(lang), one.citations)]
        blocks.append(Paragraph(tuple(facts)))
    if screen.judgement.figure is not None and not public:
        blocks.append(
            Paragraph(
                (
                    Strong(f"{say('show.judgement', lang)}{'：' if lang == 'ja' else ': '}"),
                    f"{screen.judgement.text.in_(lang)} ",
                    screen.judgement.figure,
                )
            )
        )
    return blocks


def _wants(sides: "tuple[SideWants, ...]", lang: Lang) -> Table:
    longest = max((len(side.rows) for side in sides), default=0)
    rows = []
    for index in range(longest):
        cells: list[Line] = []
        for side in sides:
            if index < len(side.rows):
                want = side.rows[index]
                dots = _DOTS[4 - want.level : 8 - want.level]
                cells.append((Strong(f"{want.title.in_(lang)} "), dots + " ", Cited(want.stance.in_(lang), want.citations)))
            else:
                cells.append(("",))
        rows.append(tuple(cells))
    return Table(tuple(say("show.wants", lang, party=side.name.in_(lang)) for side in sides), tuple(rows), widths=(1.0,) * len(sides))


def _chips(screen: "FirstScreen", lang: Lang) -> Table:
    rows = tuple(
        (
            (Cited(chip.title.in_(lang), chip.citations),),
            (f"{chip.stage.in_(lang)}{f', {short_day(chip.on, lang)}' if chip.on else ''}",),
            (or_unpriced(chip.to_them, lang),),
            (or_unpriced(chip.to_us, lang),),
        )
        for chip in screen.chips[:4]
    )
    columns = (say("show.chip", lang), say("show.stage", lang), say("show.value_to_them", lang), say("show.value_to_us", lang))
    return Table(columns, rows, caption=say("show.chips", lang), widths=(2.5, 1.5, 1.7, 1.7), right=(2, 3))

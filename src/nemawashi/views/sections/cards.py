"""Cards: if they raise this, we answer that; each line of an answer stands in the record, the law or the agenda."""

from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.positions import Position
from nemawashi.strings import both, say
from nemawashi.views.cite import statements_cited
from nemawashi.views.claims import evidence_figure
from nemawashi.views.document import Block, Card, Cited, Heading, Line
from nemawashi.views.format import short_day
from nemawashi.views.positions import issue_title
from nemawashi.workbench.positions import stances

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["answers"]

MOST = 8


def answers(bench: "Workbench", lang: Lang, issues: frozenset[str] | None = None) -> list[Block]:
    """A card for each issue the other side presses or links, firmest first."""
    own, other = bench.own.id, bench.other.id
    cells = stances(bench)
    theirs = [
        cell for cell in cells if cell.party == other and cell.direction in ("press", "hold") and (issues is None or cell.issue in issues)
    ]
    theirs.sort(key=lambda cell: -int(cell.firmness))
    ours = {cell.issue: cell for cell in cells if cell.party == own}
    cards: list[Block] = []
    for cell in theirs:
        lines = _lines(bench, cell.issue, ours.get(cell.issue), lang)
        if lines:
            says: Line = (
                f"{issue_title(bench, cell.issue).in_(lang)}: ",
                Cited(cell.stance.in_(lang), statements_cited(bench, cell.statements[:2])),
            )
            cards.append(Card(says, tuple(lines)))
        if len(cards) == MOST:
            break
    return [Heading(say("brief.answers", lang)), *cards] if cards else []


def _lines(bench: "Workbench", issue: str, own: Position | None, lang: Lang) -> list[Line]:
    lines: list[Line] = []
    if own is not None:
        lines.append((Cited(own.stance.in_(lang), statements_cited(bench, own.statements[:2])),))
    for tie in bench.agenda.linkages:
        if tie.by == bench.own.id and issue in tie.issues and tie.tie == "separates":
            lines.append((Cited(tie.title.in_(lang), statements_cited(bench, tie.statements)),))
    for claim in bench.record.claims:
        if issue in claim.issues:
            for evidence in claim.evidence:
                if evidence.known <= bench.clock.known and evidence.bearing in ("against", "qualifies"):
                    figure = evidence_figure(evidence)
                    told: Line = (Cited(evidence.text.in_(lang), (evidence.citation,)),)
                    lines.append(told if figure is None else (f"{evidence.text.in_(lang)}: ", figure))
    for chip in bench.agenda.chips:
        if chip.party == bench.own.id and chip.issue == issue and chip.steps:
            step = chip.steps[-1]
            chip_told = (
                f"{say('show.chip', lang)}: {chip.title.in_(lang)} ({both(f'stage.{step.stage}').in_(lang)}, {short_day(step.on, lang)})"
            )
            lines.append((Cited(chip_told, statements_cited(bench, step.statements)),))
    return lines[:4]

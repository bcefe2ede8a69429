"""The leading packages: what each moves, what each side gets from it, and what the model says it does."""

from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.strings import say
from nemawashi.views.document import Block, Heading, Line, Paragraph, Strong, Table
from nemawashi.views.effects import figure_of
from nemawashi.workbench.effects import effects

if TYPE_CHECKING:
    from nemawashi.views.show import FirstScreen
    from nemawashi.workbench import Workbench

__all__ = ["packages"]


def packages(bench: "Workbench", screen: "FirstScreen", lang: Lang) -> list[Block]:
    """The robust packages side by side."""
    blocks: list[Block] = [Heading(say("brief.packages", lang)), Paragraph((screen.packages.text.in_(lang),))]
    rows: list[tuple[Line, ...]] = []
    parties = bench.case.parties
    for row in screen.packages.rows:
        answer = effects(bench, bench.agenda.package(row.package))
        cells: list[Line] = [(Strong(f"{row.label}. "), row.moves.in_(lang))]
        for party in parties:
            income = figure_of(bench, answer, "real_income", party)
            cells.append((row.gains[party],))
            cells.append((income,) if income is not None else (say("not_known", lang),))
        rows.append(tuple(cells))
    if rows:
        columns: list[str] = [say("frontier.package", lang)]
        for party in parties:
            name = bench.case.side(party).name.in_(lang)
            columns += [f"{name} ({say('frontier.unit', lang)})", f"{name} ({say('outcome.real_income', lang)})"]
        blocks.append(Table(tuple(columns), tuple(rows), widths=(4.0, 1.2, 1.2, 1.2, 1.2), right=(1, 2, 3, 4)))
    return blocks

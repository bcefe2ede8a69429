"""The leading packages side by side: what each moves, what each side gets, and what the model says it does."""

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


def packages(bench: "Workbench", screen: "FirstScreen", lang: Lang, issues: frozenset[str] | None = None) -> list[Block]:
    """One column a package, one row an issue that any of them moves, then the gains; ``issues`` narrows the rows."""
    shown = screen.packages.rows
    blocks: list[Block] = [Heading(say("brief.packages", lang)), Paragraph((screen.packages.text.in_(lang),))]
    if not shown:
        return blocks
    rows: list[tuple[Line, ...]] = []
    for issue in bench.agenda.issues:
        if any(issue.id in row.package for row in shown) and (issues is None or issue.id in issues):
            star = "*" if issue.id in screen.packages.steady else ""
            cells: list[Line] = [(Strong(issue.title.in_(lang) + star), f" ({', '.join(issue.movers)})")]
            cells += [(issue.option(row.package[issue.id]).title.in_(lang),) if issue.id in row.package else ("—",) for row in shown]
            rows.append(tuple(cells))
    answers = [effects(bench, bench.agenda.package(row.package)) for row in shown]
    for party in bench.case.parties:
        name = bench.case.side(party).name.in_(lang)
        rows.append(((Strong(f"{name}: {say('frontier.unit', lang)}"),), *((row.gains[party],) for row in shown)))
        incomes = [figure_of(bench, answer, "real_income", party) for answer in answers]
        told: list[Line] = [(figure,) if figure is not None else (say("not_known", lang),) for figure in incomes]
        rows.append(((Strong(f"{name}: {say('outcome.real_income', lang)}"),), *told))
    rows.append(((Strong(say("brief.solution", lang)),), *((row.robust.in_(lang),) for row in shown)))
    columns = (say("brief.issue", lang), *(row.label for row in shown))
    blocks.append(Table(columns, tuple(rows), widths=(2.4, *(2.0 for _ in shown))))
    return blocks

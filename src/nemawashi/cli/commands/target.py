"""``target``: the least-cost package that reaches a goal on an outcome, or why none can."""

from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import Closure, Elasticities

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.target import ReachedView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("target")(of_case(target, named=True))


def target(
    asked: Asked,
    goal: Annotated[str, typer.Argument(help='outcome(party, partner or sector) >= or <= a number: "balance(US,JP)>=0", USD million.')],
    books: Annotated[
        str | None,
        typer.Option("--books", metavar="PARTY", help="Whose statistics give the balance today; the first party's unless given."),
    ] = None,
    closure: Closure = None,
    elasticities: Elasticities = None,
) -> None:
    """Show how far any package moves an outcome, and the least-cost one that reaches the goal."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.target import target as view  # noqa: PLC0415

    desk = asked.bench().at(closure=closure, elasticities=elasticities)
    lang = asked.lang
    shown = view(desk, goal, books)
    if asked.told(desk, shown):
        return
    typer.echo(shown.target)
    for text in fold(shown.verdict.in_(lang), 78):
        typer.echo(text)
    for one in shown.books:
        mark = "→" if one.chosen else " "
        typer.echo(f"{mark} {one.title.in_(lang)}: {figure_text(one.level, lang)} ({one.level.note})")
    _told("most", shown.most, lang)
    _told("least", shown.against, lang)
    if shown.best is not None:
        _told("best", shown.best, lang)
    typer.echo("")
    typer.echo(f"{say('target.unit', lang)}: {shown.cost_unit.in_(lang)}")
    typer.echo(f"{say('target.closure', lang)}: {shown.closure}; {', '.join(shown.elasticities)}")
    typer.echo(f"{say('target.searched', lang, n=f'{shown.combinations:,}')} ({shown.method})")
    if shown.silent:
        for text in fold(f"{say('not_priced', lang)}: {', '.join(issue.in_(lang) for issue in shown.silent)}", 78, "  "):
            typer.echo(text)
    for note in shown.notes:
        for text in fold(note.in_(lang), 78):
            typer.echo(text)


def _told(key: str, found: "ReachedView", lang: "Lang") -> None:
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    typer.echo("")
    level = f" → {figure_text(found.level, lang)}" if found.level is not None else ""
    typer.echo(f"{say(f'target.{key}', lang)}: {figure_text(found.change, lang)}{level}")
    paid = figure_text(found.cost, lang) if found.cost is not None else say("not_known", lang)
    typer.echo(f"  {say('target.paid', lang)}: {paid}")
    for text in fold(found.said.in_(lang), 74):
        typer.echo(f"  {text}")
    for line in found.crosses:
        typer.echo(f"  ! {say('show.red_line', lang)}: {line.in_(lang)}")

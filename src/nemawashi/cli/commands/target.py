"""``target``: the least-cost package that reaches a goal on an outcome, or why none can."""

from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.options import AsJson, Closure, Elasticities, ForSide, InLang, Known, On, bench, language

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.target import ReachedView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("target")(target)


def target(
    case: Annotated[str, typer.Argument(help="A built-in case or a folder with a case.toml.")],
    goal: Annotated[str, typer.Argument(help='outcome(party, partner or sector) >= or <= a number: "balance(US,JP)>=0", USD million.')],
    books: Annotated[
        str | None,
        typer.Option("--books", metavar="PARTY", help="Whose statistics give the balance today; the first party's unless given."),
    ] = None,
    closure: Closure = None,
    elasticities: Elasticities = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show how far any package moves an outcome, and the least-cost one that reaches the goal."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.target import target as view  # noqa: PLC0415

    desk = bench(case, side, on, known).at(closure=closure, elasticities=elasticities)
    tongue = language(lang)
    shown = view(desk, goal, books)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    typer.echo(shown.target)
    for text in fold(shown.verdict.in_(tongue), 78):
        typer.echo(text)
    for one in shown.books:
        mark = "→" if one.chosen else " "
        typer.echo(f"{mark} {one.title.in_(tongue)}: {figure_text(one.level, tongue)} ({one.level.note})")
    _told("most", shown.most, tongue)
    _told("least", shown.against, tongue)
    if shown.best is not None:
        _told("best", shown.best, tongue)
    typer.echo("")
    typer.echo(f"{say('target.unit', tongue)}: {shown.cost_unit.in_(tongue)}")
    typer.echo(f"{say('target.closure', tongue)}: {shown.closure}; {', '.join(shown.elasticities)}")
    typer.echo(f"{say('target.searched', tongue, n=f'{shown.combinations:,}')} ({shown.method})")
    if shown.silent:
        for text in fold(f"{say('not_priced', tongue)}: {', '.join(issue.in_(tongue) for issue in shown.silent)}", 78, "  "):
            typer.echo(text)
    for note in shown.notes:
        for text in fold(note.in_(tongue), 78):
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

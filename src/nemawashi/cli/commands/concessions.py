"""``concessions``: which concession buys most, for both sides."""

from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import Closure, Elasticities

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.concessions import ConcededLineView, ConcededOptionView, GivingView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("concessions")(of_case(concessions))


def concessions(
    asked: Asked,
    outcome: Annotated[
        str, typer.Option("--outcome", help="What is counted: real_income (in money), goods_balance, revenue …")
    ] = "real_income",
    most: Annotated[int, typer.Option("--most", min=1, help="Tariff lines shown a side.")] = 6,
    closure: Closure = None,
    elasticities: Elasticities = None,
) -> None:
    """Show what a point of each duty, and each option, of either side is worth to the other and costs the one that gives it."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.concessions import concessions as view  # noqa: PLC0415

    desk = asked.bench().at(closure=closure, elasticities=elasticities)
    lang = asked.lang
    shown = view(desk, outcome)
    if asked.told(desk, shown):
        return
    typer.echo(f"{shown.title.in_(lang)} · {say('target.closure', lang)}: {shown.closure}")
    for text in fold(shown.rule.in_(lang), 78):
        typer.echo(text)
    for group in shown.givings:
        typer.echo("")
        typer.echo(say("concessions.of", lang, gives=group.giver_name.in_(lang), gets=group.receiver_name.in_(lang)))
        for line in group.lines[:most]:
            _line(group, line, lang)
        if group.options:
            typer.echo(f" {say('concessions.options', lang)}")
        for option in group.options:
            _option(group, option, lang)


def _line(group: "GivingView", line: "ConcededLineView", lang: "Lang") -> None:
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    typer.echo(f" {line.sector_name.in_(lang)} ({say('concessions.today', lang)} {figure_text(line.duty, lang)})")
    for party in (group.receiver, group.giver):
        again = figure_text(line.solved[party], lang) if party in line.solved else say("not_known", lang)
        typer.echo(f"   {party}  {figure_text(line.first[party], lang)} · {say('concessions.again', lang)} {again}")
    _ratio(line, lang)


def _option(group: "GivingView", option: "ConcededOptionView", lang: "Lang") -> None:
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    typer.echo(f" {option.title.in_(lang)}: {option.option_title.in_(lang)}")
    for party in (group.receiver, group.giver):
        small = figure_text(option.first[party], lang) if party in option.first else say("concessions.no_small_move", lang)
        typer.echo(f"   {party}  {figure_text(option.solved[party], lang)} · {say('concessions.small', lang)} {small}")
    _ratio(option, lang)


def _ratio(row: "ConcededLineView | ConcededOptionView", lang: "Lang") -> None:
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    if row.exchange is not None:
        typer.echo(f"   {say('concessions.ratio', lang)}: {figure_text(row.exchange, lang)}")
    elif row.free:
        typer.echo(f"   {say('concessions.free', lang)}")

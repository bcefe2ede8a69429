"""``sensitivity``: which elasticity, set or draw flips the ranking of packages."""

from typing import Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import Closure, Elasticities

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sensitivity")(of_case(sensitivity))


def sensitivity(
    asked: Asked,
    packages: Annotated[
        list[str] | None, typer.Argument(metavar="[PACKAGE]...", help="Packages the case names, or moves joined by commas: a=b,c=d.")
    ] = None,
    outcome: Annotated[str, typer.Option("--outcome", help="What they are ranked by.")] = "real_income",
    party: Annotated[str, typer.Option("--party", help="Whose outcome; the side's own unless given.")] = "",
    partner: Annotated[str, typer.Option("--partner", help="Against whom, for a balance or trade.")] = "",
    sector: Annotated[str, typer.Option("--sector", help="Of which sector, for output and trade.")] = "",
    draws: Annotated[int, typer.Option("--draws", min=0, help="Draws of elasticities between the published sets.")] = 24,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draws.")] = 20250503,
    closure: Closure = None,
    elasticities: Elasticities = None,
) -> None:
    """Show whether the order of packages turns on the elasticities, and on which."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.sensitivity import sensitivity as view  # noqa: PLC0415

    desk = asked.bench().at(closure=closure, elasticities=elasticities)
    lang = asked.lang
    shown = view(desk, tuple(packages or ()), outcome=outcome, party=party, partner=partner, sector=sector, draws=draws, seed=seed)
    if asked.told(desk, shown):
        return
    typer.echo(f"{shown.title.in_(lang)} · {shown.party} · {say('target.closure', lang)}: {shown.closure}")
    for text in fold(shown.verdict.in_(lang), 78):
        typer.echo(text)
    for place, one in enumerate(shown.packages, 1):
        typer.echo(f"{place}. {one.id}: {one.title.in_(lang)}  {figure_text(one.change, lang)}")
        if one.best is not None and one.interval is not None:
            typer.echo(
                f"     {say('sensitivity.first', lang)} {figure_text(one.best, lang)} · {say('sensitivity.draws', lang)} {figure_text(one.interval, lang)}"
            )
    for name, order in shown.orders.items():
        mark = "≠" if name in shown.turning else "="
        typer.echo(f"{mark} {name:<28} {' > '.join(order)}")
    if shown.same is not None:
        typer.echo(f"{say('sensitivity.same', lang)}: {figure_text(shown.same, lang)}")
    for flip in shown.elasticities:
        moved = f"{figure_text(flip.usual, lang)} → {figure_text(flip.theta, lang)}"
        typer.echo(f"{say('sensitivity.turns', lang)}: θ {flip.sector_name.in_(lang)} {moved}: {' > '.join(flip.order)}")

"""``sensitivity``: which elasticity, set or draw flips the ranking of packages."""

from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, Closure, Elasticities, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sensitivity")(sensitivity)


def sensitivity(
    case: Annotated[str, typer.Argument(help="A built-in case or a folder with a case.toml.")] = BUILT_IN,
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
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show whether the order of packages turns on the elasticities, and on which."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.sensitivity import sensitivity as view  # noqa: PLC0415

    desk = bench(case, side, on, known).at(closure=closure, elasticities=elasticities)
    tongue = language(lang)
    shown = view(desk, tuple(packages or ()), outcome=outcome, party=party, partner=partner, sector=sector, draws=draws, seed=seed)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    typer.echo(f"{shown.title.in_(tongue)} · {shown.party} · {say('target.closure', tongue)}: {shown.closure}")
    for text in fold(shown.verdict.in_(tongue), 78):
        typer.echo(text)
    for place, one in enumerate(shown.packages, 1):
        typer.echo(f"{place}. {one.id}: {one.title.in_(tongue)}  {figure_text(one.change, tongue)}")
        if one.best is not None and one.interval is not None:
            typer.echo(
                f"     {say('sensitivity.first', tongue)} {figure_text(one.best, tongue)} · {say('sensitivity.draws', tongue)} {figure_text(one.interval, tongue)}"
            )
    for name, order in shown.orders.items():
        mark = "≠" if name in shown.turning else "="
        typer.echo(f"{mark} {name:<28} {' > '.join(order)}")
    if shown.same is not None:
        typer.echo(f"{say('sensitivity.same', tongue)}: {figure_text(shown.same, tongue)}")
    for flip in shown.elasticities:
        moved = f"{figure_text(flip.usual, tongue)} → {figure_text(flip.theta, tongue)}"
        typer.echo(f"{say('sensitivity.turns', tongue)}: θ {flip.sector_name.in_(tongue)} {moved}: {' > '.join(flip.order)}")

"""``effects``: what a package does, per party and sector, with ranges."""

from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import Closure, Elasticities

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.products import ProductView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("effects")(of_case(effects))


def effects(
    asked: Asked,
    moves: Annotated[list[str] | None, typer.Argument(metavar="[ISSUE=OPTION]...", help="What the package moves; the rest stays.")] = None,
    closure: Closure = None,
    elasticities: Elasticities = None,
    sectors: Annotated[bool, typer.Option("--sectors", help="Show every sector.")] = False,
) -> None:
    """Show what a package does to both sides, against the status quo of the day."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.effects import effects as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = asked.bench().at(closure=closure, elasticities=elasticities)
    desk = desk.carrying(moves or ())
    shown = view(desk)
    lang = asked.lang
    if asked.told(desk, shown):
        return
    for text in fold(shown.said.in_(lang), 78):
        typer.echo(text)
    for line in shown.crossed:
        typer.echo(
            f"! {say('show.red_line', lang)} ({line.party}, {line.owner.in_(lang)}, {line.firmness.in_(lang)}): {line.title.in_(lang)}"
        )
    for one in shown.outcomes:
        if one.sector and not sectors:
            continue
        name = f"{one.sector_name.in_(lang)}: {one.title.in_(lang)}" if one.sector else one.title.in_(lang)
        typer.echo(f"{one.party}  {name:<44} {figure_text(one.figure, lang)} [{say(f'basis.{one.figure.basis.value}', lang)}]")
    for market in shown.products:
        _market(market, lang)
    for missing in shown.unpriced:
        typer.echo(f"{say('not_priced', lang)}: {missing.issue}={missing.option}: {missing.why.in_(lang)}")
    for flag in shown.flags:
        for text in fold(flag.in_(lang), 78):
            typer.echo(text)
    typer.echo(shown.message)
    if shown.estimates:
        typer.echo(say("estimate.title", lang))
    for row in shown.estimates:
        typer.echo(f"  {row.who} · {row.party} {row.outcome} · {row.scenario.in_(lang)}")
        ours = say("not_priced", lang) if row.ours is None else figure_text(row.ours, lang)
        typer.echo(
            f"    {say('estimate.theirs', lang)} {figure_text(row.theirs, lang)} · {say('estimate.ours', lang)} {ours} ({row.our_outcome.in_(lang)})"
        )
        why = f"{say('estimate.differ', lang)}: {', '.join(word.in_(lang) for word in row.differs)}. {row.reason.in_(lang)}"
        for text in fold(why, 74):
            typer.echo(f"    {text}")


def _market(market: "ProductView", lang: "Lang") -> None:
    """One product's market, supplier by supplier where the outcome is one's own."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    typer.echo(f"{say('product.title', lang)}: {market.name.in_(lang)} ({market.importer})")
    for row in market.outcomes:
        name = f"{row.title.in_(lang)}, {row.supplier}" if row.supplier else row.title.in_(lang)
        level = f"{figure_text(row.before, lang)} → " if row.before is not None else ""
        typer.echo(f"  {name:<42} {level}{figure_text(row.figure, lang)} [{say(f'basis.{row.figure.basis.value}', lang)}]")
    for text in (market.reconciled, *market.notes):
        for line in fold(text.in_(lang), 76):
            typer.echo(f"  {line}")

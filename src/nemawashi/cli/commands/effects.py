"""``effects``: what a package does, per party and sector, with ranges."""

from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, Closure, Elasticities, ForSide, InLang, Known, On, bench, language

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.products import ProductView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("effects")(effects)


def effects(
    case: Annotated[str, typer.Argument(help="A built-in case or a folder with a case.toml.")] = BUILT_IN,
    moves: Annotated[list[str] | None, typer.Argument(metavar="[ISSUE=OPTION]...", help="What the package moves; the rest stays.")] = None,
    closure: Closure = None,
    elasticities: Elasticities = None,
    sectors: Annotated[bool, typer.Option("--sectors", help="Show every sector.")] = False,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show what a package does to both sides, against the status quo of the day."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.effects import effects as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = bench(case, side, on, known).at(closure=closure, elasticities=elasticities)
    desk = desk.carrying(moves or ())
    shown = view(desk)
    tongue = language(lang)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for text in fold(shown.said.in_(tongue), 78):
        typer.echo(text)
    for line in shown.crossed:
        typer.echo(
            f"! {say('show.red_line', tongue)} ({line.party}, {line.owner.in_(tongue)}, {line.firmness.in_(tongue)}): {line.title.in_(tongue)}"
        )
    for one in shown.outcomes:
        if one.sector and not sectors:
            continue
        name = f"{one.sector_name.in_(tongue)}: {one.title.in_(tongue)}" if one.sector else one.title.in_(tongue)
        typer.echo(f"{one.party}  {name:<44} {figure_text(one.figure, tongue)} [{say(f'basis.{one.figure.basis.value}', tongue)}]")
    for market in shown.products:
        _market(market, tongue)
    for missing in shown.unpriced:
        typer.echo(f"{say('not_priced', tongue)}: {missing.issue}={missing.option}: {missing.why.in_(tongue)}")
    for flag in shown.flags:
        for text in fold(flag.in_(tongue), 78):
            typer.echo(text)
    typer.echo(shown.message)
    if shown.estimates:
        typer.echo(say("estimate.title", tongue))
    for row in shown.estimates:
        typer.echo(f"  {row.who} · {row.party} {row.outcome} · {row.scenario.in_(tongue)}")
        ours = say("not_priced", tongue) if row.ours is None else figure_text(row.ours, tongue)
        typer.echo(
            f"    {say('estimate.theirs', tongue)} {figure_text(row.theirs, tongue)} · {say('estimate.ours', tongue)} {ours} ({row.our_outcome.in_(tongue)})"
        )
        why = f"{say('estimate.differ', tongue)}: {', '.join(word.in_(tongue) for word in row.differs)}. {row.reason.in_(tongue)}"
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

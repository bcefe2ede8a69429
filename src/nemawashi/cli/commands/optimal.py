"""``optimal``: the duties a side would choose for its own real income, the Nash point of both, and co-operation from it."""

from typing import Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import Closure, Elasticities

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("optimal")(of_case(optimal))


def optimal(
    asked: Asked,
    everybody: Annotated[bool, typer.Option("--everybody", help="Let the side choose its duties on every partner.")] = False,
    ranges: Annotated[
        bool, typer.Option("--ranges", help="Nash and co-operation under every elasticity set: some minutes the first time.")
    ] = False,
    sectors: Annotated[bool, typer.Option("--sectors", help="Show every sector's duty.")] = False,
    closure: Closure = None,
    elasticities: Elasticities = None,
) -> None:
    """Show the duties a side would choose alone, against the other's answer, and together with it."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.optimal import optimal as view  # noqa: PLC0415

    desk = asked.bench().at(closure=closure, elasticities=elasticities)
    lang = asked.lang
    shown = view(desk, everybody=everybody, ranges=ranges)
    if asked.told(desk, shown):
        return
    for text in fold(shown.rule.in_(lang), 78):
        typer.echo(text)
    for step in shown.steps:
        typer.echo("")
        typer.echo(f"{step.title.in_(lang)} ({', '.join(step.elasticities)})")
        for party, gain in step.gain.items():
            median = f" · {say('optimal.median', lang)} {figure_text(step.median[party], lang)}" if party in step.median else ""
            typer.echo(f"  {party}  {say('outcome.real_income', lang)} {figure_text(gain, lang)}{median}")
        if sectors:
            for row in step.duties:
                typer.echo(
                    f"    {row.party}  {row.sector_name.in_(lang):<40} {figure_text(row.today, lang)} → {figure_text(row.chosen, lang)}"
                )
        typer.echo(f"  {step.status}; {step.residual_is.in_(lang)}: {step.residual:.1e}")

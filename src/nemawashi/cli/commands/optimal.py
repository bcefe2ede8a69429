"""``optimal``: the duties a side would choose for its own real income, the Nash point of both, and co-operation from it."""

from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, Closure, Elasticities, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("optimal")(optimal)


def optimal(
    case: CaseArgument = BUILT_IN,
    everybody: Annotated[bool, typer.Option("--everybody", help="Let the side choose its duties on every partner.")] = False,
    ranges: Annotated[
        bool, typer.Option("--ranges", help="Nash and co-operation under every elasticity set: some minutes the first time.")
    ] = False,
    sectors: Annotated[bool, typer.Option("--sectors", help="Show every sector's duty.")] = False,
    closure: Closure = None,
    elasticities: Elasticities = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show the duties a side would choose alone, against the other's answer, and together with it."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.optimal import optimal as view  # noqa: PLC0415

    desk = bench(case, side, on, known).at(closure=closure, elasticities=elasticities)
    tongue = language(lang)
    shown = view(desk, everybody=everybody, ranges=ranges)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for text in fold(shown.rule.in_(tongue), 78):
        typer.echo(text)
    for step in shown.steps:
        typer.echo("")
        typer.echo(f"{step.title.in_(tongue)} ({', '.join(step.elasticities)})")
        for party, gain in step.gain.items():
            median = f" · {say('optimal.median', tongue)} {figure_text(step.median[party], tongue)}" if party in step.median else ""
            typer.echo(f"  {party}  {say('outcome.real_income', tongue)} {figure_text(gain, tongue)}{median}")
        if sectors:
            for row in step.duties:
                typer.echo(
                    f"    {row.party}  {row.sector_name.in_(tongue):<40} {figure_text(row.today, tongue)} → {figure_text(row.chosen, tongue)}"
                )
        typer.echo(f"  {step.status}; {step.residual_is.in_(tongue)}: {step.residual:.1e}")

"""``baseline``: what the trade model stands on, and what is weak in it."""

from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, Elasticities, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("baseline")(baseline)


def baseline(
    case: CaseArgument = BUILT_IN,
    elasticities: Elasticities = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Suspect duties shown.")] = 12,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show the benchmark of the trade model: year, weak cells, suspect duties with both values, flows beside later customs figures."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.baseline import baseline as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = bench(case, side, on, known).at(elasticities=elasticities)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    typer.echo(f"{shown.title.in_(tongue)} · {shown.as_of} · {say('target.closure', tongue)}: {shown.closure}")
    for text in (shown.method, shown.note.in_(tongue)):
        for line in fold(text, 78):
            typer.echo(line)
    typer.echo("")
    typer.echo(say("baseline.weak", tongue))
    for one in shown.weak:
        for line in fold(f"{one.what} [{one.cells}]", 76):
            typer.echo(f"  {line}")
    typer.echo(say("baseline.suspect", tongue, n=len(shown.suspects)))
    for row in shown.suspects[:most]:
        other = say("not_known", tongue) if row.other is None else figure_text(row.other, tongue)
        typer.echo(
            f"  {row.exporter} → {row.importer}  {row.sector_name.in_(tongue)}: {figure_text(row.used, tongue)} {say('baseline.used', tongue)} · {other}"
        )
        for line in fold(row.why, 74):
            typer.echo(f"    {line}")
    typer.echo(say("baseline.beside", tongue))
    for flow in shown.beside:
        years = f"{flow.flow.as_of.year}: {figure_text(flow.flow, tongue)} · {flow.customs.as_of.year}: {figure_text(flow.customs, tongue)}"
        typer.echo(f"  {flow.exporter} → {flow.importer}  {flow.sector_name.in_(tongue)}  {years}")
    typer.echo(say("baseline.theta", tongue))
    for sector in shown.elasticities:
        typer.echo(f"  {sector.sector_name.in_(tongue):<40} {sector.theta.value:.1f} ({figure_text(sector.theta, tongue)})")

"""``baseline``: what the trade model stands on, and what is weak in it."""

from typing import Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import Elasticities

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("baseline")(of_case(baseline))


def baseline(
    asked: Asked,
    elasticities: Elasticities = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Suspect duties shown.")] = 12,
) -> None:
    """Show the benchmark of the trade model: year, weak cells, suspect duties with both values, flows beside later customs figures."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.baseline import baseline as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = asked.bench().at(elasticities=elasticities)
    lang = asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    typer.echo(f"{shown.title.in_(lang)} · {shown.as_of} · {say('target.closure', lang)}: {shown.closure}")
    for text in (shown.method.in_(lang), shown.note.in_(lang)):
        for line in fold(text, 78):
            typer.echo(line)
    typer.echo("")
    typer.echo(say("baseline.weak", lang))
    for one in shown.weak:
        for line in fold(f"{one.what.in_(lang)} [{one.cells}]", 76):
            typer.echo(f"  {line}")
    typer.echo(say("baseline.suspect", lang, n=len(shown.suspects)))
    for row in shown.suspects[:most]:
        other = say("not_known", lang) if row.other is None else figure_text(row.other, lang)
        typer.echo(
            f"  {row.exporter} → {row.importer}  {row.sector_name.in_(lang)}: {figure_text(row.used, lang)} {say('baseline.used', lang)} · {other}"
        )
        for line in fold(row.why.in_(lang), 74):
            typer.echo(f"    {line}")
    typer.echo(say("baseline.beside", lang))
    for flow in shown.beside:
        years = f"{flow.flow.as_of.year}: {figure_text(flow.flow, lang)} · {flow.customs.as_of.year}: {figure_text(flow.customs, lang)}"
        typer.echo(f"  {flow.exporter} → {flow.importer}  {flow.sector_name.in_(lang)}  {years}")
    typer.echo(say("baseline.theta", lang))
    for sector in shown.elasticities:
        typer.echo(f"  {sector.sector_name.in_(lang):<40} {sector.theta.value:.1f} ({figure_text(sector.theta, lang)})")

"""``average`` and ``reconcile``: the trade-weighted duty, and how it stands to averages that others published."""

from typing import Annotated

import typer

from nemawashi.cli.options import (
    BUILT_IN,
    Answers,
    AsJson,
    CaseArgument,
    CaseOption,
    ForSide,
    Importer,
    InLang,
    Known,
    On,
    Origin,
    bench,
    language,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("average")(average)
    app.command("reconcile")(reconcile)


def average(
    origin: Origin = "JP",
    importer: Importer = "US",
    by: Annotated[str, typer.Option("--by", metavar="total|chapter|sector", help="Groups of goods.")] = "total",
    answer: Answers = None,
    case: CaseOption = BUILT_IN,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show the trade-weighted statutory duty, with its interval, basis and weights."""
    from nemawashi.cli.tell import fold, table, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.tariffs import answers_given  # noqa: PLC0415
    from nemawashi.views.average import average as view  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk, origin=origin.upper(), importer=importer.upper(), by=by, answers=answers_given(answer or (), "--answer"))
    if as_json:
        tell_json(desk, shown, tongue)
        return
    typer.echo(f"{shown.origin} → {shown.importer}  {say('show.on_known', tongue, on=desk.clock.on, known=desk.clock.known)}")
    columns = (say("average.group", tongue), say("average.rate", tongue), say("average.collected", tongue), say("average.imports", tongue))
    rows = [
        (
            row.title.in_(tongue),
            figure_text(row.rate, tongue),
            figure_text(row.collected, tongue),
            figure_text(row.imports, tongue),
        )
        for row in shown.rows
    ]
    table(columns, rows, (34, 14, 12, 14))
    for text in fold(shown.basis, 78):
        typer.echo(text)
    cited = dict.fromkeys(short(one, desk.sources, tongue) for row in shown.rows for one in row.imports.sources)
    for text in fold(say("average.source", tongue, source="; ".join(cited)), 78):
        typer.echo(text)


def reconcile(
    case: CaseArgument = BUILT_IN,
    answer: Answers = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Set averages that others published beside ours and tell the gap line by line."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.tariffs import answers_given  # noqa: PLC0415
    from nemawashi.views.average import reconcile as view  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk, answers=answers_given(answer or (), "--answer") or None)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for row in shown.rows:
        typer.echo(f"{row.day}  {row.producer} ({row.series}): {figure_text(row.published, tongue)}")
        typer.echo(f"    {say('average.ours', tongue)}: {figure_text(row.ours, tongue)}")
        for step in row.steps:
            reached = figure_text(step.reached, tongue)
            for text in fold(f"{figure_text(step.points, tongue)}  → {reached}  {step.step}: {step.how}", 72, "  "):
                typer.echo(f"    {text}")
        verdict = say("average.explained" if row.explained else "average.unexplained", tongue)
        typer.echo(f"    {say('average.left', tongue)}: {figure_text(row.left, tongue)} ({verdict})")
        cited = "; ".join(short(one, desk.sources, tongue) for one in row.published.sources)
        typer.echo(f"    {say('average.source', tongue, source=cited)}")
    if shown.later.in_(tongue):
        typer.echo(shown.later.in_(tongue))
    if shown.answers:
        typer.echo(f"--answer {' --answer '.join(f'{key}={value}' for key, value in shown.answers.items())}")

"""``positions``: the latest stance of each side on each issue, and what moved."""

from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("positions")(positions)


def positions(
    case: CaseArgument = BUILT_IN,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Say what moved since this day, and by which statement.")
    ] = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show the position matrix: issue by side, firmness, independent sources, movement."""
    from nemawashi.cli.tell import fold, table, tell_json  # noqa: PLC0415
    from nemawashi.dates import parse_date  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.format import short_day  # noqa: PLC0415
    from nemawashi.views.positions import positions as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk, parse_date(since, where="--since") if since else None)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    if since:
        for move in shown.moved:
            before = f"{move.before.in_(tongue)} → " if move.before and move.kind != "restated" else ""
            day = short_day(move.as_of, tongue)
            kind = say(f"movement.{move.kind}", tongue)
            head = f"{day}  {move.name.in_(tongue)}  {move.title.in_(tongue)} [{kind}]: {before}{move.after.in_(tongue)}"
            for text in fold(head, 78, "    "):
                typer.echo(text)
            for citation in move.citations:
                typer.echo(f"        {short(citation, desk.sources, tongue)}")
        if not shown.moved:
            typer.echo(say("show.nothing_new", tongue))
        return
    columns = (say("positions.issue", tongue), *(party.name.in_(tongue) for party in shown.parties))
    rows = []
    for row in shown.rows:
        cells = {cell.party: cell for cell in row.cells}
        told = []
        for party in shown.parties:
            cell = cells.get(party.id)
            if cell is None:
                told.append("—")
                continue
            mark = " ≠" if cell.conflict else ""
            told.append(f"{cell.stance.in_(tongue)} ({cell.firmness.in_(tongue)}; {cell.counted.in_(tongue)}{mark})")
        rows.append((row.title.in_(tongue), *told))
    if not rows:
        typer.echo(say("positions.none_known", tongue))
        return
    table(columns, rows, (18, *([28] * len(shown.parties))))
    if any(cell.conflict for row in shown.rows for cell in row.cells):
        typer.echo(f"≠ {say('positions.conflict', tongue)}: nemawashi conflicts")

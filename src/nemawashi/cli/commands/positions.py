"""``positions``: the latest stance of each side on each issue, and what moved."""

from typing import Annotated

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("positions")(of_case(positions))


def positions(
    asked: Asked,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Say what moved since this day, and by which statement.")
    ] = None,
) -> None:
    """Show the position matrix: issue by side, firmness, independent sources, movement."""
    from nemawashi.cli.tell import fold, table  # noqa: PLC0415
    from nemawashi.dates import parse_date  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.format import short_day  # noqa: PLC0415
    from nemawashi.views.positions import positions as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk, parse_date(since, where="--since") if since else None)
    if asked.told(desk, shown):
        return
    if since:
        for move in shown.moved:
            before = f"{move.before.in_(lang)} → " if move.before and move.kind != "restated" else ""
            day = short_day(move.as_of, lang)
            kind = say(f"movement.{move.kind}", lang)
            head = f"{day}  {move.name.in_(lang)}  {move.title.in_(lang)} [{kind}]: {before}{move.after.in_(lang)}"
            for text in fold(head, 78, "    "):
                typer.echo(text)
            for citation in move.citations:
                typer.echo(f"        {short(citation, desk.sources, lang)}")
        if not shown.moved:
            typer.echo(say("show.nothing_new", lang))
        return
    columns = (say("positions.issue", lang), *(party.name.in_(lang) for party in shown.parties))
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
            told.append(f"{cell.stance.in_(lang)} ({cell.firmness.in_(lang)}; {cell.counted.in_(lang)}{mark})")
        rows.append((row.title.in_(lang), *told))
    if not rows:
        typer.echo(say("positions.none_known", lang))
        return
    table(columns, rows, (18, *([28] * len(shown.parties))))
    if any(cell.conflict for row in shown.rows for cell in row.cells):
        typer.echo(f"≠ {say('positions.conflict', lang)}: nemawashi conflicts")

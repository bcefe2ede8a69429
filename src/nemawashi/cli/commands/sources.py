"""``sources`` and ``references``: what can be read on the day, and what the answers rest on."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("sources")(of_case(sources))
    app.command("references")(of_case(references))


def sources(asked: Asked) -> None:
    """List every source readable on the day, with certainty and licence."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.sources import sources as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    for row in shown.rows:
        certainty = f" · {say(f'certainty.{row.certainty}', lang)}" if row.certainty else ""
        typer.echo(f"{row.id} [{say(f'source.{row.kind}', lang)}{certainty}]")
        for text in fold(row.long.in_(lang), 74, "  "):
            typer.echo(f"    {text}")


def references(asked: Asked) -> None:
    """Give the references of the acts, data, papers and reports the answers use."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.sources import references as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    groups = (("act", shown.acts), ("dataset", shown.datasets), ("paper", shown.papers), ("report", shown.reports), ("page", shown.pages))
    for kind, rows in groups:
        if rows:
            typer.echo(say(f"source.{kind}", lang))
            for row in rows:
                for text in fold(row.in_(lang), 74, "  "):
                    typer.echo(f"  {text}")

"""``barriers``: barriers that are no tariff, ranked by what moving each is worth to each side."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("barriers")(of_case(barriers))


def barriers(asked: Asked) -> None:
    """Rank non-tariff barriers by what moving each is worth to each side; what is not priced has no rank."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.barriers import barriers as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    for text in fold(shown.rule.in_(lang), 78):
        typer.echo(text)
    for group in shown.rankings:
        typer.echo("")
        typer.echo(say("barriers.of", lang, gives=group.gives_name.in_(lang), asks=group.asks_name.in_(lang)))
        for row in (*group.ranked, *group.not_priced):
            place = f"{row.rank}." if row.rank is not None else "–"
            typer.echo(f"{place:>3} {row.title.in_(lang)}: {row.option_title.in_(lang)}")
            for party, worth in row.worth.items():
                rests = say(f"basis.{worth.basis.value}", lang)
                typer.echo(f"      {party}  {figure_text(worth, lang)} [{rests}]")
            if row.equivalent is not None:
                typer.echo(f"      {say('barriers.cost', lang)}: {figure_text(row.equivalent, lang)}")
            if row.exchange is not None:
                typer.echo(f"      {say('barriers.ratio', lang, asks=group.asks, gives=group.gives)}: {figure_text(row.exchange, lang)}")
            if row.free:
                typer.echo(f"      {say('barriers.free', lang, gives=group.gives)}")
            if row.rank is None:
                told = f"{say('not_priced', lang)}: {row.why.in_(lang)}" if row.why.in_(lang) else say("not_priced", lang)
                for text in fold(told, 72):
                    typer.echo(f"      {text}")
            for line in row.crosses:
                typer.echo(f"      ! {say('show.red_line', lang)}: {line.in_(lang)}")

"""``barriers``: barriers that are no tariff, ranked by what moving each is worth to each side."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("barriers")(barriers)


def barriers(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Rank non-tariff barriers by what moving each is worth to each side; what is not priced has no rank."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.barriers import barriers as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for text in fold(shown.rule.in_(tongue), 78):
        typer.echo(text)
    for group in shown.rankings:
        typer.echo("")
        typer.echo(say("barriers.of", tongue, gives=group.gives_name.in_(tongue), asks=group.asks_name.in_(tongue)))
        for row in (*group.ranked, *group.not_priced):
            place = f"{row.rank}." if row.rank is not None else "–"
            typer.echo(f"{place:>3} {row.title.in_(tongue)}: {row.option_title.in_(tongue)}")
            for party, worth in row.worth.items():
                rests = say(f"basis.{worth.basis.value}", tongue)
                typer.echo(f"      {party}  {figure_text(worth, tongue)} [{rests}]")
            if row.equivalent is not None:
                typer.echo(f"      {say('barriers.cost', tongue)}: {figure_text(row.equivalent, tongue)}")
            if row.exchange is not None:
                typer.echo(
                    f"      {say('barriers.ratio', tongue, asks=group.asks, gives=group.gives)}: {figure_text(row.exchange, tongue)}"
                )
            if row.free:
                typer.echo(f"      {say('barriers.free', tongue, gives=group.gives)}")
            if row.rank is None:
                told = f"{say('not_priced', tongue)}: {row.why.in_(tongue)}" if row.why.in_(tongue) else say("not_priced", tongue)
                for text in fold(told, 72):
                    typer.echo(f"      {text}")
            for line in row.crosses:
                typer.echo(f"      ! {say('show.red_line', tongue)}: {line.in_(tongue)}")

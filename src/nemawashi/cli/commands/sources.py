"""``sources`` and ``references``: what can be read on the day, and what the answers rest on."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("sources")(sources)
    app.command("references")(references)


def sources(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """List every source readable on the day, with certainty and licence."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.sources import sources as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for row in shown.rows:
        certainty = f" · {say(f'certainty.{row.certainty}', tongue)}" if row.certainty else ""
        typer.echo(f"{row.id} [{say(f'source.{row.kind}', tongue)}{certainty}]")
        for text in fold(row.long.in_(tongue), 74, "  "):
            typer.echo(f"    {text}")


def references(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Give the references of the acts, data, papers and reports the answers use."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.sources import references as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    groups = (("act", shown.acts), ("dataset", shown.datasets), ("paper", shown.papers), ("report", shown.reports), ("page", shown.pages))
    for kind, rows in groups:
        if rows:
            typer.echo(say(f"source.{kind}", tongue))
            for row in rows:
                for text in fold(row.in_(tongue), 74, "  "):
                    typer.echo(f"  {text}")

"""``ratify``: whether a package would be carried at home, as a range."""

from typing import Annotated

import typer

from nemawashi.cli.options import AsJson, ForSide, HomeForm, InLang, Known, On, PrivateFile, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ratify")(ratify)


def ratify(
    case: Annotated[str, typer.Argument(help="A built-in case or a folder with a case.toml.")],
    package: Annotated[list[str], typer.Argument(metavar="PACKAGE", help="A package the case names, or issue=option ...")],
    form: HomeForm = "executive",
    private: PrivateFile = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Put a package before the bodies that must carry it on the day, and show each side's win-set as a range."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.ratify import ratify as view  # noqa: PLC0415

    desk = bench(case, side, on, known, private).carrying(package)
    tongue = language(lang)
    shown = view(desk, desk.package, form)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for text in fold(shown.said.in_(tongue), 78):
        typer.echo(text)
    typer.echo(shown.form_said.in_(tongue))
    for row in shown.rows:
        typer.echo("")
        typer.echo(f"{row.name.in_(tongue)}: {row.verdict_said.in_(tongue)} ({figure_text(row.probability, tongue)})")
        for body in row.bodies:
            votes = say("ratify.votes", tongue, votes=figure_text(body.votes, tongue), needed=figure_text(body.needed, tongue))
            typer.echo(f"  {body.title.in_(tongue)}: {votes}, {body.verdict_said.in_(tongue)}")
            if body.against:
                typer.echo(f"    {say('ratify.against', tongue)}: {', '.join(name.in_(tongue) for name in body.against)}")
        typer.echo(f"  {say('ratify.win_set', tongue, n=figure_text(row.win_set, tongue), of=figure_text(row.efficient, tongue))}")
    for text in fold(shown.rule.in_(tongue), 78):
        typer.echo(text)

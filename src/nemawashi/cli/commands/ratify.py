"""``ratify``: whether a package would be carried at home, as a range."""

from typing import Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import HomeForm, PrivateFile

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ratify")(of_case(ratify, named=True))


def ratify(
    asked: Asked,
    package: Annotated[list[str], typer.Argument(metavar="PACKAGE", help="A package the case names, or issue=option ...")],
    form: HomeForm = "executive",
    private: PrivateFile = None,
) -> None:
    """Put a package before the bodies that must carry it on the day, and show each side's win-set as a range."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.ratify import ratify as view  # noqa: PLC0415

    desk = asked.bench(private).carrying(package)
    lang = asked.lang
    shown = view(desk, desk.package, form)
    if asked.told(desk, shown):
        return
    for text in fold(shown.said.in_(lang), 78):
        typer.echo(text)
    typer.echo(shown.form_said.in_(lang))
    for row in shown.rows:
        typer.echo("")
        typer.echo(f"{row.name.in_(lang)}: {row.verdict_said.in_(lang)} ({figure_text(row.probability, lang)})")
        for body in row.bodies:
            votes = say("ratify.votes", lang, votes=figure_text(body.votes, lang), needed=figure_text(body.needed, lang))
            typer.echo(f"  {body.title.in_(lang)}: {votes}, {body.verdict_said.in_(lang)}")
            if body.against:
                typer.echo(f"    {say('ratify.against', lang)}: {', '.join(name.in_(lang) for name in body.against)}")
        typer.echo(f"  {say('ratify.win_set', lang, n=figure_text(row.win_set, lang), of=figure_text(row.efficient, lang))}")
    for text in fold(shown.rule.in_(lang), 78):
        typer.echo(text)

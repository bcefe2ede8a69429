"""``agenda``: the issues on the table with their options, and the packages the case names."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agenda")(of_case(agenda))


def agenda(asked: Asked) -> None:
    """List the issues, their options and who must move, with the words issue=option that other commands take."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.agenda import agenda as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    for issue in shown.issues:
        typer.echo(f"{issue.title.in_(lang)} ({', '.join(issue.movers)})")
        for option in issue.options:
            mark = "·" if option.status_quo else " "
            apart = "" if option.priced else f" [{say('not_priced', lang)}]"
            for text in fold(f"{mark} {issue.id}={option.id}  {option.title.in_(lang)}{apart}", 74, "    "):
                typer.echo(f"  {text}")
    typer.echo(say("show.packages", lang))
    for named in shown.packages:
        typer.echo(f"  {named.id}  {named.title.in_(lang)}")

"""``agenda``: the issues on the table with their options, and the packages the case names."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agenda")(agenda)


def agenda(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """List the issues, their options and who must move, with the words issue=option that other commands take."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.agenda import agenda as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for issue in shown.issues:
        typer.echo(f"{issue.title.in_(tongue)} ({', '.join(issue.movers)})")
        for option in issue.options:
            mark = "·" if option.status_quo else " "
            apart = "" if option.priced else f" [{say('not_priced', tongue)}]"
            for text in fold(f"{mark} {issue.id}={option.id}  {option.title.in_(tongue)}{apart}", 74, "    "):
                typer.echo(f"  {text}")
    typer.echo(say("show.packages", tongue))
    for named in shown.packages:
        typer.echo(f"  {named.id}  {named.title.in_(tongue)}")

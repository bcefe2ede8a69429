"""``diff``: two regimes side by side, with measures, headings and dollars."""

from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, Answers, AsJson, CaseOption, ForSide, Importer, InLang, Known, On, Origin, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff")(diff)


def diff(
    compare: Annotated[
        list[str], typer.Option("--compare", metavar="DATE|PACKAGE", help="The second regime: a day, issue=option, or a named package.")
    ],
    origin: Origin = "JP",
    importer: Importer = "US",
    by: Annotated[str, typer.Option("--by", metavar="heading|chapter", help="Groups of goods.")] = "heading",
    top: Annotated[int, typer.Option("--top", min=1, help="How many rows to show; the sums are over all.")] = 25,
    answer: Answers = None,
    case: CaseOption = BUILT_IN,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show what differs between two regimes: measures with their acts, headings with points and dollars."""
    from nemawashi.cli.tell import fold, table, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.tariffs import answers_given  # noqa: PLC0415
    from nemawashi.views.diff import diff as view  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    given = answers_given(answer or (), "--answer")
    shown = view(desk, compare, origin=origin.upper(), importer=importer.upper(), by=by, most=top, answers=given)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    moves = " ".join(f"{issue}={option}" for issue, option in shown.then_package.items())
    typer.echo(f"{shown.origin} → {shown.importer}  {say('show.on_known', tongue, on=desk.clock.on, known=desk.clock.known)}")
    typer.echo(f"{say('tariffs.compare', tongue)} {shown.then_on} {moves}".rstrip())
    if shown.weighed:
        typer.echo(f"{figure_text(shown.change, tongue)}  {figure_text(shown.dollars, tongue)} {say('diff.year', tongue)}")
    else:
        typer.echo(say("diff.unweighed", tongue, origin=shown.origin, importer=shown.importer))
    typer.echo("")
    for one in shown.measures:
        was, now = (say(f"status.{standing}", tongue) for standing in (one.before, one.after))
        stands = f"{was} → {now}" if was != now else was
        if one.rate_before != one.rate_after and one.before == one.after:
            stands += f", {one.rate_before or '—'} → {one.rate_after or '—'}"
        elif one.before == one.after:
            stands += f", {say('diff.part', tongue)}"
        elif one.rate_after or one.rate_before:
            stands += f", {one.rate_after or one.rate_before}"
        for text in fold(f"{one.title.in_(tongue)}: {stands}. {one.act} {one.pinpoint}", 78, "  "):
            typer.echo(text)
    for rule in shown.rules:
        was, now = (say(f"status.{standing}", tongue) for standing in (rule.before, rule.after))
        for text in fold(f"{rule.text.in_(tongue)}: {was} → {now}. {rule.act} {rule.pinpoint}", 78, "  "):
            typer.echo(text)
    typer.echo("")
    columns = tuple(say(f"diff.{name}", tongue) for name in ("heading", "before", "after", "change", "dollars"))
    rows = [(row.heading, *(figure_text(one, tongue) for one in (row.before, row.after, row.change, row.dollars))) for row in shown.rows]
    table(columns, rows, (16, 12, 12, 15, 21))
    typer.echo(say("diff.count", tongue, shown=len(shown.rows), n=shown.count))

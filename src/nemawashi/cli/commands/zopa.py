"""``zopa``: the zone of possible agreement by date, and as a side ties its hands."""

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import HomeForm, PrivateFile, RedLines, Without

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("zopa")(of_case(zopa))


def zopa(
    asked: Asked,
    form: HomeForm = "executive",
    binding: RedLines = None,
    without: Without = None,
    private: PrivateFile = None,
) -> None:
    """Show the zone of agreement by date, the first date on which it empties, win-sets by date, and each side's tied-hands curve."""
    from nemawashi.cli.bargained import gains_said, out  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import day, figure_text  # noqa: PLC0415
    from nemawashi.views.zopa import zopa as view  # noqa: PLC0415

    desk = asked.bench(private).at(red_lines=tuple(binding or ()), without=tuple(without or ()))
    lang = asked.lang
    shown = view(desk, form)
    if asked.told(desk, shown):
        return
    out(shown.form_said.in_(lang))
    typer.echo(say("zopa.dates", lang))
    before = ""
    for one in shown.dates:
        why = "; ".join(text.in_(lang) for text in one.why) or say("zopa.law", lang) if one is not shown.dates[0] or one.why else ""
        out(f"{day(one.on, lang)}{f': {why}' if why else ''}", 2)
        values = {name: figure_text(getattr(one, name), lang) for name in ("acceptable", "open", "carried")}
        row, end = say("zopa.row", lang, **values), say("zopa.without", lang, gains=gains_said(one.breakdown, lang))
        for line in (row, end) if row + end != before else (say("zopa.same", lang),):
            out(line, 6)
        before = row + end
    out(shown.text.in_(lang))
    for hands in shown.hands:
        typer.echo("")
        out(say("zopa.hands", lang, party=hands.name.in_(lang)))
        for level in hands.levels:
            told = {"level": figure_text(level.at_least, lang)}
            if level.gains:
                told |= {"gains": gains_said(level.gains, lang), "n": figure_text(level.acceptable, lang)}
            out(say("zopa.level" if level.gains else "zopa.nothing", lang, **told), 2)

"""``zopa``: the zone of possible agreement by date, and as a side ties its hands."""

import typer

from nemawashi.cli.options import (
    BUILT_IN,
    AsJson,
    CaseArgument,
    ForSide,
    HomeForm,
    InLang,
    Known,
    On,
    PrivateFile,
    RedLines,
    Without,
    bench,
    language,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("zopa")(zopa)


def zopa(
    case: CaseArgument = BUILT_IN,
    form: HomeForm = "executive",
    binding: RedLines = None,
    without: Without = None,
    private: PrivateFile = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show the zone of agreement by date, the first date on which it empties, win-sets by date, and each side's tied-hands curve."""
    from nemawashi.cli.bargained import gains_said, out  # noqa: PLC0415
    from nemawashi.cli.tell import tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import day, figure_text  # noqa: PLC0415
    from nemawashi.views.zopa import zopa as view  # noqa: PLC0415

    desk = bench(case, side, on, known, private).at(red_lines=tuple(binding or ()), without=tuple(without or ()))
    tongue = language(lang)
    shown = view(desk, form)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    out(shown.form_said.in_(tongue))
    typer.echo(say("zopa.dates", tongue))
    before = ""
    for one in shown.dates:
        why = "; ".join(text.in_(tongue) for text in one.why) or say("zopa.law", tongue) if one is not shown.dates[0] or one.why else ""
        out(f"{day(one.on, tongue)}{f': {why}' if why else ''}", 2)
        values = {name: figure_text(getattr(one, name), tongue) for name in ("acceptable", "open", "carried")}
        row, end = say("zopa.row", tongue, **values), say("zopa.without", tongue, gains=gains_said(one.breakdown, tongue))
        for line in (row, end) if row + end != before else (say("zopa.same", tongue),):
            out(line, 6)
        before = row + end
    out(shown.text.in_(tongue))
    for hands in shown.hands:
        typer.echo("")
        out(say("zopa.hands", tongue, party=hands.name.in_(tongue)))
        for level in hands.levels:
            told = {"level": figure_text(level.at_least, tongue)}
            if level.gains:
                told |= {"gains": gains_said(level.gains, tongue), "n": figure_text(level.acceptable, tongue)}
            out(say("zopa.level" if level.gains else "zopa.nothing", tongue, **told), 2)

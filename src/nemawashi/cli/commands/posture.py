"""``posture``: who says that there is no hurry, beside what waiting costs."""

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("posture")(posture)


def posture(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show stated patience and reasons to hurry beside the duty paid a day."""
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.posture import posture as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    shown = view(desk)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    for row in shown.rows:
        typer.echo(row.name.in_(tongue) + (f" ({say('posture.mixed', tongue)})" if row.mixed else ""))
        for key, said in (("patient", row.patient), ("pressed", row.pressed)):
            typer.echo(f"  {say(f'posture.{key}', tongue)}: {len(said)}")
            for one in said:
                for text in fold(
                    f"{one.said_on} {one.speaker.in_(tongue)}: {one.text.in_(tongue)} [{short(one.citation, desk.sources, tongue)}]",
                    72,
                    "  ",
                ):
                    typer.echo(f"    {text}")
    typer.echo(f"{shown.text.in_(tongue)}: {figure_text(shown.duty_now, tongue)}")
    if shown.duty_then is not None and shown.added is not None:
        typer.echo(
            f"{say('posture.then', tongue, day=shown.deadline)}: {figure_text(shown.duty_then, tongue)} ({figure_text(shown.added, tongue)})"
        )

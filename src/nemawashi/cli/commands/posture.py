"""``posture``: who says that there is no hurry, beside what waiting costs."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("posture")(of_case(posture))


def posture(asked: Asked) -> None:
    """Show stated patience and reasons to hurry beside the duty paid a day."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.posture import posture as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    for row in shown.rows:
        typer.echo(row.name.in_(lang) + (f" ({say('posture.mixed', lang)})" if row.mixed else ""))
        for key, said in (("patient", row.patient), ("pressed", row.pressed)):
            typer.echo(f"  {say(f'posture.{key}', lang)}: {len(said)}")
            for one in said:
                for text in fold(
                    f"{one.said_on} {one.speaker.in_(lang)}: {one.text.in_(lang)} [{short(one.citation, desk.sources, lang)}]",
                    72,
                    "  ",
                ):
                    typer.echo(f"    {text}")
    typer.echo(f"{shown.text.in_(lang)}: {figure_text(shown.duty_now, lang)}")
    if shown.duty_then is not None and shown.added is not None:
        typer.echo(
            f"{say('posture.then', lang, day=shown.deadline)}: {figure_text(shown.duty_then, lang)} ({figure_text(shown.added, lang)})"
        )

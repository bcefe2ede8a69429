"""``timeline``: events and provisions as known on the day."""

from typing import TYPE_CHECKING

import typer

from nemawashi.cli.asked import Asked, of_case

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.timeline import RoundView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("timeline")(of_case(timeline))


def timeline(asked: Asked) -> None:
    """Show what happened, what came into force and what is due."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.timeline import timeline as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    stop = "。" if lang == "ja" else ". "
    for row in shown.rows:
        until = f"–{row.until}" if row.until != row.on else ""
        ahead = f" ({say('timeline.ahead', lang)})" if row.on > desk.clock.known else ""
        slipped = f" ← {row.slipped_from}" if row.slipped_from else ""
        typer.echo(f"{row.on}{until}  {say(f'event.{row.kind}', lang)}{ahead}{slipped}")
        for text in fold(row.title.in_(lang) + (f"{stop}{row.text.in_(lang)}" if row.text.in_(lang) else ""), 66):
            typer.echo(f"            {text}")
        for text in _round(row.round, lang) if row.round is not None else ():
            typer.echo(f"            {text}")
        if row.changes is not None:
            for text in fold(f"→ {row.changes.in_(lang)}", 64, "  "):
                typer.echo(f"            {text}")
    typer.echo("")
    typer.echo(say("timeline.talks", lang))
    for one in shown.talks:
        for text in fold(f"{one.title.in_(lang)} [{say(f'talks.{one.stage}', lang)}, {one.known}]: {one.summary.in_(lang)}", 74, "  "):
            typer.echo(f"  {text}")


def _round(held: "RoundView", lang: "Lang") -> list[str]:
    """A round in lines: level and length, mandate, who could commit, what was missing."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415

    comma = "、" if lang == "ja" else ", "
    length = f"{comma}{say('timeline.minutes', lang, n=held.minutes)}" if held.minutes is not None else ""
    lines = [f"{say(f'level.{held.level}', lang)}{length}"]
    people = comma.join(name.in_(lang) for name in held.can_commit)
    for label, text in (("mandate", held.mandate), ("can_commit", people), ("missing", held.missing)):
        if text:
            told = text if isinstance(text, str) else text.in_(lang)
            lines += fold(f"{say(f'timeline.{label}', lang)}: {told}", 64, "  ")
    return lines

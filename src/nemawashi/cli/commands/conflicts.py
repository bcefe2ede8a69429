"""``conflicts``: where reports contradict each other, and where the sides disagree."""

import typer

from nemawashi.cli.asked import Asked, of_case

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("conflicts")(of_case(conflicts))


def conflicts(asked: Asked) -> None:
    """Show contradictions in the press, disagreements between the sides, and flags on names and attributions."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.cite import short  # noqa: PLC0415
    from nemawashi.views.conflicts import conflicts as view  # noqa: PLC0415

    desk, lang = asked.bench(), asked.lang
    shown = view(desk)
    if asked.told(desk, shown):
        return
    if not (shown.press or shown.sides or shown.compatible or shown.flags):
        typer.echo(say("positions.none_known", lang))
    groups = (
        ("press", [row for row in shown.press if row.kind == "contradicts"]),
        ("tension_head", [row for row in shown.press if row.kind != "contradicts"]),
        ("disagree", shown.sides),
        ("looks", shown.compatible),
    )
    for head, rows in groups:
        if rows:
            typer.echo(f"{say(f'positions.{head}', lang)} ({len(rows)})")
        for row in rows:
            for text in fold(f"· {row.note.in_(lang)}", 76, "  "):
                typer.echo(f"  {text}")
            if row.taken is not None:
                for text in fold(f"→ {row.taken.in_(lang)}", 74, "  "):
                    typer.echo(f"    {text}")
            for said in row.statements:
                cited = "; ".join(short(one, desk.sources, lang) for one in said.citation)
                for text in fold(f"{said.speaker.in_(lang)}: {cited}", 72, "  "):
                    typer.echo(f"      {text}")
    marks: dict[tuple[str, str, str, str], list[str]] = {}
    for flag in shown.flags:
        key = (flag.kind, flag.printed, flag.means.in_(lang), flag.note.in_(lang))
        marks.setdefault(key, []).extend(short(one, desk.sources, lang) for one in flag.statement.citation)
    if marks:
        typer.echo(f"{say('positions.marks', lang)} ({len(marks)})")
    for (kind, printed, means, note), places in marks.items():
        what = " → ".join(part for part in (printed, means) if part)
        for text in fold(f"· {say(f'flag.{kind}', lang)}{f': {what}' if what else ''}. {note} [{'; '.join(places)}]", 76, "  "):
            typer.echo(f"  {text}")

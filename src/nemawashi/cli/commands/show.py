"""``show``: the first screen, 24 lines of 80 columns."""

from typing import TYPE_CHECKING

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.show import FirstScreen

__all__ = ["register", "screen_lines"]

WIDTH, HEIGHT = 80, 24
CHIPS = (33, 19, 15, 13)
"""Columns of the chips: what, what became of it, worth to them, worth to us."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    case: CaseArgument = BUILT_IN, on: On = None, known: Known = None, side: ForSide = None, lang: InLang = "en", as_json: AsJson = False
) -> None:
    """Show the first screen: deadline, changes, no deal, wants, chips, packages, deficit, disputes, judgement."""
    from nemawashi.cli.tell import tell_json  # noqa: PLC0415
    from nemawashi.views.show import show as view  # noqa: PLC0415

    desk = bench(case, side, on, known)
    tongue = language(lang)
    screen = view(desk)
    if as_json:
        tell_json(desk, screen, tongue)
        return
    for line in screen_lines(screen, tongue):
        typer.echo(line)


def screen_lines(screen: "FirstScreen", lang: "Lang") -> list[str]:
    """Lay the first screen out in at most 24 lines of 80 cells."""
    from nemawashi.cli.tell import fit, pad  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text, short_day  # noqa: PLC0415

    def figure(shown: object) -> str:
        return say("not_priced", lang) if shown is None else figure_text(shown, lang)  # type: ignore[arg-type]

    lines = [f"{screen.title.in_(lang)} · {screen.subtitle.in_(lang)}"]
    if screen.deadline is not None:
        days = figure_text(screen.deadline.days, lang)
        when = short_day(screen.deadline.on, lang)
        lines.append("▌ " + say("show.days_to", lang, days=days, day=when, title=screen.deadline.title.in_(lang)))
    else:
        lines.append(say("show.no_deadline", lang))
    lines.append(screen.since.in_(lang).upper())
    news = [f"  {short_day(one.on, lang)} {one.text.in_(lang)}" for one in screen.changes] or [f"  {say('show.nothing_new', lang)}"]
    lines += news[:3]
    cliff = screen.breakdown.text.in_(lang)
    if len(screen.breakdown.rows) == 3 and screen.deadline is not None:
        now, then, more = (figure_text(shown, lang) for _, shown in screen.breakdown.rows)
        cliff = say("show.cliff", lang, now=now, then=then, more=more, day=short_day(screen.deadline.on, lang))
    lines.append(f"{say('show.no_deal', lang).upper()}: {cliff.replace(' a day', '/d')}")
    lines += _columns(screen, lang)
    heads = (say("show.chips", lang).upper(), "", say("show.value_to_them", lang), say("show.value_to_us", lang))
    lines.append("".join(pad(head, width) for head, width in zip(heads, CHIPS, strict=True)).rstrip())
    for chip in screen.chips[:3]:
        stage = f"{chip.stage.in_(lang)}{f' {short_day(chip.on, lang)}' if chip.on else ''}"
        cells = (f" {fit(chip.title.in_(lang), CHIPS[0] - 2)}", stage, _short(figure(chip.to_them)), _short(figure(chip.to_us)))
        lines.append("".join(pad(cell, width) for cell, width in zip(cells, CHIPS, strict=True)).rstrip())
    lines.append(f"{say('show.packages', lang).upper()}: {screen.packages.text.in_(lang)}")
    lines += [
        f"  {row.label} {row.rules.in_(lang)} {figure_text(row.share, lang)}: {row.moves.in_(lang)}" for row in screen.packages.rows[:2]
    ]
    for line in screen.blocked[:1]:
        lines.append(f"{say('show.red_line', lang).upper()}: {line.title.in_(lang)} ({line.owner.in_(lang)}, {line.firmness.in_(lang)})")
    lines.append(f"{say('show.deficit', lang).upper()}: {figure(screen.deficit.figure)} — {screen.deficit.text.in_(lang)}")
    if screen.disputed:
        lines.append(f"{say('show.disputed', lang).upper()}: {'; '.join(one.text.in_(lang) for one in screen.disputed)}")
    lines.append(f"{say('show.judgement', lang).upper()}: {figure(screen.judgement.figure)}")
    return [fit(line, WIDTH) for line in lines[:HEIGHT]]


def _short(text: str) -> str:
    return text.replace(" points", "").replace("点", "")


def _columns(screen: "FirstScreen", lang: "Lang") -> list[str]:
    """Both sides' wants beside each other."""
    from nemawashi.cli.tell import fit, pad  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415

    half = WIDTH // 2
    heads = [say("show.wants", lang, party=side.name.in_(lang)).upper() for side in screen.wants]
    lines = ["".join(pad(head, half) for head in heads).rstrip()]
    for index in range(4):
        cells = []
        for side in screen.wants:
            if index < len(side.rows):
                want = side.rows[index]
                cells.append(f"{'●' * want.level}{'○' * (4 - want.level)} {fit(want.stance.in_(lang), half - 6)}")
            else:
                cells.append("")
        lines.append("".join(pad(cell, half) for cell in cells).rstrip())
    return lines

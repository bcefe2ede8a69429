"""The first screen laid out for a terminal: 24 lines of 80 cells, nothing essential lost.

Every part has its lines; where words are too long for them the next shorter wording is taken, then they are folded. What is left of the 24 lines
goes to the packages, since they are the longest. Only what no wording can shorten is cut, and the cut shows.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from nemawashi.cli.tell import fit, fold, pad
from nemawashi.strings import say
from nemawashi.views.format import figure_text, short_day

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.sources import Figure
    from nemawashi.views.show import FirstScreen

__all__ = ["HEIGHT", "WIDTH", "screen_lines"]

WIDTH, HEIGHT = 80, 24
WANTS, CHIPS = 4, 3
COLUMNS = (32, 19, 15, 14)
"""Columns of the chips: what, what became of it, worth to them, worth to us."""


def screen_lines(screen: "FirstScreen", lang: "Lang") -> list[str]:
    """Lay the first screen out in at most 24 lines of 80 cells."""
    above = [*_head(screen, lang), *_news(screen, lang), *_unsigned(screen, lang), *_wants(screen, lang), *_chips(screen, lang)]
    below = [*_red_line(screen, lang), *_deficit(screen, lang), *_disputed(screen, lang)]
    lines = [*above, *_packages(screen, lang, HEIGHT - len(above) - len(below)), *below]
    return [fit(line, WIDTH) for line in lines[:HEIGHT]]


def _figure(shown: "Figure | None", lang: "Lang") -> str:
    return say("not_priced", lang) if shown is None else figure_text(shown, lang)


def _head(screen: "FirstScreen", lang: "Lang") -> list[str]:
    lines = fold(f"{screen.title.in_(lang)} · {screen.subtitle.in_(lang)}", WIDTH, "  ")
    if screen.deadline is None:
        return [*lines, say("show.no_deadline", lang)]
    days, when = figure_text(screen.deadline.days, lang), short_day(screen.deadline.on, lang)
    told = say("show.days_to", lang, days=days, day=when, title=screen.deadline.title.in_(lang))
    return [*lines, *fold(f"▌ {told}", WIDTH, "▌ ")]


def _news(screen: "FirstScreen", lang: "Lang") -> list[str]:
    lines = [screen.since.in_(lang).upper()]
    for one in screen.changes:
        day = short_day(one.on, lang)
        lines.append(_first([f"  {day} {one.text.in_(lang)}", f"  {day} {one.short.in_(lang)}"]))
    return lines if screen.changes else [*lines, f"  {say('show.nothing_new', lang)}"]


def _unsigned(screen: "FirstScreen", lang: "Lang") -> list[str]:
    head = say("show.no_deal", lang).upper()
    if screen.deadline is None or len(screen.breakdown.rows) != 3:
        return fold(f"{head}: {screen.breakdown.text.in_(lang)}", WIDTH, "  ")
    now, then, more = (figure_text(shown, lang) for _, shown in screen.breakdown.rows)
    daily = [text.replace(" a day", "").replace("1日", "") for text in (now, then, more)]
    words = {"now": daily[0], "then": daily[1], "day": short_day(screen.deadline.on, lang)}
    brief = f"{head}: {say('show.cliff', lang, **words)}"
    return fold(_first([f"{brief} {say('show.cliff_more', lang, more=daily[2])}", brief]), WIDTH, "  ")


def _wants(screen: "FirstScreen", lang: "Lang") -> list[str]:
    half = WIDTH // 2
    lines = ["".join(pad(say("show.wants", lang, party=side.name.in_(lang)).upper(), half) for side in screen.wants).rstrip()]
    for index in range(min(WANTS, max((len(side.rows) for side in screen.wants), default=0))):
        cells = []
        for side in screen.wants:
            if index < len(side.rows):
                want = side.rows[index]
                dots = f"{'●' * want.level}{'○' * (4 - want.level)}"
                cells.append(f"{dots} {fit(want.stance.in_(lang), half - 6)}")
            else:
                cells.append("")
        lines.append("".join(pad(cell, half) for cell in cells).rstrip())
    return lines


def _chips(screen: "FirstScreen", lang: "Lang") -> list[str]:
    if not screen.chips:
        return []
    heads = (say("show.chips", lang).upper(), "", say("show.them_short", lang), say("show.us_short", lang))
    lines = ["".join(pad(head, width) for head, width in zip(heads, COLUMNS, strict=True)).rstrip()]
    for chip in screen.chips[:CHIPS]:
        stage = f"{chip.stage.in_(lang)}{f' {short_day(chip.on, lang)}' if chip.on else ''}"
        worth = [_figure(shown, lang).replace(" points", "").replace("点", "") for shown in (chip.to_them, chip.to_us)]
        cells = (fit(chip.title.in_(lang), COLUMNS[0] - 1), stage, *worth)
        lines.append("".join(pad(cell, width) for cell, width in zip(cells, COLUMNS, strict=True)).rstrip())
    return lines


def _packages(screen: "FirstScreen", lang: "Lang", room: int) -> list[str]:
    head = say("show.packages", lang).upper()
    judged = "" if screen.judgement.figure is None else say("show.judged_short", lang, share=figure_text(screen.judgement.figure, lang))
    if not screen.packages.rows:
        return fold(f"{head}: {screen.packages.text.in_(lang)}", WIDTH, "  ")[: max(room, 1)]
    lines = [_first([f"{head}{judged}: {screen.packages.short.in_(lang)}", f"{head}: {screen.packages.short.in_(lang)}"])]
    left, shown = room - len(lines), screen.packages.rows[:2]
    for number, row in enumerate(shown):
        share = say("show.in_draws", lang, share=figure_text(row.share, lang))
        words = f"{row.label} {row.rules.in_(lang)}{share}: {(row.apart.in_(lang) or row.moves.in_(lang)).replace('*', '')}"
        kept = left - 1 if number == 0 and len(shown) > 1 and left > 2 else left
        told = _told(words, kept)
        lines += told
        left -= len(told)
    return lines


def _told(words: str, room: int) -> list[str]:
    """Fold to ``room`` lines; what does not fit is counted, move by move."""
    lines = ["  " + line for line in fold(words, WIDTH - 2, "  ")]
    left = 0
    while room > 0 and len(lines) > room and (at := max(words.rfind(", "), words.rfind("、"))) > 0:
        words, left = words[:at], left + 1
        lines = ["  " + line for line in fold(f"{words} (+{left})", WIDTH - 2, "  ")]
    return lines[: max(room, 0)]


def _red_line(screen: "FirstScreen", lang: "Lang") -> list[str]:
    head = say("show.red_line", lang).upper()
    return [
        _first(
            [
                f"{head}: {line.title.in_(lang)} ({line.owner.in_(lang)}, {line.party})",
                f"{head}: {line.title.in_(lang)}",
            ]
        )
        for line in screen.blocked[:1]
    ]


def _deficit(screen: "FirstScreen", lang: "Lang") -> list[str]:
    head, most = say("show.deficit", lang).upper(), _figure(screen.deficit.figure, lang)
    short = f"{head}: {say('show.deficit_short', lang, most=most)}"
    if screen.deficit.level is None:
        return [short]
    return [_first([f"{head}: {figure_text(screen.deficit.level, lang)}; {say('show.deficit_short', lang, most=most)}", short])]


def _disputed(screen: "FirstScreen", lang: "Lang") -> list[str]:
    if not screen.disputed:
        return []
    head = say("show.disputed", lang).upper()
    return [_first([f"{head}: {one.text.in_(lang)}" for one in screen.disputed])]


def _first(wordings: Sequence[str], width: int = WIDTH) -> str:
    """The first wording that fits; the shortest where none does."""
    return next((words for words in wordings if cell_len(words) <= width), min(wordings, key=cell_len))

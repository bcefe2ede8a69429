"""What the bargaining commands tell alike: folded lines, a difference between two tables, a package with its gains."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from nemawashi.bargain.given import numbers_given
from nemawashi.cli.tell import fold
from nemawashi.strings import say
from nemawashi.views.format import figure_text
from nemawashi.views.told import told

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.language import Text as Words
    from nemawashi.sources import Figure
    from nemawashi.views.difference import DifferenceView

__all__ = ["differ", "gains_said", "moved", "out", "package_out", "powers"]

WIDTH = 78


def out(text: str, indent: int = 0) -> None:
    """Print text folded to the width, every line behind ``indent`` spaces, what follows the first two further."""
    pad = " " * indent
    for place, line in enumerate(fold(text, WIDTH - indent - 2)):
        typer.echo(pad + ("  " if place else "") + line)


def gains_said(gains: "Mapping[str, Figure]", lang: "Lang") -> str:
    """Each side's gain in one line."""
    return "  ".join(f"{party} {figure_text(worth, lang)}" for party, worth in gains.items())


def package_out(
    moves: "Words", gains: "Mapping[str, Figure]", lang: "Lang", *, head: str = "", indent: int = 0, shares: bool = False
) -> None:
    """Print a package: what each side gains, what that rests on, and the moves."""
    out(f"{head}{gains_said(gains, lang)}", indent)
    if shares:
        for party, worth in gains.items():
            out(f"{party}: {told(worth.note, lang)}", indent + 4)
    out(moves.in_(lang), indent + 4)


def differ(found: "DifferenceView", lang: "Lang", indent: int = 0, word: str = "linked") -> None:
    """Print what the difference between two tables is worth to each side; ``word`` is the group of strings that says which two."""
    if word == "shadow" and not any(moved(one.nash) or moved(one.best) for one in found.served) and not found.opens.value:
        out(say("shadow.idle", lang), indent)
        return
    counts = {"without": figure_text(found.acceptable_here, lang), "with": figure_text(found.acceptable_there, lang)}
    out(say(f"{word}.acceptable", lang, **counts), indent)
    for one in found.served:
        parts = [
            f"{say(f'linked.{name}', lang)} {figure_text(figure, lang)}"
            for name, figure in (("at_nash", one.nash), ("at_best", one.best))
            if figure is not None
        ]
        out(f"{one.name.in_(lang)}: {', '.join(parts) or '—'}", indent)
    if any(figure.value for figure in (found.opens, found.closes)):
        out(say("linked.opens", lang, opens=figure_text(found.opens, lang), closes=figure_text(found.closes, lang)), indent)
    out(found.verdict.in_(lang), indent)


def moved(figure: "Figure | None") -> bool:
    """Whether a change is anything but exactly zero over its whole range."""
    return figure is None or any(end != 0 for end in (figure.low, figure.value, figure.high) if end is not None)


def powers(given: str | None) -> dict[str, float] | None:
    """Bargaining powers as the command line gives them."""
    return None if given is None else numbers_given(given, "--power")

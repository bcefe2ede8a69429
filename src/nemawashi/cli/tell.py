"""Telling an answer: as JSON, or as lines that fit the terminal."""

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer
from rich.cells import cell_len, chop_cells, set_cell_size

from nemawashi.views.answer import answer

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.workbench import Workbench

__all__ = ["fit", "fold", "pad", "table", "tell_json"]


def tell_json(bench: "Workbench", view: Any, lang: "Lang") -> None:
    """Print the view as one JSON object."""
    typer.echo(json.dumps(answer(bench, view, lang), ensure_ascii=False, indent=1))


def fit(text: str, width: int) -> str:
    """Cut text to a width in terminal cells, with an ellipsis where something was cut."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """Fit text to exactly ``width`` cells."""
    return set_cell_size(fit(text, width), width)


def fold(text: str, width: int, indent: str = "") -> list[str]:
    """Fold text to lines of ``width`` cells with their indent: at spaces, and after a Japanese comma or full stop."""
    lines: list[str] = []
    line = ""
    room = width
    for word in _BREAKS.findall(text):
        if cell_len((line + word).rstrip()) <= room:
            line += word
            continue
        if line.strip():
            lines.append(line.rstrip())
            room = width - cell_len(indent)
        pieces = chop_cells(word, room) if cell_len(word.rstrip()) > room else [word]
        lines.extend(pieces[:-1])
        line = pieces[-1]
    lines.append(line.rstrip())
    return [lines[0], *(indent + rest for rest in lines[1:])]


_BREAKS = re.compile(r"[^ 、。；]*(?:[、。；]+| +|$)")


def table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
    """Print a table in columns of the given widths, cells folded, the last column as wide as the terminal leaves."""
    typer.echo("  ".join(pad(name, width) for name, width in zip(columns, widths, strict=True)).rstrip())
    typer.echo("  ".join("─" * width for width in widths))
    for row in rows:
        cells = [fold(cell, width) for cell, width in zip(row, widths, strict=True)]
        for number in range(max(len(cell) for cell in cells)):
            parts = [pad(cell[number] if number < len(cell) else "", width) for cell, width in zip(cells, widths, strict=True)]
            typer.echo("  ".join(parts).rstrip())

"""The envelope of every answer: whose side, which day, the receipt, then the view's own fields."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from nemawashi.language import Lang
from nemawashi.views.encode import encode

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["FORMAT", "answer"]

FORMAT = 1
"""Version of the JSON answers; raised when a field changes meaning or goes."""


def answer(bench: "Workbench", view: Any, lang: Lang = "en") -> dict[str, Any]:
    """Give a view as one JSON object with ``side, on, known, receipt`` and the view's own fields."""
    body = {field.name: encode(getattr(view, field.name), lang, bench.sources) for field in fields(view)}
    own = {"format": FORMAT, "side": bench.scenario.side, "on": bench.scenario.on.isoformat(), "known": bench.scenario.known.isoformat()}
    return own | body

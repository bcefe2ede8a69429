"""What is new since the last round, in a sentence and in fewer words."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Lang, Text
from nemawashi.record.statement import When
from nemawashi.sources import Citation
from nemawashi.strings import say
from nemawashi.views.cite import statements_cited
from nemawashi.views.format import short_day
from nemawashi.workbench.since import Change, changes

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["ChangeView", "news", "window"]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Something new."""

    on: date
    text: Text
    short: Text
    """Without the issue, for a narrow place."""
    issues: tuple[str, ...]
    citations: tuple[Citation, ...]


def news(bench: "Workbench", since: date | None = None) -> tuple[ChangeView, ...]:
    """What is new since ``since``, or since the eve of the last round, the most telling first."""
    return tuple(_view(bench, change) for change in changes(bench, since))


def _view(bench: "Workbench", change: Change) -> ChangeView:
    cited = change.citations or statements_cited(bench, change.statements)
    text = change.text if change.when is None else Text(_dated(change, change.when, "en"), _dated(change, change.when, "ja"))
    return ChangeView(change.on, text, change.short or text, change.issues, cited)


def _dated(change: Change, when: When, lang: Lang) -> str:
    what = change.text.in_(lang)
    if change.was is None:
        return say("show.dated", lang, what=what, when=window(when, lang))
    return say("show.date_moved", lang, what=what, when=window(when, lang), old=window(change.was, lang))


def window(when: When, lang: Lang) -> str:
    """A day or a span of days in short."""
    first, last = short_day(when.first, lang), short_day(when.last, lang)
    return first if when.first == when.last else f"{first}～{last}" if lang == "ja" else f"{first} to {last}"

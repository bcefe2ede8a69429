"""Views as JSON: one encoding for the command line, the page and exports."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from nemawashi.language import Lang, Text
from nemawashi.sources import Citation, Figure, Source
from nemawashi.views.cite import long, short
from nemawashi.views.format import figure_text
from nemawashi.views.told import told

__all__ = ["encode"]


def encode(value: Any, lang: Lang, sources: Mapping[str, Source]) -> Any:
    """Turn a view into plain JSON values.

    A figure becomes ``{value, low, high, unit, as_of, basis, sources, text, …}`` with ``text`` written in ``lang``; words in two languages become
    the words in ``lang``; a citation carries its short and its long form.
    """
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case float():
            return value
        case Figure():
            return _figure(value, lang, sources)
        case Text():
            return value.in_(lang)
        case Citation():
            return _citation(value, lang, sources)
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case Mapping():
            return {str(key): encode(item, lang, sources) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            items = sorted(value) if isinstance(value, set | frozenset) else value
            return [encode(item, lang, sources) for item in items]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name), lang, sources) for field in fields(value) if field.repr}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _figure(figure: Figure, lang: Lang, sources: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": str(figure.unit),
        "as_of": figure.as_of.isoformat(),
        "basis": figure.basis.value,
        "sources": [_citation(citation, lang, sources) for citation in figure.sources],
        "text": figure_text(figure, lang),
        "method": told(figure.method, lang),
        "note": told(figure.note, lang),
        "change": figure.change,
    }


def _citation(citation: Citation, lang: Lang, sources: Mapping[str, Source]) -> dict[str, str]:
    return {
        "source": citation.source,
        "pinpoint": citation.pinpoint,
        "short": short(citation, sources, lang),
        "long": long(citation, sources, lang),
    }

"""A row with mistakes of form, put together as far as it goes, so that its other mistakes are told at the same time.

What is salvaged is looked at and never kept: a law with faults does not open.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from nemawashi.errors import Fault

__all__ = ["about_what_is_there", "salvaged"]

T = TypeVar("T")
ROUNDS = 6
LACKING = "\N{REPLACEMENT CHARACTER}"
"""Stands where a required value is missing: whatever is said of it has been said."""
_DAY = date(1900, 1, 1)
_EVENT = {"kind": "enact", "act": LACKING, "pinpoint": LACKING, "on": _DAY}
_STANDS: Mapping[str, Any] = {
    "authority": "other",
    "label": {"en": LACKING, "ja": LACKING},
    "text": {"en": LACKING, "ja": LACKING},
    "period": "once",
    "allocation": "licence",
    "first": (LACKING,),
    "then": (LACKING,),
    "members": (LACKING,),
    "event": (_EVENT,),
    "volume": ({"since": _DAY, "volume": 1, "act": LACKING, "pinpoint": LACKING},),
    "since": _DAY,
}


def salvaged(adapter: TypeAdapter[T], values: Mapping[str, Any]) -> T | None:
    """The row without the keys at fault, what is required and lacks replaced; None where that is no row."""
    rows = deepcopy(dict(values))
    for _ in range(ROUNDS):
        try:
            return adapter.validate_python(rows)
        except ValidationError as errors:
            for error in errors.errors(include_url=False, include_context=False):
                try:
                    _mend(rows, error["loc"], error["type"])
                except (KeyError, IndexError, TypeError):
                    return None
    return None


def _mend(rows: dict[str, Any], path: tuple[int | str, ...], kind: str) -> None:
    holder: Any = rows
    cut = next(
        (place for place, part in enumerate(path) if isinstance(part, int) and not isinstance(_at(rows, path[: place + 1]), dict)), None
    )
    place = path if cut is None else path[:cut]
    for part in place[:-1]:
        holder = holder[part]
    key = place[-1]
    if kind.startswith("missing"):
        holder[key] = _lacking(str(key), inner="event" in place[:-1])
    else:
        holder.pop(key, None)


def _at(rows: Any, path: tuple[int | str, ...]) -> Any:
    for part in path:
        rows = rows[part]
    return rows


def _lacking(key: str, *, inner: bool) -> Any:
    if key == "kind":
        return "enact" if inner else "adds"
    if key == "volume" and inner:
        return 1
    return deepcopy(_STANDS.get(key, LACKING))


def about_what_is_there(faults: Iterable[Fault], rescued: Iterable[str]) -> list[Fault]:
    """Faults that do not come of what was put in or left out: of goods whose key could not be read nothing is known."""
    names = set(rescued)

    def speculative(fault: Fault) -> bool:
        words = set(fault.found.replace("(", " ").replace(":", " ").split())
        return LACKING in fault.found or (bool(names & words) and any(told in fault.found for told in _OF_ABSENCE))

    return [fault for fault in faults if not speculative(fault)]


_OF_ABSENCE = (
    " overlap in ",
    " without a duty",
    ": no day of effect",
    " has no date",
    " has no event",
    " without a narrowing",
    " without until",
)
"""What is said of a row because a key is not there, which may be there misspelt."""

"""Numbers as a person writes them on a line: ``JP=2,US=1``."""

from math import isfinite

from nemawashi.errors import Fault, Refused

__all__ = ["numbers_given"]


def numbers_given(given: str, where: str) -> dict[str, float]:
    """Read one number a name; refused where a part is no name and finite number."""
    found: dict[str, float] = {}
    for part in given.split(","):
        name, _, text = (piece.strip() for piece in part.partition("="))
        value = _number(text)
        if not name or value is None:
            rule = "a name and a finite number each, with commas between"
            raise Refused(Fault(where, f"{part!r}", rule, f"write {where} JP=2,US=1"))
        found[name] = value
    return found


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None

"""Codes of goods and of countries, as written and as compared."""

import re
from functools import cache
from typing import TYPE_CHECKING

from nemawashi.errors import Fault, Refused, Unknown

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["country", "dotted", "heading"]

_NO_COUNTRIES = {"EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""Codes of the locale data that stand for no country: unknown, pseudo-accents, the euro zone, outlying Oceania, the United Nations."""
_CUSTOMS_TERRITORIES = {"EU": "European Union", "ROW": "Rest of the world", "*": "all origins"}


def heading(text: str, *, where: str = "heading") -> str:
    """Give the digits of an HS or national tariff code: ``8703.23.01`` → ``87032301``.

    Two to ten digits, an even number of them (a chapter, heading, subheading, tariff line or statistical line), or a four-digit heading.
    Zeros count: a code is text, never a number.
    """
    digits = re.sub(r"[.\s]", "", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (2, 4, 6, 8, 9, 10):
        raise Refused(
            Fault(
                where, f"{text!r} is not a tariff code", "a code has 2, 4, 6, 8, 9 or 10 digits, dots allowed", "write it like 8703.23.01"
            )
        )
    return digits


def dotted(code: str) -> str:
    """Write a code the way its schedule prints it: ``8703230140`` → ``8703.23.01.40``."""
    parts = [code[:4], *(code[start : start + 2] for start in range(4, len(code), 2))]
    return ".".join(part for part in parts if part)


@cache
def _locale(lang: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 — a fifth of a second that `import nemawashi.tariffs` need not pay

    return Locale(lang)


@cache
def _territories() -> dict[str, str]:
    names = _locale("en").territories
    return {
        code: str(name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    } | _CUSTOMS_TERRITORIES


def country(code: str, *, where: str = "country") -> str:
    """Check an ISO 3166 alpha-2 code, or a customs territory (``EU``); case does not matter.

    An alpha-3 code (``JPN``), ``UK`` and a name in English or Japanese are read as the code they stand for.
    """
    upper = code.strip().upper()
    known = _territories()
    if upper in known:
        return upper
    meant = _other_names().get(code.strip().casefold())
    if meant is None:
        raise Unknown("country", code, known, where=where)
    return meant


@cache
def _other_names() -> dict[str, str]:
    """Names and three-letter codes of countries, in small letters; what stands for several, as of a state that has parted, for none."""
    from babel.core import get_global  # noqa: PLC0415 - as above

    known = _territories()
    found = {
        alias.casefold(): meant[0]
        for alias, meant in get_global("territory_aliases").items()
        if len(meant) == 1 and alias.isalpha() and (len(alias) == 3 or alias == "UK") and meant[0] in known
    }
    for lang in ("ja", "en"):
        names = _locale(lang).territories
        found |= {str(names[code]).casefold(): code for code in known if code in names}
    return found | {name.casefold(): code for code, name in known.items()} | {"eu27": "EU"}

"""What a person gives beside a heading: answers as ``key=value``, a value and a quantity; every door reads them here."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from nemawashi.errors import Fault, Refused

__all__ = ["amount_given", "answers_given"]


def answers_given(given: Iterable[str], where: str = "answer") -> dict[str, str]:
    """Read answers to the conditions of measures, each ``key=value``; the last of one key holds.

    Raises:
        Refused: with every answer that has no key or no sign of equality.

    """
    read: dict[str, str] = {}
    faults = []
    for one in given:
        key, sign, value = one.partition("=")
        if sign and key.strip():
            read[key.strip()] = value.strip()
        else:
            faults.append(Fault(where, repr(one), "an answer is key=value", "take the key from the question, as in usjta_claimed=yes"))
    if faults:
        raise Refused(faults)
    return read


def amount_given(given: str | None, where: str) -> Decimal | None:
    """Read a customs value or a quantity, with or without thousands separators; ``None`` stays ``None``.

    Raises:
        Refused: when it is no number, is negative or is not finite.

    """
    if given is None or not given.strip():
        return None
    try:
        number = Decimal(given.replace(",", "").strip())
    except InvalidOperation:
        rule = "a value or quantity is a number"
        raise Refused(Fault(where, f"{given!r} is not a number", rule, "write it like 25000 or 1250.5")) from None
    if not number.is_finite() or number < 0:
        raise Refused(Fault(where, f"{given} is not a quantity", "a value or quantity is finite and not negative", "correct it"))
    return number

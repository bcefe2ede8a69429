"""What a person gives beside a heading: answers as ``key=value``, a value and a quantity; every door reads them here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from nemawashi.errors import Fault, Refused

__all__ = ["Given", "amount_given", "answers_given", "entry_given"]

_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, read."""

    answers: dict[str, str]
    value: Decimal | None
    quantity: Decimal | None


def entry_given(answers: Iterable[str], value: str | None, quantity: str | None, *, option: str = "") -> Given:
    """Read answers, value and quantity together; ``option`` is what stands before their names at this door: ``--``.

    Raises:
        Refused: with every fault of all three.

    """
    faults: list[Fault] = []
    read: dict[str, str] = {}
    try:
        read = answers_given(answers, f"{option}answer")
    except Refused as refused:
        faults += refused.faults
    amounts: list[Decimal | None] = []
    for name, given in (("value", value), ("quantity", quantity)):
        try:
            amounts.append(amount_given(given, f"{option}{name}"))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    return Given(read, *amounts)


def answers_given(given: Iterable[str], where: str = "answer") -> dict[str, str]:
    """Read answers to the conditions of measures, each ``key=value``.

    Raises:
        Refused: with every answer that has no key or no sign of equality, and every key answered in two ways.

    """
    read: dict[str, str] = {}
    faults = []
    for one in given:
        name, sign, said = (part.strip() for part in one.partition("="))
        if not sign or not name:
            faults.append(Fault(where, repr(one), "an answer is key=value", "take the key from the question, as in usjta_claimed=yes"))
        elif read.setdefault(name, said) != said:
            found = f"{name} is answered {read[name]!r} and {said!r}"
            faults.append(Fault(where, found, "a question has one answer", "keep the one that is so"))
    if faults:
        raise Refused(faults)
    return read


def amount_given(given: str | None, where: str) -> Decimal | None:
    """Read a customs value or a quantity, with or without commas between thousands; ``None`` stays ``None``.

    Raises:
        Refused: when it is no number, is negative or is not finite, or has a comma that does not part thousands.

    """
    if given is None or not given.strip():
        return None
    text = given.strip()
    rule = "a value or quantity is a number"
    if "," in text:
        if _GROUPED.fullmatch(text) is None:
            raise Refused(Fault(where, f"{given!r}: its comma parts no thousands", rule, "write it like 25000, 25,000 or 1250.5"))
        text = text.replace(",", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Refused(Fault(where, f"{given!r} is not a number", rule, "write it like 25000 or 1250.5")) from None
    if not number.is_finite() or number < 0:
        raise Refused(Fault(where, f"{given} is not a quantity", "a value or quantity is finite and not negative", "correct it"))
    return number

"""Numbers taken over exactly: integers, fractions and decimals as they are, a float as the shortest decimal that means it."""

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Rational, Real

from nemawashi.errors import Fault, Refused

__all__ = ["Number", "exact"]

Number = int | float | Decimal | Fraction


def exact(value: Number, where: str = "value") -> Fraction:
    """The rational number written: ``exact(0.1) == Fraction(1, 10)``.

    A float is read as the shortest decimal that rounds to it (what ``repr`` prints), so tables typed as decimals stay decimals;
    binary sums of decimals are what makes 252 efficient packages of 251. Raises Refused for what is not a finite number.
    """
    given: object = value
    if isinstance(given, bool):
        raise Refused(_not_a_number(given, where))
    if isinstance(given, Fraction):
        return given
    if isinstance(given, Rational):
        return Fraction(int(given.numerator), int(given.denominator))
    if isinstance(given, Decimal) and given.is_finite():
        return Fraction(given)
    if isinstance(given, Real) and isfinite(given):
        number = float(given)
        return Fraction(int(number)) if number.is_integer() else Fraction(repr(number))
    raise Refused(_not_a_number(given, where))


def _not_a_number(value: object, where: str) -> Fault:
    return Fault(
        where=where,
        found=f"{value!r}",
        rule="a payoff, a cost or a limit is a finite number",
        remedy="write an integer, a decimal or a fraction; what is not known is left out, never put as infinity",
    )

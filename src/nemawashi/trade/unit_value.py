"""Unit values, and what a duty per unit comes to as a share of the value."""

from decimal import Decimal

from nemawashi.errors import Fault, Refused

__all__ = ["ad_valorem_equivalent", "implied_quantity", "unit_value"]


def unit_value(value: Decimal, quantity: Decimal) -> Decimal:
    """Value a unit: ``v / q``; a quantity that is not positive has no unit value and is refused."""
    if quantity <= 0:
        raise Refused(
            Fault("quantity", f"{quantity}", "a unit value needs a quantity above zero", "give the quantity that the value bought")
        )
    return value / quantity


def ad_valorem_equivalent(duty_a_unit: Decimal, value_a_unit: Decimal) -> Decimal:
    """Specific duty as a percentage of the value: ``100 · s / u``, duty ``s`` and unit value ``u`` in one currency and unit.

    ¥341 a kilogram on rice worth ¥100 a kilogram is 341 %.
    """
    if value_a_unit <= 0:
        raise Refused(Fault("unit value", f"{value_a_unit}", "a unit value is above zero", "check value, quantity and their units"))
    return 100 * duty_a_unit / value_a_unit


def implied_quantity(duty_collected: Decimal, duty_a_unit: Decimal) -> Decimal:
    """The quantity that a purely specific duty was collected on: ``q = D / s``; sound only where no other duty was in the sum."""
    if duty_a_unit <= 0:
        raise Refused(Fault("duty a unit", f"{duty_a_unit}", "a specific duty is above zero", "a free line implies no quantity"))
    return duty_collected / duty_a_unit

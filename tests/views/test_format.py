"""Figures, money and days as each language writes them."""

from datetime import date

import pytest

from nemawashi.sources import Basis, Figure
from nemawashi.units import Unit
from nemawashi.views.format import day, figure_text

DAY = date(2025, 5, 3)


def figure(low: float, high: float, unit: Unit, *, basis: Basis = Basis.DERIVED, change: bool = False) -> Figure:
    return Figure(None, unit, DAY, basis, (), low, high, change=change)


@pytest.mark.parametrize(
    ("shown", "en", "ja"),
    [
        (figure(14.8, 15.7, Unit.PERCENT), "14.8–15.7 %", "14.8–15.7%"),
        (figure(61.2, 64.4, Unit.USD_MILLION_A_DAY), "USD 61.2–64.4 m a day", "1日6,120–6,440万ドル"),
        (figure(-3200, -3200, Unit.USD_MILLION, change=True), "−USD 3.20 bn", "−32.0億ドル"),
        (figure(-3200, -1000, Unit.USD_MILLION, change=True), "USD −3.20 to −1.00 bn", "−32.0～−10.0億ドル"),
        (figure(0, 0, Unit.PERCENT, change=True), "0.00 %", "0.00%"),
        (figure(67, 67, Unit.DAY), "67 days", "67日"),
        (figure(1, 1, Unit.DAY), "1 day", "1日"),
        (figure(341, 341, Unit.JPY_A_KG), "341 JPY/kg", "341円/kg"),
        (figure(0.125, 0.125, Unit.PERCENT, basis=Basis.CITED), "0.125 %", "0.125%"),
        (figure(25, 25, Unit.PERCENT, basis=Basis.CITED), "25.0 %", "25.0%"),
        (figure(8.62e12, 8.62e12, Unit.JPY), "JPY 8.62 tn", "8.62兆円"),
        (figure(1023.5, 1023.5, Unit.USD), "USD 1,023.50", "1,023.50ドル"),
        (figure(170500, 170500, Unit.JPY), "JPY 170,500", "170,500円"),
    ],
)
def test_a_figure_is_written_with_its_unit(shown: Figure, en: str, ja: str) -> None:
    assert figure_text(shown, "en") == en
    assert figure_text(shown, "ja") == ja


def test_unknown_is_said_and_is_not_zero() -> None:
    unknown = Figure(None, Unit.PERCENT, DAY, Basis.DERIVED, ())
    assert figure_text(unknown, "en") == "not known"
    assert figure_text(unknown, "ja") == "不明"


def test_days_in_each_language() -> None:
    assert day(date(2025, 4, 17), "en") == "17 April 2025"
    assert day(date(2025, 4, 17), "ja") == "2025年4月17日"

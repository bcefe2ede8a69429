"""Averages on the trade of 2024: collected, statutory on the days that matter, and the published ones beside ours."""

from datetime import date

import pytest

from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.pricing import average, duty_per_day, reconcile, sector_rates, stack
from nemawashi.tariffs import Amendment, Law, amend
from nemawashi.trade import Trade

HEADLINE = {"presumptions": "headline", "usjta_claimed": "yes"}
"""What is taken of facts that trade statistics cannot tell: preference claimed, metal content as the law file's profile states."""


def _total(law: Law, tables: Trade, on: date, known: date) -> tuple[float, float]:
    row = average(law, Clock(on, known), tables.flows, "US", "JP", answers=HEADLINE)[0]
    return row.low, row.high


def test_what_was_collected_in_2024_is_one_and_a_half_per_cent(law: Law, tables: Trade) -> None:
    row = average(law, Clock(date(2025, 2, 1), date(2025, 2, 1)), tables.flows, "US", "JP", answers=HEADLINE)[0]
    assert row.collected == pytest.approx(1.508, abs=5e-4)
    assert row.value_usd == pytest.approx(151.34e9, rel=1e-4)
    assert row.low == pytest.approx(1.508, abs=0.1)
    assert row.high == pytest.approx(1.508, abs=0.1)


@pytest.mark.parametrize(
    ("on", "known", "low", "high"),
    [
        (date(2025, 4, 3), date(2025, 5, 3), 8.76, 8.76),
        (date(2025, 4, 9), date(2025, 5, 3), 21.75, 21.75),
        (date(2025, 4, 10), date(2025, 5, 3), 14.2, 14.2),
        (date(2025, 5, 3), date(2025, 5, 3), 14.8, 15.7),
        (date(2025, 6, 4), date(2025, 6, 10), 15.2, 16.1),
        (date(2025, 7, 9), date(2025, 7, 1), 22.2, 22.3),
    ],
)
def test_statutory_averages_of_the_days_that_matter(law: Law, tables: Trade, on: date, known: date, low: float, high: float) -> None:
    """Intervals of the design's own engine, to 0.15 of a point."""
    found = _total(law, tables, on, known)
    assert found[0] == pytest.approx(low, abs=0.15)
    assert found[1] == pytest.approx(high, abs=0.15)


def test_the_agreement_of_september_brings_it_to_thirteen_point_two(law: Law, tables: Trade) -> None:
    low, high = _total(law, tables, date(2025, 9, 16), date(2025, 9, 20))
    assert low == pytest.approx(13.2, abs=0.15)
    assert low <= high
    assert high == pytest.approx(13.2, abs=0.15)


def test_open_questions_widen_and_never_move(law: Law, tables: Trade) -> None:
    clock = Clock(date(2025, 5, 3), date(2025, 5, 3))
    open_, closed = (average(law, clock, tables.flows, "US", "JP", answers=answers)[0] for answers in ({}, HEADLINE))
    assert open_.low <= closed.low <= closed.high <= open_.high


def test_chapters_and_sectors_add_up_to_the_total(law: Law, tables: Trade) -> None:
    clock = Clock(date(2025, 5, 3), date(2025, 5, 3))
    total = average(law, clock, tables.flows, "US", "JP", answers=HEADLINE)[0]
    for by in ("chapter", "sector"):
        rows = average(law, clock, tables.flows, "US", "JP", by=by, concordance=tables.concordance, answers=HEADLINE)
        assert sum(row.value_usd for row in rows) == pytest.approx(total.value_usd)
        assert sum(row.value_usd * row.low for row in rows) / total.value_usd == pytest.approx(total.low)
        assert sum(row.value_usd * row.high for row in rows) / total.value_usd == pytest.approx(total.high)


def test_an_average_by_sector_needs_the_sectors(law: Law, tables: Trade) -> None:
    with pytest.raises(Refused, match="sector without a concordance"):
        average(law, Clock(date(2025, 5, 3), date(2025, 5, 3)), tables.flows, "US", "JP", by="sector")


def test_an_answer_may_hold_for_one_chapter_only(law: Law, tables: Trade) -> None:
    clock = Clock(date(2025, 6, 4), date(2025, 6, 10))
    none = {"usjta_claimed": "yes", "steel_content": "0 %", "aluminum_content": "0 %", "copper_content": "0 %"}
    rows = [
        {row.key: row for row in average(law, clock, tables.flows, "US", "JP", by="chapter", answers=answers)}
        for answers in (none, {**none, "73:steel_content": "100 %"})
    ]
    assert rows[1]["73"].low > rows[0]["73"].low + 10
    assert {key: row for key, row in rows[0].items() if key != "73"} == {key: row for key, row in rows[1].items() if key != "73"}


def test_car_duty_reaches_the_sector_of_cars_and_no_other(law: Law, tables: Trade) -> None:
    clock = Clock(date(2025, 5, 3), date(2025, 5, 3))
    cut = amend(law, (Amendment("set_rate", ("us-232-autos",), duty="10 %", origins=("JP",)),), clock)
    before, after = (sector_rates(one, clock, tables.flows, tables.concordance, "US", "JP", answers=HEADLINE) for one in (law, cut))
    moved = [sector for sector, a, b in zip(before.sectors, before.central, after.central, strict=True) if abs(a - b) > 1e-12]
    assert moved == ["C29"]
    cars = before.sectors.index("C29")
    assert before.central[cars] - after.central[cars] == pytest.approx(0.15 * 41.9 / 52.1, abs=0.01)


def test_partners_known_by_chapter_are_marked_as_assumed(law: Law, tables: Trade) -> None:
    clock = Clock(date(2025, 5, 3), date(2025, 5, 3))
    korea = sector_rates(law, clock, tables.flows, tables.concordance, "US", "KR", answers=HEADLINE)
    assert korea.assumed
    assert "assumed" in korea.basis
    assert all(0 <= low <= central <= high for low, central, high in zip(korea.low, korea.central, korea.high, strict=True))
    japan = sector_rates(law, clock, tables.flows, tables.concordance, "US", "JP", answers=HEADLINE)
    assert not japan.assumed


def test_a_suspension_that_lapses_costs_some_thirty_million_dollars_a_day(law: Law, tables: Trade) -> None:
    known = date(2025, 5, 3)
    found = duty_per_day(law, Clock(known, known), Clock(date(2025, 7, 9), known), tables.flows, "US", "JP", answers=HEADLINE)
    assert found.days == 366
    assert (found.low, found.high) == pytest.approx((61.3e6, 65.2e6), rel=0.02)
    assert 25e6 < found.increment_low <= found.increment_high < 30e6
    assert found.other_low - found.high <= found.increment_high


def test_the_stack_tells_what_each_measure_adds(law: Law, tables: Trade) -> None:
    rows = {row.measure: row for row in stack(law, Clock(date(2025, 4, 9), date(2025, 4, 8)), tables.flows, "US", "JP", answers=HEADLINE)}
    assert rows["us-ieepa-country"].low == pytest.approx(0.24 * rows["us-ieepa-country"].share, rel=1e-9)
    assert rows["us-232-autos"].low == pytest.approx(0.25 * rows["us-232-autos"].share, rel=1e-9)
    assert rows["us-ieepa-country"].exempt > 5


def test_the_gap_to_each_published_average_is_told(law: Law, tables: Trade) -> None:
    found = {one.published.id: one for one in reconcile(law, tables.flows, tables.published, answers=HEADLINE)}
    assert len(found) == 14
    unexplained = {name for name, one in found.items() if not one.explained}
    assert unexplained == {"nyfed-2025-07"}, "realised on the trade of 2025, which the case has not"
    assert all(line.low <= line.high and line.how for one in found.values() for line in one.lines)


def test_the_lines_of_a_gap_add_up_to_it(law: Law, tables: Trade) -> None:
    for one in reconcile(law, tables.flows, tables.published, answers=HEADLINE):
        at = (one.low, one.high)
        for line in one.lines:
            moved = (line.reached[0] - at[0], line.reached[1] - at[1])
            assert (min(moved), max(moved)) == (line.low, line.high)
            at = line.reached
        assert at[0] <= at[1]
        assert (one.published.percent - at[1], one.published.percent - at[0]) == (one.left_low, one.left_high)

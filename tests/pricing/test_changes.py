"""Two regimes side by side on the trade of 2024."""

from datetime import date

import pytest

from nemawashi.dates import Clock
from nemawashi.pricing import changes
from nemawashi.tariffs import Entry, Law, assess
from nemawashi.trade import Trade

HEADLINE = {"presumptions": "headline", "usjta_claimed": "yes"}
BEFORE, LAPSE = Clock(date(2025, 7, 8), date(2025, 7, 1)), Clock(date(2025, 7, 9), date(2025, 7, 1))


def test_a_regime_against_itself_changes_nothing(law: Law, tables: Trade) -> None:
    found = changes((law, BEFORE), (law, BEFORE), tables.flows, "US", "JP", answers=HEADLINE)
    assert (found.rows, found.usd) == ((), (0, 0))


def test_the_lapse_of_9_july_adds_fourteen_points_to_what_pays_ten(law: Law, tables: Trade) -> None:
    found = changes((law, BEFORE), (law, LAPSE), tables.flows, "US", "JP", answers=HEADLINE)
    assert {row.points for row in found.rows if row.before == (10.0, 10.0)} == {(14.0, 14.0)}
    assert found.points[1] == pytest.approx(6.96, abs=0.1)
    assert found.usd[0] == pytest.approx(found.value_usd * found.points[0] / 100)
    assert not any(row.heading.startswith("870323") for row in found.rows)
    sums = [max(map(abs, row.usd)) for row in found.rows]
    assert sums == sorted(sums, reverse=True)


def test_a_row_is_what_the_line_says_on_both_days(law: Law, tables: Trade) -> None:
    found = changes((law, BEFORE), (law, LAPSE), tables.flows, "US", "JP", answers=HEADLINE)
    decided = [row for row in found.rows if row.before[0] == row.before[1] and row.after[0] == row.after[1]]
    for row in decided[:40:5]:
        ends = [assess(law, Entry(row.heading, "JP", "US", clock, {**HEADLINE, "column_1_ave": "0 %"})) for clock in (BEFORE, LAPSE)]
        assert row.points[1] == pytest.approx(float(ends[1].high or 0) - float(ends[0].high or 0))


def test_chapters_add_up_to_the_headings(law: Law, tables: Trade) -> None:
    one, other = (changes((law, BEFORE), (law, LAPSE), tables.flows, "US", "JP", by_chapter=by, answers=HEADLINE) for by in (False, True))
    assert one.usd == pytest.approx(other.usd)
    assert len(other.rows) < len(one.rows)

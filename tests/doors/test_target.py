"""A goal on the balance: whose books, how far the agenda reaches, what it costs; and barriers and claims beside it."""

from datetime import date

import pytest

from nemawashi import views
from nemawashi.errors import Refused, Unknown
from nemawashi.workbench import Workbench

CASE = "us-japan-2025"


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open(CASE)


def test_no_package_on_the_agenda_brings_the_balance_to_zero(bench: Workbench) -> None:
    for books, level in (("US", -68500.0), ("JP", -60500.0)):
        found = views.target(bench, "balance(US,JP)>=0", books)
        assert [one.level.value for one in found.books if one.chosen] == [level]
        assert not found.reached
        assert found.best is None
        assert found.shortfall is not None
        assert found.most.level is not None
        assert found.shortfall.value == pytest.approx(-(found.most.level.value or 0.0))
        assert found.most.change.value is not None
        assert 0 < found.most.change.value < 10_000
        assert (found.against.change.value or 0.0) < 0


def test_a_goal_within_reach_names_its_cheapest_package(bench: Workbench) -> None:
    found = views.target(bench, "balance(US,JP)>=-67500")
    assert found.reached
    assert found.best is not None
    assert (found.best.level.value or 0.0) >= -67500  # type: ignore[union-attr]
    assert (found.best.cost.value or 0.0) <= (found.most.cost.value or 0.0)  # type: ignore[union-attr]


def test_the_other_partys_balance_is_the_same_number_turned(bench: Workbench) -> None:
    found = views.target(bench, "balance(JP,US)<=60000", "JP")
    assert [one.level.value for one in found.books if one.chosen] == [60500.0]


def test_books_known_later_stay_behind_the_wall(bench: Workbench) -> None:
    ids = {one.id for one in views.target(bench, "balance(US,JP)>=0").books}
    assert ids == {"us-census-2024", "jp-mof-2024"}
    before = bench.at(on="2025-04-10", known="2025-04-10")
    early = views.target(before, "balance(US,JP)>=0")
    assert {one.id for one in early.books} == {"us-census-2024"}
    assert early.most.cost is None
    with pytest.raises(Unknown, match="books"):
        views.target(bench, "balance(US,JP)>=0", "FR")


def test_a_goal_that_is_no_balance_has_no_books(bench: Workbench) -> None:
    found = views.target(bench, "real_income(JP)>=0")
    assert found.books == ()
    assert found.most.level is None
    with pytest.raises(Refused, match="bilateral balance"):
        views.target(bench, "real_income(JP)>=0", "US")
    with pytest.raises(Refused, match="outcome"):
        views.target(bench, "the deficit is zero")


def test_barriers_without_a_magnitude_have_no_rank(bench: Workbench) -> None:
    (found,) = views.barriers(bench).rankings
    assert (found.asks, found.gives) == ("US", "JP")
    assert [row.rank for row in found.ranked] == list(range(1, len(found.ranked) + 1))
    ratios = [row.exchange.value for row in found.ranked if row.exchange is not None]
    assert ratios == sorted(ratios, reverse=True)
    apart = {row.option for row in found.not_priced}
    assert "rice_tenders" in apart
    assert all(row.rank is None and row.exchange is None and row.why.en for row in found.not_priced)


def test_each_claim_is_checked_or_says_that_there_is_no_data(bench: Workbench) -> None:
    rows = {row.id: row for row in views.claims(bench).rows}
    assert {"supported", "contradicted", "no_data"} <= {row.verdict for row in rows.values()}
    assert rows["japan-bears-nothing"].verdict == "contradicted"
    assert rows["largest-treasury-holder"].verdict == "supported"
    for row in rows.values():
        assert row.made, row.id
        assert row.evidence or row.wanted.en, row.id
        assert all(one.known <= bench.clock.known for one in row.evidence), row.id
        assert row.judged_on is None or row.judged_on <= bench.clock.known, row.id
    early = views.claims(bench.at(on="2025-04-17", known="2025-04-17"))
    assert all(row.judged_on is None or row.judged_on <= date(2025, 4, 17) for row in early.rows)

from datetime import date
from decimal import Decimal

import pytest

from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.tariffs import Amendment, Entry, Law, amend, assess, diff, measure_changes

CLIFF = Clock(date(2025, 7, 9), date(2025, 5, 3))
CAR, PART, EXCAVATOR, TEA = "8703.23.01", "8708.29.51", "8429.52.10", "0902.10.10"


def total(law: Law, heading: str, clock: Clock = CLIFF, origin: str = "JP", **answers: str) -> Decimal:
    answer = assess(law, Entry(heading, origin, "US", clock, answers))
    assert answer.low == answer.high
    return answer.low


def test_no_amendment_is_the_same_law(law: Law) -> None:
    assert amend(law, [], CLIFF) is law


def test_amending_leaves_the_law_as_it_was(law: Law) -> None:
    before = total(law, CAR)
    amend(law, [Amendment("terminate", ("s232-autos",))], CLIFF)
    assert total(law, CAR) == before == Decimal("27.5")


@pytest.mark.parametrize(
    ("amendment", "car", "excavator"),
    [
        (Amendment("set_rate", ("us-ieepa-country",), "30 %", ("JP",)), "27.5", "30"),
        (Amendment("floor", ("ieepa-reciprocal",), "15 %", ("JP",)), "27.5", "15"),
        (Amendment("floor", ("s232-autos",), "15 %", ("JP",)), "15", "24"),
        (Amendment("set_rate", ("s232-autos",), "12.5 %", ("JP",)), "15", "24"),
        (Amendment("extend", ("us-ieepa-country",), until=date(2025, 12, 31)), "27.5", "10"),
        (Amendment("terminate", ("us-ieepa-country",), origins=("JP",)), "27.5", "10"),
        (Amendment("exempt", ("ieepa-reciprocal",), origins=("JP",)), "27.5", "0"),
        (Amendment("exempt", ("ieepa-reciprocal",), headings=("8429",)), "27.5", "0"),
        (Amendment("suspend", ("s232-autos",)), "26.5", "24"),
        (Amendment("terminate", ("s232-autos",)), "26.5", "24"),
    ],
)
def test_what_a_term_of_a_package_does(law: Law, amendment: Amendment, car: str, excavator: str) -> None:
    amended = amend(law, [amendment], CLIFF)
    assert (total(amended, CAR), total(amended, EXCAVATOR)) == (Decimal(car), Decimal(excavator))


def test_ending_the_car_duty_brings_the_reciprocal_duty_unless_that_goes_too(law: Law) -> None:
    both = [
        Amendment("exempt", ("s232-autos",), origins=("JP",)),
        Amendment("exempt", ("ieepa-reciprocal",), origins=("JP",), lists=("us-autos-33b",)),
    ]
    assert total(amend(law, both[:1], CLIFF), CAR) == Decimal("26.5")
    assert total(amend(law, both, CLIFF), CAR) == Decimal("2.5")


def test_other_origins_do_not_feel_an_amendment_for_japan(law: Law) -> None:
    amended = amend(law, [Amendment("floor", ("ieepa-reciprocal", "s232-autos"), "15 %", ("JP",))], CLIFF)
    assert total(amended, EXCAVATOR, origin="KR") == total(law, EXCAVATOR, origin="KR") == 25


def test_the_line_cites_the_package(law: Law) -> None:
    amended = amend(law, [Amendment("floor", ("s232-autos",), "15 %", ("JP",), label="package P3, cars")], CLIFF)
    line = next(line for line in assess(amended, Entry(CAR, "JP", "US", CLIFF)).lines if line.measure == "us-232-autos")
    assert (line.act, line.pinpoint, line.rate) == ("Proposed", "package P3, cars", "max(column 1, 15 %)")


def test_an_amendment_on_a_later_day_waits_for_it(law: Law) -> None:
    amended = amend(law, [Amendment("floor", ("s232-autos",), "15 %", ("JP",), on=date(2025, 9, 1))], CLIFF)
    assert total(amended, CAR) == Decimal("27.5")
    assert total(amended, CAR, Clock(date(2025, 9, 1), date(2025, 5, 3))) == 15


def test_a_quota_can_be_widened_and_its_duties_changed(law: Law) -> None:
    amended = amend(law, [Amendment("set_quota", quota="jp-rice-ma", volume="830000", over="200 JPY/kg")], CLIFF)
    assert amended.quotas["jp-rice-ma"].open_on(CLIFF.on, CLIFF.known) == 830_000
    answers = {"quota.jp-rice-ma": "0 %", "unit_value": "100"}
    assert assess(amended, Entry("1006.30", "US", "JP", CLIFF, answers)).low == 200
    assert assess(law, Entry("1006.30", "US", "JP", CLIFF, answers)).low == 341


def test_every_mistake_is_refused_at_once(law: Law) -> None:
    wrong = [
        Amendment("extend", ("us-ieepa-country",)),
        Amendment("floor", ("s232-auto",), "15 %"),
        Amendment("set_rate", ("s232-autos",), "fifteen"),
        Amendment("exempt", ("s232-autos",)),
        Amendment("set_quota", quota="jp-rice"),
    ]
    with pytest.raises(Refused) as refused:
        amend(law, wrong, CLIFF)
    assert len(refused.value.faults) == 5


def test_the_cliff_of_9_july_in_points(law: Law) -> None:
    before = Clock(date(2025, 7, 8), date(2025, 5, 3))
    changes = diff(law, before, CLIFF, origin="JP", importer="US", headings=[CAR, EXCAVATOR, TEA])
    assert {change.heading: change.low for change in changes} == {EXCAVATOR: 14, TEA: 14}
    assert [(change.measure, change.before, change.after) for change in measure_changes(law, before, CLIFF, "US")] == [
        ("us-ieepa-country", "suspended", "in_force")
    ]


def test_a_package_against_the_status_quo(law: Law) -> None:
    amended = amend(law, [Amendment("floor", ("s232-autos",), "15 %", ("JP",))], CLIFF)
    changes = diff(law, CLIFF, CLIFF, origin="JP", importer="US", headings=[CAR, EXCAVATOR], after=amended)
    assert [(change.heading, change.low, change.high) for change in changes] == [(CAR, Decimal("-12.5"), Decimal("-12.5"))]


@pytest.mark.parametrize(
    ("amendment", "words"),
    [
        (Amendment("set_rate", ("s232-autos",), "15 %", ("JPN",)), "origin 'JPN'"),
        (Amendment("set_rate", ("s232-autos",), "15 %", headings=("8703.23",)), "'8703.23' is not a tariff code"),
        (Amendment("exempt", ("s232-autos",), headings=("8429",)), "s232-autos does not reach 8429"),
        (Amendment("exempt", ("us-ieepa-china",), origins=("JP",)), "us-ieepa-china does not reach JP"),
        (Amendment("set_rate", ("s232-autos",), "500 JPY/kg"), "500 JPY/kg is in JPY"),
        (Amendment("set_rate", ("s232-autos",), "5 % of copper"), "unknown base 'copper'"),
        (Amendment("set_rate", ("s232-autos",), "-5 %"), "a duty is not below zero"),
        (Amendment("suspend", ("s232-autos",), on=date(2025, 6, 1), until=date(2025, 6, 1)), "until 2025-06-01 is not after"),
        (Amendment("set_quota", quota="jp-rice-ma", volume="-5"), "volume '-5'"),
    ],
)
def test_an_amendment_that_would_do_nothing_or_nonsense_is_refused(law: Law, amendment: Amendment, words: str) -> None:
    with pytest.raises(Refused) as refused:
        amend(law, [amendment], CLIFF)
    assert [words in fault.found for fault in refused.value.faults] == [True], refused.value

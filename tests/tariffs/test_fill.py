"""A quota held against dated cumulative volumes: what is left on the day decides how much of a shipment falls within."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused
from nemawashi.tariffs import Entry, Law, assess, filled, load

DAY = Clock(date(2025, 5, 3), date(2025, 5, 3))
RICE = "quota.jp-rice-ma"


def share(law: Law, entry: Entry, quota: str) -> object:
    return filled(law, entry)[0].answers.get(quota)


def rice(kg: str | None, **used: str) -> Entry:
    answers = {f"{RICE}.{key}": value for key, value in used.items()}
    return Entry("1006.30", "US", "JP", DAY, answers, Decimal(10_000_000), None if kg is None else Decimal(kg))


@pytest.mark.parametrize(
    ("used", "kg", "within"),
    [
        ("769900", "200000", "50 %"),
        ("769800", "200000", "100 %"),
        ("770000", "200000", "0 %"),
        ("800000", None, "0 %"),
        ("769900", None, None),
    ],
)
def test_what_is_left_of_770000_tonnes_decides_a_shipment_in_kilograms(law: Law, used: str, kg: str | None, within: str | None) -> None:
    """100 t left of minimum access take half of 200 t; of a shipment of unknown size nothing is said, unless nothing is left."""
    assert share(law, rice(kg, used=used), RICE) == within


def test_half_within_owes_the_over_quota_duty_on_half(law: Law) -> None:
    """100,000 kg at ¥341 over a value of ¥10,000,000 is 341 %."""
    entry, notes = filled(law, rice("200000", used="769900"))
    answer = assess(law, entry)
    assert (answer.low, answer.high) == (341, 341)
    assert "769,900 of 770,000" in notes[0].en
    assert "50 %" in notes[0].ja


def test_what_is_stated_twice_or_is_no_volume_is_refused_at_once(law: Law) -> None:
    entry = rice("200000", used="abc", shipment="-1")
    with pytest.raises(Refused) as refused:
        filled(law, Entry("1006.30", "US", "JP", DAY, {**entry.answers, RICE: "3 %"}))
    assert len(refused.value.faults) == 3
    with pytest.raises(Refused, match="ask duty, or state the share"):
        assess(law, entry)


@pytest.mark.parametrize(
    ("on", "used", "cars", "within"),
    [
        (date(2025, 8, 1), "60000", "10000", "52.05 %"),  # 65,205 in one period to the end of 2025
        (date(2026, 2, 1), "20000", "10000", "50 %"),  # 25,000 a quarter; nothing carries into the first
        (date(2026, 8, 1), "20000", "10000", None),  # the first quarter's rest may be added to the third: 5,000 to 10,000 fit
        (date(2026, 8, 1), "20000", "5000", "100 %"),
        (date(2026, 8, 1), "50000", "5000", "0 %"),
    ],
)
def test_british_cars_by_period_and_carry_over(law: Law, on: date, used: str, cars: str, within: str | None) -> None:
    """U.S. note 33(i): 65,205 vehicles for the rest of 2025, then 25,000 a quarter, the first carried to the third and the second to the fourth."""
    key = "quota.us-uk-cars"
    entry = Entry("8703.23.01", "GB", "US", Clock(on, on), {f"{key}.used": used, f"{key}.shipment": cars})
    assert share(law, entry, key) == within


BULLETINS = """
[[act]]
id = "o"
title = "Order"
signed = 2025-01-02

[[quota]]
id = "q"
label = { en = "cars", ja = "自動車" }
importer = "US"
unit = "each"
period = "quarter"
allocation = "first come"
[[quota.volume]]
since = 2025-01-02
volume = 100
act = "o"
pinpoint = "1"
[[quota.used]]
on = 2025-05-10
volume = 60
act = "o"
pinpoint = "bulletin 1"
[[quota.used]]
on = 2025-05-20
volume = 100
act = "o"
pinpoint = "bulletin 2"
"""


@pytest.mark.parametrize(
    ("on", "known", "within"),
    [
        (date(2025, 5, 10), date(2025, 12, 1), None),  # the bulletin speaks of the close of that day
        (date(2025, 5, 11), date(2025, 12, 1), "50 %"),
        (date(2025, 5, 21), date(2025, 5, 20), "50 %"),  # the second could not be read yet
        (date(2025, 5, 21), date(2025, 5, 21), "0 %"),
        (date(2025, 7, 1), date(2025, 12, 1), None),  # a new quarter
    ],
)
def test_bulletins_speak_of_their_period_after_their_day_once_known(folder: Path, on: date, known: date, within: str | None) -> None:
    (folder / "quota.toml").write_text(BULLETINS, encoding="utf-8")
    faults: list[Fault] = []
    law = load(folder, faults, root=folder.parent)
    assert faults == []
    entry = Entry("8703.23.01", "DE", "US", Clock(on, known), {}, None, Decimal(80))
    assert share(law, entry, "quota.q") == within


def test_use_that_shrinks_within_a_period_is_a_fault(folder: Path) -> None:
    (folder / "quota.toml").write_text(BULLETINS.replace("volume = 60", "volume = 101"), encoding="utf-8")
    faults: list[Fault] = []
    load(folder, faults, root=folder.parent)
    assert [fault.found for fault in faults] == ["q: 100 used by 2025-05-20, less than 101 by 2025-05-10"]

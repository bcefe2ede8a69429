"""What suspensions, resumptions, extensions, amendments and ends do to a duty, day by day, on a law of one's own: 2.5 % general, 20 % on top."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nemawashi.dates import Clock
from nemawashi.errors import Fault
from nemawashi.tariffs import Amendment, Entry, amend, assess, load

ORDER = """
[[act]]
id = "order-of-may"
title = "An order"
signed = 2025-05-01

[[measure]]
id = "twenty"
label = { en = "Twenty", ja = "二十" }
importer = "US"
authority = "other"

[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-of-may"
pinpoint = "s.1"
duty = "20 %"
"""
CAR, PART = "8703.23.01", "8708.29.51"
ALL, NONE = Decimal("22.5"), Decimal("2.5")


def event(kind: str, on: str, more: str = "") -> str:
    return f'\n[[measure.event]]\nkind = "{kind}"\non = {on}\nact = "order-of-may"\npinpoint = "s.2"\n{more}\n'


def total(folder: Path, events: str, on: str, *, good: str = CAR, origin: str = "KR", known: str = "2025-12-31") -> Decimal:
    (folder / "order.toml").write_text(ORDER + events, encoding="utf-8")
    faults: list[Fault] = []
    law = load(folder, faults, root=folder.parent)
    assert faults == [], "\n".join(map(str, faults))
    answer = assess(law, Entry(good, origin, "US", Clock(date.fromisoformat(on), date.fromisoformat(known))))
    assert answer.low == answer.high
    return answer.low


@pytest.mark.parametrize(
    ("on", "duty"), [("2025-05-31", ALL), ("2025-06-01", Decimal("7.5")), ("2025-06-30", Decimal("7.5")), ("2025-07-01", ALL)]
)
def test_an_amendment_for_a_time_is_over_when_its_time_is(folder: Path, on: str, duty: Decimal) -> None:
    assert total(folder, event("amend", "2025-06-01", 'until = 2025-07-01\nduty = "5 %"'), on) == duty


KOREA = 'origins = ["KR"]'
CARS = 'headings = ["8703"]'
UNTIL = "until = 2025-09-01\n"


@pytest.mark.parametrize("narrowing", ["", KOREA, CARS, f"{KOREA}\n{CARS}", 'headings = ["87"]'])
@pytest.mark.parametrize("lifting", ["", KOREA, CARS, f"{KOREA}\n{CARS}"])
def test_what_is_suspended_is_owed_again_once_resumed_however_each_is_narrowed(folder: Path, narrowing: str, lifting: str) -> None:
    events = event("suspend", "2025-06-01", UNTIL + narrowing) + event("resume", "2025-07-01", lifting)
    assert total(folder, events, "2025-06-15") == NONE
    assert total(folder, events, "2025-07-15") == ALL


@pytest.mark.parametrize("narrowing", ["", 'headings = ["87"]'])
def test_a_resumption_for_cars_leaves_their_parts_suspended(folder: Path, narrowing: str) -> None:
    events = event("suspend", "2025-06-01", UNTIL + narrowing) + event("resume", "2025-07-01", CARS)
    assert total(folder, events, "2025-07-15", good=PART) == NONE
    assert total(folder, events, "2025-09-01", good=PART) == ALL
    extended = events + event("extend", "2025-09-01", "until = 2025-10-01\nknown = 2025-08-01")
    if not narrowing:
        assert total(folder, extended, "2025-09-15", good=PART) == NONE
        assert total(folder, extended, "2025-09-15", good=PART, known="2025-07-31") == ALL
        assert total(folder, extended, "2025-09-15") == ALL


def test_a_resumption_for_one_origin_leaves_the_others_suspended(folder: Path) -> None:
    events = event("suspend", "2025-06-01", UNTIL) + event("resume", "2025-07-01", KOREA)
    assert total(folder, events, "2025-07-15", origin="DE") == NONE


def test_a_resumed_part_can_be_suspended_again(folder: Path) -> None:
    events = event("suspend", "2025-06-01", UNTIL + 'headings = ["87"]') + event("resume", "2025-07-01", CARS)
    events += event("suspend", "2025-08-01", "until = 2025-08-15\n" + CARS)
    assert total(folder, events, "2025-08-10") == NONE
    assert total(folder, events, "2025-08-15") == ALL


def test_enacted_again_a_measure_starts_without_its_earlier_exemptions(folder: Path) -> None:
    events = event("exempt", "2025-05-02", KOREA) + event("terminate", "2025-06-01") + event("enact", "2025-08-01", 'duty = "30 %"')
    assert total(folder, events, "2025-05-15") == NONE
    assert total(folder, events, "2025-07-15", origin="DE") == NONE
    assert total(folder, events, "2025-08-01") == Decimal("32.5")


def test_a_package_may_suspend_for_one_origin_and_take_it_up_again(folder: Path) -> None:
    (folder / "order.toml").write_text(ORDER, encoding="utf-8")
    law = load(folder, [], root=folder.parent)
    clock = Clock(date(2025, 6, 1), date(2025, 6, 1))
    suspended = amend(law, [Amendment("suspend", ("twenty",), origins=("KR",))], clock)
    both = [Amendment("suspend", ("twenty",), origins=("KR",)), Amendment("resume", ("twenty",), origins=("KR",), on=date(2025, 7, 1))]
    later = Clock(date(2025, 7, 1), date(2025, 7, 1))

    def owed(law: object, clock: Clock, origin: str) -> Decimal:
        return assess(law, Entry(CAR, origin, "US", clock)).low  # type: ignore[arg-type]

    assert owed(suspended, clock, "KR") == NONE
    assert owed(suspended, clock, "DE") == ALL
    assert owed(amend(law, both, clock), later, "KR") == ALL
    assert owed(law, clock, "KR") == ALL

"""Two clocks: what is known never shrinks; a lapse is computed; between breakpoints nothing changes."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi.dates import Clock
from nemawashi.tariffs import Entry, Law, assess
from nemawashi.tariffs.quota import share_within
from nemawashi.tariffs.state import known_events

DAYS = st.dates(date(2025, 1, 2), date(2025, 10, 10))
HEADINGS = st.sampled_from(
    ["8703.23.01", "8708.29.51", "8429.52.10", "0902.10.10", "8471.30.01", "7208.10.15", "7326.90.86", "0203.12.10", "9801.00.10"]
)
ORIGINS = st.sampled_from(["JP", "KR", "DE", "CN", "MX", "CA", "GB", "BR"])


@settings(derandomize=True, max_examples=120, deadline=None)
@given(DAYS, DAYS, DAYS)
def test_what_is_known_never_shrinks(law: Law, on: date, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    for measure in law.measures.values():
        before = known_events(law, measure.event, Clock(on, earlier))
        after = known_events(law, measure.event, Clock(on, later))
        assert [event for event in after if event in before] == before


@settings(derandomize=True, max_examples=150, deadline=None)
@given(HEADINGS, ORIGINS, DAYS, DAYS)
def test_between_two_breakpoints_nothing_changes(law: Law, heading: str, origin: str, on: date, known: date) -> None:
    if on in law.breakpoints("US", known):
        return
    today = assess(law, Entry(heading, origin, "US", Clock(on, known)))
    yesterday = assess(law, Entry(heading, origin, "US", Clock(on - timedelta(days=1), known)))
    assert (today.low, today.high, [line.status for line in today.lines]) == (
        yesterday.low,
        yesterday.high,
        [line.status for line in yesterday.lines],
    )


@settings(derandomize=True, max_examples=150, deadline=None)
@given(HEADINGS, ORIGINS, DAYS)
def test_an_answer_narrows_the_interval(law: Law, heading: str, origin: str, on: date) -> None:
    clock = Clock(on, date(2025, 9, 20))
    asked = assess(law, Entry(heading, origin, "US", clock))
    for question in asked.questions:
        if question.presumed or question.key == "unit_value":
            continue
        for answer in (
            question.answers if question.key in {"code", "s301"} or question.answers == ("yes", "no") else ("0 %", "40 %", "100 %")
        ):
            told = assess(law, Entry(heading, origin, "US", clock, {question.key: answer}))
            assert asked.low <= told.low
            assert asked.high is None or (told.high is not None and told.high <= asked.high)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(HEADINGS, ORIGINS, DAYS)
def test_applied_lines_sum_to_a_decided_total(law: Law, heading: str, origin: str, on: date) -> None:
    answer = assess(law, Entry(heading, origin, "US", Clock(on, date(2025, 9, 20))))
    if answer.decided:
        assert sum((line.low for line in answer.lines), Decimal(0)) <= answer.low
        if not any(line.depends_on for line in answer.lines):
            assert sum((line.low for line in answer.lines), Decimal(0)) == answer.low
    for line in answer.lines:
        assert line.act
        assert line.pinpoint
        assert line.reason
        assert line.reason_ja
        assert line.status == "applied" or line.low == line.high == 0


def test_the_24_percent_is_alive(law: Law) -> None:
    """One number of the order, changed, moves what rests on it and nothing else."""
    from dataclasses import replace

    country = law.measures["us-ieepa-country"]
    enact = replace(country.event[0], rates={**country.event[0].rates, "JP": "30 %"})
    changed = replace(law, measures={**law.measures, country.id: replace(country, event=(enact, *country.event[1:]))}, cache={})
    cliff = Clock(date(2025, 7, 9), date(2025, 5, 3))
    now = Clock(date(2025, 5, 3), date(2025, 5, 3))

    def totals(law: Law) -> dict[str, Decimal]:
        entries = {
            "excavator at the cliff": Entry("8429.52.10", "JP", "US", cliff),
            "excavator now": Entry("8429.52.10", "JP", "US", now),
            "car at the cliff": Entry("8703.23.01", "JP", "US", cliff),
            "Korea at the cliff": Entry("8429.52.10", "KR", "US", cliff),
        }
        return {name: assess(law, entry).low for name, entry in entries.items()}

    before, after = totals(law), totals(changed)
    assert {name: after[name] - before[name] for name in before if after[name] != before[name]} == {"excavator at the cliff": 6}


def test_a_shipment_fills_what_is_left_of_a_quota() -> None:
    assert share_within(Decimal(100), Decimal(0), Decimal(40)) == 1
    assert share_within(Decimal(100), Decimal(80), Decimal(40)) == Decimal("0.5")
    assert share_within(Decimal(100), Decimal(120), Decimal(40)) == 0


def test_unused_quarters_are_carried_to_the_third_and_fourth(law: Law) -> None:
    """Note 33(i): the first quarter's rest goes to the third, the second's to the fourth."""
    quota = law.quotas["us-uk-cars"]
    granted = quota.volumes_with_carry_over(Decimal(25_000), [Decimal(20_000), Decimal(24_000)])
    assert granted == (25_000, 25_000, 30_000, 26_000)


def test_an_unknown_name_gives_the_nearest(law: Law) -> None:
    import pytest

    from nemawashi.errors import Unknown

    clock = Clock(date(2025, 5, 3), date(2025, 5, 3))
    with pytest.raises(Unknown, match=r"8703\.23\.01"):
        assess(law, Entry("8703.23.99", "JP", "US", clock))
    with pytest.raises(Unknown):
        assess(law, Entry("8703.23.01", "XX", "US", clock))
    with pytest.raises(Unknown, match="usjta_claimed"):
        assess(law, Entry("8703.23.01", "JP", "US", clock, {"usjta_claim": "yes"}))

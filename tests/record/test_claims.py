"""Checkable claims: evidence with source and certainty, a signed verdict, or the data that is wanted."""

from datetime import date

import pytest

from nemawashi.record import Record


@pytest.mark.parametrize(
    ("claim", "ruling"),
    [
        ("japan-bears-nothing", "contradicted"),
        ("largest-treasury-holder", "supported"),
        ("largest-deployment", "no_data"),
        ("car-standards-unequal", "partly"),
    ],
)
def test_verdicts_on_the_opening_day(record: Record, claim: str, ruling: str) -> None:
    found = next(item for item in record.claims if item.id == claim)
    verdict = found.verdict(date(2025, 5, 3))
    assert verdict is not None
    assert verdict.ruling == ruling
    assert verdict.by


def test_japan_held_more_treasuries_than_the_next_two_apart(record: Record) -> None:
    held = [item.value for item in next(claim for claim in record.claims if claim.id == "largest-treasury-holder").evidence if item.value]
    assert held == [1125.9, 784.3, 750.3]


def test_no_data_says_what_is_wanted(record: Record) -> None:
    without = [claim for claim in record.claims if claim.verdicts[-1].ruling == "no_data"]
    assert without
    assert all(claim.wanted is not None for claim in without)


def test_numbers_have_units_and_days(record: Record) -> None:
    for claim in record.claims:
        for evidence in claim.evidence:
            if evidence.value is not None:
                assert evidence.unit
                assert evidence.as_of is not None


def test_a_verdict_is_not_known_before_the_claim_was_made(record: Record) -> None:
    for claim in record.claims:
        made = min(record.statement(key).known_from() for key in claim.statements)
        assert all(verdict.known >= made for verdict in claim.verdicts), claim.id


def test_seats_the_coalition_needs(record: Record) -> None:
    upper = next(group for group in record.constituencies if group.id == "jp-upper-house")
    known = date(2025, 5, 3)
    needed, kept = upper.reading("needed", known), upper.reading("coalition_not_up", known)
    assert needed is not None
    assert kept is not None
    assert needed.value + kept.value == 125
    assert upper.reading("won", known) is None
    later = upper.reading("won", date(2025, 9, 20))
    assert later is not None
    assert later.value < needed.value

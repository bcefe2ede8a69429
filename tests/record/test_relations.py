"""Contradictions between reports are kept apart from disagreements between the sides; independent sources are counted by origin."""

from datetime import date

import pytest

from nemawashi.record import Record, origins


@pytest.mark.parametrize(
    ("relation", "kind", "on"),
    [
        ("treasury-secretary-name", "contradicts", "name"),
        ("akazawa-title", "contradicts", "title"),
        ("who-posted", "contradicts", "speaker"),
        ("second-round-date", "contradicts", "date"),
        ("hurry-us", "contradicts", "polarity"),
        ("us-farm-list", "contradicts", "value"),
        ("defence-tied-or-apart", "disagreement", ""),
        ("currency-tied-or-apart", "disagreement", ""),
        ("farm-line-and-rice", "tension", ""),
        ("seventy-five-and-forty", "compatible", ""),
        ("suspended-and-in-force", "compatible", ""),
        ("ninety-days-and-9-july", "compatible", ""),
    ],
)
def test_kinds(record: Record, relation: str, kind: str, on: str) -> None:
    found = next(item for item in record.relations if item.id == relation)
    assert (found.kind, found.on) == (kind, on)


def test_no_contradiction_of_what_only_looks_like_one(record: Record) -> None:
    for one, other in (("r002-seventy-five", "r004-forty-talks"), ("r002-suspended-24", "r002-duties-in-force")):
        both = [item for item in record.relations if {one, other} <= set(item.statements)]
        assert [item.kind for item in both] == ["compatible"]


def test_contradictions_say_what_the_record_goes_by(record: Record) -> None:
    assert all(item.taken is not None for item in record.relations if item.kind == "contradicts")


def test_sides_disagree_and_tension_stays_inside_one(record: Record) -> None:
    for item in record.relations:
        actors = {record.statement(key).actor for key in item.statements}
        if item.kind == "disagreement":
            assert actors == {"JP", "US"}, item.id
        if item.kind in ("tension", "supersedes"):
            assert len(actors) == 1, item.id


def test_what_supersedes_was_said_later(record: Record) -> None:
    for item in record.relations:
        if item.kind == "supersedes":
            newer, *older = (record.statement(key).said_on.last for key in item.statements)
            assert all(day <= newer for day in older), item.id


def test_one_broadcast_quoted_twice_is_one_source(record: Record) -> None:
    assert list(origins(record, ["r002-treasuries-excluded", "r002-treasuries-quote"])) == ["person:onodera"]


def test_three_outlets_of_their_own_are_three_sources(record: Record) -> None:
    found = origins(record, ["r000-cards-rice-soy", "r003-rice-considered", "p-rice-60kt"])
    assert list(found) == ["press:Chosun Biz", "press:Jiji", "press:redcensor.com"]


def test_two_papers_named_together_are_two_origins(record: Record) -> None:
    assert list(origins(record, ["r000-rice-opaque"])) == ["press:Asahi Shimbun", "press:Yomiuri Shimbun"]


def test_corroborations_agree_with_their_origins(record: Record) -> None:
    for item in record.relations:
        if item.kind == "corroborates" and item.origin == "independent":
            assert len(origins(record, item.statements)) > 1, item.id


def test_a_relation_is_known_with_the_last_of_its_statements(record: Record) -> None:
    names = next(item for item in record.relations if item.id == "treasury-secretary-name")
    assert names.known == date(2025, 4, 30)

"""Where each side stood, how firmly, and how that moved: on three days of the talks."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nemawashi
from nemawashi.dates import Clock
from nemawashi.errors import Fault
from nemawashi.positions import Override, Position, faults_against, load, matrix, movement, posture, redlines, wants
from nemawashi.positions.infer import firmness
from nemawashi.record import Record
from nemawashi.record import load as load_record

CASE = Path(nemawashi.__file__).parent / "cases" / "us-japan-2025"
WHOLE = load_record(CASE / "record", [], root=CASE)
ISSUES = tuple(dict.fromkeys(issue for said in WHOLE.statements for issue in said.issues))
OPENING = Clock(date(2025, 5, 3), date(2025, 5, 3))


def on(day: date, record: Record = WHOLE, overrides: tuple[Override, ...] = ()) -> dict[tuple[str, str], Position]:
    return {(item.party, item.issue): item for item in matrix(record, ISSUES, Clock(day, day), overrides=overrides)}


@pytest.fixture(scope="module")
def judged() -> tuple[Override, ...]:
    faults: list[Fault] = []
    found = load(CASE / "positions", faults, root=CASE)
    assert faults == []
    return found


@pytest.mark.parametrize(
    ("party", "issue", "statement", "level", "direction"),
    [
        ("JP", "car_duty", "r003-exempt-cars-steel", 4, "press"),
        ("JP", "rice_access", "r003-rice-considered", 2, "concede"),
        ("JP", "car_inspection", "r004-proposals-made", 3, "concede"),
        ("JP", "defence_cost", "r000-defence-separate", 4, "hold"),
        ("US", "defence_cost", "r002-defence-linked", 4, "press"),
        ("JP", "exchange_rate", "p-kato-bessent", 4, "hold"),
        ("US", "exchange_rate", "r002-fx-linked", 4, "press"),
        ("US", "deficit", "r000-deficit-zero", 4, "press"),
        ("US", "car_inspection", "r000-car-standards", 4, "press"),
        ("US", "lng", "r002-alaska", 2, "press"),
    ],
)
def test_latest_stance_on_the_opening_day(party: str, issue: str, statement: str, level: int, direction: str) -> None:
    found = on(OPENING.on)[party, issue]
    assert (found.statements[0], found.firmness, found.direction) == (statement, level, direction)


def test_full_cancellation_first_exemptions_later() -> None:
    assert on(date(2025, 4, 17))["JP", "car_duty"].stance.en == "All the duties cancelled"
    assert on(date(2025, 4, 30))["JP", "car_duty"].stance.en == "Cars and steel exempted"
    moves = {(item.party, item.issue): item for item in movement(WHOLE, date(2025, 4, 18), Clock(date(2025, 4, 30), date(2025, 4, 30)))}
    change = moves["JP", "car_duty"]
    assert change.kind == "softened"
    assert change.statements[:2] == ("r002-cancel-all", "r003-exempt-cars-steel")


def test_farm_protection_stands_beside_rice_under_study() -> None:
    rice = on(OPENING.on)["JP", "rice_access"]
    assert set(rice.standing) == {"r001-keep-protecting", "r001-no-farm-for-cars"}
    assert "farm-line-and-rice" in rice.conflict
    assert rice.sources == 3


def test_refusing_an_exchange_decides_neither_cell() -> None:
    before = on(date(2025, 4, 23))
    assert before["JP", "car_duty"].statements[0] != "r001-no-farm-for-cars"
    assert before["JP", "rice_access"].statements[0] == "r001-keep-protecting"


def test_defence_and_currency_are_tied_by_one_side_and_kept_apart_by_the_other() -> None:
    found = on(OPENING.on)
    for issue in ("defence_cost", "exchange_rate"):
        assert found["US", issue].linked == "linked"
        assert found["JP", issue].linked == "separate"


def test_what_moved_since_the_first_of_may() -> None:
    moves = {(item.party, item.issue): item.kind for item in movement(WHOLE, date(2025, 5, 1), OPENING)}
    assert moves["JP", "car_inspection"] == "softened"
    assert moves["JP", "farm_purchases"] == "softened"
    assert moves["JP", "car_duty"] == "restated"
    assert ("US", "deficit") not in moves
    assert {issue for _, issue in list(moves)[:2]} == {"car_inspection", "farm_purchases"}, "what was tabled comes first"


def test_red_lines_with_scope_owner_and_firmness() -> None:
    lines = {line.id: line for line in redlines(WHOLE, OPENING)}
    farm, bonds = lines["r001-no-farm-for-cars"], lines["r002-treasuries-excluded"]
    assert (farm.scope, farm.issues, farm.owner, farm.firmness) == ("exchange", ("rice_access", "car_duty"), "ishiba", 5)
    assert "farm-line-and-rice" in farm.contested
    assert (bonds.scope, bonds.issues, bonds.owner) == ("issue", ("treasuries",), "onodera")
    assert bonds.firmness == 4, "a party's officer cannot bind the government"
    assert lines["r004-teaser-no-partial"].firmness == 2, "a heading without its article"


def test_one_utterance_is_one_red_line() -> None:
    assert sum(line.owner == "onodera" for line in redlines(WHOLE, OPENING)) == 1


def test_the_finance_ministers_later_words_make_a_firmer_line() -> None:
    later = Clock(date(2025, 5, 10), date(2025, 5, 10))
    first = next(line for line in redlines(WHOLE, later) if line.issues == ("treasuries",))
    assert (first.owner, first.firmness) == ("kato", 5)


def test_wants_on_the_first_screen() -> None:
    japan = wants(WHOLE, "JP", OPENING)
    america = wants(WHOLE, "US", OPENING)
    assert japan[0].issues == ("car_duty", "steel_duty")
    assert [want.issue for want in america][:3] == ["defence_cost", "exchange_rate", "deficit"]
    assert len(america) == 4
    assert all(want.firmness >= other.firmness for want, other in itertools.pairwise(japan))


def test_an_override_is_signed_and_gives_way_to_later_words(judged: tuple[Override, ...]) -> None:
    opening = on(OPENING.on, overrides=judged)["JP", "treasuries"]
    assert (opening.basis, opening.by) == ("judged", "nemawashi case authors")
    assert opening.reason is not None
    assert on(date(2025, 5, 2), overrides=judged)["JP", "treasuries"].basis == "cited"
    later = on(date(2025, 5, 10), overrides=judged)["JP", "treasuries"]
    assert (later.basis, later.statements[0]) == ("cited", "l-kato-no-tool")


def test_an_override_without_signature_is_a_fault(tmp_path: Path) -> None:
    text = (CASE / "positions" / "overrides.toml").read_text(encoding="utf-8").replace('by = "nemawashi case authors"', 'by = ""', 1)
    (tmp_path / "overrides.toml").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    load(tmp_path, faults, root=tmp_path)
    assert [fault.where for fault in faults] == ["overrides.toml:3"]


def test_the_record_is_alive_one_refusal_moves_its_cells_and_no_others() -> None:
    gone = replace(WHOLE, statements=tuple(said for said in WHOLE.statements if said.id != "r001-keep-protecting"))
    before, after = on(date(2025, 4, 23)), on(date(2025, 4, 23), gone)
    changed = {key for key in before if before[key] != after.get(key)}
    assert changed == {("JP", "rice_access"), ("JP", "farm_purchases"), ("JP", "seafood_potatoes")}


def test_a_card_of_one_paper_is_floated_and_of_three_considered() -> None:
    rice = next(said for said in WHOLE.statements if said.id == "r003-rice-considered")
    assert firmness(rice, WHOLE) == 1
    assert on(date(2025, 5, 1))["JP", "rice_access"].firmness == 2


def test_later_words_do_not_reach_back() -> None:
    """In force on 17 April, known on 3 May: the demand of that day, not the one that later took its place."""
    then = {(item.party, item.issue): item for item in matrix(WHOLE, ISSUES, Clock(date(2025, 4, 17), OPENING.known))}
    assert then["JP", "car_duty"].statements[0] == "r002-cancel-all"


days = st.integers(0, 230).map(lambda step: date(2025, 4, 1) + timedelta(days=step))


@settings(derandomize=True, max_examples=40, deadline=None)
@given(days, days)
def test_positions_read_nothing_later_and_cells_never_vanish(one: date, other: date) -> None:
    early, late = sorted((one, other))
    first, second = on(early), on(late)
    assert set(first) <= set(second)
    for item in first.values():
        for key in (*item.statements, *item.standing):
            assert WHOLE.statement(key).known_from() <= early
        assert item.sources == len(set(item.origins)) >= 1
        assert WHOLE.statement(item.statements[0]).stance == item.stance


def test_no_hurry_is_said_while_reasons_to_hurry_are_shown() -> None:
    found = {item.party: item for item in posture(WHOLE, OPENING)}
    assert found["JP"].patient[0] in ("r004-both-no-hurry", "r004-not-too-quick")
    assert "r004-g7-target" in found["JP"].pressed
    assert "r003-elections-hurry" in found["JP"].pressed, "the other side's word on Japan's haste"
    assert set(found["US"].patient) == {"r004-catbird", "r004-us-no-hurry"}
    assert "r004-us-early-deal" in found["US"].pressed
    assert found["JP"].mixed
    assert found["US"].mixed
    early = {item.party: item for item in posture(WHOLE, Clock(date(2025, 4, 18), date(2025, 4, 18)))}
    assert early["US"].patient == early["US"].pressed == ()


def test_overrides_agree_with_the_case(judged: tuple[Override, ...]) -> None:
    assert faults_against(judged, WHOLE, ISSUES) == ()
    (fault,) = faults_against([replace(judged[0], issue="treasury")], WHOLE, ISSUES)
    assert "treasuries" in fault.remedy
    (early,) = faults_against([replace(judged[0], known=date(2025, 4, 20))], WHOLE, ISSUES)
    assert "p-kato-card" in early.found

"""The built-in case's stakes: whose values are whose, what statements may say of weights, and whom a government must carry."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import nemawashi
from nemawashi import agenda as agenda_room
from nemawashi import stakes as room
from nemawashi.agenda import Agenda
from nemawashi.errors import Fault, Unknown
from nemawashi.stakes import Stakes, against
from nemawashi.stakes.polytope import weights_of

CASE = Path(nemawashi.__file__).parent / "cases" / "us-japan-2025"
MAY_3 = date(2025, 5, 3)


@pytest.fixture(scope="module")
def whole() -> Stakes:
    faults: list[Fault] = []
    stakes = room.load(CASE / "stakes", faults, root=CASE)
    assert not faults, "\n".join(map(str, faults))
    return stakes


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return agenda_room.load(CASE / "agenda", [], root=CASE)


def leaves(value: object) -> Iterator[object]:
    """Every object inside a value, dataclasses and containers walked."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from leaves(getattr(value, part.name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(key)
            yield from leaves(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from leaves(part)


@pytest.mark.parametrize(("side", "other"), [("US", "JP"), ("JP", "US"), ("public", "JP"), ("public", "US")])
def test_no_private_value_of_one_side_is_in_anything_made_for_another(whole: Stakes, side: str, other: str) -> None:
    private = [part for part in leaves(whole) if getattr(part, "seen_by", None) == other]
    assert private, "the case has private values to keep"
    seen = list(leaves(whole.for_side(side, MAY_3)))
    assert not any(part is secret for part in seen for secret in private)
    assert not any(getattr(part, "seen_by", None) == other for part in seen)
    assert other not in whole.for_side(side, MAY_3).outside(["JP", "US"])


def test_a_side_sees_its_own_private_score_in_place_of_the_public_one(whole: Stakes) -> None:
    def score(side: str) -> list[float]:
        rows = whole.for_side(side, MAY_3).preferences["JP"].judgements
        return [j.value for j in rows if (j.attribute, j.option) == ("jp_farm", "us_60k_within")]

    assert score("US") == score("public") == [-0.15]
    assert score("JP") == [-0.06]


def test_orderings_are_respected_by_every_vertex(whole: Stakes) -> None:
    for side in ("JP", "US"):
        for own in whole.for_side(side, MAY_3).preferences.values():
            weights = weights_of(own)
            place = {name: k for k, name in enumerate(weights.names)}
            assert len(weights.vertices) > 1, "statements never fix a point"
            assert np.allclose(weights.vertices.sum(axis=1), 1)
            for ordering in own.orderings:
                assert (weights.vertices[:, place[ordering.more]] >= weights.vertices[:, place[ordering.less]] - 1e-9).all()


def test_refusing_farm_for_cars_makes_farming_weigh_at_least_as_much(whole: Stakes) -> None:
    own = whole.for_side("JP", MAY_3).preferences["JP"]
    rule = next(o for o in own.orderings if o.rule == "exchange refused")
    assert (rule.more, rule.less, rule.statements) == ("jp_farm", "jp_cars", ("r001-no-farm-for-cars",))
    before = whole.for_side("JP", date(2025, 4, 20)).preferences["JP"]
    assert not any(o.rule == "exchange refused" for o in before.orderings), "not known before it was reported"


def test_no_ordering_from_statements_lacks_its_statements(whole: Stakes) -> None:
    for own in whole.preferences.values():
        for ordering in own.orderings:
            assert ordering.statements or (ordering.rule == "analyst" and ordering.by and ordering.reason)


def test_every_judgement_is_signed_ranged_and_reasoned_in_both_languages(whole: Stakes) -> None:
    for own in whole.preferences.values():
        for j in own.judgements:
            assert j.by
            assert j.reason.en
            assert j.reason.ja
            assert -1 <= j.low <= j.value <= j.high <= 1
            assert j.low < j.high


def test_judgements_speak_of_options_the_agenda_has(whole: Stakes, agenda: Agenda) -> None:
    assert list(against(whole, agenda)) == []


def test_what_came_later_is_behind_the_wall(whole: Stakes, agenda: Agenda) -> None:
    later = {(i.id, o.id) for i in agenda.issues for o in i.options if o.hindsight}
    seen = {(j.issue, j.option) for own in whole.for_side("JP", MAY_3).preferences.values() for j in own.judgements}
    assert not later & seen
    assert all(j.hindsight for own in whole.preferences.values() for j in own.judgements if (j.issue, j.option) in later)


def test_seats_add_up_and_the_coalition_is_thirteen_short(whole: Stakes) -> None:
    house = next(body for body in whole.bodies if body.id == "jp-lower-house")
    assert house.seats == 465
    coalition = next(bloc.seats for bloc in house.blocs if bloc.id == "coalition")
    assert house.needed - coalition == 13
    upper = [body for body in whole.bodies if body.constituency == "jp-upper-house"]
    assert [body.seats for body in upper] == [248, 248]
    poll = date(2025, 7, 20)
    assert [body.id for body in upper if body.sits(MAY_3)] == ["jp-upper-house"]
    assert [body.id for body in upper if body.sits(poll)] == ["jp-upper-house-after"]


def test_an_unknown_side_is_refused(whole: Stakes) -> None:
    with pytest.raises(Unknown):
        whole.for_side("KR", MAY_3)

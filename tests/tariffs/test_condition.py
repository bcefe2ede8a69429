from datetime import date
from decimal import Decimal

import pytest

from nemawashi.errors import Refused, Unknown
from nemawashi.language import Text
from nemawashi.tariffs.condition import Asked, Fact, Missing, parse_condition, read_answer

WORLD: dict[str, Fact] = {
    "claimed": True,
    "loaded": date(2025, 4, 6),
    "us_content": Decimal("0.2"),
    "list": "four_a",
    "entry": date(2025, 4, 9),
}


def ask(key: str) -> Fact:
    if key not in WORLD:
        raise Missing(key)
    return WORLD[key]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("claimed", True),
        ("not claimed", False),
        ("loaded < 2025-04-09", True),
        ("loaded < 2025-04-05", False),
        ("loaded < entry", True),
        ("us_content >= 20 %", True),
        ("us_content > 20 %", False),
        ("list = four_a", True),
        ("list != four_a", False),
        ("not claimed or loaded < 2025-04-09", True),
        ("claimed and (list = three or us_content < 30 %)", True),
    ],
)
def test_a_condition_in_a_known_world(text: str, holds: bool) -> None:
    assert parse_condition(text).holds(ask) is holds
    assert parse_condition(str(parse_condition(text))) == parse_condition(text)


def test_unknown_is_neither_yes_nor_no() -> None:
    with pytest.raises(Missing):
        parse_condition("claimed and elsewhere").holds(ask)


def test_a_part_that_settles_the_matter_spares_the_question() -> None:
    assert parse_condition("elsewhere or claimed").holds(ask)
    assert not parse_condition("elsewhere and not claimed").holds(ask)


@pytest.mark.parametrize("text", ["", "and", "loaded <", "(claimed", "claimed claimed", "loaded ? 3"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_condition(text)


def asked(kind: str, answers: tuple[str, ...] = ()) -> Asked:
    return Asked("key", Text("?", "?"), kind, answers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "given", "read"),
    [
        ("yes_no", "Yes", True),
        ("yes_no", False, False),
        ("yes_no", "いいえ", False),
        ("date", "2025-04-06", date(2025, 4, 6)),
        ("share", "60 %", Decimal("0.6")),
        ("share", "0.6", Decimal("0.6")),
        ("choice", "a", "a"),
    ],
)
def test_answers_are_read_in_their_forms(kind: str, given: object, read: Fact) -> None:
    assert read_answer(asked(kind, ("a", "b")), given) == read


@pytest.mark.parametrize(("kind", "given"), [("yes_no", "maybe"), ("date", "April"), ("share", "120 %"), ("share", "much")])
def test_an_answer_in_no_form_is_refused_with_the_forms(kind: str, given: str) -> None:
    with pytest.raises(Refused, match="an answer here is"):
        read_answer(asked(kind), given)


def test_a_choice_names_the_nearest_words() -> None:
    with pytest.raises(Unknown, match="list-4a"):
        read_answer(asked("choice", ("none", "list-4a")), "list-4b")

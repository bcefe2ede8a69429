"""The published JSON Schema accepts every file of law the project holds, and an editor that reads it sees what is wrong with a table by itself."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from nemawashi.tariffs import schema
from tests.tariffs.conftest import BASE, LAW
from tests.tariffs.test_checks import ACT, RIGHT, event, measure


def as_json(value: Any) -> Any:
    """TOML as an editor hands it to a validator: days are text."""
    if isinstance(value, dict):
        return {key: as_json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [as_json(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value


def mistakes(text: str) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(schema()).iter_errors(as_json(tomllib.loads(text)))]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", sorted(LAW.rglob("*.toml")), ids=lambda file: file.name)
def test_the_schema_accepts_the_law_of_the_case(file: Path) -> None:
    assert mistakes(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", RIGHT)
def test_the_schema_accepts_what_is_unusual_and_right(name: str) -> None:
    assert mistakes(BASE + ACT + RIGHT[name]) == []


WRONG = {
    "a key misspelt": measure('heading = ["8703"]'),
    "goods that are no list": measure('headings = "8703"'),
    "a dotted code": measure('headings = ["8703.23"]'),
    "a bare half": measure(duty='duty = "0.5"'),
    "a rate below zero": measure(duty='duty = "-5 %"'),
    "a rate by origin below zero": measure(duty='rates = { JP = "-5 %" }'),
    "a continental comma": measure(duty='duty = "2,5 %"'),
    "a number for a rate": measure(duty="duty = 5"),
    "a pinpoint of nothing": measure(pinpoint=" "),
    "a day in words": measure(on='"soon"'),
    "a kind of event there is not": measure() + event("start"),
    "an extension to no day": measure() + event("extend"),
    "an end for a time": measure() + event("terminate", more="until = 2025-09-01"),
    "a suspension that charges": measure() + event("suspend", more='duty = "3 %"'),
    "an exemption of everything": measure() + event("exempt"),
    "a duty and rates": measure(duty='duty = "5 %"\nrates = { JP = "6 %" }'),
    "an amendment on a condition": measure() + event("amend", more='duty = "3 %"\nwhen = "in_transit"'),
    "a side without a quota": measure('side = "in"'),
    "a table without its column": measure('table = "schedule"', ""),
    "a label in one language": measure().replace(', ja = "あ"', ""),
    "a measure without an event": measure().partition("\n[[measure.event]]")[0],
    "an event apart of nothing": '[[event]]\nkind = "terminate"\non = 2025-06-01\nact = "o"\npinpoint = "1"\n',
    "an event apart without a day": '[[event]]\nof = ["m"]\nkind = "terminate"\nact = "o"\npinpoint = "1"\n',
    "a table there is not": "[[measures]]\nid = 'x'\n",
}


@pytest.mark.parametrize("name", WRONG)
def test_the_schema_refuses(name: str) -> None:
    assert mistakes(ACT + measure()) == []
    assert mistakes(ACT + WRONG[name])

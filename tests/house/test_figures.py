"""No naked figure: every number in every JSON answer is a figure with unit, date, basis and sources, or is said here to be no figure."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from typer.testing import CliRunner

from nemawashi.cli import app

CASE = "us-japan-2025"
COMMANDS = {
    "show": ["show", CASE],
    "positions": ["positions", CASE],
    "timeline": ["timeline", CASE],
    "conflicts": ["conflicts", CASE],
    "names": ["names", CASE],
    "duty": ["duty", "8703.23.01", "--from", "JP", "--to", "US", "--on", "2025-04-17"],
    "effects": ["effects", CASE],
    "products": ["effects", CASE, "rice_access=us_70k_quota", "car_duty=mfn"],
    "baseline": ["baseline", CASE],
    "concessions": ["concessions", CASE],
    "sensitivity": ["sensitivity", CASE, "midway", "tabled_may", "--draws", "2"],
    "optimal": ["optimal", CASE],
    "frontier": ["frontier", CASE],
    "frontier without": ["frontier", CASE, "--without", "defence_cost"],
    "deal": ["deal", CASE, "midway"],
    "zopa": ["zopa", CASE],
    "elicit": ["elicit", CASE],
    "references": ["references", CASE],
    "target": ["target", CASE, "balance(US,JP)>=0"],
    "barriers": ["barriers", CASE],
    "claims": ["claims", CASE],
    "calendar": ["calendar", CASE],
    "ratify": ["ratify", CASE, "midway", "--form", "treaty"],
    "posture": ["posture", CASE],
    "agenda": ["agenda", CASE],
    "average": ["average", "--by", "sector"],
    "reconcile": ["reconcile", CASE, "--known", "2025-09-20"],
    "cases": ["cases"],
}
NO_FIGURES = {
    "format": "the version of the answers",
    "packages": "how many combinations were searched",
    "zopa": "places in the list of efficient packages",
    "level": "firmness on its scale",
    "sources": "how many independent sources",
    "statements": "how many statements",
    "residual": "how nearly the solver's equations hold",
    "days": "days to the deadline",
    "number": "which round, counted",
    "minutes": "a meeting's length as reported; its row cites the report",
    "combinations": "how many combinations were searched",
    "rank": "a place in a list",
}
BESIDE = {"payoffs": "gains", "total": "figure", "disagreement": "breakdown"}
"""Plain coordinates for programs are allowed where their figures stand beside them, under the second name."""
BASES = {"cited", "derived", "assumed", "judged"}


@cache
def answer(name: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, [*COMMANDS[name], "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def is_figure(value: object) -> bool:
    return isinstance(value, dict) and {"value", "unit", "basis"} <= value.keys()


def naked(value: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Give the path of each number that stands outside a figure."""
    if is_figure(value):
        return
    if isinstance(value, dict):
        for key, item in value.items():
            if not (key in BESIDE and BESIDE[key] in value):
                yield from naked(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from naked(item, path)
    elif isinstance(value, int | float) and not isinstance(value, bool) and not NO_FIGURES.keys() & set(path[-1:]):
        yield ".".join(path)


def figures(value: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if is_figure(value):
            yield path, value
        for key, item in value.items():
            yield from figures(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from figures(item, path)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_answer_holds_a_naked_figure(name: str) -> None:
    assert sorted(set(naked(answer(name)))) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_figure_has_unit_date_basis_and_a_range_around_its_value(name: str) -> None:
    for path, figure in figures(answer(name)):
        assert figure["unit"], path
        assert figure["as_of"], path
        assert figure["basis"] in BASES, path
        assert figure["basis"] != "cited" or figure["sources"], f"{path}: cited without a source"
        value, low, high = figure["value"], figure["low"], figure["high"]
        assert low is None or value is None or low <= value, path
        assert high is None or value is None or value <= high, path


def test_a_naked_figure_would_be_found() -> None:
    dressed = {"value": 1.0, "unit": "%", "basis": "cited"}
    assert list(naked({"rate": 25.0, "rows": [{"duty": dressed, "extra": 2}]})) == ["rate", "rows.extra"]
    assert list(naked({"payoffs": {"JP": 1.0}, "gains": {"JP": dressed}, "format": 1})) == []
    assert list(naked({"payoffs": {"JP": 1.0}})) == ["payoffs.JP"]

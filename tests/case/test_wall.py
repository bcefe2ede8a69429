"""The wall: what was known after a day is in no answer of that day, and moving the known day on only ever adds."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi import views
from nemawashi.brief import written
from nemawashi.case import Case
from nemawashi.language import Text
from nemawashi.workbench import Workbench
from nemawashi.workbench.since import last_round

OPENING, SEPTEMBER = date(2025, 5, 3), date(2025, 9, 20)
CAR, STEEL, TEA = "8703.23.01", "7208.10.15", "0902.10.10"
AHEAD = {"on", "until", "as_of", "days", "effective"}
"""Fields that may name a later day: plans told beforehand, and what the law as known already says of a day to come."""
CHEAP = ("timeline", "positions", "agenda", "sources", "references", "conflicts", "names")


def _words(*texts: Text | None) -> Iterator[str]:
    for text in texts:
        if text is not None:
            yield from (words for words in (text.en, text.ja) if words)


def later(case: Case, known: date) -> Iterator[str]:
    """Every wording and every telling name in the case that nobody could know on ``known``."""
    record, agenda, law = case.record, case.agenda, case.law
    for said in record.statements:
        if said.known_from() > known:
            yield said.id
            yield from _words(said.paraphrase)
    for event in (*record.events, *case.calendar.later):
        if event.known_from() > known and event.id not in {one.id for one in record.events}:
            yield from _words(event.title)
        if event.outcome_known is not None and event.outcome_known > known:
            yield from _words(event.outcome)
        if event.round is not None and event.round_known() > known:
            yield from _words(event.round.mandate, event.round.missing)
    for talks in record.negotiations:
        for state in talks.states:
            if state.known > known:
                yield from _words(state.summary)
    for claim in record.claims:
        for evidence in claim.evidence:
            if evidence.known > known:
                yield from _words(evidence.text)
        for verdict in claim.verdicts:
            if verdict.known > known:
                yield from _words(verdict.reason)
    for issue in agenda.issues:
        for option in issue.options:
            if option.known is not None and option.known > known:
                yield from _words(option.title, option.note)
    for package in agenda.packages:
        if package.known is not None and package.known > known:
            yield package.id
            yield from _words(package.title)
    for chip in agenda.chips:
        for step in chip.steps:
            if step.known > known:
                yield from _words(step.note)
    for source in case.sources.values():
        day = source.known_from()
        if day is not None and day > known:
            yield source.id
            yield source.locator or source.title
    for act in law.acts.values():
        day = act.known_from()
        if day is not None and day > known and act.number:
            yield act.name()
    for measure in law.measures.values():
        if measure.event and all(law.known_on(event) > known for event in measure.event):
            yield from (measure.label.en, measure.label.ja)


def walk(answer: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every leaf with its path."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield from walk(value, (*path, key))
    elif isinstance(answer, list):
        for value in answer:
            yield from walk(value, path)
    else:
        yield path, answer


def told(bench: Workbench, lang: str, *names: str) -> dict[str, Any]:
    asked: dict[str, Any] = {name: getattr(views, name)(bench) for name in names}
    for heading in (CAR, STEEL, TEA):
        asked[f"duty {heading}"] = views.duty(bench, heading, origin="JP", importer="US")
    return {name: json.loads(json.dumps(views.answer(bench, view, lang))) for name, view in asked.items()}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open("us-japan-2025")


@pytest.fixture(scope="module")
def opened(bench: Workbench) -> Case:
    return bench.case


@pytest.fixture(scope="module", params=["en", "ja"])
def opening(bench: Workbench, request: pytest.FixtureRequest) -> dict[str, Any]:
    """All that a default run can say, in one language."""
    answers = told(bench, request.param, *CHEAP, "show", "frontier", "effects")
    return answers | {"brief": written(views.brief(bench, request.param), "md").decode()}


def test_there_is_a_wall_to_stand_behind(opened: Case) -> None:
    hidden = set(later(opened, OPENING))
    assert len(hidden) > 150
    assert {"july_2025", "15 % all-in (settlement of 22 July)", "Executive Order 14345", "l-letter-25"} <= hidden
    assert set(later(opened, date(2025, 12, 31))) == set()


def test_no_answer_on_the_opening_day_tells_what_was_known_later(opened: Case, opening: dict[str, Any]) -> None:
    dumped = {name: answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False) for name, answer in opening.items()}
    hidden = {words for words in later(opened, OPENING) if len(words) > 3}
    assert [(name, words) for words in sorted(hidden) for name, text in dumped.items() if words in text] == []


def test_no_date_in_an_answer_is_later_than_the_known_day_save_of_what_lies_ahead(opening: dict[str, Any]) -> None:
    late = [
        (name, path, value)
        for name, answer in opening.items()
        if not isinstance(answer, str)
        for path, value in walk(answer)
        if isinstance(value, str) and len(value) == 10 and value[:4].isdigit() and value[4] == "-" and value > OPENING.isoformat()
    ]
    assert [row for row in late if row[1][-1] not in AHEAD] == []
    rows = opening["timeline"]["rows"]
    assert [row["id"] for row in rows if row["on"] > OPENING.isoformat() and row["status"] not in ("planned", "expected")] == []
    assert [row["id"] for row in rows if row["hindsight"]] == []
    assert [row["id"] for row in opening["sources"]["rows"] if (row["published"] or "") > OPENING.isoformat()] == []


def test_a_figure_of_a_later_day_is_computed_and_never_cited(opening: dict[str, Any]) -> None:
    def figures(answer: Any) -> Iterator[dict[str, Any]]:
        if isinstance(answer, dict):
            if {"basis", "as_of", "unit"} <= answer.keys():
                yield answer
            for value in answer.values():
                yield from figures(value)
        elif isinstance(answer, list):
            for value in answer:
                yield from figures(value)

    shown = [figure for answer in opening.values() for figure in figures(answer)]
    assert len(shown) > 100
    assert {figure["basis"] for figure in shown if str(figure["as_of"]) > OPENING.isoformat()} <= {"derived"}


def test_moving_both_clocks_to_september_shows_what_happened(opened: Case, bench: Workbench) -> None:
    september = bench.at(on=SEPTEMBER, known=SEPTEMBER)
    answers = told(september, "en", *CHEAP)
    text = json.dumps(answers, ensure_ascii=False)
    assert len([words for words in set(later(opened, OPENING)) if words in text]) > 60
    options = {(issue["id"], option["id"]) for issue in answers["agenda"]["issues"] for option in issue["options"]}
    assert {("reciprocal_rate", "floor_15"), ("car_duty", "floor_15"), ("investment", "usd_550bn"), ("rice_access", "us_75pct")} <= options
    assert "july_2025" in {package["id"] for package in answers["agenda"]["packages"]}
    rows = {row["id"]: row for row in answers["timeline"]["rows"]}
    assert [rows[f"round-{number}"]["status"] for number in range(3, 9)] == ["held"] * 6
    assert rows["act-eo-14345"]["on"] == "2025-09-04"
    assert "eo-14345" in {row["id"] for row in answers["sources"]["rows"]}
    assert answers[f"duty {CAR}"]["total"] == {"low": 15.0, "high": 15.0}
    assert answers[f"duty {STEEL}"]["total"] == {"low": 50.0, "high": 50.0}
    last = last_round(september)
    assert last is not None
    assert last.id == "round-8"


def test_law_in_force_later_is_the_law_as_known_on_the_day(bench: Workbench) -> None:
    blind = views.duty(bench.at(on=SEPTEMBER), CAR, origin="JP", importer="US")
    seeing = views.duty(bench.at(on=SEPTEMBER, known=SEPTEMBER), CAR, origin="JP", importer="US")
    assert (float(blind.total.low), float(seeing.total.low)) == (27.5, 15.0)


def shown(bench: Workbench, known: date) -> set[tuple[str, str]]:
    """What can be read on a day, by name."""
    desk = bench.at(known=known)
    agenda = views.agenda(desk)
    return (
        {("timeline", row.id) for row in views.timeline(desk).rows}
        | {("source", row.id) for row in views.sources(desk).rows}
        | {("option", f"{issue.id}={option.id}") for issue in agenda.issues for option in issue.options}
        | {("package", package.id) for package in agenda.packages}
        | {("statement", said.id) for said in desk.record.statements}
        | {("chip", f"{chip.id} {step.stage} {step.on}") for chip in desk.agenda.chips for step in chip.steps}
        | {("line", line.id) for line in desk.agenda.red_lines}
        | {("tie", tie.id) for tie in desk.agenda.linkages}
        | {("relation", row.id) for row in desk.record.relations}
        | {("position", f"{row.issue} {cell.party}") for row in views.positions(desk).rows for cell in row.cells}
    )


FIRST = date(2025, 1, 1)
days = st.integers(0, 364).map(lambda step: FIRST + timedelta(days=step))


@settings(derandomize=True, max_examples=40, deadline=None)
@given(days, days)
def test_what_is_known_never_shrinks(bench: Workbench, one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert shown(bench, early) <= shown(bench, late)

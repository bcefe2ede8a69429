"""Nothing is known before its source could be read, and every source named stands in the case."""

from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import TypeAdapter

from nemawashi.errors import Fault
from nemawashi.record import Record
from nemawashi.rehearse import calendar
from nemawashi.sources import Source
from nemawashi.sources.toml_lines import decode_each, read_toml

from .conftest import CASE


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    faults: list[Fault] = []
    found: dict[str, Source] = {}
    for path in sorted((CASE / "sources").glob("*.toml")):
        file = read_toml(path, faults, root=CASE)
        assert file is not None
        found.update({source.id: source for source in decode_each(file, "source", TypeAdapter(Source), faults)})
    assert faults == []
    return found


def cited(record: Record) -> Iterator[tuple[str, str, date]]:
    later = calendar.load(CASE / "rehearse", [], root=CASE).later
    for event in (*record.events, *later):
        for dating in event.datings:
            yield event.id, dating.citation.source, dating.known
    for talks in record.negotiations:
        for state in talks.states:
            yield talks.id, state.citation.source, state.known
    for claim in record.claims:
        for evidence in claim.evidence:
            yield claim.id, evidence.citation.source, evidence.known
    for group in record.constituencies:
        for reading in group.readings:
            yield group.id, reading.citation.source, reading.known
    for report in record.reports:
        yield report.id, report.id, report.known_from()


def test_every_source_named_stands_in_the_case(record: Record, sources: dict[str, Source]) -> None:
    assert {source for _, source, _ in cited(record)} - set(sources) == set()
    assert {tenure.source for office in record.offices for tenure in office.holders} <= set(sources)


def test_nothing_is_known_before_its_source(record: Record, sources: dict[str, Source]) -> None:
    early = [
        (name, key, known.isoformat(), str(sources[key].known_from()))
        for name, key, known in cited(record)
        if (out := sources[key].known_from()) is not None and out > known
    ]
    assert not early, early

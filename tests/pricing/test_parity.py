"""The per-line answer and the bulk answer are one: every law case, and random cells of the whole schedule."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.pricing import compile_cells, price
from nemawashi.tariffs import Assessment, Entry, Law, assess
from tests.law.test_cases import read_cases

HINDSIGHT = date(2026, 1, 1)
ORIGINS = ("JP", "DE", "CN", "CA", "MX", "KR", "GB", "BR", "LS", "IN", "VN", "TW", "CH", "AR", "HK", "US")


def _groups() -> dict[tuple[object, ...], list[Entry]]:
    """Entries of the law cases by what a file of shipments states once: importer, known date, answers."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for case in read_cases():
        entry = case.entry
        if not case.entry.heading or case.total == "refused" or {"code", "unit_value"} & set(entry.answers):
            continue
        groups[entry.importer, entry.clock.known, tuple(sorted((key, str(value)) for key, value in entry.answers.items()))].append(entry)
    return groups


GROUPS = _groups()


def _close(bulk: str, line: Decimal | None) -> bool:
    if line is None:
        return bulk == ""
    return bulk != "" and float(bulk) == pytest.approx(float(line), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("group", range(len(GROUPS)))
def test_a_file_of_the_law_cases_is_priced_as_each_line_is(law: Law, tmp_path: Path, group: int) -> None:
    (importer, known, _), entries = list(GROUPS.items())[group]
    with (tmp_path / "in.csv").open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("heading", "origin", "date", "value", "quantity"))
        for entry in entries:
            writer.writerow((entry.heading, entry.origin, entry.clock.on, entry.value or 1000, entry.quantity or ""))
    done = price(tmp_path / "in.csv", tmp_path / "out.csv", law, known=known, importer=importer, answers=entries[0].answers)
    assert done.clean
    with (tmp_path / "out.csv").open() as handle:
        rows = list(csv.DictReader(handle))
    for entry, row in zip(entries, rows, strict=True):
        found = _line(law, entry)
        assert _close(row["low"], found.low), (entry, row, found.low)
        assert _close(row["high"], found.high), (entry, row, found.high)


def _line(law: Law, entry: Entry) -> Assessment:
    value = entry.value or Decimal(1000)
    return assess(law, Entry(entry.heading, entry.origin, entry.importer, entry.clock, entry.answers, value, entry.quantity))


@settings(
    max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_random_cells_equal_the_rules(law: Law, data: st.DataObject) -> None:
    lines = law.lines("US")
    headings = data.draw(st.lists(st.sampled_from(lines), min_size=3, max_size=12, unique=True))
    known = data.draw(st.sampled_from((HINDSIGHT, date(2025, 4, 8), date(2025, 7, 1))))
    answers = data.draw(
        st.sampled_from(({}, {"usjta_claimed": "yes"}, {"part_of_vehicle": "no", "loaded": "2025-04-04"}, {"usmca": "yes"}))
    )
    cells = compile_cells(law, "US", headings, ORIGINS, first=date(2025, 1, 15), last=date(2025, 12, 31), known=known, answers=answers)
    for _ in range(40):
        row, place = data.draw(st.integers(0, len(headings) - 1)), data.draw(st.integers(0, len(ORIGINS) - 1))
        day = date(2025, 1, 15) + timedelta(days=data.draw(st.integers(0, 350)))
        found = assess(law, Entry(headings[row], ORIGINS[place], "US", Clock(day, known), answers))
        product, state = cells.products.classes[row], cells.states.numbers[place, cells.states.interval(day)]
        assert cells.filled.low[product, state] == float(found.low), (headings[row], ORIGINS[place], day)
        high = cells.filled.high[product, state]
        unbounded = cells.filled.kind[product, state] == 1 or np.isnan(high)
        assert found.high is None if unbounded else high == float(found.high), (headings[row], ORIGINS[place], day)
        reason = cells.named.reasons[cells.named.number[product, state]]
        assert _said(found, general=reason.general) == _said(assess(law, reason.entry), general=reason.general), (
            headings[row],
            ORIGINS[place],
            day,
        )


def _said(found: Assessment, *, general: bool) -> list[tuple[object, ...]]:
    """What the lines say; where a reason serves many general rates, nothing of column 1 and of what is reckoned from it."""
    own = {line.measure for line in found.lines if general and line.authority == "mfn"}
    return [
        (
            line.measure,
            line.status,
            line.act,
            line.pinpoint,
            line.reason,
            *(() if "column 1" in line.rate and general else (line.rate, line.low, line.high)),
        )
        for line in found.lines
        if line.status != "not_in_force" and line.measure not in own
    ]


def test_the_reason_of_a_cell_explains_its_sum(law: Law) -> None:
    headings = ("87032301", "84295210", "72081015", "09021010", "84713001")
    cells = compile_cells(law, "US", headings, ("JP", "CN"), first=date(2025, 4, 9), last=date(2025, 4, 10), known=HINDSIGHT)
    for reason in cells.named.reasons:
        assert reason.entry.origin in ("JP", "CN")
        assert assess(law, reason.entry).lines


def test_an_origin_without_a_rate_is_no_cell(law: Law) -> None:
    cells = compile_cells(law, "US", ("87032301",), ("JP", "KP", "XX"), first=date(2025, 5, 3), last=date(2025, 5, 3), known=HINDSIGHT)
    assert cells.states.numbers[:, 0].tolist()[1:] == [-1, -1]
    assert set(cells.states.refused) == {"KP", "XX"}


def test_an_answer_about_one_good_cannot_hold_for_all(law: Law) -> None:
    with pytest.raises(Refused, match="unit_value is of one good"):
        compile_cells(
            law, "US", ("87032301",), ("JP",), first=date(2025, 5, 3), last=date(2025, 5, 3), known=HINDSIGHT, answers={"unit_value": "2"}
        )

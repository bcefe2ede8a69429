"""A law somebody else wrote: no schedule, headings of six digits, another importer, conditions on events, quantities within bounds."""

import csv
from datetime import date
from pathlib import Path

import pytest

from nemawashi import tariffs
from nemawashi.dates import Clock
from nemawashi.errors import Unknown
from nemawashi.pricing import average, price
from nemawashi.tariffs import Entry, Law, assess
from nemawashi.trade import Flows

EU = """
[[jurisdiction]]
id = "DE"
currency = "EUR"
zone = "Europe/Brussels"
line_digits = 6

[[act]]
id = "reg"
title = "Regulation (EU) 2027/1 (invented)"
source = "reg"
published = 2027-01-01

[[question]]
key = "certified"
text = { en = "Is a certificate shown?", ja = "証明書があるか。" }

[[measure]]
id = "de-mfn"
label = { en = "Third country duty", ja = "第三国税率" }
importer = "DE"
authority = "mfn"
[[measure.event]]
kind = "enact"
on = 2027-01-01
act = "reg"
pinpoint = "article 1"
duty = "7.5 %"
[[measure.event]]
kind = "amend"
on = 2027-06-01
act = "reg"
pinpoint = "article 3"
headings = ["847130"]
duty = "2 %"
[[measure.event]]
kind = "amend"
on = 2027-06-01
act = "reg"
pinpoint = "article 4"
headings = ["100630"]
duty = "min(10 %, 50 EUR/t)"

[[measure]]
id = "de-add"
label = { en = "Additional duty on India", ja = "対インド追加関税" }
importer = "DE"
authority = "other"
origins = ["IN"]
headings = ["7208", "72091500"]
[[measure.event]]
kind = "enact"
on = 2027-03-01
act = "reg"
pinpoint = "article 2"
duty = "max(column 1, 15 %)"
[[measure.event]]
kind = "suspend"
on = 2027-08-01
until = 2027-10-01
act = "reg"
pinpoint = "article 5"
when = "certified"
"""


@pytest.fixture
def law(tmp_path: Path) -> Law:
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "eu.toml").write_text(EU, encoding="utf-8")
    faults: list[object] = []
    made = tariffs.load(tmp_path / "law", faults, root=tmp_path)  # type: ignore[arg-type]
    assert not faults
    return made


ROWS = (
    ("720810", "IN", date(2027, 4, 1), "15", "15"),
    ("720810", "BR", date(2027, 4, 1), "7.5", "7.5"),
    ("720915", "IN", date(2027, 4, 1), "7.5", "15"),
    ("847130", "IN", date(2027, 5, 31), "7.5", "7.5"),
    ("847130", "IN", date(2027, 6, 1), "2", "2"),
    ("720810", "IN", date(2027, 9, 1), "7.5", "15"),
    ("720810", "IN", date(2027, 10, 1), "15", "15"),
)


@pytest.mark.parametrize(("heading", "origin", "on", "low", "high"), ROWS)
def test_a_general_rate_for_all_goods_needs_no_schedule(law: Law, heading: str, origin: str, on: date, low: str, high: str) -> None:
    found = assess(law, Entry(heading, origin, "DE", Clock(on, date(2027, 12, 1))))
    assert (str(found.low), str(found.high)) == (low, high)


def test_a_suspension_on_a_condition_stops_the_duty_for_those_who_meet_it(law: Law) -> None:
    clock = Clock(date(2027, 9, 1), date(2027, 12, 1))
    told = {answer: assess(law, Entry("720810", "IN", "DE", clock, {"certified": answer})) for answer in ("yes", "no")}
    assert (told["yes"].high, told["no"].low) == (told["yes"].low, 15)
    line = next(line for line in told["yes"].lines if line.measure == "de-add")
    assert (line.status, line.pinpoint) == ("suspended", "article 5")


def test_bulk_and_line_agree_without_a_schedule(law: Law, tmp_path: Path) -> None:
    with (tmp_path / "in.csv").open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("value", "hs6", "date", "origin"))
        writer.writerows((100, heading, on, origin) for heading, origin, on, _, _ in ROWS)
    done = price(tmp_path / "in.csv", tmp_path / "out.csv", law, known=date(2027, 12, 1), importer="DE")
    assert done.clean
    with (tmp_path / "out.csv").open() as handle:
        rows = list(csv.DictReader(handle))
    assert [(float(row["low"]), float(row["high"])) for row in rows] == [(float(low), float(high)) for _, _, _, low, high in ROWS]
    with (tmp_path / "out.reasons.csv").open() as handle:
        told = {line["reason"]: line["pinpoint"] for line in csv.DictReader(handle) if line["measure"] == "de-mfn"}
    assert told[rows[4]["reason"]] == "article 3"


def test_a_rate_within_bounds_is_settled_by_the_quantity(law: Law, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("heading,origin,date,value,quantity\n100630,IN,2027-07-01,1000,1\n100630,IN,2027-07-01,1000,\n")
    price(tmp_path / "in.csv", tmp_path / "out.csv", law, known=date(2027, 12, 1), importer="DE")
    with (tmp_path / "out.csv").open() as handle:
        rows = [(row["low"], row["high"]) for row in csv.DictReader(handle)]
    assert rows == [("5.0", "5.0"), ("0.0", "10.0")]


def test_averages_of_six_digits_span_what_a_list_tells_apart(law: Law) -> None:
    flows = Flows.of([("DE", "IN", "720810", 100.0, 7.5), ("DE", "IN", "720915", 100.0, 7.5)])
    row = average(law, Clock(date(2027, 4, 1), date(2027, 12, 1)), flows, "DE", "IN")[0]
    assert (row.low, row.high) == (11.25, 15.0)


def test_a_condition_on_a_change_of_rate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    text = EU.replace('pinpoint = "article 3"\n', 'pinpoint = "article 3"\nwhen = "certified"\n')
    (tmp_path / "law" / "eu.toml").write_text(text, encoding="utf-8")
    faults: list[object] = []
    tariffs.load(tmp_path / "law", faults, root=tmp_path)  # type: ignore[arg-type]
    line = text.splitlines().index('when = "certified"') + 1
    assert any(fault.where == f"law/eu.toml:{line}" and "condition" in fault.found for fault in faults), faults  # type: ignore[attr-defined]


def test_a_day_before_the_law_is_the_dates_fault_and_an_importer_without_law_refuses_the_file(law: Law, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("heading,origin,date,value\n720810,IN,2027-04-01,1\n720810,IN,1950-01-01,1\n")
    done = price(tmp_path / "in.csv", tmp_path / "out.csv", law, known=date(2027, 12, 1), importer="DE")
    assert [fault.found for fault in done.faults] == ["no law for 1950-01-01"]
    with pytest.raises(Unknown, match="importer"):
        price(tmp_path / "in.csv", tmp_path / "out.csv", law, known=date(2027, 12, 1), importer="FR")

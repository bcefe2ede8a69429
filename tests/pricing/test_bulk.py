"""Files of shipments: what is priced, what is set aside and why, what is refused whole."""

import csv
from datetime import date
from pathlib import Path

import pytest

from nemawashi.errors import Refused
from nemawashi.pricing import average_shipments, price
from nemawashi.tariffs import Law

KNOWN = date(2025, 9, 20)
HEADER = "hts,country_of_origin,entry_date,customs_value,note"
GOOD = ["8703.23.01,JP,2025-04-02,30000,car", "8703.23.01,JP,2025-04-03,30000,car", "8429.52.10,JP,2025-04-09,1000,excavator"]


def _write(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def _parquet(path: Path, select: str) -> Path:
    import duckdb

    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_every_row_keeps_its_place_its_columns_and_gets_its_duty(law: Law, tmp_path: Path) -> None:
    told: list[float] = []
    done = price(_write(tmp_path / "in.csv", *GOOD), tmp_path / "out.csv", law, known=KNOWN, importer="US", progress=told.append)
    rows = _rows(done.target)
    assert [row["note"] for row in rows] == ["car", "car", "excavator"]
    assert [(row["low"], row["high"]) for row in rows] == [("2.5", "2.5"), ("27.5", "27.5"), ("24.0", "24.0")]
    assert [row["duty_low"] for row in rows] == ["750.0", "8250.0", "240.0"]
    assert (done.rows, done.priced, done.set_aside, done.clean) == (3, 3, 0, True)
    assert done.duty_low == done.duty_high == 9240
    assert told[-1] == 1.0
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "out.csv", "out.reasons.csv"}


def test_each_reason_id_is_explained_with_act_and_pinpoint(law: Law, tmp_path: Path) -> None:
    done = price(_write(tmp_path / "in.csv", *GOOD), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    used = {row["reason"] for row in _rows(done.target)}
    explained = _rows(done.reasons)
    assert {row["reason"] for row in explained} == used
    car = [row for row in explained if row["measure"] == "us-232-autos" and row["status"] == "applied"]
    assert [(row["rate"], row["act"]) for row in car] == [("25 %", "Proclamation 10908")]
    assert all(row["pinpoint"] and row["why"] for row in explained)


def test_bad_rows_are_set_aside_with_line_and_reason(law: Law, tmp_path: Path) -> None:
    bad = [
        "8703.99.99,JP,2025-04-02,1,no such heading",
        "8703.23.01,ZZ,2025-04-02,1,no such origin",
        "8703.23.01,JP,2 April,1,no date",
        "8703.23.01,JP,2025-04-02,ten,no value",
        "8703.23.01,JP,2025-04-02,-1,below zero",
        ",,,,nothing",
        "8703.23.01,JP,2025-04-02,1,too,many,values",
    ]
    done = price(_write(tmp_path / "in.csv", GOOD[0], *bad, GOOD[1]), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert (done.rows, done.priced, done.set_aside, done.clean) == (9, 2, 7, False)
    assert done.set_aside_path is not None
    faults = _rows(done.set_aside_path)
    by_line = {int(row["line"]): row["column"] for row in faults if row["line"] != "8"}
    assert by_line == {3: "heading", 4: "origin", 5: "date", 6: "value", 7: "value", 9: ""}
    assert {row["column"] for row in faults if row["line"] == "8"} == {"heading", "origin", "date", "value"}
    assert all(row["rule"] and row["remedy"] for row in faults)
    assert "8703" in next(row["remedy"] for row in faults if row["line"] == "3")


def test_a_good_file_after_a_bad_one_leaves_no_old_faults(law: Law, tmp_path: Path) -> None:
    price(_write(tmp_path / "in.csv", "x,JP,2025-04-02,1,"), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    done = price(_write(tmp_path / "in.csv", *GOOD), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert not (tmp_path / "out.set-aside.csv").exists()
    assert done.clean


def test_parquet_goes_in_and_out_with_row_numbers_for_the_bad(law: Law, tmp_path: Path) -> None:
    source = _parquet(
        tmp_path / "in.parquet",
        "SELECT * FROM (VALUES ('87032301','JP',DATE '2025-04-03',100.0),('87032301','Q1',DATE '2025-04-03',1.0)) t(heading, origin, date, value)",
    )
    done = price(source, tmp_path / "out.parquet", law, known=KNOWN, importer="US")
    assert (done.priced, done.set_aside) == (1, 1)
    assert done.faults[0].where == "in.parquet:2"


def test_a_specific_duty_needs_a_quantity(law: Law, tmp_path: Path) -> None:
    header = "heading,origin,date,value,quantity"
    rows = ("0201.10.05,JP,2025-05-15,1000,100", "0201.10.05,JP,2025-05-15,1000,", "0201.10.05,JP,2025-09-20,1000,4000")
    done = price(_write(tmp_path / "in.csv", *rows, header=header), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    found = [(row["low"], row["high"]) for row in _rows(done.target)]
    assert found[0] == ("10.44", "10.44"), "4.4 cents a kilogram on ten dollars a kilogram, and ten per cent"
    assert found[1] == ("10.0", "")
    assert [float(end) for end in found[2]] == pytest.approx([17.6, 17.6]), "4.4 cents on a quarter dollar is above the floor of 15"
    assert done.duty_high is None


def test_a_parquet_file_without_its_footer_is_refused_whole(law: Law, tmp_path: Path) -> None:
    whole = _parquet(tmp_path / "whole.parquet", "SELECT '87032301' AS heading, 'JP' AS origin, DATE '2025-04-03' AS date, 1.0 AS value")
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole.read_bytes()[:-20])
    with pytest.raises(Refused, match="no readable Parquet footer"):
        price(cut, tmp_path / "out.parquet", law, known=KNOWN, importer="US")
    (tmp_path / "torn.parquet").write_bytes(whole.read_bytes()[:-30] + b"\x00" * 26 + b"PAR1")
    with pytest.raises(Refused, match="no readable Parquet footer"):
        price(tmp_path / "torn.parquet", tmp_path / "out.parquet", law, known=KNOWN, importer="US")
    assert {path.name for path in tmp_path.iterdir()} == {"whole.parquet", "cut.parquet", "torn.parquet"}


def test_a_header_is_told_everything_that_is_wrong_with_it(law: Law, tmp_path: Path) -> None:
    with pytest.raises(Refused) as told:
        price(_write(tmp_path / "in.csv", "1", header="hts,hs,entered,low"), tmp_path / "out.csv", law, known=KNOWN)
    found = " ".join(fault.found for fault in told.value.faults)
    assert all(part in found for part in ("both name the heading", "the origin", "the value", "the importer", "columns low"))


def test_codes_written_as_numbers_are_refused(law: Law, tmp_path: Path) -> None:
    source = _parquet(tmp_path / "in.parquet", "SELECT 9021010 AS heading, 'JP' AS origin, DATE '2025-04-03' AS date, 1.0 AS value")
    with pytest.raises(Refused, match="a tariff code is text"):
        price(source, tmp_path / "out.parquet", law, known=KNOWN, importer="US")


def test_importers_may_stand_in_the_file(law: Law, tmp_path: Path) -> None:
    header = "importer,heading,origin,date,value"
    rows = ("US,8703.23.01,JP,2025-05-03,1", "JP,8703.23,US,2025-05-03,1", "XX,8703.23,US,2025-05-03,1")
    done = price(_write(tmp_path / "in.csv", *rows, header=header), tmp_path / "out.csv", law, known=KNOWN)
    assert [row["low"] for row in _rows(done.target)] == ["27.5", "0.0"]
    assert done.set_aside == 1


def test_what_was_known_decides_the_lapse(law: Law, tmp_path: Path) -> None:
    source = _write(tmp_path / "in.csv", "8429.52.10,JP,2025-07-09,100,")
    lows = [price(source, tmp_path / "out.csv", law, known=known, importer="US").duty_low for known in (date(2025, 7, 1), date(2025, 7, 8))]
    assert lows == [24.0, 10.0]


def test_averages_of_a_file_count_every_row_or_none(law: Law, tmp_path: Path) -> None:
    source = _write(tmp_path / "in.csv", *GOOD)
    total = average_shipments(source, law, known=KNOWN, importer="US")[0]
    assert (total.rows, total.value) == (3, 61000)
    assert total.low == pytest.approx(100 * 9240 / 61000)
    chapters = average_shipments(source, law, known=KNOWN, importer="US", by="chapter")
    assert [(row.key, row.rows) for row in chapters] == [("84", 1), ("87", 2)]
    with pytest.raises(Refused, match="unknown heading"):
        average_shipments(_write(tmp_path / "bad.csv", *GOOD, "8703.99.99,JP,2025-04-02,1,"), law, known=KNOWN, importer="US")


def test_a_file_is_not_written_over_itself(law: Law, tmp_path: Path) -> None:
    source = _write(tmp_path / "in.csv", *GOOD)
    with pytest.raises(Refused, match="input and output are one file"):
        price(source, source, law, known=KNOWN, importer="US")
    with pytest.raises(Refused, match="priced shipments are written as"):
        price(source, tmp_path / "out.xlsx", law, known=KNOWN, importer="US")

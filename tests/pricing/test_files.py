"""Files of shipments as people have them: what is read as meant, what is set aside, what is refused, and what is never lost."""

import csv
import gzip
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from nemawashi.errors import Refused
from nemawashi.pricing import average_shipments, price
from nemawashi.tariffs import Law

KNOWN = date(2025, 12, 31)
HEADER = "heading,origin,date,value"
CAR = "8703.23.01,JP,2025-04-03,1000"
BAD = "8703.99.99,JP,2025-04-03,1000"


def _csv(path: Path, *rows: str, header: str = HEADER, end: str = "\n") -> Path:
    path.write_bytes("".join(row + end for row in (header, *rows)).encode())
    return path


def _rows(path: Path | None) -> list[dict[str, str]]:
    assert path is not None
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _parquet(path: Path, select: str, options: str = "") -> Path:
    import duckdb

    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet{options})")
    return path


def _goods(date_: str = "DATE '2025-04-03'", value: str = "1000.0", more: str = "") -> str:
    return f"SELECT '8703.23.01' AS heading, 'JP' AS origin, {date_} AS date, {value} AS value{more}"


@pytest.mark.parametrize("out", ["out.parquet", "out.csv"])
def test_rows_come_out_in_the_order_they_went_in(law: Law, tmp_path: Path, out: str) -> None:
    import duckdb

    rows = "SELECT '8703.23.01' AS heading, 'JP' AS origin, DATE '2025-01-01' + CAST(i % 300 AS INTEGER) AS date, 1.0 AS value, i FROM range(400000) t(i)"
    source = _parquet(tmp_path / "in.parquet", rows, ", ROW_GROUP_SIZE 4096")
    done = price(source, tmp_path / out, law, known=KNOWN, importer="US")
    kept = duckdb.sql(f"SELECT i FROM '{done.target}'").fetchnumpy()["i"]
    assert (kept[1:] > kept[:-1]).all()


def test_a_stray_quote_loses_no_row_behind_it(law: Law, tmp_path: Path) -> None:
    source = _csv(tmp_path / "in.csv", CAR, '"8703.23.01" x,JP,2025-04-03,1', CAR, BAD, CAR)
    done = price(source, tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert (done.rows, done.priced, done.set_aside) == (5, 3, 2)
    assert [row["line"] for row in _rows(done.set_aside_path)] == ["3", "5"]


def test_a_quote_that_is_never_closed_refuses_the_file(law: Law, tmp_path: Path) -> None:
    source = _csv(tmp_path / "in.csv", CAR, '8703.23.01,JP,2025-04-03,"1000', CAR, CAR)
    with pytest.raises(Refused, match="never closed"):
        price(source, tmp_path / "out.csv", law, known=KNOWN, importer="US")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (("", BAD, CAR, "", "", BAD, "x", BAD), ["3", "7", "8", "9"]),
        ((f'{CAR[:-4]}"1000"', BAD, "short", BAD), ["3", "4", "5"]),
        (('"8703.23.01\n",JP,2025-04-03,1000', BAD, "x", CAR, BAD), ["4", "5", "7"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_set_aside_are_those_an_editor_counts(law: Law, tmp_path: Path, rows: tuple[str, ...], lines: list[str], end: str) -> None:
    rows = tuple(row.replace("\n", end) for row in rows)
    done = price(_csv(tmp_path / "in.csv", *rows, end=end), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert [row["line"] for row in _rows(done.set_aside_path)] == lines
    assert done.priced + done.set_aside == done.rows == sum(1 for row in rows if row)


def test_a_name_is_a_name_and_no_pattern(law: Law, tmp_path: Path) -> None:
    _parquet(tmp_path / "part1.parquet", _goods(value="5.0"))
    source = tmp_path / "part[1].parquet"
    source.write_bytes(_parquet(tmp_path / "x.parquet", _goods(value="7.0")).read_bytes())
    assert price(source, tmp_path / "out.csv", law, known=KNOWN, importer="US").duty_low == pytest.approx(7 * 0.275)
    odd = _csv(tmp_path / "it's näme 日本 *?.csv", CAR)
    assert price(odd, tmp_path / "out [2]*.csv", law, known=KNOWN, importer="US").priced == 1


def test_the_name_of_a_folder_is_no_column_of_a_file_in_it(law: Law, tmp_path: Path) -> None:
    folder = tmp_path / "origin=CN" / "date=2025-09-20"
    folder.mkdir(parents=True)
    for source in (_parquet(folder / "in.parquet", _goods()), _csv(folder / "in.csv", CAR)):
        done = price(source, tmp_path / "out.csv", law, known=KNOWN, importer="US")
        assert [(row["origin"], row["date"], row["low"]) for row in _rows(done.target)] == [("JP", "2025-04-03", "27.5")]


def test_a_folder_of_parquet_is_one_file_in_the_order_of_names(law: Law, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for day in ("2025-04-02", "2025-04-03"):
        (folder / f"date={day}").mkdir(parents=True)
        for part in ("a", "b"):
            _parquet(
                folder / f"date={day}" / f"{part}.parquet",
                f"SELECT * FROM (VALUES ('8703.23.01', 'JP', 1.0, '{part}'), ('no', 'JP', 1.0, '{part}')) t(heading, origin, value, part)",
            )
    (folder / "_SUCCESS").touch()
    done = price(folder, tmp_path / "out.csv", law, known=KNOWN, importer="US")
    found = [(row["date"], row["part"], row["low"]) for row in _rows(done.target)]
    assert found == [("2025-04-02", "a", "2.5"), ("2025-04-02", "b", "2.5"), ("2025-04-03", "a", "27.5"), ("2025-04-03", "b", "27.5")]
    assert [row["line"] for row in _rows(done.set_aside_path)] == [
        f"date={day}/{part}.parquet:2" for day in ("2025-04-02", "2025-04-03") for part in ("a", "b")
    ]
    with pytest.raises(Refused, match="inside the folder that is read"):
        price(folder, folder / "out.csv", law, known=KNOWN, importer="US")
    _parquet(folder / "date=2025-04-03" / "c.parquet", _goods())
    with pytest.raises(Refused, match="other columns") as told:
        price(folder, tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert "both in the names of folders" not in str(told.value), "the first file has no such column"
    (folder / "notes.txt").touch()
    with pytest.raises(Refused, match=r"notes\.txt is no Parquet file"):
        price(folder, tmp_path / "out.csv", law, known=KNOWN, importer="US")


def test_a_column_may_be_named_like_any_letter(law: Law, tmp_path: Path) -> None:
    names = [
        "h",
        "o",
        "d",
        "v",
        "i",
        "q",
        "tq",
        "n",
        "r",
        "row",
        "c",
        "s",
        "p",
        "t",
        "our_v",
        "file_row_number",
        "filename",
        "cell",
        "number",
    ]
    source = _csv(tmp_path / "in.csv", f"{CAR},{','.join(names)}", f"{BAD},{','.join(names)}", header=f"{HEADER},{','.join(names)}")
    done = price(source, tmp_path / "out.csv", law, known=KNOWN, importer="US")
    row = _rows(done.target)[0]
    assert [row[name] for name in names] == names
    assert (row["low"], done.set_aside) == ("27.5", 1)
    more = "".join(f", '{name}' AS {name}" for name in names)
    assert price(_parquet(tmp_path / "in.parquet", _goods(more=more)), tmp_path / "out.csv", law, known=KNOWN, importer="US").clean


@pytest.mark.parametrize("aside", ["set-aside", "reasons"])
def test_what_stands_beside_the_output_is_never_the_input(law: Law, tmp_path: Path, aside: str) -> None:
    source = _csv(tmp_path / f"out.{aside}.csv", CAR)
    with pytest.raises(Refused, match="it is the input"):
        price(source, tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert source.read_text(encoding="utf-8").splitlines()[1] == CAR


def test_an_instant_is_the_day_it_falls_on_where_the_goods_enter(law: Law, tmp_path: Path) -> None:
    rows = [
        f"8703.23.01,JP,{when},100"
        for when in ("2025-04-03T03:00:00Z", "2025-04-03T04:00:00Z", "2025-04-02 23:30:00-07:00", "2025-04-03 00:30")
    ]
    done = price(_csv(tmp_path / "in.csv", *rows), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert [row["low"] for row in _rows(done.target)] == ["2.5", "27.5", "27.5", "27.5"], "midnight in Washington is four in Greenwich"
    source = _parquet(tmp_path / "in.parquet", _goods("TIMESTAMPTZ '2025-04-03 03:00:00+00'"))
    script = (
        "from datetime import date; from pathlib import Path; from nemawashi import tariffs; from nemawashi.pricing import average_shipments; import sys\n"
        "case = Path(tariffs.__file__).parents[1] / 'cases/us-japan-2025'\n"
        "law = tariffs.load(case / 'law', [], root=case)\n"
        "print(average_shipments(Path(sys.argv[1]), law, known=date(2025, 12, 31), importer='US')[0].low)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(source)], check=True, capture_output=True, text=True, env={**os.environ, "TZ": "Asia/Tokyo"}
    )
    assert told.stdout.strip() == "2.5", "the clock of the machine plays no part"


def test_days_are_read_in_one_order_only(law: Law, tmp_path: Path) -> None:
    good = ("2025-04-03", "20250403", "2025/04/03", " 2025-04-03 ")
    bad = (
        "03/04/2025",
        "04/13/2025",
        "03.04.2025",
        "3 April 2025",
        "45750",
        "infinity",
        "2025-04-03 (BC)",
        "2025-02-30",
        "today",
        "2025-04-03 noon",
        "",
    )
    done = price(
        _csv(tmp_path / "in.csv", *(f"8703.23.01,JP,{day},1" for day in (*good, *bad))),
        tmp_path / "out.csv",
        law,
        known=KNOWN,
        importer="US",
    )
    assert [row["low"] for row in _rows(done.target)] == ["27.5"] * len(good)
    assert [(row["line"], row["column"]) for row in _rows(done.set_aside_path)] == [(str(6 + n), "date") for n in range(len(bad))]
    only = price(_csv(tmp_path / "in.csv", "8703.23.01,JP,today,1"), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert [row["column"] for row in _rows(only.set_aside_path)] == ["date"], "the heading and the importer are right"


def test_a_day_outside_the_case_is_set_aside_and_not_priced_by_an_older_law(law: Law, tmp_path: Path) -> None:
    rows = [f"8703.23.01,JP,{day},1" for day in ("2025-12-31", "2026-01-01", "2099-12-31")]
    days = (date(2025, 1, 1), date(2025, 12, 31))
    done = price(_csv(tmp_path / "in.csv", *rows), tmp_path / "out.csv", law, known=KNOWN, importer="US", days=days)
    assert [(row["line"], row["found"]) for row in _rows(done.set_aside_path)] == [
        ("3", "no law for 2026-01-01"),
        ("4", "no law for 2099-12-31"),
    ]


def test_amounts_beyond_any_shipment_are_slips_of_the_pen(law: Law, tmp_path: Path) -> None:
    slips = ("1e308", "1e16", "nan", "inf", "-1", '"1.000,50"', "$5", "")
    rows = [f"8703.23.01,JP,2025-04-03,{amount}" for amount in slips]
    done = price(_csv(tmp_path / "in.csv", CAR, *rows), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert (done.priced, done.duty_high) == (1, 275.0)
    assert {row["column"] for row in _rows(done.set_aside_path)} == {"value"}


@pytest.mark.parametrize(
    ("select", "found"),
    [
        (_goods().replace("'8703.23.01'", "CAST(9021010 AS DECIMAL(10, 0))"), "a tariff code is text"),
        (_goods().replace("'8703.23.01'", "['8703.23.01']"), "the heading is text"),
        (_goods(value="true"), "a value is a number"),
        (_goods(value="{'amount': 1.0}"), "a value is a number"),
        (_goods(date_="20250403"), "the day of entry is a date"),
        (_goods(more=", 1 AS Low"), "pricing adds columns"),
    ],
)
def test_a_column_of_the_wrong_kind_refuses_the_file(law: Law, tmp_path: Path, select: str, found: str) -> None:
    with pytest.raises(Refused, match=found):
        price(_parquet(tmp_path / "in.parquet", select), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert not (tmp_path / "out.csv").exists()


def test_columns_that_differ_in_case_only_are_refused(law: Law, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="have one name"):
        price(_csv(tmp_path / "in.csv", f"{CAR},1,2", header=f"{HEADER},Note,note"), tmp_path / "out.csv", law, known=KNOWN, importer="US")


def test_what_is_not_csv_is_told_by_its_kind(law: Law, tmp_path: Path) -> None:
    text = f"{HEADER}\n{CAR}\n"
    kinds = {
        b"PK\x03\x04rest": "workbook",
        b"\x28\xb5\x2f\xfdrest": "zstd",
        text.encode("utf-16"): "UTF-16",
        "heading,origin,date,value,備考\n".encode("cp932"): "not UTF-8",
        b"": "empty file",
    }
    for content, found in kinds.items():
        (tmp_path / "in.csv").write_bytes(content)
        with pytest.raises(Refused, match=found):
            price(tmp_path / "in.csv", tmp_path / "out.csv", law, known=KNOWN, importer="US")
    (tmp_path / "packed.csv").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "plain.csv.gz").write_bytes(text.encode("utf-8-sig"))
    for name in ("packed.csv", "plain.csv.gz"):
        assert price(tmp_path / name, tmp_path / "out.csv", law, known=KNOWN, importer="US").priced == 1


def test_importers_are_read_as_origins_are(law: Law, tmp_path: Path) -> None:
    rows = [
        f"{place},8703.23,{origin},2025-05-03,1"
        for place, origin in (("us", "JP"), ("Japan", "US"), ("日本", "USA"), ("", "JP"), ("XX", "JP"))
    ]
    done = price(_csv(tmp_path / "in.csv", *rows, header=f"importer,{HEADER}"), tmp_path / "out.csv", law, known=KNOWN)
    assert [row["low"] for row in _rows(done.target)] == ["27.5", "0.0", "0.0"]
    assert [(row["line"], row["column"]) for row in _rows(done.set_aside_path)] == [("5", "importer"), ("6", "importer")]
    stated = price(tmp_path / "in.csv", tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert (stated.priced, stated.currencies) == (4, ("JPY", "USD")) or stated.currencies == ("USD", "JPY")


def test_an_origin_is_one_country(law: Law, tmp_path: Path) -> None:
    rows = [f"8429.52.10,{origin},2025-04-09,1" for origin in ("EU", "EU27", "DEU", "UK", "JPN", "日本", "Germany", "ROW", "*", "XYZ")]
    done = price(_csv(tmp_path / "in.csv", *rows), tmp_path / "out.csv", law, known=KNOWN, importer="US")
    assert [row["low"] for row in _rows(done.target)] == ["20.0", "20.0", "20.0", "10.0", "24.0", "24.0", "20.0"]
    assert [row["line"] for row in _rows(done.set_aside_path)] == ["9", "10", "11"]
    origins = average_shipments(_csv(tmp_path / "in.csv", *rows[4:6]), law, known=KNOWN, importer="US", by="origin")
    assert [(row.key, row.rows) for row in origins] == [("JP", 2)]


def test_a_specific_duty_on_goods_of_no_value_is_still_money(law: Law, tmp_path: Path) -> None:
    source = _csv(tmp_path / "in.csv", "0201.10.05,JP,2025-05-15,0,100", header=f"{HEADER},quantity")
    row = _rows(price(source, tmp_path / "out.csv", law, known=KNOWN, importer="US").target)[0]
    assert (row["high"], float(row["duty_low"]), float(row["duty_high"])) == ("", pytest.approx(4.4), pytest.approx(4.4))


def test_an_output_that_cannot_be_written_says_so(law: Law, tmp_path: Path) -> None:
    source = _csv(tmp_path / "in.csv", CAR)
    (tmp_path / "folder.csv").mkdir()
    for target, found in (
        (tmp_path / "folder.csv", "a folder"),
        (tmp_path / "none" / "out.csv", "no such folder"),
        (Path("/proc/out.csv"), "cannot be written"),
    ):
        with pytest.raises(Refused, match=found):
            price(source, target, law, known=KNOWN, importer="US")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "in.csv"]


def test_nothing_half_written_is_left_when_it_is_interrupted(law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nemawashi.pricing.engine._EVERY", 0.001)
    source = _csv(tmp_path / "in.csv", *([CAR] * 200_000))
    kept = tmp_path / "out.csv"
    kept.write_text("from before", encoding="utf-8")

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        price(source, kept, law, known=KNOWN, importer="US", progress=stop)
    assert kept.read_text(encoding="utf-8") == "from before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_reason_is_told_by_goods_that_have_it(law: Law, tmp_path: Path) -> None:
    rows = [f"{heading},{origin},2025-04-09,100" for heading in ("0201.20.02", "5503.40.00") for origin in ("CH", "ZA")]
    done = price(_csv(tmp_path / "in.csv", *rows), tmp_path / "out.csv", law, known=date(2025, 5, 3), importer="US")
    why = {row["reason"] for row in _rows(done.reasons) if row["measure"] == "us-agoa"}
    found = [(row["heading"], row["origin"]) for row in _rows(done.target) if row["reason"] in why]
    assert found == [("0201.20.02", "ZA")], "beef of South Africa has a preference; its fibres and what is Swiss have none"

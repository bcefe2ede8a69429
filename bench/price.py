"""Ten million shipments priced: the law compiled to cells, against the same engine joining uncompiled measures, and merely reading.

    python bench/price.py [--rows 10000000] [--runs 3] [--memory]

Shipments are generated over every tariff line of the case's United States schedule, 240 origins and the 365 days of 2025, uniformly by a hash of
the row number, values log-uniform; zstd Parquet. Three ways to the average duty by chapter:

  cells      ``pricing.average_shipments``: low and high, every condition, exemption and stacking rule (law already compiled; and compiling too)
  range join the measures as dated rows by origin and by line, joined on the day of entry, the larger of stacking duties kept per row: no
             conditions, no floors, no metal shares, so it does less
  reading    group the file by chapter and sum its value

Time is the least of several runs in one process: processor seconds over all threads, since cores may be shared, and seconds on the clock; the
bar is judged by the former, cold (the law read, compiled, joined: nothing kept from before) and warm (the law compiled before). ``--memory`` prices the file to Parquet at one and at four
times the rows, each in its own process, and reports peak resident memory. Exit code 1 when the bar is missed.
"""

import argparse
import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
from _machine import RESULTS, fingerprint, keep
from babel import Locale

from nemawashi import tariffs
from nemawashi.codes import country
from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused
from nemawashi.pricing import average_shipments, price
from nemawashi.tariffs import Law
from nemawashi.tariffs.duty import AdValorem, AllIn

CASE = Path(__file__).parents[1] / "src/nemawashi/cases/us-japan-2025"
KNOWN = date(2025, 12, 31)
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
ORIGINS = 240
REFUSED = {"BY", "CU", "KP", "RU"}
"""Origins under column 2, which the case has no rates for."""


def read_law() -> Law:
    """The built-in case's law."""
    faults: list[Fault] = []
    law = tariffs.load(CASE / "law", faults, root=CASE)
    assert not faults, faults
    return law


def origins() -> list[str]:
    """Countries by their code."""
    found = []
    for code in sorted(Locale("en").territories):
        if len(code) == 2 and code.isalpha() and code not in REFUSED and code != "US":
            try:
                found.append(country(code))
            except Refused:
                continue
    return found[:ORIGINS]


def generate(path: Path, rows: int, law: Law) -> None:
    """Write the shipments."""
    con = duckdb.connect()
    lines = [line for line in law.lines("US") if not line.startswith("99")]
    con.execute("CREATE TABLE lines (i BIGINT, heading VARCHAR)")
    con.executemany("INSERT INTO lines VALUES (?, ?)", list(enumerate(lines)))
    con.execute("CREATE TABLE places (i BIGINT, origin VARCHAR)")
    con.executemany("INSERT INTO places VALUES (?, ?)", list(enumerate(origins())))
    con.execute(
        f"""COPY (SELECT l.heading, p.origin, r.date, r.value FROM (
              SELECT CAST(hash(n, 1) % {len(lines)} AS BIGINT) AS l, CAST(hash(n, 2) % {ORIGINS} AS BIGINT) AS p,
                     DATE '2025-01-01' + CAST(hash(n, 3) % 365 AS INTEGER) AS date,
                     round(exp(4 + (hash(n, 4) % 1000000) / 100000.0), 2) AS value
              FROM range({rows}) t(n)) r JOIN lines l ON l.i = r.l JOIN places p ON p.i = r.p)
            TO '{path}' (FORMAT parquet, COMPRESSION zstd)"""
    )


Times = tuple[float, float]
"""Processor seconds over all threads, and seconds on the clock."""


def least(runs: int, work: Callable[[], object]) -> Times:
    """The quickest run, by processor time: other programs on the machine do not count in it."""
    best = (float("inf"), float("inf"))
    for _ in range(runs):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        best = min(best, (time.process_time() - processor, time.perf_counter() - clock))
    return best


def uncompiled(con: duckdb.DuckDBPyConnection, law: Law) -> None:
    """The measures as rows: general rates by line; duties by origin and dates; which lines a measure covers, and which it exempts."""
    index = law.index("US")
    lines = [line for line in law.lines("US") if not line.startswith("99")]
    general = []
    for line in lines:
        duties = [index.table_duty(m, line) for m in index.measures if m.authority == "mfn" and index.row(m.table.partition(":")[0], line)]
        rate = next((float(duty.rate) for duty in duties if isinstance(duty, AdValorem)), 0.0)
        general.append((line, rate))
    rates, covers = [], []
    breaks = [day for day in law.breakpoints("US", KNOWN) if FIRST < day <= LAST]
    starts = [FIRST, *breaks]
    ends = [*breaks, date(2026, 1, 1)]
    covered: set[tuple[str, int]] = set()
    for origin in origins():
        for start, end in zip(starts, ends, strict=True):
            for item in law.regime(Clock(start, KNOWN)).compiled("US", origin).items:
                if item.measure.authority not in ("s232", "ieepa", "s301", "s122") or item.state.standing != "in_force" or not item.rungs:
                    continue
                duty = item.rungs[0].duty
                ceiling = duty.ceiling if isinstance(duty, AllIn) else duty
                percent = float(ceiling.rate) if isinstance(ceiling, AdValorem) else 0.0
                rates.append((item.measure.id, item.measure.authority, origin, start, end, percent))
                covered.add((item.measure.id, item.scope))
    for measure, scope in sorted(covered):
        covers += [(measure, line) for line in lines if index.scopes[scope].covers(line) is not False]
    tables = {
        "general": ("line VARCHAR, rate DOUBLE", general),
        "rates": ("measure VARCHAR, kind VARCHAR, origin VARCHAR, starts DATE, ends DATE, rate DOUBLE", rates),
        "covers": ("measure VARCHAR, line VARCHAR", covers),
    }
    for name, (columns, rows) in tables.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as handle:
            csv.writer(handle).writerows(rows)
            handle.flush()
            con.execute(f"COPY {name} FROM '{handle.name}' (HEADER false)")


RANGE_JOIN = """
SELECT left(heading, 2) AS chapter, sum(value * (mfn + CASE WHEN metal > 0 THEN metal ELSE ieepa END)) / sum(value) FROM (
  SELECT s.n, any_value(s.heading) AS heading, any_value(s.value) AS value, any_value(g.rate) AS mfn,
         max(CASE WHEN r.kind = 's232' THEN r.rate ELSE 0 END) AS metal, max(CASE WHEN r.kind <> 's232' THEN r.rate ELSE 0 END) AS ieepa
  FROM (SELECT file_row_number AS n, * EXCLUDE (file_row_number) FROM read_parquet('{path}', file_row_number = true)) s
  JOIN general g ON g.line = s.heading
  LEFT JOIN covers c ON c.line = s.heading
  LEFT JOIN rates r ON r.measure = c.measure AND r.origin = s.origin AND s.date >= r.starts AND s.date < r.ends
  GROUP BY s.n) GROUP BY chapter
"""

RANGE_JOIN_LEAN = """
SELECT left(s.heading, 2) AS chapter, sum(s.value * (g.rate + coalesce(r.rate, 0))) / sum(s.value)
FROM read_parquet('{path}') s JOIN general g ON g.line = s.heading
JOIN covers c ON c.line = s.heading
LEFT JOIN rates r ON r.measure = c.measure AND r.origin = s.origin AND s.date >= r.starts AND s.date < r.ends
GROUP BY chapter
"""
"""The same join summed without keeping rows apart: what it costs before any stacking rule is applied."""


def peak(path: Path, folder: Path) -> float:
    """Peak resident memory of pricing ``path`` to Parquet in a process of its own, in megabytes."""
    told = subprocess.run(
        [sys.executable, __file__, "--price", str(path), str(folder / "priced.parquet")], check=True, capture_output=True, text=True
    )
    return float(told.stdout.split()[-1])


def tell(rows: list[dict[str, object]], notes: list[str]) -> None:
    """Write the table a person reads."""
    machine = fingerprint("duckdb", "numpy")
    versions = ", ".join(f"{name} {version}" for name, version in dict(machine["versions"]).items())  # type: ignore[call-overload]
    text = ["# Shipments priced in bulk", "", "Written by `bench/price.py`; generator and queries stand in it.", ""]
    text.append(
        f"Machine: {machine['processor']}, {machine['cores']} cores (shared while measuring), {machine['system']}, "
        f"Python {machine['python']}, {versions}; measured {machine['measured']}."
    )
    text += ["", "| way | processor s | clock s | times reading |", "| --- | --- | --- | --- |"]
    text += [f"| {row['way']} | {row['processor s']} | {row['clock s']} | {row['times reading']} |" for row in rows]
    text += ["", *(line for note in notes for line in (note, ""))]
    (RESULTS / "price.md").write_text("\n".join(text), encoding="utf-8")


def main() -> int:
    """Measure and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--price", nargs=2, type=Path)
    given = parser.parse_args()
    law = read_law()
    if given.price:
        price(given.price[0], given.price[1], law, known=KNOWN, importer="US")
        # The high-water mark of this process alone: ru_maxrss would carry over that of the process it was started from.
        print(float(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024)  # type: ignore[index]
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "shipments.parquet"
        generate(path, given.rows, law)
        con = duckdb.connect()
        reading = least(
            given.runs,
            lambda: con.execute(
                f"SELECT left(heading, 2) AS chapter, count(*), sum(value) FROM read_parquet('{path}') GROUP BY chapter"
            ).fetchall(),
        )

        def cells() -> object:
            return average_shipments(path, law, known=KNOWN, by="chapter", importer="US", memory="4GB")

        def from_nothing() -> object:
            return average_shipments(path, read_law(), known=KNOWN, by="chapter", importer="US", memory="4GB")

        cold = least(given.runs, from_nothing)
        law = read_law()
        cells()
        warm = least(given.runs, cells)
        compiled = next(held for key, held in law.cache.items() if key[0] == "cells")
        uncompiled(con, law)
        lean = least(1, lambda: con.execute(RANGE_JOIN_LEAN.format(path=path)).fetchall())
        joined = least(1, lambda: con.execute(RANGE_JOIN.format(path=path)).fetchall())
        written = least(1, lambda: price(path, folder / "priced.parquet", law, known=KNOWN, importer="US"))
        ways = {
            "reading and grouping": reading,
            "cells, law compiled before": warm,
            "cells, cold: the law read and compiled too": cold,
            "cells, priced file written, law compiled before": written,
            "range join, rows not kept apart": lean,
            "range join, stacking per row": joined,
        }
        rows: list[dict[str, object]] = [
            {"way": way, "processor s": round(took[0], 2), "clock s": round(took[1], 2), "times reading": round(took[0] / reading[0], 1)}
            for way, took in ways.items()
        ]
        size = f"{compiled.products.size} classes × {len(compiled.states.states)} states = {compiled.size:,} cells"
        notes = [
            f"{given.rows:,} shipments, {path.stat().st_size / 1e6:.0f} MB; {size} from {compiled.runs:,} runs of the rules.",
            f"Cold: range join ÷ cells {joined[0] / cold[0]:.1f} (bar 3), cells ÷ reading {cold[0] / reading[0]:.1f} (bar 6).",
            f"Warm: range join ÷ cells {joined[0] / warm[0]:.1f}, cells ÷ reading {warm[0] / reading[0]:.1f}.",
            (
                f"On the clock, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: cold {joined[1] / cold[1]:.1f} and {cold[1] / reading[1]:.1f}, "
                f"warm {joined[1] / warm[1]:.1f} and {warm[1] / reading[1]:.1f}."
            ),
        ]
        good = joined[0] >= 3 * cold[0] and cold[0] <= 6 * reading[0]
        if given.memory:
            larger = folder / "larger.parquet"
            generate(larger, 4 * given.rows, law)
            small, large = peak(path, folder), peak(larger, folder)
            notes.append(
                f"Peak memory, file to priced file: {small:.0f} MB at {given.rows:,} rows, {large:.0f} MB at {4 * given.rows:,}: {large / small:.2f} times (bar 1.2)."
            )
            good = good and large <= 1.2 * small
        keep("price", {"rows": rows, "notes": notes}, "duckdb", "numpy")
        tell(rows, notes)
        print("\n".join(notes))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""Carry the special column of a parsed schedule over into the case's table of agreements and programmes.

Reads the Parquet of the 2025 basic edition (columns hs10, special_raw) and writes one row for each dutiable tariff line and one column for
each agreement or programme: the rate its code stands beside, in the grammar of ``nemawashi.tariffs.duty``; ``see: …`` where the schedule
refers to a note or another heading; empty where the code is absent, so that the preference does not reach the line. Of two rates with
codes of one column, the one of the code named first below is taken.

    python scripts/transcribe_special.py SCHEDULE.parquet OUT.csv
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import duckdb
from transcribe_schedule import rate

COLUMNS = {
    "AU": ("AU",),
    "BH": ("BH",),
    "CL": ("CL",),
    "CO": ("CO",),
    "IL": ("IL",),
    "JO": ("JO",),
    "KR": ("KR",),
    "MA": ("MA",),
    "OM": ("OM",),
    "P": ("P", "P+"),
    "PA": ("PA",),
    "PE": ("PE",),
    "S": ("S", "S+"),
    "SG": ("SG",),
    "D": ("D",),
    "E": ("E", "E*"),
    "R": ("R",),
    "NP": ("NP",),
    "C": ("C",),
    "K": ("K",),
    "L": ("L",),
}
"""Codes of general note 3(c)(i) by column; A (GSP) and J (ATPA) have lapsed, B needs an original equipment part of Canada."""
OPENING = re.compile(r"\s*(.*?)\s*\(([^()]*)\)", re.DOTALL)


def special(raw: str) -> dict[str, str]:
    """Give the rate beside each programme code of a special column; a bracket left open ends with the text."""
    text = (raw or "").strip()
    if text.count("(") > text.count(")"):
        text += ")"
    found: dict[str, str] = {}
    for match in OPENING.finditer(text):
        for code in re.split(r"[,\s]+", match[2].replace(".", "")):
            if code:
                found.setdefault(code, rate(re.sub(r"^See ", "", match[1])))
    return found


def main(schedule: str, out: str) -> None:
    """Write the table and print what was found."""
    rows = duckdb.sql(f"select hs10, general_raw, special_raw from '{schedule}' order by hs10").fetchall()
    table: dict[str, list[str]] = {}
    kinds: Counter[str] = Counter()
    for code, general, raw in rows:
        if (general or "").strip().casefold() == "free":
            continue
        held = special(raw)
        made = [next((held[name] for name in names if name in held), "") for names in COLUMNS.values()]
        if code[:8] in table and table[code[:8]] != made:
            print("disagree", code[:8])
        table[code[:8]] = made
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["line", *COLUMNS])
        for line, made in sorted(table.items()):
            if any(made):
                writer.writerow([line, *made])
                for name, text in zip(COLUMNS, made, strict=True):
                    kinds[f"{name} {'see' if text.startswith('see:') else 'free' if text == 'free' else 'rate' if text else 'none'}"] += 1
    print(len(table), dict(kinds))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

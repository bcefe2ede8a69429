"""Carry the general and the USJTA rates of a parsed schedule over into the case's own table.

Reads the Parquet of the 2025 basic edition (columns hs10, general_raw, special_raw) and writes ``line,general,japan`` by tariff line, each rate
in the grammar of ``nemawashi.tariffs.duty``; what the grammar cannot compute keeps its words after ``see:``. Lines that disagree within
eight digits, rates that cannot be read and lines with a Japan rate are counted and printed.

    python scripts/transcribe_schedule.py SCHEDULE.parquet OUT.csv
"""

import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb

from nemawashi.errors import Refused
from nemawashi.tariffs.grammar import parse_duty

UNITS = {"liter": "litre", "pr.": "pair", "doz.": "dozen", "doz. pr.": "dozen pair", "No.": "each", "line/ gross": "line gross"}


def plain(number: Decimal) -> str:
    """Write a number without exponent or trailing zeros."""
    text = format(number.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def part(text: str) -> str | None:
    """Give one summand of a rate in the grammar, or None."""
    text = text.strip()
    if match := re.fullmatch(r"([\d.]+)%(?: on (?:the )?(.+))?", text):
        of = f" of {re.sub(r',? (?:and|or) ', ' and ', match[2]).replace(',', ' and')}" if match[2] else ""
        return f"{plain(Decimal(match[1]))} %{of}"
    if match := re.fullmatch(r"(?:\$([\d.]+)|([\d.]+)\s*¢)\s*(?:/\s*(.+)|(each))", text):
        amount = Decimal(match[1]) if match[1] else Decimal(match[2]) / 100
        unit = (match[3] or "each").strip()
        if " on " in unit:
            unit, of = unit.split(" on ", 1)
            return f"{plain(amount)} USD/{UNITS.get(unit, unit)} of {of}"
        if not re.fullmatch(r"[A-Za-z. /]+", unit):
            return None
        return f"{plain(amount)} USD/{UNITS.get(unit, unit)}"
    return None


def rate(raw: str) -> str:
    """Give a printed rate in the grammar; ``see:`` and the words where it cannot be."""
    text = re.sub(r"\s*\d+/\s*$", "", (raw or "").strip())
    if text.casefold() == "free":
        return "free"
    parts = [part(piece) for piece in text.split("+")]
    if all(parts):
        made = " + ".join(str(piece) for piece in parts)
        try:
            parse_duty(made)
        except Refused:
            return f"see: {text}"
        return made
    return f"see: {text}"


def japan(special: str) -> str:
    """Give the rate that carries the programme code JP."""
    for match in re.finditer(r"([^()]+)\(([^()]*)\)", special or ""):
        codes = {code.strip().rstrip("*+") for code in match[2].split(",")}
        if "JP" in codes:
            return rate(match[1].strip())
    return ""


def main(schedule: str, out: str) -> None:
    """Write the table and print what was found."""
    rows = duckdb.sql(f"select hs10, general_raw, special_raw from '{schedule}' order by hs10").fetchall()
    table: dict[str, tuple[str, str]] = {}
    kinds: Counter[str] = Counter()
    for code, general, special in rows:
        line, made = code[:8], (rate(general), japan(special))
        if line in table and table[line] != made:
            print("disagree", line, table[line], made)
        table[line] = made
    for general, preference in table.values():
        kinds["see" if general.startswith("see:") else "free" if general == "free" else "specific" if "/" in general else "ad valorem"] += 1
        kinds["japan"] += bool(preference)
    body = "".join(
        f'{line},"{general}",{preference}\n' if "," in general else f"{line},{general},{preference}\n"
        for line, (general, preference) in table.items()
    )
    Path(out).write_text("line,general,japan\n" + body, encoding="utf-8")
    print(len(table), dict(kinds))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

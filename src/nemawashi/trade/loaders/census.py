"""Extracts of US Census international trade: imports by commodity and country with calculated duty, as its API and its pages name the columns.

I_COMMODITY, CTY_CODE, CON_VAL_YR (imports for consumption, customs value), CAL_DUT_YR (calculated duty); quantities CON_QY1_YR with UNIT_QY1 where
given. CSV with a header, or the API's JSON: a list of rows, the first naming the columns.
"""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from nemawashi.codes import heading
from nemawashi.errors import Fault, Refused
from nemawashi.trade.flows import Flows

__all__ = ["CENSUS_COUNTRIES", "read_census"]

CENSUS_COUNTRIES: Mapping[str, str] = MappingProxyType(
    {
        "0003": "EU",
        "1220": "CA",
        "2010": "MX",
        "3510": "BR",
        "4120": "GB",
        "4419": "CH",
        "5330": "IN",
        "5490": "TH",
        "5520": "VN",
        "5570": "MY",
        "5590": "SG",
        "5600": "ID",
        "5650": "PH",
        "5700": "CN",
        "5800": "KR",
        "5830": "TW",
        "5880": "JP",
        "6021": "AU",
        "6141": "NZ",
    }
)
"""Census country codes (Schedule C) → ISO 3166; 0003 is the European Union and overlaps its members."""
REQUIRED = ("I_COMMODITY", "CTY_CODE", "CON_VAL_YR", "CAL_DUT_YR")
MOST = 20


def read_census(path: Path, *, countries: Mapping[str, str] = CENSUS_COUNTRIES, others: str = "") -> Flows:
    """Read imports of the United States; countries not named go to ``others`` (several rows are summed), or are left out when it is empty.

    Raises:
        Refused: for missing columns, a code that is no heading, a value that is negative or no number; every fault at once.

    """
    name = path.name
    if path.suffix == ".json":
        table = json.loads(path.read_text(encoding="utf-8"))
        header, body = [str(cell) for cell in table[0]], table[1:]
    else:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            lines = list(csv.reader(handle))
        header, body = (lines[0], lines[1:]) if lines else ([], [])
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise Refused(Fault(f"{name}:1", f"no column {', '.join(missing)}", f"columns {', '.join(REQUIRED)}", "ask the API for them"))
    place = {column: header.index(column) for column in header}
    faults: list[Fault] = []
    rows: dict[tuple[str, str], list[float]] = {}
    units: dict[tuple[str, str], str] = {}
    for number, row in enumerate(body, start=2):
        where = f"{name}:{number}"
        origin = countries.get(str(row[place["CTY_CODE"]]), others)
        if not origin:
            continue
        try:
            code = heading(str(row[place["I_COMMODITY"]]), where=where)
        except Refused as refusal:
            faults += refusal.faults
            continue
        values = []
        for column in ("CON_VAL_YR", "CAL_DUT_YR", "CON_QY1_YR"):
            value = _number(row[place[column]]) if column in place else float("nan")
            if column in REQUIRED and not value >= 0:
                faults.append(Fault(where, f"{column} = {row[place[column]]!r}", "a value is a number, zero or more", "correct the row"))
            values.append(value)
        if "UNIT_QY1" in place:
            units[origin, code] = str(row[place["UNIT_QY1"]])
        total = rows.setdefault((origin, code), [0.0, 0.0, 0.0])
        for k, value in enumerate(values):
            total[k] += value
        if len(faults) >= MOST:
            break
    if faults:
        raise Refused(faults)
    keys = list(rows)
    numbers = np.array([rows[key] for key in keys], dtype=np.float64).reshape(len(keys), 3)
    return Flows(
        importer=("US",) * len(keys),
        origin=tuple(key[0] for key in keys),
        heading=tuple(key[1] for key in keys),
        value_usd=numbers[:, 0].copy(),
        duty_usd=numbers[:, 1].copy(),
        quantity=numbers[:, 2].copy(),
        unit=tuple(units.get(key, "") for key in keys),
    )


def _number(cell: object) -> float:
    try:
        return float(str(cell))
    except ValueError:
        return float("nan")

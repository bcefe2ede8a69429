"""UN Comtrade as its web page and API give it: one CSV, a row for reporter, partner, flow and commodity.

Columns used: refYear, reporterISO, partnerISO, flowCode (M imports), cmdCode, primaryValue (US dollars), and qty with qtyUnitAbbr where given. Duties are not
in Comtrade: they are NaN here, missing and not zero.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from nemawashi.codes import heading
from nemawashi.errors import Fault, Refused
from nemawashi.trade.flows import Flows

__all__ = ["read_comtrade"]

REQUIRED = ("refYear", "reporterISO", "partnerISO", "flowCode", "cmdCode", "primaryValue")
MOST = 20


def read_comtrade(path: Path, *, countries: Mapping[str, str], year: int) -> Flows:
    """Read the imports of ``year``; ``countries`` maps the ISO 3166 alpha-3 codes of the file to the codes wanted, others are left out.

    The world (W00) and commodity totals (TOTAL) are no partners and no goods and are left out too.

    Raises:
        Refused: for missing columns, a code that is no heading, a value that is negative or no number, a row given twice; every fault at once.

    """
    faults: list[Fault] = []
    rows: dict[tuple[str, str, str], tuple[float, float, str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
        if missing:
            raise Refused(Fault(f"{path.name}:1", f"no column {', '.join(missing)}", f"columns {', '.join(REQUIRED)}", "export them all"))
        for row in reader:
            where = f"{path.name}:{reader.line_num}"
            wanted = row["flowCode"] == "M" and row["refYear"] == str(year) and row["cmdCode"] != "TOTAL"
            if not wanted or row["reporterISO"] not in countries or row["partnerISO"] not in countries:
                continue
            try:
                code = heading(row["cmdCode"], where=where)
            except Refused as refusal:
                faults += refusal.faults
                continue
            value, quantity = _number(row["primaryValue"]), _number(row.get("qty") or "")
            if not value >= 0:
                faults.append(
                    Fault(where, f"primaryValue = {row['primaryValue']!r}", "a value is a number, zero or more", "correct the row")
                )
            key = (countries[row["reporterISO"]], countries[row["partnerISO"]], code)
            if key in rows:
                faults.append(
                    Fault(where, f"{', '.join(key)} twice", "one row for a flow", "export one classification and one mode at a time")
                )
            rows[key] = (value, quantity, row.get("qtyUnitAbbr") or "")
            if len(faults) >= MOST:
                break
    if faults:
        raise Refused(faults)
    keys = list(rows)
    return Flows(
        importer=tuple(key[0] for key in keys),
        origin=tuple(key[1] for key in keys),
        heading=tuple(key[2] for key in keys),
        value_usd=np.array([rows[key][0] for key in keys], dtype=np.float64),
        duty_usd=np.full(len(keys), np.nan),
        quantity=np.array([rows[key][1] for key in keys], dtype=np.float64),
        unit=tuple(rows[key][2] for key in keys),
    )


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")

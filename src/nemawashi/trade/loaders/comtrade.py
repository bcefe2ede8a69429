"""UN Comtrade as its web page and API give it: one CSV, a row for reporter, partner, flow and commodity.

Columns used: refYear, reporterISO, partnerISO, flowCode (M imports), cmdCode, primaryValue (US dollars), and qty with qtyUnitAbbr where given. Duties are not
in Comtrade: they are NaN here, missing and not zero.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from nemawashi.codes import heading
from nemawashi.errors import Fault, Refused
from nemawashi.trade.flows import Flows
from nemawashi.trade.loaders.table import amount, rows

__all__ = ["read_comtrade"]

REQUIRED = ("refYear", "reporterISO", "partnerISO", "flowCode", "cmdCode", "primaryValue")
MOST = 20


def read_comtrade(path: Path, *, countries: Mapping[str, str], year: int) -> Flows:
    """Read the imports of ``year``; ``countries`` maps the ISO 3166 alpha-3 codes of the file to the codes wanted, others are left out.

    The world (W00) and commodity totals (TOTAL) are no partners and no goods and are left out too.

    Raises:
        Refused: for missing columns, a code that is no heading, a value that is negative or no number, a row given twice, a heading beside a part of itself, a
            file without a row that was asked for; every fault at once.

    """
    faults: list[Fault] = []
    found: dict[tuple[str, str, str], tuple[float, float, str]] = {}
    places: dict[tuple[str, str, str], str] = {}
    years: set[str] = set()
    for where, row in rows(path, REQUIRED, faults):
        if len(faults) >= MOST:
            break
        years.add(row["refYear"])
        wanted = row["flowCode"] == "M" and row["refYear"] == str(year) and row["cmdCode"] != "TOTAL"
        if not wanted or row["reporterISO"] not in countries or row["partnerISO"] not in countries:
            continue
        try:
            code = heading(row["cmdCode"], where=where)
        except Refused as refusal:
            faults += refusal.faults
            continue
        value, quantity = amount(row, "primaryValue", where, faults), _number(row.get("qty") or "")
        key = (countries[row["reporterISO"]], countries[row["partnerISO"]], code)
        if key in found:
            faults.append(Fault(where, f"{', '.join(key)} twice", "one row for a flow", "export one classification and one mode at a time"))
        found[key] = (value, quantity, row.get("qtyUnitAbbr") or "")
        places[key] = where
    faults += _overlapping(places)
    if not faults and not found:
        told = f"no import of {year} among the countries asked for"
        rule = "a table holds what it is read for"
        faults.append(
            Fault(path.name, told, rule, f"years in the file: {', '.join(sorted(years)) or 'none'}; countries: {', '.join(countries)}")
        )
    if faults:
        raise Refused(faults)
    keys = list(found)
    return Flows(
        importer=tuple(key[0] for key in keys),
        origin=tuple(key[1] for key in keys),
        heading=tuple(key[2] for key in keys),
        value_usd=np.array([found[key][0] for key in keys], dtype=np.float64),
        duty_usd=np.full(len(keys), np.nan),
        quantity=np.array([found[key][1] for key in keys], dtype=np.float64),
        unit=tuple(found[key][2] for key in keys),
    )


def _overlapping(places: Mapping[tuple[str, str, str], str]) -> list[Fault]:
    """A heading and a part of it for one pair count the same trade twice."""
    faults = []
    for (reporter, partner, code), where in places.items():
        for end in range(2, len(code), 2):
            whole = places.get((reporter, partner, code[:end]))
            if whole is not None:
                told = f"{code} stands beside {code[:end]} ({whole})"
                faults.append(Fault(where, told, "a flow is counted once", "export one level of the classification"))
    return faults[:MOST]


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")

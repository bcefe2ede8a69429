"""Extracts of US Census international trade: imports by commodity and country with calculated duty, as its API and its pages name the columns.

I_COMMODITY, CTY_CODE, CON_VAL_YR (imports for consumption, customs value), CAL_DUT_YR (calculated duty); quantities CON_QY1_YR with UNIT_QY1 where
given. CSV with a header, or the API's JSON: a list of rows, the first naming the columns.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from nemawashi.codes import heading
from nemawashi.errors import Fault, Refused
from nemawashi.trade.flows import Flows
from nemawashi.trade.loaders.table import amount, rows

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
COUNTRY = 4
"""Digits of a Schedule C code."""


def read_census(path: Path, *, countries: Mapping[str, str] = CENSUS_COUNTRIES, others: str = "") -> Flows:
    """Read imports of the United States; countries not named go to ``others``, or are left out when it is empty.

    Rows of one country and commodity that differ elsewhere (by district, by month) are summed.

    Raises:
        Refused: for missing columns, a code that is no heading or has lost its leading zero, a country code that is none, a value that is negative or no
            number, the same row twice, a file without a row of the countries asked for; every fault at once.

    """
    faults: list[Fault] = []
    found: dict[tuple[str, str], list[float]] = {}
    units: dict[tuple[str, str], str] = {}
    seen: dict[tuple[str, ...], str] = {}
    for where, row in rows(path, REQUIRED, faults):
        if len(faults) >= MOST:
            break
        country = row["CTY_CODE"]
        if not (country in countries or (country.isdigit() and len(country) == COUNTRY)):
            faults.append(Fault(where, f"CTY_CODE = {country!r}", "a country has a Schedule C code of four digits", "correct the row"))
            continue
        origin = countries.get(country, others)
        if not origin:
            continue
        code = _code(row["I_COMMODITY"], where, faults)
        if code is None:
            continue
        again = tuple(row.values())
        if again in seen:
            faults.append(
                Fault(where, f"the row of {seen[again]} again", "a row stands once", "remove one, or keep the column that tells them apart")
            )
            continue
        seen[again] = where
        values = [amount(row, column, where, faults) for column in ("CON_VAL_YR", "CAL_DUT_YR")]
        values.append(_number(row["CON_QY1_YR"]) if "CON_QY1_YR" in row else float("nan"))
        if "UNIT_QY1" in row:
            units[origin, code] = row["UNIT_QY1"]
        total = found.setdefault((origin, code), [0.0, 0.0, 0.0])
        for k, value in enumerate(values):
            total[k] += value
    if not faults and not found:
        rule = "a table holds imports from the countries asked for"
        faults.append(Fault(path.name, "no row of a country asked for", rule, f"known: {', '.join(countries)}; name others for the rest"))
    if faults:
        raise Refused(faults)
    keys = list(found)
    numbers = np.array([found[key] for key in keys], dtype=np.float64).reshape(len(keys), 3)
    return Flows(
        importer=("US",) * len(keys),
        origin=tuple(key[0] for key in keys),
        heading=tuple(key[1] for key in keys),
        value_usd=numbers[:, 0].copy(),
        duty_usd=numbers[:, 1].copy(),
        quantity=numbers[:, 2].copy(),
        unit=tuple(units.get(key, "") for key in keys),
    )


def _code(text: str, where: str, faults: list[Fault]) -> str | None:
    try:
        code = heading(text, where=where)
    except Refused as refusal:
        faults += refusal.faults
        return None
    if len(code) % 2:
        rule = "a commodity has 2, 4, 6, 8 or 10 digits"
        faults.append(Fault(where, f"I_COMMODITY = {text!r}", rule, "put the leading zero back that a spreadsheet took away"))
        return None
    return code


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")

"""Classes and states alike in every figure are looked up as one; what is reckoned stays the same."""

from datetime import date
from pathlib import Path

import pytest

from nemawashi.pricing import average_shipments, price
from nemawashi.tariffs import Law

KNOWN = date(2026, 1, 1)
ROWS = [
    (code, origin, day, value)
    for value, code in enumerate(
        ("8703.23.01", "8429.52.10", "0902.10.10", "8708.29.51", "7208.10.15", "9101.11.40", "2203.00.00"), start=100
    )
    for origin in ("JP", "CN", "KR", "CA", "CH", "BR", "DE")
    for day in ("2025-02-10", "2025-04-09", "2025-05-03", "2025-06-04", "2025-09-16", "2025-11-20")
]


@pytest.mark.parametrize("by", ["chapter", "origin", "month"])
def test_an_average_is_the_priced_rows_summed(law: Law, tmp_path: Path, by: str) -> None:
    file = tmp_path / "in.csv"
    file.write_text("heading,origin,date,value\n" + "".join(f"{code},{origin},{day},{value}\n" for code, origin, day, value in ROWS))
    done = price(file, tmp_path / "out.csv", law, known=KNOWN, importer="US")
    found = average_shipments(file, law, known=KNOWN, by=by, importer="US")  # type: ignore[arg-type]
    assert sum(row.rows for row in found) == done.priced == len(ROWS)
    assert sum(row.low * row.value for row in found) / 100 == pytest.approx(done.duty_low, rel=1e-9)
    if all(row.high is not None for row in found):
        assert sum((row.high or 0) * row.value for row in found) / 100 == pytest.approx(done.duty_high, rel=1e-9)
    else:
        assert done.duty_high is None

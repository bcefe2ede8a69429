from pathlib import Path

import pytest

from nemawashi.errors import Fault
from nemawashi.tariffs import Law, load

LAW = Path(__file__).parents[2] / "src/nemawashi/cases/us-japan-2025/law"


@pytest.fixture(scope="session")
def law() -> Law:
    faults: list[Fault] = []
    read = load(LAW, faults, root=LAW.parent)
    assert not faults, "\n".join(map(str, faults))
    return read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A law folder of one's own: a small schedule, one act, one measure."""
    place = tmp_path / "law"
    place.mkdir()
    (place / "schedule.csv").write_text(
        "line,general\n87032301,2.5 %\n87082951,2.5 %\n84295210,free\n10063010,0.014 USD/kg\n", encoding="utf-8"
    )
    (place / "base.toml").write_text(BASE, encoding="utf-8")
    return place


BASE = """
[[jurisdiction]]
id = "US"
currency = "USD"

[[act]]
id = "schedule"
title = "A schedule"
published = 2025-01-01

[[act]]
id = "order-1"
title = "An order"
number = "Order 1"
signed = 2025-04-02

[[question]]
key = "in_transit"
text = { en = "In transit?", ja = "輸送中か。" }

[[table]]
id = "schedule"
importer = "US"
file = "schedule.csv"
sha256 = "8db512c6d7ee4ab71027289b41cdfa7c834736cfa0082a472d6d7fb915eaaa2f"
title = "Schedule"
act = "schedule"
pinpoint = "column 1"

[[measure]]
id = "mfn"
label = { en = "General", ja = "一般" }
importer = "US"
authority = "mfn"
table = "schedule:general"

[[measure.event]]
kind = "enact"
on = 2025-01-01
act = "schedule"
pinpoint = "column 1"

[[measure]]
id = "extra"
label = { en = "Extra duty", ja = "追加関税" }
importer = "US"
authority = "ieepa"
origins = ["JP"]

[[measure.event]]
kind = "enact"
on = 2025-04-05
act = "order-1"
pinpoint = "s.2"
duty = "10 %"
"""

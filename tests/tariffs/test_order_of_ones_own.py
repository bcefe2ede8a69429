"""A new order is one file."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from nemawashi.dates import Clock
from nemawashi.errors import Fault
from nemawashi.tariffs import Entry, assess, load, schema

ORDER = """
[[act]]
id = "order-of-june"
title = "A rumoured order"
number = "Draft order"
signed = 2025-06-01

[[question]]
key = "for_race"
text = { en = "Is it a racing car?", ja = "競走用自動車か。" }

[[measure]]
id = "rumoured"
label = { en = "Rumoured duty", ja = "うわさの関税" }
importer = "US"
authority = "s232"
programme = "rumour"
headings = ["8703"]
origins = ["JP"]

[[measure.event]]
kind = "enact"
on = 2025-07-01
act = "order-of-june"
pinpoint = "s.1"
duty = "max(column 1, 20 %)"

[[measure.event]]
kind = "exempt"
act = "order-of-june"
pinpoint = "s.2"
when = "for_race"
note = "racing cars"

[[rule]]
id = "rumour-first"
kind = "displaces"
importer = "US"
first = ["rumour"]
then = ["extra"]

[[rule.event]]
kind = "enact"
on = 2025-07-01
act = "order-of-june"
pinpoint = "s.3"
"""


def test_one_file_dropped_in_the_folder_is_law(folder: Path) -> None:
    (folder / "rumour.toml").write_text(ORDER, encoding="utf-8")
    faults: list[Fault] = []
    law = load(folder, faults, root=folder.parent)
    assert faults == []

    def total(on: date, known: date, **answers: str) -> tuple[Decimal, Decimal | None]:
        answer = assess(law, Entry("8703.23.01", "JP", "US", Clock(on, known), answers))
        return answer.low, answer.high

    assert total(date(2025, 7, 1), date(2025, 6, 1), for_race="no") == (20, 20)
    assert total(date(2025, 7, 1), date(2025, 6, 1), for_race="yes") == (Decimal("12.5"), Decimal("12.5"))
    assert total(date(2025, 7, 1), date(2025, 6, 1)) == (Decimal("12.5"), 20)
    assert total(date(2025, 6, 30), date(2025, 6, 1)) == (Decimal("12.5"), Decimal("12.5"))
    assert total(date(2025, 7, 1), date(2025, 5, 31)) == (Decimal("12.5"), Decimal("12.5"))
    assert law.sources["order-of-june"].known_from() == date(2025, 6, 1)


def test_the_schema_names_every_table_and_key_of_the_order() -> None:
    made = schema()
    assert set(made["properties"]) >= {"act", "measure", "rule", "question", "quota", "list", "table", "group", "base"}
    event = made["$defs"]["Event"]
    assert set(event["required"]) == {"kind", "act", "pinpoint"}
    assert event["additionalProperties"] is False
    assert "where" not in event["properties"]


def test_the_published_schema_is_the_one_the_types_give() -> None:
    published = Path(__file__).parents[2] / "docs/method/law.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == schema()

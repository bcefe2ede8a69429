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


APART = """
[[act]]
id = "order-of-july"
title = "An order that changes an earlier one"
signed = 2025-06-20

[[event]]
of = ["extra"]
kind = "amend"
on = 2025-07-01
act = "order-of-july"
pinpoint = "s.1"
headings = ["8703"]
duty = "4 %"

[[event]]
of = ["extra"]
kind = "suspend"
on = 2025-08-01
until = 2025-09-01
act = "order-of-july"
pinpoint = "s.2"
origins = ["JP"]
"""


def test_an_order_that_changes_what_another_file_holds_is_one_file_too(folder: Path) -> None:
    """The extra duty of 10 % stands in another file; this one brings it to 4 % for cars and suspends it for a month."""
    (folder / "order.toml").write_text(APART, encoding="utf-8")
    faults: list[Fault] = []
    law = load(folder, faults, root=folder.parent)
    assert faults == []

    def total(heading: str, on: date, known: date) -> Decimal:
        return assess(law, Entry(heading, "JP", "US", Clock(on, known))).low

    assert total("8703.23.01", date(2025, 7, 1), date(2025, 6, 20)) == Decimal("6.5")
    assert total("8703.23.01", date(2025, 7, 1), date(2025, 6, 19)) == Decimal("12.5")
    assert total("8708.29.51", date(2025, 7, 1), date(2025, 6, 20)) == Decimal("12.5")
    assert total("8703.23.01", date(2025, 8, 31), date(2025, 6, 20)) == Decimal("2.5")
    assert total("8703.23.01", date(2025, 9, 1), date(2025, 6, 20)) == Decimal("6.5")


def test_an_event_apart_is_told_where_it_stands(folder: Path) -> None:
    wrong = (
        APART.replace('of = ["extra"]\nkind = "amend"', 'of = ["extro"]\nkind = "amend"')
        .replace('"4 %"', '"0.04"')
        .replace("until = 2025-09-01", "until = 2025-07-01")
    )
    (folder / "order.toml").write_text(wrong, encoding="utf-8")
    faults: list[Fault] = []
    load(folder, faults, root=folder.parent)
    assert {(fault.where, fault.found.partition(",")[0]) for fault in faults} == {
        ("law/order.toml:8", "unknown measure 'extro'"),
        ("law/order.toml:14", "'0.04': 0.04 needs '%' or a currency and a unit"),
        ("law/order.toml:20", "extra: until 2025-07-01 is not after on 2025-08-01"),
    }


def test_the_schema_names_every_table_and_key_of_the_order() -> None:
    made = schema()
    assert set(made["properties"]) >= {"act", "measure", "rule", "question", "quota", "list", "table", "group", "base"}
    event = made["$defs"]["Event"]
    assert set(event["required"]) == {"kind", "act", "pinpoint"}
    assert event["additionalProperties"] is False
    assert "where" not in event["properties"]


def test_what_the_schema_requires_is_said_once() -> None:
    for name, made in schema()["$defs"].items():
        required = made.get("required", [])
        assert len(set(required)) == len(required), name
        assert set(required) <= set(made.get("properties", {})), name


def test_the_published_schema_is_the_one_the_types_give() -> None:
    published = Path(__file__).parents[2] / "docs/method/law.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == schema()

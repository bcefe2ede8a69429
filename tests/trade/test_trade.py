"""Flows, sectors, unit values and exchange rates; and the tables of the built-in case."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.trade import (
    OUTSIDE,
    Concordance,
    ExchangeRate,
    ExchangeRates,
    Flows,
    Trade,
    ad_valorem_equivalent,
    implied_quantity,
    load,
    longest_prefix,
    unit_value,
)

CASE = Path(__file__).parents[2] / "src/nemawashi/cases/us-japan-2025"


@pytest.fixture(scope="module")
def case() -> Trade:
    faults: list[Fault] = []
    found = load(CASE / "economy", faults, root=CASE)
    assert faults == []
    return found


def test_the_longest_prefix_decides() -> None:
    assert longest_prefix("87084010", {"87": 1, "8708": 1, "870840": 1}) == "870840"
    assert longest_prefix("87084010", {"88": 1}) is None
    sectors = Concordance(("C28", "C29"), ("Machinery", "Motor vehicles"), {"87": "C29", "870110": "C28", "98": OUTSIDE})
    assert sectors.sector("8701100000") == "C28"
    assert sectors.sector("8703230140") == "C29"
    assert sectors.sector("9801001015") == OUTSIDE
    assert sectors.parts("87") == ("C29", "C28")
    with pytest.raises(Unknown):
        sectors.sector("0101")
    with pytest.raises(Unknown):
        sectors.name("C99")


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("8703230140", "C29"),  # passenger cars
        ("8708295160", "C29"),  # body parts
        ("8711200000", "C30"),  # motorcycles are other transport
        ("8407310000", "C29"),  # engines of vehicles
        ("8408100000", "C28"),  # marine diesels
        ("8411120000", "C30"),  # turbojets
        ("8471300100", "C26"),  # laptops
        ("8486200000", "C28"),  # machines that make chips
        ("8542310000", "C26"),  # the chips
        ("8418100000", "C27"),  # refrigerators of households
        ("7208101500", "C24"),  # flat steel
        ("7318150000", "C25"),  # screws
        ("4011100000", "C22"),  # tyres
        ("3901100000", "C20"),  # plastics in primary forms
        ("3004900000", "C21"),  # medicines
        ("2711110000", "B05_06"),  # liquefied natural gas
        ("2711120000", "C19"),  # propane
        ("1001990000", "A01_02"),  # wheat
        ("1006300000", "C10T12"),  # milled rice
        ("0902100000", "C10T12"),  # green tea, made
        ("0303140000", "A03"),  # fish, frozen, with fishing
        ("9018900000", "C31T33"),  # medical instruments
        ("9018110000", "C26"),  # electrocardiographs
        ("9503000000", "C31T33"),  # toys
        ("9801001015", OUTSIDE),  # goods returned
    ],
)
def test_goods_stand_in_their_sectors(case: Trade, code: str, sector: str) -> None:
    assert case.concordance.sector(code) == sector


def test_every_chapter_of_the_harmonized_system_has_a_sector(case: Trade) -> None:
    for chapter in range(1, 100):
        if chapter != 77:
            case.concordance.sector(f"{chapter:02d}")


def test_imports_from_japan_are_those_of_the_census(case: Trade) -> None:
    japan = case.flows.select("US", "JP")
    assert len(japan) == 10_102
    assert japan.total_usd == 151_340_030_810
    assert 100 * japan.collected == pytest.approx(1.508, abs=5e-4)
    cars = sum(value for _, _, code, value, _ in japan if code.startswith("8703"))
    assert cars == pytest.approx(41.904e9, rel=1e-4)
    assert [table.id for table in japan.tables] == ["us-from-japan-2024"]


def test_other_partners_stand_once_and_by_chapter(case: Trade) -> None:
    origins = case.flows.origins("US")
    assert len(origins) == 50
    assert "SK" not in origins, "Slovakia is counted in EU"
    assert {len(code) for code in case.flows.select("US", "CN").heading} == {2}
    with pytest.raises(Unknown, match="nearest known"):
        case.flows.select("US", "JA")
    with pytest.raises(Unknown):
        case.flows.select("JP", "US")


def test_the_tables_agree_with_the_published_ones(case: Trade, shared: Path) -> None:
    import csv

    with (shared / "data/trade/us_imports_from_japan_2024_hs2.csv").open() as handle:
        expected = {row["hs2"]: float(row["con_val_usd"]) for row in csv.DictReader(handle)}
    found: dict[str, float] = {}
    for _, _, code, value, _ in case.flows.select("US", "JP"):
        found[code[:2]] = found.get(code[:2], 0.0) + value
    assert found == pytest.approx(expected)


def test_missing_is_not_zero() -> None:
    flows = Flows.of([("US", "JP", "87032301", 100.0, 2.5)])
    assert np.isnan(flows.quantity).all()
    with pytest.raises(ValueError, match="read-only"):
        flows.value_usd[0] = 1


def test_columns_of_different_lengths_are_no_flows() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        Flows(("US",), ("JP",), (), np.zeros(1), np.zeros(1), np.zeros(1), ("",))


def test_rice_at_341_yen_on_a_price_of_100_is_341_per_cent() -> None:
    assert ad_valorem_equivalent(Decimal(341), unit_value(Decimal(50_000), Decimal(500))) == 341
    assert implied_quantity(Decimal(341_000), Decimal(341)) == 1000
    for call in (lambda: unit_value(Decimal(1), Decimal(0)), lambda: ad_valorem_equivalent(Decimal(1), Decimal(0))):
        with pytest.raises(Refused):
            call()
    with pytest.raises(Refused, match="a free line implies no quantity"):
        implied_quantity(Decimal(1), Decimal(0))


def test_money_is_converted_at_a_stated_rate_only(case: Trade) -> None:
    rates = ExchangeRates(
        (ExchangeRate("JPY", "2024", Decimal(150), "s", "p", "A"), ExchangeRate("EUR", "2024", Decimal("0.9"), "s", "p", "A"))
    )
    assert rates.convert(Decimal(300), "JPY", "USD", "2024") == 2
    assert rates.convert(Decimal(300), "JPY", "EUR", "2024") == Decimal("1.8")
    with pytest.raises(Refused, match="no rate for JPY in 2025"):
        rates.convert(Decimal(1), "JPY", "USD", "2025")
    gain = case.exchange_rates.convert(Decimal("21.3e12"), "JPY", "USD", "2024")
    assert float(gain) == pytest.approx(149.6e9, rel=1e-3)


BROKEN = """importer,origin,heading,value_usd,duty_usd
US,JP,8703230140,100,2.5
US,JP,8703230140,100,2.5
US,JP,87032,100,2.5
US,JP,8703240140,-1,0
US,JX,8703240140,1,0
US,KR,8703240140,1,0
US,JP,9999999999,1,0
US,JP,8703
"""


BROKEN_SIDECAR = """[[table]]
id = "t"
file = "flows.csv"
importer = "US"
origins = ["JP"]
year = 2024
detail = 10
concept = "c"
source = "s"
pinpoint = "p"
certainty = "A"
[[sector]]
id = "C29"
name = "Motor vehicles"
[[exchange_rate]]
currency = "JPY"
"""


def test_every_fault_of_a_table_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "flows.csv").write_text(BROKEN)
    (tmp_path / "concordance.csv").write_text("prefix,sector,note\n87,C29,\n87,C29,\n88,C99,\nx,C29,\n")
    (tmp_path / "flows.toml").write_text(BROKEN_SIDECAR)
    faults: list[Fault] = []
    found = load(tmp_path, faults, root=tmp_path)
    assert len(found.flows) == 2
    places = [fault.where for fault in faults]
    assert [place for place in places if place.startswith("flows.csv")] == [f"flows.csv:{line}" for line in range(3, 10)]
    assert [place for place in places if place.startswith("concordance.csv")] == [f"concordance.csv:{line}" for line in (3, 4, 5)]
    assert any("per_usd is missing" in fault.found for fault in faults)


def test_a_case_without_trade_says_so(tmp_path: Path) -> None:
    faults: list[Fault] = []
    load(tmp_path, faults, root=tmp_path)
    assert [fault.where for fault in faults] == ["flows.toml"]

"""Small excerpts in the published layouts."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from nemawashi import economy
from nemawashi.economy import Baseline
from nemawashi.economy.build import baseline_from_icio
from nemawashi.errors import Refused
from nemawashi.trade.loaders.census import read_census
from nemawashi.trade.loaders.comtrade import read_comtrade
from nemawashi.trade.loaders.icio import FINAL_DEMAND, read_icio
from nemawashi.trade.loaders.own_csv import read_own
from tests.economy.small import world

COUNTRIES, INDUSTRIES = ("JPN", "USA", "DEU", "FRA"), ("A01", "A03", "C29", "D")
REGION = {"JPN": "JPN", "USA": "USA", "DEU": "EU27", "FRA": "EU27"}
SECTOR = {"A01": "FARM", "A03": "FARM", "C29": "CARS", "D": "SERV"}


def icio(path: Path, *, stocks: float = 0.02, change: dict[tuple[str, str], str] | None = None, without: tuple[str, ...] = ()) -> Path:
    """Write a table in OECD's layout whose rows and columns sum to OUT."""
    rng = np.random.default_rng(1)
    sellers = [f"{c}_{s}" for c in COUNTRIES for s in INDUSTRIES]
    final = [f"{c}_{d}" for c in COUNTRIES for d in FINAL_DEMAND]
    z = rng.uniform(1, 10, (16, 16))
    f = rng.uniform(5, 50, (16, 24))
    f[:, [k for k, name in enumerate(final) if name.endswith("INVNT")]] *= -stocks
    out = z.sum(1) + f.sum(1)
    tls = 0.01 * out
    va = out - z.sum(0) - tls
    header = ["V1", *sellers, *final, "OUT"]
    rows = [[name, *z[k], *f[k], out[k]] for k, name in enumerate(sellers)]
    rows += [["TLS", *tls, *np.zeros(24), 0], ["VA", *va, *np.zeros(24), 0], ["OUT", *out, *f.sum(0), 0]]
    with path.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        for row in rows:
            if row[0] in without:
                continue
            for (seller, user), cell in (change or {}).items():
                if row[0] == seller:
                    row[header.index(user)] = cell
            writer.writerow(row)
    return path


def test_the_oecd_table_is_read_and_aggregated(tmp_path):
    table = read_icio(icio(tmp_path / "2022_SML.csv"), region_of=REGION, sector_of=SECTOR)
    assert table.regions == ("JPN", "USA", "EU27")
    assert table.sectors == ("FARM", "CARS", "SERV")
    assert np.allclose(table.inputs.sum((1, 2)) + table.final.sum(1), table.flow.sum((1, 2)))
    assert 0 < table.stocks < 0.01


def test_a_baseline_made_from_it_is_an_equilibrium(tmp_path):
    table = read_icio(icio(tmp_path / "2022_SML.csv"), region_of=REGION, sector_of=SECTOR)
    tariff = 0.05 * (1 - np.eye(3))[:, :, None] * np.array([1, 1, 0])
    baseline = baseline_from_icio(table, tariff=tariff, theta=[5.0, 6.0, 4.0], services=["SERV"])
    found = economy.solve(baseline, tariff=tariff * 2)
    assert found.ok
    assert found.residual <= 1e-10
    assert np.allclose(economy.solve(baseline).before.wage, 0, atol=1e-9)


def test_countries_without_a_region_go_to_the_rest_of_the_world(tmp_path):
    few = {"JPN": "JPN", "USA": "USA"}
    table = read_icio(icio(tmp_path / "t.csv"), region_of=few, sector_of=SECTOR, rest="ROW")
    assert table.regions == ("JPN", "USA", "ROW")
    with pytest.raises(Refused, match="DEU has no region"):
        read_icio(tmp_path / "t.csv", region_of=few, sector_of=SECTOR)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"change": {("JPN_C29", "USA_HFCE"): ""}}, "JPN_C29 × USA_HFCE"),
        ({"change": {("JPN_C29", "USA_HFCE"): "nan"}}, "JPN_C29 × USA_HFCE"),
        ({"change": {("JPN_C29", "USA_C29"): "4000"}}, "a row sums to its output"),
        ({"without": ("VA",)}, "no row VA"),
        ({"without": ("FRA_D",)}, "no row FRA_D"),
    ],
)
def test_a_damaged_table_is_refused_with_the_place(tmp_path, written, said):
    with pytest.raises(Refused) as caught:
        read_icio(icio(tmp_path / "t.csv", **written), region_of=REGION, sector_of=SECTOR)
    assert said in str(caught.value)


def test_an_industry_without_a_sector_is_refused(tmp_path):
    with pytest.raises(Refused, match="'A03' has no sector"):
        read_icio(icio(tmp_path / "t.csv"), region_of=REGION, sector_of={k: v for k, v in SECTOR.items() if k != "A03"})


def test_stock_changes_that_make_a_flow_negative_name_the_flow(tmp_path):
    path = icio(tmp_path / "t.csv", stocks=40)
    with pytest.raises(Refused, match=r"flow\[JPN"):
        read_icio(path, region_of=REGION, sector_of=SECTOR, stocks="keep")


def own(folder: Path, baseline: Baseline) -> Path:
    """Write a baseline in our own layout."""

    def write(name: str, header: list[str], rows: list[list[object]]) -> None:
        with (folder / name).open("w", newline="") as handle:
            csv.writer(handle).writerows([header, *rows])

    b, r, s = baseline, baseline.regions, baseline.sectors
    write(
        "flows.csv",
        ["importer", "exporter", "sector", "flow", "tariff"],
        [[n, i, j, b.flow[a, c, d], b.tariff[a, c, d]] for a, n in enumerate(r) for c, i in enumerate(r) for d, j in enumerate(s)],
    )
    for name, array in (("final.csv", b.final), ("value_added.csv", b.value_added)):
        write(name, ["region", "sector", "value"], [[n, j, array[a, d]] for a, n in enumerate(r) for d, j in enumerate(s)])
    write("theta.csv", ["sector", "value"], [[j, b.theta[d]] for d, j in enumerate(s)])
    assert b.intermediate is not None
    write(
        "inputs.csv",
        ["region", "user", "input", "value"],
        [[n, k, j, b.intermediate[a, c, d]] for a, n in enumerate(r) for c, k in enumerate(s) for d, j in enumerate(s)],
    )
    return folder


def test_our_own_files_give_the_same_baseline_back(tmp_path):
    there = world(3)
    back = Baseline.from_arrays(**read_own(own(tmp_path, there)).arguments())
    assert (back.flow == there.flow).all()
    assert (back.cost_share == there.cost_share).all()


def test_a_missing_cell_of_our_own_files_is_not_zero(tmp_path):
    folder = own(tmp_path, world(3))
    lines = (folder / "flows.csv").read_text().splitlines()
    (folder / "flows.csv").write_text("\n".join(lines[:5] + lines[6:]))
    with pytest.raises(Refused, match="missing is not zero"):
        read_own(folder)


def test_faults_of_our_own_files_come_together_with_lines(tmp_path):
    folder = own(tmp_path, world(3))
    text = (folder / "final.csv").read_text().splitlines()
    text[1] = "R0,s0,many"
    text[2] = "R9,s1,3"
    (folder / "final.csv").write_text("\n".join(text))
    with pytest.raises(Refused) as caught:
        read_own(folder)
    assert [fault.where for fault in caught.value.faults] == ["final.csv:2", "final.csv:3"]


CENSUS = [
    ["I_COMMODITY", "CTY_CODE", "CON_VAL_YR", "CAL_DUT_YR", "YEAR"],
    ["8703230140", "5880", "1000", "25", "2024"],
    ["8703230140", "4280", "700", "17", "2024"],
    ["0201305015", "5880", "50", "9", "2024"],
]


def test_census_extracts_in_json_and_csv(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(CENSUS))
    with (tmp_path / "a.csv").open("w", newline="") as handle:
        csv.writer(handle).writerows(CENSUS)
    for name in ("a.json", "a.csv"):
        flows = read_census(tmp_path / name)
        assert flows.origin == ("JP", "JP")
        assert flows.heading == ("8703230140", "0201305015")
        assert flows.value_usd.sum() == 1050
        assert np.isnan(flows.quantity).all()
        assert read_census(tmp_path / name, others="ROW").value_usd.sum() == 1750


def test_a_census_extract_with_a_negative_value_is_refused(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([*CENSUS, ["0902101015", "5880", "-3", "0", "2024"]]))
    with pytest.raises(Refused, match=r"a\.json:5"):
        read_census(tmp_path / "a.json")


COMTRADE = """refYear,reporterISO,partnerISO,flowCode,cmdCode,primaryValue,qty,qtyUnitAbbr
2023,JPN,USA,M,1005,2850000000,6700000000,kg
2023,JPN,W00,M,1005,6000000000,14900000000,kg
2023,JPN,USA,X,8703,40000000000,,
2023,JPN,BRA,M,1005,2700000000,6600000000,kg
2022,JPN,USA,M,1005,1,1,kg
2023,JPN,USA,M,TOTAL,9,,
"""


def test_comtrade_gives_imports_without_duties(tmp_path):
    (tmp_path / "c.csv").write_text(COMTRADE)
    flows = read_comtrade(tmp_path / "c.csv", countries={"JPN": "JP", "USA": "US", "BRA": "BR"}, year=2023)
    assert list(zip(flows.importer, flows.origin, flows.heading, strict=True)) == [("JP", "US", "1005"), ("JP", "BR", "1005")]
    assert np.isnan(flows.duty_usd).all()
    assert flows.value_usd[0] == 2_850_000_000


def test_a_comtrade_row_given_twice_is_refused(tmp_path):
    (tmp_path / "c.csv").write_text(COMTRADE + "2023,JPN,USA,M,1005,5,1,kg\n")
    with pytest.raises(Refused, match="twice"):
        read_comtrade(tmp_path / "c.csv", countries={"JPN": "JP", "USA": "US"}, year=2023)


CENSUS_HEAD = "I_COMMODITY,CTY_CODE,CON_VAL_YR,CAL_DUT_YR\n"
COMTRADE_HEAD = "refYear,reporterISO,partnerISO,flowCode,cmdCode,primaryValue,qty\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CENSUS_HEAD + '8703230000,5880,"1,000",2\n', r"c.csv:2: CON_VAL_YR = '1,000'"),
        (CENSUS_HEAD + "8703230000,5880,nan,2\n", r"c.csv:2: CON_VAL_YR = 'nan'"),
        (CENSUS_HEAD + "8703230000,5880,inf,2\n", r"c.csv:2: CON_VAL_YR = 'inf'"),
        (CENSUS_HEAD + "8703230000,5880,1,-2\n", r"c.csv:2: CAL_DUT_YR = '-2'"),
        (CENSUS_HEAD + "8703230000,5880,100\n", r"c.csv:2: 3 cells"),
        (CENSUS_HEAD + "8703230000,5880,100,2\n" * 2, r"c.csv:3: the row of c.csv:2 again"),
        (CENSUS_HEAD + "8703230000,JPN,100,2\n", r"c.csv:2: CTY_CODE = 'JPN'"),
        (CENSUS_HEAD + "87X3,5880,100,2\n", r"c.csv:2: '87X3'"),
        (CENSUS_HEAD + "302110000,5880,100,2\n", r"leading zero"),
        (CENSUS_HEAD, "no row of a country asked for"),
        ("CTY_CODE,CON_VAL_YR\n5880,1\n", "no column I_COMMODITY, CAL_DUT_YR"),
        (CENSUS_HEAD.replace("CAL_DUT_YR", "CAL_DUT_YR,CAL_DUT_YR") + "8703,5880,1,2,2\n", "CAL_DUT_YR twice"),
    ],
)
def test_odd_census_extracts_are_refused_with_the_line(tmp_path, text, said):
    (tmp_path / "c.csv").write_text(text)
    with pytest.raises(Refused, match=said):
        read_census(tmp_path / "c.csv")


def test_rows_that_differ_by_district_are_summed_and_blank_lines_are_nothing(tmp_path):
    rows = "I_COMMODITY,CTY_CODE,CON_VAL_YR,CAL_DUT_YR,DISTRICT\n8703230000,5880,100,2,01\n\n8703230000,5880,100,2,02\n"
    (tmp_path / "c.csv").write_text(rows)
    assert read_census(tmp_path / "c.csv").value_usd.tolist() == [200]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("c.json", "{not json", "is no JSON"),
        ("c.json", '{"a": 1}', "no list of rows"),
        ("c.json", '[["I_COMMODITY","CTY_CODE","CON_VAL_YR","CAL_DUT_YR"],["8703","5880",null,"1"]]', r"c.json:2: CON_VAL_YR"),
    ],
)
def test_odd_json_is_refused(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)
    with pytest.raises(Refused, match=said):
        read_census(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COMTRADE_HEAD + '2024,JPN,USA,M,1006,"1,000",5\n', r"c.csv:2: primaryValue = '1,000'"),
        (COMTRADE_HEAD + "2024,JPN,USA,M,1006,inf,5\n", r"c.csv:2: primaryValue = 'inf'"),
        (COMTRADE_HEAD + "2024,JPN,USA,M,1006\n", r"c.csv:2: 5 cells"),
        (COMTRADE_HEAD + "2024,JPN,USA,M,1006,100,5,6\n", r"c.csv:2: 8 cells"),
        (COMTRADE_HEAD + "2024,JPN,USA,M,1006,100,5\n" * 2, "JP, US, 1006 twice"),
        (COMTRADE_HEAD + "2024,JPN,USA,M,rice,100,5\n", r"c.csv:2: 'rice'"),
        (COMTRADE_HEAD + "2024,JPN,USA,M,10,100,5\n2024,JPN,USA,M,1006,60,5\n", r"c.csv:3: 1006 stands beside 10 \(c.csv:2\)"),
        (COMTRADE_HEAD + "2023,JPN,USA,M,1006,100,5\n", "years in the file: 2023"),
    ],
)
def test_odd_comtrade_extracts_are_refused_with_the_line(tmp_path, text, said):
    (tmp_path / "c.csv").write_text(text)
    with pytest.raises(Refused, match=said):
        read_comtrade(tmp_path / "c.csv", countries={"JPN": "JP", "USA": "US"}, year=2024)


@pytest.mark.parametrize("read", [read_census, lambda path: read_comtrade(path, countries={}, year=2024)])
def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path, read):
    with pytest.raises(Refused, match=r"no\.csv: cannot be read"):
        read(tmp_path / "no.csv")
    (tmp_path / "u.csv").write_text("a,b\n", encoding="utf-16")
    with pytest.raises(Refused, match="UTF-8"):
        read(tmp_path / "u.csv")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("final.csv", "region,sector,value\n", "no row for R0, s0"),
        ("final.csv", "", r"final.csv:1: columns None"),
        ("final.csv", "region,sector,value\nR0,s0,1,2\n", r"final.csv:2: a row of another length"),
        ("theta.csv", 'sector,value\ns0,"1,000"\n', r"theta.csv:2: value = '1,000'"),
        ("flows.csv", "importer,exporter,sector,flow,tariff\nR0,R0,s9,1,0\n", r"flows.csv:2: unknown sector 's9'"),
    ],
)
def test_odd_files_of_our_own_are_refused_with_the_line(tmp_path, name, text, said):
    folder = own(tmp_path, world(3))
    (folder / name).write_text(text)
    with pytest.raises(Refused, match=said):
        read_own(folder)

"""The built-in baseline can be rebuilt from a file in OECD's published layout: written out as such a file, it comes back the same."""

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from nemawashi.case import open_case
from nemawashi.economy import Baseline
from nemawashi.economy.build import industry_sectors
from nemawashi.errors import Refused
from nemawashi.trade.loaders.icio import FINAL_DEMAND

INDUSTRIES = (
    "A01 A02 A03 B05 B06 B07 B08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24A C24B C25 C26 C27 C28 C29 C301 C302T309 C31T33 "
    "D E F G H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T"
).split()
"""The fifty industries of the edition of 2025."""
MEMBERS = {"EU27": ("DEU", "FRA"), "ROW": ("BRA", "ROW")}


def script() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts" / "rebuild_baseline.py"
    spec = importlib.util.spec_from_file_location("rebuild_baseline", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published(path: Path, b: Baseline) -> Path:
    """Write a baseline as OECD would: countries by industries, basic prices, duties among the taxes on products."""
    assert b.intermediate is not None
    rng = np.random.default_rng(7)
    sector_of = industry_sectors(INDUSTRIES, b.sectors, services="SERV")
    countries = [country for region in b.regions for country in MEMBERS.get(region, (region,))]
    region_at = np.array([k for k, region in enumerate(b.regions) for _ in MEMBERS.get(region, (region,))])
    sector_at = np.array([b.sectors.index(sector_of[industry]) for industry in INDUSTRIES])

    def split(groups: np.ndarray, count: int) -> np.ndarray:
        weight = rng.uniform(1, 3, len(groups))
        return weight / np.bincount(groups, weights=weight, minlength=count)[groups]

    country_part, industry_part = split(region_at, len(b.regions)), split(sector_at, len(b.sectors))
    use = np.where(b.expenditure[:, None, :] > 0, b.intermediate / np.maximum(b.expenditure, 1e-300)[:, None, :], 0.0)
    last = np.where(b.expenditure > 0, b.final / np.maximum(b.expenditure, 1e-300), 0.0)
    inputs = np.einsum("nij,nkj->ijnk", b.flow, use)
    bought = np.einsum("nij,nj->ijn", b.flow, last)
    size, width = len(countries), len(INDUSTRIES)
    sellers = np.ix_(region_at, sector_at)
    part = country_part[:, None] * industry_part[None, :]
    z = inputs[sellers][:, :, region_at][:, :, :, sector_at] * part[:, :, None, None] * part[None, None]
    z = z.reshape(size * width, size * width)
    f = np.zeros((size * width, size, len(FINAL_DEMAND)))
    f[:, :, 0] = (bought[sellers][:, :, region_at] * part[:, :, None] * country_part[None, None]).reshape(size * width, size)
    out = z.sum(1) + f.sum((1, 2))
    va = (b.value_added[sellers] * part).reshape(-1)
    tls = out - z.sum(0) - va
    header = ["V1", *(f"{c}_{i}" for c in countries for i in INDUSTRIES), *(f"{c}_{d}" for c in countries for d in FINAL_DEMAND), "OUT"]
    flat = f.reshape(size * width, -1)
    with path.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        for k, name in enumerate(header[1 : 1 + size * width]):
            writer.writerow([name, *(f"{x:.9g}" for x in z[k]), *(f"{x:.9g}" for x in flat[k]), f"{out[k]:.9g}"])
        for name, row in (("TLS", tls), ("VA", va), ("OUT", out)):
            writer.writerow([name, *(f"{x:.9g}" for x in row), *["0"] * flat.shape[1], "0"])
    return path


def test_the_built_in_baseline_comes_back_from_a_file_in_the_published_layout(tmp_path, capsys):
    now = open_case("us-japan-2025").economy.baseline
    written = tmp_path / "baseline.npz"
    assert script().main([str(published(tmp_path / "2022_SML.csv", now)), "-o", str(written)]) == 0
    told = capsys.readouterr().out
    assert "changes of stocks left out: 0.00 %" in told
    with np.load(written, allow_pickle=False) as table:
        assert tuple(table["regions"]) == now.regions
        assert tuple(table["sectors"]) == now.sectors
        assert np.allclose(table["trade_musd"], now.flow, rtol=1e-6, atol=0.02)
        assert np.allclose(table["value_added_musd"], now.value_added, rtol=1e-5, atol=0.5)
        assert np.allclose(table["final_use_musd"], now.final, rtol=1e-4, atol=1.0)
        assert np.abs(table["input_use_musd"] - now.intermediate).sum() < 1e-5 * now.intermediate.sum()
        assert (table["duty_rate"] == now.tariff).all()


def test_industries_find_their_sectors_by_division():
    now = open_case("us-japan-2025").economy.baseline
    found = industry_sectors(INDUSTRIES, now.sectors, services="SERV")
    assert found["A02"] == "A01_02"
    assert found["B06"] == "B05_06"
    assert found["C24B"] == "C24"
    assert found["C302T309"] == "C30"
    assert found["C31T33"] == "C31T33"
    assert found["H49"] == found["D"] == found["J62_63"] == "SERV"


def test_a_table_without_an_industry_of_a_sector_is_refused_by_name():
    now = open_case("us-japan-2025").economy.baseline
    with pytest.raises(Refused, match="C29"):
        industry_sectors([one for one in INDUSTRIES if one != "C29"], now.sectors, services="SERV")


def test_a_damaged_file_is_refused_with_its_place(tmp_path, capsys):
    path = tmp_path / "t.csv"
    path.write_text("V1,JPN_A01,OUT\nJPN_A01,1,\n")
    assert script().main([str(path), "-o", str(tmp_path / "x.npz")]) == 2
    assert not (tmp_path / "x.npz").exists()
    assert "sector" in capsys.readouterr().err

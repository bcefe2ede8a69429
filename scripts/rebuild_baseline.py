"""Rebuild a case's benchmark from OECD's Inter-Country Input-Output table as published.

    python scripts/rebuild_baseline.py 2022_SML.csv --case us-japan-2025 -o baseline_2022.npz

Flows, inputs, final use and value added come from the file; regions and sectors are those of the case's ``economy/baseline.toml``, a country without a region
of its own goes to the last one, members of the European Union to EU27. Duties stay those of the case's present table, which come from other sources; give
``--tariffs FILE`` (importer, exporter, sector, rate as a fraction) to replace cells. What moved against the present table is printed, largest first.
"""

import argparse
import csv
import sys
from pathlib import Path

import numpy as np

from nemawashi.case import open_case
from nemawashi.economy.build import baseline_from_icio, industry_sectors, write_table
from nemawashi.errors import Refused
from nemawashi.trade.loaders.icio import FINAL_DEMAND, read_icio

EU27 = "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE".split()


def main(arguments: list[str]) -> int:
    """Read, build, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="OECD's CSV, unpacked")
    parser.add_argument("--case", default="us-japan-2025")
    parser.add_argument("--tariffs", type=Path, help="CSV of importer, exporter, sector, rate")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args(arguments)
    economy = open_case(given.case).economy
    now = economy.baseline
    try:
        with given.table.open(encoding="utf-8-sig", newline="") as handle:
            labels = [label.strip() for label in next(csv.reader(handle))[1:]]
        parts = [label.partition("_") for label in labels if "_" in label]
        industries = dict.fromkeys(code for _, _, code in parts if code not in FINAL_DEMAND)
        rest = now.regions[-1]
        region_of = {name: name for name in now.regions if name not in ("EU27", rest)}
        if "EU27" in now.regions:
            region_of |= dict.fromkeys(EU27, "EU27")
        services = next(sector.id for sector in economy.sectors if not sector.good)
        table = read_icio(
            given.table, region_of=region_of, sector_of=industry_sectors(industries, now.sectors, services=services), rest=rest
        )
        order = [table.regions.index(name) for name in now.regions]
        goods = [table.sectors.index(name) for name in now.sectors]
        table = type(table)(
            now.regions,
            now.sectors,
            table.flow[np.ix_(order, order, goods)],
            table.inputs[np.ix_(order, goods, goods)],
            table.final[np.ix_(order, goods)],
            table.value_added[np.ix_(order, goods)],
            table.taxes[np.ix_(order, goods)],
            table.stocks,
        )
        tariff = np.array(now.tariff)
        if given.tariffs is not None:
            with given.tariffs.open(encoding="utf-8-sig", newline="") as handle:
                for row in csv.DictReader(handle):
                    tariff[now.region(row["importer"]), now.region(row["exporter"]), now.sector(row["sector"])] = float(row["rate"])
        made = baseline_from_icio(table, tariff=tariff, theta=now.theta, services=[services])
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(f"{len(labels)} columns; changes of stocks left out: {100 * table.stocks:.2f} % of all flows")
    for name in ("flow", "intermediate", "final", "value_added"):
        old, new = getattr(now, name), getattr(made, name)
        gap = np.abs(new - old)
        place = np.unravel_index(int(gap.argmax()), gap.shape)
        labels_of = [now.regions[k] if axis == 0 or (name == "flow" and axis == 1) else now.sectors[k] for axis, k in enumerate(place)]
        print(
            f"{name}: {100 * gap.sum() / old.sum():.4f} % of the total moved; largest {', '.join(labels_of)}: {old[place]:,.2f} → {new[place]:,.2f}"
        )
    write_table(given.output, made)
    print(f"written: {given.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

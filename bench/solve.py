"""The trade model: steps, residuals and times, as ratios to a dense Newton of the same system in the same run and beside peers.

    OPENBLAS_NUM_THREADS=1 python bench/solve.py [--quick]

Seconds are of processor time, one thread, the least of several runs, since cores may be shared; only the packages are wall time. The dense Newton solves wages, prices and expenditure at once with one factored matrix a step.
Peers were measured by us on the same inputs, on two shared cores: NAFTA 31 × 40 with links, a C++ program 2.2 s at 1e-10 (1.4 s at 1e-7) and a
JAX Newton–GMRES 0.026 s warm after 2–3 s of compiling; ICIO 81 × 28 without links, Octave's fsolve 7.3 s; Ossa's optima and Nash about three hours by
the original's own comments. Tables outside the project are used where ``../shared`` has them; ICIO's needs h5py.
"""

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from _machine import keep

from nemawashi import economy
from nemawashi.economy import Baseline, Shock, Tangent
from nemawashi.economy.equilibrium import Conditions, Point, System, point, residual_of
from nemawashi.economy.newton import normalised
from nemawashi.economy.optimal import OssaGame, best_response, cooperate, nash
from nemawashi.economy.ossa import OssaModel
from nemawashi.economy.solve import benchmark, conditions_of

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "economy"
CASE = Path(str(files("nemawashi"))) / "cases" / "us-japan-2025" / "economy"


def least(run: Callable[[], Any], times: int) -> tuple[float, Any]:
    best, found = np.inf, None
    for _ in range(times):
        start = time.process_time()
        found = run()
        best = min(best, time.process_time() - start)
    return best, found


def dense_newton(s: System, conditions: Conditions, start: Point) -> tuple[int, float]:
    """Newton on (log wages, log prices, expenditure over its first guess) with one dense matrix of N + 2NJ rows, from the equilibrium without a shock."""
    n, j = s.shape
    size = n * j
    wage, price, ratio = start.wage, start.price, start.expenditure / s.scale
    eye = np.eye(size)
    beta = np.zeros((n, j, n))
    beta[np.arange(n), :, np.arange(n)] = s.value_share
    links = np.einsum("ijk,im->ijmk", s.cost_share, np.eye(n)).reshape(size, size)
    for step in range(60):
        cost = s.value_share * wage[:, None] + np.einsum("ijk,ik->ij", s.cost_share, price)
        sellers = np.exp(-s.theta[:, None] * cost.T)
        terms = conditions.weight * sellers[:, None, :]
        total = terms.sum(2)
        share = terms / total[:, :, None]
        implied = -(np.log(total) / s.theta[:, None]).T
        relative = np.exp(-s.theta[:, None] * (implied - price).T)[:, :, None]
        received = share * relative * conditions.kept  # shares at the price guessed
        x = ratio * s.scale
        kept = received.sum(2).T
        output = np.einsum("jni,nj->ij", received, x)
        earned = s.labour * np.exp(wage)
        deficit = conditions.closure.deficit(earned, s.deficit) + conditions.transfer
        income = earned + deficit + (x * (1 - kept)).sum(1)
        gap_price = (price - implied).reshape(-1)
        gap_x = ((x - np.einsum("nkj,nk->nj", s.cost_share, output) - s.final_share * income[:, None]) / s.scale).reshape(-1)
        demand = (s.value_share * output).sum(1)
        gap_wage = np.log(demand) - np.log(earned)
        gap_wage[0] = earned.sum() / s.world - 1
        value = np.concatenate([gap_wage, gap_price, gap_x])
        if np.abs(value).max() < 1e-11:
            p, _ = point(s, conditions, normalised(s, wage), price=price, expenditure=x)
            return step, residual_of(s, conditions, p)
        buys = np.einsum("jni,jk->njik", share, np.eye(j)).reshape(size, size)
        flows = np.einsum("jni,nj->jni", received, x)
        by_cost_y = -np.diag((s.theta[None] * output).reshape(-1))
        by_price_y = np.einsum("jni,j,jk->ijnk", flows, s.theta, np.eye(j)).reshape(size, size)
        by_cost_kept = -np.einsum("jni,j,jk->njik", received, s.theta, np.eye(j)).reshape(size, size)
        by_price_kept = np.diag((s.theta[None] * kept).reshape(-1))
        cost_w, cost_p = beta.reshape(size, n), links
        y_w, y_p = by_cost_y @ cost_w, by_cost_y @ cost_p + by_price_y
        kept_w, kept_p = by_cost_kept @ cost_w, by_cost_kept @ cost_p + by_price_kept
        y_x = np.einsum("jni,jk->ijnk", received, np.eye(j)).reshape(size, size)
        into = np.einsum("nkj,nm->njmk", s.cost_share, np.eye(n)).reshape(size, size)
        pay = np.einsum("nj,nm,k->njmk", s.final_share, np.eye(n), np.ones(j)).reshape(size, size)
        spent = pay * x.reshape(-1)[None, :]
        money = np.diag(earned) + conditions.closure.slope(earned, s.deficit) * earned[None, :]
        scale = s.scale.reshape(-1)
        jac = np.zeros((n + 2 * size, n + 2 * size))
        labour = np.einsum("nj,nm->mnj", s.value_share, np.eye(n)).reshape(n, size) / demand[:, None]
        jac[:n, :n] = labour @ y_w - np.eye(n)
        jac[:n, n : n + size] = labour @ y_p
        jac[:n, n + size :] = labour @ y_x * scale[None, :]
        jac[0] = 0
        jac[0, :n] = earned / s.world
        jac[n : n + size, :n] = -buys @ cost_w
        jac[n : n + size, n : n + size] = eye - buys @ cost_p
        final = s.final_share[:, :, None] * money[:, None, :]
        jac[n + size :, :n] = (-into @ y_w + spent @ kept_w - final.reshape(size, n)) / scale[:, None]
        jac[n + size :, n : n + size] = (-into @ y_p + spent @ kept_p) / scale[:, None]
        leak = pay * (1 - kept).reshape(-1)[None, :]
        jac[n + size :, n + size :] = (eye - into @ y_x - leak) * scale[None, :] / scale[:, None]
        move = np.linalg.solve(jac, -value)
        rate = min(1.0, 1.0 / np.abs(move[: n + size]).max())
        wage, price, ratio = (
            wage + rate * move[:n],
            price + rate * move[n : n + size].reshape(n, j),
            ratio + rate * move[n + size :].reshape(n, j),
        )
    return 60, np.inf


def report(
    name: str, baseline: Callable[[], Baseline], tariff: np.ndarray, times: int, *, dense: bool = True, peer: str = ""
) -> dict[str, Any]:
    """Time a no-shock solve, a shock cold and warm, a gradient; compare with the dense Newton."""
    made = baseline()
    economy.solve(made, tariff=tariff)
    first, base = least(lambda: benchmark(baseline()), times)
    build, _ = least(baseline, times)
    made = baseline()
    benchmark(made)
    cold, found = least(lambda: economy.solve(made, tariff=tariff), times)
    near = np.where(np.isfinite(tariff), tariff * 1.02, tariff)
    warm, warmed = least(lambda: economy.solve(made, tariff=near, start=found), times)
    slope, _ = least(lambda: Tangent(found).of("real_income", made.regions[0]), times)
    row: dict[str, Any] = {
        "regions": len(made.regions),
        "sectors": len(made.sectors),
        "links": made.linked,
        "no_shock_seconds": first - build,
        "no_shock_steps": base.solution.steps,
        "cold_seconds": cold,
        "cold_steps": found.steps,
        "warm_seconds": warm,
        "warm_steps": warmed.steps,
        "residual": max(found.residual, warmed.residual),
        "gradient_seconds": slope,
        "peer": peer,
    }
    if dense:
        known = benchmark(made)
        conditions = conditions_of(made, known, Shock(tariff=tariff))
        slow, (steps, residual) = least(lambda: dense_newton(known.system, conditions, known.point), 1)
        row |= {"dense_seconds": slow, "dense_steps": steps, "dense_residual": residual, "times_faster_than_dense": slow / cold}
    print(f"{name}: " + ", ".join(f"{key} {value:.3g}" if isinstance(value, float) else f"{key} {value}" for key, value in row.items()))
    return row


def nafta() -> tuple[Callable[[], Baseline], np.ndarray]:
    with np.load(SHARED / "cp2015_nafta" / "cp2015_nafta.npz") as table:
        arrays = dict(table)
    made = partial(
        Baseline.from_arrays,
        flow=arrays["trade_net"],
        tariff=arrays["tariff0"],
        intermediate=arrays["intermediate"],
        final=arrays["final"],
        value_added=arrays["value_added"],
        theta=arrays["theta"],
        regions=[str(x) for x in arrays["regions"]],
        sectors=[str(x) for x in arrays["sectors"]],
    )
    return made, arrays["tariff1"]


def icio() -> tuple[Callable[[], Baseline], np.ndarray]:
    import h5py  # noqa: PLC0415 - not a dependency

    with h5py.File(SHARED / "icio2022" / "ICIO2022.mat") as table:
        flow = np.ascontiguousarray(table["data/Xjik_3D"][()].transpose(1, 2, 0))
        tariff = np.ascontiguousarray(table["data/tjik_3D"][()].transpose(1, 2, 0))
        theta = table["data/sigma/CP/epsilon_S"][()].reshape(-1)
        names = ["".join(map(chr, table[place][:, 0])) for place in table["data/countries"][0]]
    n = len(names)
    tariff = tariff * (1 - np.eye(n))[:, :, None]
    made = partial(
        Baseline.from_arrays,
        flow=flow,
        tariff=tariff,
        intermediate=None,
        final=(flow * (1 + tariff)).sum(1),
        value_added=flow.sum(0),
        theta=theta,
        regions=names,
        sectors=[str(k) for k in range(flow.shape[2])],
    )
    shock = np.array(tariff)
    us = names.index("USA")
    shock[us, :, :-1] += 0.10 * (np.arange(n) != us)[:, None]
    return made, shock


def built_in() -> tuple[Callable[[], Baseline], np.ndarray]:
    world = economy.load(CASE, [])
    assert world is not None
    day = np.array(world.baseline.tariff)
    day[0, 1:] += 0.10 * world.baseline.goods * (world.baseline.flow[0, 1:] > 0)
    day[0, 1:, world.baseline.sector("C29")] = 0.275
    there = economy.status_quo(world.baseline, day)
    arrays = {
        name: getattr(there, name) for name in ("flow", "tariff", "intermediate", "final", "value_added", "theta", "regions", "sectors")
    }
    package = day.copy()
    package[0, 1, world.baseline.sector("C29")] = 0.15
    package[0, 1, : world.baseline.sector("C29")] += 0.05 * (there.flow[0, 1, : world.baseline.sector("C29")] > 0)
    return partial(Baseline.from_arrays, **arrays), package


_WORLD: Baseline | None = None


def _enter() -> None:
    global _WORLD  # noqa: PLW0603 - one baseline a process, made when the process starts
    _WORLD = built_in()[0]()
    benchmark(_WORLD)


def _package(seed: int) -> tuple[float, float]:
    """Solve one random package: duties on Japan in each sector between nothing and 35 %; give residual and seconds of processor time."""
    assert _WORLD is not None
    start = time.process_time()
    rng = np.random.default_rng(seed)
    tariff = np.array(_WORLD.tariff)
    tariff[0, 1, :-1] = np.where(_WORLD.flow[0, 1, :-1] > 0, rng.uniform(0, 0.35, tariff.shape[2] - 1), tariff[0, 1, :-1])
    residual = economy.solve(_WORLD, tariff=tariff).residual
    return residual, time.process_time() - start


def packages(count: int) -> dict[str, Any]:
    with ProcessPoolExecutor(2, initializer=_enter) as pool:
        list(pool.map(_package, range(4)))
        start = time.perf_counter()
        solved = list(pool.map(_package, range(count), chunksize=25))
        seconds = time.perf_counter() - start
    row = {
        "packages": count,
        "wall_seconds_on_two_shared_cores": seconds,
        "processor_seconds": sum(one[1] for one in solved),
        "worst_residual": max(one[0] for one in solved),
    }
    print(f"packages: {row}")
    return row


def ossa() -> dict[str, Any]:
    with np.load(SHARED / "ossa2014" / "ossa2014.npz") as table:
        turned = {name: np.ascontiguousarray(table[name].transpose(1, 0, 2)) for name in ("trade", "tariff")}
        model = OssaModel.from_arrays(**turned, sigma=table["sigma"], regions=tuple(str(x) for x in table["regions"]))
    optima, _ = least(lambda: [best_response(OssaGame(model), k) for k in range(len(model.regions))], 1)
    war, point_of_war = least(lambda: nash(OssaGame(model)), 1)
    peace, accord = least(lambda: cooperate(OssaGame(model), point_of_war.tariff), 1)
    row = {
        "seven_optima_seconds": optima,
        "nash_seconds": war,
        "nash_residual": point_of_war.residual,
        "cooperation_seconds": peace,
        "cooperation_gain_percent": 100 * float(np.expm1(accord.gain)),
        "peer": "about 3 h by the original's own comments, stopping at 1e-2",
    }
    print(f"ossa: {row}")
    return row


def gegravity() -> dict[str, Any]:
    """One sector, balanced trade, 10 % dearer trade with the United States: gegravity's full general equilibrium beside ours.

    Both are Armington worlds with σ = θ + 1 fitted to the same flows, so p/P must obey the gains formula, (own share's change)^(−1/θ); the gap to it
    is shown for both.
    """
    import gegravity as peer  # noqa: PLC0415 - not a dependency
    import pandas as pd  # noqa: PLC0415

    wide = built_in()[0]()
    flow = wide.flow.sum(2)
    n, theta, names = len(flow), 4.0, wide.regions
    plain = Baseline.from_arrays(
        flow=flow[:, :, None],
        tariff=np.zeros((n, n, 1)),
        final=flow.sum(1)[:, None],
        value_added=flow.sum(0)[:, None],
        theta=[theta],
        regions=names,
        sectors=["all"],
    )
    fair = economy.rebase(economy.solve(plain, closure="balanced"))
    flow = fair.flow[:, :, 0]
    made, spent = flow.sum(0), flow.sum(1)
    pairs = [(m, i) for m in range(n) for i in range(n)]
    table = pd.DataFrame(
        {
            "importer": [names[m] for m, _ in pairs],
            "exporter": [names[i] for _, i in pairs],
            "year": "2022",
            "trade": [flow[m, i] for m, i in pairs],
            "Y": [made[i] for _, i in pairs],
            "E": [spent[m] for m, _ in pairs],
            "fit": [np.log(flow[m, i] * made.sum() / (made[i] * spent[m])) for m, i in pairs],
            "shock": 0.0,
        }
    )
    data = peer.BaselineData(table, trade_var_name="trade", expend_var_name="E", output_var_name="Y")
    values = peer.CostCoeffs(pd.DataFrame({"var": ["fit", "shock"], "beta": [1.0, 1.0]}), identifier_col="var", coeff_col="beta")
    dearer = table.copy()
    dearer.loc[(dearer.importer == "USA") & (dearer.exporter != "USA"), "shock"] = -theta * np.log(1.1)
    start = time.process_time()
    model = peer.OneSectorGE(
        data, year="2022", reference_importer="USA", sigma=theta + 1, cost_variables=["fit", "shock"], cost_coeff_values=values, quiet=True
    )
    model.build_baseline()
    model.define_experiment(dearer)
    model.simulate()
    theirs = time.process_time() - start
    cost = np.ones((n, n, 1))
    cost[0, 1:] = 1.1
    ours, found = least(lambda: economy.solve(fair, shock=Shock(cost=cost), closure="balanced"), 5)
    us = model.country_results.loc["USA"] / 100
    own = (1 + us["intranational trade change (percent)"]) / (1 + us["expenditure change (percent)"])
    mine = float(found.after.share[0, 0, 0] / found.before.share[0, 0, 0])
    row = {
        "gegravity_seconds": theirs,
        "ours_seconds": ours,
        "gegravity_us_real_gdp_percent": 100 * float(us["GDP change (percent)"]),
        "ours_us_real_gdp_percent": 100 * float(found.real_income[0] - 1),
        "gegravity_gap_to_gains_formula": abs(float(us["GDP change (percent)"]) - (float(own) ** (-1 / theta) - 1)),
        "ours_gap_to_gains_formula": abs(float(found.real_income[0]) - mine ** (-1 / theta)),
    }
    print(f"gegravity: {row}")
    return row


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="fewer repetitions, no dense Newton on large tables")
    quick = asked.parse_args().quick
    times = 3 if quick else 15
    results: dict[str, Any] = {"built_in": report("built-in 14 × 23", *built_in(), times)}
    results["packages"] = packages(100 if quick else 1000)
    if SHARED.is_dir():
        results["nafta"] = report(
            "NAFTA 31 × 40", *nafta(), times, dense=not quick, peer="C++ 2.2 s at 1e-10; JAX 0.026 s warm after compiling"
        )
        try:
            results["icio"] = report("ICIO 81 × 28", *icio(), times, dense=False, peer="Octave fsolve 7.3 s")
        except ImportError:
            print("ICIO 81 × 28: skipped, no h5py")
        results["ossa"] = ossa()
    try:
        results["gegravity"] = gegravity()
    except ImportError:
        print("gegravity: skipped, not installed")
    if not SHARED.is_dir():
        print("published tables: skipped, no ../shared beside the project")
    if not quick:
        keep("solve", results, "numpy", "scipy")


if __name__ == "__main__":
    main()

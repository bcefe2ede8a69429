"""Exact frontiers: 390,625 packages against enumeration, then sizes no enumeration reaches.

    python bench/frontier.py [--negmas PYTHON]

Instances come from numpy's default_rng(seed): weights Dirichlet(1) over issues, option values uniform in [0, 1) scaled so that the best
is 1, the product rounded to 10⁵ ticks a party (10⁶ for zero-sum). Time is one core's, the least of several runs, since cores may be shared;
``--negmas`` names the interpreter of an environment of its own that has NegMAS (AGPL: measured beside, never a dependency).
"""

import argparse
import importlib
import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from itertools import product

import numpy as np
from _machine import RESULTS, fingerprint, keep

from nemawashi.bargain import Cap, Domain
from nemawashi.bargain.classics import new_recruit
from nemawashi.bargain.frontier import Frontier, frontier
from nemawashi.bargain.nash import nash

Row = dict[str, object]


def instance(parties: int, issues: int, options: int, seed: int, ticks: int | None = 100_000, *, zero_sum: bool = False) -> Domain:
    """Draw one problem; ``ticks`` None keeps all digits of the doubles."""
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues), size=parties)
    values = rng.random((parties, issues, options))
    values = values / values.max(axis=2, keepdims=True) * weights[:, :, None]
    if ticks:
        values = np.round(values * ticks).astype(np.int64)
    if zero_sum:
        values[1] = values[0].max() - values[0]
    shape = {f"i{i}": [f"o{o}" for o in range(options)] for i in range(issues)}
    tables = {
        f"p{p}": {name: {o: values[p, i, k].item() for k, o in enumerate(row)} for i, (name, row) in enumerate(shape.items())}
        for p in range(parties)
    }
    return Domain.from_tables(tables, disagreement=[0] * parties)


def linked(seed: int) -> Domain:
    """A 20 × 10 problem with ten pairs of linked issues."""
    plain = instance(2, 20, 10, seed)
    rng = np.random.default_rng([seed, 1])
    names = [issue.id for issue in plain.issues]
    pairs = {
        (a, b): {
            p: {(x, y): int(rng.integers(-2000, 2000)) for x in plain.issue(a).options for y in plain.issue(b).options}
            for p in plain.parties
        }
        for a, b in zip(names[::2], names[1::2], strict=True)
    }
    return Domain.from_tables(tables(plain), pairs=pairs)


def capped(seed: int) -> Domain:
    """A 12 × 8 problem with a cap that about half of the packages keep."""
    plain = instance(2, 12, 8, seed)
    rng = np.random.default_rng([seed, 2])
    costs = {issue.id: {option: int(rng.integers(0, 10)) for option in issue.options} for issue in plain.issues}
    return plain.with_rules(Cap(costs, 54, name="budget"))


def tables(domain: Domain) -> dict[str, dict[str, dict[str, object]]]:
    return {
        party: {issue.id: dict(zip(issue.options, row, strict=True)) for issue, row in zip(domain.issues, table, strict=True)}
        for party, table in zip(domain.parties, domain.values, strict=True)
    }


def enumerated(values: list[list[list[float]]]) -> int:
    """Look at every package in plain Python, then sweep the sorted payoffs: the number of efficient ones."""
    first, second = values
    payoffs = [
        (sum(row[o] for row, o in zip(first, x, strict=True)), sum(row[o] for row, o in zip(second, x, strict=True)))
        for x in product(*(range(len(row)) for row in first))
    ]
    payoffs.sort(reverse=True)
    best, kept = float("-inf"), 0
    for _, b in payoffs:
        if b > best:
            best, kept = b, kept + 1
    return kept


def least(run: Callable[[], object], runs: int) -> float:
    """The shortest of several runs, in seconds of one core's time, so that other work on the machine counts little."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def measure(name: str, domain: Domain, runs: int = 9, *, packages: bool = True) -> Row:
    found: list[Frontier] = []
    seconds = least(lambda: found.append(frontier(domain)), runs)
    last = found[-1]
    row: Row = {
        "instance": name,
        "packages": f"{float(domain.combinations):.2g}",
        "efficient": len(last),
        "candidates": last.candidates,
        "method": last.method,
        "ms": round(seconds * 1e3, 2),
        "ms with packages": round((seconds + least(lambda: last.unfold(np.arange(len(last))), 3)) * 1e3, 2) if packages else None,
    }
    print(row, flush=True)
    return row


def against_enumeration(name: str, domain: Domain) -> Row:
    values = [[[int(v) for v in row] for row in table] for table in domain.values]
    plain = least(lambda: enumerated(values), 3)
    array = least(lambda: frontier(domain, method="exhaustive"), 3)
    ours = least(lambda: frontier(domain), 51)
    assert enumerated(values) == len(frontier(domain)) == len(frontier(domain, method="exhaustive"))
    row: Row = {
        "instance": name,
        "enumeration s": round(plain, 3),
        "enumeration as arrays s": round(array, 3),
        "merging ms": round(ours * 1e3, 3),
        "times faster": round(plain / ours),
        "times faster than arrays": round(array / ours),
    }
    print(row, flush=True)
    return row


def built_in() -> Row:
    """The built-in case, nothing kept from an earlier run: screen, exact frontier of the screen, every package of it solved in the full model."""
    os.environ["NEMAWASHI_CACHE"] = "off"
    from nemawashi.workbench import Workbench  # noqa: PLC0415 - the other instances need none of it
    from nemawashi.workbench.frontier import table as bargaining  # noqa: PLC0415

    bench = Workbench.open("us-japan-2025")
    start = time.process_time()
    held = bargaining(bench)
    whole = time.process_time() - start
    merged = least(lambda: frontier(held.domain), 9)
    row: Row = {
        "packages": held.domain.combinations,
        "solves for the screen": held.screen.evaluations,
        "efficient by the screen": len(held.screened),
        "merging ms": round(merged * 1e3, 2),
        "solved again": len(held.again.gaps),
        "largest gap, points": round(held.again.largest, 3),
        "overtaken": len(held.again.overtaken),
        "shown": len(held.frontier),
        "all of it s": round(whole, 1),
    }
    print(row, flush=True)
    return row


PEER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import negmas
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction as U, nash_points, pareto_frontier
values = json.load(sys.stdin)
space = make_os([make_issue([str(o) for o in range(len(row))], f"i{i}") for i, row in enumerate(values[0])])
ufuns = [U({f"i{i}": {str(o): float(v) for o, v in enumerate(row)} for i, row in enumerate(t)}, outcome_space=space, reserved_value=float("-inf")) for t in values]
start = time.process_time()
points, _ = pareto_frontier(ufuns, outcomes=list(space.enumerate_or_sample()), sort_by_welfare=True)
print(json.dumps({"version": negmas.__version__, "seconds": time.process_time() - start, "efficient": len(set(map(tuple, points)))}))
"""


def peer(python: str, domain: Domain) -> dict[str, object]:
    values = [[[float(v) for v in row] for row in table] for table in domain.values]
    done = subprocess.run([python, "-c", PEER], input=json.dumps(values), capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(rows: list[Row]) -> str:
    head = list(rows[0])
    lines = [
        head,
        ["---"] * len(head),
        *([f"{row[key]:,}" if isinstance(row[key], int) else str(row[key]) for key in head] for row in rows),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--negmas")
    asked = parser.parse_args()
    recruit, drawn = new_recruit(), instance(2, 8, 5, 0)
    slow = measure("three parties 20 × 10, seed 0, without numba", instance(3, 20, 10, 0), 3)
    importlib.import_module("numba")
    measure("warm-up: numba loads and compiles", instance(3, 20, 10, 0), 1)
    speed = [
        against_enumeration("New Recruit, 8 × 5", recruit),
        *(against_enumeration(f"drawn 8 × 5, seed {s}", instance(2, 8, 5, s)) for s in range(3)),
    ]
    sizes = [measure(f"12 × 8, seed {s}", instance(2, 12, 8, s)) for s in range(5)]
    sizes += [measure(f"20 × 10, seed {s}", instance(2, 20, 10, s)) for s in range(5)]
    sizes += [measure(f"20 × 10, all digits, seed {s}", instance(2, 20, 10, s, None)) for s in range(2)]
    sizes += [measure(f"20 × 10, ten links, seed {s}", linked(s), 5) for s in range(2)]
    sizes += [measure(f"12 × 8, one cap, seed {s}", capped(s), 5) for s in range(2)]
    sizes += [measure(f"three parties 20 × 10, seed {s}", instance(3, 20, 10, s), 5) for s in range(3)]
    sizes.append(slow)
    zero = instance(2, 20, 10, 0, 1_000_000, zero_sum=True)
    sizes.append(measure("zero-sum 20 × 10, 10⁶ ticks", zero, 5, packages=False))
    many = instance(4, 8, 4, 0, 1000)
    sizes.append(measure("four parties 8 × 4", many, 2))
    front = frontier(zero)
    print("Nash on the zero-sum frontier", nash(front).points[0].values)
    beside: Mapping[str, object] | None = None
    if asked.negmas:
        beside = {"New Recruit": peer(asked.negmas, recruit), "drawn 8 × 5, seed 0": peer(asked.negmas, drawn)}
        print(beside)
    case = built_in()
    results = {"against enumeration": speed, "sizes": sizes, "built-in case": case, "negmas": beside}
    keep("frontier", results, "nemawashi", "numpy", "numba")
    machine = fingerprint("numpy", "numba")
    lines = [
        "# Exact frontiers",
        "",
        "Written by `bench/frontier.py`; generator and seeds stand in it. Times are one core's, the least of several runs.",
        "",
    ]
    lines.append(
        f"Machine: {machine['processor']}, {machine['cores']} cores (shared while measuring), {machine['system']}, Python {machine['python']}, "
        f"numpy {machine['versions']['numpy']}, numba {machine['versions']['numba']}; measured {machine['measured']}."
    )
    lines += ["", "## 390,625 packages, against looking at every one", "", table(speed), ""]
    lines += [
        '“Enumeration” is plain Python over every package with a sorted sweep; “as arrays” is our own `method="exhaustive"` in numpy.',
        "",
    ]
    if beside:
        told = "; ".join(f"{name}: {row['seconds']:.2f} s, {row['efficient']} efficient" for name, row in beside.items())
        version = next(iter(beside.values()))["version"]
        lines += [f"NegMAS {version} (`pareto_frontier` over all outcomes, its own environment, floats): {told}.", ""]
    lines += ["## Sizes", "", table(sizes), ""]
    lines += [
        "“Candidates” are the partial sums generated (dense cells in the zero-sum case); “with packages” adds one package for each point.",
        "",
    ]
    lines += ["## The built-in case, from nothing kept", "", table([case]), ""]
    lines += [
        "“All of it” opens no case: it prices the day's law, solves the screen, merges it, and solves every efficient package again in the full model.",
        "",
    ]
    (RESULTS / "frontier.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

"""How long until the first word: `import nemawashi` (goal 0.3 s) and `nemawashi --help` (goal 0.5 s), in new interpreters."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from _machine import keep

RUNS = 11
GOALS = {
    "import nemawashi": (0.3, [sys.executable, "-c", "import nemawashi"]),
    "nemawashi --help": (0.5, [str(Path(sys.executable).parent / "nemawashi"), "--help"]),
    "nothing (python itself)": (None, [sys.executable, "-c", "pass"]),
}


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    results = {}
    for name, (goal, command) in GOALS.items():
        seconds(command)  # the first run writes the byte code
        runs = sorted(seconds(command) for _ in range(RUNS))
        results[name] = {"goal": goal, "median": round(statistics.median(runs), 3), "least": round(runs[0], 3), "most": round(runs[-1], 3)}
        verdict = "" if goal is None else "  reached" if results[name]["median"] <= goal else "  MISSED"
        print(f"{name:26} median {results[name]['median']:.3f} s  goal {goal or '—'}{verdict}")
    keep("import", results, "nemawashi")


if __name__ == "__main__":
    main()

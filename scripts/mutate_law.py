"""Shift every dated value of the law by one day or one point and see whether a law case notices.

For each TOML below the case's law folder: every ``on``, ``until``, ``known``, ``since`` of an event, rule or volume, every ``signed``,
``published`` and ``known`` of an act that decides when it was known, every date in a condition, every percentage and specific rate of a duty,
every rate by partner, every presumed share. Each value is moved both ways; a change is killed when the law is then refused or a case fails.
A change of one way that cannot show (a day on which nothing else can differ) is reported, not hidden.

    python scripts/mutate_law.py [--jobs 2] [--only us/autos.toml] [--known-only]
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "law")]

KEPT = ROOT / "src/nemawashi/cases/us-japan-2025/law"
LAW = Path(os.environ.get("MUTATED_LAW", KEPT))
"""A copy made at the start: the law may be edited while the script runs."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DATED = re.compile(r"^\s*(on|until|known|since|signed|published|when)\s*=")
RATED = re.compile(r'^\s*(duty|[A-Z]{2}|minimum|maximum|volume|answer|presumed|threshold|when)\s*=\s*"')
NUMBER = re.compile(r"(?<![\d.\w-])(\d+(?:\.\d+)?)(?=\s*(%|JPY/|USD/|\"))")


@dataclass(frozen=True)
class Change:
    """One value moved one way."""

    file: str
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before.strip()} -> {self.after.strip()}"


def changes(path: Path) -> Iterator[Change]:
    """Every change of a file."""
    shown = str(path.relative_to(LAW))
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if DATED.match(line):
            for match in DAY.finditer(line):
                day = date.fromisoformat(match[0])
                for step in (1, -1):
                    moved = (day + timedelta(days=step)).isoformat()
                    yield Change(shown, number, line, line[: match.start()] + moved + line[match.end() :])
        if RATED.match(line):
            for match in NUMBER.finditer(line):
                for step in (1, -1):
                    value = Decimal(match[1]) + step
                    if value < 0:
                        value = Decimal(match[1]) + 2
                    yield Change(shown, number, line, line[: match.start()] + str(value) + line[match.end() :])


_STATE: dict[str, Any] = {}


def _start() -> None:
    """Cases once a worker; files that a change leaves alone are parsed once."""
    from importlib import import_module  # noqa: PLC0415

    from test_cases import read_cases  # noqa: PLC0415 - in the worker

    loader: Any = import_module("nemawashi.tariffs.load")

    parsed: dict[tuple[str, bytes], Any] = {}
    plain = loader.read_toml

    def read(path: Path, faults: list[Any], *, root: Path | None = None) -> Any:
        key = (path.name, path.read_bytes())
        if key not in parsed:
            if len(parsed) > 64:
                parsed.clear()
            parsed[key] = plain(path, faults, root=root)
        return parsed[key]

    loader.read_toml = read
    _STATE["cases"] = read_cases()


def killed(change: Change) -> bool:
    """Whether the changed law is refused or a case fails under it; the case that noticed last is asked first."""
    from test_cases import disagreements  # noqa: PLC0415

    from nemawashi.errors import Fault, NemawashiError  # noqa: PLC0415
    from nemawashi.tariffs import load  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "law"
        folder.mkdir()
        for path in LAW.rglob("*"):
            target = folder / path.relative_to(LAW)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            elif str(path.relative_to(LAW)) == change.file:
                lines = path.read_text(encoding="utf-8").split("\n")
                lines[change.line - 1] = change.after
                target.write_text("\n".join(lines), encoding="utf-8")
            else:
                os.link(path, target)
        faults: list[Fault] = []
        law = load(folder, faults, root=folder.parent)
        if faults:
            return True
        cases = _STATE["cases"]
        for number, case in enumerate(cases):
            try:
                noticed = bool(disagreements(law, case))
            except NemawashiError:
                noticed = True
            if noticed:
                cases.insert(0, cases.pop(number))
                return True
    return False


def _unchanged() -> Change:
    """A change that changes nothing: the script's own test."""
    _start()
    line = (LAW / "frame.toml").read_text(encoding="utf-8").split("\n", 1)[0]
    return Change("frame.toml", 1, line, line)


def main() -> None:
    """Run every change and report what survives."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    place = tempfile.TemporaryDirectory()
    shutil.copytree(KEPT, Path(place.name) / "law")
    global LAW  # noqa: PLW0603 - the workers are told by the environment
    LAW = Path(place.name) / "law"
    os.environ["MUTATED_LAW"] = str(LAW)
    every = [change for path in sorted(LAW.rglob("*.toml")) for change in changes(path) if options.only in change.file]
    if killed(_unchanged()):
        print("the law fails its own cases unchanged: nothing can be learned from changing it")
        sys.exit(2)
    survivors = []
    with place, ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn"), initializer=_start) as pool:
        for change, dead in zip(every, pool.map(killed, every, chunksize=12), strict=True):
            if not dead:
                survivors.append(change)
                print("survives", change, flush=True)
    print(f"{len(every)} changes, {len(every) - len(survivors)} noticed, {len(survivors)} not")
    sys.exit(1 if survivors else 0)


if __name__ == "__main__":
    main()

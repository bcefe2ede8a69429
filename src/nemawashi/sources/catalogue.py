"""The sources of a case: every ``[[source]]`` of the tables in its ``sources`` folder, each id once."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from nemawashi.errors import Fault
from nemawashi.sources.source import Source
from nemawashi.sources.toml_lines import decode_each, read_toml

__all__ = ["load"]


def load(folder: Path, faults: list[Fault], *, root: Path) -> Mapping[str, Source]:
    """Read every table of sources; an id given twice is a fault at its second place."""
    found: dict[str, Source] = {}
    places: dict[str, str] = {}
    adapter = TypeAdapter(Source)

    def place(source: Source, where: str) -> None:
        if source.id in found:
            rule = "a source stands once"
            faults.append(Fault(where, f"source {source.id!r} stands already at {places[source.id]}", rule, "rename or remove one"))
            return
        found[source.id], places[source.id] = source, where

    for path in sorted(folder.glob("*.toml")):
        file = read_toml(path, faults, root=root)
        if file is not None:
            decode_each(file, "source", adapter, faults, place=place)
    return found

"""Analysts' judgements that stand in for a computed position, each signed and reasoned."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from nemawashi.errors import Fault
from nemawashi.language import Text
from nemawashi.record.load import rows
from nemawashi.record.statement import Direction
from nemawashi.sources.toml_lines import read_toml

__all__ = ["Override", "load"]


@dataclass(frozen=True, slots=True)
class Override:
    """A judged position of a party on an issue, from its known date until a statement said after it or a later override."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    party: str
    issue: str
    stance: Text
    firmness: Literal[1, 2, 3, 4, 5]
    direction: Direction
    reason: Text
    by: str
    known: date
    statements: tuple[str, ...]
    """What the judgement was made of."""
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> tuple[Override, ...]:
    """Read ``overrides.toml`` of a case's ``positions`` folder; an absent file means none.

    Parties, issues and statements are checked by the case, which knows them.
    """
    path = folder / "overrides.toml"
    if not path.is_file():
        return ()
    file = read_toml(path, faults, root=root or folder.parent)
    if file is None:
        return ()
    for table in file.values:
        if table != "override":
            faults.append(
                Fault(file.where(table), f"[[{table}]] is no table of positions", "only [[override]] stands here", "rename or remove it")
            )
    found = rows(file, "override", Override, faults)
    for item in found:
        if not item.by.strip() or not item.reason.en.strip() or not item.reason.ja.strip():
            faults.append(
                Fault(item.where, "an override without a signature or a reason", "a judgement is signed and reasoned", "add by and reason")
            )
    return found

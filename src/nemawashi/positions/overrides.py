"""Analysts' judgements that stand in for a computed position, each signed and reasoned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from nemawashi.errors import Fault, nearest
from nemawashi.language import Text
from nemawashi.record import Record
from nemawashi.record.load import rows
from nemawashi.record.statement import Direction
from nemawashi.sources.toml_lines import read_toml

__all__ = ["Override", "faults_against", "load"]


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


def faults_against(overrides: Iterable[Override], record: Record, issues: Iterable[str]) -> tuple[Fault, ...]:
    """Give the faults between overrides and the case: a party, an issue or a statement that does not exist, or a statement not yet known."""
    parties, topics = [party.id for party in record.parties], list(issues)
    said = {item.id: item for item in record.statements}
    faults = []
    for item in overrides:
        for kind, key, known in (
            ("party", item.party, parties),
            ("issue", item.issue, topics),
            *(("statement", key, list(said)) for key in item.statements),
        ):
            if key not in known:
                near = ", ".join(nearest(key, sorted(known))) or "none"
                faults.append(
                    Fault(item.where, f"unknown {kind} {key!r}", f"a {kind} named here exists in the case", f"nearest known: {near}")
                )
        early = [key for key in item.statements if key in said and said[key].known_from() > item.known]
        if early:
            faults.append(
                Fault(
                    item.where,
                    f"rests on {', '.join(early)}, known only later",
                    "a judgement rests on what was known",
                    "correct known or drop them",
                )
            )
    return tuple(faults)

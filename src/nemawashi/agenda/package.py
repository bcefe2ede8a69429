"""A package: one option an issue. Nothing is agreed until everything is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from nemawashi.language import Text

__all__ = ["NamedPackage", "Package", "PackageKind"]

PackageKind = Literal["status quo", "no deal", "partial", "full", "hindsight"]


@dataclass(frozen=True, slots=True)
class Package(Mapping[str, str]):
    """A complete choice, issue → option id, in the agenda's order; hashable, so answers can be kept by it."""

    choices: tuple[tuple[str, str], ...]

    def __getitem__(self, issue: str) -> str:
        for name, option in self.choices:
            if name == issue:
                return option
        raise KeyError(issue)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.choices)

    def __len__(self) -> int:
        return len(self.choices)

    def __hash__(self) -> int:
        return hash(self.choices)

    def __str__(self) -> str:
        return " ".join(f"{issue}={option}" for issue, option in self.choices)


@dataclass(frozen=True, slots=True)
class NamedPackage:
    """A package the case names: the issues it moves; every other stays at the status quo."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    kind: PackageKind
    title: Text
    moves: Mapping[str, str]
    known: date | None = None
    note: Text | None = None
    statements: tuple[str, ...] = ()
    where: str = field(default="", compare=False)

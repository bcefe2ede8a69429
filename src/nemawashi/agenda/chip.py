"""A bargaining chip and what became of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from nemawashi.language import Text

__all__ = ["Chip", "Stage", "Step"]

Stage = Literal["considered", "prepared", "tabled", "accepted", "refused", "not engaged", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a chip's life: what happened, on which day, by which statements."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    stage: Stage
    on: date
    statements: tuple[str, ...]
    known: date
    """First day on which the record shows it."""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """Something one side can give: an option of an issue, and its dated history."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    party: str
    title: Text
    issue: str
    options: tuple[str, ...]
    """Options of the issue that would play it."""
    steps: tuple[Step, ...]
    where: str = field(default="", compare=False)

    def history(self, known: date) -> tuple[Step, ...]:
        """The steps the record shows on ``known``."""
        return tuple(step for step in self.steps if step.known <= known)

    def stage(self, known: date) -> Stage | None:
        """Where it stands as known on that day; None before anybody spoke of it."""
        seen = self.history(known)
        return seen[-1].stage if seen else None

"""Where the reports contradict each other, kept apart from where the sides disagree."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Citation
from nemawashi.views.cite import statements_cited
from nemawashi.views.lines import who
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.record import Statement
    from nemawashi.workbench import Workbench

__all__ = ["ConflictView", "ConflictsView", "FlagView", "SaidView", "conflicts"]


@dataclass(frozen=True, slots=True)
class SaidView:
    """One statement of a relation."""

    id: str
    report: str
    speaker: Text
    paraphrase: Text
    citation: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A typed relation: contradiction, tension, disagreement of the sides, or what only looks like one."""

    id: str
    kind: str
    about: str
    note: Text
    taken: Text | None
    """What the record goes by, and why."""
    origin: str
    statements: tuple[SaidView, ...]


@dataclass(frozen=True, slots=True)
class FlagView:
    """Something a careful reader marks in one statement: a garbled name, a doubtful attribution."""

    kind: str
    note: Text
    printed: str
    means: Text
    statement: SaidView


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """The answer of ``conflicts``: the press against itself, then the sides against each other."""

    press: tuple[ConflictView, ...]
    sides: tuple[ConflictView, ...]
    compatible: tuple[ConflictView, ...]
    flags: tuple[FlagView, ...]
    receipt: Receipt


_PRESS, _SIDES = ("contradicts", "tension"), ("disagreement",)


def conflicts(bench: "Workbench") -> ConflictsView:
    """Show contradictions between reports, disagreements between the sides, and flags, as known on the day."""
    said = {statement.id: _said(bench, statement) for statement in bench.record.statements}

    def view(kinds: tuple[str, ...]) -> tuple[ConflictView, ...]:
        return tuple(
            ConflictView(
                row.id, row.kind, row.on, row.note, row.taken, row.origin, tuple(said[name] for name in row.statements if name in said)
            )
            for row in bench.record.relations
            if row.kind in kinds
        )

    flags = tuple(
        FlagView(flag.kind, flag.note, flag.printed, who(bench, flag.means), said[statement.id])
        for statement in bench.record.statements
        for flag in statement.flags
    )
    made = receipt(bench, on_case(bench, "conflicts"), "views.conflicts(bench)")
    return ConflictsView(view(_PRESS), view(_SIDES), view(("compatible",)), flags, made)


def _said(bench: "Workbench", statement: "Statement") -> SaidView:
    speaker = statement.speaker or statement.reported_speaker or statement.actor
    return SaidView(statement.id, statement.report, who(bench, speaker), statement.paraphrase, statements_cited(bench, (statement.id,)))

"""What each side says of its patience, beside duty a day: words and arithmetic, side by side."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.cite import statement_cited
from nemawashi.views.lines import who
from nemawashi.workbench.posture import delay, postures
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["HasteView", "PostureRow", "PostureView", "posture"]


@dataclass(frozen=True, slots=True)
class HasteView:
    """A statement that bears on who is in a hurry."""

    statement: str
    speaker: Text
    said_on: date
    text: Text
    citation: Citation


@dataclass(frozen=True, slots=True)
class PostureRow:
    """One side: its stated patience, and what shows a reason to hurry."""

    party: str
    name: Text
    patient: tuple[HasteView, ...]
    pressed: tuple[HasteView, ...]
    mixed: bool
    """Patience is stated while reasons to hurry are shown."""


@dataclass(frozen=True, slots=True)
class PostureView:
    """The answer of ``posture``."""

    rows: tuple[PostureRow, ...]
    deadline: date | None
    duty_now: Figure
    duty_then: Figure | None
    """From the deadline on, with nothing signed; None where no deadline is known."""
    added: Figure | None
    text: Text
    receipt: Receipt


def posture(bench: "Workbench") -> PostureView:
    """Show stated posture beside the duty paid a day, now and from the next deadline on."""
    found, end = delay(bench)
    cited = tuple(table.citation for table in bench.case.trade.flows.select(found.importer, found.origin).tables)

    def daily(low: float, high: float, day: date, *, change: bool = False) -> Figure:
        return Figure(
            None,
            Unit.USD_MILLION_A_DAY,
            day,
            Basis.ASSUMED if found.assumed else Basis.DERIVED,
            cited,
            low / 1e6,
            high / 1e6,
            method="statutory duty by heading on the imports of the weights' year, divided by its days; imports unchanged",
            note=found.basis,
            change=change,
        )

    payer = who(bench, found.origin)
    return PostureView(
        rows=tuple(
            PostureRow(
                one.party,
                who(bench, one.party),
                tuple(_haste(bench, name) for name in one.patient),
                tuple(_haste(bench, name) for name in one.pressed),
                one.mixed,
            )
            for one in postures(bench)
        ),
        deadline=None if end is None else end.on,
        duty_now=daily(found.low, found.high, bench.clock.on),
        duty_then=None if end is None else daily(found.other_low, found.other_high, end.on),
        added=None if end is None else daily(found.increment_low, found.increment_high, end.on, change=True),
        text=Text(both("posture.text", origin=payer.en).en, both("posture.text", origin=payer.ja).ja),
        receipt=receipt(bench, on_case(bench, "posture"), "views.posture(bench)"),
    )


def _haste(bench: "Workbench", name: str) -> HasteView:
    said = bench.record.statement(name)
    return HasteView(name, who(bench, said.speaker or said.actor), said.said_on.last, said.paraphrase, statement_cited(said))

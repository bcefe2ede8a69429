"""What was done with a file of shipments, as a person sees it."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nemawashi.errors import Fault
from nemawashi.language import Text
from nemawashi.pricing import Priced
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.workbench.receipt import Receipt, options, receipt

if TYPE_CHECKING:
    from nemawashi.tariffs.entry import Answer
    from nemawashi.workbench import Workbench

__all__ = ["PriceView", "RejectedView", "price"]


@dataclass(frozen=True, slots=True)
class RejectedView:
    """A row that was set aside: where it stands and what is wrong with it."""

    where: str
    found: str
    rule: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PriceView:
    """The answer of ``price``."""

    rows: int
    priced: int
    set_aside: int
    target: str
    reasons: str
    """The explanation table: why each reason id pays what it pays."""
    set_aside_file: str
    duty: Figure | None
    """Low and high over all rows; high is None where a row is unbounded. Nothing where the rows are in several currencies, or none is priced."""
    first: tuple[RejectedView, ...]
    """The first rows set aside."""
    text: Text
    receipt: Receipt


def price(
    bench: "Workbench", source: Path, done: Priced, *, importer: str | None = None, answers: "Mapping[str, Answer] | None" = None
) -> PriceView:
    """Show what was done with the file ``source``."""
    asked = options(output=done.target, to=importer, answer=answers, case=bench.case.address)
    return PriceView(
        rows=done.rows,
        priced=done.priced,
        set_aside=done.set_aside,
        target=str(done.target),
        reasons=str(done.reasons),
        set_aside_file="" if done.set_aside_path is None else str(done.set_aside_path),
        duty=_duty(bench, done),
        first=tuple(_rejected(fault) for fault in done.faults),
        text=both("price.text", rows=f"{done.rows:,}", priced=f"{done.priced:,}", aside=f"{done.set_aside:,}"),
        receipt=receipt(
            bench,
            f"price {shlex.quote(str(source))}{asked}",
            "from pathlib import Path\nfrom nemawashi.workbench.price import price\n"
            f"price(bench, Path({str(source)!r}), Path({str(done.target)!r}), importer={importer!r}, answers={dict(answers or {})!r})",
            (f"{done.cells:,} cells of law, {done.runs:,} runs of the rules",),
            on=False,
        ),
    )


def _duty(bench: "Workbench", done: Priced) -> Figure | None:
    if len(done.currencies) != 1:
        return None
    return Figure(
        None,
        done.currencies[0],
        bench.clock.known,
        Basis.DERIVED,
        (Citation("case", "law"),),
        done.duty_low,
        done.duty_high,
        method=both("price.method").en,
        note="" if done.duty_high is not None else both("price.unbounded").en,
    )


def _rejected(fault: Fault) -> RejectedView:
    return RejectedView(fault.where, fault.found, fault.rule, fault.remedy)

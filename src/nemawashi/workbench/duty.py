"""The duty on one good: every line, applied or displaced, and why."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from nemawashi.agenda import enact
from nemawashi.tariffs import Assessment, Entry, assess
from nemawashi.tariffs.assess import Answer

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "duty"]

READS = ("clock", "package")


def duty(
    bench: "Workbench",
    heading: str,
    *,
    origin: str,
    importer: str,
    answers: Mapping[str, Answer] | None = None,
    value: Decimal | None = None,
    quantity: Decimal | None = None,
) -> Assessment:
    """Assess one good on the workbench's clock, under its package when it has one."""
    entry = Entry(
        heading=heading, origin=origin, importer=importer, clock=bench.clock, answers=dict(answers or {}), value=value, quantity=quantity
    )
    law = bench.law
    if bench.scenario.package:
        law = enact(bench.agenda, bench.package, bench.law, bench.clock).law
    return assess(law, entry)

"""Shipments in bulk under the case's law as known on the day, or under a package's."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from nemawashi.agenda import enact
from nemawashi.pricing import Priced
from nemawashi.pricing import price as priced
from nemawashi.tariffs.entry import Answer

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "price"]

READS = ("clock", "package")


def price(
    bench: "Workbench",
    source: Path,
    target: Path,
    *,
    importer: str | None = None,
    answers: Mapping[str, Answer] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Priced:
    """Price every shipment of a file by the day of its entry; the law is that known on the workbench's known day, the days are those of the case."""
    law = bench.law
    if bench.scenario.package:
        law = enact(bench.agenda, bench.package, bench.law, bench.clock).law
    days = (bench.case.manifest.first, bench.case.manifest.last)
    return priced(source, target, law, known=bench.clock.known, importer=importer, answers=answers, days=days, progress=progress)

"""The duty on one good: every line, applied or displaced, and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from nemawashi.agenda import enact
from nemawashi.errors import Fault, Refused
from nemawashi.tariffs import Assessment, Entry, assess, filled
from nemawashi.tariffs.entry import Answer

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "duty", "other_bench"]

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
    entry, notes = filled(law, entry)
    assessed = assess(law, entry)
    return replace(assessed, notes=(*assessed.notes, *notes))


def other_bench(bench: "Workbench", compare: Sequence[str]) -> "Workbench":
    """The scenario to compare with: each word is a day in force, a move ``issue=option``, or the id of a package the case names."""
    days = [word for word in compare if re.match(r"\d{4}-", word)]
    if len(days) > 1:
        raise Refused(Fault("--compare", " and ".join(days), "a comparison has one other day", "name one day"))
    then = bench.at(on=days[0]) if days else bench
    moves = [word for word in compare if word not in days]
    if moves:
        chosen = then.agenda.package(moves)
        then = then.at(package=then.agenda.moves(chosen))
    return then

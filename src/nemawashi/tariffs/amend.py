"""A change of law a package makes, and the law as it would then be: a pure function."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from pydantic import ConfigDict

from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused
from nemawashi.tariffs.act import Act
from nemawashi.tariffs.checks.proposed import check_amendment
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, EventKind, Measure
from nemawashi.tariffs.quota import Quota, QuotaVolume

__all__ = ["Amendment", "amend", "measures_named"]

PROPOSED = "proposed"
"""The act that amendments cite: nothing enacted, a package's term."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change to named measures.

    kind      what happens to the measures
    set_rate  the duty becomes ``duty`` (``"15 %"`` on top of column 1, or ``"15 % all-in"``)
    floor     the sum with column 1 becomes ``duty`` where column 1 is lower: ``set_rate`` with ``all-in``
    terminate the measures end; with a narrowing, for the narrowed goods or origins only
    suspend   not collected until ``until`` (open when absent)
    extend    a suspension in force runs to ``until``
    resume    a suspension ends
    exempt    the narrowed goods or origins no longer owe it
    set_quota volume of ``quota`` becomes ``volume``; in and over duties become ``duty`` and ``over`` where given
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: Literal["set_rate", "floor", "terminate", "suspend", "extend", "resume", "exempt", "set_quota"]
    measures: tuple[str, ...] = ()
    """Ids of measures, or of programmes (all their measures)."""
    duty: str = ""
    origins: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    on: date | None = None
    """First day of effect; the clock's day when absent."""
    until: date | None = None
    quota: str = ""
    volume: str = ""
    over: str = ""
    label: str = ""
    """What the answer cites for it: ``package P3, issue cars``."""


def amend(law: Law, amendments: Iterable[Amendment], clock: Clock) -> Law:
    """The law as it would be, known on ``clock.known``, with the amendments in force from their day (``clock.on`` unless they name one).

    Pure: ``law`` is unchanged. No amendment gives ``law`` itself, so that the status quo is exactly the status quo. Every unknown
    measure, list, quota or bad duty is refused at once.
    """
    given = tuple(amendments)
    if not given:
        return law
    faults: list[Fault] = []
    measures = dict(law.measures)
    quotas = dict(law.quotas)
    for number, amendment in enumerate(given):
        faults += check_amendment(law, amendment)
        if faults:
            continue
        if amendment.kind == "set_quota":
            _quota(law, measures, quotas, amendment, clock)
            continue
        for name in measures_named(law, amendment.measures):
            event = _event(amendment, clock, number)
            measures[name] = replace(measures[name], event=(*measures[name].event, event))
    if faults:
        raise Refused(faults)
    label = "; ".join(dict.fromkeys(amendment.label for amendment in given if amendment.label)) or "proposed amendment"
    acts = {
        **law.acts,
        PROPOSED: Act(PROPOSED, label, PROPOSED, "Proposed", known=date.min, certainty="D", note="not law: a term of a package"),
    }
    return replace(law, measures=measures, quotas=quotas, acts=acts, cache={})


def measures_named(law: Law, names: Iterable[str]) -> tuple[str, ...]:
    """The measures that ids or programmes name, in the law's order."""
    wanted = set(names)
    return tuple(measure.id for measure in law.measures.values() if measure.id in wanted or measure.family() in wanted)


def _event(amendment: Amendment, clock: Clock, number: int) -> Event:
    """The event that an amendment adds to a measure; known on the clock's day, so that on one day it stands after the law it amends."""
    narrowed = bool(amendment.headings or amendment.lists or amendment.origins)
    kinds: dict[str, EventKind] = {
        "set_rate": "amend",
        "floor": "amend",
        "terminate": "exempt" if narrowed else "terminate",
    }
    kind = kinds.get(amendment.kind) or cast("EventKind", amendment.kind)
    duty = amendment.duty
    if amendment.kind == "floor" and "column 1" not in duty and "all-in" not in duty:
        duty = f"{duty} all-in"
    return Event(
        kind,
        PROPOSED,
        amendment.label or f"amendment {number + 1}",
        amendment.on or clock.on,
        duty=duty if kind == "amend" else "",
        until=amendment.until,
        known=clock.known,
        headings=amendment.headings,
        lists=amendment.lists,
        origins=amendment.origins,
        certainty="D",
        note=amendment.label,
    ).said_of_goods()


def _quota(law: Law, measures: dict[str, Measure], quotas: dict[str, Quota], amendment: Amendment, clock: Clock) -> None:
    quota = quotas[amendment.quota]
    since = amendment.on or clock.on
    pinpoint = amendment.label or "set_quota"
    if amendment.volume:
        row = QuotaVolume(since, Decimal(amendment.volume), PROPOSED, pinpoint, until=amendment.until, known=date.min, certainty="D")
        quotas[quota.id] = replace(quota, volume=(*quota.volume, row))
    for side, duty in (("in", amendment.duty), ("over", amendment.over)):
        if duty:
            for measure in law.measures.values():
                if measure.quota == quota.id and measure.side == side:
                    event = Event("amend", PROPOSED, pinpoint, since, duty=duty, known=date.min, certainty="D", note=amendment.label)
                    measures[measure.id] = replace(measures[measure.id], event=(*measures[measure.id].event, event))

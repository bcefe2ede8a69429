"""A package's change of law: what it names is there, what it says can be read, and it reaches something of what it names."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.tariffs.checks.charges import foreign
from nemawashi.tariffs.checks.goods import measure_scope, prefixes, schedule_of
from nemawashi.tariffs.checks.named import check_origin
from nemawashi.tariffs.checks.told import unknown
from nemawashi.tariffs.duty import bases_named
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Measure

if TYPE_CHECKING:
    from nemawashi.tariffs.amend import Amendment

__all__ = ["check_amendment"]


def check_amendment(law: Law, amendment: "Amendment") -> Iterator[Fault]:
    """Every fault of one amendment; an amendment that would do nothing is one."""
    where = amendment.label or f"amendment {amendment.kind}"
    families = {name for measure in law.measures.values() for name in (measure.id, measure.family())}
    for name in amendment.measures:
        if name not in families:
            yield from Unknown("measure", name, families, where=where).faults
    for name in amendment.lists:
        if name not in law.lists:
            yield from Unknown("list", name, law.lists, where=where).faults
    named = [measure for measure in law.measures.values() if {measure.id, measure.family()} & set(amendment.measures)]
    yield from _said(law, amendment, named, where)
    yield from _reached(law, amendment, named, where)
    lacking = {"set_rate": "duty", "floor": "duty", "extend": "until"}.get(amendment.kind)
    if lacking and not getattr(amendment, lacking):
        yield Fault(where, f"{amendment.kind} without {lacking}", "an amendment says what it changes to", "add it")
    if amendment.kind == "exempt" and not (amendment.headings or amendment.lists or amendment.origins):
        rule = "an exemption is narrowed; to end a measure, terminate it"
        yield Fault(where, "exempt without goods or origins", rule, "add headings, lists or origins")
    if amendment.on is not None and amendment.until is not None and amendment.until <= amendment.on:
        yield Fault(
            where, f"until {amendment.until} is not after on {amendment.on}", "what ends, ends after it starts", "correct the dates"
        )
    if amendment.kind == "set_quota":
        yield from _quota(law, amendment, where)
    elif not amendment.measures:
        yield Fault(where, "no measure is named", "an amendment names measures or programmes", "add measures = [...]")


def _said(law: Law, amendment: "Amendment", named: list[Measure], where: str) -> Iterator[Fault]:
    importers = {measure.importer for measure in named}
    if amendment.quota in law.quotas:
        importers.add(law.quotas[amendment.quota].importer)
    for text in (amendment.duty, amendment.over):
        if not text:
            continue
        try:
            duty = parse_duty(text)
        except Refused as refused:
            yield from (replace(fault, where=where) for fault in refused.faults)
            continue
        for base in sorted(bases_named(duty)):
            if base not in law.bases:
                yield unknown(where, "base", base, law.bases)
        for importer in sorted(importers & set(law.jurisdictions)):
            yield from foreign(duty, where, law.jurisdictions[importer].currency, text)


def _reached(law: Law, amendment: "Amendment", named: list[Measure], where: str) -> Iterator[Fault]:
    """Goods and origins it is narrowed to, each within at least one of the measures it names."""
    rule = "an amendment is narrowed to goods and origins that a measure it names reaches"
    faults = [fault for origin in amendment.origins for fault in check_origin(law, origin, where)]
    for importer in sorted({measure.importer for measure in named}):
        faults += prefixes(amendment.headings, schedule_of(law, importer), importer, where)
    yield from faults
    scopes = [measure_scope(law, measure) for measure in named]
    if faults or not scopes:
        return
    for origin in amendment.origins:
        members = law.groups[origin].members if origin in law.groups else (origin,)
        if not any(scope.reaches(member) for scope in scopes for member in (origin, *members)):
            yield Fault(where, f"{', '.join(amendment.measures)} does not reach {origin}", rule, "correct the origin or the measure")
    for code in amendment.headings:
        if code != "*" and all(scope.covers(code) is False for scope in scopes):
            yield Fault(where, f"{', '.join(amendment.measures)} does not reach {code}", rule, "correct the code or the measure")


def _quota(law: Law, amendment: "Amendment", where: str) -> Iterator[Fault]:
    if amendment.quota not in law.quotas:
        yield from Unknown("quota", amendment.quota, law.quotas, where=where).faults
    if not amendment.volume:
        return
    try:
        volume = Decimal(amendment.volume)
    except InvalidOperation:
        volume = Decimal(-1)
    if not volume.is_finite() or volume < 0:
        rule = "a volume is a number in the quota's unit, not below zero"
        yield Fault(where, f"volume {amendment.volume!r}", rule, "write it like 605000")

"""Tariff quotas: volumes that can be held against imports, two sides that know their quota, carry-over between periods there are."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from nemawashi.errors import Fault
from nemawashi.tariffs.checks.told import unknown
from nemawashi.tariffs.condition import read_share
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.quota import Quota

__all__ = ["check_quotas"]


def check_quotas(law: Law) -> Iterator[Fault]:
    """Faults of quotas, and of measures on one side of a quota."""
    for quota in law.quotas.values():
        yield from _quota(law, quota)
    for measure in law.measures.values():
        if bool(measure.quota) != bool(measure.side):
            found = f"{measure.id}: {'a quota without a side' if measure.quota else 'a side without a quota'}"
            rule = "a measure of a quota is the duty within it or beyond it"
            yield Fault(
                f"{measure.where}#{'quota' if measure.quota else 'side'}", found, rule, 'name both: quota = "…" and side = "in" or "over"'
            )
        quota_of = law.quotas.get(measure.quota)
        if quota_of is not None and quota_of.importer != measure.importer:
            found = f"{measure.id} is of {measure.importer}, its quota of {quota_of.importer}"
            yield Fault(f"{measure.where}#quota", found, "a measure and its quota have one importer", "correct one")


def _quota(law: Law, quota: Quota) -> Iterator[Fault]:
    where = quota.where
    if quota.importer not in law.jurisdictions:
        yield unknown(f"{where}#importer", "importer", quota.importer, law.jurisdictions)
    if quota.parent and quota.parent not in law.quotas:
        yield unknown(f"{where}#parent", "quota", quota.parent, law.quotas)
    if not quota.volume:
        yield Fault(where, f"{quota.id} has no volume", "a quota says how much is within it", "add [[quota.volume]]")
    for row in quota.volume:
        place = row.where or where
        if not row.volume.is_finite() or row.volume < 0:
            yield Fault(
                f"{place}#volume",
                f"{quota.id}: volume {row.volume}",
                "a volume is a number in the quota's unit, not below zero",
                "correct it",
            )
        if row.until is not None and row.until <= row.since:
            found = f"{quota.id}: until {row.until} is not after since {row.since}"
            yield Fault(f"{place}#until", found, "what ends, ends after it starts", "correct the dates")
    for use in quota.used:
        if not use.volume.is_finite() or use.volume < 0:
            rule = "what was used is a number in the quota's unit, not below zero"
            yield Fault(f"{use.where or where}#volume", f"{quota.id}: used {use.volume}", rule, "correct it")
    for one, other in pairwise(sorted(quota.used, key=lambda use: use.on)):
        speaks = quota.row_on(other.on, date.max)
        if speaks is not None and quota.start_of(other.on, speaks) <= one.on and other.volume < one.volume:
            found = f"{quota.id}: {other.volume} used by {other.on}, less than {one.volume} by {one.on}"
            rule = "what was used adds up from the start of the period"
            yield Fault(f"{other.where or where}#volume", found, rule, "correct one of them")
    periods = 4 if quota.period == "quarter" else 1
    for source, target in quota.carry_over:
        if not 1 <= source < target <= periods:
            found = f"{quota.id}: carries over from period {source} to {target}"
            rule = f"what is unused goes to a later period of the year; a {quota.period} quota has {periods}"
            yield Fault(f"{where}#carry_over", found, rule, "write it like [[1, 3], [2, 4]] for quarters")
    if quota.presumed:
        share = read_share(quota.presumed)
        if share is None or share > 1:
            yield Fault(
                f"{where}#presumed", f"{quota.id}: presumed {quota.presumed!r}", "it is a share of a shipment", 'write it like "100 %"'
            )
        if not quota.because.strip():
            yield Fault(
                f"{where}#presumed", f"{quota.id}: presumed without a reason", "a presumption says why it may be made", "add because"
            )

"""Customs territories and groups of origins: a currency, a coin, a clock; members that are countries."""

import re
from collections.abc import Iterator
from datetime import time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nemawashi.errors import Fault
from nemawashi.tariffs.checks.named import check_origin
from nemawashi.tariffs.law import Jurisdiction, Law

__all__ = ["check_territories"]


def check_territories(law: Law) -> Iterator[Fault]:
    """Faults of jurisdictions and groups."""
    for place in law.jurisdictions.values():
        yield from _jurisdiction(place)
    for group in law.groups.values():
        if len(group.id) == 2 and group.id != "EU":
            found = f"group {group.id!r} looks like a country"
            yield Fault(f"{group.where}#id", found, "a group's id is not two letters, which are a country's", "give it a name of its own")
        if not group.members:
            yield Fault(
                f"{group.where}#members", f"group {group.id!r} has no member", "a group names its members", 'add members = ["JP", "KR"]'
            )
        for member in group.members:
            yield from check_origin(law, member, f"{group.where}#members")


def _jurisdiction(place: Jurisdiction) -> Iterator[Fault]:
    where = place.where
    if re.fullmatch(r"[A-Z]{3}", place.currency) is None:
        yield Fault(f"{where}#currency", f"currency {place.currency!r}", "a currency is its three letters (ISO 4217)", "write it like USD")
    try:
        coin = Decimal(place.smallest)
    except InvalidOperation:
        coin = Decimal(0)
    if not coin.is_finite() or coin <= 0:
        yield Fault(f"{where}#smallest", f"smallest {place.smallest!r}", "amounts are rounded to a coin above zero", "write it like 0.01")
    try:
        ZoneInfo(place.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Fault(f"{where}#zone", f"zone {place.zone!r}", "a zone is a name of the time zone database", "write it like America/New_York")
    try:
        time.fromisoformat(place.instant)
    except ValueError:
        yield Fault(f"{where}#instant", f"instant {place.instant!r}", "it is the local time from which orders speak", "write it like 00:01")
    if not 4 <= place.line_digits <= 10:
        yield Fault(f"{where}#line_digits", f"line_digits {place.line_digits}", "a tariff line has 4 to 10 digits", "correct it")

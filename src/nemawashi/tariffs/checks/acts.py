"""Acts: dates in an order that can be, and a day from which the act could be known."""

from collections.abc import Iterator
from datetime import date

from nemawashi.errors import Fault
from nemawashi.tariffs.checks.told import dated
from nemawashi.tariffs.law import Law

__all__ = ["check_acts"]


def check_acts(law: Law) -> Iterator[Fault]:
    """Dates of an act that contradict each other or its events."""
    first: dict[str, date] = {}
    undated: set[str] = set()
    for _, event in dated(law):
        first[event.act] = min(first.get(event.act, event.on), event.on)
        if event.known is None:
            undated.add(event.act)
    for act in law.acts.values():
        rule = "an act is announced, signed, published, and ends after it applies"
        for (one, before), (other, after) in (
            (("announced", act.announced), ("signed", act.signed)),
            (("signed", act.signed), ("published", act.published)),
            (("effective", act.effective), ("ended", act.ended)),
        ):
            if before is not None and after is not None and after < before:
                yield Fault(
                    f"{act.where}#{other}", f"{act.id}: {other} {after}, before it was {one} {before}", rule, "correct one of the dates"
                )
        if act.effective is not None and act.id in first and date.min < first[act.id] < act.effective:
            found = f"{act.id} is effective {act.effective}, an event of it starts {first[act.id]}"
            yield Fault(act.where, found, "no event starts before its act applies", "correct one")
        if act.known_from() is None and act.id in undated:
            found = f"{act.id} has no date"
            rule = "an act says when it was signed or published: what nobody could know is not read into an earlier answer"
            yield Fault(act.where, found, rule, "add signed or published, or known on each of its events")

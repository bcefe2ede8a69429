"""How much of a quota is left for one entry: a cumulative volume, stated or told by a bulletin, turned into the share that falls within.

    share = min(q, max(0, V − U)) ÷ q

V the volume of the period that holds the day of entry, U what had been imported in it before, q the shipment, all in the quota's unit; first
come, first served. U is stated as ``quota.ID.used``; else the last bulletin before the day tells it (``[[quota.used]]``). q is stated as
``quota.ID.shipment``; else it is the entry's quantity, where that counts the quota's unit or kilograms for its tonnes. Where V, U or q is not
known the share stays the question it was, unless nothing is left. A share stated outright (``quota.ID``) stands before both.
"""

from dataclasses import replace
from decimal import Decimal

from nemawashi.errors import Fault, Refused
from nemawashi.language import Text
from nemawashi.tariffs.duty import HUNDRED, ZERO, specifics
from nemawashi.tariffs.entry import Answer, Entry
from nemawashi.tariffs.given import amount_given
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.quota import Quota, share_within

__all__ = ["filled"]

SUFFIXES = (".used", ".shipment")
_TONNE = Decimal(1000)


def filled(law: Law, entry: Entry) -> tuple[Entry, tuple[Text, ...]]:
    """The entry with cumulative volumes turned into shares within their quotas, and a note on each.

    Raises:
        Refused: with every amount that is none, and a share and a volume stated of one quota.

    """
    answers: dict[str, Answer] = dict(entry.answers)
    notes: list[Text] = []
    faults: list[Fault] = []
    for quota in law.quotas.values():
        if quota.importer != entry.importer:
            continue
        key = f"quota.{quota.id}"
        stated: dict[str, Decimal | None] = {}
        volumes = any(key + suffix in answers for suffix in SUFFIXES)
        for suffix in SUFFIXES:
            if key + suffix in answers:
                try:
                    stated[suffix] = amount_given(str(answers.pop(key + suffix)), f"--answer {key}{suffix}")
                except Refused as refused:
                    faults += refused.faults
        if key in answers:
            if volumes:
                rule = "what falls within a quota is stated as a share or as volumes"
                faults.append(Fault(f"--answer {key}", f"a share and a volume of {quota.id}", rule, "keep one of them"))
            continue
        found = _share(law, entry, quota, stated.get(".used"), stated.get(".shipment"))
        if found is not None:
            answers[key], note = found
            notes.append(note)
    if faults:
        raise Refused(faults)
    return (replace(entry, answers=answers), tuple(notes)) if answers != dict(entry.answers) else (entry, ())


def _share(law: Law, entry: Entry, quota: Quota, used: Decimal | None, shipment: Decimal | None) -> tuple[str, Text] | None:
    on, known = entry.clock.on, entry.clock.known
    row = quota.row_on(on, known)
    bulletin = quota.used_before(on, known) if used is None else None
    told = bulletin.volume if bulletin is not None else used
    if row is None or told is None:
        return None
    volume = row.volume
    # What earlier periods left may be added to this one: without their use told, only what lies within both bounds is certain.
    most = volume + quota.carried(on, row)
    size = shipment if shipment is not None else _in_its_unit(law, entry, quota)
    if told >= most:
        share = ZERO
    elif size is None or size == ZERO:
        return None
    else:
        share, other = (share_within(least, told, size) for least in (volume, most))
        if share != other:
            return None
    within = f"{(share * HUNDRED).normalize():f} %"
    day = f"{bulletin.on}" if bulletin is not None else ""
    english = (
        f"by the close of {day}, {law.acts[bulletin.act].name()} {bulletin.pinpoint}"
        if bulletin is not None and bulletin.act in law.acts
        else "as stated"
    )
    japanese = (
        f"{day}まで、{law.acts[bulletin.act].name()} {bulletin.pinpoint}"
        if bulletin is not None and bulletin.act in law.acts
        else "回答による"
    )
    return within, Text(
        f"Quota {quota.label.en}: {told:,} of {volume:,} {quota.unit} used before this entry ({english}); {within} of the shipment falls within.",
        f"関税割当「{quota.label.ja}」: この申告前の使用量は{volume:,} {quota.unit}のうち{told:,}({japanese})、枠内は貨物の{within}。",
    )


def _in_its_unit(law: Law, entry: Entry, quota: Quota) -> Decimal | None:
    """The entry's quantity in the quota's unit: as it is where no duty of the quota counts another, thousands of kilograms as tonnes."""
    if entry.quantity is None:
        return None
    events = [event for measure in law.measures.values() if measure.quota == quota.id for event in measure.event]
    units = {part.unit for event in events if event.duty for part in specifics(parse_duty(event.duty))}
    own = quota.unit.split(" ")[0]
    if not units or units == {own}:
        return entry.quantity
    return entry.quantity / _TONNE if units == {"kg"} and own == "t" else None

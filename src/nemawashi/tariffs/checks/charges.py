"""What is charged can be read and computed: expressions, currencies, bases, the rates of a schedule, a fee's least and most."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from nemawashi.errors import Fault, Refused
from nemawashi.tariffs.checks.told import unknown
from nemawashi.tariffs.duty import Duty, bases_named, specifics
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, Measure

__all__ = ["check_charges", "foreign"]


def check_charges(law: Law) -> Iterator[Fault]:
    """Duties that cannot be read, or are in another currency than the importer's; amounts that are no numbers."""
    for measure in law.measures.values():
        currency = law.jurisdictions[measure.importer].currency if measure.importer in law.jurisdictions else ""
        for event in measure.event:
            yield from _event(law, measure, event, currency)
        yield from _bounds(measure)
    for table in law.tables.values():
        currency = law.jurisdictions[table.importer].currency if table.importer in law.jurisdictions else ""
        columns = {m.table.partition(":")[2] for m in law.measures.values() if m.table.partition(":")[0] == table.id}
        yield from _table(table.rows, columns, f"{table.where}#file", currency)


def _event(law: Law, measure: Measure, event: Event, currency: str) -> Iterator[Fault]:
    said = bool(event.duty or event.rates)
    if event.kind in ("enact", "amend"):
        if not said and not measure.table:
            found = f"{measure.id}: {event.kind} without a duty"
            yield Fault(event.where, found, "an enacting or amending event says the duty", 'add duty = "…" or rates')
        if event.duty and event.rates:
            rule = "an event says one duty for all it speaks of, or a duty by origin"
            yield Fault(
                f"{event.where}#duty",
                f"{measure.id}: a duty and rates",
                rule,
                "keep one; write the duty of the rest in an event of its own",
            )
    elif said:
        rule = "only an enacting or amending event sets a duty"
        yield Fault(
            f"{event.where}#{'duty' if event.duty else 'rates'}",
            f"{measure.id}: {event.kind} with a duty",
            rule,
            "amend in an event of its own",
        )
    for key, text in (("duty", event.duty), *(("rates", rate) for rate in event.rates.values())):
        if text:
            yield from _expression(law, measure, text, f"{event.where}#{key}", currency)
        elif key == "rates":
            yield Fault(
                f"{event.where}#{key}",
                f"{measure.id}: an origin without a duty",
                "a rate by origin is a duty",
                'write "free" where nothing is owed',
            )


def _expression(law: Law, measure: Measure, text: str, where: str, currency: str) -> Iterator[Fault]:
    try:
        duty = parse_duty(text)
    except Refused as refused:
        for found in refused.faults:
            yield Fault(where, f"{measure.id}: {found.found}", found.rule, found.remedy)
        return
    for base in sorted(bases_named(duty)):
        if base not in law.bases:
            yield unknown(where, "base", base, law.bases)
    yield from foreign(duty, where, currency, measure.id)


def foreign(duty: Duty, where: str, currency: str, name: str) -> Iterator[Fault]:
    """A specific duty in another currency than the importer's would be divided by a value in the importer's."""
    for part in specifics(duty):
        if currency and part.currency != currency:
            rule = f"a specific duty is in the currency of its importer, {currency}"
            yield Fault(where, f"{name}: {part} is in {part.currency}", rule, f"write it in {currency}, or correct the jurisdiction")
            return


def _table(rows: Mapping[str, Mapping[str, str]], columns: set[str], where: str, currency: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for line, row in rows.items():
        for column in sorted(columns & set(row)):
            text = row[column]
            if not text or text in seen:
                continue
            seen.add(text)
            try:
                duty = parse_duty(text)
            except Refused:
                continue
            yield from foreign(duty, where, currency, line)


def _bounds(measure: Measure) -> Iterator[Fault]:
    """A fee's least and most an entry pays."""
    amounts: dict[str, Decimal] = {}
    for key in ("minimum", "maximum"):
        text = getattr(measure, key)
        if not text:
            continue
        try:
            amount = Decimal(text)
        except InvalidOperation:
            amount = Decimal(-1)
        if amount.is_finite() and amount >= 0:
            amounts[key] = amount
        else:
            yield Fault(
                f"{measure.where}#{key}",
                f"{measure.id}: {key} {text!r}",
                "it is an amount in the importer's currency",
                "write it like 32.71",
            )
    if len(amounts) == 2 and amounts["minimum"] > amounts["maximum"]:
        found = f"{measure.id}: minimum {amounts['minimum']} above maximum {amounts['maximum']}"
        yield Fault(f"{measure.where}#minimum", found, "the least is not above the most", "correct one")

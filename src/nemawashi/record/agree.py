"""Whether the parts of a record agree: references that lead somewhere, spans that fit, dates in order."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise

from nemawashi.errors import Fault, nearest
from nemawashi.language import Text
from nemawashi.record.collection import Record
from nemawashi.record.event import Event
from nemawashi.record.statement import Statement

__all__ = ["cross_faults", "event_faults"]


def cross_faults(record: Record) -> tuple[Fault, ...]:
    """Give every fault between the rows of a record."""
    return tuple(
        fault
        for faults in (
            _blanks(record),
            _people(record),
            _reports(record),
            _statements(record),
            _events(record),
            _negotiations(record),
            _relations(record),
            _rest(record),
        )
        for fault in faults
    )


def _blanks(record: Record) -> Iterator[Fault]:
    """Ids and texts that are empty: a row has a name, and every text stands in both languages."""
    for item in (row for field in fields(record) if isinstance(rows := getattr(record, field.name), tuple) for row in rows):
        if not item.id.strip():
            yield Fault(item.where, "id is empty", "a row is named by its id", "give it one")
        for path, text in _texts(item):
            lacking = " and ".join(lang for lang, words in (("en", text.en), ("ja", text.ja)) if not words.strip())
            if lacking:
                yield Fault(item.where, f"{path} of {item.id} lacks {lacking}", "a case carries both languages", f"write {path}.{lacking}")


def _texts(value: object, path: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, path)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), field.name)


def _ids(items: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(item, "id")) for item in items)  # noqa: B009 - the protocol is structural


def _named(where: str, kind: str, key: str, known: tuple[str, ...]) -> Iterator[Fault]:
    if key and key not in known:
        like = ", ".join(nearest(key, known)) or "none"
        yield Fault(where, f"unknown {kind} {key!r}", f"a {kind} named here stands in the record", f"nearest known: {like}")


def _people(record: Record) -> Iterator[Fault]:
    parties, people, reports = _ids(record.parties), _ids(record.people), _ids(record.reports)
    for person in record.people:
        yield from _named(person.where, "party", person.party, parties)
        for variant in person.variants:
            for report in variant.reports:
                yield from _named(person.where, "report", report, reports)
    for office in record.offices:
        yield from _named(office.where, "party", office.party, parties)
        for tenure in office.holders:
            yield from _named(office.where, "person", tenure.person, people)
            if tenure.end is not None and tenure.end <= tenure.start:
                yield Fault(
                    office.where,
                    f"{tenure.person} leaves {office.id} on or before the first day",
                    "a tenure ends after it starts",
                    "correct the dates",
                )
        for first, second in pairwise(sorted(office.holders, key=lambda tenure: tenure.start)):
            if first.end is None or first.end > second.start:
                yield Fault(
                    office.where,
                    f"{first.person} and {second.person} hold {office.id} at once",
                    "an office has one holder a day",
                    "end the first",
                )


def _reports(record: Record) -> Iterator[Fault]:
    for report in record.reports:
        if report.published_to < report.published_from:
            yield Fault(report.where, "published_to lies before published_from", "an interval ends on or after its start", "swap them")
        if report.file and (len(report.sha256) != 64 or report.length <= 0):
            yield Fault(
                report.where,
                f"{report.file} has no sha256 or no length",
                "a text is named with its hash and length",
                "add sha256 and length",
            )


def _statements(record: Record) -> Iterator[Fault]:
    parties, people, events = _ids(record.parties), _ids(record.people), _ids(record.events)
    lengths = {report.id: report.length for report in record.reports}
    for item in record.statements:
        yield from _named(item.where, "report", item.report, tuple(lengths))
        yield from _named(item.where, "party", item.actor, parties)
        yield from _named(item.where, "person", item.speaker, people)
        yield from _named(item.where, "event", item.event, events)
        for party in (*item.towards, item.haste.of if item.haste else ""):
            yield from _named(item.where, "party", party, parties)
        for link in item.chain:
            if link.role == "person":
                yield from _named(item.where, "person", link.name, people)
            yield from _named(item.where, "party", link.party, parties)
        yield from _span(item, lengths.get(item.report, 0))
        yield from _sense(item)


def _span(item: Statement, length: int) -> Iterator[Fault]:
    parts = (item.start is not None, item.end is not None, bool(item.sha256))
    if not any(parts):
        if not item.pinpoint:
            yield Fault(
                item.where,
                f"{item.id} has neither a span nor a pinpoint",
                "a statement says where it stands",
                "give start, end and sha256, or a pinpoint",
            )
        return
    if not all(parts) or item.start is None or item.end is None:
        yield Fault(item.where, f"{item.id} has half a span", "start, end and sha256 stand together", "give all three")
        return
    if not 0 <= item.start < item.end or (length and item.end > length):
        yield Fault(
            item.where,
            f"span {item.start}–{item.end} in a text of {length} characters",
            "0 ≤ start < end ≤ length of the report",
            "correct the offsets",
        )
    if len(item.sha256) != 64 or not set(item.sha256) <= set("0123456789abcdef"):
        yield Fault(
            item.where,
            f"sha256 = {item.sha256!r}",
            "SHA-256 is 64 lower-case hexadecimal digits",
            "hash the UTF-8 bytes of the span",
        )


def _sense(item: Statement) -> Iterator[Fault]:
    if not item.chain:
        yield Fault(item.where, f"{item.id} has no chain", "a chain names at least the outlet", "add the outlet as its first link")
    if item.said_on.last < item.said_on.first:
        yield Fault(item.where, "said_on ends before it starts", "an interval ends on or after its start", "swap from and to")
    if item.known is not None and item.said_on.first > item.known:
        yield Fault(
            item.where,
            f"{item.id} is known on {item.known}, before it was said",
            "nothing is known before it is said",
            "correct said_on or known",
        )
    if item.kind in ("direct", "mixed") and not item.reported_speaker:
        yield Fault(item.where, f"{item.id} is a quotation of nobody", "a quotation has a reported speaker", "add reported_speaker")
    if item.exchange and len(item.exchange) != 2:
        yield Fault(item.where, f"exchange = {list(item.exchange)}", "an exchange is of one issue for one other", "name two issues")


def _events(record: Record) -> Iterator[Fault]:
    for event in record.events:
        yield from event_faults(event, record)
        if event.round is not None:
            yield from _named(event.where, "negotiation", event.round.negotiation, _ids(record.negotiations))


def event_faults(event: Event, record: Record) -> Iterator[Fault]:
    """Give the faults of one event: datings in order of knowledge, people, parties and statements that exist."""
    if not event.datings:
        yield Fault(event.where, f"event {event.id} has no date", "an event has at least one dating", "add one with its known date")
    for first, second in pairwise(event.datings):
        if second.known < first.known:
            yield Fault(event.where, f"datings of {event.id} are out of order", "datings stand in the order they became known", "sort them")
    for dating in event.datings:
        if dating.when.last < dating.when.first:
            yield Fault(
                event.where, f"a date of {event.id} ends before it starts", "an interval ends on or after its start", "swap from and to"
            )
        if dating.status == "held" and dating.when.first > dating.known:
            yield Fault(
                event.where,
                f"{event.id} is known as held before it was",
                "what was held is known on or after its day",
                "correct known or status",
            )
        yield from _named(event.where, "statement", dating.statement, _ids(record.statements))
    for person in event.participants:
        yield from _named(event.where, "person", person, _ids(record.people))
    for party in event.parties:
        yield from _named(event.where, "party", party, _ids(record.parties))
    for key in event.statements:
        yield from _named(event.where, "statement", key, _ids(record.statements))
    if event.outcome is not None and event.outcome_known is None:
        yield Fault(event.where, f"the outcome of {event.id} has no known date", "an outcome says when it was public", "add outcome_known")


def _negotiations(record: Record) -> Iterator[Fault]:
    for talks in record.negotiations:
        for party in talks.parties:
            yield from _named(talks.where, "party", party, _ids(record.parties))
        for person in talks.leads:
            yield from _named(talks.where, "person", person, _ids(record.people))
        if not talks.states:
            yield Fault(
                talks.where, f"negotiation {talks.id} has no state", "a negotiation says where it stood, and since when", "add a state"
            )
        for state in talks.states:
            yield from _named(talks.where, "statement", state.statement, _ids(record.statements))


def _relations(record: Record) -> Iterator[Fault]:
    for relation in record.relations:
        for key in relation.statements:
            yield from _named(relation.where, "statement", key, _ids(record.statements))
        if len(set(relation.statements)) < 2:
            yield Fault(
                relation.where, f"relation {relation.id} ties fewer than two statements", "a relation stands between statements", "name two"
            )
        if (relation.kind == "contradicts") != bool(relation.on):
            yield Fault(
                relation.where,
                f"{relation.kind} with on = {relation.on!r}",
                "a contradiction, and only that, says what it is about",
                "set or remove `on`",
            )
        if (relation.kind == "corroborates") != bool(relation.origin):
            yield Fault(
                relation.where,
                f"{relation.kind} with origin = {relation.origin!r}",
                "a corroboration, and only that, says whether the origin is the same",
                "set or remove `origin`",
            )


def _rest(record: Record) -> Iterator[Fault]:
    statements, events = _ids(record.statements), _ids(record.events)
    for claim in record.claims:
        for key in claim.statements:
            yield from _named(claim.where, "statement", key, statements)
        if not claim.verdicts:
            yield Fault(
                claim.where, f"claim {claim.id} has no verdict", "a claim has a verdict, `no_data` if need be", "add one, signed and dated"
            )
        if any(verdict.ruling == "no_data" for verdict in claim.verdicts) and claim.wanted is None:
            yield Fault(
                claim.where, f"claim {claim.id} is without data and does not say which", "no data names the data wanted", "add `wanted`"
            )
    for group in record.constituencies:
        yield from _named(group.where, "party", group.party, _ids(record.parties))
        for key in group.statements:
            yield from _named(group.where, "statement", key, statements)
        for key in group.events:
            yield from _named(group.where, "event", key, events)

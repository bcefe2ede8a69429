"""One good, one day, as known on one day: every duty line with its reason, and the interval of their sum."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import blake2b
from itertools import takewhile
from typing import cast

from nemawashi.codes import country
from nemawashi.errors import Unknown
from nemawashi.language import Text
from nemawashi.sources import Citation
from nemawashi.tariffs.answers import UNIT_VALUE, read_answers
from nemawashi.tariffs.charge import Good, Outcome, worlds
from nemawashi.tariffs.condition import Fact
from nemawashi.tariffs.duty import ZERO, Percent
from nemawashi.tariffs.entry import Assessment, DutyLine, Entry, Question, Status
from nemawashi.tariffs.facts import AVE
from nemawashi.tariffs.index import Leaf
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import APART
from nemawashi.tariffs.questions import questions
from nemawashi.tariffs.reasons import reason
from nemawashi.tariffs.regime import Compiled, Item

__all__ = ["assess"]

_MILLIONTH = Decimal("0.000001")
_Key = tuple[object, ...]
_World = tuple[dict[str, Fact], tuple[Outcome | None, ...]]


@dataclass(frozen=True, slots=True)
class _Body:
    """An assessment without its entry: what goods of one profile share."""

    lines: tuple[DutyLine, ...]
    low: Decimal
    high: Decimal | None
    questions: tuple[Question, ...]
    fees: tuple[DutyLine, ...]
    signature: str


def assess(law: Law, entry: Entry) -> Assessment:
    """Assess one entry. Unknown facts give an interval and the questions that decide it.

    Refused: an unknown heading, origin, importer or answer, each with the nearest known; an origin that no general rate reaches.
    """
    origin = entry.origin if len(entry.origin) == 2 and entry.origin.isupper() else country(entry.origin, where="origin")
    importer = entry.importer if entry.importer in law.jurisdictions else country(entry.importer, where="importer")
    compiled = law.regime(entry.clock).compiled(importer, origin)
    leaves = compiled.index.leaves(entry.heading)
    given = read_answers(law, entry.answers)
    if "code" in given:
        leaves = _chosen(compiled, leaves, str(given["code"]))
    rows = tuple((profile, _row_key(compiled, code)) for code, profile in leaves)
    key: _Key = (rows, tuple(sorted(given.items(), key=lambda item: item[0])), entry.value, entry.quantity)
    body = compiled.memo.get(key)
    if body is None:
        body = _body(compiled, leaves, given, entry)
        compiled.memo[key] = body
    return Assessment(entry, body.lines, body.low, body.high, body.questions, body.fees, body.signature, _limits(compiled))


def _limits(compiled: Compiled) -> tuple[Text, ...]:
    read = compiled.index.jurisdiction.researched
    if read is None or compiled.clock.known <= read:
        return ()
    place = compiled.importer
    return (
        Text(
            f"The acts of {place} were read up to {read}; what became known later is not in this law.",
            f"{place}の法令は{read}までを調べたもので、その後に知られたものは含まない。",
        ),
    )


def _row_key(compiled: Compiled, code: str) -> tuple[tuple[str, ...], ...]:
    found = compiled.index.rates.get(code)
    if found is None:
        found = tuple(tuple(compiled.index.row(table, code).values()) for table in compiled.index.tables)
        compiled.index.rates[code] = found
    return found


def _chosen(compiled: Compiled, leaves: Sequence[Leaf], code: str) -> tuple[Leaf, ...]:
    for leaf in leaves:
        if leaf[0] == code:
            return (leaf,)
    inside = [leaf for leaf in leaves if leaf[0].startswith(code)]
    if inside:
        return tuple(inside)
    above = [leaf for leaf in leaves if code.startswith(leaf[0])]
    if above:
        return ((code, compiled.index.profile(code)),)
    raise Unknown("code", code, [leaf[0] for leaf in leaves], where="--answer code")


def _body(compiled: Compiled, leaves: Sequence[Leaf], given: Mapping[str, Fact], entry: Entry) -> _Body:
    presumed: dict[str, str] = {}
    every: list[_World] = []
    by_leaf: list[list[_World]] = []
    value, quantity = entry.value, entry.quantity
    unit_value = given.get(UNIT_VALUE)
    if isinstance(unit_value, Decimal) and (value is None or quantity is None):
        value, quantity = unit_value, Decimal(1)
    for code, profile in leaves:
        found = worlds(compiled, Good(code, profile, value, quantity), given, presumed)
        by_leaf.append(found)
        every += found
    asked = list(dict.fromkeys(key for world, _ in every for key in world))
    deciding = [key for key in asked if key != AVE and any(_turns(found, key) for found in by_leaf)]
    codes = _deciding_codes(leaves, by_leaf)
    totals = [_total(compiled, outcomes) for _, outcomes in every]
    highs = [total.high for total in totals if total.high is not None]
    low = _tidy(min(total.low for total in totals))
    high = _tidy(max(highs)) if len(highs) == len(totals) else None
    open_ended = high is None
    deciding += [UNIT_VALUE] if open_ended else []
    turns_on = (*(("code",) if codes else ()), *deciding)
    lines: list[DutyLine] = []
    fees: list[DutyLine] = []
    for number, item in enumerate(compiled.items):
        line = _line(compiled, number, every, turns_on, entry)
        if line is not None:
            (fees if item.measure.authority in APART else lines).append(line)
    rank = {"mfn": 0, "preference": 1}
    lines.sort(key=lambda line: rank.get(line.authority, 2))
    asked_for = tuple(questions(compiled, deciding, presumed, (codes, leaves), lines))
    print_ = blake2b(
        repr(
            [(line.measure, line.status, line.rate, str(line.low), str(line.high), line.act, line.pinpoint) for line in (*lines, *fees)]
        ).encode(),
        digest_size=6,
    ).hexdigest()
    return _Body(tuple(lines), low, high, asked_for, tuple(fees), print_)


def _tidy(percent: Decimal) -> Decimal:
    """A percent to a millionth, without trailing zeros or an exponent."""
    return Decimal(format(percent.quantize(_MILLIONTH, rounding=ROUND_HALF_UP).normalize(), "f"))


def _total(compiled: Compiled, outcomes: Sequence[Outcome | None]) -> Percent:
    low = ZERO
    high: Decimal | None = ZERO
    for item, outcome in zip(compiled.items, outcomes, strict=True):
        if outcome is None or item.measure.authority in APART:
            continue
        low += outcome.percent.low
        high = None if high is None or outcome.percent.high is None else high + outcome.percent.high
    return Percent(low, high)


def _turns(found: Sequence[_World], key: str) -> bool:
    """Whether any outcome changes with the answer to ``key``."""
    return _differs(
        [(world, tuple((o.percent.low, o.percent.high) if o is not None else (ZERO, ZERO) for o in outcomes)) for world, outcomes in found],
        key,
    )


def _differs(found: Iterable[tuple[Mapping[str, Fact], object]], key: str) -> bool:
    """Whether worlds that agree in all that was asked before ``key`` come out otherwise with another answer to it; where it was not asked nothing turns on it."""
    seen: dict[object, dict[Fact, set[object]]] = {}
    for world, shape in found:
        if key in world:
            before = tuple(takewhile(lambda item: item[0] != key, world.items()))
            seen.setdefault(before, {}).setdefault(world[key], set()).add(shape)
    return any(len({frozenset(shapes) for shapes in answers.values()}) > 1 for answers in seen.values())


def _deciding_codes(leaves: Sequence[Leaf], by_leaf: Sequence[Sequence[_World]]) -> tuple[str, ...]:
    """The codes to be told apart, where the lines differ in what they pay."""
    if len(leaves) == 1:
        return ()
    shapes = {
        frozenset(tuple((o.percent.low, o.percent.high) if o is not None else (ZERO, ZERO) for o in row) for _, row in found)
        for found in by_leaf
    }
    return tuple(code for code, _ in leaves) if len(shapes) > 1 else ()


def _line(compiled: Compiled, number: int, every: Sequence[_World], turns_on: Sequence[str], entry: Entry) -> DutyLine | None:
    item = compiled.items[number]
    outcomes = [row[number] for _, row in every]
    spoken = [outcome for outcome in outcomes if outcome is not None]
    if not spoken:
        return None
    absent = len(spoken) < len(outcomes)
    statuses = {outcome.status for outcome in spoken}
    applied = [outcome for outcome in spoken if outcome.status == "applied"]
    best = max(applied, key=lambda outcome: outcome.percent.low) if applied else spoken[0]
    lows = [outcome.percent.low for outcome in spoken] + ([ZERO] if absent else [])
    highs = [outcome.percent.high for outcome in spoken]
    low = _tidy(min(lows))
    high = None if any(one is None for one in highs) else _tidy(max(one for one in highs if one is not None))
    depends: tuple[str, ...] = ()
    why = best.reason
    if absent or len(statuses) > 1 or len({(o.percent.low, o.percent.high) for o in spoken}) > 1:
        depends = tuple(
            key
            for key in sorted(turns_on, key=lambda key: (key != "code", key))
            if key == "code" or _line_turns(every, number, key) or (key == UNIT_VALUE and high is None)
        )
        if depends:
            words = ", ".join(depends)
            why = reason("depends" if absent or len(statuses) > 1 else "ranges", keys=words)
    act = compiled.law.acts.get(best.act)
    measure = item.measure
    rates = list(dict.fromkeys(outcome.rate for outcome in (applied or spoken)))
    rate = rates[0] if len(rates) == 1 else " / ".join(rates) if len(rates) <= 3 else f"{len(rates)} rates"
    amounts = _amounts(compiled, item, low, high, entry) if entry.value is not None else (None, None)
    sources = (Citation(act.source or act.id, best.pinpoint),) if act is not None else ()
    return DutyLine(
        measure.id,
        measure.authority,
        rate,
        cast("Status", best.status),
        act.name() if act is not None else best.act,
        best.pinpoint,
        why.en,
        why.ja,
        low,
        high,
        measure.label.en,
        measure.label.ja,
        depends,
        sources,
        best.event.certainty,
        compiled.law.known_on(best.event),
        item.state.since,
        item.state.until,
        *amounts,
    )


def _line_turns(every: Sequence[_World], number: int, key: str) -> bool:
    outcomes = ((world, row[number]) for world, row in every)
    return _differs(((world, (one.status, one.percent.low, one.percent.high) if one is not None else None) for world, one in outcomes), key)


def _amounts(compiled: Compiled, item: Item, low: Decimal, high: Decimal | None, entry: Entry) -> tuple[Decimal | None, Decimal | None]:
    """Percent of the value to the smallest coin, half up; a fee keeps to its least and most an entry."""
    assert entry.value is not None
    coin = Decimal(compiled.index.jurisdiction.smallest)

    def money(percent: Decimal | None) -> Decimal | None:
        if percent is None or entry.value is None:
            return None
        amount = entry.value * percent / 100
        if item.measure.minimum:
            amount = max(amount, Decimal(item.measure.minimum))
        if item.measure.maximum:
            amount = min(amount, Decimal(item.measure.maximum))
        return amount.quantize(coin, rounding=ROUND_HALF_UP)

    return money(low), money(high)

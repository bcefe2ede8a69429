"""One good, one day, as known on one day: every duty line with its reason, and the interval of their sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from hashlib import blake2b
from typing import Literal, cast

from nemawashi.codes import country
from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.language import Text
from nemawashi.sources import Certainty, Citation
from nemawashi.tariffs.charge import AVE, PROFILE, Good, Outcome, quota_question, specific_unit, worlds
from nemawashi.tariffs.condition import Fact, read_answer
from nemawashi.tariffs.duty import ZERO, Percent
from nemawashi.tariffs.index import Leaf
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.reasons import reason
from nemawashi.tariffs.regime import Compiled, Item

__all__ = ["Answer", "Assessment", "Authority", "DutyLine", "Entry", "Question", "Status", "assess"]

Answer = str | bool | int | float | Decimal | date
Authority = Literal["mfn", "preference", "s232", "ieepa", "s301", "s122", "quota", "markup", "safeguard", "fee", "other"]
Status = Literal["applied", "displaced", "suspended", "exempt", "not_in_force"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Goods entered for consumption: what, whence, where, when."""

    heading: str
    """Digits or dotted; a tariff line (8 digits in the United States), or a shorter code, which asks for the line."""
    origin: str
    importer: str
    clock: Clock
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Answers to questions by key; see ``Question``."""
    value: Decimal | None = None
    """Customs value, in the importer's currency."""
    quantity: Decimal | None = None
    """Quantity in the unit of the line's specific duty."""


@dataclass(frozen=True, slots=True)
class Question:
    """What must be known to decide the duty."""

    key: str
    text: str
    """English; ``text_ja`` says the same in Japanese."""
    text_ja: str
    answers: tuple[str, ...]
    """Forms an answer takes: ``("yes", "no")``, ``("a date",)``, ``("a share, 0 to 100 %",)``."""
    presumed: str = ""
    """What is taken where nobody answers; empty means the unknown widens the interval instead."""
    decides: tuple[str, ...] = ()
    """Measures that depend on the answer."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One measure as it meets this good."""

    measure: str
    authority: Authority
    rate: str
    """The duty as the law states it: ``25 %``, ``341 JPY/kg``, ``max(column 1, 15 %)``."""
    status: Status
    act: str
    pinpoint: str
    reason: str
    reason_ja: str
    low: Decimal
    """Percent of customs value this line adds, at least."""
    high: Decimal | None
    """… at most; None where a specific duty cannot be put in percent without value and quantity."""
    label: str = ""
    label_ja: str = ""
    depends_on: tuple[str, ...] = ()
    """Unanswered questions on which this line turns."""
    sources: tuple[Citation, ...] = ()
    certainty: Certainty = "A"
    known: date | None = None
    """First day on which the provision that speaks here was known."""
    since: date | None = None
    until: date | None = None
    """A suspension's or a limited provision's end, as known."""
    amount_low: Decimal | None = None
    """In the importer's currency, cents half-up, where the entry has a value."""
    amount_high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every duty line, applied or not, and the interval of their sum in percent of customs value."""

    entry: Entry
    lines: tuple[DutyLine, ...]
    low: Decimal
    high: Decimal | None
    """None: unbounded, because a specific duty applies and value or quantity is not given."""
    questions: tuple[Question, ...]
    fees: tuple[DutyLine, ...]
    """Charges that are not duties, outside the total."""
    signature: str
    """Same signature, same lines, statuses and rates: a reason id."""
    notes: tuple[Text, ...] = ()
    """What a reader must know of the answer's limits."""

    @property
    def decided(self) -> bool:
        """Whether the sum is one number."""
        return self.low == self.high


_MILLIONTH = Decimal("0.000001")
_APART = ("fee", "markup")
"""Charges outside the total: what a customs house or a state trader takes besides duty."""
UNIT_VALUE = "unit_value"
"""Answer key: customs value per unit of the specific duty, in the importer's currency."""
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
    given = _answers(law, entry.answers)
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


def _answers(law: Law, answers: Mapping[str, Answer]) -> dict[str, Fact]:
    read: dict[str, Fact] = {}
    for key, answer in answers.items():
        asked = law.questions.get(key)
        asked = asked or quota_question(law, key)
        if key == "code":
            read[key] = str(answer).replace(".", "").strip()
        elif key == AVE:
            text = str(answer).strip()
            read[key] = Decimal(text.rstrip("% ")) / (100 if text.endswith("%") else 1)
        elif key == UNIT_VALUE:
            read[key] = _amount(answer)
        elif key == PROFILE:
            profiles = {held.profile for question in law.questions.values() for held in question.presume if held.profile}
            if str(answer) not in profiles:
                raise Unknown("profile", str(answer), profiles, where=f"--answer {PROFILE}")
            read[key] = str(answer)
        elif asked is None:
            known = [*law.questions, *(f"quota.{quota}" for quota in law.quotas), "code", AVE, UNIT_VALUE, PROFILE]
            raise Unknown("question", key, known, where=f"--answer {key}")
        else:
            read[key] = read_answer(asked, answer)
    return read


def _amount(answer: Answer) -> Decimal:
    try:
        amount = Decimal(str(answer).strip())
    except InvalidOperation:
        amount = ZERO
    if amount <= 0:
        fault = Fault(f"--answer {UNIT_VALUE}", f"{answer!r} is no value", "a unit value is an amount above zero", "write it like 150")
        raise Refused(fault)
    return amount


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
            (fees if item.measure.authority in _APART else lines).append(line)
    rank = {"mfn": 0, "preference": 1}
    lines.sort(key=lambda line: rank.get(line.authority, 2))
    questions = tuple(_questions(compiled, deciding, presumed, (codes, leaves), lines))
    print_ = blake2b(
        repr(
            [(line.measure, line.status, line.rate, str(line.low), str(line.high), line.act, line.pinpoint) for line in (*lines, *fees)]
        ).encode(),
        digest_size=6,
    ).hexdigest()
    return _Body(tuple(lines), low, high, questions, tuple(fees), print_)


def _tidy(percent: Decimal) -> Decimal:
    """A percent to a millionth, without trailing zeros or an exponent."""
    return Decimal(format(percent.quantize(_MILLIONTH, rounding=ROUND_HALF_UP).normalize(), "f"))


def _total(compiled: Compiled, outcomes: Sequence[Outcome | None]) -> Percent:
    low = ZERO
    high: Decimal | None = ZERO
    for item, outcome in zip(compiled.items, outcomes, strict=True):
        if outcome is None or item.measure.authority in _APART:
            continue
        low += outcome.percent.low
        high = None if high is None or outcome.percent.high is None else high + outcome.percent.high
    return Percent(low, high)


def _turns(found: Sequence[_World], key: str) -> bool:
    """Whether any outcome changes with the answer to ``key``."""
    seen: dict[object, set[object]] = {}
    for world, outcomes in found:
        shape = tuple((o.percent.low, o.percent.high) if o is not None else (ZERO, ZERO) for o in outcomes)
        seen.setdefault(world.get(key), set()).add(shape)
    shapes = list(seen.values())
    return any(one != shapes[0] for one in shapes[1:])


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
        depends = tuple(key for key in turns_on if key == "code" or _line_turns(every, number, key) or (key == UNIT_VALUE and high is None))
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
    seen: dict[object, set[object]] = {}
    for world, outcomes in every:
        outcome = outcomes[number]
        shape = (outcome.status, outcome.percent.low, outcome.percent.high) if outcome is not None else None
        seen.setdefault(world.get(key), set()).add(shape)
    shapes = list(seen.values())
    return any(one != shapes[0] for one in shapes[1:])


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


def _questions(
    compiled: Compiled,
    deciding: Sequence[str],
    presumed: Mapping[str, str],
    told_apart: tuple[Sequence[str], Sequence[Leaf]],
    lines: Sequence[DutyLine],
) -> list[Question]:
    codes, leaves = told_apart
    found: list[Question] = []
    decides = {key: tuple(line.measure for line in lines if key in line.depends_on) for key in (*deciding, "code")}
    if codes:
        found.append(
            Question("code", "Which tariff code exactly?", "正確な税番はどれか。", tuple(codes), "", decides["code"]),
        )
    for key in (*deciding, *sorted(set(presumed) - set(deciding))):
        if key == UNIT_VALUE:
            unit = next(
                (u for code, profile in leaves for item in compiled.items if (u := specific_unit(compiled, item, Good(code, profile)))),
                "unit",
            )
            found.append(_unit_question(unit, compiled.index.jurisdiction.currency, decides.get(key, ())))
            continue
        asked = compiled.law.questions.get(key) or quota_question(compiled.law, key)
        if asked is None:
            found.append(
                Question(
                    key,
                    f"What share of the value is the {key}?",
                    f"価格に占める{key}の割合は?",
                    ("a share of customs value, 0 % to 100 %",),
                    "",
                    decides.get(key, ()),
                )
            )
            continue
        said = presumed.get(key, "")
        found.append(Question(key, asked.text.en, asked.text.ja, asked.forms(), said, decides.get(key, ())))
    return found


def _unit_question(unit: str, currency: str, decides: tuple[str, ...]) -> Question:
    return Question(
        UNIT_VALUE,
        f"The duty is charged by {unit}: what is the customs value of one {unit} in {currency}? (Or give value and quantity.)",
        f"{unit}当たりの従量税: {unit}当たりの課税価格({currency})は? (価格と数量でもよい。)",
        (f"an amount in {currency}", "or column_1_ave, the general duty in percent of value"),
        "",
        decides,
    )

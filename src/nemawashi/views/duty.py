"""What a person sees of a duty: the total as a figure, then every line with its act and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from nemawashi.codes import dotted
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.tariffs import Burdened, Law, burdened
from nemawashi.tariffs.entry import Answer, Assessment, DutyLine
from nemawashi.units import Unit
from nemawashi.workbench.duty import duty as assess_duty
from nemawashi.workbench.duty import other_bench
from nemawashi.workbench.receipt import Receipt, options, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["BoundView", "DutyLineView", "DutyView", "QuestionView", "Total", "duty"]


@dataclass(frozen=True, slots=True)
class Total:
    """Percent of customs value, ad valorem or its equivalent; ``high`` is None where a specific duty has no value to stand on."""

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class DutyLineView:
    """One duty line."""

    measure: str
    title: Text
    authority: str
    rate: str
    status: str
    act: str
    pinpoint: str
    reason: Text
    certainty: str
    heading99: str
    """The chapter 99 heading under which it is declared, where the order gives one."""
    known: str
    """First day on which what speaks here was known; empty where it is not dated."""
    since: str
    until: str
    """End of a suspension or a limited life, as known; empty where none is known."""
    depends_on: tuple[str, ...]
    figure: Figure | None
    """What the line adds; None where it adds nothing or cannot be put in percent."""
    amount: Figure | None
    """In the importer's currency, to its smallest coin, where the entry has a value and the line is applied."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What would decide an interval."""

    key: str
    text: Text
    kind: str
    """What is answered: yes_no, date, share, choice, part (of the shipment), amount, code."""
    answers: tuple[str, ...]
    presumed: str


@dataclass(frozen=True, slots=True)
class BoundView:
    """A flag, not a verdict: an agreement's rate on this good, and what later duties lay on top of it."""

    preference: str
    figure: Figure
    """Points above the agreement's rate."""
    measures: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class ChangedLineView:
    """A measure that stands differently in the two stacks; a side is empty where the measure is not in it."""

    measure: str
    title: Text
    before: str
    """Status and rate now."""
    after: str


@dataclass(frozen=True, slots=True)
class ComparedView:
    """The same good on another day, or under another package, beside the first."""

    on: str
    package: Mapping[str, str]
    total: Total
    figure: Figure
    difference: Figure
    """Its total less the first one's, percentage points; open facts are taken to be the same facts in both."""
    lines: tuple[DutyLineView, ...]
    changed: tuple[ChangedLineView, ...]


@dataclass(frozen=True, slots=True)
class DutyView:
    """The answer of ``duty``."""

    heading: str
    description: Text
    origin: str
    importer: str
    total: Total
    figure: Figure
    amount: Figure | None
    """The duty in the importer's currency, the sum of the lines' amounts; where the entry has a value."""
    lines: tuple[DutyLineView, ...]
    fees: tuple[DutyLineView, ...]
    questions: tuple[QuestionView, ...]
    bound: tuple[BoundView, ...]
    """Where the duties meet a rate an agreement has bound."""
    notes: tuple[Text, ...]
    """Limits of the answer, and how the share within a quota was found."""
    compared: ComparedView | None
    """The same good on another day or under another package, where one was asked for."""
    receipt: Receipt


def duty(
    bench: "Workbench",
    heading: str,
    *,
    origin: str,
    importer: str,
    answers: Mapping[str, Answer] | None = None,
    value: Decimal | None = None,
    quantity: Decimal | None = None,
    compare: str | Sequence[str] | None = None,
) -> DutyView:
    """Show the duty on a good on the workbench's clock, and beside it, where ``compare`` is given, on that day or under that package."""
    assessed = assess_duty(bench, heading, origin=origin, importer=importer, answers=answers, value=value, quantity=quantity)
    entry = assessed.entry
    applied = [line for line in assessed.lines if line.status == "applied"]
    cited = tuple(dict.fromkeys(citation for line in applied for citation in line.sources))
    against = (compare,) if isinstance(compare, str) else tuple(compare or ())
    asked = options(from_=entry.origin, to=entry.importer, answer=answers, value=value, quantity=quantity, compare=against)
    amounts = "".join(f", {name}=Decimal({str(one)!r})" for name, one in (("value", value), ("quantity", quantity)) if one is not None)
    second = None
    if against:
        then = other_bench(bench, against)
        other = assess_duty(then, heading, origin=origin, importer=importer, answers=answers, value=value, quantity=quantity)
        second = (then, other)
    compared_with = f", compare={against!r}" if against else ""
    currency = bench.law.jurisdictions[entry.importer].currency if entry.importer in bench.law.jurisdictions else Unit.USD
    return DutyView(
        heading=dotted(entry.heading.replace(".", "")),
        description=Text("", ""),
        origin=entry.origin,
        importer=entry.importer,
        total=Total(assessed.low, assessed.high),
        figure=_total(assessed, cited),
        amount=_amount(assessed, cited, currency),
        lines=tuple(_line(line, assessed, currency, bench.law) for line in assessed.lines),
        fees=tuple(_line(line, assessed, currency, bench.law) for line in assessed.fees),
        bound=_bound(bench, assessed),
        notes=assessed.notes,
        questions=_questions(assessed),
        compared=None if second is None else _compared(assessed, *second, currency),
        receipt=receipt(
            bench,
            f"duty {dotted(entry.heading.replace('.', ''))}{asked}{options(case=bench.case.address)}",
            ("from decimal import Decimal\n" if amounts else "")
            + f"views.duty(bench, {dotted(entry.heading.replace('.', ''))!r}, origin={entry.origin!r}, importer={entry.importer!r}, "
            f"answers={dict(answers or {})!r}{amounts}{compared_with})",
        ),
    )


def _bound(bench: "Workbench", assessed: Assessment) -> tuple[BoundView, ...]:
    entry = assessed.entry
    found = burdened(bench.law, entry.clock, importer=entry.importer, origin=entry.origin, headings=(entry.heading,), answers=entry.answers)
    return tuple(_flag(one, assessed) for one in found)


def _flag(one: Burdened, assessed: Assessment) -> BoundView:
    figure = Figure(
        None,
        Unit.PERCENT,
        assessed.entry.clock.on,
        Basis.DERIVED,
        (one.agreement, *(source for line in one.lines for source in line.sources)),
        float(one.low),
        None if one.high is None else float(one.high),
        method="duty owed by a good that claims the agreement's rate, less that rate, percentage points of customs value",
        change=True,
    )
    laid = Text("; ".join(line.label or line.measure for line in one.lines), "、".join(line.label_ja or line.measure for line in one.lines))
    text = Text(
        both("tariffs.bound", rate=f"{one.bound.normalize():f}", measures=laid.en).en,
        both("tariffs.bound", rate=f"{one.bound.normalize():f}", measures=laid.ja).ja,
    )
    return BoundView(one.preference, figure, tuple(line.measure for line in one.lines), text)


def _compared(first: Assessment, bench: "Workbench", second: Assessment, currency: str) -> ComparedView:
    applied = tuple(dict.fromkeys(citation for line in second.lines if line.status == "applied" for citation in line.sources))
    highs = _bounded(first, second)
    ends = None if highs is None else sorted((float(second.low - first.low), float(highs[1] - highs[0])))
    before, after = ({line.measure: line for line in one.lines} for one in (first, second))
    changed = []
    for measure in dict.fromkeys((*before, *after)):
        old, new = before.get(measure), after.get(measure)
        told = tuple("" if line is None else f"{line.status}, {line.rate}" for line in (old, new))
        line = new or old
        if told[0] != told[1] and line is not None:
            title = Text(line.label or line.measure, line.label_ja or line.label or line.measure)
            changed.append(ChangedLineView(measure, title, *told))
    return ComparedView(
        on=bench.clock.on.isoformat(),
        package=dict(bench.scenario.package),
        total=Total(second.low, second.high),
        figure=_total(second, applied),
        difference=Figure(
            None,
            Unit.PERCENT_POINT,
            bench.clock.on,
            Basis.DERIVED,
            applied,
            None if ends is None else ends[0],
            None if ends is None else ends[1],
            method="its total less the first one's; open facts are the same facts in both",
            change=True,
        ),
        lines=tuple(_line(line, second, currency, bench.law) for line in second.lines),
        changed=tuple(changed),
    )


def _bounded(first: Assessment, second: Assessment) -> tuple[Decimal, Decimal] | None:
    """The upper ends of two totals, without the open lines where these are the same in both and cancel; None where they are not."""
    if first.high is not None and second.high is not None:
        return first.high, second.high
    open_lines = [
        [(line.measure, line.rate, line.low) for line in one.lines if line.status == "applied" and line.high is None]
        for one in (first, second)
    ]
    # A line that is an interval may exclude another: their upper ends do not add up.
    settled = all(
        line.low == line.high for one in (first, second) for line in one.lines if line.status == "applied" and line.high is not None
    )
    return (first.low, second.low) if settled and open_lines[0] == open_lines[1] else None


def _questions(assessed: Assessment) -> tuple[QuestionView, ...]:
    """What would decide the interval first, then what was presumed."""
    asked = sorted(assessed.questions, key=lambda ask: bool(ask.presumed))
    return tuple(QuestionView(ask.key, Text(ask.text, ask.text_ja), ask.kind, ask.answers, ask.presumed) for ask in asked)


def _total(assessed: Assessment, cited: tuple[Citation, ...]) -> Figure:
    low, high = float(assessed.low), None if assessed.high is None else float(assessed.high)
    return Figure(
        value=low if low == high else None,
        unit=Unit.PERCENT,
        as_of=assessed.entry.clock.on,
        basis=Basis.DERIVED,
        sources=cited,
        low=low,
        high=high,
        method="sum of the duty lines applied on the day, percent of customs value",
        note="; ".join(question.text for question in assessed.questions if not question.presumed),
    )


def _amount(assessed: Assessment, cited: tuple[Citation, ...], currency: str) -> Figure | None:
    """Line by line to the smallest coin, then summed, as an entry summary is; None without a value, or where a line has no upper end."""
    applied = [line for line in assessed.lines if line.status == "applied"]
    if assessed.entry.value is None or any(line.amount_low is None or line.amount_high is None for line in applied):
        return None
    # Lines that exclude each other cannot both stand at their highest: the total's own ends bound the sum where it is an interval.
    if assessed.decided:
        low = high = sum((line.amount_low for line in applied if line.amount_low is not None), Decimal(0))
    elif assessed.high is None:
        return None
    else:
        low, high = (assessed.entry.value * end / 100 for end in (assessed.low, assessed.high))
    method = "sum of the lines' amounts, each to the smallest coin" if low == high else "the ends of the total, percent of the value given"
    value = float(low) if low == high else None
    return Figure(value, currency, assessed.entry.clock.on, Basis.DERIVED, cited, float(low), float(high), method=method)


def _line(line: DutyLine, assessed: Assessment, currency: str, law: Law) -> DutyLineView:
    citation = line.sources[0] if line.sources else Citation(line.act, line.pinpoint)
    day = assessed.entry.clock.on
    figure = amount = None
    if line.status == "applied" and line.high is not None:
        method = f"{line.rate} under {line.act} {line.pinpoint}"
        figure = _between(line.low, line.high, Unit.PERCENT, day, Basis.CITED, line.sources, method)
    if line.status == "applied" and line.amount_low is not None and line.amount_high is not None:
        method = f"{line.rate} on the value given, to the smallest coin"
        amount = _between(line.amount_low, line.amount_high, currency, day, Basis.DERIVED, line.sources, method)
    return DutyLineView(
        measure=line.measure,
        title=Text(line.label or line.measure, line.label_ja or line.label or line.measure),
        authority=line.authority,
        rate=line.rate,
        status=line.status,
        act=line.act,
        pinpoint=line.pinpoint,
        reason=Text(line.reason, line.reason_ja or line.reason),
        certainty=line.certainty,
        heading99=_heading99(line, law),
        known=line.known.isoformat() if line.known else "",
        since=line.since.isoformat() if line.since else "",
        until=line.until.isoformat() if line.until else "",
        depends_on=line.depends_on,
        figure=figure,
        amount=amount,
        citation=citation,
    )


def _between(low: Decimal, high: Decimal, unit: str, day: date, basis: Basis, sources: tuple[Citation, ...], method: str) -> Figure:
    value = float(low) if low == high else None
    return Figure(value, unit, day, basis, sources, float(low), float(high), method=method)


def _heading99(line: DutyLine, law: Law) -> str:
    """The heading the event that speaks names; a stacking rule's or a package's event names none."""
    measure = law.measures.get(line.measure)
    for event in measure.event if measure is not None else ():
        act = law.acts.get(event.act)
        if event.heading99 and act is not None and (act.name(), event.pinpoint) == (line.act, line.pinpoint):
            return event.heading99
    return ""

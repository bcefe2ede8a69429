"""What each item charges one good in one world, where every fact asked for has an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nemawashi.language import Text
from nemawashi.tariffs.condition import Asked, Condition, Fact, Missing
from nemawashi.tariffs.duty import NOTHING, ZERO, AdValorem, Basis, Duty, Percent, bases_named, has_specific
from nemawashi.tariffs.facts import AVE, known_facts, whole_of
from nemawashi.tariffs.measure import Event
from nemawashi.tariffs.reasons import reason
from nemawashi.tariffs.regime import Compiled, Item

__all__ = ["Good", "Outcome", "World", "charge", "worlds"]

ONE = Decimal(1)
World = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Good:
    """A good as the law sees it: a code that decides, which scopes cover it, value and quantity where given."""

    code: str
    profile: bytes
    value: Decimal | None = None
    quantity: Decimal | None = None
    acting: bool = False
    """Whether only measures that act are looked at, those not in force passed over: they cannot change what is owed."""
    among: frozenset[str] | None = None
    """The measures looked at; None: all of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item in one world."""

    status: str
    percent: Percent
    rate: str
    act: str
    pinpoint: str
    reason: Text
    event: Event
    share: Decimal = ONE


@dataclass(slots=True)
class Course:
    """How far a good has come through the items, in stacking order; where a fact is missing it can be taken up again with the fact."""

    outcomes: list[Outcome | None]
    column_1: Percent = NOTHING
    owed: Percent = NOTHING
    at: int = 0

    def again(self) -> "Course":
        """The same, to be run on by itself."""
        return Course(list(self.outcomes), self.column_1, self.owed, self.at)


def charge(compiled: Compiled, good: Good, ask: Callable[[str], Fact], course: Course | None = None) -> tuple[Outcome | None, ...]:
    """The outcome of every item, in stacking order; None where the measure has nothing to say of the good.

    ``Missing`` leaves ``course`` at the item that asked: what went before stands whatever the answer, since it did not need it.
    """
    run = course or Course([None] * len(compiled.items))
    share = _shares(compiled, ask)
    basis = Basis(share, run.column_1, run.owed, good.value, good.quantity)
    places = _meeting(compiled, good)
    while run.at < len(places):
        item = compiled.items[places[run.at]]
        outcome = _one(compiled, item, good, run.outcomes, (ask, basis))
        authority = item.measure.authority
        if outcome is not None and authority in ("mfn", "preference"):
            owed, column_1 = run.owed, run.column_1
            if outcome.status == "applied":
                owed = outcome.percent
            if authority == "mfn" and outcome.status not in ("not_in_force", "suspended"):
                duty = _duty(compiled, item, good)[1]
                before = Basis(share, NOTHING, NOTHING, good.value, good.quantity)
                column_1 = _settled(duty, before, ask, compiled) if duty is not None else NOTHING
                if outcome.status == "applied":
                    owed = column_1
                    outcome = _with(outcome, column_1)
            run.owed, run.column_1 = owed, column_1
            basis = Basis(share, column_1, owed, good.value, good.quantity)
        run.outcomes[places[run.at]] = outcome
        run.at += 1
    return tuple(run.outcomes)


def _meeting(compiled: Compiled, good: Good) -> tuple[int, ...]:
    """Places of the items whose scope covers goods of this profile."""
    key = ("meeting", good.profile, good.acting, good.among)
    places: tuple[int, ...] | None = compiled.memo.get(key)
    if places is None:
        places = tuple(
            place
            for place, item in enumerate(compiled.items)
            if good.profile[item.scope] == 1
            and not (good.acting and item.state.standing == "not_in_force")
            and (good.among is None or item.measure.id in good.among)
        )
        compiled.memo[key] = places
    return places


def _with(outcome: Outcome, percent: Percent) -> Outcome:
    return Outcome(outcome.status, percent, outcome.rate, outcome.act, outcome.pinpoint, outcome.reason, outcome.event, outcome.share)


def _settled(duty: Duty, basis: Basis, ask: Callable[[str], Fact], compiled: Compiled) -> Percent:
    """Column 1 in percent; where value or quantity is missing, the stated ad valorem equivalent or the two ends of what it may be."""
    percent = duty.percent(basis)
    if percent.high is not None:
        return percent
    equivalent = ask(AVE)
    if isinstance(equivalent, Decimal):
        return Percent(equivalent * 100, equivalent * 100)
    floor = max(percent.low, compiled.ceiling)
    return Percent(percent.low, percent.low) if equivalent == "low" else Percent(floor, None)


def _shares(compiled: Compiled, ask: Callable[[str], Fact]) -> Callable[[str], Decimal]:
    bases = compiled.law.bases

    def share(name: str) -> Decimal:
        base = bases.get(name)
        found = ask(base.question if base else name)
        part = found if isinstance(found, Decimal) else ZERO
        if base is None or not base.complement:
            return part
        least = Decimal(base.threshold.rstrip("% ")) / 100 if base.threshold else ZERO
        return ONE - part if part >= least else ONE

    return share


def _duty(compiled: Compiled, item: Item, good: Good) -> tuple[Event, Duty | None, str]:
    """The event that speaks for the good, its duty, and the duty in words."""
    for rung in item.rungs:
        if compiled.index.covers(rung.event, good.profile):
            if rung.duty is not None:
                return rung.event, rung.duty, rung.rate
            return rung.event, *compiled.index.table_rate(item.measure, good.code)
    return item.state.speaks, None, ""


def _holds(when: Condition | None, ask: Callable[[str], Fact]) -> bool:
    return when is None or when.holds(ask)


def _may_hold(item: Item, ask: Callable[[str], Fact]) -> bool:
    """Whether an item that goes unmentioned where its condition is not met is to be mentioned; one not in force asks nothing for it."""
    try:
        return _holds(item.when, ask)
    except Missing:
        if item.state.standing == "not_in_force":
            return True
        raise


def _one(
    compiled: Compiled, item: Item, good: Good, earlier: Sequence[Outcome | None], world: tuple[Callable[[str], Fact], Basis]
) -> Outcome | None:
    ask, basis = world
    profile = good.profile
    state, measure = item.state, item.measure
    event, duty, rate = _duty(compiled, item, good)
    if duty is None:
        return None
    if measure.optional and not _may_hold(item, ask):
        return None

    def out(status: str, spoken: Event, why: Text, percent: Percent = NOTHING, share: Decimal = ONE) -> Outcome:
        return Outcome(status, percent, rate, spoken.act, spoken.pinpoint, why, spoken, share)

    if state.standing == "not_in_force":
        key = "coming" if state.until is not None else "ended"
        return out("not_in_force", state.speaks, reason(key, since=state.since, until=state.until))
    if state.standing == "suspended":
        key = "suspended" if state.until else "suspended_open"
        return out("suspended", state.speaks, reason(key, since=state.since, until=state.until))
    missing: Missing | None = None
    lifted = False
    for exemption in item.exemptions:
        if compiled.index.covers(exemption.event, profile):
            if exemption.event.kind == "resume":
                lifted = True
                continue
            if lifted and (exemption.event.headings or exemption.event.lists):
                continue
            try:
                if _holds(exemption.when, ask):
                    if exemption.event.kind == "suspend":
                        since, until = exemption.event.on, exemption.event.until
                        key = "suspended" if until else "suspended_open"
                        return out("suspended", exemption.event, reason(key, since=since, until=until))
                    return out("exempt", exemption.event, reason("exempt", what=exemption.event.note or exemption.event.pinpoint))
            except Missing as unknown:
                missing = missing or unknown
    taken = ZERO
    splitter = ""
    for give in item.gives:
        first = earlier[give.place]
        if first is None or first.status != "applied":
            continue
        name = compiled.items[give.place].measure.label.en
        name_ja = compiled.items[give.place].measure.label.ja
        nothing = first.percent.high is not None and first.percent.high == ZERO
        if give.rule.kind == "replaces":
            why = Text(reason("replaced", first=name).en, reason("replaced", first=name_ja).ja)
            return Outcome("displaced", NOTHING, rate, give.event.act, give.event.pinpoint, why, give.event)
        if nothing:
            continue
        if give.rule.kind == "splits":
            taken += first.share
            splitter = name
        if give.rule.kind == "displaces" or taken >= ONE:
            why = Text(reason("displaced", first=name).en, reason("displaced", first=name_ja).ja)
            return Outcome("displaced", NOTHING, rate, give.event.act, give.event.pinpoint, why, give.event)
    if missing is not None:
        raise missing
    if not _holds(item.when, ask):
        if measure.authority == "preference":
            return out("not_in_force", event, reason("condition", when=item.when))
        return out("exempt", event, reason("condition", when=item.when))
    left = ONE - taken
    named = bases_named(duty) or ({measure.base} if measure.base else frozenset[str]())
    if measure.authority == "mfn":
        return out("applied", event, reason("applied", since=state.since), NOTHING)
    percent = duty.percent(basis)
    share = left
    if named:
        full = basis.share(next(iter(named)))
        share = min(full, left)
        if not bases_named(duty):
            percent = percent.times(share)
        elif full > 0 and share < full:
            percent = percent.times(share / full)
        if share == ZERO and isinstance(duty, AdValorem):
            return out("exempt", event, reason("condition", when=f"{duty.base} > 0"))
    elif left < ONE:
        percent = percent.times(left)
    if measure.quota:
        within = ask(f"quota.{measure.quota}")
        part = within if isinstance(within, Decimal) else ZERO
        part = part if measure.side == "in" else ONE - part
        if part == ZERO:
            return out("displaced", event, reason("no_volume"))
        percent, share = percent.times(part), share * part
    if taken > ZERO:
        why = reason("split", share=_percent(share), first=splitter)
    elif share < ONE:
        why = reason("share", share=_percent(share))
    else:
        why = reason("applied", since=event.on)
    return out("applied", event, why, percent, share)


def _percent(share: Decimal) -> str:
    return format((share * 100).normalize(), "f")


def worlds(
    compiled: Compiled, good: Good, given: World, presumed: dict[str, str]
) -> list[tuple[dict[str, Fact], tuple[Outcome | None, ...]]]:
    """Every world the unknown facts allow, each with its outcomes; facts are asked only where something turns on them."""
    questions = compiled.law.questions
    found: list[tuple[dict[str, Fact], tuple[Outcome | None, ...]]] = []
    known = known_facts(compiled.law, compiled.index, compiled.clock.on, good.profile, given, presumed)

    def explore(chosen: dict[str, Fact], course: Course) -> None:
        def ask(key: str) -> Fact:
            return chosen[key] if key in chosen else known(key)

        try:
            outcomes = charge(compiled, good, ask, course)
        except Missing as unknown:
            for fact in _possible(questions.get(unknown.key), unknown.key, chosen, given, questions):
                explore({**chosen, unknown.key: fact}, course.again())
            return
        found.append((chosen, outcomes))

    explore({}, Course([None] * len(compiled.items)))
    return found


def _possible(asked: Asked | None, key: str, chosen: World, given: World, questions: Mapping[str, Asked]) -> tuple[Fact, ...]:
    """The answers between which the duty can turn: ends of a share, both of yes and no, every word of a choice."""
    if key == AVE:
        return ("low", "high")
    if asked is None or asked.kind == "share":
        used = ZERO
        if whole := whole_of(key, questions):
            for other, fact in [*given.items(), *chosen.items()]:
                if other != key and isinstance(fact, Decimal) and whole_of(other, questions) == whole:
                    used += fact
        rest = max(ZERO, ONE - used)
        return (ZERO, rest) if rest > 0 else (ZERO,)
    if asked.kind == "yes_no":
        return (True, False)
    return tuple(asked.answers)


def specific_unit(compiled: Compiled, item: Item, good: Good) -> str:
    """The unit a specific duty of the item needs, if it has one."""
    duty = _duty(compiled, item, good)[1]
    return has_specific(duty) if duty is not None else ""

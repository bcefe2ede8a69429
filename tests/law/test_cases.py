"""The law cases: what a lawyer expects of a good on a day, in TOML a lawyer can read.

[[case]]      one good, one day: total, lines, questions, amounts
[[timeline]]  one good over many days; with ``line`` what one measure does, else the total
[[learned]]   one good on one day, as known on many
[[origins]]   one good on one day from many origins
[[quota]]     a quota's volume on many days
[[standing]]  whether a stacking rule or a measure holds, on many days
[[acts]]      the dates of acts, kept apart
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import ConfigDict, TypeAdapter

from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused
from nemawashi.sources.toml_lines import decode_each, read_toml
from nemawashi.tariffs import Assessment, Entry, Law, assess, load
from nemawashi.tariffs.state import replay

HERE = Path(__file__).parent
LAW = HERE.parents[1] / "src/nemawashi/cases/us-japan-2025/law"
HINDSIGHT = date(2025, 9, 20)
"""Known on, where a case does not say: the day on which everything of the talks is known."""


@dataclass(frozen=True)
class Basis:
    """Who says so, and where."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: Literal["published", "own"]
    """published: an expectation found in a text somebody else wrote; own: our reading of the act."""
    where: str
    """Act and pinpoint, or title and address."""
    says: str = ""
    """What it says, in our words."""
    read: date | None = None


@dataclass(frozen=True)
class Given:
    """What every kind of case may state."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    basis: Basis
    good: str = ""
    origin: str = "JP"
    importer: str = "US"
    on: date = date(2025, 5, 3)
    known: date = HINDSIGHT
    answers: dict[str, Any] = field(default_factory=dict)
    value: str = ""
    quantity: str = ""
    total: str = ""
    """``27.5``, ``12.5 to 27.5``, ``10 to open``, ``refused``."""
    lines: dict[str, str] = field(default_factory=dict)
    """By measure: ``applied 25``, ``applied 0 to 25``, ``displaced``, ``exempt``, ``suspended``,
    ``suspended until 2025-07-09``, ``not_in_force``, ``absent``."""
    rates: dict[str, str] = field(default_factory=dict)
    """By measure: the duty as its line states it, owed or not."""
    acts: dict[str, str] = field(default_factory=dict)
    """By measure: the act its line cites."""
    asks: list[str] | None = None
    """Questions whose answers are open, presumed ones apart."""
    amounts: dict[str, str] = field(default_factory=dict)
    line: str = ""
    days: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    quota: str = ""
    rule: str = ""
    measure: str = ""
    act: str = ""
    learned: bool = False
    """Of a quota: ``days`` are days of knowing, not of the period."""


@dataclass(frozen=True)
class Case:
    """One expectation, ready to be tried."""

    name: str
    given: Given
    entry: Entry
    total: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


def _entry(given: Given, *, on: date | None = None, known: date | None = None, origin: str = "") -> Entry:
    return Entry(
        given.good,
        origin or given.origin,
        given.importer,
        Clock(on or given.on, known or given.known),
        given.answers,
        Decimal(given.value) if given.value else None,
        Decimal(given.quantity) if given.quantity else None,
    )


def _expand(kind: str, given: Given) -> Iterator[Case]:
    if kind == "case":
        yield Case(given.id, given, _entry(given), given.total, given.lines)
        return
    if kind == "acts":
        for key, expected in given.days.items():
            yield Case(f"act-{key}", replace(given, act=key), Entry("", "", "", Clock(given.on, given.known)), expected)
        return
    if kind in ("quota", "standing"):
        for key, expected in given.days.items():
            day = date.fromisoformat(key)
            clock = Clock(given.on, day) if given.learned else Clock(day, given.known)
            yield Case(f"{kind}-{given.id}-{key}", given, Entry("", "", "", clock), expected)
        return
    table = given.origins if kind == "origins" else given.days
    for key, expected in table.items():
        if kind == "origins":
            entry = _entry(given, origin=key)
        elif kind == "timeline":
            entry = _entry(given, on=date.fromisoformat(key))
        else:
            entry = _entry(given, known=date.fromisoformat(key))
        if given.line:
            yield Case(f"{given.id}-{key}", given, entry, "", {given.line: expected})
        else:
            yield Case(f"{given.id}-{key}", given, entry, expected)


def read_cases(folder: Path = HERE) -> list[Case]:
    """Every case below ``folder``, expanded."""
    faults: list[Fault] = []
    found: list[Case] = []
    adapter = TypeAdapter(Given)
    for path in sorted(folder.glob("*.toml")):
        file = read_toml(path, faults, root=folder)
        assert file is not None, faults
        for kind in ("case", "timeline", "learned", "origins", "quota", "standing", "acts"):
            for given in decode_each(file, kind, adapter, faults):
                found += _expand(kind, given)
    assert not faults, "\n".join(map(str, faults))
    return found


def percent(low: Decimal, high: Decimal | None) -> str:
    """``25`` or ``0 to 25`` or ``10 to open``."""
    if high is None:
        return f"{low} to open"
    return f"{low}" if low == high else f"{low} to {high}"


def disagreements(law: Law, case: Case) -> list[str]:
    """What the law does not answer that the case expects."""
    if case.given.act:
        act = law.acts[case.given.act]
        got = f"{act.signed or '-'} · {act.published or '-'} · {act.known_from()}"
        return [] if got == case.total else [f"dates are {got}, expected {case.total}"]
    if case.given.rule or case.given.measure:
        owners = [*law.rules, *law.measures.values()]
        owner = next(one for one in owners if one.id == (case.given.rule or case.given.measure))
        state = replay(law, owner.event, case.entry.clock)
        got = state.standing if state is not None else "not_in_force"
        return [] if got == case.total else [f"it is {got}, expected {case.total}"]
    if case.given.quota:
        volume = law.quotas[case.given.quota].open_on(case.entry.clock.on, case.entry.clock.known)
        got = "none" if volume is None else str(volume)
        return [] if got == case.total else [f"volume is {got}, expected {case.total}"]
    try:
        answer = assess(law, case.entry)
    except Refused:
        return [] if case.total == "refused" else ["refused"]
    return _differences(answer, case)


def _differences(answer: Assessment, case: Case) -> list[str]:
    found = []
    if case.total and percent(answer.low, answer.high) != case.total:
        found.append(f"total is {percent(answer.low, answer.high)}, expected {case.total}")
    by_measure = {line.measure: line for line in (*answer.lines, *answer.fees)}
    for measure, expected in case.lines.items():
        line = by_measure.get(measure)
        got = "absent" if line is None else f"applied {percent(line.low, line.high)}" if line.status == "applied" else line.status
        if line is not None and expected.startswith("suspended until"):
            got = f"{got} until {line.until}"
        if got != expected:
            found.append(f"{measure} is {got}, expected {expected}")
    for measure, rate in case.given.rates.items():
        stated = by_measure[measure].rate if measure in by_measure else "nothing"
        if stated != rate:
            found.append(f"{measure} states {stated}, expected {rate}")
    for measure, act in case.given.acts.items():
        if measure not in by_measure or not f"{by_measure[measure].act}, {by_measure[measure].pinpoint}".startswith(act):
            got = f"{by_measure[measure].act}, {by_measure[measure].pinpoint}" if measure in by_measure else "nothing"
            found.append(f"{measure} cites {got}, expected {act}")
    for measure, amount in case.given.amounts.items():
        got = percent(by_measure[measure].amount_low or Decimal(0), by_measure[measure].amount_high)
        if got != amount:
            found.append(f"{measure} amounts to {got}, expected {amount}")
    if case.given.asks is not None:
        asked = [question.key for question in answer.questions if not question.presumed]
        if asked != case.given.asks:
            found.append(f"asks {asked}, expected {case.given.asks}")
    return found


CASES = read_cases()


@pytest.fixture(scope="session")
def law() -> Law:
    faults: list[Fault] = []
    read = load(LAW, faults, root=LAW.parent)
    assert not faults, "\n".join(map(str, faults))
    return read


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(law: Law, case: Case) -> None:
    assert disagreements(law, case) == []


def test_enough_cases_and_enough_of_them_others() -> None:
    published = [case for case in CASES if case.given.basis.kind == "published"]
    assert len(CASES) >= 150
    assert len(published) >= 50
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.given.basis.where for case in CASES)
    assert all(case.given.basis.says for case in published)

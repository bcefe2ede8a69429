"""The workbench: one case, one scenario, every question the floors can answer, each answer kept by what it depends on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from nemawashi.case import Case, Side, open_case
from nemawashi.dates import Clock, parse_date
from nemawashi.economy import CLOSURES
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.stakes.private import Private, overlay, read_private
from nemawashi.workbench.memory import Memory
from nemawashi.workbench.scenario import Scenario

if TYPE_CHECKING:
    from nemawashi.agenda import Agenda, Package
    from nemawashi.record import Record
    from nemawashi.sources import Source
    from nemawashi.tariffs import Law

__all__ = ["Workbench"]

T = TypeVar("T")


class Workbench:
    """The façade: a case seen from a side on two clocks.

    A workbench is cheap to copy: ``at(on=…, known=…, side=…)`` gives another scenario over the same case and the same memory of answers. Each verb
    names the scenario fields it reads; an answer is found again while those stay the same, whatever else was changed.
    """

    def __init__(self, case: Case, scenario: Scenario, memory: Memory | None = None, private: Private | None = None) -> None:
        self.case = case
        self.private = private
        self.scenario = scenario
        self._memory = Memory() if memory is None else memory

    @classmethod
    def open(
        cls,
        case: str | Path | Case = "us-japan-2025",
        *,
        side: str | None = None,
        on: str | date | None = None,
        known: str | date | None = None,
        private: str | Path | None = None,
    ) -> Workbench:
        """Open a case by name or folder, for a side and on two clocks; what is not given is the case's own.

        ``private`` is a file of values private to a side, as ``elicit`` writes it: they stand in place of that side's public ones, for that side alone.
        """
        opened = case if isinstance(case, Case) else open_case(case)
        base = Scenario(case=opened.id, side=opened.manifest.side, clock=opened.clock)
        if private is None:
            return cls(opened, base).at(side=side, on=on, known=known)
        own = read_private(Path(private))
        if own.case != opened.id:
            raise Refused(
                Fault(own.where, f"values for the case {own.case}", f"this is the case {opened.id}", "give the file of this case")
            )
        desk = cls(replace(opened, stakes=overlay(opened.stakes, own, opened.manifest.first)), base, private=own)
        desk = desk.at(side=side or own.side, on=on, known=known)
        if desk.scenario.side != own.side:
            rule = "private values are shown to their own side alone"
            raise Refused(Fault(own.where, f"values of {own.side}, asked for by {desk.scenario.side}", rule, f"write --for {own.side}"))
        return desk

    def at(
        self,
        *,
        side: str | None = None,
        on: str | date | None = None,
        known: str | date | None = None,
        package: Mapping[str, str] | None = None,
        elasticities: str | None = None,
        closure: str | None = None,
        red_lines: tuple[str, ...] | None = None,
        public: bool | None = None,
        without: tuple[str, ...] | None = None,
        parties: tuple[str, ...] | None = None,
    ) -> Workbench:
        """The same case in another scenario. A date outside the case's days is refused: outside them it knows nothing; so is a name it does not know."""
        now = self.scenario
        clock = Clock(
            self._day(on, "--on") if on is not None else now.clock.on, self._day(known, "--known") if known is not None else now.clock.known
        )
        wanted = replace(now, clock=clock, side=self.case.side(side).id if side is not None else now.side)
        if package is not None:
            wanted = replace(wanted, package=MappingProxyType(dict(package)))
        if elasticities:
            self.case.economy.set_named(elasticities)
        if closure is not None and closure not in CLOSURES:
            raise Unknown("closure", closure, CLOSURES, where="--closure")
        if elasticities is not None:
            wanted = replace(wanted, elasticities=elasticities)
        if closure is not None:
            wanted = replace(wanted, closure=closure)
        if red_lines is not None:
            drawn = {line.id for line in self.case.agenda.known_on(clock.known).red_lines}
            for name in red_lines:
                if name not in drawn:
                    raise Unknown("red line", name, drawn, where="--red-line")
            wanted = replace(wanted, red_lines=red_lines)
        if public is not None:
            wanted = replace(wanted, public=public)
        if without is not None:
            there = self.case.agenda.known_on(clock.known).ids
            for name in without:
                if name not in there:
                    raise Unknown("issue", name, there, where="--without")
            wanted = replace(wanted, without=tuple(dict.fromkeys(without)))
        if parties is not None:
            wanted = replace(wanted, parties=self._table(parties))
        return Workbench(self.case, wanted, self._memory, self.private)

    def _table(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """Parties at a table, in the order given: two or more, each once."""
        there = {side.id for side in self.case.manifest.sides}
        for name in named:
            if name.strip().upper() not in there:
                raise Unknown("party", name, self.case.parties, where="--parties")
        found = tuple(dict.fromkeys(name.strip().upper() for name in named))
        if named and len(found) < 2:
            rule = "a bargain has two parties or more"
            raise Refused(Fault("--parties", f"{', '.join(named)} alone", rule, f"name two or more of {', '.join(self.case.parties)}"))
        return found

    def carrying(self, moves: Iterable[str]) -> Workbench:
        """The same scenario with a package on the table: a package the case names, or ``issue=option`` for what it moves; the rest stays."""
        chosen = self.agenda.package(moves)
        return self.at(package=self.agenda.moves(chosen))

    def _day(self, given: str | date, where: str) -> date:
        day = parse_date(given, where=where)
        first, last = self.case.manifest.first, self.case.manifest.last
        if not first <= day <= last:
            rule = f"the case knows the days from {first} to {last}"
            raise Refused(
                Fault(where, f"{day} lies outside the case", rule, "choose a day between them, or widen the case with sourced data")
            )
        return day

    def memo(self, verb: str, reads: tuple[str, ...], compute: Callable[[], T], *more: Hashable) -> T:
        """The answer of ``compute``, kept by the verb, the scenario fields it reads, and what else was asked."""
        return self._memory.get((verb, self.scenario.key(reads), more), compute)

    # ---- what every verb stands on

    @property
    def clock(self) -> Clock:
        """In force on, as known on."""
        return self.scenario.clock

    @property
    def law(self) -> Law:
        """The law; its regimes take the clock."""
        return self.case.law

    @cached_property
    def record(self) -> Record:
        """The record as it could be read on the known day."""
        return self.case.record.at(self.clock.known)

    @cached_property
    def agenda(self) -> Agenda:
        """The agenda as it could be written on the known day."""
        return self.case.agenda.known_on(self.clock.known)

    @cached_property
    def package(self) -> Package:
        """The scenario's package, complete."""
        return self.agenda.package(self.scenario.package)

    @property
    def own(self) -> Side:
        """The side for which the answers are."""
        return self.case.side(self.scenario.side)

    @property
    def other(self) -> Side:
        """The party across the table."""
        return self.case.side(self.case.other(self.scenario.side))

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return self.case.sources

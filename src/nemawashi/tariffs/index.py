"""Codes and scopes of one importer, indexed once: a code's profile says which scopes cover it."""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from nemawashi.codes import dotted, heading
from nemawashi.errors import Fault, Refused, Unknown, nearest
from nemawashi.tariffs.duty import Duty
from nemawashi.tariffs.grammar import worded
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.scope import LENGTHS, Scope, scope_of

__all__ = ["Index", "Leaf"]

Leaf = tuple[str, bytes]
"""A code that decides everything, and its profile: one byte a scope, 1 where it is covered."""


class Index:
    """Scopes numbered, codes profiled, lines sorted. A cache of the law, not a value."""

    def __init__(self, law: Law, importer: str) -> None:
        self.law = law
        self.importer = importer
        self.jurisdiction = law.jurisdictions[importer]
        self.scopes: list[Scope] = []
        self.numbers: dict[tuple[tuple[str, ...], ...], int] = {}
        self.measures = [measure for measure in law.measures.values() if measure.importer == importer]
        self.measure_scope: dict[str, int] = {}
        self.event_scope: dict[int, int] = {}
        for measure in self.measures:
            self.measure_scope[measure.id] = self._number(
                measure.headings or (() if measure.lists else ("*",)),
                measure.lists,
                measure.except_headings,
                measure.except_lists,
                measure.origins,
                measure.except_origins,
            )
            for event in measure.event:
                if event.narrowed():
                    goods = event.headings or (() if event.lists else ("*",))
                    self.event_scope[id(event)] = self._number(goods, event.lists, (), (), event.origins, ())
        self.presumptions: dict[str, tuple[tuple[int, str], ...]] = {}
        self.profiles: dict[str, tuple[str, ...]] = {}
        """The profile of each presumption, in the same order."""
        for asked in law.questions.values():
            good = [held for held in asked.presume if all(name in law.lists for name in held.lists)]
            numbers = [self._number(held.headings or (() if held.lists else ("*",)), held.lists, (), (), (), ()) for held in good]
            self.presumptions[asked.key] = tuple(zip(numbers, (held.answer for held in good), strict=True))
            self.profiles[asked.key] = tuple(held.profile for held in good)
        self.finer_codes = sorted(
            {code for scope in self.scopes for prefixes in (scope.goods, scope.less) for code in prefixes.codes if len(code) > 4}
        )
        self.tables: dict[str, Mapping[str, Mapping[str, str]]] = {
            table.id: table.rows for table in law.tables.values() if table.importer == importer
        }
        self.all_lines = sorted({line for rows in self.tables.values() for line in rows})
        self.line_set = frozenset(self.all_lines)
        self.flat = not self.tables and any(measure.authority == "mfn" and not measure.table for measure in self.measures)
        """Without a schedule and with one general rate for all goods, every code is a line of its own."""
        self.groups: dict[str, tuple[str, ...]] = {}
        self.rates: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.orders: dict[object, Any] = {}
        """Stacking orders by the measures and rules that make them."""
        self.items: dict[object, Any] = {}
        """Measures as they stand for an origin, by measure, state, order and origin."""
        self._profiles: dict[str, bytes] = {}
        self._leaves: dict[str, tuple[Leaf, ...]] = {}
        self._interned: dict[bytes, bytes] = {}

    def _number(self, *parts: tuple[str, ...]) -> int:
        if parts not in self.numbers:
            self.numbers[parts] = len(self.scopes)
            self.scopes.append(scope_of(parts, self.law.lists, self.law.groups))
        return self.numbers[parts]

    def groups_of(self, origin: str) -> tuple[str, ...]:
        """The origin and every group that holds it."""
        if origin not in self.groups:
            self.groups[origin] = (origin, *(group.id for group in self.law.groups.values() if origin in group.members))
        return self.groups[origin]

    def reaches(self, number: int, origin: str) -> bool:
        """Whether a scope means products of ``origin``, by itself or through a group."""
        scope = self.scopes[number]
        return scope.reaches(origin)

    def lines(self, under: str = "") -> tuple[str, ...]:
        """Tariff lines below a code."""
        start = bisect_left(self.all_lines, under)
        found = []
        for line in self.all_lines[start:]:
            if not line.startswith(under):
                break
            found.append(line)
        return tuple(found)

    def line_of(self, code: str) -> str | None:
        """The tariff line that holds ``code``."""
        if self.flat:
            return code
        for length in range(len(code), 3, -1):
            if code[:length] in self.line_set:
                return code[:length]
        return None

    def profile(self, code: str) -> bytes:
        """Which scopes cover ``code``; a scope that covers a part of it only does not."""
        if code not in self._profiles:
            stems = [code[:length] for length in LENGTHS if length <= len(code)] or [code]
            made = bytes(scope.whole(stems) for scope in self.scopes)
            self._profiles[code] = self._interned.setdefault(made, made)
        return self._profiles[code]

    def leaves(self, given: str) -> tuple[Leaf, ...]:
        """The codes into which ``given`` must be told apart for its duty to be one: itself, mostly.

        A code shorter than a tariff line is every line below it; a line is told apart where a list names a finer code. An unknown code
        names the nearest known ones.
        """
        if given not in self._leaves:
            code = heading(given)
            line = self.line_of(code)
            lines = (line,) if line is not None else self.lines(code)
            if not lines:
                self._unknown(given, code)
            found: dict[tuple[bytes, str], str] = {}
            for one in lines:
                stem = code if len(code) > len(one) else one
                start = bisect_left(self.finer_codes, stem)
                for finer in [stem, *self.finer_codes[start : start + 400]]:
                    if not finer.startswith(stem):
                        break
                    found.setdefault((self.profile(finer), one), finer)
            self._leaves[given] = tuple((leaf, profile) for (profile, _), leaf in found.items())
        return self._leaves[given]

    def _unknown(self, given: str, code: str) -> None:
        if not self.all_lines:
            raise Refused(
                Fault("heading", f"no schedule of {self.importer} is loaded", "a duty needs the importer's schedule", "add a [[table]]")
            )
        for length in (6, 4, 2):
            close = self.lines(code[:length])
            if close:
                break
        known = [dotted(line) for line in (close or self.all_lines)]
        best = nearest(dotted(code), known[:400], most=3)
        raise Unknown("heading", given, best or known[:3], where=f"heading ({self.importer})")

    def row(self, table: str, code: str) -> Mapping[str, str]:
        """The table's row that holds ``code``; empty where it has none."""
        rows = self.tables.get(table, {})
        for length in range(len(code), 3, -1):
            if code[:length] in rows:
                return rows[code[:length]]
        return {}

    def table_rate(self, measure: Measure, code: str) -> tuple[Duty | None, str]:
        """The rate a table gives the code, and the rate in words; None where the table says nothing."""
        name, _, column = measure.table.partition(":")
        text = self.row(name, code).get(column, "")
        return worded(text) if text else (None, "")

    def table_duty(self, measure: Measure, code: str) -> Duty | None:
        """The rate a table gives the code; None where the table says nothing."""
        return self.table_rate(measure, code)[0]

    def covers(self, event: Event, profile: bytes) -> bool:
        """Whether an event's narrowing covers goods of this profile."""
        number = self.event_scope.get(id(event))
        return number is None or profile[number] == 1

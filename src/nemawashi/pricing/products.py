"""Goods factored into classes: codes that every provision of a law treats alike.

A code matters to the law only through the scopes that cover it and the rates its tariff line has in the schedule. A **leaf** is one way of
agreeing in both. A code that lists or lines tell apart below itself (a line of which a list names a part; a heading of six digits) is
several leaves; every other code is one. Codes of the same leaves form a **class**.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.coverage import ABSENT, IN_PART, SEVERAL, Schedule, covered, schedule
from nemawashi.tariffs.duty import has_specific
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.law import Law

__all__ = ["NONE", "UNKNOWN", "Leaves", "Products", "factor_products"]

NONE = -1
UNKNOWN = -1
"""The class of a code that the importer's schedule does not hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaves:
    """Ways in which goods meet the law."""

    examples: tuple[tuple[str, str], ...]
    """Of each leaf a heading and the code within it that is the leaf; the same, mostly."""
    coverage: NDArray[np.uint8]
    """Leaf × scope: 1 covered, 0 not."""
    texts: NDArray[np.int32]
    """Leaf × column: number of the rate that the schedule gives, into ``words``."""
    words: tuple[str, ...]
    columns: tuple[str, ...]
    """The tables' columns, ``table:column``."""
    equivalents: NDArray[np.int64]
    """Ad valorem equivalent of the general rate, in millionths of a percent; ``NONE`` where it needs none, or none is stated."""

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self.examples)


@dataclass(frozen=True, slots=True, eq=False)
class Products:
    """Codes, their classes, and the leaves that make up a class."""

    headings: tuple[str, ...]
    classes: NDArray[np.int32]
    """Class of each heading; ``UNKNOWN`` where the schedule has no such code."""
    examples: tuple[str, ...]
    """One heading of each class."""
    members: tuple[tuple[int, ...], ...]
    """Leaves of each class."""
    leaves: Leaves

    @property
    def size(self) -> int:
        """How many classes there are."""
        return len(self.examples)

    def equivalent(self) -> NDArray[np.bool_]:
        """Whether a class's general rate is put in percent by what was stated of it."""
        stated = self.leaves.equivalents != NONE
        return np.array([stated[list(members)].any() for members in self.members], dtype=np.bool_)


def factor_products(law: Law, importer: str, headings: Sequence[str], equivalents: Sequence[float] | None = None) -> Products:
    """Put ``headings`` (digits, any length) into classes under ``law``; kept for the law, so a second call is free.

    ``equivalents`` state, by heading, what a general rate that is no percent comes to in percent of value.
    """
    given = tuple(headings)
    stated = None if equivalents is None else tuple(equivalents)
    key = ("products", importer, hash(given), hash(stated))
    held: Products | None = law.cache.get(key)
    if held is None or held.headings != given:
        held = _factor(law.index(importer), given, stated)
        law.cache[key] = held
    return held


def _factor(index: Index, headings: tuple[str, ...], stated: tuple[float, ...] | None) -> Products:
    found = schedule(index, headings)
    coverage = np.empty((len(headings), len(index.scopes)), dtype=np.uint8)
    for number, scope in enumerate(index.scopes):
        coverage[:, number] = covered(headings, scope)
    known = found.held != ABSENT
    apart = known & ((coverage == IN_PART).any(axis=1) | (found.held == SEVERAL))
    whole = np.flatnonzero(known & ~apart)
    words = list(found.words)
    codes, profiles, texts, owners = _told_apart(index, headings, np.flatnonzero(apart), found, words)
    owner = np.concatenate((whole, np.array(owners, dtype=np.intp))).astype(np.intp)
    covers = np.concatenate((coverage[whole], profiles))
    rates = np.concatenate((found.texts[whole], texts))
    equivalent = _equivalents(index, found.columns, words, rates, None if stated is None else np.array(stated)[owner])
    keyed = np.ascontiguousarray(
        np.column_stack((covers, *(_bytes(part) for part in (rates, equivalent.reshape(-1, 1)))))
        if len(owner)
        else np.zeros((0, 1), dtype=np.uint8)
    )
    packed = keyed.view(np.dtype((np.void, keyed.shape[1]))).ravel()
    _, firsts, leaf = np.unique(packed, return_index=True, return_inverse=True)
    names = [*(headings[row] for row in whole.tolist()), *codes]
    leaves = Leaves(
        examples=tuple((headings[owner[row]], names[row]) for row in firsts.tolist()),
        coverage=covers[firsts],
        texts=rates[firsts],
        words=tuple(words),
        columns=found.columns,
        equivalents=equivalent[firsts],
    )
    return _classes(headings, owner.tolist(), leaf.tolist(), leaves)


def _bytes(part: NDArray[np.int32] | NDArray[np.int64]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(part).view(np.uint8).reshape(len(part), -1)


def _told_apart(
    index: Index, headings: tuple[str, ...], rows: NDArray[np.intp], found: Schedule, words: list[str]
) -> tuple[list[str], NDArray[np.uint8], NDArray[np.int32], list[int]]:
    """The codes below headings that are no one leaf: their profiles, their rates, and the heading each stands under."""
    numbers = {word: number for number, word in enumerate(words)}
    codes: list[str] = []
    profiles: list[bytes] = []
    texts: list[list[int]] = []
    owners: list[int] = []
    for row in rows.tolist():
        for code, profile in index.leaves(headings[row]):
            rates = [index.row(name, code).get(column, "") for name, _, column in (one.partition(":") for one in found.columns)]
            codes.append(code)
            profiles.append(profile)
            texts.append([numbers.setdefault(rate, len(numbers)) for rate in rates])
            owners.append(row)
    words[:] = list(numbers)
    covers = np.frombuffer(b"".join(profiles), dtype=np.uint8).reshape(len(codes), len(index.scopes))
    return codes, covers, np.array(texts, dtype=np.int32).reshape(len(codes), len(found.columns)), owners


def _equivalents(
    index: Index, columns: tuple[str, ...], words: Sequence[str], rates: NDArray[np.int32], stated: NDArray[np.float64] | None
) -> NDArray[np.int64]:
    """What was stated, for leaves whose general rate needs a quantity."""
    if stated is None:
        return np.full(len(rates), NONE, dtype=np.int64)
    general = {measure.table for measure in index.measures if measure.authority == "mfn"}
    specific = np.array([bool(word) and bool(has_specific(parse_duty(word))) for word in words], dtype=np.bool_)
    needs = np.zeros(len(rates), dtype=np.bool_)
    for place, column in enumerate(columns):
        if column in general:
            needs |= specific[rates[:, place]]
    return np.where(needs, np.rint(stated * 1_000_000).astype(np.int64), NONE)


def _classes(headings: tuple[str, ...], owner: Sequence[int], leaf: Sequence[int], leaves: Leaves) -> Products:
    """Headings by their leaves."""
    below: dict[int, set[int]] = {}
    for row, number in zip(owner, leaf, strict=True):
        below.setdefault(row, set()).add(number)
    classes = np.full(len(headings), UNKNOWN, dtype=np.int32)
    numbers: dict[tuple[int, ...], int] = {}
    examples: list[str] = []
    for row, found in below.items():
        members = tuple(sorted(found))
        if members not in numbers:
            numbers[members] = len(numbers)
            examples.append(headings[row])
        classes[row] = numbers[members]
    return Products(headings, classes, tuple(examples), tuple(numbers), leaves)

"""Divisible issues of two parties: concave trade-offs merged by slope, exactly.

An issue that can be settled anywhere between two ends gives a chain of segments (Δu₁ > 0, Δu₂ < 0) that falls ever faster. The sum of
several such issues is the chain of all their segments sorted by slope (the Minkowski sum of concave curves), so whoever gives, gives first
where it costs least. With discrete issues beside them the frontier is the upper envelope of the chain shifted to each discrete point.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from nemawashi.bargain.number import Number, exact
from nemawashi.errors import Fault, Refused

__all__ = [
    "Chain",
    "Piece",
    "chain",
    "egalitarian_on",
    "kalai_smorodinsky_on",
    "merge",
    "mixed",
    "nash_on",
    "nash_over",
    "split",
    "with_discrete",
]

Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Chain:
    """A concave falling frontier u₂(u₁): its corners, u₁ ascending and u₂ descending."""

    corners: tuple[Pair, ...]

    def at(self, first: Number) -> Fraction:
        """u₂ where the first party has ``first``; raises Refused outside the chain."""
        x = exact(first, "u1")
        for (a, b), (c, d) in zip(self.corners, self.corners[1:] or self.corners, strict=False):
            if a <= x <= c:
                return b if a == c else b + (d - b) * (x - a) / (c - a)
        low, high = self.corners[0][0], self.corners[-1][0]
        raise Refused(Fault("u1", f"{float(x):g}", f"the frontier runs from {float(low):g} to {float(high):g}", "ask within it"))


def chain(corners: Iterable[tuple[Number, Number]], where: str = "issue") -> Chain:
    """The trade-off of one divisible issue through these corners; raises Refused unless it falls and is concave.

    Corners where both parties lose against a neighbour do not belong: the efficient part of the issue is what is asked for.
    """
    points = sorted((exact(a, where), exact(b, where)) for a, b in corners)
    if not points:
        raise Refused(Fault(where, "no corner", "a divisible issue has one corner or more", "give its ends"))
    slopes = []
    for (a, b), (c, d) in pairwise(points):
        if a == c or b <= d:
            raise Refused(
                Fault(
                    where,
                    f"from ({a}, {b}) to ({c}, {d})",
                    "along a trade-off one party gains and the other loses",
                    "drop the dominated corner",
                )
            )
        slopes.append((d - b) / (c - a))
    if any(later > earlier for earlier, later in pairwise(slopes)):
        rule = "slope merging is exact for concave trade-offs only"
        raise Refused(Fault(where, "a trade-off that is not concave", rule, "cut it into discrete options"))
    return Chain(tuple(points))


def merge(chains: Sequence[Chain]) -> Chain:
    """The frontier of all these issues together: segments sorted from the flattest to the steepest."""
    a = sum((c.corners[0][0] for c in chains), Fraction(0))
    b = sum((c.corners[0][1] for c in chains), Fraction(0))
    steps = [(q[0] - p[0], q[1] - p[1]) for c in chains for p, q in zip(c.corners, c.corners[1:], strict=False)]
    steps.sort(key=lambda step: -step[1] / step[0])
    corners = [(a, b)]
    last: Fraction | None = None
    for right, down in steps:
        a, b = a + right, b + down
        if last == down / right:
            corners[-1] = (a, b)
        else:
            corners.append((a, b))
        last = down / right
    return Chain(tuple(corners))


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight stretch of a mixed frontier and which discrete point it belongs to; ``start`` is ``end`` for a single point."""

    start: Pair
    end: Pair
    index: int


def mixed(points: Sequence[Sequence[Number]], whole: Chain) -> tuple[Piece, ...]:
    """The frontier of discrete issues with efficient ``points`` and divisible issues with the merged chain ``whole``; u₁ ascending.

    The chain is shifted to every point, cut at every corner and crossing, and kept where no other shifted chain is as good. For the points of
    a :class:`~nemawashi.bargain.frontier.Frontier` give ``front.payoffs(range(len(front)))``; ``index`` then names the package.
    """
    segments: list[tuple[Pair, Pair, int]] = []
    for index, p in enumerate(points):
        shift = exact(p[0]), exact(p[1])
        moved = [(shift[0] + a, shift[1] + b) for a, b in whole.corners]
        segments += [(q, r, index) for q, r in pairwise(moved)] or [(moved[0], moved[0], index)]
    cuts = sorted({x for segment in segments for x in (segment[0][0], segment[1][0])} | _crossings(segments))
    kept: list[Piece] = []
    top: Fraction | None = None
    for left, right in reversed([*pairwise(cuts)]):
        over = [s for s in segments if s[0][0] <= left and right <= s[1][0] and s[0][0] < s[1][0]]
        if not over:
            continue
        best = max(over, key=lambda s: _height(s, (left + right) / 2))
        low, high = _height(best, right), _height(best, left)
        end = right, low
        if top is not None and low < top:
            if high <= top:
                continue
            end = best[0][0] + (top - best[0][1]) * (best[1][0] - best[0][0]) / (best[1][1] - best[0][1]), top
        kept.append(Piece((left, high), end, best[2]))
        top = high
    lone = {s[0]: s[2] for s in reversed(segments) if s[0] == s[1]}
    shown = {*lone, *(piece.start for piece in kept)}
    kept += [Piece(p, p, k) for p, k in lone.items() if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in shown)]
    return _joined(sorted(kept, key=lambda piece: (piece.start, piece.end)))


def with_discrete(points: Sequence[Sequence[Number]], whole: Chain) -> tuple[tuple[Pair, Pair], ...]:
    """The stretches of :func:`mixed` without their indices."""
    return tuple((piece.start, piece.end) for piece in mixed(points, whole))


def split(chains: Sequence[Chain], first: Number) -> tuple[Pair, ...]:
    """How the divisible issues are settled where the first party has ``first`` of them together: one (u₁, u₂) an issue.

    Segments are used up from the flattest; raises Refused outside the merged chain.
    """
    merge(chains).at(first)
    left = exact(first, "u1") - sum((c.corners[0][0] for c in chains), Fraction(0))
    at = [c.corners[0][0] for c in chains]
    steps = [(q[0] - p[0], (q[1] - p[1]) / (q[0] - p[0]), k) for k, c in enumerate(chains) for p, q in pairwise(c.corners)]
    for right, _, k in sorted(steps, key=lambda step: -step[1]):
        used = min(right, left)
        at[k] += used
        left -= used
    return tuple((x, c.at(x)) for x, c in zip(at, chains, strict=True))


def nash_over(pieces: Sequence[Piece], d: tuple[Number, Number]) -> tuple[Pair, int]:
    """Nash's point on a mixed frontier and the discrete point it belongs to, exactly; the first of equals.

    Raises Refused when no point gives both more than d.
    """
    d1, d2 = exact(d[0], "d"), exact(d[1], "d")
    best: tuple[Fraction, Pair, int] | None = None
    for piece in pieces:
        try:
            x, y = nash_on(Chain((piece.start,) if piece.start == piece.end else (piece.start, piece.end)), (d1, d2))
        except Refused:
            continue
        product = (x - d1) * (y - d2)
        if best is None or product > best[0]:
            best = product, (x, y), piece.index
    if best is None:
        raise Refused(
            Fault("d", f"({d1}, {d2})", "some point gives both parties more than breakdown", "there is no zone of agreement here")
        )
    return best[1], best[2]


def _height(segment: tuple[Pair, Pair, int], x: Fraction) -> Fraction:
    (a, b), (c, d), _ = segment
    return b if a == c else b + (d - b) * (x - a) / (c - a)


def _crossings(segments: Sequence[tuple[Pair, Pair, int]]) -> set[Fraction]:
    found: set[Fraction] = set()
    for i, s in enumerate(segments):
        for t in segments[i + 1 :]:
            low, high = max(s[0][0], t[0][0]), min(s[1][0], t[1][0])
            if low < high:
                start, end = _height(s, low) - _height(t, low), _height(s, high) - _height(t, high)
                if (start < 0 < end) or (end < 0 < start):
                    found.add(low + (high - low) * start / (start - end))
    return found


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbouring stretches of one line and one point put back together."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].end == piece.start and out[-1].index == piece.index and _slope(out[-1]) == _slope(piece):
            out[-1] = Piece(out[-1].start, piece.end, piece.index)
        else:
            out.append(piece)
    return tuple(out)


def _slope(piece: Piece) -> Fraction | None:
    (a, b), (c, d) = piece.start, piece.end
    return None if a == c else (d - b) / (c - a)


def nash_on(whole: Chain, d: tuple[Number, Number]) -> Pair:
    """Nash's point on a chain, exactly: on each segment the product of gains is a parabola in u₁.

    Raises Refused when no point gives both more than d.
    """
    d1, d2 = exact(d[0], "d"), exact(d[1], "d")
    best: tuple[Fraction, Pair] | None = None
    for (a, b), (c, e) in zip(whole.corners, whole.corners[1:] or whole.corners, strict=False):
        x = a
        if a != c:
            slope = (e - b) / (c - a)
            # d/dx (x − d1)(b + slope (x − a) − d2) = 0
            x = min(max((d1 + a - (b - d2) / slope) / 2, a), c)
        y = _height(((a, b), (c, e), 0), x)
        if x > d1 and y > d2 and (best is None or (x - d1) * (y - d2) > best[0]):
            best = ((x - d1) * (y - d2), (x, y))
    if best is None:
        raise Refused(
            Fault("d", f"({d1}, {d2})", "some point gives both parties more than breakdown", "there is no zone of agreement here")
        )
    return best[1]


def kalai_smorodinsky_on(whole: Chain, d: tuple[Number, Number]) -> Pair:
    """The point of the chain on the line from d to the ideal point (each party's best where the other has at least d)."""
    d1, d2 = exact(d[0], "d"), exact(d[1], "d")
    m1 = _last(whole, lambda p: p[1] - d2)
    m2 = _last(Chain(tuple((y, x) for x, y in reversed(whole.corners))), lambda p: p[1] - d1)
    if m1 <= d1 or m2 <= d2:
        raise Refused(
            Fault("d", f"({d1}, {d2})", "some point gives both parties more than breakdown", "there is no zone of agreement here")
        )
    return _where(whole, lambda p: (p[0] - d1) / (m1 - d1) - (p[1] - d2) / (m2 - d2))


def egalitarian_on(whole: Chain, d: tuple[Number, Number]) -> Pair:
    """The point of the chain where both gain the same over d, or its end nearest to that."""
    d1, d2 = exact(d[0], "d"), exact(d[1], "d")
    return _where(whole, lambda p: (p[0] - d1) - (p[1] - d2))


def _last(whole: Chain, slack: Callable[[Pair], Fraction]) -> Fraction:
    """The largest u₁ whose slack (linear along segments, falling) is not negative."""
    if slack(whole.corners[0]) < 0:
        return whole.corners[0][0] - 1
    for p, q in zip(whole.corners, whole.corners[1:], strict=False):
        if slack(q) < 0:
            return p[0] + (q[0] - p[0]) * slack(p) / (slack(p) - slack(q))
    return whole.corners[-1][0]


def _where(whole: Chain, rise: Callable[[Pair], Fraction]) -> Pair:
    """The point where a function that rises linearly along segments is zero, or the nearest end."""
    if rise(whole.corners[0]) >= 0:
        return whole.corners[0]
    for p, q in zip(whole.corners, whole.corners[1:], strict=False):
        if rise(q) >= 0:
            t = rise(p) / (rise(p) - rise(q))
            return (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t)
    return whole.corners[-1]

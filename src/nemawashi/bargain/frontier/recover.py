"""From payoffs back to packages: one for each of many vectors at once, or all that tie on one.

The sets kept at each merge are enough: a total t splits at a child into v and t − v exactly when t − v stands in the set before it.
"""

from collections.abc import Iterator

import numpy as np

from nemawashi.bargain.frontier.linked import Bucket, Chain, Key, Tree
from nemawashi.bargain.frontier.lookup import Lookup
from nemawashi.bargain.scale import Ints

__all__ = ["first", "ties"]

CHUNK = 4_000_000


def first(tree: Tree, targets: Ints) -> Ints:
    """Give one package (option indices) for each full vector (coordinate, n): an array (n, issue)."""
    if tree.top is None:
        tree.solve()
    assert tree.top is not None
    out = np.zeros((targets.shape[1], len(tree.scale.single)), dtype=np.int64)
    _walk(tree.top, targets, out)
    return out


def _walk(chain: Chain, targets: Ints, out: Ints) -> None:
    """Split each target over the children of a chain, last child first."""
    rest = targets.copy()
    for level in range(len(chain.children), 0, -1):
        child, key = chain.children[level - 1]
        options = child.sets[key]
        lookup = chain.lookup(level - 1)
        k = options.shape[1]
        pick = np.empty(rest.shape[1], dtype=np.int64)
        for start in range(0, rest.shape[1], max(1, CHUNK // k)):
            part = rest[:, start : start + max(1, CHUNK // k)]
            parts = (part[:, :, None] - options[:, None, :]).reshape(len(part), -1)
            hit = lookup.find(parts).reshape(-1, k) >= 0
            pick[start : start + part.shape[1]] = hit.argmax(axis=1)
        rest -= options[:, pick]
        used, back = np.unique(pick, return_inverse=True)
        small = np.zeros((len(used), out.shape[1]), dtype=np.int64)
        _open(child, key, options[:, used], small)
        out += small[back]


def _open(bucket: Bucket, key: Key, targets: Ints, out: Ints) -> None:
    """Find for each target the first option of the bucket that leads to it, and go on below."""
    parts = bucket.parts[key]
    if not bucket.children:
        ends = np.concatenate([part.chain.sets[0] for part in parts], axis=1)
        out[:, bucket.issue] = np.array([part.option for part in parts])[Lookup(ends).find(targets)]
        return
    waiting = np.arange(targets.shape[1])
    for part in parts:
        hit = part.chain.lookup(len(part.chain.children)).find(targets[:, waiting]) >= 0
        here = waiting[hit]
        if len(here):
            below = np.zeros((len(here), out.shape[1]), dtype=np.int64)
            _walk(part.chain, targets[:, here], below)
            below[:, bucket.issue] = part.option
            out[here] = below
        waiting = waiting[~hit]
        if not len(waiting):
            return


def ties(tree: Tree, payoff: Ints) -> Iterator[dict[int, int]]:
    """Every package whose ticks are ``payoff`` (party), as {issue: option}; with caps, some of them may break one.

    Only payoffs are compared: a partial package with dearer costs than another of the same payoffs is dropped from the sets, but its
    payoffs stay in them.
    """
    assert tree.top is not None
    yield from _split(tree.top, len(tree.top.children), payoff, tree.scale.parties)


def _distinct(points: Ints, p: int) -> Ints:
    """The different payoffs in a set of full vectors; without caps they differ already."""
    if points.shape[0] == p:
        return points
    columns = {tuple(column): k for k, column in enumerate(points[:p].T.tolist())}
    return points[:p, sorted(columns.values())]


def _split(chain: Chain, level: int, payoff: Ints, p: int) -> Iterator[dict[int, int]]:
    if level == 0:
        if (chain.sets[0][:p, 0] == payoff).all():
            yield {}
        return
    child, key = chain.children[level - 1]
    options = _distinct(child.sets[key], p)
    hit = chain.lookup(level - 1, p).find(payoff[:, None] - options) >= 0
    for value in options[:, hit].T:
        for lower in _ties(child, key, value, p):
            for upper in _split(chain, level - 1, payoff - value, p):
                yield upper | lower


def _ties(bucket: Bucket, key: Key, payoff: Ints, p: int) -> Iterator[dict[int, int]]:
    for part in bucket.parts[key]:
        for below in _split(part.chain, len(part.chain.children), payoff, p):
            yield below | {bucket.issue: part.option}

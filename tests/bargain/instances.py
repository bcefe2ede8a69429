"""Random bargaining problems, and their frontier by looking at every package."""

from fractions import Fraction

import numpy as np

from nemawashi.bargain import Cap, Domain, Forbid, IfThen, Number, Require, Rule

Payoff = tuple[Fraction, ...]


def problem(
    rng: np.random.Generator,
    parties: int,
    issues: int,
    *,
    options: int = 4,
    links: int = 0,
    rules: int = 0,
    caps: int = 0,
    kind: str = "int",
) -> Domain:
    """Draw a problem; ``kind`` int draws small integers (many ties), decimal two decimals, float all digits of a double."""

    def value() -> Number:
        if kind == "float":
            return float(rng.random() * 10.0 ** rng.integers(-6, 2))
        return int(rng.integers(0, 12)) if kind == "int" else Fraction(int(rng.integers(0, 900)), 100)

    names = [f"p{p}" for p in range(parties)]
    shape = {f"i{i}": [f"o{o}" for o in range(int(rng.integers(1, options + 1)))] for i in range(issues)}
    ids = list(shape)
    pairs = {}
    for _ in range(links):
        i, j = (ids[k] for k in sorted(rng.choice(issues, 2, replace=False)))
        cells = [(a, b) for a in shape[i] for b in shape[j]]
        pairs[i, j] = {p: {cell: int(rng.integers(-4, 5)) for cell in cells} for p in names}
    drawn: list[Rule] = []
    for _ in range(rules):
        i, j = (ids[k] for k in sorted(rng.choice(issues, 2, replace=False)))
        a, b = str(rng.choice(shape[i])), str(rng.choice(shape[j]))
        match int(rng.integers(0, 4)):
            case 0:
                drawn.append(Forbid({i: a, j: b}))
            case 1:
                drawn.append(IfThen({i: a}, j, (b,)))
            case 2:
                drawn.append(Require(i, tuple({a, str(rng.choice(shape[i]))})))
            case _:
                k = str(rng.choice(ids))
                drawn.append(Forbid({i: a, j: b, k: str(rng.choice(shape[k]))} if k not in {i, j} else {i: a, j: b}))
    for _ in range(caps):
        costs = {i: {o: int(rng.integers(-2, 9)) for o in shape[i]} for i in ids}
        drawn.append(Cap(costs, int(rng.integers(0, 5 * issues))))
    values = {p: {i: {o: value() for o in shape[i]} for i in ids} for p in names}
    d = [int(v) for v in rng.integers(-5, 10, parties)]
    return Domain.from_tables(values, pairs=pairs, rules=drawn, disagreement=d)


def every(domain: Domain) -> dict[Payoff, set[tuple[int, ...]]]:
    """All allowed packages by their exact payoffs."""
    found: dict[Payoff, set[tuple[int, ...]]] = {}
    for x in domain.enumerate():
        found.setdefault(domain.payoff_at(x), set()).add(x)
    return found


def undominated(payoffs: set[Payoff]) -> set[Payoff]:
    """Those that no other equals or exceeds for every party."""
    return {u for u in payoffs if not any(v != u and all(a >= b for a, b in zip(v, u, strict=True)) for v in payoffs)}

"""Solutions on a smooth concave frontier u₁ = f(u₂) of two parties, by bisection.

Nash:               (f(y) − d₁) + (y − d₂) f'(y) = 0      (first-order condition; the left side falls in y)
Kalai–Smorodinsky:  (f(y) − d₁)/(m₁ − d₁) = (y − d₂)/(m₂ − d₂),  m₁ = f(d₂), f(m₂) = d₁
Egalitarian:        f(y) − d₁ = y − d₂
"""

from collections.abc import Callable
from dataclasses import dataclass

from nemawashi.errors import Fault, Refused

__all__ = ["Curve"]

Real = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A falling concave f with its slope, over u₂ in [low, high]."""

    f: Real
    slope: Real
    low: float
    high: float

    def nash(self, d: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """Give Nash's point (u₁, u₂)."""
        y = _root(lambda y: (self.f(y) - d[0]) + (y - d[1]) * self.slope(y), max(self.low, d[1]), self.high)
        return self.f(y), y

    def kalai_smorodinsky(self, d: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """Give the point on the line from d to the ideal point."""
        bottom = max(self.low, d[1])
        m2 = _root(lambda y: self.f(y) - d[0], bottom, self.high)
        m1 = self.f(bottom)
        if m1 <= d[0] or m2 <= d[1]:
            raise Refused(Fault("d", f"{d}", "some point gives both parties more than breakdown", "there is no zone of agreement here"))
        y = _root(lambda y: (self.f(y) - d[0]) / (m1 - d[0]) - (y - d[1]) / (m2 - d[1]), bottom, m2)
        return self.f(y), y

    def egalitarian(self, d: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """Give the point where both gain the same over d."""
        y = _root(lambda y: (self.f(y) - d[0]) - (y - d[1]), self.low, self.high)
        return self.f(y), y


def _root(falling: Real, low: float, high: float) -> float:
    """The zero of a falling function, to the last bit; an end when there is none between."""
    if falling(low) <= 0:
        return low
    if falling(high) >= 0:
        return high
    for _ in range(200):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2

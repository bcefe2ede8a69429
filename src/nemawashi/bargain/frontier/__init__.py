"""Exact frontiers: two and three parties, linked issues, caps, divisible issues, and more parties with a stated bound."""

from nemawashi.bargain.frontier.answer import Frontier, Point
from nemawashi.bargain.frontier.find import frontier

__all__ = ["Frontier", "Point", "frontier"]

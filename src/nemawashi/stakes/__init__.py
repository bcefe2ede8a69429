"""Preferences and effects meet: payoffs, breakdown, walk-away, ratification, targets."""

from nemawashi.stakes.attribute import Attribute, Effects, Judgement, Origin
from nemawashi.stakes.load import load
from nemawashi.stakes.preferences import RULES, Ordering, Preferences, Sign
from nemawashi.stakes.ratification import Bloc, Body, Carried, Ratification
from nemawashi.stakes.reservation import WalkAway
from nemawashi.stakes.rules import against
from nemawashi.stakes.stakes import Stakes

__all__ = [
    "RULES",
    "Attribute",
    "Bloc",
    "Body",
    "Carried",
    "Effects",
    "Judgement",
    "Ordering",
    "Origin",
    "Preferences",
    "Ratification",
    "Sign",
    "Stakes",
    "WalkAway",
    "against",
    "load",
]

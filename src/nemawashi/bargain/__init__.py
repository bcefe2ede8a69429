"""Payoffs in, frontier and solutions out: pure mathematics, useful to anyone with a payoff table."""

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.issue import Issue, Package, PairTable
from nemawashi.bargain.number import Number, exact
from nemawashi.bargain.rules import Cap, Forbid, IfThen, Require, Rule

__all__ = ["Cap", "Domain", "Forbid", "IfThen", "Issue", "Number", "Package", "PairTable", "Require", "Rule", "exact"]

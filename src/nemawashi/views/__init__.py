"""Frozen view-models: what a page, a section or a table shows; provenance is attached here."""

from nemawashi.views.agenda import agenda
from nemawashi.views.answer import answer
from nemawashi.views.average import average, reconcile
from nemawashi.views.barriers import barriers
from nemawashi.views.baseline import baseline
from nemawashi.views.brief import brief
from nemawashi.views.calendar import calendar
from nemawashi.views.claims import claims
from nemawashi.views.concessions import concessions
from nemawashi.views.conflicts import conflicts
from nemawashi.views.deal import deal
from nemawashi.views.diff import diff
from nemawashi.views.duty import duty
from nemawashi.views.effects import effects
from nemawashi.views.elicit import elicit
from nemawashi.views.frontier import frontier
from nemawashi.views.names import names
from nemawashi.views.optimal import optimal
from nemawashi.views.positions import positions
from nemawashi.views.posture import posture
from nemawashi.views.ratify import ratify
from nemawashi.views.sensitivity import sensitivity
from nemawashi.views.show import show
from nemawashi.views.sources import references, sources
from nemawashi.views.target import target
from nemawashi.views.termsheet import clauses, termsheet
from nemawashi.views.timeline import timeline
from nemawashi.views.zopa import zopa

__all__ = [
    "agenda",
    "answer",
    "average",
    "barriers",
    "baseline",
    "brief",
    "calendar",
    "claims",
    "clauses",
    "concessions",
    "conflicts",
    "deal",
    "diff",
    "duty",
    "effects",
    "elicit",
    "frontier",
    "names",
    "optimal",
    "positions",
    "posture",
    "ratify",
    "reconcile",
    "references",
    "sensitivity",
    "show",
    "sources",
    "target",
    "termsheet",
    "timeline",
    "zopa",
]

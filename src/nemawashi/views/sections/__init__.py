"""Sections of the brief, one a file or a few short ones together by what they are about."""

from nemawashi.views.sections.assumed import assumptions, receipt
from nemawashi.views.sections.cards import answers
from nemawashi.views.sections.glance import glance
from nemawashi.views.sections.law import law
from nemawashi.views.sections.packages import packages
from nemawashi.views.sections.people import people, public_words
from nemawashi.views.sections.record import calendar, changed, conflicts, red_lines, stances

__all__ = [
    "answers",
    "assumptions",
    "calendar",
    "changed",
    "conflicts",
    "glance",
    "law",
    "packages",
    "people",
    "public_words",
    "receipt",
    "red_lines",
    "stances",
]

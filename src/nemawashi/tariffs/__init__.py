"""The law by date: acts, measures, events, duties, stacking; what a good owes on a day as known on a day."""

from nemawashi.tariffs.act import Act
from nemawashi.tariffs.amend import Amendment, amend
from nemawashi.tariffs.assess import assess
from nemawashi.tariffs.bindings import Burdened, burdened
from nemawashi.tariffs.condition import Asked, parse_condition
from nemawashi.tariffs.diff import Change, MeasureChange, RuleChange, diff, measure_changes, rule_changes
from nemawashi.tariffs.duty import Duty
from nemawashi.tariffs.entry import Answer, Assessment, DutyLine, Entry, Question
from nemawashi.tariffs.fill import filled
from nemawashi.tariffs.given import amount_given, answers_given, entry_given
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.load import load
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.quota import Quota
from nemawashi.tariffs.regime import Regime
from nemawashi.tariffs.schema import schema
from nemawashi.tariffs.scope import Scope
from nemawashi.tariffs.stacking import StackingRule

__all__ = [
    "Act",
    "Amendment",
    "Answer",
    "Asked",
    "Assessment",
    "Burdened",
    "Change",
    "Duty",
    "DutyLine",
    "Entry",
    "Event",
    "Law",
    "Measure",
    "MeasureChange",
    "Question",
    "Quota",
    "Regime",
    "RuleChange",
    "Scope",
    "StackingRule",
    "amend",
    "amount_given",
    "answers_given",
    "assess",
    "burdened",
    "diff",
    "entry_given",
    "filled",
    "load",
    "measure_changes",
    "parse_condition",
    "parse_duty",
    "rule_changes",
    "schema",
]

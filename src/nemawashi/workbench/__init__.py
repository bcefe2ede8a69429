"""The façade: one file a verb, each naming the scenario fields it reads."""

from nemawashi.workbench.bench import Workbench
from nemawashi.workbench.scenario import Scenario

__all__ = ["Scenario", "Workbench"]

"""What a shock does to a world economy: a trade model in changes, its gradient, and the tables people read."""

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.closure import CLOSURES
from nemawashi.economy.counterfactual import Counterfactual, Status
from nemawashi.economy.shock import Purchase, QuotaCell, Shock
from nemawashi.economy.solve import solve

__all__ = ["CLOSURES", "Baseline", "Counterfactual", "Purchase", "QuotaCell", "Shock", "Status", "solve"]

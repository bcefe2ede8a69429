"""What a shock does to a world economy: a trade model in changes, its gradient, and the tables people read."""

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.closure import CLOSURES
from nemawashi.economy.counterfactual import Counterfactual, Status
from nemawashi.economy.economy import Economy
from nemawashi.economy.effects import OUTCOMES, Effects, Outcome, effects
from nemawashi.economy.elasticity import CENTRAL, ElasticitySet
from nemawashi.economy.gradient import Gradient, Tangent, gradient
from nemawashi.economy.load import load
from nemawashi.economy.shock import Allotment, Purchase, QuotaCell, Shock
from nemawashi.economy.solve import solve
from nemawashi.economy.status_quo import rated, rebase, status_quo

__all__ = [
    "CENTRAL",
    "CLOSURES",
    "OUTCOMES",
    "Allotment",
    "Baseline",
    "Counterfactual",
    "Economy",
    "Effects",
    "ElasticitySet",
    "Gradient",
    "Outcome",
    "Purchase",
    "QuotaCell",
    "Shock",
    "Status",
    "Tangent",
    "effects",
    "gradient",
    "load",
    "rated",
    "rebase",
    "solve",
    "status_quo",
]

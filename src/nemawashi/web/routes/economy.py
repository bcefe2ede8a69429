"""The trade model: what concessions buy, what turns a ranking, and the duties a side would choose."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.web.desk import Asked, Text
from nemawashi.workbench.sensitivity import DRAWS, SEED

__all__ = ["router"]

router = APIRouter()

Packages = Annotated[list[str], Query(description="a package the case names, or moves joined by commas; repeated")]


@router.get("/api/baseline")
def baseline(desk: Asked, elasticities: Text = None) -> JSONResponse:
    """What the trade model stands on, and what is weak in it."""
    asked = desk.with_bench(desk.bench.at(elasticities=elasticities))
    return asked.tell(views.baseline(asked.bench))


@router.get("/api/concessions")
def concessions(desk: Asked, outcome: str = "real_income", closure: Text = None, elasticities: Text = None) -> JSONResponse:
    """What each duty and each option of either side is worth to the other."""
    asked = desk.with_bench(desk.bench.at(closure=closure, elasticities=elasticities))
    return asked.tell(views.concessions(asked.bench, outcome))


@router.get("/api/sensitivity")
def sensitivity(
    desk: Asked,
    package: Packages = [],  # noqa: B006
    outcome: str = "real_income",
    party: str = "",
    partner: str = "",
    sector: str = "",
    draws: Annotated[int, Query(ge=0)] = DRAWS,
    seed: int = SEED,
    closure: Text = None,
    elasticities: Text = None,
) -> JSONResponse:
    """Whether the order of packages turns on the elasticities, and on which."""
    asked = desk.with_bench(desk.bench.at(closure=closure, elasticities=elasticities))
    shown = views.sensitivity(asked.bench, package, outcome=outcome, party=party, partner=partner, sector=sector, draws=draws, seed=seed)
    return asked.tell(shown)


@router.get("/api/optimal")
def optimal(desk: Asked, *, everybody: bool = False, ranges: bool = False, closure: Text = None, elasticities: Text = None) -> JSONResponse:
    """The duties a side would choose alone, against the other's answer, and together with it."""
    asked = desk.with_bench(desk.bench.at(closure=closure, elasticities=elasticities))
    return asked.tell(views.optimal(asked.bench, everybody=everybody, ranges=ranges))

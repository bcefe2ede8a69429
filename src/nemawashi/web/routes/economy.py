"""The trade model: what concessions buy, what turns a ranking, and the duties a side would choose."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.web.desk import Asked, AskedOfModel, Text
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
def concessions(desk: AskedOfModel, outcome: str = "real_income") -> JSONResponse:
    """What each duty and each option of either side is worth to the other."""
    return desk.tell(views.concessions(desk.bench, outcome))


@router.get("/api/sensitivity")
def sensitivity(
    desk: AskedOfModel,
    package: Packages = [],  # noqa: B006
    outcome: str = "real_income",
    party: str = "",
    partner: str = "",
    sector: str = "",
    draws: Annotated[int, Query(ge=0)] = DRAWS,
    seed: int = SEED,
) -> JSONResponse:
    """Whether the order of packages turns on the elasticities, and on which."""
    shown = views.sensitivity(desk.bench, package, outcome=outcome, party=party, partner=partner, sector=sector, draws=draws, seed=seed)
    return desk.tell(shown)


@router.get("/api/optimal")
def optimal(desk: AskedOfModel, *, everybody: bool = False, ranges: bool = False) -> JSONResponse:
    """The duties a side would choose alone, against the other's answer, and together with it."""
    return desk.tell(views.optimal(desk.bench, everybody=everybody, ranges=ranges))

"""The bargaining table: the frontier and what is asked of it."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.bargain.given import numbers_given
from nemawashi.web.desk import AskedAtTable, address

__all__ = ["router"]

router = APIRouter()

address(router, "elicit", views.elicit)


@router.get("/api/frontier")
def frontier(
    desk: AskedAtTable,
    parties: Annotated[str | None, Query(description="two parties or more, with commas")] = None,
    power: Annotated[str | None, Query(description="bargaining powers, JP=2,US=1")] = None,
) -> JSONResponse:
    """The packages both sides could sign, with the red lines that bind and the issues kept off."""
    table = desk.with_bench(desk.bench.at(parties=tuple(parties.split(",")) if parties else None))
    return table.tell(views.frontier(table.bench, numbers_given(power, "power") if power else None))


@router.get("/api/deal")
def deal(
    desk: AskedAtTable,
    against: Annotated[list[str], Query(description="what to compare with: issue=option or a named package, repeated")] = [],  # noqa: B006
) -> JSONResponse:
    """A draft judged: the package of the address."""
    draft, other = desk.bench.package, desk.bench.agenda.package(against) if against else None
    table = desk.with_bench(desk.bench.at(package={}))
    return table.tell(views.deal(table.bench, draft, other))


@router.get("/api/zopa")
def zopa(
    desk: AskedAtTable,
    form: str = "executive",
) -> JSONResponse:
    """The zone of possible agreement by date, and as a side ties its hands."""
    return desk.tell(views.zopa(desk.bench, form))

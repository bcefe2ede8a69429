"""The bargaining table: the frontier and what is asked of it."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.bargain.given import numbers_given
from nemawashi.web.desk import Asked, address
from nemawashi.workbench import Workbench

__all__ = ["router"]

router = APIRouter()

address(router, "elicit", views.elicit)

Lines = Annotated[list[str], Query(alias="red_line", description="a red line that binds, repeated")]
Apart = Annotated[list[str], Query(description="an issue kept off the table, repeated")]
Parties = Annotated[str | None, Query(description="two parties or more, with commas")]


@router.get("/api/frontier")
def frontier(
    desk: Asked,
    lines: Lines = [],  # noqa: B006
    without: Apart = [],  # noqa: B006
    parties: Parties = None,
    power: Annotated[str | None, Query(description="bargaining powers, JP=2,US=1")] = None,
) -> JSONResponse:
    """The packages both sides could sign, with the red lines that bind and the issues kept off."""
    table = desk.with_bench(at_table(desk.bench, lines, without, parties))
    return table.tell(views.frontier(table.bench, numbers_given(power, "power") if power else None))


@router.get("/api/deal")
def deal(
    desk: Asked,
    against: Annotated[list[str], Query(description="what to compare with: issue=option or a named package, repeated")] = [],  # noqa: B006
    lines: Lines = [],  # noqa: B006
    without: Apart = [],  # noqa: B006
) -> JSONResponse:
    """A draft judged: the package of the address."""
    draft, other = desk.bench.package, desk.bench.agenda.package(against) if against else None
    table = desk.with_bench(at_table(desk.bench, lines, without, None).at(package={}))
    return table.tell(views.deal(table.bench, draft, other))


@router.get("/api/zopa")
def zopa(
    desk: Asked,
    form: str = "executive",
    lines: Lines = [],  # noqa: B006
    without: Apart = [],  # noqa: B006
) -> JSONResponse:
    """The zone of possible agreement by date, and as a side ties its hands."""
    table = desk.with_bench(at_table(desk.bench, lines, without, None))
    return table.tell(views.zopa(table.bench, form))


def at_table(bench: Workbench, lines: list[str], without: list[str], parties: str | None) -> Workbench:
    """The scenario with the red lines that bind, the issues kept off and the parties asked for."""
    return bench.at(red_lines=tuple(lines), without=tuple(without), parties=tuple(parties.split(",")) if parties else None)

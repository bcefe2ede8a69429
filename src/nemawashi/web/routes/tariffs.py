"""The law by date: what a good pays, and what all goods pay on average."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.tariffs import answers_given, entry_given
from nemawashi.web.desk import Asked, Text, address

__all__ = ["router"]

router = APIRouter()

Importer = Annotated[str, Query(alias="to")]
Origin = Annotated[str, Query(alias="from")]
Answers = Annotated[list[str], Query(description="key=value, repeated")]

address(router, "reconcile", views.reconcile)


@router.get("/api/duty")
def duty(
    desk: Asked,
    heading: str,
    importer: Importer = "US",
    origin: Origin = "JP",
    answer: Answers = [],  # noqa: B006
    value: Text = None,
    quantity: Text = None,
    compare: Annotated[list[str], Query(description="a day, issue=option, or a named package; repeated")] = [],  # noqa: B006
) -> JSONResponse:
    """Each duty line on a good, applied or displaced, and why."""
    given = entry_given(answer, value, quantity)
    return desk.tell(
        views.duty(
            desk.bench,
            heading,
            origin=origin.upper(),
            importer=importer.upper(),
            answers=given.answers,
            value=given.value,
            quantity=given.quantity,
            compare=compare,
        )
    )


@router.get("/api/diff")
def diff(
    desk: Asked,
    compare: Annotated[list[str], Query(description="a day, issue=option, or a named package; repeated")] = [],  # noqa: B006
    importer: Importer = "US",
    origin: Origin = "JP",
    by: str = "heading",
    top: Annotated[int, Query(ge=1)] = 25,
    answer: Answers = [],  # noqa: B006
) -> JSONResponse:
    """What differs between two regimes: measures with their acts, headings with points and dollars."""
    told = answers_given(answer)
    return desk.tell(views.diff(desk.bench, compare, origin=origin.upper(), importer=importer.upper(), by=by, most=top, answers=told))


@router.get("/api/average")
def average(
    desk: Asked,
    importer: Importer = "US",
    origin: Origin = "JP",
    by: str = "total",
    answer: Answers = [],  # noqa: B006
) -> JSONResponse:
    """The trade-weighted statutory duty, in total or by chapter or sector."""
    return desk.tell(views.average(desk.bench, origin=origin.upper(), importer=importer.upper(), by=by, answers=answers_given(answer)))

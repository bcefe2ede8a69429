"""Packages: what they do, which both sides could sign, what a target costs, what each body at home would do."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.web.desk import Asked, AskedOfModel, Text, address

__all__ = ["router"]

router = APIRouter()

for verb, view in (("agenda", views.agenda), ("barriers", views.barriers)):
    address(router, verb, view)


@router.get("/api/effects")
def effects(desk: AskedOfModel) -> JSONResponse:
    """What a package does to both sides, against the status quo of the day."""
    return desk.tell(views.effects(desk.bench))


@router.get("/api/ratify")
def ratify(desk: Asked, form: str = "executive") -> JSONResponse:
    """Which bodies decide a package at home, and their votes as ranges."""
    return desk.tell(views.ratify(desk.bench, desk.bench.package, form))


@router.get("/api/target")
def target(desk: AskedOfModel, goal: str, books: Text = None) -> JSONResponse:
    """The least-cost package that reaches a target, or why none can."""
    return desk.tell(views.target(desk.bench, goal, books))

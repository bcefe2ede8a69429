"""What was said, by whom, and what both sides want: the record and what is read from it."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.dates import parse_date
from nemawashi.web.desk import Asked, Text, address

__all__ = ["router"]

router = APIRouter()

for verb, view in (
    ("show", views.show),
    ("timeline", views.timeline),
    ("conflicts", views.conflicts),
    ("claims", views.claims),
    ("posture", views.posture),
    ("calendar", views.calendar),
    ("names", views.names),
    ("sources", views.sources),
    ("references", views.references),
):
    address(router, verb, view)


@router.get("/api/positions")
def positions(desk: Asked, since: Text = None) -> JSONResponse:
    """Who stands where on each issue, and what moved since a day."""
    return desk.tell(views.positions(desk.bench, parse_date(since, where="since") if since else None))

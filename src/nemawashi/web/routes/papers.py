"""Papers: the brief as a document to keep."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from nemawashi import views
from nemawashi.brief import written
from nemawashi.dates import parse_date
from nemawashi.web.desk import Asked

__all__ = ["router"]

router = APIRouter()

_MEDIA = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "html": "text/html", "md": "text/markdown"}


@router.get("/api/brief.{form}")
def brief(
    desk: Asked,
    form: str,
    *,
    public: bool = False,
    since: Annotated[str, Query(description="write what is different from this day")] = "",
    ministry: Annotated[str, Query(description="narrow it to the issues an office answers for")] = "",
) -> Response:
    """The brief in Word, as a page or in Markdown; for one ministry, or as the difference from a day."""
    day = parse_date(since, where="since") if since else None
    document = views.brief(desk.bench, desk.lang, public=public, since=day, ministry=ministry)
    return Response(written(document, form), media_type=_MEDIA[form])


Previous = Annotated[list[str], Query(description="the draft before: issue=option or a named package, repeated")]


@router.get("/api/termsheet")
def termsheet(desk: Asked, previous: Previous = []) -> JSONResponse:  # noqa: B006
    """The package of the address as clauses in brackets, tracked against the draft before."""
    package, before = desk.bench.package, desk.bench.agenda.package(previous) if previous else None
    clean = desk.with_bench(desk.bench.at(package={}))
    return clean.tell(views.clauses(clean.bench, package, before))


@router.get("/api/termsheet.{form}")
def termsheet_written(desk: Asked, form: str, previous: Previous = []) -> Response:  # noqa: B006
    """The same in Word, as a page or in Markdown."""
    before = desk.bench.agenda.package(previous) if previous else None
    document = views.termsheet(desk.bench, desk.bench.package, desk.lang, previous=before)
    return Response(written(document, form), media_type=_MEDIA[form])

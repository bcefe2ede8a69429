"""Papers: the brief as a document to keep."""

from fastapi import APIRouter, Response

from nemawashi import views
from nemawashi.brief import written
from nemawashi.web.desk import Asked

__all__ = ["router"]

router = APIRouter()

_MEDIA = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "html": "text/html", "md": "text/markdown"}


@router.get("/api/brief.{form}")
def brief(desk: Asked, form: str, *, public: bool = False) -> Response:
    """The brief in Word, as a page or in Markdown."""
    document = views.brief(desk.bench, desk.lang, public=public)
    return Response(written(document, form), media_type=_MEDIA[form])

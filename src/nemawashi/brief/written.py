"""A document in the form asked for."""

from nemawashi.errors import Unknown
from nemawashi.views.document import Document

__all__ = ["FORMS", "written"]

FORMS = ("docx", "html", "md")


def written(document: Document, form: str) -> bytes:
    """Write the document as ``docx``, ``html`` or ``md``."""
    if form == "docx":
        from nemawashi.brief.word import to_docx  # noqa: PLC0415 - python-docx is asked for only by Word

        return to_docx(document)
    if form == "html":
        from nemawashi.brief.html import to_html  # noqa: PLC0415

        return to_html(document).encode()
    if form == "md":
        from nemawashi.brief.markdown import to_markdown  # noqa: PLC0415

        return to_markdown(document).encode()
    raise Unknown("form of a brief", form, FORMS)

"""Documents: Word, HTML and Markdown from one block model."""

from nemawashi.brief.written import FORMS, written

__all__ = ["FORMS", "written"]

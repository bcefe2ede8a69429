"""On a machine without Japanese letters the brief says in lines what it cannot draw; boxes for words are never drawn."""

from io import BytesIO

import pytest
from docx import Document

from nemawashi import views
from nemawashi.brief import word, written
from nemawashi.workbench import Workbench


def test_without_japanese_letters_the_figures_stand_as_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "font_for", lambda _: None)
    document = views.brief(Workbench.open("us-japan-2025"), "ja")
    told = Document(BytesIO(written(document, "docx")))
    assert not told.inline_shapes
    assert any(paragraph.text.startswith("現在の関税（1日）: 1日") for paragraph in told.paragraphs)

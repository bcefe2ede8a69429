"""A document as Word: a well-set memo on A4, notes numbered at the end, pictures as ranges."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from nemawashi.brief.pictures import bars_png, font_for
from nemawashi.sources import Figure
from nemawashi.views.document import (
    Added,
    Bars,
    Block,
    Bullets,
    Card,
    Cited,
    Document,
    Heading,
    Line,
    Notes,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Taken,
)
from nemawashi.views.format import figure_text

__all__ = ["to_docx"]

_INK, _QUIET, _OWN, _OTHER = RGBColor(0x1B, 0x1B, 0x1A), RGBColor(0x5C, 0x5A, 0x55), RGBColor(0x1D, 0x4E, 0x89), RGBColor(0xC8, 0x40, 0x2D)
_MEASURE = 174.0  # mm between the margins of A4


def to_docx(document: Document) -> bytes:
    """Write the document as DOCX; the bytes depend on the document alone."""
    word = Word()
    _page(word, document)
    notes = Notes(document.sources, document.words, document.lang)
    title = word.add_paragraph(style="Title")
    title.add_run(document.title)
    subtitle = word.add_paragraph(style="Subtitle")
    subtitle.add_run(document.subtitle)
    breaks = False
    for block in document.blocks:
        before = len(word.element.body)
        _block(word, block, document, notes)
        if breaks and len(word.element.body) > before:
            _start_page(word, before)
        breaks = isinstance(block, PageBreak)
    if notes.lines:
        word.add_paragraph(document.words["notes"], style="Heading 1")
    for number, line in enumerate(notes.lines, 1):
        paragraph = word.add_paragraph(style="Note")
        paragraph.add_run(f"{number}\t{line}")
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _page(word: Any, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    properties = word.core_properties
    properties.title, properties.author = document.title, "nemawashi"
    properties.created = properties.modified = datetime(2025, 1, 1, tzinfo=UTC)
    styles = word.styles
    for name, size, bold, before, after in (
        ("Normal", 9, False, 0, 3),
        ("Title", 16, True, 0, 0),
        ("Subtitle", 9.5, False, 0, 8),
        ("Heading 1", 12, True, 9, 3),
        ("Heading 2", 10, True, 6, 2),
        ("Heading 3", 10, True, 6, 2),
        ("List Bullet", 9, False, 0, 1),
    ):
        _style(styles[name], size, bold=bold, before=before, after=after, colour=_QUIET if name == "Subtitle" else _INK)
    quiet = styles.add_style("Quiet", 1)
    quiet.base_style = styles["Normal"]
    _style(quiet, 8.5, bold=False, before=0, after=4, colour=_QUIET)
    note = styles.add_style("Note", 1)
    note.base_style = styles["Normal"]
    _style(note, 7.5, bold=False, before=0, after=2, colour=_QUIET)
    note.paragraph_format.left_indent, note.paragraph_format.first_line_indent = Mm(8), Mm(-8)
    note.paragraph_format.tab_stops.add_tab_stop(Mm(8))
    _footer(section, document)


def _style(style: Any, size: float, *, bold: bool, before: float, after: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Noto Sans", Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute, family in (
        ("w:ascii", "Noto Sans"),
        ("w:hAnsi", "Noto Sans"),
        ("w:eastAsia", "Noto Sans CJK JP"),
        ("w:cs", "Noto Sans"),
    ):
        fonts.set(qn(attribute), family)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.05
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        style.element.get_or_add_pPr().remove(border)


def _footer(section: Any, document: Document) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Quiet"
    paragraph.add_run(f"{document.title} · {document.words[document.classification]} · {document.words['page.page']} ")
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - python-docx has no public call for a field


def _block(word: Any, block: Block, document: Document, notes: Notes) -> None:
    match block:
        case Heading(text, level):
            word.add_paragraph(text, style=f"Heading {level}")
        case Paragraph(line, quiet):
            _line(word.add_paragraph(style="Quiet" if quiet else "Normal"), line, document, notes)
        case Bullets(items):
            for item in items:
                _line(word.add_paragraph(style="List Bullet"), item, document, notes)
        case Table():
            _table(word, block, document, notes)
        case Card():
            _card(word, block, document, notes)
        case Bars(title, _, _, source_line):
            _bars(word, block, document)
            word.add_paragraph(f"{title}. {source_line}", style="Quiet")
        case PageBreak():
            return


def _bars(word: Any, bars: Bars, document: Document) -> None:
    """The picture; on a machine without letters for its words, the same figures as lines."""
    font = font_for(document.lang)
    if font is None:
        for label, figure in bars.rows:
            word.add_paragraph(f"{label}: {figure_text(figure, document.lang)}").paragraph_format.keep_with_next = True
        return
    picture = word.add_paragraph()
    picture.paragraph_format.keep_with_next = True
    shape = picture.add_run().add_picture(BytesIO(bars_png(bars, document.lang, font)), width=Mm(150))
    shape._inline.docPr.set("descr", bars.title)  # noqa: SLF001 - alternative text has no public call


def _start_page(word: Any, at: int) -> None:
    """Let the paragraph added at ``at`` start a page: an empty paragraph with a break would make a blank page after a full one."""
    added = word.element.body[at - 1]
    for paragraph in word.paragraphs:
        if paragraph._p is added:  # noqa: SLF001 - the body's order is only in its elements
            paragraph.paragraph_format.page_break_before = True


def _table(word: Any, table: Table, document: Document, notes: Notes) -> None:
    if table.caption:
        caption = word.add_paragraph(table.caption, style="Quiet")
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = Pt(6)
    grid = word.add_table(rows=1, cols=len(table.columns))
    grid.autofit = False
    shares = table.widths or (1.0,) * len(table.columns)
    widths = [Mm(_MEASURE * share / sum(shares)) for share in shares]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for index, name in enumerate(table.columns):
        paragraph = grid.rows[0].cells[index].paragraphs[0]
        paragraph.add_run(name).bold = True
        _settle(grid.rows[0].cells[index], widths[index], right=index in table.right)
    header = grid.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - a repeated header row has no public call
    header.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        added = grid.add_row()
        keep = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(keep)  # noqa: SLF001
        for index, cell in enumerate(row):
            _line(added.cells[index].paragraphs[0], cell, document, notes)
            _settle(added.cells[index], widths[index], right=index in table.right)
    word.add_paragraph(style="Quiet").paragraph_format.space_after = Pt(0)


def _settle(cell: Any, width: Any, *, right: bool) -> None:
    cell.width = width
    borders = OxmlElement("w:tcBorders")
    rule = OxmlElement("w:bottom")
    for key, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "CFCBC2")):
        rule.set(qn(key), value)
    borders.append(rule)
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - cell borders have no public call
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(1)
        for run in (Run(one, paragraph) for one in paragraph._p.iter(qn("w:r"))):  # noqa: SLF001 - tracked runs stand inside their change
            run.font.size = Pt(8)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _card(word: Any, card: Card, document: Document, notes: Notes) -> None:
    said = word.add_paragraph()
    said.paragraph_format.left_indent = Mm(4)
    said.paragraph_format.space_before = Pt(6)
    said.paragraph_format.keep_with_next = True
    lead = said.add_run(f"{document.words['they_say']}{f' ({card.who})' if card.who else ''}: ")
    lead.bold, lead.font.color.rgb = True, _OTHER
    _line(said, card.they_say, document, notes)
    for index, answer in enumerate(card.we_answer):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(10)
        if index == 0:
            first = paragraph.add_run(f"{document.words['we_answer']}: ")
            first.bold, first.font.color.rgb = True, _OWN
        _line(paragraph, answer, document, notes)


def _line(paragraph: Any, line: Line, document: Document, notes: Notes) -> None:
    for item in line:
        match item:
            case str():
                paragraph.add_run(item)
            case Strong(text):
                paragraph.add_run(text).bold = True
            case Added(text):
                _tracked(paragraph, text, "w:ins")
            case Taken(text):
                _tracked(paragraph, text, "w:del")
            case Cited(text):
                paragraph.add_run(text)
                _reference(paragraph, notes.number(item))
            case Figure():
                paragraph.add_run(figure_text(item, document.lang).replace(" ", "\u00a0"))
                _reference(paragraph, notes.number(item))


def _tracked(paragraph: Any, text: str, kind: str) -> None:
    """A tracked change, which Word shows, accepts or rejects as its own."""
    change = OxmlElement(kind)
    change.set(qn("w:id"), str(len(paragraph.part.element.xpath(".//w:ins | .//w:del")) + 1))
    change.set(qn("w:author"), "nemawashi")
    change.set(qn("w:date"), "2025-01-01T00:00:00Z")
    run = paragraph.add_run(text)._r  # noqa: SLF001 - the run's own element, to be moved inside the change
    if kind == "w:del":
        for words in run.findall(qn("w:t")):
            words.tag = qn("w:delText")
    run.getparent().replace(run, change)
    change.append(run)


def _reference(paragraph: Any, number: int | None) -> None:
    if number:
        mark = paragraph.add_run(str(number))
        mark.font.superscript = True
        mark.font.color.rgb = _OWN

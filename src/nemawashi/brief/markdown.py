"""A document as Markdown with numbered notes."""

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

__all__ = ["to_markdown"]


def to_markdown(document: Document) -> str:
    """Write the document as CommonMark with tables; notes are ``[^n]`` footnotes."""
    notes = Notes(document.sources, document.words, document.lang)
    body = "\n\n".join(text for block in document.blocks if (text := _block(block, document, notes)))
    listed = "\n".join(f"[^{number}]: {line}" for number, line in enumerate(notes.lines, 1))
    heading = f"# {document.title}\n\n*{document.subtitle}*"
    return f"{heading}\n\n{body}\n" + (f"\n## {document.words['notes']}\n\n{listed}\n" if listed else "")


def _block(block: Block, document: Document, notes: Notes) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {text}"
        case Paragraph(line):
            return _line(line, document, notes)
        case Bullets(items):
            return "\n".join(f"* {_line(item, document, notes)}" for item in items)
        case Table(columns, rows, caption):
            head = "| " + " | ".join(columns) + " |\n|" + "---|" * len(columns)
            lines = ["| " + " | ".join(_line(cell, document, notes).replace("|", "\\|") for cell in row) + " |" for row in rows]
            return "\n".join([*([f"**{caption}**", ""] if caption else []), head, *lines])
        case Card(they_say, we_answer, who):
            speaker = f" ({who})" if who else ""
            answers = "\n".join(f"> * {_line(answer, document, notes)}" for answer in we_answer)
            says, answer = document.words["they_say"], document.words["we_answer"]
            return f"> **{says}**{speaker}: {_line(they_say, document, notes)}\n>\n> **{answer}**:\n>\n{answers}"
        case Bars(title, rows, _, source_line):
            lines = [f"* {label}: {_line((figure,), document, notes)}" for label, figure in rows]
            return "\n".join([f"**{title}**", "", *lines, "", f"*{source_line}*"])
        case PageBreak():
            return ""


def _line(line: Line, document: Document, notes: Notes) -> str:
    out = []
    for item in line:
        match item:
            case str():
                out.append(_plain(item))
            case Strong(text):
                out.append(_strong(text))
            case Added(text):
                out.append(_plain(text))
            case Taken(text):
                out.append(f"~~{_plain(text)}~~")
            case Cited(text):
                out.append(_plain(text) + _reference(notes.number(item)))
            case Figure():
                out.append(figure_text(item, document.lang) + _reference(notes.number(item)))
    return "".join(out)


def _plain(text: str) -> str:
    """Text in which an asterisk is an asterisk."""
    return text.replace("*", "\\*")


def _strong(text: str) -> str:
    """Bold: no space inside the marks, and one after them where the text ends in punctuation, without which CommonMark does not close them."""
    inner = text.strip()
    if not inner:
        return text
    after = " " if text != text.rstrip() or not inner[-1].isalnum() else ""
    return f"**{_plain(inner)}**{after}"


def _reference(number: int | None) -> str:
    return f"[^{number}]" if number else ""

"""A document as one HTML file that needs nothing else: styles and pictures inside, print rules for paper."""

from html import escape

from nemawashi.brief.pictures import bars_svg
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

__all__ = ["to_html"]

_STYLE = """
:root{--ink:#1b1b1a;--quiet:#5c5a55;--rule:#cfcbc2;--paper:#fffdf9;--own:#1d4e89;--other:#c8402d;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#ece8df;--quiet:#a9a498;--rule:#46433c;--paper:#1a1917;--own:#8ab4e8;--other:#f08a76}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans","Noto Sans CJK JP",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-top:1px solid var(--rule);padding-top:.75rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}
.subtitle,.quiet,caption,figcaption,.notes{color:var(--quiet);font-size:.875rem}p{margin:.5rem 0}ul{margin:.5rem 0;padding-left:1.25rem}li{margin:.2rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.75rem 0}caption{text-align:left;padding-bottom:.25rem}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--rule)}
th{font-weight:600}.right{text-align:right}.wide{overflow-x:auto}
.card{border-left:3px solid var(--own);padding:.1rem 0 .1rem 1rem;margin:1rem 0}.card .they{border-left:3px solid var(--other);margin-left:-1.19rem;padding-left:1rem}
body{overflow-wrap:break-word}.notes li{overflow-wrap:anywhere}sup{line-height:0}.wide table{min-width:32rem}sup a{color:var(--own);text-decoration:none;padding:0 .1em}.fig{white-space:nowrap}.fig[data-basis=assumed]{text-decoration:underline dashed 1px;text-underline-offset:.2em}
.fig[data-basis=judged]{text-decoration:underline wavy 1px;text-underline-offset:.2em}figure{margin:1rem 0}svg{max-width:100%;height:auto}
.notes ol{padding-left:2rem}.break{break-before:page}
@page{size:A4;margin:14mm 16mm}@media print{body{font-size:9pt;line-height:1.3;background:none;color:#1b1b1a}main{max-width:none;padding:0}h1{font-size:14pt}
h2{font-size:11pt;margin:9pt 0 3pt;padding-top:4pt;break-after:avoid}h3{font-size:9.5pt;margin:6pt 0 1pt;break-after:avoid}p{margin:2pt 0}ul{margin:2pt 0}li{margin:0}
table{font-size:8pt;margin:3pt 0}th,td{padding:1.2pt 6pt 1.2pt 0;line-height:1.25}.quiet,caption,figcaption,.subtitle{font-size:8pt}.notes{font-size:7pt}.notes ol{padding-left:20pt}
.notes li{margin:0}.card{margin:4pt 0}figure{margin:3pt 0}figure svg{max-height:22mm}.wide{overflow:visible}.wide table{min-width:0}tr,.card,figure{break-inside:avoid}}
"""


def to_html(document: Document) -> str:
    """Write the document as a single HTML page; it makes no request."""
    notes = Notes(document.sources, document.words, document.lang)
    body = "\n".join(_block(block, document, notes) for block in document.blocks)
    listed = "\n".join(f'<li id="note-{number}">{escape(line)}</li>' for number, line in enumerate(notes.lines, 1))
    return (
        f'<!doctype html>\n<html lang="{document.lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(document.title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body><main>\n<h1>{escape(document.title)}</h1>\n"
        f'<p class="subtitle">{escape(document.subtitle)}</p>\n{body}\n'
        + (f'<section class="notes"><h2>{escape(document.words["notes"])}</h2><ol>\n{listed}\n</ol></section>\n' if listed else "")
        + "</main></body></html>\n"
    )


def _block(block: Block, document: Document, notes: Notes) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Paragraph(line, quiet):
            return f"<p{' class=quiet' if quiet else ''}>{_line(line, document, notes)}</p>"
        case Bullets(items):
            return "<ul>" + "".join(f"<li>{_line(item, document, notes)}</li>" for item in items) + "</ul>"
        case Table():
            return _table(block, document, notes)
        case Card(they_say, we_answer, who):
            says, answer = escape(document.words["they_say"]), escape(document.words["we_answer"])
            speaker = f" ({escape(who)})" if who else ""
            answers = "".join(f"<li>{_line(item, document, notes)}</li>" for item in we_answer)
            they = f'<p class="they"><strong>{says}</strong>{speaker}: {_line(they_say, document, notes)}</p>'
            return f'<div class="card">{they}<p><strong>{answer}</strong></p><ul>{answers}</ul></div>'
        case Bars(title, rows, _, source_line):
            listed = "; ".join(f"{label}: {figure_text(figure, document.lang)}" for label, figure in rows)
            picture = bars_svg(block, document.lang)
            caption = f"{escape(title)}. {escape(source_line)}"
            return (
                f'<figure role="group" aria-label="{escape(title)}: {escape(listed)}">{picture}<figcaption>{caption}</figcaption></figure>'
            )
        case PageBreak():
            return '<div class="break"></div>'


def _table(table: Table, document: Document, notes: Notes) -> str:
    side = dict.fromkeys(table.right, ' class="right"')
    head = "".join(f'<th scope="col"{side.get(index, "")}>{escape(name)}</th>' for index, name in enumerate(table.columns))
    rows = "".join(
        "<tr>" + "".join(f"<td{side.get(index, '')}>{_line(cell, document, notes)}</td>" for index, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    total = sum(table.widths)
    shares = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in table.widths)
    columns = f"<colgroup>{shares}</colgroup>" if shares else ""
    return f'<div class="wide" tabindex="0"><table>{caption}{columns}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _line(line: Line, document: Document, notes: Notes) -> str:
    out = []
    for item in line:
        match item:
            case str():
                out.append(escape(item))
            case Strong(text):
                out.append(f"<strong>{escape(text)}</strong>")
            case Added(text):
                out.append(f"<ins>{escape(text)}</ins>")
            case Taken(text):
                out.append(f"<del>{escape(text)}</del>")
            case Cited(text):
                out.append(escape(text) + _reference(notes.number(item)))
            case Figure():
                shown = escape(figure_text(item, document.lang))
                out.append(f'<span class="fig" data-basis="{item.basis.value}">{shown}</span>{_reference(notes.number(item))}')
    return "".join(out)


def _reference(number: int | None) -> str:
    return f'<sup><a href="#note-{number}">{number}</a></sup>' if number else ""

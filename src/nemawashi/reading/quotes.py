"""Quotations by a stack that never raises: “ ” ‘ ’ « » „ “ 「 」 『 』 and straight marks, closed or not.

A mark that opens pushes, a mark that closes pops the nearest one it fits. At the end of a paragraph what is still open is closed there: it
*continues* when the next paragraph opens with the same mark (the habit of English newspapers), and is *unclosed* otherwise.
"""

import re
from dataclasses import dataclass

__all__ = ["Quote", "paragraphs", "quotes"]

_PAIRS = {"“": "”", "‘": "’", "«": "»", "‹": "›", "「": "」", "『": "』", "„": "“", "〝": "〟", "｢": "｣"}
_CLOSERS = {"”": "“", "’": "‘", "»": "«", "›": "‹", "」": "「", "』": "『", "〟": "〝", "｣": "｢"}
_BREAK = re.compile(r"\n[ \t\r\f]*\n\s*|\n|\r")
_SINGLE = "‘’'"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: ``text[start:end]`` includes its marks; ``inner`` excludes them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    """0 for a quotation not inside another."""
    closed: bool
    continues: bool
    """Whether the next paragraph goes on with it."""

    @property
    def words(self) -> int:
        """A rough count of the characters within, to tell speech from scare quotes."""
        return self.inner_end - self.inner_start


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the (start, end) of each line that holds more than blanks."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in [*_BREAK.finditer(text), None]:
        end = stop.start() if stop else len(text)
        if text[start:end].strip():
            spans.append((start, end))
        start = stop.end() if stop else end
    return spans


def quotes(text: str) -> list[Quote]:
    """Give all quotations of ``text`` in order of their start. Never raises, whatever the marks."""
    found: list[Quote] = []
    lines = paragraphs(text)
    for index, (start, end) in enumerate(lines):
        following = text[lines[index + 1][0]] if index + 1 < len(lines) else ""
        found.extend(_line(text, start, end, following))
    return sorted(found, key=lambda quote: (quote.start, -quote.end))


def _line(text: str, start: int, end: int, following: str) -> list[Quote]:
    found: list[Quote] = []
    stack: list[tuple[str, int]] = []
    at = start
    while at < end:
        two = text[at : at + 2]
        mark, width = ('"', 2) if two in ("``", "''") else (text[at], 1)
        role = _role(text, at, width, mark, stack, start, end)
        if role == "open":
            stack.append((mark, at))
        elif role:
            found.extend(_close(stack, role, at, width))
        at += width
    last = end
    while last > start and text[last - 1].isspace():
        last -= 1
    for depth, (mark, opened) in enumerate(stack):
        if mark in "‘'" or last - opened < 3:
            continue  # an apostrophe or a stray mark, not speech
        found.append(Quote(opened, last, opened + 1, last, depth, closed=False, continues=following == mark))
    return found


def _close(stack: list[tuple[str, int]], opener: str, at: int, width: int) -> list[Quote]:
    for level in range(len(stack) - 1, -1, -1):
        if stack[level][0] == opener:
            opened = stack[level][1]
            del stack[level:]
            return [Quote(opened, at + width, opened + 1, at, level, closed=True, continues=False)]
    return []


def _role(text: str, at: int, width: int, mark: str, stack: list[tuple[str, int]], start: int, end: int) -> str:
    """``open``, the opener that ``mark`` closes, or nothing."""
    before = text[at - 1] if at > start else " "
    after = text[at + width] if at + width < end else " "
    open_marks = [opener for opener, _ in stack]
    if mark == '"':
        if '"' in open_marks and not (before.isspace() and not after.isspace() and at - stack[-1][1] > 400):
            return '"'
        if open_marks and open_marks[-1] == "“" and (after.isspace() or after in ",.;:)") and not before.isspace():
            return "“"  # opened curly, closed straight
        return "open" if not after.isspace() or before.isspace() else ""
    if mark == "“" and "„" in open_marks:
        return "„"
    if mark in _SINGLE:
        return _single(mark, before, after, open_marks)
    if mark in _PAIRS:
        return "open"
    if mark in _CLOSERS:
        if mark == "”" and "“" not in open_marks:
            return '"' if '"' in open_marks else ("open" if before.isspace() and not after.isspace() else "")
        return _CLOSERS[mark]
    return ""


def _single(mark: str, before: str, after: str, open_marks: list[str]) -> str:
    inside = next((opener for opener in reversed(open_marks) if opener in _SINGLE), "")
    if mark == "‘":
        return "open" if not before.isalnum() and not after.isspace() else ""
    if inside and not after.isalnum() and not before.isspace():
        return inside
    if mark == "'" and not before.isalnum() and before not in ".,!?" and after.isalpha():
        return "open"
    return ""

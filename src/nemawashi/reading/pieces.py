"""Pieces of a text: what stays of them without others, and trimmed to what says something."""

__all__ = ["tidy", "without"]

Range = tuple[int, int]


def without(ranges: list[Range], taken: list[Range]) -> list[Range]:
    """Cut ``taken`` out of ``ranges``."""
    for a, b in sorted(taken):
        cut: list[Range] = []
        for start, end in ranges:
            if b <= start or a >= end:
                cut.append((start, end))
                continue
            if start < a:
                cut.append((start, a))
            if b < end:
                cut.append((b, end))
        ranges = cut
    return ranges


_STRIP_LEFT = " \t\n\r\u00a0,;:.—–-)"
_STRIP_RIGHT = " \t\n\r\u00a0,;:—–-("


def tidy(text: str, ranges: list[Range]) -> tuple[Range, ...]:
    """Trim blanks and joining marks from each piece and drop pieces without letters."""
    kept: list[Range] = []
    for first, last in ranges:
        words = text[first:last]
        start = first + len(words) - len(words.lstrip(_STRIP_LEFT))
        end = max(start, first + len(words.rstrip(_STRIP_RIGHT)))
        if end > start and text[end - 1] == "." and not (end - 2 > start and text[end - 3] == "."):
            end -= 1
        if sum(letter.isalpha() for letter in text[start:end]) >= 3:
            kept.append((start, end))
    return tuple(kept)

"""Headlines, captions and teasers: short lines that are no sentences of the report's body."""

import re

from nemawashi.reading.parties import parties_in
from nemawashi.reading.registry import Registry

__all__ = ["crossheads", "headlines"]

Range = tuple[int, int]
_ENDED = re.compile(r"[.!?。！？”\")）」]$")


def headlines(text: str, lines: list[Range], registry: Registry) -> list[Range]:
    """Give lines of 20 to 220 characters without a full stop whose words are capitalised, and the report's first line, where they name a party."""
    found = []
    for index, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        words = [word for word in re.findall(r"[A-Za-z][\w’'.-]*", line) if len(word) > 3]
        if not 20 <= len(line) <= 220 or _ENDED.search(line) or len(words) < 4 or re.search(r"@|https?:|^By ", line):
            continue
        opens = index == 0 and len(lines) > 1 and line[0] not in "“\"'‘"
        capitals = sum(word[0].isupper() for word in words)
        if (opens or capitals >= 0.7 * len(words)) and (parties_in(line, registry) or index == 0):
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            found.append((start + lead, start + lead + len(line)))
    return found


def crossheads(text: str, lines: list[Range]) -> list[Range]:
    """Give the short lines between paragraphs that say nothing by themselves."""
    return [(start, end) for start, end in lines if end - start < 45 and not re.search(r"[.!?。！？”’\"')」]$", text[start:end].rstrip())]

"""Runs alone in a child process: a PDF on standard input, its text as JSON on standard output, within limits of memory, time and length."""

import contextlib
import json
import re
import sys

_MEMORY = 1_500_000_000
_SECONDS = 50
_CHARACTERS = 500_000


def main() -> int:
    """Give 0 with the text, 2 for a file that cannot be read, 3 where the PDF library is missing."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - loaded only when it is used

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        import pypdfium2  # noqa: PLC0415 - loaded only when it is used
    except ImportError:
        return 3
    raw = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(raw)
        pages: list[str] = []
        length = 0
        for page in document:
            words = page.get_textpage().get_text_range()
            pages.append(_unwrapped(words))
            length += len(words)
            if length > _CHARACTERS:
                break
        title = str(document.get_metadata_dict().get("Title", ""))
    except Exception:  # noqa: BLE001 - whatever a hostile file provokes ends here, in the child
        return 2
    sys.stdout.write(json.dumps({"text": "\n\n".join(pages), "title": title}))
    return 0


def _unwrapped(words: str) -> str:
    """Join the lines of a paragraph, and words hyphenated at the end of a line, before the text is hashed."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe\n", "").replace("\x02\n", "")
    words = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", words)
    return re.sub(r"(?<![.!?”\"’:\n])\n(?=[^\n])", " ", words)


if __name__ == "__main__":
    sys.exit(main())

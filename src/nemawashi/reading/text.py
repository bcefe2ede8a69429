"""Canonical text: what a file says, with the hash every offset hangs on.

A text file's canonical text is its characters as decoded, nothing normalised, so that offsets count characters of the file. HTML and PDF are
extracted first; their offsets count characters of the extraction, which is hashed. Files that cannot be read give a reason, never an exception.
"""

import hashlib
import html
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nemawashi.errors import Fault

__all__ = ["LARGEST", "Canonical", "canonical", "from_bytes", "language_of", "text_hash"]

LARGEST = 20_000_000
"""Bytes above which a file is no press report."""
_LONGEST = 500_000
"""Characters of canonical text that are read at most: a long book."""
_TAGS = 30_000
"""Elements of a page that are parsed at most."""
_DEEPEST = 400
_CHILD_SECONDS = 60
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p|script)\b", re.IGNORECASE)
_JAPANESE = re.compile(r"[぀-ヿ]")

Form = Literal["text", "html", "pdf"]


@dataclass(frozen=True, slots=True)
class Canonical:
    """A text and the SHA-256 of its UTF-8 bytes; ``notes`` say what had to be assumed to get it."""

    text: str
    sha256: str
    form: Form
    language: str
    notes: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    outlet: str = ""


def text_hash(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of ``text``."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(path: Path, shown: str) -> Canonical | Fault:
    """Read the file at ``path``, named ``shown`` in messages."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Fault(shown, f"{size:,} bytes", f"a report has at most {LARGEST:,} bytes", "give the report alone, or split the archive")
        raw = path.read_bytes()
    except OSError as error:
        return Fault(shown, f"cannot be opened: {error.strerror}", "every file given can be opened", "check the name and its rights")
    return from_bytes(raw, shown, path.suffix.lower())


def from_bytes(raw: bytes, shown: str, suffix: str = "") -> Canonical | Fault:
    """Give the canonical text of ``raw``; the form is told by the content first, the file's ending second."""
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return Fault(shown, "an empty file" if not raw else "only blanks", "a report has words", "remove it or fetch it again")
    if raw[:5] == b"%PDF-" or suffix == ".pdf":
        return _pdf(raw, shown)
    decoded = _decode(raw, shown)
    if isinstance(decoded, Fault):
        return decoded
    text, note = decoded
    if suffix in (".html", ".htm", ".xhtml") or _MARKUP.search(raw[:4096]):
        return _html(text, shown, note)
    return _made(text, "text", shown, (note,) if note else ())


def language_of(text: str) -> str:
    """``ja`` where kana make up a good part of the letters, else ``en``."""
    sample = text[:4000]
    letters = sum(letter.isalpha() for letter in sample)
    return "ja" if letters and len(_JAPANESE.findall(sample)) > 0.2 * letters else "en"


def _made(text: str, form: Form, shown: str, notes: tuple[str, ...] = (), **meta: str) -> Canonical | Fault:
    if sum(letter.isalpha() for letter in text[:10_000]) < 3:
        return Fault(shown, "no words in it", "a report has words", "give the report's text")
    if len(text) > _LONGEST:
        return Fault(shown, f"{len(text):,} characters", f"a report has at most {_LONGEST:,} characters", "split it")
    return Canonical(text, text_hash(text), form, language_of(text), notes, **meta)


def _decode(raw: bytes, shown: str) -> tuple[str, str] | Fault:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16"), "decoded as UTF-16"
        except UnicodeDecodeError:
            return _binary(shown)
    head = raw[:65_536]
    control = sum(head.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if b"\0" in head or control > 0.01 * len(head):
        return _binary(shown)
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _other_encoding(raw, shown, error)


def _other_encoding(raw: bytes, shown: str, error: UnicodeDecodeError) -> tuple[str, str] | Fault:
    """Take an older encoding when the whole file agrees with it and none of it is UTF-8; mixed files are refused."""
    line = raw[: error.start].count(b"\n") + 1
    for encoding in ("shift_jis", "euc_jp"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if language_of(text) == "ja":
            return text, f"not UTF-8; decoded as {encoding}, offsets count its characters"
    kept = raw.decode("utf-8", "ignore")
    if any(ord(letter) > 0x24F and letter != "\ufffd" for letter in kept):
        return Fault(
            f"{shown}:{line}", "bytes of more than one encoding", "a file is written in one encoding, best UTF-8", "save it as UTF-8"
        )
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if re.search(r"[A-Za-z]{3}", text):
        return text, "not UTF-8; decoded as cp1252, offsets count its characters"
    return Fault(f"{shown}:{line}", "bytes that are not UTF-8", "a text file is UTF-8", "save it as UTF-8")


def _binary(shown: str) -> Fault:
    return Fault(shown, "binary content", "text, HTML and PDF are read", "convert it to one of these")


def _html(text: str, shown: str, note: str) -> Canonical | Fault:
    if text.count("<") > 2 * _TAGS:
        return Fault(shown, f"more than {_TAGS:,} elements", "a page of a report is no data dump", "save the text of the article")
    if _depth(text) > _DEEPEST:
        return Fault(
            shown, f"elements nested more than {_DEEPEST} deep", "a page nests its elements reasonably", "save the text of the article"
        )
    try:
        import nh3  # noqa: PLC0415 - loaded only when it is used
        import trafilatura  # noqa: PLC0415 - loaded only when it is used
    except ImportError:
        return Fault(shown, "an HTML page", "HTML needs the extra [read]", "pip install 'nemawashi[read]', or save the page's text")
    try:
        extracted = trafilatura.extract(text, output_format="txt", include_comments=False, include_tables=True, favor_recall=True)
        meta = trafilatura.extract_metadata(text)
        if not extracted:
            extracted = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", html.unescape(nh3.clean(text, tags=set())))).strip()
    except Exception as error:  # noqa: BLE001 - whatever a hostile page provokes is a reason for this file only
        return Fault(shown, f"the page cannot be read ({type(error).__name__})", "a page is HTML", "save the text of the article")
    notes = (*((note,) if note else ()), "offsets count characters of the text extracted from the page")
    return _made(
        extracted,
        "html",
        shown,
        notes,
        title=str(getattr(meta, "title", None) or ""),
        date=str(getattr(meta, "date", None) or ""),
        outlet=str(getattr(meta, "sitename", None) or ""),
    )


def _depth(text: str) -> int:
    """Greatest nesting of elements, by counting opening and closing tags; void and self-closed ones do not nest."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][\w:-]*)[^<>]{0,4000}?(/?)>", text):
        if match[2].lower() in ("br", "img", "meta", "link", "input", "hr", "p", "li", "td", "tr", "source", "area", "base", "col", "wbr"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + (not match[3])
        deepest = max(deepest, depth)
    return deepest


def _pdf(raw: bytes, shown: str) -> Canonical | Fault:
    """Extract in a child process with limits on memory and time, since a PDF may be made to harm its reader."""
    refusal = Fault(shown, "a PDF that cannot be read", "a PDF is whole and opens without a password", "save the text of the report")
    try:
        child = subprocess.run(  # noqa: S603 - our own file; what is read goes in by standard input
            [sys.executable, "-I", str(Path(__file__).with_name("pdf_child.py"))],
            input=raw,
            capture_output=True,
            timeout=_CHILD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Fault(shown, f"a PDF that takes longer than {_CHILD_SECONDS} s", refusal.rule, refusal.remedy)
    if child.returncode == 3:
        return Fault(shown, "a PDF file", "PDF needs the extra [read]", "pip install 'nemawashi[read]', or save the text")
    if child.returncode != 0:
        return refusal
    try:
        answer = json.loads(child.stdout)
    except ValueError:
        return refusal
    if not str(answer["text"]).strip():
        return Fault(shown, "a PDF without text (a scan?)", "the words of a PDF can be selected", "run character recognition first")
    return _made(
        str(answer["text"]), "pdf", shown, ("offsets count characters of the text extracted from the PDF",), title=str(answer["title"])
    )

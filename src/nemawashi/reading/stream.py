"""Read files and folders one after another, or on any executor; memory stays flat, and a killed run resumes from its journal."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from nemawashi import fetch
from nemawashi.errors import Fault, Refused
from nemawashi.reading.context import Context
from nemawashi.reading.extract import extract
from nemawashi.reading.lexicon import Lexicon
from nemawashi.reading.link import relate
from nemawashi.reading.parse import parser_name
from nemawashi.reading.parse_ja import parser_ja_name
from nemawashi.reading.proposal import Document, Reading, When
from nemawashi.reading.registry import Registry
from nemawashi.reading.text import canonical, from_bytes
from nemawashi.record.store import Store

__all__ = ["VERSION", "listed", "read", "read_text", "reading"]

VERSION = "3"
"""Changes whenever the rules do; a journal written by other rules is read anew."""
_ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".text", "")
_AHEAD = 16
"""Documents in flight on an executor; bounds memory."""


def read(
    paths: Iterable[str | Path],
    *,
    registry: Registry | None = None,
    lexicon: Lexicon | None = None,
    executor: Executor | None = None,
    journal: Path | None = None,
    published: Mapping[str, When] | None = None,
    outlets: Mapping[str, str] | None = None,
    near: date | None = None,
    model: bool = True,
) -> Iterator[Document]:
    """Read every file of ``paths`` (folders are walked in order, addresses fetched) and give each document, in that order, as soon as it is ready.

    A file that cannot be read gives a document with its reason in ``faults``; the rest is read. With ``journal`` (a SQLite file) documents
    already read are taken from it. ``published`` and ``outlets`` tell what is known of a file by its name; ``near`` is a day the documents do
    not lie long after; ``model=False`` reads by rules alone.
    """
    context = Context(registry or Registry(), lexicon, dict(published or {}), dict(outlets or {}), near, model)
    store = Store(journal) if journal is not None else None
    stamp = _stamp(context) if store else ""
    flying: deque[tuple[str, Document | Future[Document], str]] = deque()
    try:
        for path, shown in listed(paths):
            key = _key(path, stamp) if store else ""
            known = store.recall("document", key) if store and key else None
            if known is not None:
                flying.append((shown, _adapter().validate_json(known), ""))
            elif executor is None:
                flying.append((shown, _read_one(path, shown, context), key))
            else:
                flying.append((shown, executor.submit(_read_one, path, shown, context), key))
            while flying and (executor is None or len(flying) >= _AHEAD):
                yield _landed(flying.popleft(), store)
        while flying:
            yield _landed(flying.popleft(), store)
    finally:
        for _, waiting, _ in flying:
            if isinstance(waiting, Future):
                waiting.cancel()
        if store is not None:
            store.close()


def reading(
    paths: Iterable[str | Path],
    *,
    registry: Registry | None = None,
    lexicon: Lexicon | None = None,
    executor: Executor | None = None,
    journal: Path | None = None,
    published: Mapping[str, When] | None = None,
    outlets: Mapping[str, str] | None = None,
    near: date | None = None,
    model: bool = True,
) -> Reading:
    """Read ``paths`` and relate their statements."""
    documents = tuple(
        read(
            paths,
            registry=registry,
            lexicon=lexicon,
            executor=executor,
            journal=journal,
            published=published,
            outlets=outlets,
            near=near,
            model=model,
        )
    )
    return Reading(
        documents,
        relate([one for document in documents for one in document.statements], [flag for document in documents for flag in document.flags]),
    )


def read_text(
    text: str,
    *,
    name: str,
    registry: Registry | None = None,
    lexicon: Lexicon | None = None,
    published: When | None = None,
    outlet: str = "",
    near: date | None = None,
    model: bool = True,
) -> Document:
    """Read a text given as it is, under a name; offsets count its characters."""
    days, outlets = ({name: published} if published else {}), ({name: outlet} if outlet else {})
    made = from_bytes(text.encode("utf-8", "replace"), name, ".txt")
    if isinstance(made, Fault):
        return _unread(name, made)
    return extract(name, made, Context(registry or Registry(), lexicon, days, outlets, near, model))


def _landed(item: tuple[str, Document | Future[Document], str], store: Store | None) -> Document:
    shown, waiting, key = item
    try:
        document = waiting.result() if isinstance(waiting, Future) else waiting
    except Exception as error:  # noqa: BLE001 - a worker that died costs its document, not the run
        return _unread(
            shown, Fault(shown, f"the reader stopped ({type(error).__name__}: {error})", "every file gives an answer", "report it")
        )
    if store is not None and key and not document.faults:
        store.remember("document", key, _adapter().dump_json(document).decode(), shown)
    return document


def _read_one(path: str, shown: str, context: Context) -> Document:
    if fetch.is_address(path):
        try:
            got = fetch.get(path)
        except Refused as refused:
            return _unread(shown, refused.faults[0])
        suffix = ".pdf" if "pdf" in got.content_type else ".html" if "html" in got.content_type else ""
        text = from_bytes(got.content, shown, suffix)
    else:
        text = canonical(Path(path), shown)
    if isinstance(text, Fault):
        return _unread(shown, text)
    try:
        return extract(shown, text, context)
    except Exception as error:  # noqa: BLE001 - no text may stop the folder it lies in
        return _unread(shown, Fault(shown, f"the rules failed ({type(error).__name__}: {error})", "every text can be read", "report it"))


def _unread(shown: str, fault: Fault) -> Document:
    return Document(shown, "", "", "", None, "", (), (), (fault,))


def listed(paths: Iterable[str | Path]) -> Iterator[tuple[str, str]]:
    """Give (path, name shown) of every file, folders in the order of their names, hidden files left out."""
    for given in paths:
        if isinstance(given, str) and fetch.is_address(given):
            yield given, given
            continue
        path = Path(given)
        if path.is_dir():
            for one in _walk(path):
                yield str(one), one.relative_to(path).as_posix()
        else:
            yield str(path), path.name


def _walk(folder: Path) -> Iterator[Path]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.name.startswith("."):
            continue
        if one.is_dir() and not one.is_symlink():
            yield from _walk(one)
        elif one.is_file() and one.suffix.lower() in _ENDINGS:
            yield one


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Document)


def _stamp(context: Context) -> str:
    parser = f"{parser_name()}+{parser_ja_name()}" if context.model else ""
    return hashlib.sha256(f"{VERSION}|{parser}|{context!r}".encode()).hexdigest()


def _key(path: str, stamp: str) -> str:
    """Hash of the file's bytes and of everything the answer depends on; empty for what cannot be opened or is fetched."""
    digest = hashlib.sha256(stamp.encode())
    digest.update(Path(path).name.encode())
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()

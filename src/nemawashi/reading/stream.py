"""Read files and folders one after another, or on any executor; memory stays flat."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from nemawashi.reading.lexicon import Lexicon
from nemawashi.reading.proposal import Document, Reading
from nemawashi.reading.registry import Registry

__all__ = ["read", "reading"]


def read(
    paths: Iterable[str | Path],
    *,
    registry: Registry | None = None,
    lexicon: Lexicon | None = None,
    executor: Executor | None = None,
    journal: Path | None = None,
) -> Iterator[Document]:
    """Read every file of ``paths`` (folders are walked in order) and give its document as soon as it is ready, in the order of the paths.

    A file that cannot be read gives a document with its reason in ``faults``; the rest is read. With ``journal`` (a SQLite file), documents
    already read are given from it, so that a killed run resumes.
    """
    raise NotImplementedError


def reading(
    paths: Iterable[str | Path],
    *,
    registry: Registry | None = None,
    lexicon: Lexicon | None = None,
    executor: Executor | None = None,
    journal: Path | None = None,
) -> Reading:
    """Read ``paths`` and relate their statements."""
    raise NotImplementedError

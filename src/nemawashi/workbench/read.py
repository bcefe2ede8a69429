"""Press reports into proposed statements, with the case's people, offices and issues. Nothing here enters a record."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from nemawashi.errors import Fault, Refused
from nemawashi.reading import (
    Document,
    Endpoint,
    Lexicon,
    Proposal,
    Reading,
    Relation,
    When,
    extend,
    lexicon_for,
    read_text,
    registry_of,
    relate,
)
from nemawashi.reading import read as stream
from nemawashi.reading.stream import listed
from nemawashi.record.store import Store

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = [
    "READS",
    "Document",
    "Endpoint",
    "Proposal",
    "Reading",
    "Relation",
    "When",
    "documents",
    "lexicon",
    "listed_names",
    "read",
    "related",
]

READS = ("clock",)

Each = Callable[[Document], None]


def listed_names(paths: Sequence[str]) -> tuple[str, ...]:
    """Names of all files, folders walked, in the order they will be read; refused where there is none."""
    names = tuple(shown for _, shown in listed(paths))
    if not names:
        raise Refused(
            Fault(
                ", ".join(paths),
                "no file to read",
                "text, HTML and PDF files are read, hidden ones are not",
                "name a file, a folder with files, or an address",
            )
        )
    return names


def documents(
    bench: "Workbench",
    paths: Sequence[str],
    *,
    published: date | None = None,
    outlet: str = "",
    model: bool = True,
    journal: Path | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    endpoint: Endpoint | None = None,
) -> Iterator[Document]:
    """Give every document as soon as it is read, in the order of the files; nothing is kept, so that memory stays flat over any number of them.

    ``published`` and ``outlet`` hold for every file. ``jobs`` processes read at once, or the ``executor`` given. With ``journal`` a run that was
    stopped goes on where it stopped. ``endpoint`` is a language model asked for more proposals; nothing of what it says is believed but words that
    stand in the text.
    """
    if jobs < 1:
        raise Refused(Fault("--jobs", f"{jobs} processes", "at least one process reads", "give 1 or more"))
    names = listed_names(paths)
    keys = {name.rpartition("/")[2] for name in names}  # reading knows a file by its own name
    day = When(published, published, "day", "given") if published is not None else None
    with _workers(jobs, executor, len(names)) as workers:
        passing = stream(
            paths,
            registry=registry_of(bench.record),
            lexicon=lexicon(bench),
            near=bench.clock.known,
            published=dict.fromkeys(keys, day) if day is not None else None,
            outlets=dict.fromkeys(keys, outlet) if outlet else None,
            executor=workers,
            journal=journal,
            model=model,
        )
        if endpoint is None:
            yield from passing
            return
        with closing(Store(journal)) if journal is not None else nullcontext() as answers:
            for document in passing:
                yield document if document.faults else extend(document, endpoint, cache=answers)


def read(
    bench: "Workbench",
    paths: Sequence[str],
    *,
    published: date | None = None,
    outlet: str = "",
    model: bool = True,
    journal: Path | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    each: Each | None = None,
    texts: bool = False,
    relations: bool = True,
) -> Reading:
    """Read files, folders and addresses, and relate what they are proposed to say.

    ``each`` is given every document as soon as it is read, with its text; the answer keeps the documents' texts only with ``texts``. Without
    ``relations`` statements are not compared. For thousands of files ``documents`` keeps nothing.
    """
    kept: list[Document] = []
    for document in documents(bench, paths, published=published, outlet=outlet, model=model, journal=journal, jobs=jobs, executor=executor):
        if each is not None:
            each(document)
        kept.append(document if texts else replace(document, text=""))
    return Reading(tuple(kept), related(kept) if relations else ())


def pasted(
    bench: "Workbench", text: str, *, name: str = "pasted.txt", published: date | None = None, outlet: str = "", model: bool = True
) -> Document:
    """Read a text that was pasted or opened on the page; nothing of it is kept here."""
    day = When(published, published, "day", "given") if published is not None else None
    plain = name.replace("\\", "/").rpartition("/")[2] or "pasted.txt"
    return read_text(
        text,
        name=plain,
        registry=registry_of(bench.record),
        lexicon=lexicon(bench),
        published=day,
        outlet=outlet,
        near=bench.clock.known,
        model=model,
    )


def related(kept: Sequence[Document]) -> tuple[Relation, ...]:
    """Compare the statements of documents already read."""
    return relate([one for document in kept for one in document.statements], [flag for document in kept for flag in document.flags])


def lexicon(bench: "Workbench") -> Lexicon:
    """Words of the case's issues and topics, by their titles in both languages."""
    titles = {issue.id: (issue.title.en, issue.title.ja) for issue in bench.agenda.issues}
    topics = {topic.id: (topic.title.en, topic.title.ja) for topic in bench.case.manifest.topics}
    return lexicon_for(topics | titles)


@contextmanager
def _workers(jobs: int, executor: Executor | None, files: int) -> Iterator[Executor | None]:
    """The executor given, one of our own where several processes are asked for and there is work for them, or none."""
    if executor is not None or jobs == 1 or files == 1:
        yield executor
        return
    with ProcessPoolExecutor(min(jobs, files), mp_context=get_context("spawn")) as own:
        yield own

"""``read``: press reports into proposed statements; and, with ``--into``, the accepted ones into a case."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseOption, ForSide, InLang, Known, bench, language
from nemawashi.errors import Fault, Refused

if TYPE_CHECKING:
    from nemawashi.language import Lang

__all__ = ["Files", "NoModel", "Outlet", "Published", "progress", "register", "set_aside"]

Files = Annotated[list[str], typer.Argument(metavar="FILE|URL|FOLDER...", help="Text, HTML or PDF files, folders of them, or addresses.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="The day all these reports came out, where you know it.")
]
Outlet = Annotated[str, typer.Option("--outlet", metavar="NAME", help="Who printed all these reports, where you know it.")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Read by rules alone, also where the parser is installed.")]


_RELATED = 200
"""Files whose statements are compared for the closing lines; of a larger folder nothing is kept, and --json compares it."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read")(read)


def read(
    files: Files,
    case: CaseOption = BUILT_IN,
    known: Known = None,
    side: ForSide = None,
    published: Published = None,
    outlet: Outlet = "",
    no_model: NoModel = False,
    journal: Annotated[
        Path | None, typer.Option("--journal", metavar="FILE", help="Keep what was read here, so that a run that was stopped goes on.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Processes that read at once.")] = 1,
    llm: Annotated[
        str | None,
        typer.Option(
            "--llm", metavar="ADDRESS", help="Also ask this OpenAI-compatible endpoint; key in NEMAWASHI_LLM_KEY. Texts go there."
        ),
    ] = None,
    llm_model: Annotated[str, typer.Option("--llm-model", metavar="NAME", help="The model asked for at --llm.")] = "",
    into: Annotated[
        str | None, typer.Option("--into", metavar="CASE", help="Write the statements accepted in --store into this case; no others.")
    ] = None,
    store: Annotated[Path | None, typer.Option("--store", metavar="FILE", help="The file of decisions that review wrote.")] = None,
    lang: InLang = "en",
    as_json: AsJson = False,
    as_lines: Annotated[
        bool, typer.Option("--json-lines", help="One JSON object a document, as soon as it is read; nothing is kept or compared.")
    ] = False,
) -> None:
    """Propose statements with exact spans; nothing enters a record unaccepted. Exit code 1 when a file was set aside."""
    from nemawashi.dates import parse_date  # noqa: PLC0415
    from nemawashi.workbench.read import documents, listed_names  # noqa: PLC0415

    _agree(into, store, as_json=as_json, as_lines=as_lines)
    tongue = language(lang)
    desk = bench(case, side, None, known)
    day = parse_date(published, where="--published") if published else None
    given: dict[str, Any] = {"published": day, "outlet": outlet, "model": not no_model, "journal": journal, "jobs": jobs}
    given["endpoint"] = _endpoint(llm, llm_model)
    count = len(listed_names(files))
    with progress(count) as step:
        passing = _counted(documents(desk, files, **given), step)
        if into is not None and store is not None:
            aside = _into(passing, store, into, tongue, as_json=as_json)
        elif as_json:
            aside = _whole(desk, passing, files, day, outlet, tongue, model=not no_model)
        elif as_lines:
            aside = _lines(passing)
        else:
            aside = _told(passing, tongue, compare=count <= _RELATED)
    if aside:
        raise typer.Exit(1)


def _endpoint(address: str | None, name: str) -> Any:
    """The language model to ask, if one was named; its key comes from the environment, so that no shell history keeps it."""
    if address is None and not name:
        return None
    if address is None or not name:
        raise Refused(
            Fault("--llm", "one of --llm and --llm-model without the other", "a model has an address and a name", "give both, or neither")
        )
    from os import environ  # noqa: PLC0415

    from nemawashi.workbench.read import Endpoint  # noqa: PLC0415

    return Endpoint(address, name, key=environ.get("NEMAWASHI_LLM_KEY", ""))


def _agree(into: str | None, store: Path | None, *, as_json: bool, as_lines: bool) -> None:
    if (into is None) != (store is None):
        rule = "--into writes what was decided on in --store"
        raise Refused(Fault("--into", "one of --into and --store without the other", rule, "give both, or neither"))
    if as_lines and (as_json or into is not None):
        raise Refused(Fault("--json-lines", "beside --json or --into", "an answer has one form", "give one of them"))


def _counted(passing: Iterator[Any], step: Callable[[], None]) -> Iterator[Any]:
    """Say why a file is set aside, and move the bar, as documents pass."""
    for document in passing:
        set_aside(document)
        yield document
        step()


def _into(passing: Iterator[Any], store: Path, into: str, lang: "Lang", *, as_json: bool) -> bool:
    from nemawashi.workbench.read import Reading  # noqa: PLC0415

    answer = Reading(tuple(passing), ())
    _export(answer, store, into, lang, as_json=as_json)
    return bool(answer.faults)


def _whole(desk: Any, passing: Iterator[Any], files: list[str], day: Any, outlet: str, lang: "Lang", *, model: bool) -> bool:
    """The whole answer as one object, compared."""
    from dataclasses import replace  # noqa: PLC0415

    from nemawashi.cli.tell import tell_json  # noqa: PLC0415
    from nemawashi.views.read import read as view  # noqa: PLC0415
    from nemawashi.workbench.read import Reading, related  # noqa: PLC0415

    kept = tuple(replace(document, text="") for document in passing)
    answer = Reading(kept, related(kept))
    tell_json(desk, view(desk, answer, files, published=day, outlet=outlet, model=model), lang)
    return bool(answer.faults)


def _lines(passing: Iterator[Any]) -> bool:
    import json  # noqa: PLC0415

    from nemawashi.views.read import document_row  # noqa: PLC0415

    aside = False
    for document in passing:
        typer.echo(json.dumps(document_row(document), ensure_ascii=False))
        aside = aside or bool(document.faults)
    return aside


def _told(passing: Iterator[Any], lang: "Lang", *, compare: bool) -> bool:
    """The readable answer; documents are kept only where they are few enough to be compared."""
    from dataclasses import replace  # noqa: PLC0415

    from nemawashi.views.read import Tally, tally  # noqa: PLC0415
    from nemawashi.workbench.read import related  # noqa: PLC0415

    counts, kept = Tally(), []
    for document in passing:
        _tell(document, lang)
        counts.add(document)
        if compare:
            kept.append(replace(document, text=""))
    for line in tally(counts, related(kept), lang):
        typer.echo(line)
    return counts.aside > 0


def set_aside(document: Any) -> None:
    """Say on the error stream why a file could not be read."""
    for fault in document.faults:
        typer.echo(str(fault), err=True)


def _tell(document: Any, lang: "Lang") -> None:
    """A document and its statements, as soon as they are read."""
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.read import heading, statement_lines  # noqa: PLC0415

    if document.faults:
        return
    typer.echo(heading(document, lang))
    for one in document.statements:
        where, what, how = statement_lines(one, lang)
        typer.echo(f"  {where}")
        for line in fold(" ".join(one.text.split()), 74):
            typer.echo(f"      {line}")
        typer.echo(f"    {what}")
        typer.echo(f"    {how}")
    for flag in document.flags:
        proposed = f" → {flag.proposed}" if flag.proposed else ""
        for line in fold(f"! {say(f'read.flag.{flag.kind}', lang)}: {flag.found}{proposed} — {flag.reason}", 76, "  "):
            typer.echo(f"  {line}")
    typer.echo("")


def _export(answer: Any, store: Path, into: str, lang: "Lang", *, as_json: bool) -> None:
    """Write what was accepted into the case and say where it stands."""
    import json  # noqa: PLC0415

    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.workbench.review import existing_store, export  # noqa: PLC0415

    decisions = existing_store(store)
    try:
        written = export(answer, decisions, into)
    finally:
        decisions.close()
    if as_json:
        rows = [{"file": one.file, "report": one.report, "path": str(one.path), "statements": one.statements} for one in written]
        typer.echo(json.dumps({"into": into, "written": rows}, ensure_ascii=False, indent=1))
        return
    for one in written:
        typer.echo(say("read.written", lang, file=one.file, path=one.path, n=one.statements))


@contextmanager
def progress(files: int) -> Iterator[Callable[[], None]]:
    """A bar on the error stream of a terminal, where there is more than one file; the step to call after each file."""
    if files == 1 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=files)
        yield lambda: bar.update(task, advance=1)

"""``brief``: the paper for the night before a round, as Word, HTML or Markdown."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from nemawashi.cli.options import BUILT_IN, CaseArgument, ForSide, InLang, Known, On, bench, language
from nemawashi.errors import Fault, Refused

__all__ = ["form_of", "register", "replace_file"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("brief")(brief)


def brief(
    case: CaseArgument = BUILT_IN,
    output: Annotated[
        list[Path] | None, typer.Option("-o", "--output", help="Where to write; the ending chooses the form. May be repeated.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Write what is different from this day.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Leave out the own side's reservation values and private notes.")] = False,
    ministry: Annotated[
        str, typer.Option("--ministry", metavar="OFFICE", help="Narrow it to the issues an office answers for: jp-agriculture.")
    ] = "",
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
) -> None:
    """Write the brief: .docx, .html or .md by the ending of the file."""
    from nemawashi import views  # noqa: PLC0415
    from nemawashi.brief import written  # noqa: PLC0415
    from nemawashi.dates import parse_date  # noqa: PLC0415

    outputs = output or [Path("brief.docx")]
    forms = [form_of(path) for path in outputs]
    desk = bench(case, side, on, known)
    document = views.brief(
        desk, language(lang), public=public, since=parse_date(since, where="--since") if since else None, ministry=ministry
    )
    for path, form in zip(outputs, forms, strict=True):
        replace_file(path, written(document, form))
        typer.echo(f"wrote {path}")


def form_of(path: Path) -> str:
    """The form of a document by the ending of its file."""
    from nemawashi.brief import FORMS  # noqa: PLC0415

    form = path.suffix.lstrip(".").lower()
    if form not in FORMS:
        rule = f"a brief is written as {', '.join(FORMS)}"
        raise Refused(Fault(str(path), f"ending {path.suffix or 'none'}", rule, f"name it {path.with_suffix('.docx')}"))
    return form


def replace_file(path: Path, content: bytes) -> None:
    """Write beside the target and rename, so that an interrupted run leaves the old file whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except OSError as error:
        raise Refused(
            Fault(str(path), f"cannot be written: {error.strerror}", "the output folder can be written to", "choose another place")
        ) from None

"""Options that every command shares: the case, the side, the two clocks, the language and the form of the answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.errors import Fault, Refused

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.workbench import Workbench

__all__ = [
    "BUILT_IN",
    "Answers",
    "AsJson",
    "CaseArgument",
    "CaseOption",
    "Closure",
    "Elasticities",
    "ForSide",
    "HomeForm",
    "Importer",
    "InLang",
    "Known",
    "On",
    "Origin",
    "RedLines",
    "Without",
    "bench",
    "language",
]

BUILT_IN = "us-japan-2025"

CaseArgument = Annotated[str, typer.Argument(help="A built-in case or a folder with a case.toml.", show_default=True)]
CaseOption = Annotated[str, typer.Option("--case", help="A built-in case or a folder with a case.toml.")]
ForSide = Annotated[str | None, typer.Option("--for", metavar="PARTY", help="The side the answer is for; the case's own when not given.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="In force on this day.")]
Known = Annotated[str | None, typer.Option("--known", metavar="DATE", help="As known on this day.")]
Origin = Annotated[str, typer.Option("--from", metavar="COUNTRY", help="Country of origin.")]
Importer = Annotated[str, typer.Option("--to", metavar="COUNTRY", help="Country of import.")]
Answers = Annotated[
    list[str] | None, typer.Option("--answer", metavar="KEY=VALUE", help="Answer a question the law asks; may be repeated.")
]
Closure = Annotated[str | None, typer.Option("--closure", help="Rule for deficits.")]
Elasticities = Annotated[str | None, typer.Option("--elasticities", help="Elasticity set whose values are shown.")]
RedLines = Annotated[list[str] | None, typer.Option("--red-line", metavar="ID", help="Let a red line bind; may be repeated.")]
Without = Annotated[list[str] | None, typer.Option("--without", metavar="ISSUE", help="Keep an issue off the table; may be repeated.")]
HomeForm = Annotated[str, typer.Option("--form", metavar="executive|law|treaty", help="The act the settlement needs at home.")]
InLang = Annotated[str, typer.Option("--lang", metavar="en|ja", help="Language of the answer.")]
PrivateFile = Annotated[Path | None, typer.Option("--private", metavar="FILE", help="Your side's own values, as elicit keeps them.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def bench(case: str, side: str | None = None, on: str | None = None, known: str | None = None, private: Path | None = None) -> "Workbench":
    """Open the workbench; with only one clock given the other is the case's own, never later knowledge than asked for."""
    from nemawashi.workbench import Workbench  # noqa: PLC0415 - the floors load when a command runs, not when help is shown

    return Workbench.open(case, side=side, on=on, known=known, private=private)


def language(given: str) -> "Lang":
    """Check the language."""
    if given == "ja":
        return "ja"
    if given == "en":
        return "en"
    raise Refused(Fault("--lang", f"language {given!r}", "answers are written in en or ja", "write --lang en or --lang ja"))

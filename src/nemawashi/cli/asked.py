"""What every command on a case is asked with — the case, the two clocks, the side, the language, the form of the answer — declared here once."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.workbench import Workbench

__all__ = ["Asked", "of_case"]

SHARED: dict[str, tuple[Any, Any]] = {
    "on": (On, None),
    "known": (Known, None),
    "side": (ForSide, None),
    "lang": (InLang, "en"),
    "as_json": (AsJson, False),
}
"""Options every such command ends with, and their defaults."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of the command line that every command on a case takes."""

    case: str
    on: str | None
    known: str | None
    side: str | None
    language: str
    as_json: bool

    @property
    def lang(self) -> "Lang":
        """The language of the answer; another than the two is refused."""
        return language(self.language)

    def bench(self, private: Path | None = None) -> "Workbench":
        """Open the workbench on the case, for the side and on the clocks."""
        return bench(self.case, self.side, self.on, self.known, private)

    def told(self, desk: "Workbench", shown: Any) -> bool:
        """Print the answer as one JSON object where that was asked for; else it is the command's to tell."""
        if self.as_json:
            from nemawashi.cli.tell import tell_json  # noqa: PLC0415 - the floors load when a command runs, not when help is shown

            tell_json(desk, shown, self.lang)
        return self.as_json


def of_case(verb: Callable[..., None], *, named: bool = False) -> Callable[..., None]:
    """Make a command of a verb on a case: its own options stand between the case and what every command takes; ``named``: the case must be."""

    def command(case: str, on: str | None, known: str | None, side: str | None, lang: str, as_json: bool, **own: Any) -> None:
        verb(Asked(case, on, known, side, lang, as_json), **own)

    first = Parameter("case", Parameter.KEYWORD_ONLY, annotation=CaseArgument, default=Parameter.empty if named else BUILT_IN)
    own = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in list(signature(verb).parameters.values())[1:]]
    last = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=usual) for name, (kind, usual) in SHARED.items()]
    parameters = [first, *own, *last]
    command.__signature__ = signature(verb).replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__name__, command.__doc__ = verb.__name__, verb.__doc__
    return command

"""The issues on the table with their options, as controls and as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import Issue, Option, UnpricedTerm
from nemawashi.agenda.magnitude import Magnitude
from nemawashi.language import Text
from nemawashi.sources import Citation
from nemawashi.views.cite import statements_cited
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["AgendaView", "IssueView", "NamedView", "OptionView", "agenda"]


@dataclass(frozen=True, slots=True)
class OptionView:
    """One way to settle an issue."""

    id: str
    title: Text
    status_quo: bool
    priced: bool
    why: Text
    """Why it is not priced; empty where it is."""
    note: Text | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue and its options, the status quo among them."""

    id: str
    title: Text
    question: Text
    movers: tuple[str, ...]
    status_quo: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class NamedView:
    """A package the case names; ``package`` holds the moves only."""

    id: str
    kind: str
    title: Text
    package: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The answer of ``agenda``."""

    issues: tuple[IssueView, ...]
    packages: tuple[NamedView, ...]
    receipt: Receipt


def agenda(bench: "Workbench") -> AgendaView:
    """Show every issue and option that could be on the table on the known day."""
    return AgendaView(
        issues=tuple(_issue(bench, issue) for issue in bench.agenda.issues),
        packages=tuple(NamedView(one.id, one.kind, one.title, dict(one.moves)) for one in bench.agenda.packages),
        receipt=receipt(bench, on_case(bench, "agenda"), "views.agenda(bench)"),
    )


def _issue(bench: "Workbench", issue: Issue) -> IssueView:
    return IssueView(
        id=issue.id,
        title=issue.title,
        question=issue.question,
        movers=issue.movers,
        status_quo=issue.status_quo.id,
        options=tuple(_option(bench, option) for option in issue.options),
    )


def _option(bench: "Workbench", option: Option) -> OptionView:
    why = next((term.why for term in option.terms if isinstance(term, UnpricedTerm)), Text("", ""))
    sizes = [
        size
        for term in option.terms
        for name in ("change", "usd", "additionality", "delivery", "volume", "price")
        if isinstance(size := getattr(term, name, None), Magnitude)
    ]
    cited = tuple(dict.fromkeys(citation for size in sizes for citation in size.citations))
    return OptionView(
        id=option.id,
        title=option.title,
        status_quo=option.status_quo,
        priced=option.priced,
        why=why,
        note=option.note,
        citations=cited + statements_cited(bench, option.statements),
    )

"""Every source readable on the day, and the references of what was actually used."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Source, long_citation, short_citation
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["MethodView", "ReferencesView", "SourceRow", "SourcesView", "readable", "references", "sources"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source."""

    id: str
    kind: str
    title: Text
    producer: Text
    published: date | None
    accessed: date | None
    locator: str
    certainty: str | None
    licence: str
    note: str
    short: Text
    long: Text


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The answer of ``sources``."""

    rows: tuple[SourceRow, ...]
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class MethodView:
    """What a floor computes, in two sentences."""

    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class ReferencesView:
    """The answer of ``references``: acts, data, papers and reports a reader would cite."""

    acts: tuple[Text, ...]
    datasets: tuple[Text, ...]
    papers: tuple[Text, ...]
    reports: tuple[Text, ...]
    pages: tuple[Text, ...]
    methods: tuple[MethodView, ...]
    receipt: Receipt


_METHODS = (
    MethodView(
        Text("Law by date", "日付ごとの法令"),
        Text(
            "Measures carry dated events, each with act and pinpoint. A duty is computed from what was in force on one day as known on another; "
            "a lapse is computed, never typed. An unanswered condition gives an interval and the question that would decide it.",
            "措置は日付のある出来事を持ち、各々に法令と条項が付く。税は、ある日に有効で別の日に知られていた法令から計算する。停止の失効は"
            "入力せず計算する。未回答の条件は幅と、それを決める問いになる。",
        ),
    ),
    MethodView(
        Text("Trade model", "貿易モデル"),
        Text(
            "Multi-country, multi-sector exact hat algebra with input–output links, solved to a residual of 1e-10 over every equation. Effects are "
            "against the world of the day; ranges run over published elasticity sets.",
            "投入産出連関を持つ多国多部門の厳密なハット代数を、全方程式の残差1e-10まで解く。効果はその日の世界との比較で、幅は公表された"
            "弾力性の組にわたる。",
        ),
    ),
    MethodView(
        Text("Bargaining", "交渉"),
        Text(
            "Values are additive over issues with pair terms; the frontier is exact. Statements give orderings and bounds on weights, never point "
            "weights, so solutions are regions. Breakdown is the law of the day on which the suspension lapses, solved.",
            "価値は論点について加法的で、対の項を持つ。フロンティアは厳密である。発言は重みの順序と範囲を与えるが点の重みは与えないので、"
            "解は領域になる。決裂は停止が失効する日の法令をモデルで解いたもの。",
        ),
    ),
)


def readable(bench: "Workbench") -> tuple[Source, ...]:
    """Sources that could be read on the known day; one without a date is always there."""
    return tuple(source for source in bench.sources.values() if (day := source.known_from()) is None or day <= bench.clock.known)


def sources(bench: "Workbench") -> SourcesView:
    """Show every source readable on the day."""
    rows = tuple(
        SourceRow(
            id=source.id,
            kind=source.kind,
            title=Text(source.title, source.title_ja or source.title),
            producer=Text(source.producer, source.producer_ja or source.producer),
            published=source.published,
            accessed=source.accessed,
            locator=source.locator,
            certainty=source.certainty,
            licence=source.licence,
            note=source.note,
            short=Text(short_citation(source), short_citation(source, lang="ja")),
            long=_long(source),
        )
        for source in sorted(readable(bench), key=lambda source: (source.kind, source.published or date.min, source.id))
    )
    return SourcesView(rows, receipt(bench, on_case(bench, "sources"), "views.sources(bench)"))


def references(bench: "Workbench") -> ReferencesView:
    """Show what the answers of this scenario rest on, as long citations."""
    found = readable(bench)

    def cited(*kinds: str) -> tuple[Text, ...]:
        return tuple(_long(source) for source in found if source.kind in kinds)

    return ReferencesView(
        acts=cited("act"),
        datasets=cited("dataset"),
        papers=cited("paper"),
        reports=cited("report"),
        pages=cited("page", "judgement"),
        methods=_METHODS,
        receipt=receipt(bench, on_case(bench, "references"), "views.references(bench)"),
    )


def _long(source: Source) -> Text:
    return Text(long_citation(source), long_citation(source, lang="ja"))

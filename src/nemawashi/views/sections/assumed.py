"""What was assumed and by whom, and the receipt."""

from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.strings import say
from nemawashi.views.document import Block, Bullets, Heading, Line, Paragraph
from nemawashi.workbench.frontier import stakes_seen

if TYPE_CHECKING:
    from nemawashi.views.show import FirstScreen
    from nemawashi.workbench import Workbench

__all__ = ["assumptions", "receipt"]


def assumptions(bench: "Workbench", lang: Lang, *, public: bool) -> list[Block]:
    """Weights as bounds with their reasons; only public ones in a public brief."""
    items: list[Line] = []
    for own in stakes_seen(bench).of(bench.case.parties):
        for one in own.attributes:
            if public and one.seen_by != "public":
                continue
            items.append((f"{one.party}: {one.title.in_(lang)} {one.low:.2f}–{one.high:.2f}. {one.reason.in_(lang)}",))
    return [Heading(say("brief.annex", lang)), Heading(say("brief.assumptions", lang), 2), Bullets(tuple(items))] if items else []


def receipt(screen: "FirstScreen", lang: Lang) -> list[Block]:
    """What it was made of."""
    made = screen.receipt
    told = f"nemawashi {made.version} · {made.case} {made.data_version} · sha256 {made.data_sha256[:16]} · {made.scenario}"
    return [Heading(say("brief.receipt", lang), 2), Paragraph((told,), quiet=True), Paragraph((made.command,), quiet=True)]

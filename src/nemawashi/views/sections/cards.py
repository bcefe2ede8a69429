"""Cards: if they raise this, we answer that; each line of an answer stands in the record, the law or the agenda."""

from typing import TYPE_CHECKING

from nemawashi.language import Lang
from nemawashi.positions import FIRMNESS, Position
from nemawashi.record import Claim, Evidence
from nemawashi.strings import say
from nemawashi.views.cite import statements_cited
from nemawashi.views.claims import evidence_figure
from nemawashi.views.document import Block, Card, Cited, Heading, Inline, Line, Strong
from nemawashi.views.format import short_day
from nemawashi.views.lines import who
from nemawashi.views.positions import issue_title
from nemawashi.workbench.positions import stances

if TYPE_CHECKING:
    from nemawashi.views.screen.chips import ChipView
    from nemawashi.workbench import Workbench

__all__ = ["answers"]

MOST, FACTS = 8, 3


def answers(bench: "Workbench", lang: Lang, chips: "tuple[ChipView, ...]" = (), issues: frozenset[str] | None = None) -> list[Block]:
    """A card for each issue the other side presses or links: first what it ties in and we keep apart, then the firmest.

    A card that would only repeat our own stance is left out: the position matrix has it.
    """
    own, other = bench.own.id, bench.other.id
    cells = stances(bench)
    ours = {cell.issue: cell for cell in cells if cell.party == own}
    apart = {issue for tie in bench.agenda.linkages if tie.by == own and tie.tie == "separates" for issue in tie.issues}
    theirs = [
        cell for cell in cells if cell.party == other and cell.direction in ("press", "hold") and (issues is None or cell.issue in issues)
    ]
    theirs.sort(key=lambda cell: (cell.issue not in apart, -int(cell.firmness)))
    cards: list[Block] = []
    for cell in theirs:
        lines = _lines(bench, cell.issue, ours.get(cell.issue), [chip for chip in chips if chip.issue == cell.issue], lang)
        if len(lines) > 1:
            says: Line = (
                f"{issue_title(bench, cell.issue).in_(lang)}: ",
                Cited(cell.stance.in_(lang), statements_cited(bench, cell.statements[:2])),
            )
            cards.append(Card(says, tuple(lines), _speaker(bench, cell, lang)))
        if len(cards) == MOST:
            break
    return [Heading(say("brief.answers", lang)), *cards] if cards else []


def _speaker(bench: "Workbench", cell: Position, lang: Lang) -> str:
    """Who said it last by name, and when; nothing where nobody was named."""
    for name in cell.statements[:3]:
        said = bench.record.statement(name)
        if said.speaker:
            return f"{who(bench, said.speaker).in_(lang)}, {short_day(said.said_on.last, lang)}"
    return ""


def _lines(bench: "Workbench", issue: str, own: Position | None, chips: "list[ChipView]", lang: Lang) -> list[Line]:
    lines: list[Line] = []
    ties = [tie for tie in bench.agenda.linkages if tie.by == bench.own.id and issue in tie.issues and tie.tie == "separates"]
    if ties:
        lines.append(_labelled("line", lang, (Cited(ties[0].title.in_(lang), statements_cited(bench, ties[0].statements)),)))
    elif own is not None:
        stance: Line = (Cited(own.stance.in_(lang), statements_cited(bench, own.statements[:2])), f" ({FIRMNESS[own.firmness].in_(lang)})")
        lines.append(_labelled("line", lang, stance))
    facts = [*_met(bench, issue, lang), *(_fact(one, lang) for one in _evidence(bench, issue))]
    if facts:
        told: list[Inline] = []
        for number, fact in enumerate(facts[:FACTS]):
            told += ["; " if number else "", *fact] if lang == "en" else ["；" if number else "", *fact]
        lines.append(_labelled("facts", lang, tuple(told)))
    for chip in chips[:1]:
        state = f" ({chip.stage.in_(lang)}{f', {short_day(chip.on, lang)}' if chip.on else ''})"
        worth: Line = ()
        if chip.to_them is not None and chip.to_us is not None:
            worth = (f". {say('show.value_to_them', lang)}: ", chip.to_them, f"; {say('show.value_to_us', lang)}: ", chip.to_us)
        lines.append(_labelled("give", lang, (Cited(chip.title.in_(lang), chip.citations), state, *worth)))
    drawn = [line for line in bench.agenda.red_lines if line.party == bench.own.id and issue in line.crossed_by]
    for line in drawn[:1]:
        title = Cited(line.title.in_(lang), statements_cited(bench, line.statements))
        lines.append(_labelled("beyond", lang, (title, f" ({who(bench, line.owner).in_(lang)})")))
    return lines


def _met(bench: "Workbench", issue: str, lang: Lang) -> list[Line]:
    """What came of the latest meeting between the sides on the issue alone."""
    held = [
        (dating, event)
        for event in bench.case.calendar.events(bench.case.record, bench.clock.known)
        if event.issues == (issue,)
        and set(bench.case.parties) <= set(event.parties)
        and event.outcome is not None
        and (dating := event.dated(bench.clock.known)) is not None
        and dating.when.last <= bench.clock.on
    ]
    found: list[Line] = []
    for dating, event in held[-1:]:
        stop = "。" if lang == "ja" else ". "
        outcome = "" if event.outcome is None else event.outcome.in_(lang).rstrip("。.")
        found.append((Cited(f"{short_day(dating.when.last, lang)}: {event.title.in_(lang)}{stop}{outcome}", (dating.citation,)),))
    return found


def _labelled(label: str, lang: Lang, line: Line) -> Line:
    return (Strong(f"{say(f'card.{label}', lang)}: "), *line)


def _evidence(bench: "Workbench", issue: str) -> list[Evidence]:
    """What tells against the other side's claims on the issue, then for our own; readable on the known day."""
    found: list[Evidence] = []
    for claim in sorted((claim for claim in bench.record.claims if issue in claim.issues), key=lambda claim: _ours(bench, claim)):
        bearings = ("for",) if _ours(bench, claim) else ("against", "qualifies")
        found += [one for one in claim.evidence if one.known <= bench.clock.known and one.bearing in bearings]
    return found


def _ours(bench: "Workbench", claim: Claim) -> bool:
    return any(bench.record.statement(name).actor == bench.own.id for name in claim.statements)


def _fact(one: Evidence, lang: Lang) -> Line:
    figure = evidence_figure(one)
    text = one.text.in_(lang)
    return (Cited(text, (one.citation,)),) if figure is None else (f"{text}: ", figure)

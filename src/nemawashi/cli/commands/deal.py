"""``deal``: a draft on the table, judged: who would sign it, what it leaves there, what to answer, what would flip the answer."""

from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import PrivateFile, RedLines, Without

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.deal import DealView, WayView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("deal")(of_case(deal, named=True))


def deal(
    asked: Asked,
    package: Annotated[list[str], typer.Argument(metavar="PACKAGE", help="A package the case names, or issue=option ...")],
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="PACKAGE", help="What to compare with: a named package, or issue=option; repeated. Else Nash's."),
    ] = None,
    binding: RedLines = None,
    without: Without = None,
    private: PrivateFile = None,
) -> None:
    """Judge a draft: who would sign it, what is better for both, counter-offers, logrolls, the way into agreement, what flips it."""
    from nemawashi.views.deal import deal as view  # noqa: PLC0415

    desk = asked.bench(private).at(red_lines=tuple(binding or ()), without=tuple(without or ()))
    lang = asked.lang
    shown = view(desk, desk.agenda.package(package), desk.agenda.package(against) if against else None)
    if asked.told(desk, shown):
        return
    _told(shown, lang)


def _told(shown: "DealView", lang: "Lang") -> None:
    from nemawashi.cli.bargained import differ, out  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.told import told  # noqa: PLC0415

    out(shown.said.in_(lang))
    for side in shown.sides:
        least = "" if side.breakdown is None else f" ({say('frontier.breakdown', lang)} {figure_text(side.breakdown, lang)})"
        out(f"{side.party} {figure_text(side.gain, lang)}{least}: {side.said.in_(lang)}; {told(side.gain.note, lang)}", 2)
    for line in shown.crossed:
        out(f"! {say('show.red_line', lang)} ({line.party}, {line.owner.in_(lang)}, {line.firmness.in_(lang)}): {line.title.in_(lang)}", 2)
    out(shown.standing.in_(lang))
    if shown.dominated is not None:
        out(say("deal.beaten", lang), 2)
        _way(shown.dominated, lang)
    _ways(say("deal.better", lang), shown.better[:3], lang)
    for party, ways in shown.counters.items():
        _ways(say("deal.counter", lang, party=party), ways[:3], lang)
    for name in ("swaps", "singles"):
        found = getattr(shown, name)
        _ways(say(f"deal.{name}", lang), tuple(one.way for one in found), lang)
    for party, way in shown.concessions.items():
        _ways(say("deal.concession", lang, party=party), (way,), lang)
    if shown.fewest is not None:
        _ways(say("deal.fewest", lang), (shown.fewest,), lang)
    if shown.rows:
        other = " ".join(f"{issue}={option}" for issue, option in shown.against.items())
        out(say("deal.against", lang, other=other))
        for row in shown.rows:
            out(f"{row.name.in_(lang)}: {figure_text(row.figure, lang)} ({row.said.in_(lang)})", 2)
            for flip in row.flips[:3]:
                values = {"weight": f"{flip.weight.value:.2f}", "centre": f"{flip.centre.value:.2f}"}
                out(say("deal.flips", lang, attribute=flip.title.in_(lang), **values), 4)
    out(say("deal.regret", lang, party=shown.sides[0].party))
    for one in shown.regrets:
        out(f"{one.title.in_(lang)}: {figure_text(one.figure, lang)}", 2)
    if shown.partial is not None:
        out(say("deal.partial", lang))
        differ(shown.partial, lang, 2)


def _ways(title: str, ways: "tuple[WayView, ...]", lang: "Lang") -> None:
    from nemawashi.cli.bargained import out  # noqa: PLC0415

    if ways:
        out(title)
    for way in ways:
        _way(way, lang)


def _way(way: "WayView", lang: "Lang") -> None:
    from nemawashi.cli.bargained import gains_said, out  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415

    sure = f" ({', '.join(way.surely)}: {say('deal.surely', lang)})" if way.surely else ""
    out(gains_said(way.over, lang) + sure, 2)
    out(way.changes.in_(lang), 6)

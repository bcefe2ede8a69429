"""A package in words: every move by who gives it, and how one package differs from another."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from nemawashi.agenda import Issue, Option, Package
from nemawashi.language import Lang, Text
from nemawashi.strings import both, say

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["apart", "gives", "moves_said"]


def moves_said(bench: "Workbench", package: Package) -> Text:
    """The change in words: each issue moved and where to."""
    moved = bench.agenda.moved(package)
    if not moved:
        return both("package.status_quo_said")
    en = "; ".join(both("package.said", issue=issue.title.en, option=option.title.en).en for issue, option in moved)
    ja = "、".join(both("package.said", issue=issue.title.ja, option=option.title.ja).ja for issue, option in moved)
    return Text(en, ja)


def gives(bench: "Workbench", package: Package, *, steady: Collection[str] = (), only: Collection[str] | None = None) -> Text:
    """Who gives what, every move in its short words; a star on the issues that are ``steady``. ``only`` narrows it to some issues."""
    moved = tuple((issue, option) for issue, option in bench.agenda.moved(package) if only is None or issue.id in only)
    if not moved:
        return both("show.no_change") if only is None else both("brief.nothing_yours")
    return Text(_gives(bench, moved, steady, "en"), _gives(bench, moved, steady, "ja"))


def _gives(bench: "Workbench", moved: tuple[tuple[Issue, Option], ...], steady: Collection[str], lang: Lang) -> str:
    parts = []
    for party in (bench.other.id, bench.own.id):
        mine = [(issue, option) for issue, option in moved if issue.movers[:1] == (party,)]
        if mine:
            said = _list([_short(issue, option, lang) + ("*" if issue.id in steady else "") for issue, option in mine], lang)
            parts.append(say("show.gives", lang, party=party if lang == "en" else bench.case.side(party).name.ja, moves=said))
    return ("" if lang == "ja" else " ").join(parts)


def apart(bench: "Workbench", package: Package, base: Package, *, only: Collection[str] | None = None) -> Text:
    """How ``package`` differs from ``base``: what it leaves out, what it adds, and what it puts in the place of something."""
    return Text(_apart(bench, package, base, only, "en"), _apart(bench, package, base, only, "ja"))


def _apart(bench: "Workbench", package: Package, base: Package, only: Collection[str] | None, lang: Lang) -> str:
    out, more, other = [], [], []
    for issue in bench.agenda.issues:
        was, now, quo = base[issue.id], package[issue.id], issue.status_quo.id
        if was == now or (only is not None and issue.id not in only):
            continue
        if now == quo:
            out.append(_short(issue, issue.option(was), lang))
        elif was == quo:
            more.append(_short(issue, issue.option(now), lang))
        else:
            other.append(
                say(
                    "show.in_place",
                    lang,
                    new=_short(issue, issue.option(now), lang),
                    old=_short(issue, issue.option(was), lang),
                )
            )
    parts = []
    if out:
        parts.append(say("show.without", lang, moves=_list(out, lang)))
    if more:
        parts.append(say("show.with_more", lang, moves=_list(more, lang)))
    parts += other
    return say("show.as_first", lang, rest=("、" if lang == "ja" else "; ").join(parts)) if parts else say("show.same_as_first", lang)


def _short(issue: Issue, option: Option, lang: Lang) -> str:
    return (
        option.short.in_(lang)
        if option.short is not None
        else say("show.move", lang, issue=issue.title.in_(lang), option=option.title.in_(lang))
    )


def _list(words: list[str], lang: Lang) -> str:
    return ("、" if lang == "ja" else ", ").join(words)

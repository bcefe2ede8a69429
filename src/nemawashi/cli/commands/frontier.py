"""``frontier``: the packages both sides could sign, exactly; of a case, or of a GENIUS or NegMAS domain."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.asked import Asked, of_case
from nemawashi.cli.options import PrivateFile, RedLines, Without
from nemawashi.errors import Unknown

if TYPE_CHECKING:
    from nemawashi.bargain import Domain
    from nemawashi.language import Lang
    from nemawashi.views.frontier import FrontierView, PointView

__all__ = ["register"]

SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "max_min_gain")
FEW = 12


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("frontier")(of_case(frontier))


def frontier(
    asked: Asked,
    genius: Annotated[Path | None, typer.Option("--genius", metavar="FOLDER", help="A GENIUS or NegMAS domain instead of a case.")] = None,
    scale: Annotated[str, typer.Option("--scale", metavar="raw|genius", help="Scale of a GENIUS domain's payoffs.")] = "raw",
    export: Annotated[Path | None, typer.Option("--export", metavar="FOLDER", help="Write the table as a GENIUS or NegMAS domain.")] = None,
    form: Annotated[str, typer.Option("--form", metavar="genius|negmas", help="Format of --export.")] = "genius",
    binding: RedLines = None,
    without: Without = None,
    parties: Annotated[str | None, typer.Option("--parties", metavar="A,B", help="The parties whose packages are sought.")] = None,
    power: Annotated[
        str | None, typer.Option("--power", metavar="A=2,B=1", help="Bargaining powers for the asymmetric Nash solution.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List every efficient package.")] = False,
    private: PrivateFile = None,
) -> None:
    """Show the frontier, the ZOPA and the bargaining solutions, what each red line costs, and the table without an issue."""
    if scale not in ("raw", "genius"):
        raise Unknown("scale", scale, ("raw", "genius"), where="--scale")
    if form not in ("genius", "negmas"):
        raise Unknown("format", form, ("genius", "negmas"), where="--form")
    if genius is not None:
        _domain(genius, scale, export, form, as_json=asked.as_json)
        return
    from nemawashi.cli.bargained import powers  # noqa: PLC0415
    from nemawashi.views.frontier import frontier as view  # noqa: PLC0415

    desk = asked.bench(private).at(
        red_lines=tuple(binding or ()), without=tuple(without or ()), parties=tuple(parties.split(",")) if parties else None
    )
    lang = asked.lang
    if export is not None:
        from nemawashi.workbench.frontier import table  # noqa: PLC0415

        _exported(table(desk).domain, export, form, scale, desk.case.id)
    shown = view(desk, powers(power))
    if asked.told(desk, shown):
        return
    _told(shown, lang, every=every)


def _told(shown: "FrontierView", lang: "Lang", *, every: bool) -> None:
    from nemawashi.cli.bargained import differ, gains_said, out, package_out  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    out(f"{shown.text.in_(lang)} {say('frontier.method_exact', lang, method=say(f'frontier.{shown.method}', lang))}")
    out(say("frontier.resolved", lang, gap=figure_text(shown.gap, lang), overtaken=figure_text(shown.overtaken, lang)))
    out(say("frontier.breakdown_on", lang, gains=gains_said(shown.breakdown, lang)))
    for name in SOLUTIONS:
        _solution(say(f"frontier.{name}", lang), getattr(shown, name), lang)
    if shown.power:
        _solution(say("frontier.asymmetric_nash", lang), shown.asymmetric, lang)
    out(shown.regions.text.in_(lang))
    if shown.linkage is not None:
        typer.echo("")
        titles = ("; " if lang == "en" else "、").join(title.in_(lang) for title in shown.linkage.titles)
        out(say("linked.question", lang, issues=titles))
        for tie in shown.linkage.ties:
            out(f"{tie.name.in_(lang)} {tie.tie_said.in_(lang)}: {tie.title.in_(lang)} [{', '.join(map(str, tie.citations))}]", 2)
        differ(shown.linkage.difference, lang, 2)
    if shown.red_lines:
        typer.echo("")
        typer.echo(say("shadow.title", lang))
    for one in shown.red_lines:
        binds = say("shadow.binds" if one.binds else "shadow.free", lang)
        out(
            f"{one.line.title.in_(lang)} ({one.line.party}, {one.line.owner.in_(lang)}, {one.line.firmness.in_(lang)}; {one.line.id}; {binds})",
            2,
        )
        differ(one.price, lang, 4, "shadow")
    typer.echo("")
    for side in shown.values:
        for order in side.orderings:
            places = ", ".join(map(str, order.citations)) or order.by
            words = {"party": side.name.in_(lang), "more": order.more.in_(lang), "less": order.less.in_(lang)}
            out(f"{say('frontier.ordering', lang, **words)} [{order.rule_said.in_(lang)} {places}]", 2)
    inside = [point for point in shown.efficient if point.zopa] or list(shown.efficient)
    listed = (
        list(shown.efficient)
        if every
        else [inside[round(k * (len(inside) - 1) / (FEW - 1))] for k in range(FEW)]
        if len(inside) > FEW
        else inside
    )
    typer.echo(say("frontier.table", lang))
    for point in listed:
        mark = "" if point.zopa else f" {say('frontier.outside', lang)}"
        package_out(point.moves, point.gains, lang, indent=2)
        if mark:
            out(mark.strip(), 6)
        for line in point.crosses:
            out(f"! {say('show.red_line', lang)}: {line.in_(lang)}", 6)
    if len(listed) < len(shown.efficient):
        typer.echo(say("frontier.listed", lang, shown=len(listed), n=len(shown.efficient)))
    for note in shown.notes:
        out(note.in_(lang))


def _solution(title: str, points: "tuple[PointView, ...]", lang: "Lang") -> None:
    from nemawashi.cli.bargained import package_out  # noqa: PLC0415

    if not points:
        typer.echo(f"{title}: —")
    for point in points:
        package_out(point.moves, point.gains, lang, head=f"{title}: ", shares=True)


def _domain(folder: Path, scale: str, export: Path | None, form: str, *, as_json: bool) -> None:
    from nemawashi.bargain.describe import describe  # noqa: PLC0415
    from nemawashi.bargain.frontier import frontier as find  # noqa: PLC0415
    from nemawashi.bargain.genius import read_folder  # noqa: PLC0415

    read = read_folder(folder, scale)
    if export is not None:
        _exported(read.domain, export, form, scale, read.name)
    found = describe(find(read.domain)) | {"scale": read.scale, "notes": list(read.notes)}
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{found['packages']} packages, {len(found['efficient'])} efficient ({found['method']}, scale {read.scale})")
    for name in SOLUTIONS:
        answer = found[name]
        typer.echo(f"{name}: {answer['payoffs'] if answer else '— ' + found['without'][name]}")
    for note in read.notes:
        typer.echo(note)


def _exported(domain: "Domain", folder: Path, form: str, scale: str, name: str) -> None:
    from nemawashi.bargain.genius import check_scale, write_genius, write_negmas  # noqa: PLC0415

    files = (write_negmas if form == "negmas" else write_genius)(domain, folder, check_scale(scale), name)
    typer.echo(f"wrote {', '.join(str(path) for path in files)}", err=True)

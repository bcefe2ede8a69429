"""``frontier``: the packages both sides could sign, exactly; of a case, or of a GENIUS or NegMAS domain."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nemawashi.cli.options import BUILT_IN, AsJson, CaseArgument, ForSide, InLang, Known, On, bench, language
from nemawashi.errors import Unknown

if TYPE_CHECKING:
    from nemawashi.language import Lang
    from nemawashi.views.frontier import PointView
    from nemawashi.views.linked import LinkedView

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("frontier")(frontier)


def frontier(
    case: CaseArgument = BUILT_IN,
    genius: Annotated[Path | None, typer.Option("--genius", metavar="FOLDER", help="A GENIUS or NegMAS domain instead of a case.")] = None,
    scale: Annotated[str, typer.Option("--scale", metavar="raw|genius", help="Scale of a GENIUS domain's payoffs.")] = "raw",
    binding: Annotated[list[str] | None, typer.Option("--red-line", metavar="ID", help="Let a red line bind; may be repeated.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ISSUE", help="Keep an issue off the table; may be repeated.")
    ] = None,
    parties: Annotated[str | None, typer.Option("--parties", metavar="A,B", help="The parties whose packages are sought.")] = None,
    on: On = None,
    known: Known = None,
    side: ForSide = None,
    lang: InLang = "en",
    as_json: AsJson = False,
) -> None:
    """Show the frontier, the ZOPA and the bargaining solutions."""
    if genius is not None:
        _domain(genius, scale, as_json=as_json)
        return
    from nemawashi.cli.tell import fold, tell_json  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415
    from nemawashi.views.frontier import frontier as view  # noqa: PLC0415

    desk = bench(case, side, on, known).at(
        red_lines=tuple(binding or ()), without=tuple(without or ()), parties=tuple(parties.split(",")) if parties else None
    )
    shown = view(desk)
    tongue = language(lang)
    if as_json:
        tell_json(desk, shown, tongue)
        return
    typer.echo(shown.text.in_(tongue))
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        points = getattr(shown, name)
        typer.echo(f"{say(f'frontier.{name}', tongue)}: {'; '.join(_point(point, tongue) for point in points) or '—'}")
    if shown.linkage is not None:
        _linked(shown.linkage, tongue)
    typer.echo("")
    for point in shown.efficient:
        mark = "" if point.zopa else f" {say('frontier.outside', tongue)}"
        gains = "  ".join(f"{party} {figure_text(worth, tongue)}" for party, worth in point.gains.items())
        typer.echo(f"{gains}{mark}")
        for text in fold(point.moves.in_(tongue), 76):
            typer.echo(f"    {text}")
        for line in point.crosses:
            typer.echo(f"    ! {say('show.red_line', tongue)}: {line.in_(tongue)}")


def _linked(found: "LinkedView", lang: "Lang") -> None:
    from nemawashi.cli.tell import fold  # noqa: PLC0415
    from nemawashi.strings import say  # noqa: PLC0415
    from nemawashi.views.format import figure_text  # noqa: PLC0415

    titles = ("; " if lang == "en" else "、").join(title.in_(lang) for title in found.titles)
    typer.echo("")
    lines = [say("linked.question", lang, issues=titles)]
    for tie in found.ties:
        lines.append(f"  {tie.name.in_(lang)} {tie.tie_said.in_(lang)}: {tie.title.in_(lang)} [{', '.join(map(str, tie.citations))}]")
    counts = {"without": figure_text(found.acceptable_without, lang), "with": figure_text(found.acceptable_with, lang)}
    lines.append("  " + say("linked.acceptable", lang, **counts))
    lines.append("  " + say("linked.opens", lang, opens=figure_text(found.opens, lang), closes=figure_text(found.closes, lang)))
    for one in found.served:
        for name, figure in (("at_nash", one.nash), ("at_best", one.best)):
            if figure is not None:
                lines.append(f"  {one.name.in_(lang)} {say(f'linked.{name}', lang)}: {figure_text(figure, lang)}")
    lines.append("  " + found.verdict.in_(lang))
    for line in lines:
        for text in fold(line, 78, "    "):
            typer.echo(text)


def _point(point: "PointView", lang: "Lang") -> str:
    return point.moves.in_(lang)


def _domain(folder: Path, scale: str, *, as_json: bool) -> None:
    from nemawashi.bargain.describe import describe  # noqa: PLC0415
    from nemawashi.bargain.frontier import frontier as find  # noqa: PLC0415
    from nemawashi.bargain.genius import read_folder  # noqa: PLC0415

    if scale not in ("raw", "genius"):
        raise Unknown("scale", scale, ("raw", "genius"), where="--scale")
    found = describe(find(read_folder(folder, scale).domain))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{found['packages']} packages, {len(found['efficient'])} efficient ({found['method']})")
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        answer = found[name]
        typer.echo(f"{name}: {answer['payoffs'] if answer else '—'}")

"""Values private to a side: the answers of an interview, kept in a file of the user's own and laid over a case's public values.

The file is never part of a case. Its rows are private to the side: whoever looks for another side, or in public, does not see them.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import isfinite
from pathlib import Path

from nemawashi.agenda import Magnitude
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.language import Text
from nemawashi.sources import Basis
from nemawashi.stakes.elicit import Swap, answered, interview
from nemawashi.stakes.polytope import weights_of
from nemawashi.stakes.preferences import Preferences, for_side
from nemawashi.stakes.reservation import WalkAway
from nemawashi.stakes.stakes import Stakes

__all__ = ["Private", "overlay", "parsed", "read_private", "written"]

FORMAT = 1
RANK, WALK_AWAY = "rank", "walk_away"


@dataclass(frozen=True, slots=True)
class Private:
    """What somebody answered for a side: keys of the interview's questions and the words given, in order."""

    case: str
    side: str
    by: str
    answers: Mapping[str, str]
    where: str = field(default="interview", compare=False)

    def ratings(self, attributes: Iterable[str]) -> dict[str, float | tuple[float, float]]:
        """The swing ratings given, of these attributes."""
        return {name: _range(self.answers[key], f"{self.where}: {key}") for name in attributes if (key := f"swing.{name}") in self.answers}

    def swaps(self) -> tuple[Swap, ...]:
        """The even swaps given: a quarter of one swing lost, the share of the other that makes up for it."""
        found = []
        for key, text in self.answers.items():
            kind, _, rest = key.partition(".")
            if kind == "swap":
                lose, _, win = rest.partition(".")
                found.append(Swap(lose, 0.25, win, _number(text, f"{self.where}: {key}")))
        return tuple(found)

    @property
    def ranking(self) -> tuple[str, ...]:
        """Ids of packages, best first."""
        given = self.answers.get(RANK, "").replace(">", " ").replace(",", " ")
        return tuple(given.split())

    @property
    def walk_away(self) -> tuple[float, float] | None:
        """The least the side would sign for, points against the status quo, as a range."""
        if WALK_AWAY not in self.answers:
            return None
        found = _range(self.answers[WALK_AWAY], f"{self.where}: {WALK_AWAY}")
        return found if isinstance(found, tuple) else (found, found)


def parsed(lines: Sequence[str], keys: Sequence[str], where: str) -> dict[str, str]:
    """Read answers written ``key = value``, one a line, ``#`` before a remark; every wrong line is told at once."""
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        key, sign, value = (part.strip() for part in text.partition("="))
        at = f"{where}:{number}"
        key = key.strip('"')
        if not sign or not value:
            faults.append(Fault(at, f"{text!r}", "an answer is written key = value", "see nemawashi elicit --json for the keys"))
        elif key not in keys:
            faults.extend(Unknown("question", key, keys, where=at).faults)
        elif found.setdefault(key, value.strip('"')) != value.strip('"'):
            faults.append(Fault(at, f"{key} is answered {found[key]} and {value}", "one answer a question", "remove one"))
    if faults:
        raise Refused(faults)
    return found


def read_private(path: Path) -> Private:
    """Read a private file; refused when it is absent, is not TOML or is not one of ours."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Refused(
            Fault(str(path), f"cannot be read: {error.strerror}", "private values are read from a file", "write one with nemawashi elicit")
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            Fault(str(path), f"is not TOML: {error}", "private values stand in a TOML file", "write one with nemawashi elicit")
        ) from None
    answers = values.get("answers")
    whole = isinstance(answers, dict) and all(isinstance(values.get(name), str) for name in ("case", "side", "by"))
    if values.get("format") != FORMAT or not whole or not isinstance(answers, dict):
        rule = f"a private file has format = {FORMAT}, case, side, by and [answers]"
        raise Refused(Fault(str(path), "is no file of private values", rule, "write one with nemawashi elicit"))
    return Private(values["case"], values["side"], values["by"], {str(k): str(v) for k, v in answers.items()}, str(path))


def written(private: Private) -> str:
    """The private file as text."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'

    head = [
        f"# Private values of {private.side}: answers of an interview. Never part of a case, never shown to another side.",
        f"format = {FORMAT}",
        *(f"{name} = {quoted(getattr(private, name))}" for name in ("case", "side", "by")),
        "",
        "[answers]",
    ]
    return "\n".join([*head, *(f"{quoted(key)} = {quoted(value)}" for key, value in private.answers.items())]) + "\n"


def overlay(stakes: Stakes, private: Private, known: date) -> Stakes:
    """The stakes with a side's own answers laid over its public values, private to it; refused where answers are missing or clash.

    Clashes are between swings, even swaps and orderings from statements; each is named.
    """
    if private.side not in stakes.preferences:
        raise Unknown("side", private.side, stakes.preferences, where=private.where)
    whole = stakes.preferences[private.side]
    seen = for_side(whole, private.side)
    asked = {question.key for question in interview(seen).questions} | {RANK, WALK_AWAY}
    for key in private.answers:
        if key not in asked:
            raise Unknown("question", key, asked, where=private.where)
    rows = answered(seen, private.ratings([a.id for a in seen.attributes]), by=private.by, known=known, side=private.side)
    weights_of(rows)
    away = private.walk_away
    mine = {a.id: a for a in rows.attributes}
    own = {a.id for a in whole.attributes if a.seen_by == private.side}
    attributes = []
    for a in whole.attributes:
        if a.seen_by == private.side:
            attributes.append(mine[a.id])
        elif a.seen_by == "public" and a.id not in own:
            attributes.extend((a, mine[a.id]))
        else:
            attributes.append(a)
    laid: Preferences = replace(whole, attributes=tuple(attributes))
    walk_aways = stakes.walk_aways
    if away is not None:
        low, high = away
        reason = "interview"
        points = Magnitude(value=(low + high) / 2, unit="point", basis=Basis.JUDGED, low=low, high=high, by=private.by, reason=reason)
        title = Text("As told in the interview", "聞き取りによる")
        others = tuple(w for w in walk_aways if (w.party, w.seen_by) != (private.side, private.side))
        walk_aways = (*others, WalkAway(private.side, title, points, known, seen_by=private.side, where=private.where))
    return replace(stakes, preferences={**stakes.preferences, private.side: laid}, walk_aways=walk_aways)


def _number(text: str, where: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Refused(Fault(where, f"{text!r}", "an answer is a number", "write a number, such as 60"))
    return value


def _range(text: str, where: str) -> float | tuple[float, float]:
    """A number, or two of them: ``60``, ``60 80``, ``60..80``, ``60 to 80``."""
    parts = text.replace("..", " ").replace(" to ", " ").replace("–", " ").split()
    if len(parts) == 2:
        low, high = (_number(part, where) for part in parts)
        if low > high:
            raise Refused(Fault(where, f"{text!r}", "the lower end of a range comes first", f"write {parts[1]} {parts[0]}"))
        return (low, high)
    return _number(text, where)

"""How firmly a statement holds a position, and with whose authority: stated rules, no model.

    firmness = max(1, min(base(move), cap(voice)) − hedge)

=============  ====   ==========================================================  ===   =========  =====
move           base   voice                                                        cap   certainty  hedge
=============  ====   ==========================================================  ===   =========  =====
red line          5   leader or minister in office, in person                        5   certain        0
refusal           4   the side as a whole; a party's officer; a named official       4   probable       1
demand            4   a leader or minister through unnamed officials                 4   possible       2
linkage           4   an unnamed official; the reporter's own account; a heading     3
separation        4
measure           4
others            3
=============  ====   ==========================================================  ===   =========  =====

A party's officer cannot bind the government, an unnamed one answers for nothing, and a heading is a third party's summary: hence the caps.
"""

from collections.abc import Mapping
from typing import Literal

from nemawashi.positions.position import Firmness
from nemawashi.record import Record, Statement

__all__ = ["BASE", "CAP", "HEDGE", "Voice", "firmness", "rank", "voice"]

Voice = Literal["leader", "minister", "official", "side", "unnamed", "narrative", "headline"]

BASE: Mapping[str, int] = {"red_line": 5, "refusal": 4, "demand": 4, "linkage": 4, "separation": 4, "measure": 4}
OTHER_MOVES = 3
CAP: Mapping[Voice, int] = {"leader": 5, "minister": 5, "official": 4, "side": 4, "unnamed": 3, "narrative": 3, "headline": 3}
HEDGE: Mapping[str, int] = {"certain": 0, "probable": 1, "possible": 2}
_ORDER: tuple[Voice, ...] = ("headline", "narrative", "unnamed", "side", "official", "minister", "leader")
_LEVELS: Mapping[str, Voice] = {
    "leader": "leader",
    "minister": "minister",
    "official": "official",
    "party": "official",
    "foreign": "official",
}


def voice(statement: Statement, record: Record) -> Voice:
    """Whose voice is heard: by kind, then by the office the speaker held when it was said, as known when it was published."""
    if statement.kind == "headline":
        return "headline"
    if statement.kind == "narrative":
        return "narrative"
    if statement.speaker:
        for office in record.offices:
            tenure = office.holder(statement.said_on.last, max(statement.known_from(), statement.said_on.last))
            if tenure is not None and tenure.person == statement.speaker:
                return _LEVELS[office.level]
        return "official"
    if any(link.role == "officials" for link in statement.chain):
        return "unnamed"
    return "side"


def firmness(statement: Statement, record: Record) -> Firmness:
    """Give the step of the scale by the table above."""
    heard = voice(statement, record)
    cap = CAP[heard]
    if statement.speaker and any(link.role == "officials" for link in statement.chain):
        cap = min(cap, 4)
    level = max(1, min(BASE.get(statement.move, OTHER_MOVES), cap) - HEDGE[statement.certainty])
    match level:
        case 1 | 2 | 3 | 4 | 5:
            return level
    raise AssertionError(level)


def rank(statement: Statement, record: Record) -> int:
    """Authority of the voice: higher speaks for the side with more right."""
    return _ORDER.index(voice(statement, record))

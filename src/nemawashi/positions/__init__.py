"""Where each party stands on each issue, by date, and how that moved."""

from nemawashi.positions.matrix import matrix, movement
from nemawashi.positions.overrides import Override, faults_against, load
from nemawashi.positions.position import FIRMNESS, Firmness, Movement, Position, RedLine, Want
from nemawashi.positions.posture import Posture, posture
from nemawashi.positions.redline import redlines
from nemawashi.positions.wants import wants

__all__ = [
    "FIRMNESS",
    "Firmness",
    "Movement",
    "Override",
    "Position",
    "Posture",
    "RedLine",
    "Want",
    "faults_against",
    "load",
    "matrix",
    "movement",
    "posture",
    "redlines",
    "wants",
]

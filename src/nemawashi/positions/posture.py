"""Stated posture: who says that there is no hurry, and what reasons to hurry stand beside it."""

from dataclasses import dataclass

from nemawashi.dates import Clock
from nemawashi.record import Record

__all__ = ["Posture", "posture"]


@dataclass(frozen=True, slots=True)
class Posture:
    """A side's patience as told, newest first in each list; the cost of waiting is computed elsewhere and set beside it."""

    party: str
    patient: tuple[str, ...]
    """Ids of statements that it is in no hurry."""
    pressed: tuple[str, ...]
    """Ids of statements that show a reason to be quick."""

    @property
    def mixed(self) -> bool:
        """Whether patience is stated while reasons to hurry are shown."""
        return bool(self.patient and self.pressed)


def posture(record: Record, clock: Clock) -> tuple[Posture, ...]:
    """Give each side's posture by what was said up to ``clock.on`` and known by ``clock.known``."""
    seen = record.at(clock.known)
    told = sorted(
        (item for item in seen.statements if item.haste is not None and item.said_on.first <= clock.on),
        key=lambda item: (item.said_on.last, item.id),
        reverse=True,
    )
    return tuple(
        Posture(
            party.id,
            tuple(item.id for item in told if item.haste is not None and (item.haste.of, item.haste.says) == (party.id, "patient")),
            tuple(item.id for item in told if item.haste is not None and (item.haste.of, item.haste.says) == (party.id, "pressed")),
        )
        for party in seen.parties
        if party.role == "side"
    )

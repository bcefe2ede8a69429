"""The exceptions a caller can meet.

NemawashiError
├── Refused        what was given breaks a rule; carries every fault found, not the first
│   └── Unknown    a name that is not known; carries the nearest known ones
├── Unsolved       a solver stopped without an answer; carries its message and residual
└── Unavailable    an optional part (an extra, a model, a file) is not at hand
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = ["Fault", "NemawashiError", "Refused", "Unavailable", "Unknown", "Unsolved", "nearest"]


FEW = 20
"""Known names up to which a refusal lists them all."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One broken rule: where it stands, what was found, what the rule is, what to do next."""

    where: str
    """A place a person can open: ``law/us/autos.toml:41``, ``--on``, ``package``."""
    found: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}\n    rule: {self.rule}\n    do:   {self.remedy}"


class NemawashiError(Exception):
    """Everything this library raises on purpose."""


class Refused(NemawashiError):
    """What was given breaks one rule or several; nothing of it was taken over."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        if not self.faults:
            raise ValueError("a refusal names at least one fault")
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Unknown(Refused):
    """A name that is not known, with the nearest ones that are."""

    def __init__(self, kind: str, given: str, known: Iterable[str], *, where: str = "") -> None:
        names = sorted(set(known))
        self.given = given
        self.nearest: tuple[str, ...] = nearest(given, names)
        listed = ", ".join(self.nearest) or "none"
        super().__init__(
            Fault(
                where=where or kind,
                found=f"unknown {kind} {given!r}",
                rule=f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind} is one of {', '.join(names) if len(names) <= FEW else f'{len(names)} known names'}",
                remedy=f"nearest known: {listed}",
            )
        )


class Unsolved(NemawashiError):
    """A solver stopped without an answer; no number may be shown."""

    def __init__(self, message: str, *, residual: float | None = None) -> None:
        self.residual = residual
        super().__init__(message)


class Unavailable(NemawashiError):
    """An optional part is not at hand; the message says how to get it."""


def nearest(given: str, known: Sequence[str], most: int = 3) -> tuple[str, ...]:
    """Give the known names most like ``given``, best first; all of them when there are few."""
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    close = [folded[key] for key in get_close_matches(given.casefold(), list(folded), n=most, cutoff=0.5)]
    if close:
        return tuple(close)
    prefix = [name for name in known if name[:2].casefold() == given[:2].casefold()]
    return tuple(prefix[:most] or known[:most])

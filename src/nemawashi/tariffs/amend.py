"""A change of law a package makes, and the law as it would then be: a pure function."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import ConfigDict

__all__ = ["Amendment"]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change to named measures.

    kind      what happens to the measures
    set_rate  the duty becomes ``duty`` (``"15 %"`` on top of column 1, or ``"15 % all-in"``)
    floor     the sum with column 1 becomes ``duty`` where column 1 is lower: ``set_rate`` with ``all-in``
    terminate the measures end; with a narrowing, for the narrowed goods or origins only
    suspend   not collected until ``until`` (open when absent)
    extend    a suspension in force runs to ``until``
    resume    a suspension ends
    exempt    the narrowed goods or origins no longer owe it
    set_quota volume of ``quota`` becomes ``volume``; in and over duties become ``duty`` and ``over`` where given
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: Literal["set_rate", "floor", "terminate", "suspend", "extend", "resume", "exempt", "set_quota"]
    measures: tuple[str, ...] = ()
    """Ids of measures, or of programmes (all their measures)."""
    duty: str = ""
    origins: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    on: date | None = None
    """First day of effect; the clock's day when absent."""
    until: date | None = None
    quota: str = ""
    volume: str = ""
    over: str = ""
    label: str = ""
    """What the answer cites for it: ``package P3, issue cars``."""

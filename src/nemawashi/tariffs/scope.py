"""Which goods and which origins a provision reaches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import ConfigDict

__all__ = ["PrefixList", "Prefixes", "Scope"]

LENGTHS = (2, 4, 5, 6, 7, 8, 9, 10)


@dataclass(frozen=True, slots=True)
class PrefixList:
    """A list of tariff codes published with an act, kept as a CSV with its hash."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    file: str
    """Path below the law folder; first column ``code``."""
    sha256: str
    title: str
    act: str
    pinpoint: str
    certainty: str = "A"
    note: str = ""
    codes: tuple[str, ...] = field(default=(), compare=False, repr=False)
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Prefixes:
    """A set of tariff codes, each standing for everything below it."""

    everything: bool
    codes: frozenset[str]
    above: frozenset[str]
    """Every shorter code that has a listed code below it."""

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Prefixes":
        """Index codes; ``*`` is everything. A ten-digit code that ends in 00 is its line's only one: it stands for the line."""
        given = frozenset(codes)
        listed = {code[:8] if len(code) == 10 and code.endswith("00") else code for code in given - {"*"}}
        above = {code[:length] for code in listed for length in LENGTHS if length < len(code)}
        return cls("*" in given, frozenset(listed), frozenset(above) - listed)

    def covers(self, heading: str) -> bool | None:
        """Whether ``heading`` is covered; None: some of what it holds is, some is not."""
        if self.everything:
            return True
        codes = self.codes
        for length in LENGTHS:
            if length > len(heading):
                break
            if heading[:length] in codes:
                return True
        return None if heading in self.above else False

    def holds(self, stems: Sequence[str]) -> bool:
        """Whether the code is covered whole of which these are the beginnings, itself last."""
        return self.everything or not self.codes.isdisjoint(stems)

    def touches(self, stems: Sequence[str]) -> bool:
        """Whether any of what the code holds is covered."""
        return self.everything or stems[-1] in self.above or not self.codes.isdisjoint(stems)

    def __bool__(self) -> bool:
        return self.everything or bool(self.codes)


@dataclass(frozen=True, slots=True)
class Scope:
    """Goods and origins, less what is carved out."""

    goods: Prefixes
    less: Prefixes
    origins: frozenset[str]
    """Empty: every origin."""
    less_origins: frozenset[str]

    def reaches(self, origin: str) -> bool:
        """Whether products of ``origin`` are meant."""
        return (not self.origins or origin in self.origins) and origin not in self.less_origins

    def covers(self, heading: str) -> bool | None:
        """Whether the good is meant; None: a finer code decides."""
        inside = self.goods.covers(heading)
        if inside is False:
            return False
        outside = self.less.covers(heading)
        if outside is True:
            return False
        return None if inside is None or outside is None else True

    def whole(self, stems: Sequence[str]) -> bool:
        """Whether all of a good is meant, given by the beginnings of its code, itself last."""
        return self.goods.holds(stems) and not self.less.touches(stems)

    def finer(self, heading: str) -> tuple[str, ...]:
        """The listed codes below ``heading`` that decide."""
        found = [code for prefixes in (self.goods, self.less) for code in prefixes.codes if code.startswith(heading) and code != heading]
        return tuple(sorted(found))


def scope_of(parts: Sequence[Sequence[str]], known: Mapping[str, PrefixList], groups: Mapping[str, "Group"]) -> Scope:
    """Put a scope together from headings, lists, headings less, lists less, origins, origins less; names are known to exist."""
    headings, lists, less, less_lists, origins, less_origins = parts
    goods = [*headings, *(code for name in lists for code in known[name].codes)]
    out = [*less, *(code for name in less_lists for code in known[name].codes)]
    return Scope(
        Prefixes.of(goods),
        Prefixes.of(out),
        frozenset(member for origin in origins for member in _members(origin, groups)),
        frozenset(member for origin in less_origins for member in _members(origin, groups)),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Origins the law treats as one: the European Union's members, the partners of an annex."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    title: str
    members: tuple[str, ...]
    act: str = ""
    pinpoint: str = ""
    since: date | None = None
    where: str = field(default="", compare=False)


def _members(origin: str, groups: Mapping[str, Group]) -> tuple[str, ...]:
    return (origin, *groups[origin].members) if origin in groups else (origin,)

"""The agenda: every issue on the table as known on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from nemawashi.agenda.chip import Chip
from nemawashi.agenda.issue import Issue, Option
from nemawashi.agenda.linkage import Linkage, RedLine
from nemawashi.agenda.package import NamedPackage, Package
from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["Agenda"]


def _seen(known: date | None, day: date) -> bool:
    return known is None or known <= day


@dataclass(frozen=True, slots=True)
class Agenda:
    """Issues, what ties them, the lines drawn across them, the chips held, and the packages the case names."""

    issues: tuple[Issue, ...]
    linkages: tuple[Linkage, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    chips: tuple[Chip, ...] = ()
    packages: tuple[NamedPackage, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the issues, in order."""
        return tuple(issue.id for issue in self.issues)

    def issue(self, given: str) -> Issue:
        """The issue of that id; Unknown names the nearest ones."""
        for issue in self.issues:
            if issue.id == given:
                return issue
        raise Unknown("issue", given, self.ids)

    def option(self, issue: str, option: str) -> Option:
        """The option of an issue; Unknown names the nearest ones."""
        return self.issue(issue).option(option)

    def status_quo(self) -> Package:
        """Every issue left as it stands: exactly no effect."""
        return Package(tuple((issue.id, issue.status_quo.id) for issue in self.issues))

    def package(self, moves: Mapping[str, str] | Iterable[str] | str) -> Package:
        """A complete package from the moves; what is not named stays at the status quo.

        ``moves`` is a mapping, strings ``issue=option``, or the id of a package the case names. Every wrong name is reported at once.
        """
        wanted = self._moves(moves)
        faults: list[Fault] = []
        for issue, option in wanted.items():
            try:
                self.option(issue, option)
            except Unknown as unknown:
                faults.extend(unknown.faults)
                if len(wanted) == 1:
                    raise
        if faults:
            raise Refused(faults)
        return Package(tuple((issue.id, wanted.get(issue.id, issue.status_quo.id)) for issue in self.issues))

    def _moves(self, moves: Mapping[str, str] | Iterable[str] | str) -> dict[str, str]:
        if isinstance(moves, Mapping):
            return dict(moves)
        words = moves.split() if isinstance(moves, str) else list(moves)
        wanted: dict[str, str] = {}
        for word in words:
            issue, sign, option = word.partition("=")
            if not sign:
                wanted.update(self.named(word).moves)
            elif wanted.setdefault(issue.strip(), option.strip()) != option.strip():
                raise Refused(
                    Fault("package", f"{issue} is set to {wanted[issue]} and to {option}", "one option an issue", "name the issue once")
                )
        return wanted

    def named(self, given: str) -> NamedPackage:
        """The package the case names; Unknown names the nearest ones."""
        for package in self.packages:
            if package.id == given:
                return package
        raise Unknown("package", given, [package.id for package in self.packages])

    def moved(self, package: Package) -> tuple[tuple[Issue, Option], ...]:
        """The issues a package moves off the status quo, with the option taken."""
        return tuple((issue, issue.option(package[issue.id])) for issue in self.issues if package[issue.id] != issue.status_quo.id)

    def moves(self, package: Package) -> dict[str, str]:
        """The same by name: issue → option taken."""
        return {issue.id: option.id for issue, option in self.moved(package)}

    def typed(self, package: Package) -> tuple[str, ...]:
        """The package as it is typed, ``issue=option`` for what it moves; the status quo by its first issue, left where it is."""
        still = {issue.id: issue.status_quo.id for issue in self.issues[:1]}
        return tuple(f"{issue}={option}" for issue, option in (self.moves(package) or still).items())

    def crossed(self, package: Package) -> tuple[RedLine, ...]:
        """The red lines a package crosses."""
        return tuple(line for line in self.red_lines if line.crossed(package))

    def known_on(self, day: date) -> "Agenda":
        """The agenda as it could be written on ``day``: later issues, options, ties, lines, chips and packages are not there."""
        issues = tuple(
            replace(issue, options=tuple(option for option in issue.options if _seen(option.known, day)))
            for issue in self.issues
            if _seen(issue.known, day)
        )
        there = {issue.id: {option.id for option in issue.options} for issue in issues}

        def left(issue: str, options: Iterable[str]) -> tuple[str, ...]:
            return tuple(option for option in options if option in there[issue])

        return Agenda(
            issues=issues,
            linkages=tuple(tie for tie in self.linkages if tie.known <= day and all(name in there for name in tie.issues)),
            red_lines=tuple(
                replace(line, crossed_by={name: left(name, options) for name, options in line.crossed_by.items()})
                for line in self.red_lines
                if line.known <= day and all(name in there for name in line.crossed_by)
            ),
            chips=tuple(
                replace(chip, steps=chip.history(day), options=left(chip.issue, chip.options))
                for chip in self.chips
                if chip.history(day) and chip.issue in there
            ),
            packages=tuple(
                package
                for package in self.packages
                if _seen(package.known, day) and all(option in there.get(issue, ()) for issue, option in package.moves.items())
            ),
        )

    def without(self, *issues: str) -> "Agenda":
        """The agenda with these issues off the table: each keeps only its status quo."""
        for name in issues:
            self.issue(name)
        return replace(
            self, issues=tuple(replace(issue, options=(issue.status_quo,)) if issue.id in issues else issue for issue in self.issues)
        )

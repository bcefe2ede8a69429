"""Where cases are: built in, or any folder with a ``case.toml``."""

from importlib.resources import files
from pathlib import Path
from shlex import quote

from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["find_case", "known_cases"]


def _built_in() -> Path:
    return Path(str(files("nemawashi"))) / "cases"


def known_cases() -> dict[str, Path]:
    """The built-in cases by name."""
    return {path.parent.name: path.parent for path in sorted(_built_in().glob("*/case.toml"))}


def find_case(given: str | Path) -> Path:
    """The folder of a case: a built-in name, or a path to a folder that holds ``case.toml``."""
    cases = known_cases()
    if str(given) in cases:
        return cases[str(given)]
    folder = Path(given)
    if folder.is_dir():
        if (folder / "case.toml").is_file():
            return folder.resolve()
        rule = "a case is a folder with a case.toml at its top"
        raise Refused(Fault(str(given), "a folder without case.toml", rule, f"run nemawashi new {quote(str(given))} to begin one"))
    raise Unknown("case", str(given), cases)

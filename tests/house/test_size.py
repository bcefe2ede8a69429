"""One idea a file, and a case that travels."""

from tests.house.tree import PACKAGE, name, text, tracked

LINES = 500
CASE_BYTES = 5_000_000
EMPTY_NAMES = {"manager", "utils", "util", "helpers", "helper", "data", "process", "misc", "common"}


def test_no_file_a_person_writes_is_longer_than_500_lines() -> None:
    long = {name(path): lines for path in tracked(".py", ".ts", ".svelte", ".css") if (lines := len(text(path).splitlines())) > LINES}
    assert not long, f"split these, one idea a file: {long}"


def test_each_case_stays_below_five_megabytes() -> None:
    for case in (PACKAGE / "cases").iterdir():
        if case.is_dir() and case.name != "__pycache__":
            size = sum(path.stat().st_size for path in tracked() if case in path.parents)
            assert size < CASE_BYTES, f"{case.name} has {size} bytes"


def test_files_are_named_for_what_they_hold() -> None:
    empty = [name(path) for path in tracked(".py", ".ts", ".svelte") if path.stem.casefold() in EMPTY_NAMES]
    assert not empty, f"these names say nothing: {empty}"

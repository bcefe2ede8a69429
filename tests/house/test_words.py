"""What no tracked file may say: where packages come from, or whose machine this was written on."""

import re

from tests.house.tree import BINARY, name, text, tracked

HOSTS = tuple(
    ".".join(parts) for parts in (("pypi", "org"), ("python" + "hosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"))
)
MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|root|home)/\w")


def test_no_tracked_file_names_a_registry_host() -> None:
    found = [f"{name(path)}: {host}" for path in tracked() if path.suffix not in BINARY for host in HOSTS if host in text(path)]
    assert not found, found


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    found = [f"{name(path)}: {match[0]}" for path in tracked() if path.suffix not in BINARY for match in MACHINE.finditer(text(path))]
    assert not found, found

"""Dependencies: locked, hashed, and under licences that let the project stay Apache-2.0."""

import json
import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.tree import ROOT, text

LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.txt"))
COPYLEFT = re.compile(r"(?<![A-Z])A?GPL", re.IGNORECASE)


def pins(lock: str) -> dict[str, Version]:
    """Read ``name==version`` lines; a name pinned twice under different markers keeps its lowest version."""
    found: dict[str, Version] = {}
    for line in text(ROOT / "requirements" / lock).splitlines():
        if pin := re.match(r"([a-z0-9._-]+)==([^ ;\\]+)", line):
            key, version = canonicalize_name(pin[1]), Version(pin[2])
            found[key] = min(version, found.get(key, version))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text(ROOT / "requirements" / lock), flags=re.MULTILINE))
    bare = [entry.splitlines()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]
    assert not bare


def test_the_locks_answer_every_dependency_of_the_project() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))
    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    wanted = {
        "run.txt": project["project"]["dependencies"] + groups["build"],
        "test.txt": project["project"]["dependencies"] + groups["build"] + groups["dev"] + extras["read"] + extras["fast"],
        "uv.txt": groups["uv"],
        "node.txt": groups["node"],
    }
    missing = [
        f"{lock}: {line}"
        for lock, lines in wanted.items()
        for line in lines
        if (need := Requirement(line)) and not ((pin := pins(lock).get(canonicalize_name(need.name))) and pin in need.specifier)
    ]
    assert not missing, f"run `make lock`: {missing}"


def test_running_and_testing_use_the_same_versions() -> None:
    run, test = pins("run.txt"), pins("test.txt")
    assert {key: test.get(key) for key in run} == run


def licence(package: str) -> str:
    """Give the licence as the package states it: the expression, else the classifiers, else the first line of the field."""
    about = metadata.metadata(package)
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return "; ".join(classifiers) or (about.get("License") or "").strip().split("\n")[0]


def is_copyleft(stated: str) -> bool:
    """Tell whether GPL or AGPL is the only way to take the package; a choice (``OR``) or a linking exception leaves another."""
    ways = re.split(r"\s+OR\s+|;", stated, flags=re.IGNORECASE)
    return all(
        COPYLEFT.search(re.sub(r"GPL-[\d.]+(-only|-or-later)?(-with-|\s+WITH\s+)GCC-exception[\w.-]*", "", way, flags=re.IGNORECASE))
        for way in ways
    )


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("MIT", False),
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3 (AGPLv3)", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("LGPL-3.0-or-later", False),
        ("BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1", False),
    ],
)
def test_a_licence_is_read_as_a_lawyer_would(stated: str, expected: bool) -> None:
    assert is_copyleft(stated) is expected


def test_no_locked_package_is_gpl_or_agpl() -> None:
    installed = {canonicalize_name(found.name) for found in metadata.distributions()}
    stated = {package: licence(package) for package in pins("test.txt") if package in installed}
    assert stated
    assert not {package: words for package, words in stated.items() if is_copyleft(words)}


def test_the_page_has_a_lock_with_checksums_and_no_gpl() -> None:
    packages = json.loads(text(ROOT / "web" / "package-lock.json"))["packages"]
    foreign = {path: about for path, about in packages.items() if path}
    assert foreign
    assert not [path for path, about in foreign.items() if "integrity" not in about]
    assert not [path for path, about in foreign.items() if is_copyleft(about.get("license", ""))]

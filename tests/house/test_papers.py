"""Decisions are numbered, news is told, the README says first how to run it."""

import re
import tomllib

from tests.house.tree import ROOT, text

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
FRAGMENTS = sorted(path for path in (ROOT / "changes").glob("*.md") if path.name != "README.md")


def test_decisions_are_numbered_without_gaps_and_have_four_parts() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for path in DECISIONS:
        parts = re.findall(r"^## (.+)$", text(path), flags=re.MULTILINE)
        assert parts == ["Context", "Decision", "Rejected", "Consequences"], path.name
        assert text(path).startswith(f"# {int(path.name[:4])}. "), path.name


def test_each_news_fragment_has_a_kind_and_a_sentence() -> None:
    kinds = {kind["directory"] for kind in tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["towncrier"]["type"]}
    assert FRAGMENTS
    for path in FRAGMENTS:
        words = re.fullmatch(r"[a-z0-9-]+\.([a-z]+)\.md", path.name)
        assert words, f"{path.name}: name it words.kind.md"
        assert words[1] in kinds, f"{path.name}: the kinds are {sorted(kinds)}"
        assert text(path).rstrip().endswith("."), f"{path.name}: a whole sentence"


def test_the_licence_is_apache() -> None:
    assert "Apache License" in text(ROOT / "LICENSE")
    assert "Apache License" in text(ROOT / "NOTICE")


def test_the_readme_opens_with_the_two_commands() -> None:
    commands = re.findall(r"^make (\w+)", text(ROOT / "README.md"), flags=re.MULTILINE)
    assert commands[:2] == ["run", "test"]


def test_relative_links_in_the_documentation_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text(path))
        if not (path.parent / target).exists()
    ]
    assert not broken

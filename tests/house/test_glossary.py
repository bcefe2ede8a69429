"""Words of the field: a public name stands in the glossary, in both languages, or is put together from words that do."""

import re

from tests.house.surface import public_classes
from tests.house.tree import ROOT, name, text

JOINTS = {"Line", "Row", "Table", "File", "List", "Set", "Kind", "Result", "Named", "Error", "Of", "By", "And", "Nemawashi", "Toml"}
"""Words that join a term to its form; they carry no meaning of the field."""


def rows() -> list[list[str]]:
    lines = [line for line in text(ROOT / "docs" / "glossary.md").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith("| English")]


def split(noun: str) -> list[str]:
    return re.findall(r"[A-Z][a-z0-9]*|[A-Z]+(?![a-z])", noun)


def singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def test_every_term_has_both_languages_and_a_meaning_in_each() -> None:
    assert len(rows()) >= 60
    for row in rows():
        assert len(row) == 5, row
        assert all(row), row
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", row[1]), row
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", row[4]), row


def test_no_term_is_explained_twice() -> None:
    terms = [row[0] for row in rows()]
    assert len(terms) == len(set(terms))


def test_every_public_noun_is_a_word_of_the_field() -> None:
    codes = {code.strip() for row in rows() for code in row[2].split(",")}
    english = {singular(word.capitalize()) for row in rows() for word in re.findall(r"[A-Za-z0-9]+", row[0])}
    known = {singular(word) for code in codes for word in split(code)} | english | {singular(word) for word in JOINTS}
    strange = {
        node.name: name(path)
        for path, node in public_classes()
        if node.name not in codes and not all(singular(word) in known for word in split(node.name))
    }
    assert not strange, f"put these into docs/glossary.md, or give them a name that stands there: {strange}"

"""The same words in both languages: no key without its twin, no placeholder lost on the way."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from tests.house.tree import PACKAGE, text

STRINGS = PACKAGE / "strings"


def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield path + key, value


def words(lang: str) -> dict[str, str]:
    return dict(leaves(tomllib.loads(text(STRINGS / f"{lang}.toml"))))


def test_both_languages_have_the_same_keys() -> None:
    assert words("en").keys() ^ words("ja").keys() == set()


def test_both_languages_fill_in_the_same_placeholders() -> None:
    english, japanese = words("en"), words("ja")
    lost = {
        key: (english[key], japanese[key])
        for key in english.keys() & japanese.keys()
        if set(re.findall(r"{(\w+)", english[key])) != set(re.findall(r"{(\w+)", japanese[key]))
    }
    assert not lost


def test_nothing_is_left_empty() -> None:
    assert not [(lang, key) for lang in ("en", "ja") for key, value in words(lang).items() if not value.strip()]

"""The house's own words, English and Japanese, one table a language with the same keys."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from nemawashi.language import Lang, Text

__all__ = ["both", "say", "words"]


@cache
def words(lang: Lang) -> Mapping[str, str]:
    """Every string of a language by its dotted key."""
    table = tomllib.loads(files(__package__).joinpath(f"{lang}.toml").read_text("utf-8"))
    return MappingProxyType(dict(_flat("", table)))


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The string of ``key`` with its places filled; a key that is missing is a defect and raises."""
    return words(lang)[key].format(**values) if values else words(lang)[key]


def both(key: str, /, **values: object) -> Text:
    """The string in both languages."""
    return Text(en=say(key, "en", **values), ja=say(key, "ja", **values))


def _flat(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            out.extend(_flat(f"{prefix}{key}.", value))
        else:
            out.append((f"{prefix}{key}", str(value)))
    return out

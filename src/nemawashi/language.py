"""Words in the two languages of the house."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict

__all__ = ["Either", "Lang", "Text"]

Lang = Literal["en", "ja"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Japanese; a case carries both."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    en: str
    ja: str

    def in_(self, lang: Lang) -> str:
        """Give the words in ``lang``."""
        return self.ja if lang == "ja" else self.en

    def __str__(self) -> str:
        return self.en


def _for_both(given: Any) -> Any:
    return Text(given, given) if isinstance(given, str) else given


Either = Annotated[Text, BeforeValidator(_for_both)]
"""Words a case may give once for both languages, or in each."""

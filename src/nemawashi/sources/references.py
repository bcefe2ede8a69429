"""Citations as a reader copies them, short and long."""

from collections.abc import Iterable, Mapping

from nemawashi.sources.locator import Citation
from nemawashi.sources.source import Source

__all__ = ["long_citation", "short_citation", "used"]


def short_citation(source: Source, pinpoint: str = "") -> str:
    """``White House 2025, s.3(a)``."""
    year = f" {source.published.year}" if source.published else ""
    return f"{source.producer}{year}" + (f", {pinpoint}" if pinpoint else "")


def long_citation(source: Source, pinpoint: str = "") -> str:
    """Producer (date): title. Locator. Pinpoint. Accessed."""
    when = f" ({source.published.isoformat()})" if source.published else ""
    parts = [f"{source.producer}{when}: {source.title}"]
    parts += [source.locator] if source.locator else []
    parts += [pinpoint] if pinpoint else []
    parts += [f"accessed {source.accessed.isoformat()}"] if source.accessed else []
    return ". ".join(parts) + "."


def used(citations: Iterable[Citation], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that the citations name, each once, in order of first use."""
    seen: dict[str, Source] = {}
    for citation in citations:
        if citation.source in sources:
            seen.setdefault(citation.source, sources[citation.source])
    return tuple(seen.values())

"""Sources, locators and the provenance of every figure."""

from nemawashi.sources.locator import Citation
from nemawashi.sources.provenance import Basis, Figure, weakest
from nemawashi.sources.references import long_citation, pinpoint_said, short_citation, used
from nemawashi.sources.source import Certainty, Source, SourceKind

__all__ = [
    "Basis",
    "Certainty",
    "Citation",
    "Figure",
    "Source",
    "SourceKind",
    "long_citation",
    "pinpoint_said",
    "short_citation",
    "used",
    "weakest",
]

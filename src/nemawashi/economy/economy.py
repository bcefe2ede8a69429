"""The trade model's part of a case, as it stands: regions and sectors, the benchmark, the elasticity sets, products, weak cells, others' estimates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import ConfigDict

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.elasticity import CENTRAL, ElasticitySet
from nemawashi.economy.estimates import Estimate
from nemawashi.errors import Unknown
from nemawashi.language import Either, Text

if TYPE_CHECKING:  # products read the agenda's magnitudes, and with them the law: only a case needs that
    from nemawashi.economy.products import MissingProduct, Product

__all__ = ["Economy", "Region", "Sector", "SuspectTariff", "Weak"]


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the model and the party of the talks it stands for."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    id: str
    party: str
    name: Text


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the model."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    id: str
    name: Text
    isic: str = ""
    good: bool = True


@dataclass(frozen=True, slots=True)
class Weak:
    """A known weakness of the table."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    what: Either
    cells: str


@dataclass(frozen=True, slots=True)
class SuspectTariff:
    """A tariff cell with a second value, or one too high to trust unchecked."""

    importer: str
    exporter: str
    sector: str
    used: float
    other: float | None
    why: Text


@dataclass(frozen=True)
class Economy:
    """The model's data as a case holds them."""

    title: Text
    as_of: date
    unit: str
    method: Text
    sources: tuple[str, ...]
    default_closure: str
    regions: tuple[Region, ...]
    sectors: tuple[Sector, ...]
    elasticities: tuple[ElasticitySet, ...]
    """The published sets, then the central one."""
    baseline: Baseline
    """Under the central elasticities."""
    weak: tuple[Weak, ...] = ()
    suspects: tuple[SuspectTariff, ...] = ()
    imports_2024: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    """(exporter, sector) → US imports and calculated duty of 2024, millions of dollars: beside the flows of the baseline year."""
    products: "tuple[Product, ...]" = ()
    missing_products: "tuple[MissingProduct, ...]" = ()
    estimates: tuple[Estimate, ...] = ()
    where: str = field(default="", compare=False)

    @cached_property
    def party_of(self) -> Mapping[str, str]:
        """Region id → party."""
        return {region.id: region.party for region in self.regions}

    @cached_property
    def region_of(self) -> Mapping[str, str]:
        """Party → region id."""
        return {region.party: region.id for region in self.regions}

    def set_named(self, name: str) -> ElasticitySet:
        """Give an elasticity set by id; an unknown one raises Unknown."""
        for one in self.elasticities:
            if one.id == name:
                return one
        raise Unknown("elasticity set", name, [one.id for one in self.elasticities])

    def product(self, name: str) -> "Product":
        """Give a product by id; an unknown one raises Unknown."""
        for one in self.products:
            if one.id == name:
                return one
        raise Unknown("product", name, [one.id for one in self.products])

    def baseline_under(self, name: str) -> Baseline:
        """The baseline with the elasticities of a set."""
        if name == CENTRAL:
            return self.baseline
        return self.baseline.with_theta(self.set_named(name).array(self.baseline.sectors))

"""GENIUS XML and NegMAS YAML, read and written on an explicit scale; own readers of the open formats."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.genius import xml, yaml
from nemawashi.bargain.genius.space import Imported, Scaling, UtilitySpace, assemble, check_scale
from nemawashi.errors import Fault, Refused

__all__ = ["Imported", "Scaling", "UtilitySpace", "check_scale", "read_folder", "write_genius", "write_negmas"]


def read_folder(folder: Path, scale: str) -> Imported:
    """Read a folder holding one domain and a utility file for each party, in either format, on the scale ``raw`` or ``genius``.

    Parties come in the order of their file names and are called by them. Raises Refused with every fault found.
    """
    asked = check_scale(scale)
    place = Path(folder)
    if not place.is_dir():
        raise Refused(Fault(str(folder), "not a folder", "a domain is a folder of XML or YAML files", "give the folder that holds them"))
    xmls = sorted(place.glob("*.xml"))
    yamls = sorted([*place.glob("*.yml"), *place.glob("*.yaml")])
    if bool(xmls) == bool(yamls):
        found = "both XML and YAML files" if xmls else "neither XML nor YAML files"
        raise Refused(Fault(str(folder), found, "a domain is in one format", "put each domain in a folder of its own"))
    faults: list[Fault] = []
    domains: list[tuple[Path, Any]] = []
    parties: list[tuple[Path, Any]] = []
    for path in xmls:
        top = xml.root(path)
        (domains if top.tag == "negotiation_template" else parties).append((path, top))
    for path in yamls:
        content = yaml.load(path)
        if path.name.startswith("_") or ("issues" not in content and "ufun" not in content and "values" not in content):
            continue
        (domains if "issues" in content else parties).append((path, content))
    if len(domains) != 1:
        names = ", ".join(path.name for path, _ in domains) or "none"
        faults.append(Fault(str(folder), f"domain files: {names}", "one file names the issues", "keep one domain in the folder"))
    if not parties:
        faults.append(Fault(str(folder), "no utility file", "each party has a utility file", "add one a party"))
    if faults:
        raise Refused(faults)
    path, content = domains[0]
    reader = xml if xmls else yaml
    issues: Mapping[str, tuple[str, ...]] = reader.read_issues(path, content, faults)
    if len(parties) < 2:
        rule = "a bargain has two parties or more, a utility file each"
        faults.append(Fault(str(folder), f"one utility file, {parties[0][0].name}", rule, "add one a party"))
    spaces = [reader.read_space(file, body, dict(issues), faults) for file, body in parties]
    if faults:
        raise Refused(faults)
    return assemble(path.stem, issues, spaces, asked)


def write_genius(domain: Domain, folder: Path, scale: Scaling, name: str = "domain") -> tuple[Path, ...]:
    """Write GENIUS XML; raises Refused for what the format cannot say."""
    return xml.write(domain, folder, scale, name)


def write_negmas(domain: Domain, folder: Path, scale: Scaling, name: str = "domain") -> tuple[Path, ...]:
    """Write NegMAS YAML; raises Refused for what the format cannot say."""
    return yaml.write(domain, folder, scale, name)

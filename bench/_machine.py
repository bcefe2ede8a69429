"""Whose seconds these are: results are kept in bench/results together with the machine they were measured on."""

import json
import os
import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def fingerprint(*packages: str) -> dict[str, object]:
    """Describe the machine and the versions of ``packages``; no host name, no user, no path."""
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": {package: metadata.version(package) for package in packages},
    }


def keep(name: str, results: object, *packages: str) -> None:
    """Write ``results`` to bench/results/NAME.json."""
    RESULTS.mkdir(exist_ok=True)
    kept = {"machine": fingerprint(*packages), "results": results}
    (RESULTS / f"{name}.json").write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

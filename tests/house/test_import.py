"""A command answers in a blink: what `import nemawashi` and the lawyers' rooms leave unloaded. Seconds are measured in bench/import.py."""

import json
import subprocess
import sys

import pytest

HEAVY = ("numpy", "scipy", "duckdb", "matplotlib", "fastapi", "uvicorn", "docx", "spacy", "babel", "numba", "trafilatura", "pypdfium2")
LIGHT_ROOMS = ("sources", "tariffs", "record", "agenda", "positions")


def loaded(statement: str) -> set[str]:
    """Run ``statement`` in a new interpreter and give the heavy modules it loaded."""
    script = f"import json, sys\n{statement}\nprint(json.dumps(sorted(set({HEAVY!r}) & set(sys.modules))))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded("import nemawashi") == set()


@pytest.mark.parametrize("room", LIGHT_ROOMS)
def test_what_a_lawyer_reads_loads_nothing_heavy(room: str) -> None:
    assert loaded(f"import nemawashi.{room}") == set()


def test_the_help_loads_nothing_heavy() -> None:
    pytest.importorskip("nemawashi.cli")
    assert loaded("import nemawashi.cli") == set()

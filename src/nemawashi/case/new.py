"""A new case: a small commented folder that opens, to be filled with one's own facts."""

import os
import shutil
import tempfile
from pathlib import Path

from nemawashi.errors import Fault, Refused

__all__ = ["new_case"]

TEMPLATE = Path(__file__).parent / "template"


def new_case(folder: Path) -> tuple[Path, ...]:
    """Write the template into ``folder``, which must not exist or be empty; the files written, in order. Nothing is ever overwritten.

    Raises:
        Refused: when something stands there already, or the place cannot be written to.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            Fault(str(folder), "is not empty", "a new case begins in a folder of its own", "name a folder that does not exist yet")
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
            made = Path(beside) / "case"
            shutil.copytree(TEMPLATE, made, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("__pycache__"))
            if folder.exists():
                folder.rmdir()
            os.rename(made, folder)  # noqa: PTH104 - both on one file system, whole or not at all
    except OSError as error:
        raise Refused(
            Fault(str(folder), f"cannot be written: {error.strerror}", "the folder above can be written to", "choose another place")
        ) from None
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))

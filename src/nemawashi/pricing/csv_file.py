"""A CSV file: what it is packed and written in, its header, and the line on which each of its records begins."""

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

from nemawashi.errors import Fault, Refused
from nemawashi.pricing.sql import literal, named

__all__ = ["CsvFile", "open_csv"]

GZIP = b"\x1f\x8b"
_FOREIGN = {
    b"PK\x03\x04": "a workbook or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old workbook",
    b"\x28\xb5\x2f\xfd": "packed with zstd",
    b"BZh": "packed with bzip2",
    b"\xfd7zXZ\x00": "packed with xz",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
"""First bytes of what people hand in for CSV."""
_MARKS = ",;\t|"
_LONGEST = 1_000_000
"""Characters of a header."""
_WIDEST = 2**30
"""Characters of a field; the engine has its own bound."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file whose header could be read."""

    path: Path
    packed: bool
    """With gzip."""
    mark: str
    """What stands between two fields."""
    columns: tuple[str, ...]

    @property
    def scan(self) -> str:
        """Table function over the file: every column text, broken lines passed over; a folder's name adds no column."""
        # Merely told to ignore errors, the engine (2.0) drops what follows a stray quote up to the end of its buffer; told to note them it does not.
        return self._read("rejects_table='noted', rejects_scan='noted_scans', rejects_limit=1")

    @property
    def rejecting(self) -> str:
        """The scan that notes every broken line, in ``reject_errors``; used once."""
        return self._read("rejects_limit=0")

    def _read(self, noting: str) -> str:
        columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in self.columns)
        packing = "gzip" if self.packed else "none"
        return (
            f"read_csv({named(self.path)}, auto_detect=false, header=true, delim={literal(self.mark)}, quote='\"', escape='\"', "
            f"columns={{{columns}}}, compression='{packing}', hive_partitioning=false, store_rejects=true, {noting})"
        )

    def ends(self) -> int:
        """Ends of lines in the file, the last line counted whether it is ended or not."""
        found = {b"\n": 0, b"\r": 0}
        last = b""
        with self._bytes() as handle:
            while chunk := handle.read(_CHUNK):
                for sign in found:
                    found[sign] += chunk.count(sign)
                last = chunk[-1:]
        sign = b"\n" if found[b"\n"] else b"\r"
        return found[sign] + (last not in (sign, b""))

    def records(self) -> Iterator[tuple[int, int]]:
        """Of each record below the header: its number among records and empty lines, the header being 1, and the line on which it begins.

        A record may hold line ends between quotes; an empty line is no record.
        """
        with self._text() as handle, _wide_fields():
            reader = csv.reader(handle, delimiter=self.mark)
            next(reader, None)
            number, begins = 1, reader.line_num + 1
            for row in reader:
                number += 1
                if row:
                    yield number, begins
                begins = reader.line_num + 1

    def _bytes(self) -> IO[bytes]:
        return cast("IO[bytes]", gzip.open(self.path, "rb") if self.packed else self.path.open("rb"))

    @contextmanager
    def _text(self) -> Iterator[IO[str]]:
        with self._bytes() as handle, TextIOWrapper(handle, encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            yield text

    def header(self) -> str:
        """The first line."""
        with self._text() as handle:
            return handle.readline(_LONGEST)


@contextmanager
def _wide_fields() -> Iterator[None]:
    held = csv.field_size_limit(_WIDEST)
    try:
        yield
    finally:
        csv.field_size_limit(held)


def open_csv(path: Path, head: bytes) -> CsvFile:
    """Read the header of a file that begins with ``head``.

    Raises:
        Refused: another kind of file, text that is not UTF-8, a header without names or with a name twice.

    """
    for first, what in _FOREIGN.items():
        if head.startswith(first):
            raise Refused(
                Fault(str(path), what, "shipments are Parquet, or CSV in UTF-8, plain or packed with gzip", "save or unpack it so")
            )
    packed = head.startswith(GZIP)
    try:
        first_line = CsvFile(path, packed, ",", ()).header()
        first_line.encode()
    except UnicodeEncodeError:
        raise Refused(Fault(f"{path}:1", "a header that is not UTF-8", "a CSV file is UTF-8 text", "save it as UTF-8")) from None
    except (OSError, EOFError) as error:
        raise Refused(Fault(str(path), f"cannot be read: {error}", "a CSV file can be opened and unpacked", "copy it again")) from None
    mark = max(_MARKS, key=first_line.count)
    names = next(csv.reader([first_line], delimiter=mark), [])
    found = _amiss(names)
    if found:
        raise Refused(
            Fault(f"{path}:1", found, "a CSV file begins with the names of its columns, each once, in any case", "mend the header")
        )
    return CsvFile(path, packed, mark, tuple(names))


def _amiss(names: list[str]) -> str:
    """What is wrong with a header, if anything."""
    if not names:
        return "an empty file"
    if any(not name.strip() for name in names):
        return "a header with nameless columns"
    folded = [name.casefold() for name in names]
    twice = sorted(name for name, same in zip(names, folded, strict=True) if folded.count(same) > 1)
    return f"columns {', '.join(twice)} have one name" if twice else ""

"""The engine of bulk work: DuckDB with a bound on memory, and a long statement that says how far it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from nemawashi.errors import Fault, NemawashiError, Refused

__all__ = ["Progress", "connect", "counted", "part", "writing"]

Progress = Callable[[float], None]
"""Takes the share done, between 0 and 1."""

_EVERY = 0.1
"""Seconds between two reports of progress."""


def connect(scratch: Path, memory: str, threads: int | None) -> Any:
    """An engine in memory that spills into ``scratch``.

    Joins are made as they are written, the file always on the streaming side: rows keep their order and only the lookup tables are held. What
    the machine's clock is set to plays no part.
    """
    import duckdb  # noqa: PLC0415 - heavy, and only bulk work needs it

    connection = duckdb.connect()
    connection.execute("SET memory_limit = ?", [memory])
    connection.execute("SET temp_directory = ?", [str(scratch)])
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET TimeZone = 'UTC'")
    if threads is not None:
        connection.execute(f"SET threads = {int(threads)}")
    return connection


def counted(connection: Any, statement: str, progress: Progress | None) -> list[tuple[Any, ...]]:
    """Run a statement, telling ``progress`` the share done; gives its rows. Interrupted, it stops the engine before it goes."""
    found: list[tuple[Any, ...]] = []
    failed: list[BaseException] = []
    # An event and not the thread's own end: a join that is interrupted takes the thread for ended (Python 3.11).
    ended = Event()

    def work() -> None:
        try:
            found.extend(connection.execute(statement).fetchall())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            failed.append(error)
        finally:
            ended.set()

    Thread(target=work, daemon=True).start()
    try:
        while not ended.wait(_EVERY):
            done = connection.query_progress() if progress is not None else -1
            if progress is not None and 0 <= done <= 100:
                progress(done / 100)
    except BaseException:
        connection.interrupt()
        ended.wait()
        raise
    if failed:
        raise failed[0]
    return found


def part(progress: Progress | None, start: float, end: float) -> Progress | None:
    """The progress of one piece of work, as a share of the whole."""
    return None if progress is None else lambda share: progress(start + (end - start) * share)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Whatever keeps ``target`` from being written — a full disk, a folder one may not write in — refuses it."""
    import duckdb  # noqa: PLC0415 - heavy

    try:
        yield
    except NemawashiError:
        raise
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error).splitlines()[0]
        remedy = "make room, or name a folder that can be written in"
        raise Refused(Fault(str(target), f"cannot be written: {why}", "output is written whole or not at all", remedy)) from None

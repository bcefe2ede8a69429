"""The engine of bulk work: DuckDB with a bound on memory, and a long statement that says how far it is."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

__all__ = ["connect", "counted"]

_EVERY = 0.1
"""Seconds between two reports of progress."""


def connect(scratch: Path, memory: str, threads: int | None) -> Any:
    """An engine in memory that spills into ``scratch``.

    Joins are made as they are written, the file always on the streaming side: rows keep their order and only the lookup tables are held.
    """
    import duckdb  # noqa: PLC0415 - heavy, and only bulk work needs it

    connection = duckdb.connect()
    connection.execute("SET memory_limit = ?", [memory])
    connection.execute("SET temp_directory = ?", [str(scratch)])
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    if threads is not None:
        connection.execute(f"SET threads = {int(threads)}")
    return connection


def counted(connection: Any, statement: str, progress: Callable[[float], None] | None) -> list[tuple[Any, ...]]:
    """Run a statement, telling ``progress`` the share done between 0 and 1; gives its rows."""
    if progress is None:
        rows: list[tuple[Any, ...]] = connection.execute(statement).fetchall()
        return rows
    found: list[tuple[Any, ...]] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            found.extend(connection.execute(statement).fetchall())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            failed.append(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_EVERY)
            done = connection.query_progress()
            if 0 <= done <= 100:
                progress(done / 100)
    except BaseException:
        connection.interrupt()
        thread.join()
        raise
    if failed:
        raise failed[0]
    return found

"""How many independent sources stand behind a set of statements: origins are counted, not outlets."""

from collections.abc import Iterable, Mapping

from nemawashi.record.collection import Record

__all__ = ["origins"]


def origins(record: Record, statements: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Give each origin with the statements that go back to it; their number is that of independent sources.

    Five outlets that carry one wire's account are one source; one minister quoted by five is one source.
    """
    found: dict[str, list[str]] = {}
    for key in statements:
        for origin in record.statement(key).origins():
            found.setdefault(origin, []).append(key)
    return {origin: tuple(keys) for origin, keys in sorted(found.items())}

"""Answers kept while the program runs; two who ask the same thing at once wait for one computation."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

__all__ = ["Memory"]

T = TypeVar("T")
MOST = 4096
"""Answers kept; the oldest quarter goes when there are more."""


class Memory:
    """Answers by what they depend on. Questions depend on each other without circles, so waiting for one another cannot lock up."""

    def __init__(self) -> None:
        self._held: dict[Hashable, Any] = {}
        self._asked: dict[Hashable, Lock] = {}
        self._gate = Lock()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The answer of that key, computed once; an answer that raises is not kept."""
        with self._gate:
            if key in self._held:
                held: T = self._held[key]
                return held
            waiting = self._asked.setdefault(key, Lock())
        with waiting:
            with self._gate:
                if key in self._held:
                    found: T = self._held[key]
                    return found
            answer = compute()
            with self._gate:
                if len(self._held) >= MOST:
                    for old in list(self._held)[: MOST // 4]:
                        del self._held[old]
                self._held[key] = answer
                self._asked.pop(key, None)
            return answer

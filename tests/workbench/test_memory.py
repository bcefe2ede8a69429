"""An answer is worked out once, however many ask for it at the same time; one that failed is asked again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from nemawashi.workbench.memory import MOST, Memory


def test_two_who_ask_at_once_wait_for_one_computation() -> None:
    memory, calls, together = Memory(), [], Barrier(4)

    def ask() -> int:
        together.wait()
        return memory.get("question", lambda: calls.append(1) or 42)

    with ThreadPoolExecutor(4) as pool:
        assert [future.result() for future in [pool.submit(ask) for _ in range(4)]] == [42] * 4
    assert calls == [1]


def test_a_failure_is_not_kept() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.get("question", lambda: 1 // 0)
    assert memory.get("question", lambda: 1) == 1


def test_it_does_not_grow_without_end() -> None:
    memory = Memory()
    for key in range(MOST + 10):
        memory.get(key, str)
    calls = []
    memory.get(0, lambda: calls.append(1))
    assert calls == [1]
    memory.get(MOST + 9, lambda: calls.append(2))
    assert calls == [1]

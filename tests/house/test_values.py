"""Frozen values, clocks and generators as arguments."""

import ast
from collections.abc import Iterator

from tests.house.tree import PACKAGE, name, text, tracked

ONE_RUN = {"Notes": "numbers the notes during one rendering and is never shared"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in tracked(".py"):
        if PACKAGE in path.parents:
            yield name(path), ast.parse(text(path))


def is_frozen(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "frozen" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        for keyword in decorator.keywords
    )


def is_dataclass(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).rsplit(".", 1)[-1] == "dataclass"


def test_every_dataclass_is_frozen() -> None:
    loose = [
        f"{file}:{node.lineno} {node.name}"
        for file, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and node.name not in ONE_RUN
        for decorator in node.decorator_list
        if is_dataclass(decorator) and not is_frozen(decorator)
    ]
    assert not loose, f"state lives in the store, the workbench's cache and the browser only: {loose}"


def test_no_room_asks_what_day_it_is_or_draws_without_a_seed() -> None:
    loose = [
        f"{file}:{node.lineno} {ast.unparse(node)}"
        for file, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in {"today", "utcnow"} or (node.func.attr == "default_rng" and not node.args and not node.keywords))
    ]
    assert not loose, f"clocks and generators are arguments: {loose}"

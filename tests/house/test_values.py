"""Frozen values, clocks and generators as arguments."""

import ast

from tests.house.surface import modules, public_classes
from tests.house.tree import name

ONE_RUN = {"Notes": "numbers the notes during one rendering and is never shared"}


def is_frozen(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "frozen" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        for keyword in decorator.keywords
    )


def is_dataclass(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).rsplit(".", 1)[-1] == "dataclass"


def test_every_public_dataclass_is_frozen() -> None:
    loose = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path, node in public_classes()
        if node.name not in ONE_RUN
        for decorator in node.decorator_list
        if is_dataclass(decorator) and not is_frozen(decorator)
    ]
    assert not loose, f"state lives in the store, the workbench's cache and the browser only: {loose}"


def test_no_room_asks_what_day_it_is_or_draws_without_a_seed() -> None:
    loose = [
        f"{name(path)}:{node.lineno} {ast.unparse(node)}"
        for path, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in {"today", "utcnow"} or (node.func.attr == "default_rng" and not node.args and not node.keywords))
    ]
    assert not loose, f"clocks and generators are arguments: {loose}"

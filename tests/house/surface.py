"""The public surface: what a room's ``__init__`` shows, or, where it shows nothing, what its files show."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PACKAGE, text, tracked


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in tracked(".py"):
        if PACKAGE in path.parents:
            yield path, ast.parse(text(path))


def shown(module: ast.Module) -> set[str]:
    lists = [
        node.value
        for node in module.body
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
    ]
    return {item for found in lists for item in ast.literal_eval(found)}


def public_classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    trees = dict(modules())
    for path, module in trees.items():
        room = PACKAGE / path.relative_to(PACKAGE).parts[0] / "__init__.py"
        names = (shown(trees[room]) if room in trees else set()) or shown(module)
        yield from ((path, node) for node in module.body if isinstance(node, ast.ClassDef) and node.name in names)

"""The small expressions of comparison rules: keys, numbers, + - and comparisons, and or not."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from .numbers import Number


class ExpressionError(ValueError):
    """Raised when an expression holds anything but what the module names."""


_COMPARE: Final[Mapping[type[ast.cmpop], Callable[[Number, Number], bool]]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}


@lru_cache(maxsize=512)
def parse(expression: str) -> ast.expr:
    """The tree of an expression; raises ExpressionError for one that is not allowed."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError as error:
        raise ExpressionError(f"{expression!r} is not an expression") from error
    _refuse(tree, expression)
    return tree


def names(expression: str) -> tuple[str, ...]:
    """The keys that an expression uses, in order."""
    found = [node.id for node in ast.walk(parse(expression)) if isinstance(node, ast.Name)]
    return tuple(dict.fromkeys(found))


def holds(expression: str, values: Mapping[str, Number]) -> bool:
    """Whether an expression is true for these values."""
    return bool(_value(parse(expression), values))


def sides(expression: str, values: Mapping[str, Number]) -> tuple[Number, Number] | None:
    """Both sides of an expression that is one comparison of numbers, else None."""
    tree = parse(expression)
    if isinstance(tree, ast.Compare) and len(tree.ops) == 1:
        left, right = _value(tree.left, values), _value(tree.comparators[0], values)
        if not isinstance(left, bool) and not isinstance(right, bool):
            return left, right
    return None


def _refuse(node: ast.expr, expression: str) -> None:
    if isinstance(node, ast.BoolOp):
        children = node.values
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        children = [node.operand]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        children = [node.left, node.right]
    elif isinstance(node, ast.Compare) and all(type(op) in _COMPARE for op in node.ops):
        children = [node.left, *node.comparators]
    elif isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) is int):
        return
    else:
        raise ExpressionError(f"{expression!r}: {ast.unparse(node)} is not allowed here")
    for child in children:
        _refuse(child, expression)


def _value(node: ast.expr, values: Mapping[str, Number]) -> Number:
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int)
        return node.value
    if isinstance(node, ast.BoolOp):
        parts = [bool(_value(part, values)) for part in node.values]
        return all(parts) if isinstance(node.op, ast.And) else any(parts)
    if isinstance(node, ast.UnaryOp):
        value = _value(node.operand, values)
        return not value if isinstance(node.op, ast.Not) else -value
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, values), _value(node.right, values)
        return left + right if isinstance(node.op, ast.Add) else left - right
    assert isinstance(node, ast.Compare)
    return _compare(node, values)


def _compare(node: ast.Compare, values: Mapping[str, Number]) -> bool:
    left = _value(node.left, values)
    for operation, comparator in zip(node.ops, node.comparators, strict=True):
        right = _value(comparator, values)
        if not _COMPARE[type(operation)](left, right):
            return False
        left = right
    return True

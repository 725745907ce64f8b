"""YAML -> plain data, safely: bounded depth and size, no key twice, and errors with their line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml

from ..errors import UsageError

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000
"""Values at most, those counted that aliases repeat."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(data: bytes, name: str) -> dict[str, Any]:
    """The mapping that a YAML file holds; raises UsageError, with file and line, otherwise."""
    if len(data) > MAX_BYTES:
        raise UsageError(f"{name}: a form file has at most {MAX_BYTES:,} bytes.")
    try:
        _refuse_excess(_events(data), name)
        # Both loaders are the safe ones, which build plain data only.
        tree = yaml.load(data, Loader=_LOADER)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        where = error.problem_mark or error.context_mark
        place = f"line {where.line + 1}: " if where is not None else ""
        reason = " ".join(part for part in (error.context, error.problem) if part)
        raise UsageError(f"{name}: {place}not valid YAML: {reason}.") from error
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise UsageError(f"{name}: not a YAML file: {reason}.") from error
    if not isinstance(tree, dict):
        raise UsageError(f"{name}: expected a mapping with keys such as id and tables.")
    return tree


def _events(data: bytes) -> Iterator[Any]:
    yield from yaml.parse(data, Loader=_LOADER)


class _Open:
    """A mapping or list that has begun."""

    def __init__(self, anchor: str | None, is_mapping: bool) -> None:
        self.anchor = anchor
        self.nodes = 1
        self.keys: set[str] | None = set() if is_mapping else None
        self.at_key = is_mapping


def _refuse_excess(events: Iterator[Any], name: str) -> None:
    """Refuse what is nested or repeated beyond any form, before it is built."""
    stack: list[_Open] = []
    sizes: dict[str, int] = {}
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            stack.append(_Open(event.anchor, isinstance(event, yaml.MappingStartEvent)))
            if len(stack) > MAX_DEPTH:
                raise UsageError(f"{name}: line {line}: nested too deeply to be a form file.")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = stack.pop()
            if done.anchor is not None:
                sizes[done.anchor] = done.nodes
            _count(stack, done.nodes, name, line)
        elif isinstance(event, yaml.ScalarEvent):
            _refuse_second(stack, event.value, name, line)
            _count(stack, 1, name, line)
        elif isinstance(event, yaml.AliasEvent):
            if any(parent.anchor == event.anchor for parent in stack):
                raise UsageError(f"{name}: line {line}: *{event.anchor} stands inside itself.")
            _count(stack, sizes.get(event.anchor or "", 1), name, line)


def _count(stack: list[_Open], nodes: int, name: str, line: int) -> None:
    if not stack:
        return
    parent = stack[-1]
    parent.nodes += nodes
    if parent.keys is not None:
        parent.at_key = not parent.at_key
    if parent.nodes > MAX_NODES:
        raise UsageError(f"{name}: line {line}: more than {MAX_NODES:,} values, aliases counted.")


def _refuse_second(stack: list[_Open], key: str, name: str, line: int) -> None:
    """Refuse a key that its mapping has already: YAML would silently keep the last."""
    parent = stack[-1] if stack else None
    if parent is None or parent.keys is None or not parent.at_key:
        return
    if key in parent.keys:
        raise UsageError(f"{name}: line {line}: the key {key} stands there twice.")
    parent.keys.add(key)


__all__ = ["MAX_BYTES", "parse_yaml"]

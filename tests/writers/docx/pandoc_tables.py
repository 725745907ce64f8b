"""The tables of a DOCX as pandoc reads them: a third opinion."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

Cell = tuple[int, int, int, int, str]
"""Row, column, row span, column span, text."""


def pandoc_tables(data: bytes) -> list[list[Cell]]:
    """All tables, nested ones after the one they stand in."""
    command = ["pandoc", "-f", "docx", "-t", "json"]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=240)
    return list(_tables(json.loads(done.stdout)["blocks"]))


def _tables(node: Any) -> Iterator[list[Cell]]:
    if isinstance(node, dict) and node.get("t") == "Table":
        _, _, _, head, bodies, foot = node["c"]
        rows = head[1] + [row for body in bodies for row in body[2] + body[3]] + foot[1]
        yield list(_cells(rows))
        node = [cell[4] for _, cells in rows for cell in cells]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _tables(child)


def _cells(rows: list[Any]) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for row, (_, cells) in enumerate(rows):
        column = 0
        for _, _, height, width, blocks in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
            yield row, column, height, width, "".join(_text(blocks).split())


def _text(node: Any) -> str:
    """The text of blocks, without inner tables, notes and pictures."""
    if isinstance(node, list):
        return "".join(map(_text, node))
    if not isinstance(node, dict) or node.get("t") in ("Table", "Note", "Image"):
        return ""
    content: Any = node.get("c")
    if node["t"] == "Str":
        return str(content)
    if node["t"] in ("Code", "CodeBlock", "Math", "Span", "Div", "Link", "OrderedList"):
        inner = content[1]
        return inner if isinstance(inner, str) else _text(inner)
    return _text(content[2] if node["t"] == "Header" else content)

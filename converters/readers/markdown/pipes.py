"""Pipe tables as one token each.

markdown-it makes nine tokens of a cell; a page of numbers in pipes would take gigabytes. This
rule finds tables as GFM does (4.10), and keeps the source of their cells until they are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as find_table

from ...errors import LimitExceeded
from ...model import Alignment
from ...tables.build import MAX_CELLS

PIPE_TABLE: Final = "pipe_table"
MAX_DOCUMENT_CELLS = 2 * MAX_CELLS


@dataclass(frozen=True, slots=True)
class PipeRows:
    """The source of a pipe table."""

    alignments: tuple[Alignment | None, ...]
    """For each column."""
    rows: list[list[str]]
    """Markdown of the cells, the header row first; short rows are as short as in the source."""
    lines: list[int]
    """For each row its line, counted from 0."""


def pipe_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block rule: a header row, a delimiter row, and all rows up to the next other block."""
    if not find_table(state, start_line, end_line, True):
        return False
    if silent:
        return True
    alignments = tuple(map(_alignment, _split(getLine(state, start_line + 1))))
    rows, lines = [_split(getLine(state, start_line))], [start_line]
    parent, state.parentType = state.parentType, "table"
    line = start_line + 2
    while line < end_line and not _ends(state, line, end_line):
        rows.append(_split(getLine(state, line))[: len(alignments)])
        lines.append(line)
        line += 1
    state.parentType = parent
    _count(state, len(rows) * len(alignments))
    token = state.push(PIPE_TABLE, "table", 0)
    token.map = [start_line, line]
    token.meta = {"pipes": PipeRows(alignments, rows, lines)}
    state.line = line
    return True


def _ends(state: StateBlock, line: int, end_line: int) -> bool:
    if state.sCount[line] < state.blkIndent or state.isEmpty(line) or state.is_code_block(line):
        return True
    rules = state.md.block.ruler.getRules("blockquote")
    return any(rule(state, line, end_line, True) for rule in rules)


def _split(line: str) -> list[str]:
    cells = escapedSplit(mdTrim(line))
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return [mdTrim(cell) for cell in cells]


def _alignment(delimiter: str) -> Alignment | None:
    left, right = delimiter.startswith(":"), delimiter.endswith(":")
    if left and right:
        return "center"
    return "left" if left else "right" if right else None


def _count(state: StateBlock, cells: int) -> None:
    total = int(state.env.get("cells", 0)) + cells
    state.env["cells"] = total
    if total > MAX_DOCUMENT_CELLS:
        raise LimitExceeded(f"The pipe tables have more than {MAX_DOCUMENT_CELLS:,} cells.")

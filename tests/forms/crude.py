"""The five reports and others as documents in several crude states, for tests only.

`rows` reads each run of table lines as ragged rows with blank cells, without restoring anything;
`lines` keeps every line of the source as a paragraph; `bare` drops cell marks and blank cells as
well, so that only the order of the texts is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tablewright.converters.model import (
    Block,
    Cell,
    Document,
    Paragraph,
    SourceInfo,
    Table,
    Text,
    TextOrigin,
)

SOURCE = SourceInfo(name="report.txt", media_type="text/plain")


def paragraph(text: str, line: int | None = None) -> Paragraph:
    origin = None if line is None else TextOrigin(0, len(text), line)
    return Paragraph((Text(" ".join(text.split())),), origin=origin)


def document(*blocks: Block) -> Document:
    return Document(SOURCE, blocks)


def grid(rows: list[list[str]]) -> Table:
    """A table of ragged rows; what is missing on the right is a spacer."""
    width = max(len(row) for row in rows)
    cells = []
    for index, row in enumerate(rows):
        for column in range(width):
            text = row[column] if column < len(row) else None
            cells.append(
                Cell(
                    index,
                    column,
                    blocks=(paragraph(text),) if text else (),
                    role="spacer" if text is None else "data",
                    origins=(TextOrigin(0, 1, index),),
                )
            )
    return Table(rows=len(rows), columns=width, cells=tuple(cells))


def lines(source: str) -> Document:
    return document(
        *(paragraph(line, n) for n, line in enumerate(source.splitlines(), 1) if line.strip())
    )


def bare(source: str) -> Document:
    cells = []
    for line in source.splitlines():
        for part in re.split(r"[|\t]", line):
            if part.strip():
                cells.append(part.strip())
    return document(*(paragraph(text) for text in cells))


def rows(source: str) -> Document:
    blocks: list[Block] = []
    run: list[list[str]] = []
    cell_per_line = re.search(r"(?m)^信息内容 \|$", source) is not None
    pending: list[str] = []

    def flush() -> None:
        nonlocal pending
        if pending:
            run.append(pending)
            pending = []
        if run:
            blocks.append(grid(list(run)))
            run.clear()

    for line in source.splitlines():
        marked = line.rstrip().endswith("|")
        if cell_per_line and (marked or (pending and len(line) < 12 and run)):
            if set(line.strip()) == {"|"}:
                pending += [""] * len(line.strip())
                if len(line.strip()) > 1 or len(pending) >= 10:
                    run.append(pending)
                    pending = []
            else:
                pending.append(line.strip().rstrip("|").strip())
        elif not cell_per_line and marked:
            run.append([part.strip() for part in line.strip().split("|")][:-1])
        elif "\t" in line:
            run.append([part.strip() for part in line.split("\t")])
        elif cell_per_line and pending and re.fullmatch(r"\d+", line.strip()):
            pending.append(line.strip())
            flush()
        else:
            flush()
            if line.strip():
                blocks.append(paragraph(line))
    flush()
    return document(*blocks)


STATES: Final[dict[str, Callable[[str], Document]]] = {"rows": rows, "lines": lines, "bare": bare}

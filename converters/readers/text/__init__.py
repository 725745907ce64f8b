"""Plain and damaged text to a Document.

Done: encodings, titles (split, doubled), numbered headings (by the shared pass), paragraphs, one
on each line or hard-wrapped, bullet lists, rules, underlined headings; tables with pipes, with
tabs, drawn with lines, in aligned columns, one cell on each line; tables cut at page breaks;
spans lost in flattening. See docs/text.md.
Not done: markup (Markdown marks stay as they are), columns of running text side by side, cells on
lines of their own without any mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...errors import LimitExceeded
from ...model import (
    Block,
    Document,
    Furniture,
    Heading,
    Inline,
    LineBreak,
    Metadata,
    Paragraph,
    Text,
)
from ...tables.build import MAX_CELLS, build_table
from ...tables.slid import restore_spans
from ..base import Ledger, ReadOptions, Source, finish_document
from ..encoding import decode, refuse_binary
from .columns import find_aligned_grid
from .grids import Found, find_pipe_grid, find_tab_grid
from .lines import Line, origin_of, split_lines
from .pieces import Pieces, may_cut_table
from .prose import Wrap, find_wrap, read_prose
from .titles import Title, find_title

Part = Pieces | list[Line]
"""A table, or lines of running text."""


def read_text(source: Source, options: ReadOptions) -> Document:
    """The document of a text file.

    Raises UnreadableSource for an empty file or one that is not text.
    """
    del options
    refuse_binary(source)
    ledger = Ledger()
    text, encoding = decode(source.data, ledger, declared=None)
    ledger.source(text)
    lines = split_lines(text)
    reading = _Reading(ledger)
    reading.read(lines)
    return finish_document(
        source.info("text/plain", encoding),
        tuple(reading.blocks),
        ledger,
        metadata=Metadata(title=reading.title),
        furniture=tuple(reading.furniture),
    )


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    ledger: Ledger
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    title: str | None = None

    def read(self, lines: Sequence[Line]) -> None:
        """Read all lines."""
        parts = self._joined(find_parts(lines))
        wrap = find_wrap([line for part in parts if isinstance(part, list) for line in part])
        if parts and isinstance(parts[0], list):
            title = find_title(parts[0], wrap)
            if title is not None:
                self._add_title(title)
                parts[0] = parts[0][title.end :]
        for part in parts:
            if isinstance(part, Pieces):
                self._add_table(part)
            else:
                self._add_prose(part, wrap)

    def _joined(self, parts: Sequence[Part]) -> list[Part]:
        """The parts with the pieces of cut tables put together."""
        joined: list[Part] = []
        for part in parts:
            between = joined[-1] if joined and isinstance(joined[-1], list) else []
            before = joined[-2] if between and len(joined) > 1 else joined[-1] if joined else []
            if not (isinstance(part, Pieces) and isinstance(before, Pieces)):
                joined.append(part)
                continue
            numbers = [line for line in between if line.bare]
            cut = may_cut_table(between)
            reason = before.continued_by(part.grids[0], over_page=bool(numbers)) if cut else None
            if reason is None:
                joined.append(part)
                continue
            before.add(part.grids[0], reason)
            self._add_page_numbers(numbers)
            if between:
                joined.pop()
        return joined

    def _add_page_numbers(self, lines: Sequence[Line]) -> None:
        for line in lines:
            block = Paragraph((Text(line.bare),), origin=line.origin)
            self.furniture.append(Furniture("page_number", (block,), line.origin))
            self.ledger.furnish(line.bare)

    def _add_title(self, title: Title) -> None:
        for line in title.repeats:
            block = Paragraph((Text(line.bare),), origin=line.origin)
            self.furniture.append(Furniture("header", (block,), line.origin))
            self.ledger.furnish(line.bare)
        content: list[Inline] = []
        for line in title.lines:
            content += [LineBreak()] if content else []
            content.append(Text(line.bare))
        self.title = _one_line(title.lines)
        self.blocks.append(Heading(1, tuple(content), origin=origin_of(list(title.lines))))

    def _add_prose(self, lines: Sequence[Line], wrap: Wrap) -> None:
        blocks, marks = read_prose(lines, wrap)
        self.ledger.convert(marks)
        self.blocks.extend(blocks)

    def _add_table(self, pieces: Pieces) -> None:
        grid, fragments, dropped = pieces.joined()
        cells = sum(map(len, grid.rows))
        if cells > MAX_CELLS:
            raise LimitExceeded(f"A table has {cells:,} cells; the limit is {MAX_CELLS:,}.")
        self.ledger.convert(grid.layout)
        for row in dropped:
            for cell in row:
                self.ledger.leave_out("repeated-header", cell.text, cell.origin)
        draft = restore_spans(grid.rows, self.ledger.add, padded=grid.padded)
        draft.fragments = fragments
        if draft.header_rows is None:
            draft.header_rows = grid.header_rows
        if fragments:
            reasons = "; ".join(dict.fromkeys(pieces.reasons))
            message = f"{len(fragments)} pieces of a table were joined: {reasons}."
            self.ledger.report("table-stitched", message, draft.origin)
        table = build_table(draft, self.ledger.add)
        if table is not None:
            self.blocks.append(table)


def _one_line(lines: Sequence[Line]) -> str:
    text = lines[0].bare
    for line in lines[1:]:
        glue = " " if text[-1].isascii() and line.bare[0].isascii() else ""
        text += glue + line.bare
    return text


def find_parts(lines: Sequence[Line]) -> list[Part]:
    """Tables and stretches of running text in order."""
    parts: list[Part] = []
    prose: list[Line] = []
    index = 0
    while index < len(lines):
        found, end = _look_at(lines, index)
        for one in found:
            if isinstance(one, list):
                prose.extend(one)
                continue
            if prose:
                parts.append(prose)
                prose = []
            parts.append(Pieces([one]))
        index = end
    if prose:
        parts.append(prose)
    return parts


def _look_at(lines: Sequence[Line], index: int) -> Found:
    """What begins at a line: tables, or lines that are none."""
    for find in (find_pipe_grid, find_tab_grid, find_aligned_grid):
        found, end = find(lines, index)
        if end > index:
            return found, end
    return [[lines[index]]], index + 1


__all__ = ["read_text"]

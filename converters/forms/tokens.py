"""A document as a sequence of tokens: cells and lines in reading order, whatever state it is in.

Tables give one token for each cell, paragraphs one for each line; a line that shows cell marks
(`|`, tabs) or ends in a run of numbers gives one for each cell in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import gcd
from typing import Literal

from ..model import (
    Block,
    Cell,
    Code,
    DefinitionList,
    Document,
    Figure,
    Heading,
    List,
    Origin,
    Paragraph,
    Quote,
    Table,
)
from ..model.scripts import UNSEEN, quantity_text
from ..model.text import inline_text
from .labels import MAX_LABEL, Labels
from .numbers import NumberReader, Printed

Kind = Literal["number", "numbers", "label", "blank", "mark", "prose"]
"""A number, several in one cell, a text, nothing, a text for no number, or running text."""

_TRAILING_NUMBERS = re.compile(r"^(?P<label>.*?\D)(?P<numbers>(?:\s+[-+]?\d[\d,.]*)+)$", re.DOTALL)
_ALL_NUMBERS = re.compile(r"^[-+]?\d[\d,.]*(?:\s+[-+]?\d[\d,.]*)+$")
_MARKDOWN = re.compile(r"^(?:[-*+>]\s+|#{1,6}\s+)+|\*\*|__")
_NOTHING = f"\u3000\u00a0 {UNSEEN}"
_RULE_LINE = re.compile(r"^[\s|:+-]+$")


@dataclass(slots=True, eq=False)
class Token:
    """A cell or line."""

    text: str
    kind: Kind
    block: int
    """Index of the block of the document that it stands in."""
    table: int = -1
    """Which table, or which run of cell lines; -1 for running text."""
    row: int = -1
    """Source row, counted over the document; -1 where rows are not known."""
    column: int = 0
    """Grid column."""
    index: int = 0
    """Number of cells of the source row before it."""
    placed: bool = True
    """Whether column and index say where the cell stood; not so where cells had to be split."""
    first: bool = False
    """The first token of its row that is not blank."""
    inner: bool = True
    """Not in a run of blanks at either end of its row."""
    printed: Printed | None = None
    origin: Origin | None = None
    aside: bool = False
    """A line of a caption or note of a table."""
    lost: bool = False
    """A blank of which an earlier run says that the source had lost the value."""
    marked: bool = False
    """A cell on a line, with the mark that ends it."""
    alone: bool = False
    """The only cell of its line."""
    row_end: bool = False
    """The last of several empty cells on one line: padding, which ends a row."""
    own: bool = False
    """An empty cell that the source marks by itself, so that it is no padding."""

    @property
    def strict(self) -> bool:
        """Whether the row that it stands in is known."""
        return self.row >= 0


class Tokeniser:
    """Makes tokens; one for each document."""

    def __init__(self, labels: Labels, numbers: NumberReader, page_marks: Iterable[str]) -> None:
        """A tokeniser for a form's labels in its language."""
        self._labels = labels
        self._numbers = numbers
        self._page_marks = tuple(re.compile(mark, re.IGNORECASE) for mark in page_marks)
        self._row = -1
        self._table = -1
        self._tokens: list[Token] = []

    def tokens(self, document: Document) -> list[Token]:
        """The tokens of the document's body."""
        separators = _marks_are_separators(document)
        for index, block in enumerate(document.blocks):
            self._block(block, index, separators)
        self._restore_rows()
        return _joined_letters(self._split_merged(), self._labels)

    def _block(self, block: Block, index: int, separators: bool) -> None:
        if isinstance(block, Table):
            self._grid(block, index)
        elif isinstance(block, Heading | Paragraph):
            for line in inline_text(block.content).split("\n"):
                self._line(line, index, block.origin, separators)
        elif isinstance(block, Code):
            for line in block.text.split("\n"):
                self._line(line, index, block.origin, separators)
        else:
            for child in _children(block):
                self._block(child, index, separators)

    def _grid(self, table: Table, block: int) -> None:
        self._table += 1
        number = self._table
        start = len(self._tokens)
        for line in _caption_lines(table):
            self._line(line, block, table.origin, False)
        self._set_aside(start)
        for cells in table.iter_rows():
            self._row += 1
            row: list[Token] = []
            for index, cell in enumerate(cells):
                nested = [child for child in cell.blocks if isinstance(child, Table)]
                if nested:
                    self._flush(row)
                    row = []
                    for child in cell.blocks:
                        self._block(child, block, False)
                    self._table, self._row = number, self._row + 1
                    continue
                row.append(self._cell(cell, block, number, index))
            self._flush(row)
        start = len(self._tokens)
        for note in table.notes:
            self._block(note, block, False)
        self._set_aside(start)

    def _set_aside(self, start: int) -> None:
        for token in self._tokens[start:]:
            token.aside = True

    def _cell(self, cell: Cell, block: int, table: int, index: int) -> Token:
        origin = cell.origins[0] if cell.origins else None
        # What an earlier run computed is computed again, so that it stays marked.
        text = "" if cell.status == "derived" else quantity_text(cell.blocks)
        token = self._token(text, block, origin, prose=False)
        token.lost = cell.status == "lost"
        token.table, token.row = table, self._row
        token.column, token.index = cell.column, index
        return token

    def _flush(self, row: list[Token]) -> None:
        mark_ends(row)
        self._tokens.extend(row)

    def _line(self, line: str, block: int, origin: Origin | None, separators: bool) -> None:
        text = line.strip()
        if "|" in text or "\t" in text:
            self._cells_of_line(text, block, origin, separators)
            return
        text = _MARKDOWN.sub("", text).strip()
        if not text:
            return
        if any(mark.match(text) for mark in self._page_marks):
            return
        found = _TRAILING_NUMBERS.match(text)
        if found is not None and len(text) <= 4 * MAX_LABEL and self._known(found["label"]):
            parts = [found["label"].strip(), *found["numbers"].split()]
            self._cell_row(parts, block, origin, placed=False)
        elif _ALL_NUMBERS.match(text):
            for part in text.split():
                self._tokens.append(self._token(part, block, origin, prose=False))
        else:
            self._tokens.append(self._token(text, block, origin, prose=True))

    def _known(self, label: str) -> bool:
        return bool(self._labels.matches(label.strip()) or self._labels.split(label))

    def _cells_of_line(
        self, text: str, block: int, origin: Origin | None, separators: bool
    ) -> None:
        if _RULE_LINE.match(text) and "-" in text:
            return
        if separators and text == "|":
            self._after_separator(block, origin)
            return
        mark = "|" if "|" in text else "\t"
        parts = [part.strip() for part in text.strip().split(mark)]
        filled = [part for part in parts if part]
        if len(filled) >= 2:
            if parts and not parts[0] and text.startswith(mark):
                parts = parts[1:]
            if parts and not parts[-1] and text.endswith(mark):
                parts = parts[:-1]
            self._cell_row(parts, block, origin)
            return
        cells = [filled[0], *[""] * (len(parts) - 2)] if filled else [""] * (len(parts) - 1)
        for part in cells:
            token = self._token(part, block, origin, prose=False)
            token.marked, token.alone = True, len(cells) == 1
            self._tokens.append(token)
        self._tokens[-1].row_end = len(cells) > 1

    def _after_separator(self, block: int, origin: Origin | None) -> None:
        last = self._tokens[-1] if self._tokens else None
        if last is not None and last.text == "|":
            # Two marks in a row have an empty cell between them.
            last.text, last.kind = "", "blank"
        marker = self._token("", block, origin, prose=False)
        marker.text, marker.kind = "|", "prose"
        self._tokens.append(marker)

    def _restore_rows(self) -> None:
        """Give rows to cells on lines of their own, where padding shows the width of the table."""
        start = 0
        while start < len(self._tokens):
            if not self._tokens[start].marked:
                start += 1
                continue
            end = start
            while end < len(self._tokens) and self._tokens[end].marked:
                end += 1
            # The last cell of a table has lost its mark.
            if end < len(self._tokens) and self._tokens[end].kind == "number":
                end += 1
            run = self._tokens[start:end]
            width = gcd(*(index for index, token in enumerate(run, 1) if token.row_end))
            if width > 1:
                self._wrap(run, width)
            start = end

    def _wrap(self, run: list[Token], width: int) -> None:
        self._table += 1
        for first in range(0, len(run), width):
            self._row += 1
            row = run[first : first + width]
            for index, token in enumerate(row):
                token.table, token.row, token.column, token.index = (
                    self._table,
                    self._row,
                    index,
                    index,
                )
            for token, after in pairwise(row):
                # Padding is marked by one line in all: a mark before another one is a cell.
                token.own = token.alone and after.kind == "blank"
            mark_ends(row)

    def _split_merged(self) -> list[Token]:
        """The tokens with cells that hold the numbers of several cells split."""
        rows: dict[int, int] = {}
        usual: dict[int, Counter[int]] = {}
        for token in self._tokens:
            if token.strict:
                rows[token.row] = rows.get(token.row, 0) + (token.kind == "number")
        for token in self._tokens:
            if token.first:
                usual.setdefault(token.table, Counter())[rows[token.row]] += 1
        split = {
            token.row
            for token in self._tokens
            if token.kind == "numbers" and token.strict and _merged(token, rows, usual)
        }
        out: list[Token] = []
        for token in self._tokens:
            token.placed = token.placed and token.row not in split
            if token.kind != "numbers" or token.row not in split:
                out.append(token)
                continue
            for number, part in enumerate(token.text.split()):
                one = replace(token, text=part, kind="number", printed=self._numbers.read(part))
                one.first = token.first and number == 0
                out.append(one)
        return out

    def _cell_row(
        self, parts: list[str], block: int, origin: Origin | None, *, placed: bool = True
    ) -> None:
        last = self._tokens[-1] if self._tokens else None
        if last is None or last.table < 0 or last.block not in (block, block - 1):
            self._table += 1
        self._row += 1
        row = []
        for index, part in enumerate(parts):
            token = self._token(part, block, origin, prose=False)
            token.table, token.row, token.column, token.index = (
                self._table,
                self._row,
                index,
                index,
            )
            token.placed = placed
            row.append(token)
        self._flush(row)

    def _token(self, text: str, block: int, origin: Origin | None, *, prose: bool) -> Token:
        if not text or not text.strip(_NOTHING):
            return Token("", "blank", block, origin=origin)
        if _ALL_NUMBERS.match(text):
            return Token(text, "numbers", block, origin=origin)
        printed = self._numbers.read(text)
        if printed is not None:
            return Token(text, "number", block, printed=printed, origin=origin)
        if self._numbers.is_null_mark(text):
            return Token(text, "mark", block, origin=origin)
        long = len(text) > MAX_LABEL and len(self._labels.keys_of(text)[-1]) > MAX_LABEL
        return Token(text, "prose" if prose and long else "label", block, origin=origin)


def _merged(token: Token, rows: dict[int, int], usual: dict[int, Counter[int]]) -> bool:
    """Whether a cell with several numbers stands for as many cells of its row."""
    others = rows[token.row]
    if "\n" in token.text or not others:
        return True
    counts = usual.get(token.table)
    return counts is not None and others + len(token.text.split()) == counts.most_common(1)[0][0]


def mark_ends(row: list[Token]) -> None:
    """Say of each token of a source row whether it is the first, and whether it is inside."""
    filled = [index for index, token in enumerate(row) if token.kind != "blank"]
    for index, token in enumerate(row):
        token.first = bool(filled) and index == filled[0]
        token.inner = bool(filled) and filled[0] < index < filled[-1]


def _children(block: Block) -> Iterator[Block]:
    if isinstance(block, List):
        for item in block.items:
            yield from item.blocks
    elif isinstance(block, DefinitionList):
        for entry in block.items:
            for definition in entry.definitions:
                yield from definition
    elif isinstance(block, Figure | Quote):
        yield from block.blocks


def _caption_lines(table: Table) -> list[str]:
    return inline_text(table.caption).split("\n") if table.caption else []


def _marks_are_separators(document: Document) -> bool:
    """Whether lines that hold a cell mark alone stand between cells, not after them."""
    alone = behind = 0
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            for line in inline_text(block.content).split("\n"):
                text = line.strip()
                alone += text == "|"
                behind += len(text) > 1 and text.endswith("|") and text.count("|") == 1
    return alone > 10 and behind == 0


def _joined_letters(tokens: list[Token], labels: Labels) -> list[Token]:
    """Tokens with labels joined that stand one or a few characters to a line."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        length = _letters(tokens, index, labels)
        token = tokens[index]
        if length > 1:
            token.text = "".join(part.text for part in tokens[index : index + length])
            token.kind = "label"
        if token.text != "|" or token.kind != "prose":
            out.append(token)
        index += max(length, 1)
    return out


def _letters(tokens: list[Token], start: int, labels: Labels) -> int:
    """How many tokens from `start` make up one label together; 0 when none do."""
    first = tokens[start]
    if first.kind not in ("label", "mark") or first.strict or labels.matches(first.text):
        return 0
    key, best, index = "", 0, start
    while index < len(tokens) and index - start < 2 * MAX_LABEL:
        token = tokens[index]
        if token.strict or token.kind in ("numbers", "prose", "blank"):
            break
        key += labels.key(token.text)
        if not labels.is_start(key):
            break
        index += 1
        if labels.is_label_key(key):
            best = index - start
    return best

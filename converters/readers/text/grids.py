"""Find tables among lines: cells separated by pipes, tabs or wide gaps.

Prose, program text and logs hold these characters too; a table needs lines that agree with each
other in number of cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...tables.flattened import PAD, FlatCell, FlatRow, rows_of_stream
from .lines import Line, ends_sentence, is_wide

_BORDER: Final = re.compile(r"[\s|+:=\-│┃║─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╞╪╡]+")
_STROKES: Final = re.compile(r"[-=─━═]{2}")
_PIPES: Final = re.compile(r"[|\s]*\|[|\s]*")
_ONE_CELL: Final = re.compile(r"[^|]*[^|\s][^|]*\|\s*")
_SPLIT: Final = re.compile(r"[|│┃║]")
_LOOSE_PIPE: Final = re.compile(r"(?:^|\s)[|│](?=\s|$)")
_TIME_OF_DAY: Final = re.compile(r"\[?(?:[0-9]{2,4}\D[0-9]{1,2}\D[0-9]{1,2}[T\s])?\d\d:\d\d:\d\d")
_PROGRAM_TEXT: Final = re.compile(
    r"[;{}]\s*$|;\s*(?://|/\*|\#|\t)|\t\s*(?:\#|//|/\*)|^\s*[A-Za-z_][\w.\[\]]*\s*[-+*|&]?=\s"
    r"|^\s*(?:\#include|import|from|def|class|return|if|for|while|else|fi|done|let|const|var|public"
    r"|private|static|case|match|echo|type|//|/\*|\*/|>>>)\b|\w\s?\|\|\s?\w|&&|\|>|[=!]="
    r"|[(\[{<][^()\[\]{}<>|]{0,60}\|[^()\[\]{}<>]{0,60}[)\]}>]"  # choices: (-a | --all)
    r"|\b(?:grep|awk|sed|sort|xargs|cat)\b[^|]{0,80}\|"
)
_EDGE: Final = re.compile(r"[#*;%!:>$/\\]{1,3}|//!|rem|REM|dnl")
_MAX_COLUMNS: Final = 500
_LOOKED_AT: Final = 400
"""Characters at the start of a line that show whether it is program text or a log."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found in the lines `first` to `last`, both included."""

    rows: tuple[FlatRow, ...]
    first: Line
    last: Line
    padded: bool
    """Short rows were filled up on the right when the table was flattened."""
    layout: str
    """Characters that only draw the table."""
    header_rows: int | None = None
    """Rows above a line drawn under the head."""


Found = tuple[list[Grid | list[Line]], int]
"""What a stretch of lines holds, tables and other lines in order, and the index after it."""


def find_pipe_grid(lines: Sequence[Line], start: int) -> Found:
    """What the lines with pipes hold that begin at line `start`."""
    end = start
    while end < len(lines) and _draws_or_separates(lines[end].text):
        end += 1
    region = list(lines[start:end])
    texts = [line.text for line in region if not is_border(line.text)]
    if end - start < 2 or not texts or is_no_table(texts) or _is_too_wide(texts, "|"):
        return [region], end
    single = sum(bool(_ONE_CELL.fullmatch(text) or _PIPES.fullmatch(text)) for text in texts)
    if single > 0.8 * len(texts):
        return [_one_cell_per_line(region) or region], end
    return _pipe_rows(region), end


def _draws_or_separates(text: str) -> bool:
    return bool(_SPLIT.search(text)) or (bool(text.strip()) and is_border(text))


def is_border(text: str) -> bool:
    """Whether a line only draws: `|---|:-:|`, `+----+`, `├──┼──┤`."""
    return bool(_BORDER.fullmatch(text)) and bool(_STROKES.search(text))


def is_no_table(texts: Sequence[str]) -> bool:
    """Whether most lines read like program text or like entries of a log."""
    starts = [text[:_LOOKED_AT] for text in texts]
    logs = sum(bool(_TIME_OF_DAY.match(text)) for text in starts)
    program = sum(bool(_PROGRAM_TEXT.search(text)) for text in starts)
    return logs > 0.7 * len(texts) or program > 0.3 * len(texts)


def is_edged_prose(rows: Sequence[FlatRow]) -> bool:
    """Whether the first column only repeats a sign: `#` before a comment, `*` around a notice."""
    edge = {row[0].text for row in rows}
    return len(edge) == 1 and bool(_EDGE.fullmatch(edge.pop()))


def _is_too_wide(texts: Sequence[str], separator: str) -> bool:
    return max(text.count(separator) for text in texts) > _MAX_COLUMNS


def _layout(region: Sequence[Line]) -> str:
    return "".join(
        line.text if is_border(line.text) else "".join(_SPLIT.findall(line.text)) for line in region
    )


# --- one cell on each line --------------------------------------------------------------------


def _one_cell_per_line(region: Sequence[Line]) -> Grid | None:
    stream: list[FlatCell] = []
    for line in region:
        if line.text.strip(" |\t"):
            stream.extend(_cells(line))
            continue
        if stream and stream[-1].pad:
            # All padding of a row stands on one line, so what came before was an empty cell.
            stream[-1] = FlatCell("")
        stream.extend([PAD] * line.text.count("|"))
    rows = rows_of_stream(stream)
    if rows is None or len(rows) < 2:
        return None
    return Grid(tuple(rows), region[0], region[-1], True, _layout(region))


# --- one row on each line ---------------------------------------------------------------------


def _pipe_rows(region: list[Line]) -> list[Grid | list[Line]]:
    """Tables of a region of pipe lines; several when the number of cells changes for good."""
    borders = [is_border(line.text) for line in region]
    texts = [line.text for line, border in zip(region, borders, strict=True) if not border]
    closed = sum(text.rstrip().endswith("|") for text in texts) > 0.5 * len(texts)
    outer = all(_SPLIT.match(text.lstrip()) for text in texts)
    if not closed or outer or any(borders):
        return [_drawn_grid(region, borders, outer=outer, closed=closed) or region]
    found: list[Grid | list[Line]] = []
    start = 0
    rows = [_padded_row(line) for line in region]
    for index in range(1, len(rows) + 1):
        if index == len(rows) or _new_table(rows[start], rows[index - 1], rows[index]):
            part, lines = tuple(rows[start:index]), region[start:index]
            if _agrees(part):
                found.append(Grid(part, lines[0], lines[-1], True, _layout(lines)))
            else:
                found.append(lines)
            start = index
    return found


def _new_table(first: FlatRow, last: FlatRow, row: FlatRow) -> bool:
    """Whether `row` starts another table: only the last row of a table may lack its padding."""
    return len(last) < len(first) != len(row)


def _agrees(rows: Sequence[FlatRow]) -> bool:
    counts = Counter(map(len, rows))
    width, rows_of_width = max(counts.items(), key=lambda item: (item[1], item[0]))
    return (
        len(rows) > 1
        and 1 < width <= max(counts) <= _MAX_COLUMNS
        and rows_of_width >= 0.6 * len(rows)
    )


def _cells(line: Line) -> list[FlatCell]:
    """The cells that pipes end in a line; text after the last pipe is a cell too."""
    cells: list[FlatCell] = []
    start = 0
    for match in _SPLIT.finditer(line.text):
        cells.append(_cell(line, start, match.start()))
        start = match.end()
    if line.text[start:].strip():
        cells.append(_cell(line, start, len(line.text)))
    return cells


def _cell(line: Line, start: int, end: int) -> FlatCell:
    text = line.text[start:end].strip()
    return FlatCell(text, line.part(start, end))


def _padded_row(line: Line) -> FlatRow:
    """Cells of a line in which padding is written as pipes without spaces between them."""
    cells = _cells(line)
    bare = line.text.rstrip()
    run = len(bare) - len(bare.rstrip("|"))
    pads = run if bare[: len(bare) - run].rstrip().endswith("|") else run - 1
    return (*cells[: len(cells) - pads], *[PAD] * pads) if pads > 0 else tuple(cells)


def _drawn_grid(
    region: Sequence[Line], borders: Sequence[bool], *, outer: bool, closed: bool
) -> Grid | None:
    """A table with a frame or with a line under its head; empty cells stand where they are."""
    if not (outer or closed or any(borders) or _separates_cells(region)):
        return None
    rows: list[FlatRow] = []
    header_rows: int | None = None
    for line, border in zip(region, borders, strict=True):
        if border:
            if rows and header_rows is None:
                header_rows = len(rows)
            continue
        cells = _cells(line)
        if not closed and line.text.rstrip().endswith("|"):
            cells.append(FlatCell("", line.part(len(line.text), len(line.text))))
        rows.append(tuple(cells[1:] if outer else cells))
    if not _agrees(rows):
        return None
    wrapped = _wrapped_rows(rows, borders) if outer else None
    if wrapped is not None:
        return Grid(wrapped, region[0], region[-1], False, _layout(region))
    if header_rows == len(rows) or sum(borders) > 2 + (header_rows or 0):
        header_rows = None
    return Grid(tuple(rows), region[0], region[-1], False, _layout(region), header_rows)


def _wrapped_rows(rows: Sequence[FlatRow], borders: Sequence[bool]) -> tuple[FlatRow, ...] | None:
    """Rows whose cells go on over the lines between two borders; None when lines are rows.

    Borders may stand around sections of whole rows too: lines that carry a row on leave most
    often a cell empty, and rows have as many cells.
    """
    groups: list[list[FlatRow]] = [[]]
    waiting = iter(rows)
    for border in borders:
        if border:
            groups.append([])
        else:
            groups[-1].append(next(waiting))
    groups = [group for group in groups if group]
    more = [row for group in groups for row in group[1:]]
    short = sum(not all(cell.text for cell in row) for row in more)
    if len(groups) < 3 or not more or short <= 0.5 * len(more) or len(set(map(len, rows))) > 1:
        return None
    return tuple(tuple(_joined(cells) for cells in zip(*group, strict=True)) for group in groups)


def _joined(cells: Sequence[FlatCell]) -> FlatCell:
    """One cell of the lines of a cell; its place is that of its first text."""
    filled = [cell for cell in cells if cell.text]
    if not filled:
        return cells[0]
    text = filled[0].text
    for cell in filled[1:]:
        wide = is_wide(text[-1]) and is_wide(cell.text[0])
        text += cell.text if wide else f" {cell.text}"
    return FlatCell(text, filled[0].origin)


def _separates_cells(region: Sequence[Line]) -> bool:
    """Whether pipes without any frame stand between cells, not inside words of sentences."""
    loose = sum(len(_LOOSE_PIPE.findall(line.text)) for line in region)
    pipes = sum(line.text.count("|") for line in region)
    sentences = sum(ends_sentence(line.text) for line in region)
    enough = len(region) > 2 or pipes > len(region)
    return enough and loose > 0.8 * pipes and sentences < 0.5 * len(region)


# --- tabs -------------------------------------------------------------------------------------


def find_tab_grid(lines: Sequence[Line], start: int) -> Found:
    """What the lines with tabs hold that begin at line `start`."""
    end = start
    while end < len(lines) and _has_inner_tab(lines[end].text):
        end += 1
    region = list(lines[start:end])
    texts = [line.text for line in region]
    if len(region) < 2 or is_no_table(texts) or _is_too_wide(texts, "\t"):
        return [region], end
    rows = [_tab_row(line) for line in region]
    widths = Counter(map(len, rows))
    if not any(row[0].text for row in rows):
        return [region], end  # lines that all start with a tab are indented, not cells
    if max(widths) == 2 and (len(rows) < 3 or len(widths) > 1):
        return [region], end
    if is_edged_prose(rows) or _hangs(rows):
        return [region], end
    filled = sum(bool(cell.text) for row in rows for cell in row)
    if filled < 2 * len(rows) * 0.6:
        return [region], end
    return [Grid(tuple(rows), region[0], region[-1], False, "")], end


def _hangs(rows: Sequence[FlatRow]) -> bool:
    """Whether the rows are one term and the lines of its text, indented by tabs."""
    filled = [[column for column, cell in enumerate(row) if cell.text] for row in rows]
    term, *others = filled
    return len(term) == 2 and term[0] == 0 and all(len(one) == 1 and one[0] > 0 for one in others)


def _has_inner_tab(text: str) -> bool:
    return "\t" in text.lstrip("\t ") or (text.count("\t") > 1 and bool(text.strip()))


def _tab_row(line: Line) -> FlatRow:
    cells: list[FlatCell] = []
    start = 0
    for piece in line.text.split("\t"):
        cells.append(_cell(line, start, start + len(piece)))
        start += len(piece) + 1
    return tuple(cells)

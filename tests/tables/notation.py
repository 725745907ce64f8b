"""Tables as text, for test cases: one line for a row, `|` between slots.

`<` continues the cell to the left, `^` the cell above. Before a text, `!` makes a header cell
(`!-` one for its row, `!+` one for its column), `*` a bold one, `~` a shaded one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tablewright.converters.model import Paragraph, Table, Text
from tablewright.converters.model.text import cell_text
from tablewright.converters.tables.draft import DraftCell, DraftTable

CONTINUED = {"<", "^"}


def draft_of(text: str, thead: int | None = None, stub: int | None = None) -> DraftTable:
    """The draft of a table in the notation; `thead` and `stub` are marks of the source."""
    slots = [[slot.strip() for slot in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, slots))
    assert all(len(row) == width for row in slots), f"rows of different length: {text}"
    cells = [
        _cell(slots, row, column)
        for row in range(len(slots))
        for column in range(width)
        if slots[row][column] not in CONTINUED
    ]
    return DraftTable(len(slots), width, cells, header_rows=thead, stub_columns=stub)


def _cell(slots: list[list[str]], row: int, column: int) -> DraftCell:
    right, below = column + 1, row + 1
    while right < len(slots[row]) and slots[row][right] == "<":
        right += 1
    while below < len(slots) and slots[below][column] == "^":
        below += 1
    text = slots[row][column]
    cell = DraftCell(row, column, below - row, right - column)
    while text[:1] in ("!", "*", "~"):
        mark, text = text[0], text[1:]
        if mark == "!":
            cell.header_mark = True
            if text[:1] in ("-", "+"):
                cell.scope = "row" if text[0] == "-" else "column"
                text = text[1:]
        elif mark == "*":
            cell.bold = True
        else:
            cell.shaded = True
    cell.blocks = (Paragraph((Text(text),)),) if text else ()
    return cell


def printed(table: Table) -> str:
    """A table in the notation, without marks."""
    rows = [["^" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.end_row):
            rows[row][cell.column : cell.end_column] = ["^"] + ["<"] * (cell.column_span - 1)
        rows[cell.row][cell.column] = cell_text(cell)
    return "\n".join(" | ".join(row) for row in rows)


@dataclass(frozen=True)
class Case:
    """A case of the file `headers.txt`."""

    title: str
    table: str
    expected: dict[str, str]
    given: dict[str, int]


def read_cases(path: Path) -> list[Case]:
    """Cases separated by blank lines: a title, a line of settings, the rows."""
    chunks = path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    return [_case(chunk) for chunk in chunks if not chunk.startswith("#")]


def _case(chunk: str) -> Case:
    title, settings, *rows = chunk.split("\n")
    words = dict(word.split("=") for word in settings.split())
    marks: tuple[str, ...] = ("thead", "stubs")
    given = {name: int(words.pop(name)) for name in marks if name in words}
    return Case(title, "\n".join(rows), words, given)

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright.converters.model import (
    Cell,
    Document,
    Heading,
    Link,
    Paragraph,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.model.headers import header_tree
from tablewright.converters.model.text import cell_text, document_text
from tablewright.converters.model.walk import iter_document_blocks
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.html import write_html
from tests.strategies import documents, tables
from tests.writers.html.forming import Slot, form_table

SOURCE = SourceInfo("sample.txt", "text/plain")


def written(document: Document) -> str:
    return write_html(document, WriteOptions()).decode()


def parsed(html: str) -> Element:
    """The tree of `html`; any parse error of HTML5 fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def shown_text(element: Element) -> str:
    """Text of the document in an element: no marks, labels or note numbers."""
    if "data-latex" in element.attrib:
        return element.attrib["data-latex"]
    if element.tag == "br":
        return "\n"
    is_mark = element.tag == "rp" or (
        element.tag != "li"
        and element.attrib.keys() & {"data-mark", "data-label", "data-note", "data-checked"}
    )
    if is_mark:
        return ""
    return (element.text or "") + "".join(
        shown_text(child) + (child.tail or "") for child in element
    )


def without_space(text: str) -> str:
    return re.sub(r"[ \t\n\f\r]+", "", text)


def main_of(tree: Element) -> Element:
    main = tree.find(".//main")
    assert main is not None
    return main


@settings(max_examples=20)
@given(documents(full=True))
def test_output_is_html_without_parse_errors_and_keeps_the_text(document: Document) -> None:
    tree = parsed(written(document))
    # Captions stand before the rows of a table, but after the blocks of a figure: as in the model.
    assert without_space(shown_text(main_of(tree))) == without_space(document_text(document))


@settings(max_examples=20)
@given(documents())
def test_every_table_has_the_same_grid_in_html(document: Document) -> None:
    elements = parsed(written(document)).iter("table")
    model = [block for block in iter_document_blocks(document) if isinstance(block, Table)]
    grids = [[slot.place for slot in form_table(element)] for element in elements]
    # A table nested in a cell follows the table around it in both.
    assert grids == [[place(cell) for cell in table.cells] for table in model]


def place(cell: Cell) -> tuple[int, int, int, int]:
    return (cell.row, cell.column, cell.row_span, cell.column_span)


@settings(max_examples=30)
@given(tables())
def test_every_data_cell_finds_its_header_path(table: Table) -> None:
    tree = parsed(written(Document(SOURCE, (table,))))
    element = next(tree.iter("table"))
    slots = {(slot.row, slot.column): slot for slot in form_table(element)}
    paths = header_tree(table)
    for cell in table.cells:
        if cell.role == "data":
            path = paths.column_path(cell) + paths.row_path(cell)
            found = headers_of(slots[cell.row, cell.column], list(slots.values()), element)
            expected = {(header.row, header.column) for header in path}
            assert {(slot.row, slot.column) for slot in found} == expected


def headers_of(slot: Slot, slots: list[Slot], table: Element) -> list[Slot]:
    """Header cells by `headers`, or by `scope` in a table where no cell has `headers`."""
    if any("headers" in other.element.attrib for other in slots):
        names = slot.element.get("headers", "").split()
        return [other for other in slots if other.element.get("id") in names]
    groups = {
        row: number for number, group in enumerate(table.iter("tbody")) for row in group.iter("tr")
    }
    rows = list(table.iter("tr"))

    def applies(other: Slot) -> bool:
        scope = other.element.get("scope")
        if scope == "col":
            return other.row < slot.row and _meet(
                other.column, other.column_span, slot.column, slot.column_span
            )
        if scope == "row":
            return other.column < slot.column and _meet(
                other.row, other.row_span, slot.row, slot.row_span
            )
        if scope == "rowgroup":
            return groups[rows[other.row]] == groups.get(rows[slot.row])
        return False

    return [other for other in slots if other.element.tag == "th" and applies(other)]


def _meet(start: int, size: int, other_start: int, other_size: int) -> bool:
    return start < other_start + other_size and other_start < start + size


@settings(max_examples=20)
@given(st.text(max_size=40))
def test_no_text_or_attribute_becomes_markup(text: str) -> None:
    blocks = (
        Paragraph((Text(text), Link("#x", (Text(text),), title=text)), label=text),
        Heading(1, (Text("x"),), id=text),
        Table(rows=1, columns=1, cells=(Cell(0, 0, (Paragraph((Text(text),)),)),)),
    )
    plain = tuple(
        element.tag for element in main_of(tolerant(written(Document(SOURCE, blocks)))).iter()
    )
    assert plain == (
        *("main", "p", "span", "a", "h1"),
        *("div", "table", "tbody", "tr", "td"),
    )


def tolerant(html: str) -> Element:
    """A tree whatever the characters: a few that XML allows are parse errors of HTML."""
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return tree


def test_cells_with_text_are_headers_and_blank_ones_are_not() -> None:
    table = Table(
        rows=1,
        columns=2,
        cells=(Cell(0, 0, role="header"), Cell(0, 1, (Paragraph((Text("a"),)),), role="header")),
        header_rows=1,
    )
    row = next(parsed(written(Document(SOURCE, (table,)))).iter("tr"))
    assert [(cell.tag, dict(cell.attrib)) for cell in row] == [
        ("td", {"data-role": "header"}),
        ("th", {"scope": "col"}),
    ]
    assert cell_text(table.cells[0]) == ""

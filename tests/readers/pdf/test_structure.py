"""The structure of tagged PDFs: used where the page agrees, ignored where it does not."""

from __future__ import annotations

from tablewright.converters.model import Document, Figure, Heading, Image, List, Paragraph, Table
from tablewright.converters.model.text import block_text, cell_text
from tests.readers.pdf.drawn import Page, stream
from tests.readers.pdf.shown import read_here
from tests.readers.pdf.tagging import Node, marked, tagged

LINE = "The office answered every request that reached it within the legal time of that year"


def read_tagged(page: Page, *nodes: Node) -> Document:
    return read_here(tagged(page, ("Document", nodes)))


def bullet(page: Page, mark: int, x: float, y: float) -> Page:
    """A drawn bullet as marked content."""
    page.content.append(f"/Span << /MCID {mark} >> BDC")
    page.box(x, y - 2, x + 4, y + 2, grey=0)
    page.content.append("EMC")
    return page


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def test_a_stated_heading_is_one_though_it_looks_like_text() -> None:
    page = marked(marked(Page(), 0, 72, 100, "Scope"), 1, 72, 130, LINE)
    document = read_tagged(page, ("H2", [0]), ("P", [1]))
    assert [type(block).__name__ for block in document.blocks] == ["Heading", "Paragraph"]
    heading = document.blocks[0]
    assert isinstance(heading, Heading)
    assert heading.level == 2


def test_stated_text_is_no_heading_where_the_document_states_headings() -> None:
    page = marked(Page(), 0, 72, 100, "Scope", size=14)
    marked(page, 1, 72, 130, "Bold words", bold=True)
    marked(page, 2, 72, 160, LINE)
    document = read_tagged(page, ("H1", [0]), ("P", [1]), ("P", [2]))
    assert [type(block).__name__ for block in document.blocks] == [
        "Heading",
        "Paragraph",
        "Paragraph",
    ]


def test_stated_items_without_a_printed_mark_are_a_list() -> None:
    page = marked(marked(Page(), 0, 72, 100, "First point"), 1, 72, 120, "Second point")
    bullet(bullet(page, 2, 60, 96), 3, 60, 116)
    item: list[Node] = [("LI", [("Lbl", [n + 2]), ("LBody", [n])]) for n in (0, 1)]
    (block,) = read_tagged(page, ("L", item)).blocks
    assert isinstance(block, List)
    assert [block_text(entry.blocks) for entry in block.items] == ["First point", "Second point"]


def test_a_stated_paragraph_with_a_number_is_no_item() -> None:
    page = marked(marked(Page(), 0, 72, 100, "1. one"), 1, 72, 120, "2. two")
    bullet(marked(page, 2, 72, 150, "the only item"), 3, 60, 146)
    document = read_tagged(
        page, ("P", [0]), ("P", [1]), ("L", [("LI", [("Lbl", [3]), ("LBody", [2])])])
    )
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Paragraph", "List"]


def test_artifacts_in_the_margin_are_furniture() -> None:
    page = marked(marked(Page(), None, 72, 40, "Yearbook of the town"), 0, 72, 100, LINE)
    document = read_tagged(page, ("P", [0]))
    assert [block_text(item.blocks) for item in document.furniture] == ["Yearbook of the town"]
    assert block_text(document.blocks) == LINE


def test_a_figure_has_its_alternative_text() -> None:
    page = marked(Page(), 0, 72, 100, LINE)
    page.content.append("/Figure << /MCID 1 >> BDC q 200 0 0 100 72 500 cm /I Do Q EMC")
    page.resources = "/XObject << /I 13 0 R >>"
    picture = stream(
        bytes(range(200)),
        "/Type /XObject /Subtype /Image /Width 20 /Height 10 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8",
    )
    nodes: Node = ("Document", [("P", [0]), ("Figure", [1], "/Alt (A ramp of greys)")])
    document = read_here(tagged(page, nodes, picture))
    (figure,) = (block for block in document.blocks if isinstance(block, Figure))
    (paragraph,) = figure.blocks
    assert isinstance(paragraph, Paragraph)
    (image,) = paragraph.content
    assert isinstance(image, Image)
    assert image.alt == "A ramp of greys"


def test_columns_are_read_in_the_stated_order() -> None:
    page = Page()
    marked(page, 0, 72, 100, "Words on the left that go on")
    marked(page, 2, 300, 104, "Words on the right")
    marked(page, 1, 72, 114, "below them.")
    document = read_tagged(page, ("P", [0, 1]), ("P", [2]))
    assert [block_text((block,)) for block in document.blocks] == [
        "Words on the left that go on below them.",
        "Words on the right",
    ]


def row(kind: str, *marks: int, more: str = "") -> Node:
    return ("TR", [(kind, [mark], more) for mark in marks])


def test_stated_headers_of_a_table_are_its_headers() -> None:
    page = Page().grid([72, 200, 330], [100, 120, 140, 160])
    for number, text in enumerate(("name", "b", "north", "c", "south", "d")):
        marked(page, number, 76 + 128 * (number % 2), 113 + 20 * (number // 2), text)
    first: Node = ("TR", [("TH", [0]), ("TH", [1])])
    rows: list[Node] = [
        ("TR", [("TH", [n], "/A << /O /Table /Scope /Row >>"), ("TD", [n + 1])]) for n in (2, 4)
    ]
    (table,) = read_tagged(page, ("Table", [first, *rows])).blocks
    assert isinstance(table, Table)
    assert [(cell_text(cell), cell.role) for cell in table.cells] == [
        *(("name", "header"), ("b", "header")),
        *(("north", "stub"), ("c", "data"), ("south", "stub"), ("d", "data")),
    ]


def test_a_stated_table_is_one_where_the_page_shows_none() -> None:
    page = Page()
    texts = (
        "Region",
        "Result of the year",
        "North",
        "good",
        "South",
        "bad, but better now",
    )
    for number, text in enumerate(texts):
        marked(page, number, 72 + 60 * (number % 2), 100 + 16 * (number // 2), text)
    nodes = [row("TH", 0, 1), row("TD", 2, 3), row("TD", 4, 5)]
    (table,) = read_tagged(page, ("Table", nodes)).blocks
    assert isinstance(table, Table)
    assert [cell_text(cell) for cell in table.cells] == list(texts)


def test_spans_are_taken_from_the_structure() -> None:
    page = Page()
    places = (
        (72, 100, "Region"),
        (160, 100, "Both sides"),
        (160, 116, "in"),
        (240, 116, "out"),
    )
    body = ((72, 132, "North"), (160, 132, "some"), (240, 132, "more"))
    for number, (x, y, text) in enumerate((*places, *body)):
        marked(page, number, x, y, text)
    head: Node = (
        "TR",
        [
            ("TH", [0], "/A << /O /Table /RowSpan 2 >>"),
            ("TH", [1], "/A << /O /Table /ColSpan 2 >>"),
        ],
    )
    (table,) = read_tagged(page, ("Table", [head, row("TH", 2, 3), row("TD", 4, 5, 6)])).blocks
    assert isinstance(table, Table)
    assert [(cell.row_span, cell.column_span) for cell in table.cells[:2]] == [(2, 1), (1, 2)]


def test_a_structure_that_leaves_much_text_out_is_ignored() -> None:
    page = marked(marked(Page(), 0, 72, 100, "Scope"), 1, 72, 130, LINE)
    page.text(72, 150, LINE)
    document = read_tagged(page, ("H1", [0]), ("P", [1]))
    assert "structure-ignored" in codes(document)
    assert not any(isinstance(block, Heading) for block in document.blocks)


def test_a_stated_table_whose_cells_do_not_tile_is_ignored() -> None:
    page = Page()
    for number, text in enumerate(("a", "b", "c", "d")):
        marked(page, number, 72, 100 + 16 * number, f"words {text}")
    document = read_tagged(page, ("Table", [row("TD", 0, 1), row("TD", 2, 3)]))
    assert "structure-ignored" in codes(document)
    assert not any(isinstance(block, Table) for block in document.blocks)


def test_a_structure_counts_no_text_that_was_laid_over_the_page() -> None:
    page = marked(marked(Page(), 0, 72, 100, "Scope"), 1, 72, 130, LINE)
    page.entries += (
        " /Annots [<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 600 520 620] "
        f"/DA (/L1 10 Tf) /Contents ({LINE}) >>]"
    )
    document = read_tagged(page, ("H1", [0]), ("P", [1]))
    assert "structure-ignored" not in codes(document)
    assert [block_text((block,)) for block in document.blocks] == ["Scope", LINE, LINE]

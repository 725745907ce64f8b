import hashlib

from tablewright.converters.diagnostics import diagnostic
from tablewright.converters.model import (
    Asset,
    Cell,
    Document,
    Image,
    Link,
    Paragraph,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import find_losses, write_docx
from tests.strategies import ASSETS
from tests.writers.docx.ooxml_oracle import W, faults, grid, parts, tables, visible_text

DRAWING = Asset(hashlib.sha256(b"<svg/>").hexdigest(), "image/svg+xml", b"<svg/>")


def of(*blocks: Paragraph | Table) -> Document:
    source = SourceInfo("a.html", "text/html")
    return Document(source=source, blocks=blocks, assets=(DRAWING, *ASSETS))


def loss(message: str) -> object:
    return diagnostic("not-carried", message)


def test_a_picture_that_word_cannot_show_is_told_and_named() -> None:
    document = of(
        Paragraph(
            (
                Image(DRAWING.sha256, alt="plan"),
                Image(href="https://example.org/a.png"),
                Image(ASSETS[0].sha256, alt="shown"),
            )
        )
    )
    assert find_losses(document) == (
        loss("Word cannot show the picture 'plan'; its name stands there."),
        loss("Word cannot show the picture 'https://example.org/a.png'; its name stands there."),
    )
    data = write_docx(document, WriteOptions())
    assert faults(data) == []
    assert (
        visible_text(parts(data)["word/document.xml"].root) == "[plan][https://example.org/a.png]"
    )


def test_an_unsafe_link_is_told_and_keeps_its_text() -> None:
    document = of(Paragraph((Link("java\nscript:alert(1)", (Text("here"),)),)))
    assert [entry.code for entry in find_losses(document)] == ["not-carried"]
    root = parts(write_docx(document, WriteOptions()))["word/document.xml"].root
    assert visible_text(root) == "here"
    assert list(root.iter(f"{W}hyperlink")) == []


def test_a_table_of_more_columns_than_word_allows_is_cut() -> None:
    over = Cell(row=0, column=0, column_span=70, blocks=(Paragraph((Text("over"),)),))
    single = [Cell(row=1, column=c, blocks=(Paragraph((Text(str(c)),)),)) for c in range(70)]
    document = of(Table(rows=2, columns=70, cells=(over, *single)))
    assert find_losses(document) == (
        loss("A table of 70 columns was cut into tables of at most 63, as many as Word allows."),
    )
    data = write_docx(document, WriteOptions())
    assert faults(data) == []
    first, second = (grid(table) for table in tables(data))
    assert first == [(0, 0, 1, 63, "over"), *((1, c, 1, 1, str(c)) for c in range(63))]
    assert second == [(0, 0, 1, 7, ""), *((1, c, 1, 1, str(63 + c)) for c in range(7))]

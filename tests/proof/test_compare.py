from __future__ import annotations

import pytest
from msgspec.structs import replace

from tablewright.converters.errors import ProofFailed
from tablewright.converters.model import (
    Block,
    Cell,
    Document,
    Heading,
    Link,
    Note,
    NoteReference,
    Paragraph,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.proof import compare, verify_output
from tablewright.converters.proof.compare import missing_text
from tablewright.converters.writers import WriteOptions, write


def _words(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),)


def _table(*, header: str = "Let", value: str = "14") -> Table:
    cells = (
        Cell(0, 0, _words("Plot"), role="header"),
        Cell(0, 1, _words(header), role="header"),
        Cell(1, 0, _words("A"), role="stub"),
        Cell(1, 1, _words(value)),
    )
    return Table(2, 2, cells, 1, 1)


def _document(*blocks: Block) -> Document:
    return Document(SourceInfo("a.html", "text/html"), blocks)


def test_a_document_does_not_differ_from_itself() -> None:
    document = _document(Heading(1, (Text("Plots"),)), _table())
    assert compare(document, document) == ()


def test_where_a_document_came_from_is_not_compared() -> None:
    document = _document(_table())
    other = replace(document, source=SourceInfo("b.docx", "application/docx"))
    assert compare(document, other) == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_table(value="41"), "table 1, row 2, column 2: text is '41', not '14'"),
        (_table(header="Free"), "table 1, row 1, column 2: text is 'Free', not 'Let'"),
        (
            replace(_table(), header_rows=0),
            "table 1: table is 2 rows x 2 columns, 0 header rows, 1 stub columns, 4 cells, "
            "not 2 rows x 2 columns, 1 header rows, 1 stub columns, 4 cells",
        ),
    ],
)
def test_a_changed_table_is_named_by_place(change: Table, message: str) -> None:
    assert str(compare(_document(_table()), _document(change))[0]) == message


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (Heading(2, (Text("x"),)), Heading(3, (Text("x"),)), "heading"),
        (Paragraph((Text("x"),)), Paragraph((Text("y"),)), "text"),
        (
            Paragraph((Link("https://a.example/", (Text("x"),)),)),
            Paragraph((Link("https://b.example/", (Text("x"),)),)),
            "link",
        ),
    ],
)
def test_structure_beside_tables_is_compared(left: Block, right: Block, kind: str) -> None:
    assert [d.kind for d in compare(_document(left), _document(right))] == [kind]


def test_a_note_that_lost_its_text_is_a_difference() -> None:
    block = Paragraph((Text("x"), NoteReference("n1")))
    full = replace(_document(block), notes=(Note("n1", _words("remark")),))
    empty = replace(_document(block), notes=(Note("n1", ()),))
    assert {d.kind for d in compare(full, empty)} == {"text", "note"}


def test_missing_text_ignores_white_space_and_names_each_lost_line_once() -> None:
    document = _document(*_words("one two"), *_words("three"), *_words("three"))
    assert [d.expected for d in missing_text(document, "onetwo")] == ["'three'"]


def test_an_output_of_another_document_fails_the_proof() -> None:
    data = write(_document(_table(value="41")), "json", WriteOptions())
    with pytest.raises(ProofFailed, match="row 2, column 2: text is '41', not '14'"):
        verify_output(_document(_table()), data, "json", WriteOptions())

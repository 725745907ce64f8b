import io
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import (
    Block,
    Document,
    List,
    ListItem,
    Paragraph,
    Quote,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.model.text import cell_text
from tablewright.converters.model.walk import iter_tables
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tests.strategies import documents
from tests.writers.docx.ooxml_oracle import (
    faults,
    grid,
    header_rows,
    parts,
    tables,
    visible_text,
)

OPTIONS = WriteOptions()
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _plain(text: str) -> str:
    return "".join(text.split())


@given(documents(full=True))
@SLOW
def test_any_document_becomes_a_sound_package_that_python_docx_opens(document: Document) -> None:
    data = write_docx(document, OPTIONS)
    assert faults(data) == []
    assert write_docx(document, OPTIONS) == data
    opened = docx.Document(io.BytesIO(data))
    assert len(opened.tables) >= sum(isinstance(block, Table) for block in document.blocks)


@given(documents(notes=False, images=False, equations=False, ruby=False, lists=False))
@SLOW
def test_tables_read_back_from_ooxml_have_the_same_spans_and_texts(document: Document) -> None:
    written = tables(write_docx(document, OPTIONS))
    expected = list(iter_tables(document.blocks))
    assert len(written) == len(expected)
    for element, table in zip(written, expected, strict=True):
        cells = [
            (
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                None if any(True for _ in iter_tables(cell.blocks)) else _plain(cell_text(cell)),
            )
            for cell in table.cells
        ]
        read = grid(element)
        texts = [
            cell if want[4] is not None else (*cell[:4], None)
            for cell, want in zip(read, cells, strict=True)
        ]
        assert texts == cells
        assert header_rows(element) in (0, table.header_rows)


def test_parts_have_a_fixed_time_and_order() -> None:
    document = Document(source=SourceInfo("a", "b"), blocks=(Paragraph((Text("x"),)),))
    with zipfile.ZipFile(io.BytesIO(write_docx(document, OPTIONS))) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


def test_a_file_says_that_tablewright_wrote_it() -> None:
    data = write_docx(Document(source=SourceInfo("a", "b")), OPTIONS)
    properties = parts(data)["docProps/app.xml"].root
    assert [element.text for element in properties] == ["tablewright"]


def test_a_list_nested_deeper_than_word_numbers_keeps_its_text() -> None:
    block = List((ListItem((Paragraph((Text("end"),)),)),), ordered=True)
    for level in range(30):
        block = List((ListItem((Paragraph((Text(f"t{level}"),)), block)),), ordered=True)
    data = write_docx(Document(source=SourceInfo("a", "b"), blocks=(block,)), OPTIONS)
    assert faults(data) == []
    text = visible_text(parts(data)["word/document.xml"].root)
    assert all(f"t{level}" in text for level in range(30))


def test_a_document_nested_without_end_is_refused_in_one_sentence() -> None:
    block: Block = Paragraph((Text("x"),))
    for _ in range(2000):
        block = Quote((block,))
    with pytest.raises(LimitExceeded, match="nested too deeply"):
        write_docx(Document(source=SourceInfo("a", "b"), blocks=(block,)), OPTIONS)


@pytest.mark.parametrize("text", ["\x00\x0b\ufffe", "a\rb", "<&>\"'", "]]>", "{{ x }}"])
def test_characters_that_xml_refuses_do_not_break_a_part(text: str) -> None:
    document = Document(source=SourceInfo("a", "b"), blocks=(Paragraph((Text(text),)),))
    assert faults(write_docx(document, OPTIONS)) == []

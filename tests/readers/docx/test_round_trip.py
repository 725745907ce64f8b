"""What the DOCX writer writes, the DOCX reader reads: document -> docx -> document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans, sampled_from
from msgspec.structs import replace

from tablewright.converters.model import Block, Document, SourceInfo, Table
from tablewright.converters.model.walk import map_document
from tablewright.converters.readers import docx as reader
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.docx import read_docx, xml
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tests.readers.docx.builder import data_with
from tests.strategies import documents

WRITTEN = WriteOptions()


def told(document: Document) -> Document:
    """What a document says, without what belongs to one reading of it."""
    bare = map_document(document, lambda blocks: tuple(map(_bare, blocks)))
    notes = tuple(replace(note, origin=None) for note in bare.notes)
    source = SourceInfo("x", "text/plain")
    return replace(bare, source=source, notes=notes, accounting=None, diagnostics=())


def _bare(block: Block) -> Block:
    if isinstance(block, Table):
        cells = tuple(replace(cell, origins=()) for cell in block.cells)
        return replace(block, cells=cells, origin=None)
    return replace(block, origin=None)


@settings(max_examples=25)
@given(documents())
def test_reading_back_what_was_written_gives_the_same_document(document: Document) -> None:
    found = read_docx(Source("a.docx", write_docx(document, WRITTEN)), ReadOptions())
    assert told(found) == told(document)
    assert found.accounting is not None
    assert found.accounting.unplaced == 0


@settings(max_examples=25)
@given(documents(full=True))
def test_evidence_that_word_has_no_place_for_comes_back_too(document: Document) -> None:
    found = read_docx(Source("a.docx", write_docx(document, WRITTEN)), ReadOptions())
    assert told(found) == told(document)


LETTERHEAD = "<w:p><w:r><w:t>Office of Weirs</w:t></w:r></w:p>"
FORM = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>No.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
START, END = '<w:bookmarkStart w:id="9999" w:name="_tw9999_body"/>', '<w:bookmarkEnd w:id="9999"/>'


def in_template(data: bytes) -> bytes:
    """A file of ours, made with a template that puts blocks before and after the document."""
    name = "word/document.xml"
    before, after = f"<w:body>{LETTERHEAD}{FORM}{START}", f"{END}{FORM}{LETTERHEAD}</w:body>"
    data = data_with(data, name, b"<w:body>", before.encode())
    return data_with(data, name, b"</w:body>", after.encode())


@settings(max_examples=40)
@given(documents(full=True), sampled_from([300, 5_000]), booleans())
def test_a_large_file_of_ours_read_by_pieces_is_the_one_read_whole(
    document: Document, chunk: int, templated: bool
) -> None:
    data = write_docx(document, WRITTEN)
    source = Source("a.docx", in_template(data) if templated else data)
    whole = read_docx(source, ReadOptions())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "STREAMED_FROM", 0)
        patch.setattr(xml, "_CHUNK", chunk)
        assert read_docx(source, ReadOptions()) == whole


@settings(max_examples=25)
@given(documents(metadata=False, notes=False))
def test_files_saved_by_another_program_are_read_like_any_other(document: Document) -> None:
    data = write_docx(document, WRITTEN)
    other = data_with(data, "docProps/app.xml", b">tablewright<", b">Some Office<")
    found = read_docx(Source("a.docx", other), ReadOptions())
    assert found.accounting is not None
    assert found.accounting.unplaced == 0, found.accounting.unplaced_sample
    assert found.metadata.generator == "Some Office"

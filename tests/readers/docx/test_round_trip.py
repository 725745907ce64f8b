"""What the DOCX writer writes, the DOCX reader reads: document -> docx -> document."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace

from tablewright.converters.model import Block, Document, SourceInfo, Table
from tablewright.converters.model.walk import map_document
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.docx import read_docx
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


@settings(max_examples=25)
@given(documents(metadata=False, notes=False))
def test_files_saved_by_another_program_are_read_like_any_other(document: Document) -> None:
    data = write_docx(document, WRITTEN)
    other = data_with(data, "docProps/app.xml", b">tablewright<", b">Some Office<")
    found = read_docx(Source("a.docx", other), ReadOptions())
    assert found.accounting is not None
    assert found.accounting.unplaced == 0, found.accounting.unplaced_sample
    assert found.metadata.generator == "Some Office"

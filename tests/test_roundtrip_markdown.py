"""Laws: document -> Markdown -> document is the identity; so is Markdown read twice."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tablewright.converters.model import Block, Document, SourceInfo, Table
from tablewright.converters.model.walk import iter_tables, map_document
from tablewright.converters.proof.readback import differences_of
from tablewright.converters.readers import ReadOptions, Source, read_source
from tablewright.converters.writers import SpanPolicy, WriteOptions, write
from tests.strategies import documents

relaxed = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=60,
)


def written(document: Document, spans: SpanPolicy = "html") -> bytes:
    return write(document, "md", WriteOptions(spans=spans))


def read_back(data: bytes) -> Document:
    return read_source(Source("a.md", data), ReadOptions(), reader="markdown")


def told(document: Document) -> Document:
    """The document without source, findings and origins."""

    def without_origins(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(
                block,
                origin=None,
                cells=tuple(replace(cell, origins=()) for cell in block.cells),
            )
            if isinstance(block, Table)
            else replace(block, origin=None)
            for block in blocks
        )

    plain = map_document(document, without_origins)
    notes = tuple(replace(note, origin=None) for note in plain.notes)
    source = SourceInfo("a", "b")
    return replace(plain, source=source, notes=notes, accounting=None, diagnostics=())


@relaxed
@given(documents())
def test_what_is_written_reads_back_as_the_same_document(document: Document) -> None:
    data = written(document)
    assert told(read_back(data)) == told(document), data.decode()


@relaxed
@given(documents())
def test_every_character_of_our_own_markdown_is_accounted_for(document: Document) -> None:
    accounting = read_back(written(document)).accounting
    assert accounting is not None
    assert (accounting.unplaced, accounting.left_out) == (0, ())


@relaxed
@given(documents(nested=False), st.sampled_from(("repeat", "paths", "records")))
def test_flat_tables_keep_all_text(document: Document, spans: SpanPolicy) -> None:
    data = written(document, spans)
    assert differences_of(document, data, "md", WriteOptions(spans=spans)) == (), data.decode()


@relaxed
@given(documents())
def test_writing_twice_gives_the_same_bytes(document: Document) -> None:
    data = written(document)
    assert written(document) == data


@relaxed
@given(documents(), st.sampled_from(("repeat", "paths")))
def test_flat_tables_are_pipe_tables(document: Document, spans: SpanPolicy) -> None:
    data = written(document, spans)
    assert b"<table" not in data
    assert all(table.header_rows == 1 for table in iter_tables(read_back(data).blocks))

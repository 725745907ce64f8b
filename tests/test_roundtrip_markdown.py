"""Laws: document -> Markdown -> document is the identity; so is Markdown read twice."""

from __future__ import annotations

import pytest
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
    max_examples=25,
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


SAMPLES = {
    "emphasis": "**a *b* c** ***d*** _e_ __f__ `g` ~~h~~ **一是加强** 。\n\n*x*y**z**",
    "headings": "# a\n\nb\n===\n\n### c ###\n\n#### 一、d",
    "lists": "- a\n- b\n\n  c\n  - d\n    1. e\n    2. f\n\n* g\n\n5) h\n6) i\n\n- [ ] j\n- [x] k",
    "code": "    a\n\n      b\n\n~~~ py title\n```\n~~~\n\n- ```\n  x\n\n  y\n  ```",
    "quotes": "> a\nb\n>\n> > c\n>\n> - d\n\n> e",
    "links": "[a](b 'c') <https://d.example> [e][f] ![g](h.png) [![i](j.png)](k)\n\n[f]: <l m> (n)",
    "tables": "| a | b |\n|:--|--:|\n| c \\| d | **e** |\n| 1 | 2 |\n\ntext\n\nx | y\n--|--\n1 | 2",
    "html": "<table><tr><th rowspan=2>a<th>b<tr><td>1</table>\n\n<p align=right>x<br>y</p>",
    "inline html": "H<sub>2</sub>O <u>a</u> <ruby>b<rt>c</rt></ruby> <a id=d></a>[e](#d)",
    "notes": "a[^1] b[^x] c^[d]\n\n[^1]: e\n\n    f\n[^x]: g",
    "maths": "a $b_1$ c\n\n$$\nd\n$$\n\n$$ e $$ (2)",
    "definitions": "a\n: b\n\n  c\n: d\n\ne\n\n: f",
    "breaks": "a\\\nb  \nc<br>d\n\n***\n\n<div style='page-break-after: always'></div>",
    "chinese": "\u3000\u3000第一段。\n\n一、标题\n\n（一）小节\n\n1．条\n\n“引号”*强调*",
    "front matter": "---\ntitle: a\nlang: zh\ndate: 2024-01-02\nx: [1, 2]\n---\n\nb",
}


@pytest.mark.parametrize("source", SAMPLES.values(), ids=SAMPLES)
def test_what_people_wrote_is_the_same_after_one_more_round(source: str) -> None:
    first = read_back(source.encode())
    second = read_back(written(first))
    assert told(second) == told(first)
    assert written(second).split(b"\n---\n", 1)[1] == written(first).split(b"\n---\n", 1)[1]

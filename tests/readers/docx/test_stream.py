"""Large bodies are read by pieces, with the same result as in one go."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc

import pytest
from msgspec.structs import replace

from tablewright.converters.model import Document, Table
from tablewright.converters.model.codec import encode
from tablewright.converters.readers import docx as reader
from tablewright.converters.readers.base import ReadOptions
from tablewright.converters.readers.docx import body as body_module
from tablewright.converters.readers.docx import xml
from tablewright.converters.readers.docx.revisions import Changes
from tablewright.converters.readers.docx.stream import BodyStream
from tests.readers.docx.builder import Docx, num, numbering, p, part, r, read_bytes, tbl, tc, tr
from tests.readers.docx.test_revisions import (
    BOTH,
    CELLS,
    JOINED,
    MOVED,
    ROWS,
    RUNS,
    SPLIT,
    gone,
    ins,
)
from tests.readers.docx.test_text import END, SEPARATE, begin, code, field

LINK = '<w:hyperlink w:anchor="there">' + r("go") + "</w:hyperlink>"
TARGET = '<w:bookmarkStart w:id="1" w:name="there"/><w:bookmarkEnd w:id="1"/>'
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
INNER = tbl(tr("in", "ner"))
BODIES = [
    "",
    p("one") + p("two", MARK),
    p(begin(), code(" TOC "), SEPARATE, "a") + p("b") + p(END, "c"),
    p("x", END, "kept") + p(begin(), code(" DATE "), "also kept"),
    p("go to ", LINK) + TARGET + p("there"),
    p("a", props="<w:rPr><w:del/></w:rPr>") + p("b") + p("last", props="<w:rPr><w:del/></w:rPr>"),
    p("one", props=num(1)) + p("two", props=num(1, 1)) + tbl(tr("a")) + p("three", props=num(1)),
    p("before")
    + tbl(
        tr(tc("wide", span=2), "x"),
        tr(tc("down", merge="restart"), "y", tc(INNER, p())),
        CONTROL.format(tr(tc("", merge="continue"), "z", "w")),
        '<w:bookmarkStart w:id="1" w:name="there"/>',
        tr("short", props='<w:gridBefore w:val="1"/>'),
        tr("gone", props="<w:del/>"),
        tr(field(" PAGE ", r("7")), LINK),
        grid=(900, 900, 900),
    )
    + tbl(tr("directly", "after"))
    + "<w:p><w:pPr>" + SECTION + "</w:pPr></w:p>",
    f"<w:sdt><w:sdtContent>{p('wrapped')}{tbl(tr('t'))}</w:sdtContent></w:sdt>" + r("loose"),
    tbl(tr("only", "a"), tr("table", "b")),
    tbl(),
]  # fmt: skip


PLAIN_LOOK = '<w:tblLook w:val="0000"/>'
FIRST_ROW = '<w:tblStyle w:val="T"/><w:tblLook w:val="0020"/>'
TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="firstRow">'
    "<w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"
)
REVISED = [
    RUNS + MOVED + BOTH + JOINED + SPLIT,
    p("before") + ROWS + p("between") + CELLS,
    f"<w:ins>{p('block')}{ROWS}</w:ins><w:del>{p('gone')}{CELLS}</w:del>" + p("after"),
    p("was an item", props=f"<w:pPrChange><w:pPr>{num(1)}</w:pPr></w:pPrChange>")
    + p("now an item", props=num(1).replace("</w:numPr>", "<w:ins/></w:numPr>")),
    '<w:tbl><w:tblPr>' + PLAIN_LOOK + f"<w:tblPrChange><w:tblPr>{FIRST_ROW}</w:tblPr>"
    "</w:tblPrChange></w:tblPr><w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='100'/>"
    "<w:tblGridChange><w:tblGrid><w:gridCol w:w='200'/><w:gridCol w:w='300'/></w:tblGrid>"
    "</w:tblGridChange></w:tblGrid>" + "".join(tr(f"a{row}", f"b{row}") for row in range(9))
    + "</w:tbl>",
    p(begin(), code(" HYPERLINK \\l there "), SEPARATE, gone("old"), ins(r("new")), END)
    + f"<w:moveFrom>{p('x', END)}</w:moveFrom>" + TARGET + p("there")
    + "<w:p><w:pPr><w:sectPr><w:sectPrChange>" + SECTION
    + "</w:sectPrChange></w:sectPr></w:pPr></w:p>",
]  # fmt: skip


def read(body: str, changes: Changes = "accepted") -> Document:
    return Docx(
        body=body,
        numbering=numbering(("decimal", "%1."), ("bullet", "•")),
        footnotes=f'<w:footnote w:id="2">{p("note ", LINK)}</w:footnote>',
        relations=(("h", "header", "header1.xml"),),
        parts={"word/header1.xml": part("hdr", p("head"))},
        styles=TABLE_STYLE,
    ).read(options=ReadOptions(changes=changes))


def settled(document: Document) -> Document:
    """The document without the order in which text was left out."""
    assert document.accounting is not None
    left_out = sorted((entry.reason, entry.text) for entry in document.accounting.left_out)
    account = replace(document.accounting, left_out=())
    return replace(
        document,
        accounting=account,
        metadata=replace(document.metadata, extra=tuple((a, b) for a, b in left_out)),
    )


@pytest.mark.parametrize("chunk", [40, 200, 1_000_000])
@pytest.mark.parametrize("body", BODIES)
def test_a_body_read_by_pieces_is_the_one_read_whole(
    body: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(body)
    monkeypatch.setattr(reader, "STREAMED_FROM", 0)
    monkeypatch.setattr(xml, "_CHUNK", chunk)
    assert settled(read(body)) == settled(whole)


@pytest.mark.parametrize("chunk", [40, 1_000_000])
@pytest.mark.parametrize("changes", ["accepted", "original", "all"])
@pytest.mark.parametrize("body", [*BODIES, *REVISED])
def test_every_state_of_the_changes_can_be_read_by_pieces(
    body: str, changes: Changes, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(body, changes)
    monkeypatch.setattr(reader, "STREAMED_FROM", 0)
    monkeypatch.setattr(xml, "_CHUNK", chunk)
    assert settled(read(body, changes)) == settled(whole)


def test_lists_are_the_same_when_they_are_made_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    levels = [0, 1, 1, 2, 0, 2, None, 1, 0, None, None, 0]
    texts = [p(f"t{n}", props="" if level is None else num(1, level)) for n, level in
             enumerate(levels)]  # fmt: skip
    body = p("code", style="Code") + "".join(texts * 3) + tbl(tr("a", "b")) + texts[0]
    whole = read(body)
    monkeypatch.setattr(reader, "STREAMED_FROM", 0)
    for size in (1, 2, 5):
        monkeypatch.setattr(body_module, "_BATCH", size)
        assert settled(read(body)) == settled(whole)


@pytest.mark.parametrize("body", ["<w:p><w:r>", p("a") + "<w:p>&lost;</w:p>", "</w:body>"])
def test_a_damaged_part_is_read_whole(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(p("first") + body)
    monkeypatch.setattr(reader, "STREAMED_FROM", 0)
    assert read(p("first") + body) == whole


def test_tags_that_are_cut_between_chunks_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '<w:p w:rsidR="00A77427"><w:r><w:rPr><w:sz/></w:rPr><w:t>a>b</w:t></w:r></w:p>'
    data = text.encode()
    for size in range(1, 60):
        monkeypatch.setattr(xml, "_CHUNK", size)
        joined = b"".join(xml.chunks(data))
        assert (
            joined.replace(b"<w:sz/>", b"").replace(b' w:rsidR="00A77427"', b"")
            == b"<w:p><w:r><w:rPr></w:rPr><w:t>a>b</w:t></w:r></w:p>"
        )


def test_what_is_cut_off_is_emptied_first_as_lxml_needs_quadratic_time_otherwise() -> None:
    body = CONTROL.format(tbl(tr("a"))) + p("b") + tbl(tr("c"), tr("d"))
    stream = BodyStream([part("document", f"<w:body>{body}</w:body>").encode()], lambda _: None)
    met = list(stream)
    assert [len(child) for child in met] == [0, 1, 0]
    assert [child.getparent() for child in met] == [None, None, None]


MEMORY = """
import gc, re
from tests.readers.docx.builder import Docx, num, numbering, p, part, r, read_bytes, tbl, tc, tr
rows = [tr(*[tc(p(r(f"c{row}.{column}"))) for column in range(10)]) for row in range(5_000)]
body = tbl(*rows, grid=(900,) * 10)
size, data = len(body), Docx(body=body).build()
del body, rows
read_bytes(Docx(body=p("x")).build())
gc.collect()
def memory(name):
    # The kernel's own marks; those of getrusage may be the parent's.
    with open("/proc/self/status") as status:
        return int(re.search(name + r":\\s*(\\d+)", status.read())[1]) * 1024
before = memory("VmRSS")
document = read_bytes(data)
assert len(document.blocks[0].cells) == 50_000
print((memory("VmHWM") - before) / size)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_large_table_takes_at_most_twelve_times_the_memory_of_its_xml() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True
    )
    assert float(done.stdout) <= 12


def bare(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def rows_of(cells: list[str]) -> str:
    rows = ["".join(cells[at : at + 10]) for at in range(0, len(cells), 10)]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


DENSE = {
    "numbers": rows_of([f"<w:tc>{bare(str(n))}</w:tc>" for n in range(10_000)]),
    "words": rows_of([f"<w:tc>{bare(f'w{n}')}</w:tc>" for n in range(10_000)]),
    "one text": rows_of([f"<w:tc>{bare('12')}</w:tc>"] * 10_000),
    "empty cells": rows_of(["<w:tc><w:p/></w:tc>"] * 10_000),
    "paragraphs": "".join(bare(str(n)) for n in range(10_000)),
    "items": "".join(p(str(n), props=num(1, n % 3)) for n in range(5_000)),
}


@pytest.mark.parametrize("kind", DENSE)
def test_dense_xml_takes_at_most_twelve_times_its_memory(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "STREAMED_FROM", 0)
    monkeypatch.setattr(xml, "_CHUNK", 16_384)
    data = Docx(body=DENSE[kind], numbering=numbering(("decimal", "%1."))).build()
    read_bytes(data)  # what is made once does not count
    tracemalloc.start()
    read_bytes(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak <= 12 * len(DENSE[kind])


def test_cells_of_large_tables_have_the_origins_of_all_cells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = tbl(tr("a", CONTROL.format(tc("b"))), tr(tc(INNER, p()), "12"), tr("12", "12"))
    whole = read(body)
    monkeypatch.setattr(reader, "STREAMED_FROM", 0)
    large = read(body)
    assert encode(large) == encode(whole)
    (table,) = large.blocks
    assert isinstance(table, Table)
    *_, one, other = table.cells
    assert one.blocks is other.blocks
    assert one.origins != other.origins

"""Large bodies are read by pieces, with the same result as in one go."""

from __future__ import annotations

import subprocess
import sys

import pytest
from msgspec.structs import replace

from tablewright.converters.model import Document
from tablewright.converters.readers import docx as reader
from tablewright.converters.readers.docx import xml
from tests.readers.docx.builder import Docx, num, numbering, p, part, r, tbl, tc, tr
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


def read(body: str) -> Document:
    return Docx(
        body=body,
        numbering=numbering(("decimal", "%1."), ("bullet", "•")),
        footnotes=f'<w:footnote w:id="2">{p("note ", LINK)}</w:footnote>',
        relations=(("h", "header", "header1.xml"),),
        parts={"word/header1.xml": part("hdr", p("head"))},
    ).read()


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


MEMORY = """
import gc, re
from tests.readers.docx.builder import Docx, p, r, read_bytes, tbl, tc, tr
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

"""A fault in the recovery of one page's tables costs these tables and nothing else."""

from __future__ import annotations

import io
import struct

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import Document
from tablewright.converters.model.text import document_text
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document.assemble import assemble
from tablewright.converters.readers.pdf.drawn.charts import charts_of
from tablewright.converters.readers.pdf.objects.page import PageObjects
from tablewright.converters.readers.pdf.pages import layout
from tablewright.converters.readers.pdf.workers import worker
from tablewright.converters.readers.pdf.workers.frames import Failure, Request
from tests.readers.pdf.drawn import Page, drawn


def failing_on(number: int, fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:

    def fails(page: PageObjects, usable: NDArray[np.bool_]) -> object:
        if page.number == number:
            raise fault
        return charts_of(page, usable)

    monkeypatch.setattr(layout, "charts_of", fails)


def read() -> Document:
    data = drawn(Page().text(72, 100, "one"), Page().text(72, 100, "two"))
    source = Source("a.pdf", data)
    return assemble(worker.open_pdf(source, None), source, ReadOptions())


def test_the_text_of_the_page_and_all_other_pages_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = read()
    failing_on(2, IndexError("tables[3]"), monkeypatch)
    document = read()
    assert document_text(document).split() == ["one", "two"]
    assert document.blocks == expected.blocks
    (found,) = document.diagnostics
    assert (found.code, found.severity) == ("page-without-tables", "error")
    assert found.message.startswith("The tables of page 2 could not be recovered, ")
    assert "IndexError in test_plainly.py:" in found.message


def test_a_limit_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_on(1, LimitExceeded("too much"), monkeypatch)
    with pytest.raises(LimitExceeded, match="too much"):
        read()


def test_a_fault_outside_of_pages_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(request: Request, source: Source, out: io.BytesIO) -> Document:
        raise KeyError(source.name)

    monkeypatch.setattr(worker, "_document", fails)
    monkeypatch.setattr(worker, "limit_memory", lambda size: None)
    request = Request("a.pdf", None, None, stitched=True, engine="auto", size=0)
    asked = msgspec.msgpack.encode(request)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(asked)))
    out = io.BytesIO()
    worker._answer(struct.pack(">I", len(asked)), out)
    kind, failure = out.getvalue()[:1], msgspec.msgpack.decode(out.getvalue()[5:], type=Failure)
    assert (kind, failure.kind) == (b"e", "UnreadableSource")
    assert failure.message.startswith("a.pdf could not be read: KeyError in test_plainly.py:")

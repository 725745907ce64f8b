from __future__ import annotations

from hypothesis import Phase, given, settings
from msgspec.structs import replace

from tablewright.converters.model import Document, SourceInfo
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.html import write_html
from tests.strategies import documents


def bare(document: Document) -> Document:
    """The document without what HTML does not carry."""
    return replace(
        document,
        source=SourceInfo("x", "text/html"),
        diagnostics=(),
        accounting=None,
        furniture=(),
    )


def back(document: Document) -> Document:
    data = write_html(document, WriteOptions())
    return read_html(Source("x.html", data), ReadOptions())


@given(documents(full=True))
# Shrinking a whole document takes minutes; the difference is plain enough without.
@settings(deadline=None, max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_reading_back_what_was_written_gives_the_same_document(document: Document) -> None:
    found = back(document)
    assert bare(found) == bare(document)
    assert found.accounting is not None
    assert found.accounting.unplaced == 0


def test_a_page_that_breaks_the_contract_is_read_as_any_other() -> None:
    page = (
        '<html><head><meta name="generator" content="tablewright 1"></head><body><main>'
        '<p data-origin="nonsense">text</p></main></body></html>'
    )
    document = read_html(Source("x.html", page.encode()), ReadOptions())
    assert [finding.code for finding in document.diagnostics] == ["part-damaged"]
    assert len(document.blocks) == 1

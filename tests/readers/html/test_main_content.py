from __future__ import annotations

from collections import Counter

import pytest

from tablewright.converters.model import Document
from tablewright.converters.model.text import document_text
from tablewright.converters.model.walk import iter_tables
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html
from tests.readers.html.pages import Page, all_pages

PAGES = all_pages()


def read(html: str) -> Document:
    return read_html(Source("x.html", html.encode()), ReadOptions())


def shingles(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[i : i + 4] for i in range(max(len(text) - 3, 1)))


def body_score(page: Page, document: Document) -> float:
    """F1 of the 4-character shingles of the body."""
    expected, found = shingles(page.body), shingles(document_text(document))
    for text in page.around:
        found -= shingles(text)
    return 2 * (expected & found).total() / (expected.total() + found.total())


def test_there_are_at_least_sixty_pages() -> None:
    assert len(PAGES) >= 60


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_the_whole_body_is_kept_and_every_table_of_it(page: Page) -> None:
    document = read(page.html)
    expected, found = shingles(page.body), shingles(document_text(document))
    assert (expected & found).total() >= 0.97 * expected.total()
    tables = [table for table in iter_tables(document.blocks) if table.rows >= 2]
    assert len(tables) >= page.tables
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


def test_the_body_is_found_on_average() -> None:
    scores = [body_score(page, read(page.html)) for page in PAGES]
    assert sum(scores) / len(scores) >= 0.97


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_hijacked_pages_are_reported_and_only_they(page: Page) -> None:
    codes = {finding.code for finding in read(page.html).diagnostics}
    assert ("hijack-suspected" in codes) == page.hijacked


def test_all_content_keeps_menus_too() -> None:
    page = PAGES[0]
    document = read_html(Source("x.html", page.html.encode()), ReadOptions(content="all"))
    assert "办事服务" in document_text(document)


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>A title</h1><p>One line.</p>",
        "<div class=WordSection1><p>Short</p><p>Lines</p></div>",
        "<nav id=TOC><ul><li><a href=#a>A</a><li><a href=#b>B</a></ul></nav><h1 id=a>A</h1>",
        "<ul><li><a href=a.html>Chapter one</a><li><a href=b.html>Chapter two</a></ul>",
    ],
)
def test_a_page_that_is_only_a_document_comes_out_whole(markup: str) -> None:
    document = read(markup)
    assert document.accounting is not None
    assert document.accounting.left_out == ()

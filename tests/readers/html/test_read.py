from __future__ import annotations

import pytest

from tablewright.converters.errors import LimitExceeded, UnreadableSource
from tablewright.converters.model import Document
from tablewright.converters.model.text import document_text
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html


def read(markup: str | bytes) -> Document:
    data = markup.encode() if isinstance(markup, str) else markup
    return read_html(Source("page.html", data), ReadOptions())


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.4 x", b"PK\x03\x04x"])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read(data)


def test_a_page_with_far_too_many_cells_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(LimitExceeded):
        read("<table><tr>" + "<td>" * 1_600_000)


def test_deep_nesting_is_flattened_and_reported() -> None:
    document = read("<div>" * 100_000 + "deep" + "</div>" * 100_000)
    assert document_text(document) == "deep"
    assert [finding.code for finding in document.diagnostics] == ["nesting-limit"]


def test_deeply_nested_lists_keep_their_text() -> None:
    document = read("<ul><li>a" * 200 + "b")
    assert document_text(document).replace("\n", "") == "a" * 200 + "b"


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>x</p>",
        "<p style='display: none'>x</p>",
        "<p style='visibility:hidden'>x</p>",
        "<p style='font-size:0'>x</p>",
        "<p style='text-indent:-9999px'>x</p>",
        "<p style='position:absolute; left:-2000px'>x</p>",
        "<p style='opacity:0'>x</p>",
        "<p style='height:0;overflow:hidden'>x</p>",
        "<p style='color:#fff'>x</p>",
        "<p style='color:#123456;background:#123456'>x</p>",
        "<style>.n { display: none }</style><p class=n>x</p>",
        "<style>#n { visibility: hidden }</style><p id=n>x</p>",
        "<marquee height=1 width=4><a href='http://a.example'>x</a></marquee>",
        "<dialog>x</dialog>",
    ],
)
def test_hidden_text_is_left_out_and_accounted_for(markup: str) -> None:
    document = read(f"<body>{markup}<p>seen</p>")
    assert document.accounting is not None
    assert document_text(document) == "seen"
    assert [(entry.reason, entry.text) for entry in document.accounting.left_out] == [
        ("hidden", "x")
    ]
    assert document.accounting.unplaced == 0


@pytest.mark.parametrize(
    "markup",
    [
        "b<title>in the body</title>",
        "<select>loose<option>a<option>b<div>c</div></select>",
        "<base href='http://['><a href='http://[x'>a</a><a href='[y'>b</a>",
        "<ruby>a<rt>b<rp>)</rp>c<rtc>d</rtc></ruby>",
        "<frameset><frame src='x'></frameset><noframes>no frames</noframes>",
        "<table><caption>c<table><tr><td>x</table></caption><tr><td>a</table>",
        "<dl>text<dt>a<p>b</p><dd>c<div><dt>d</div></dl>",
        "<svg><desc>d</desc><foreignObject><p>p</p></foreignObject><text>t</text></svg>",
        "<object data=x.png type=image/png>fallback</object><video>v</video>",
    ],
)
def test_every_character_of_odd_pages_is_accounted_for(markup: str) -> None:
    document = read(markup)
    assert document.accounting is not None
    assert document.accounting.unplaced == 0

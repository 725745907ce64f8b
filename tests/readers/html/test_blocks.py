from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from tablewright.converters.model import (
    Block,
    Code,
    DefinitionItem,
    DefinitionList,
    Document,
    Equation,
    Figure,
    Heading,
    Image,
    Inline,
    InlineEquation,
    LineBreak,
    Link,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Text,
)
from tablewright.converters.model.text import document_text
from tablewright.converters.model.walk import map_block_lists
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def read(markup: str, folder: Path | None = None) -> Document:
    source = Source("x.html", f"<!doctype html>{markup}".encode(), folder)
    return read_html(source, ReadOptions(content="all"))


def blocks(markup: str) -> tuple[Block, ...]:
    """The blocks of a page without origins."""
    return map_block_lists(
        read(markup).blocks, lambda inner: tuple(replace(block, origin=None) for block in inner)
    )


def p(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in content))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("plain", (p("plain"),)),
        ("<p>a<p>b", (p("a"), p("b"))),
        ("before<p>a</p>after", (p("before"), p("a"), p("after"))),
        ("<div>a<div>b</div>c</div>", (p("a"), p("b"), p("c"))),
        ("<p>a<br>b", (p("a", LineBreak(), "b"),)),
        ("<p>a<br><br>b", (p("a"), p("b"))),
        ("<p>a<br>　　b", (p("a"), p("　　b"))),
        ("<p> a \n b </p>", (p("a b"),)),
        ("<p>a&nbsp;</p><p>&nbsp;</p>", (p("a\xa0"),)),
        ("<h1>T</h1><h6>U</h6>", (Heading(1, (Text("T"),)), Heading(6, (Text("U"),)))),
        ("<div role=heading aria-level=8>T</div>", (Heading(8, (Text("T"),)),)),
        ("<p class=MsoTitle>T", (Heading(1, (Text("T"),)),)),
        ("<p style='mso-outline-level:3'>T", (Heading(3, (Text("T"),)),)),
        ("<blockquote><p>q</blockquote>", (Quote((p("q"),)),)),
        ("<pre>\nx\n  y\n</pre>", (Code("x\n  y"),)),
        ("<pre><code class=language-python>x</code></pre>", (Code("x", "python"),)),
        ("a<hr>b", (p("a"), Rule(), p("b"))),
        ("<br style='page-break-before:always'>b", (PageBreak(), p("b"))),
        ("<p style='text-align:center'>a", (Paragraph((Text("a"),), "center"),)),
        ("<center>a</center>", (Paragraph((Text("a"),), "center"),)),
        (
            "<div align=right><p>a<p align=left>b</div>",
            (
                Paragraph((Text("a"),), "right"),
                Paragraph((Text("b"),), "left"),
            ),
        ),
        ("<p>x<svg><title>t</title><text>s</text></svg></p>", (p("x s"),)),
        ("<textarea>a\nb</textarea>", (p("a", LineBreak(), "b"),)),
        ("<select><option>a<option selected>b</select>", (p("b"),)),
        ("<noscript>n</noscript><template>t</template><script>s</script>", (p("n"),)),
        ("<details><summary>s</summary>d</details>", (p("s"), p("d"))),
    ],
)
def test_flow_content_becomes_blocks(markup: str, expected: tuple[Block, ...]) -> None:
    assert blocks(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<b>a</b>", Text("a", bold=True)),
        ("<strong><em>a</em></strong>", Text("a", bold=True, italic=True)),
        ("<u>a</u>", Text("a", underline=True)),
        ("<del>a</del>", Text("a", strike=True)),
        ("<kbd>a</kbd>", Text("a", code=True)),
        ("<sub>a</sub>", Text("a", sub=True)),
        ("<span style='font-weight:700'>a</span>", Text("a", bold=True)),
        ("<b style='font-weight:normal'>a</b>", Text("a")),
        ("<span style='text-decoration:line-through'>a</span>", Text("a", strike=True)),
        ("<span style='vertical-align:super'>a</span>", Text("a", sup=True)),
        ("<style>.x{font-style:italic}</style><span class=x>a</span>", Text("a", italic=True)),
        ("<a href=b.html title=t>a</a>", Link("b.html", (Text("a"),), "t")),
        (
            "<a href='https://a.example/?q=1&amp;r'>a</a>",
            Link("https://a.example/?q=1&r", (Text("a"),)),
        ),
        ("<a href='javascript:void(0)'>a</a>", Text("a")),
        ("<a href=' JAVA\nscript:x'>a</a>", Text("a")),
        ("<a href='data:text/html,x'>a</a>", Text("a")),
        ("<ruby>务<rp>(</rp><rt>wù</rt><rp>)</rp></ruby>", Ruby((Text("务"),), "wù")),
        ("<q>a</q>", Text("“a”")),
    ],
)
def test_inline_markup_becomes_inlines(markup: str, expected: Inline) -> None:
    assert blocks(f"<p>{markup}</p>") == (p(expected),)


def item(*content: Block, label: str | None = None, checked: bool | None = None) -> ListItem:
    return ListItem(content, label, checked)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ul><li>a<li>b</ul>", List((item(p("a")), item(p("b"))))),
        ("<ul><li>a<ul><li>b</ul></ul>", List((item(p("a"), List((item(p("b")),))),))),
        ("<ul><li>a</li><ul><li>b</ul></ul>", List((item(p("a"), List((item(p("b")),))),))),
        ("<ol start=3><li>a</ol>", List((item(p("a")),), True, 3)),
        ("<ol type=a><li>a</ol>", List((item(p("a")),), True, 1, "lower-alpha")),
        (
            "<ol><li>a<li value=7>b<li>c</ol>",
            List((item(p("a")), item(p("b"), label="7."), item(p("c"), label="8.")), True),
        ),
        (
            "<ol reversed><li>a<li>b</ol>",
            List((item(p("a")), item(p("b"), label="1.")), True, 2),
        ),
        ("<li>a<li>b", List((item(p("a")), item(p("b"))))),
        (
            "<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>",
            List((item(p("a"), checked=True), item(p("b"), checked=False))),
        ),
        (
            "<dl><dt>t<dt>u<dd>d<dd>e</dl>",
            DefinitionList((DefinitionItem(((Text("t"),), (Text("u"),)), ((p("d"),), (p("e"),))),)),
        ),
        (
            "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.&nbsp;</span>a"
            "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·</span>b",
            List((item(p("a"), List((item(p("b")),))),), True),
        ),
    ],
)
def test_lists_of_all_kinds(markup: str, expected: Block) -> None:
    assert blocks(markup) == (expected,)


def test_links_in_preformatted_text_are_kept_with_its_lines_and_spaces() -> None:
    (block,) = blocks("<pre>  a <a href=b.html>b</a>\nc</pre>")
    code = Text("\xa0\xa0a ", code=True)
    link = Link("b.html", (Text("b", code=True),))
    assert block == p(code, link, LineBreak(), Text("c", code=True))


def test_targets_of_links_become_ids_and_anchors() -> None:
    document = read("<p><a href=#h>x</a><a href=#t>y</a></p><h2 id=h>H</h2><p id=t>T<p id=u>U")
    heading = document.blocks[1]
    assert isinstance(heading, Heading)
    assert heading.id == "h"
    assert "Anchor(id='t')" in repr(document.blocks[2])
    assert "Anchor" not in repr(document.blocks[3])


def test_math_is_kept_and_has_latex() -> None:
    (block,) = blocks("<math display=block><mfrac><mi>a</mi><mn>2</mn></mfrac></math>")
    assert isinstance(block, Equation)
    assert block.latex == r"\frac{a}{2}"
    assert block.mathml is not None
    (line,) = blocks("<p>x <math><msup><mi>y</mi><mn>2</mn></msup></math></p>")
    assert isinstance(line, Paragraph)
    assert isinstance(line.content[1], InlineEquation)
    assert line.content[1].latex == "y^{2}"


def test_scripts_in_math_do_not_survive() -> None:
    (block,) = blocks("<math><mi onclick=x href='javascript:y'>a</mi><script>z</script></math>")
    assert isinstance(block, Paragraph)
    assert "script" not in repr(block)
    assert "onclick" not in repr(block)


def test_a_data_uri_becomes_an_asset() -> None:
    document = read(
        f"<figure><img src='data:image/png;base64,{PIXEL}' alt=dot><figcaption>c</figure>"
    )
    (asset,) = document.assets
    assert asset.media_type == "image/png"
    assert asset.sha256 == hashlib.sha256(asset.data).hexdigest()
    (figure,) = document.blocks
    assert isinstance(figure, Figure)
    assert figure.caption == (Text("c"),)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("../secret.png", "external-ignored"),
        ("/etc/passwd", "external-ignored"),
        ("link.png", "external-ignored"),
        ("missing.png", "part-missing"),
        ("text.png", "asset-unreadable"),
        ("file:///etc/passwd", "external-ignored"),
        ("data:image/png;base64,AAAA", "asset-unreadable"),
    ],
)
def test_pictures_that_cannot_be_taken_are_reported(
    tmp_path: Path, address: str, code: str
) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "text.png").write_text("no picture")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    document = read(f"<p>x<img src='{address}'></p>", folder)
    assert document.assets == ()
    assert [finding.code for finding in document.diagnostics] == [code]


def test_a_picture_beside_the_page_becomes_an_asset(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(b"\x89PNG\r\n\x1a\n rest")
    document = read("<p><img src='a%20b.png?v=1' width=40></p>", tmp_path)
    (asset,) = document.assets
    assert asset.name == "a b.png"
    assert document.blocks[0].content == (Image(asset.sha256, None, width_pt=30.0),)  # type: ignore[union-attr]


def test_a_remote_picture_stays_an_address() -> None:
    (block,) = blocks("<p><img src='https://a.example/x.png' alt=X></p>")
    assert block == p(Image(None, "https://a.example/x.png", "X"))


def test_notes_of_word_and_pandoc_leave_the_text() -> None:
    word = (
        "<p>a<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'>[1]</a></p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>"
        "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> note</p></div></div>"
    )
    pandoc = (
        "<p>a<a href='#fn1' id='fnref1' class=footnote-ref><sup>1</sup></a></p>"
        "<section class=footnotes><hr><ol><li id=fn1><p>note<a href='#fnref1' class=footnote-back>"
        "↩</a></p></li></ol></section>"
    )
    for markup in (word, pandoc):
        document = read(markup)
        assert [note.id for note in document.notes] == ["1"]
        assert document_text(document) == "a\nnote"
        assert document.accounting is not None
        assert document.accounting.unplaced == 0


def test_a_frame_set_reads_the_sheets_beside_it(tmp_path: Path) -> None:
    (tmp_path / "s.files").mkdir()
    (tmp_path / "s.files" / "a.htm").write_bytes("<p>甲表</p>".encode("gbk"))
    document = read(
        "<frameset><frame src='s.files/a.htm'><frame src='../b.htm'></frameset>", tmp_path
    )
    assert document_text(document) == "甲表"
    assert "external-ignored" in [finding.code for finding in document.diagnostics]


@pytest.mark.parametrize("depth", [100, 3000])
def test_every_nesting_ends(depth: int) -> None:
    for tag in (
        "div",
        "b",
        "blockquote",
        "table><tr><td",
        "ul><li",
        "dl><dd",
        "h1",
        "figure",
        "font",
    ):
        document = read(f"<{tag}>" * depth + "x")
        assert document_text(document).strip() == "x"

"""The plain things: paragraphs, headings, lists, tables, links, notes, pictures."""

from __future__ import annotations

import hashlib

import pytest
from msgspec.structs import replace

from tablewright.converters.model import (
    Anchor,
    Block,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    NoteReference,
    Paragraph,
    Text,
)
from tablewright.converters.model.walk import map_block_lists
from tests.readers.docx.builder import (
    Docx,
    num,
    numbering,
    p,
    r,
    read_body,
    run_style,
    style,
)

HEADING = style("Heading1", "heading 1", ppr='<w:outlineLvl w:val="0"/>')


def bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without their origins, which other tests look at."""
    return map_block_lists(
        blocks,
        lambda inner: tuple(replace(block, origin=None) for block in inner),
    )


def text(content: str, **formats: bool) -> Paragraph:
    return Paragraph((Text(content, **formats),))


def only(body: str, **rest: object) -> tuple[Inline, ...]:
    """The content of the only paragraph."""
    (block,) = read_body(body, **rest)
    assert isinstance(block, Paragraph)
    return block.content


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("one"), (text("one"),)),
        (p("one", " two"), (text("one two"),)),
        (p(), ()),
        (p("a") + p() + p("b"), (text("a"), text("b"))),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), (text("a b"),)),
        (p("x", props='<w:jc w:val="center"/>'), (Paragraph((Text("x"),), "center"),)),
        ("<w:sdt><w:sdtContent>" + p("in") + "</w:sdtContent></w:sdt>", (text("in"),)),
    ],
)
def test_paragraphs_hold_their_text(body: str, expected: tuple[Block, ...]) -> None:
    assert bare(read_body(body)) == expected


@pytest.mark.parametrize(
    ("props", "formats"),
    [
        ("<w:b/>", {"bold": True}),
        ('<w:b w:val="0"/>', {}),
        ("<w:i/><w:strike/>", {"italic": True, "strike": True}),
        ('<w:u w:val="single"/>', {"underline": True}),
        ('<w:u w:val="none"/>', {}),
        ('<w:vertAlign w:val="superscript"/>', {"sup": True}),
        ('<w:position w:val="6"/><w:sz w:val="12"/>', {"sup": True}),
        ('<w:position w:val="-6"/><w:sz w:val="12"/>', {"sub": True}),
        ('<w:position w:val="2"/><w:sz w:val="12"/>', {}),
        ('<w:position w:val="12"/><w:sz w:val="44"/>', {}),
        ('<w:position w:val="6"/>', {}),
        ('<w:rStyle w:val="Strong"/>', {"bold": True}),
        ('<w:rStyle w:val="Strong"/><w:b w:val="false"/>', {}),
        ('<w:rStyle w:val="VerbatimChar"/>', {"code": True}),
    ],
)
def test_the_format_of_a_run_comes_from_itself_and_its_style(
    props: str, formats: dict[str, bool]
) -> None:
    styles = run_style("Strong", "Strong", "<w:b/>") + run_style("VerbatimChar", "Verbatim Char")
    assert only(p(r("x", props)), styles=styles) == (Text("x", **formats),)


def test_a_bold_style_and_a_bold_paragraph_style_cancel_each_other() -> None:
    styles = style("Loud", "Loud", rpr="<w:b/>") + run_style("Strong", "Strong", "<w:b/>")
    body = p("a", r("b", '<w:rStyle w:val="Strong"/>'), style="Loud")
    assert only(body, styles=styles) == (Text("a", bold=True), Text("b"))


def test_breaks_are_breaks() -> None:
    assert only(p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>")) == (
        Text("a"),
        LineBreak(),
        Text("b"),
    )


@pytest.mark.parametrize(
    ("styles", "body", "level"),
    [
        (HEADING, p("H", style="Heading1"), 1),
        (HEADING + style("My", "My", based="Heading1"), p("H", style="My"), 1),
        (style("H3", "heading 3"), p("H", style="H3"), 3),
        (style("a", "标题 2"), p("H", style="a"), 2),
        ("", p("H", style="Heading4"), 4),
        ("", p("H", props='<w:outlineLvl w:val="1"/>'), 2),
        (style("Title", "Title"), p("H", style="Title"), 1),
    ],
)
def test_headings_have_the_level_of_their_outline(styles: str, body: str, level: int) -> None:
    assert bare(read_body(body, styles=styles)) == (Heading(level, (Text("H"),)),)


def test_outline_level_nine_is_body_text() -> None:
    toc = style("TOC", "TOC Heading", based="Heading1", ppr='<w:outlineLvl w:val="9"/>')
    assert bare(read_body(p("x", style="TOC"), styles=HEADING + toc)) == (text("x"),)


def test_the_look_of_a_heading_is_not_emphasis() -> None:
    loud = style("Heading1", "heading 1", ppr='<w:outlineLvl w:val="0"/>', rpr="<w:b/>")
    (heading,) = read_body(p("a", r("b", "<w:i/>"), style="Heading1"), styles=loud)
    assert isinstance(heading, Heading)
    assert heading.content == (Text("a"), Text("b", italic=True))


def test_numbered_paragraphs_are_nested_lists() -> None:
    levels = numbering(("decimal", "%1."), ("lowerLetter", "%2)"))
    body = (
        p("one", props=num(1))
        + p("a", props=num(1, 1))
        + p("b", props=num(1, 1))
        + p("two", props=num(1))
        + p("end")
    )
    inner = List((ListItem((text("a"),)), ListItem((text("b"),))), True, 1, "lower-alpha")
    outer = List((ListItem((text("one"), inner)), ListItem((text("two"),))), True)
    assert bare(read_body(body, numbering=levels)) == (outer, text("end"))


def test_bullets_are_unordered() -> None:
    body = p("x", props=num(1)) + p("y", props=num(1))
    assert bare(read_body(body, numbering=numbering(("bullet", "•")))) == (
        List((ListItem((text("x"),)), ListItem((text("y"),)))),
    )


def test_links_keep_safe_addresses_and_text_of_others() -> None:
    relations = (
        ("ok", "hyperlink", "https://example.org/a"),
        ("bad", "hyperlink", "javascript:alert(1)"),
    )
    body = p(
        '<w:hyperlink r:id="ok" w:tooltip="t">' + r("a") + "</w:hyperlink>",
        '<w:hyperlink r:id="bad">' + r("b") + "</w:hyperlink>",
    )
    document = Docx(body=body, relations=relations).read()
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    assert block.content == (Link("https://example.org/a", (Text("a"),), "t"), Text("b"))
    assert [finding.code for finding in document.diagnostics] == ["link-unsafe"]


def test_links_inside_the_document_point_to_headings() -> None:
    heading = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="1" w:name="here"/>'
        '<w:bookmarkStart w:id="2" w:name="unused"/>' + r("H") + "</w:p>"
    )
    link = p('<w:hyperlink w:anchor="here">' + r("go") + "</w:hyperlink>")
    assert bare(read_body(heading + link, styles=HEADING)) == (
        Heading(1, (Text("H"),), "here"),
        Paragraph((Link("#here", (Text("go"),)),)),
    )


def test_links_of_relationships_may_point_into_the_document() -> None:
    target = '<w:p><w:bookmarkStart w:id="1" w:name="here"/>' + r("x") + "</w:p>"
    document = Docx(
        body=p('<w:hyperlink r:id="l">' + r("go") + "</w:hyperlink>") + target,
        relations=(("l", "hyperlink", "#here"),),
    ).read()
    assert [block.content for block in document.blocks] == [  # type: ignore[union-attr]
        (Link("#here", (Text("go"),)),),
        (Anchor("here"), Text("x")),
    ]


def test_notes_come_in_the_order_of_their_marks() -> None:
    def note(kind: str, number: int, content: str) -> str:
        return f'<w:{kind} w:id="{number}">{p(f"<w:r><w:{kind}Ref/></w:r>", content)}</w:{kind}>'

    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    document = Docx(
        body=p("a", mark("footnote", 3), "b", mark("endnote", 2), mark("footnote", 2)),
        footnotes='<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        + note("footnote", 2, " two")
        + note("footnote", 3, " three"),
        endnotes=note("endnote", 2, "end"),
    ).read()
    assert document.blocks[0].content == (  # type: ignore[union-attr]  # a paragraph
        Text("a"),
        NoteReference("1"),
        Text("b"),
        NoteReference("end-1"),
        NoteReference("2"),
    )
    found = [(note.id, note.kind, bare(note.blocks)) for note in document.notes]
    assert found == [
        ("1", "footnote", (text("three"),)),
        ("end-1", "endnote", (text("end"),)),
        ("2", "footnote", (text("two"),)),
    ]


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="127000" cy="254000"/>'
    '<wp:docPr id="1" name="x" descr="a seal" title="t"/><a:graphic><a:graphicData><pic:pic>'
    '<pic:blipFill><a:blip r:embed="img"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
PNG = b"\x89PNG\r\n\x1a\n rest"


def test_pictures_are_assets_with_their_size_in_points() -> None:
    document = Docx(
        body=p(PICTURE, PICTURE),
        relations=(("img", "image", "media/seal.png"),),
        parts={"word/media/seal.png": PNG},
    ).read()
    digest = hashlib.sha256(PNG).hexdigest()
    image = Image(digest, None, "a seal", "t", 10.0, 20.0)
    assert document.blocks[0].content == (image, image)  # type: ignore[union-attr]  # a paragraph
    (asset,) = document.assets
    assert (asset.sha256, asset.media_type, asset.name, asset.data) == (
        digest,
        "image/png",
        "seal.png",
        PNG,
    )


def test_linked_pictures_are_named_and_never_opened() -> None:
    body = p(PICTURE.replace("r:embed", "r:link"))
    document = Docx(body=body, relations=(("img", "image", "https://example.org/x.png"),)).read()
    expected = Image(None, "https://example.org/x.png", "a seal", "t", 10.0, 20.0)
    assert document.blocks[0].content == (expected,)  # type: ignore[union-attr]  # a paragraph
    assert [finding.code for finding in document.diagnostics] == ["external-ignored"]


def test_origins_name_the_part_and_the_path() -> None:
    (first, second) = read_body(
        p("a") + "<w:sdt><w:sdtContent>" + p("b") + "</w:sdtContent></w:sdt>"
    )
    assert [first.origin.path, second.origin.path] == [  # type: ignore[union-attr]
        "/document/body/p[1]",
        "/document/body/sdt[1]/sdtContent/p[1]",
    ]

"""Drawings: text boxes, pictures, rules, charts and diagrams."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Figure, Image, Paragraph, Rule, Table
from tablewright.converters.model.text import block_text, inline_text
from tests.readers.docx.builder import Docx, p, part, r, read_body, style, tbl, tr
from tests.readers.docx.test_text import END, SEPARATE, begin, code, field, left_out


def drawing(inside: str) -> str:
    return f"<w:drawing><wp:anchor>{inside}</wp:anchor></w:drawing>"


def box(*blocks: str) -> str:
    return f"<wps:txbx><w:txbxContent>{''.join(blocks)}</w:txbxContent></wps:txbx>"


def vml(*blocks: str) -> str:
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"


def test_text_boxes_are_read_once_and_in_place() -> None:
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        + drawing(box(p("in")))
        + "</mc:Choice><mc:Fallback>"
        + vml(p("in"))
        + "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = Docx(body=p(both, "after") + p("before", both)).read()
    assert block_text(document.blocks) == "in\nafter\nbefore\nin"
    assert left_out(document) == [("duplicate", "in"), ("duplicate", "in")]


def test_vml_text_boxes_may_hold_tables() -> None:
    blocks = read_body(p("a", f"<w:r>{vml(tbl(tr('x', 'y')), p('z'))}</w:r>"))
    assert block_text(blocks) == "a\nx\ny\nz"
    assert isinstance(blocks[1], Table)


def test_fields_of_a_text_box_are_its_own() -> None:
    inside = f"<w:r>{vml(p(field(' PAGE ', r('1'))))}</w:r>"
    assert block_text(read_body(p(begin(), code(" REF "), SEPARATE, inside, r("x"), END))) == "1\nx"


def test_vml_pictures_have_their_size_in_points() -> None:
    shape = (
        '<w:r><w:pict><v:shape style="width:2cm;height:30pt" alt="seal">'
        '<v:imagedata r:id="i"/></v:shape></w:pict></w:r>'
    )
    document = Docx(
        body=p(shape), relations=(("i", "image", "a.gif"),), parts={"word/a.gif": b"GIF89a"}
    ).read()
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    (image,) = block.content
    assert isinstance(image, Image)
    assert (image.alt, image.height_pt, document.assets[0].media_type) == (
        "seal",
        30.0,
        "image/gif",
    )
    assert image.width_pt == pytest.approx(56.69, abs=0.01)


def test_a_line_drawn_as_a_shape_is_a_rule() -> None:
    (block,) = read_body(p('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'))
    assert isinstance(block, Rule)


def test_charts_and_diagrams_are_their_texts() -> None:
    chart = (
        "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Applications</a:t></a:r></a:p></c:rich></c:tx>"
        "</c:title><c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>2024</c:v></c:pt>"
        "</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>new</c:v>"
        "</c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx='0'>"
        "<c:v>12</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:chart>"
    )
    diagram = "<dgm:pt><dgm:t><a:p><a:r><a:t>Step</a:t></a:r></a:p></dgm:t></dgm:pt>"
    body = p("x", "<w:r>" + drawing('<c:chart r:id="c"/>') + "</w:r>") + p(
        "<w:r>" + drawing('<dgm:relIds r:dm="d"/>') + "</w:r>"
    )
    document = Docx(
        body=body,
        relations=(("c", "chart", "charts/c.xml"), ("d", "diagramData", "diagrams/d.xml")),
        parts={
            "word/charts/c.xml": part("chartSpace", chart),
            "word/diagrams/d.xml": part("dataModel", diagram),
        },
    ).read()
    assert block_text(document.blocks) == "x\nApplications\n2024 new 12\nStep"
    assert left_out(document) == []


def test_a_picture_with_a_caption_is_a_figure() -> None:
    picture = (
        '<w:r><w:drawing><wp:docPr id="1" name="x" descr="d"/><a:blip r:embed="i"/>'
        "</w:drawing></w:r>"
    )
    document = Docx(
        body=p(picture) + p("图1 流程", style="C"),
        styles=style("C", "caption"),
        relations=(("i", "image", "i.png"),),
        parts={"word/i.png": b"\x89PNG\r\n\x1a\n"},
    ).read()
    (block,) = document.blocks
    assert isinstance(block, Figure)
    assert inline_text(block.caption) == "图1 流程"

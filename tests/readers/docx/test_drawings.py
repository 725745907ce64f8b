"""Drawings: text boxes, pictures, rules, charts and diagrams."""

from __future__ import annotations

import pytest

from tablewright.converters.model import (
    Document,
    Figure,
    Image,
    List,
    Paragraph,
    Rule,
    Table,
)
from tablewright.converters.model.text import block_text, cell_text, inline_text
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
    assert block_text(document.blocks) == "x\nApplications\n2024\nnew\n12\nStep"
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


def values(kind: str, *points: tuple[int, str]) -> str:
    inside = "".join(f'<c:pt idx="{index}"><c:v>{text}</c:v></c:pt>' for index, text in points)
    return f"<c:{kind}><c:numRef><c:numCache>{inside}</c:numCache></c:numRef></c:{kind}>"


def chart_document(chart: str) -> Document:
    return Docx(
        body=p("<w:r>" + drawing('<c:chart r:id="c"/>') + "</w:r>"),
        relations=(("c", "chart", "charts/c.xml"),),
        parts={"word/charts/c.xml": part("chartSpace", f"<c:chart>{chart}</c:chart>")},
    ).read()


def test_a_chart_is_a_table_of_its_values_by_the_places_of_their_points() -> None:
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>T</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    categories = values("cat", (0, "north"), (1, "south"))
    axis = title.replace(">T<", ">Year<")
    document = chart_document(
        f"{title}<c:plotArea><c:barChart><c:ser><c:tx><c:v>a</c:v></c:tx>{categories}"
        f"{values('val', (0, '1'), (1, '2'))}</c:ser><c:ser><c:tx><c:v>b</c:v></c:tx>{categories}"
        f"{values('val', (1, '4'))}</c:ser></c:barChart><c:catAx>{axis}</c:catAx></c:plotArea>"
    )
    table, words = document.blocks
    assert isinstance(table, Table)
    assert inline_text(table.caption) == "T"
    assert (table.header_rows, table.stub_columns) == (1, 1)
    assert [[cell_text(cell) for cell in row] for row in table.iter_rows()] == [
        ["", "a", "b"],
        ["north", "1", ""],
        ["south", "2", "4"],
    ]
    assert block_text((words,)) == "Year"
    assert left_out(document) == []


def test_categories_of_several_levels_are_read_from_the_outside_in() -> None:
    def level(*points: tuple[int, str]) -> str:
        inside = "".join(f'<c:pt idx="{index}"><c:v>{text}</c:v></c:pt>' for index, text in points)
        return f"<c:lvl>{inside}</c:lvl>"

    levels = level((0, "Q1"), (1, "Q2"), (2, "Q1")) + level((0, "2023"), (2, "2024"))
    document = chart_document(
        f"<c:ser><c:cat><c:multiLvlStrRef><c:multiLvlStrCache>{levels}</c:multiLvlStrCache>"
        f"</c:multiLvlStrRef></c:cat>{values('val', (0, '1'), (1, '2'), (2, '3'))}</c:ser>"
    )
    (table,) = document.blocks
    assert isinstance(table, Table)
    labels = [cell_text(row[0]) for row in table.iter_rows()]
    assert labels[-3:] == ["2023 Q1", "2023 Q2", "2024 Q1"]


def test_the_newer_charts_keep_their_values_apart() -> None:
    chart = (
        '<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex">'
        '<cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:lvl><cx:pt idx="0">in</cx:pt>'
        '<cx:pt idx="1">out</cx:pt></cx:lvl></cx:strDim><cx:numDim type="val"><cx:lvl>'
        '<cx:pt idx="0">5</cx:pt><cx:pt idx="1">-3</cx:pt></cx:lvl></cx:numDim></cx:data>'
        "</cx:chartData><cx:chart><cx:plotArea><cx:plotAreaRegion><cx:series><cx:tx><cx:txData>"
        '<cx:v>flow</cx:v></cx:txData></cx:tx><cx:dataId val="0"/></cx:series>'
        "</cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>"
    )
    namespace = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
    document = Docx(
        body=p("<w:r>" + drawing(f'<cx:chart {namespace} r:id="c"/>') + "</w:r>"),
        relations=(("c", "chartEx", "charts/c.xml"),),
        parts={"word/charts/c.xml": chart},
    ).read()
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [[cell_text(cell) for cell in row] for row in table.iter_rows()] == [
        ["", "flow"],
        ["in", "5"],
        ["out", "-3"],
    ]


def test_a_diagram_is_a_list_nested_as_its_points_are() -> None:
    def point(identity: str, text: str, kind: str = "node") -> str:
        words = f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>" if text else ""
        return f'<dgm:pt modelId="{identity}" type="{kind}">{words}</dgm:pt>'

    def link(source: str, target: str, order: int) -> str:
        return f'<dgm:cxn modelId="x" srcId="{source}" destId="{target}" srcOrd="{order}"/>'

    points = point("d", "", "doc") + point("1", "one") + point("2", "two") + point("3", "three")
    points += point("t", "", "sibTrans") + point("p", "looks", "pres")
    links = link("d", "2", 1) + link("d", "1", 0) + link("1", "3", 0) + link("3", "1", 0)
    document = Docx(
        body=p("<w:r>" + drawing('<dgm:relIds r:dm="d"/>') + "</w:r>"),
        relations=(("d", "diagramData", "d.xml"),),
        parts={
            "word/d.xml": part(
                "x", f"<dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst>"
            )
        },
    ).read()
    (block,) = document.blocks
    assert isinstance(block, List)
    assert block_text((block,)) == "one\nthree\ntwo"
    assert [len(item.blocks) for item in block.items] == [2, 1]
    assert left_out(document) == []

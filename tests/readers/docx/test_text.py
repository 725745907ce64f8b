"""What stands inside paragraphs: fields, revisions, symbols, boxes, controls, ruby, charts."""

from __future__ import annotations

import pytest

from tablewright.converters.model import (
    Block,
    DefinitionList,
    Document,
    Heading,
    LineBreak,
    Link,
    NoteReference,
    PageBreak,
    Paragraph,
    Ruby,
    Table,
    Text,
)
from tablewright.converters.model.text import block_text, inline_text
from tests.readers.docx.builder import (
    Docx,
    p,
    part,
    r,
    read_body,
    run_style,
    style,
    tbl,
    tc,
    tr,
)


def line(*content: str, **rest: object) -> str:
    """The text of a body of one paragraph."""
    return block_text(read_body(p(*content), **rest))


def begin(form: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'


def code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str) -> str:
    return begin() + code(instruction) + SEPARATE + result + END


def left_out(document: Document) -> list[tuple[str, str]]:
    assert document.accounting is not None
    assert document.accounting.unplaced == 0, document.accounting.unplaced_sample
    return [(entry.reason, entry.text) for entry in document.accounting.left_out]


# --- fields -----------------------------------------------------------------------------------


def test_fields_show_their_result_and_not_their_instruction() -> None:
    assert line("a", field(" PAGE ", r("7")), "b") == "a7b"
    assert line('<w:fldSimple w:instr="MERGEFIELD x">' + r("Ms Li") + "</w:fldSimple>") == "Ms Li"


def test_fields_nest_also_inside_an_instruction() -> None:
    inner = field(" MERGEFIELD x ", r("hidden"))
    outer = begin() + code(" IF ") + inner + code(' = "y" ') + SEPARATE + r("shown") + END
    assert line("a", outer, "b") == "ashownb"


def test_a_field_may_span_paragraphs() -> None:
    body = (
        p(begin() + code(" TOC ") + SEPARATE, "one") + p("two" + END.join(("", ""))) + p(END, "x")
    )
    assert block_text(read_body(body)) == "one\ntwo\nx"


@pytest.mark.parametrize(
    "content", [begin() + code(" DATE ") + r("kept"), SEPARATE + r("kept") + END, END + r("kept")]
)
def test_a_field_mark_without_partner_hides_nothing(content: str) -> None:
    assert line(content) == "kept"


def test_hyperlink_fields_are_links() -> None:
    content = field(' HYPERLINK "https://example.org/" \\l "part" \\o "tip" ', r("go"))
    (block,) = read_body(p("a ", content))
    assert isinstance(block, Paragraph)
    assert block.content == (
        Text("a "),
        Link("https://example.org/#part", (Text("go"),), "tip"),
    )
    assert line(field(' HYPERLINK "javascript:x" ', r("go"))) == "go"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("<w:checkBox><w:checked/></w:checkBox>", "☒"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "☐"),
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/>'
            '<w:listEntry w:val="b"/></w:ddList>',
            "b",
        ),
    ],
)
def test_form_fields_show_their_state(form: str, shown: str) -> None:
    content = begin(f"<w:ffData>{form}</w:ffData>") + code(" FORMCHECKBOX ") + SEPARATE + END
    assert line("x ", content) == f"x {shown}"


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [(" eq \\o\\ac(○,3) ", "③"), (" EQ \\o\\ac(○,甲)", "甲"), (" EQ \\f(1,2)", "")],
)
def test_signs_in_a_circle_are_characters(instruction: str, shown: str) -> None:
    assert line("x", begin() + code(instruction) + END) == "x" + shown


# --- revisions and hidden text ------------------------------------------------------------------


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = p(
        "a",
        "<w:ins>" + r("b") + "</w:ins>",
        "<w:del><w:r><w:delText>c</w:delText></w:r></w:del>",
        "<w:moveTo>" + r("d") + "</w:moveTo>",
        "<w:moveFrom>" + r("e") + "</w:moveFrom>",
    )
    document = Docx(body=body).read()
    assert block_text(document.blocks) == "abd"
    assert left_out(document) == [("deleted", "c"), ("deleted", "e")]


def test_a_deleted_paragraph_mark_joins_the_text_with_the_next_paragraph() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert block_text(read_body(p("a", props=gone) + p("b") + p("c"))) == "ab\nc"
    assert block_text(read_body(p("a", props=gone))) == "a"
    assert block_text(read_body(p("a", props=gone) + tbl(tr("b")))) == "a\nb"


def test_hidden_text_is_left_out_and_accounted_for() -> None:
    styles = run_style("Secret", "Secret", "<w:vanish/>")
    document = Docx(
        body=p("a", r("b", "<w:vanish/>"), r("c", '<w:rStyle w:val="Secret"/>'), "d"),
        styles=styles,
    ).read()
    assert block_text(document.blocks) == "ad"
    assert left_out(document) == [("hidden", "b"), ("hidden", "c")]


def test_comments_are_left_out_and_accounted_for() -> None:
    document = Docx(
        body=p("a", '<w:commentRangeStart w:id="0"/>', "b"),
        comments=f'<w:comment w:id="0">{p("really?")}</w:comment>',
    ).read()
    assert left_out(document) == [("comment", "really?")]


def test_the_note_of_a_deleted_mark_is_deleted() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = Docx(
        body=p("a", f"<w:del>{mark}</w:del>"),
        footnotes=f'<w:footnote w:id="2">{p("gone")}</w:footnote>',
    ).read()
    assert document.notes == ()
    assert left_out(document) == [("deleted", "gone")]


# --- notes --------------------------------------------------------------------------------------


def test_a_note_may_hold_a_table_and_its_own_label() -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    document = Docx(
        body=p("a", mark),
        footnotes=f'<w:footnote w:id="2">{p("see")}{tbl(tr("x", "y"))}{p()}</w:footnote>',
    ).read()
    (note,) = document.notes
    assert (note.label, block_text(note.blocks)) == ("*", "see\nx\ny")
    assert isinstance(note.blocks[1], Table)
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    assert block.content == (Text("a"), NoteReference("1"))
    assert left_out(document) == []


def test_a_mark_without_note_is_reported() -> None:
    document = Docx(body=p("a", '<w:r><w:footnoteReference w:id="9"/></w:r>')).read()
    assert [finding.code for finding in document.diagnostics] == ["note-missing"]


# --- signs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:r><w:noBreakHyphen/></w:r>", "\u2011"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "a\u00adb"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Symbol" w:char="00B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="SimSun" w:char="2460"/></w:r>', "①"),
        ('<w:r><w:sym w:font="Own" w:char="F041"/></w:r>', "\uf041"),
        ('<w:r><w:sym w:font="Own" w:char="zz"/></w:r>', "\ufffd"),
        (r("\uf0b7", '<w:rFonts w:ascii="Symbol"/>'), "•"),
        ("<w:t>loose</w:t>", "loose"),
    ],
)
def test_signs_are_characters(content: str, shown: str) -> None:
    assert line(content) == shown


def test_breaks_of_page_and_line() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    kinds = [type(block) for block in read_body(p("a", page, "b") + p(page) + p("c", page))]
    assert kinds == [Paragraph, PageBreak, Paragraph, PageBreak, Paragraph, PageBreak]
    before = read_body(p("a") + p("b", props="<w:pageBreakBefore/>"))
    assert [type(block) for block in before] == [Paragraph, PageBreak, Paragraph]
    in_cell = read_body(tbl(tr(tc(p("a", page, "b")))))
    assert block_text(in_cell) == "a\nb"


def test_a_page_break_before_a_heading_leaves_it_whole() -> None:
    body = p('<w:r><w:br w:type="page"/></w:r>', "H", props='<w:outlineLvl w:val="0"/>')
    assert [type(block) for block in read_body(body)] == [PageBreak, Heading]


def test_ruby_is_base_and_reading() -> None:
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt>"
        + r("かん")
        + "</w:rt><w:rubyBase>"
        + r("漢")
        + "</w:rubyBase></w:ruby></w:r>"
    )
    (block,) = read_body(p(ruby))
    assert isinstance(block, Paragraph)
    assert block.content == (Ruby((Text("漢"),), "かん"),)


def test_wrappers_around_runs_count_for_what_is_in_them() -> None:
    assert (
        line(
            "<w:smartTag>" + r("a") + "</w:smartTag>",
            "<w:customXml>" + r("b") + "</w:customXml>",
            '<w:bdo w:val="rtl">' + r("c") + "</w:bdo>",
            "<w:sdt><w:sdtContent>" + r("d") + "</w:sdtContent></w:sdt>",
            '<x:unknown xmlns:x="urn:x">' + r("e") + "</x:unknown>",
        )
        == "abcde"
    )


# --- other parts ------------------------------------------------------------------------------


def test_headers_and_footers_are_furniture_once_each() -> None:
    section = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr></w:pPr>'
        "</w:p>"
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h"/>'
        '<w:footerReference w:type="default" r:id="f"/></w:sectPr></w:pPr></w:p>'
    )
    document = Docx(
        body=p("x") + section,
        relations=(("h", "header", "header1.xml"), ("f", "footer", "footer1.xml")),
        parts={
            "word/header1.xml": part("hdr", p("Name of the body") + tbl(tr("a"))),
            "word/footer1.xml": part("ftr", p("— ", field(" PAGE ", r("1")), " —")),
        },
    ).read()
    assert [(piece.kind, block_text(piece.blocks)) for piece in document.furniture] == [
        ("header", "Name of the body\na"),
        ("page_number", "— 1 —"),
    ]
    assert document.accounting is not None
    assert (document.accounting.unplaced, document.accounting.furniture) == (0, 17)


def test_embedded_documents_are_imported_in_place() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p("note")}</w:footnote>'
    inner = Docx(body=p("from docx", mark) + tbl(tr("t")), footnotes=note).build()
    body = p("a") + "".join(f'<w:altChunk r:id="{name}"/>' for name in "dthm") + p("b")
    mail = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>from mail</p>"
    document = Docx(
        body=body,
        relations=(
            ("d", "aFChunk", "d.docx"),
            ("t", "aFChunk", "t.txt"),
            ("h", "aFChunk", "h.html"),
            ("m", "aFChunk", "m.mht"),
        ),
        parts={
            "word/d.docx": inner,
            "word/t.txt": "plain\n",
            "word/m.mht": mail,
            "word/h.html": "<p>from <b>html</b></p><script>x()</script>",
        },
    ).read()
    assert block_text(document.blocks) == "a\nfrom docx\nt\nplain\nfrom html\nfrom mail\nb"
    assert [note.id for note in document.notes] == ["embedded-1-1"]
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


def test_metadata_comes_from_the_properties() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>T</dc:title><dc:creator>A; B</dc:creator><cp:keywords>x, y；z</cp:keywords>"
        "<dcterms:created>2024-01-02T03:04:05Z</dcterms:created><dcterms:modified>soon</dcterms:modified>"
        "</cp:coreProperties>"
    )
    document = Docx(
        body=p("x"),
        package_relations=(("core-properties", "docProps/core.xml"),),
        parts={"docProps/core.xml": core},
    ).read()
    found = document.metadata
    assert (found.title, found.authors, found.keywords) == ("T", ("A", "B"), ("x", "y", "z"))
    assert (found.created, found.modified) == ("2024-01-02T03:04:05Z", None)


def test_the_title_paragraph_is_the_title_where_there_is_no_other() -> None:
    assert Docx(body=p("Report", style="Title")).read().metadata.title == "Report"


def test_code_paragraphs_are_one_block_of_code() -> None:
    body = p("def f():", style="SourceCode") + p("    return 1", style="SourceCode")
    styles = (
        '<w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    )
    (block,) = read_body(body, styles=styles)
    assert block_text((block,)) == "def f():\n    return 1"


def first(blocks: tuple[Block, ...]) -> str:
    (block,) = blocks
    assert isinstance(block, Paragraph)
    return inline_text(tuple(item for item in block.content if not isinstance(item, LineBreak)))


def test_text_of_a_nested_paragraph_is_not_lost() -> None:
    assert first(read_body("<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>")) == "ab"


def test_terms_and_definitions_are_a_definition_list() -> None:
    styles = style("T", "Definition Term") + style("D", "Definition")
    body = (
        p("a", style="T")
        + p("one", style="D")
        + p("more", style="D")
        + p("b", style="T")
        + p("two", style="D")
    )
    (block,) = read_body(body, styles=styles)
    assert isinstance(block, DefinitionList)
    assert [
        (inline_text(item.terms[0]), block_text(item.definitions[0])) for item in block.items
    ] == [("a", "one\nmore"), ("b", "two")]

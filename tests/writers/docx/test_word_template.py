import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor, Twips

from tablewright.converters.errors import TemplateError
from tablewright.converters.model import Document
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.docx import read_docx
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tests.strategies import ASSETS
from tests.test_roundtrip_docx import carried
from tests.writers.docx.ooxml_oracle import faults, parts, visible_text
from tests.writers.docx.samples import report


def styled(folder: Path, *, body: bool = True) -> Path:
    """A folder with a Word file that was styled by hand."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.left_margin = Mm(200), Mm(40)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0)
    header = section.header.paragraphs[0]
    for piece in ("Header of {", "{ ti", "tle }", "}, {% if title < 'z' or 1 < 2 %}yes{% endif %}"):
        header.add_run(piece)
    header.add_run().add_picture(io.BytesIO(ASSETS[0].data))
    document.add_paragraph("Cover: {{ metadata.title }}")
    if body:
        document.add_paragraph("{{ body }}")
        document.add_paragraph("The end")
    document.save(str(folder / "template.docx"))
    return folder


def written(folder: Path) -> bytes:
    return write_docx(report(), WriteOptions(template=folder))


def test_a_file_styled_in_word_is_a_template(tmp_path: Path) -> None:
    data = written(styled(tmp_path))
    assert faults(data) == []
    assert written(tmp_path) == data
    root = parts(data)["word/document.xml"].root
    text = visible_text(root)
    assert text.startswith("Cover:来访事项年度报告来访事项年度报告")
    assert text.endswith("报告完毕。Theend")
    [header] = [part for name, part in parts(data).items() if name.startswith("word/header")]
    assert visible_text(header.root) == "Headerof来访事项年度报告,yes"
    opened = docx.Document(io.BytesIO(data))
    assert opened.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0, 0)
    assert opened.sections[-1].left_margin == Twips(2268)
    assert root.findall(f".//{qn('w:pgSz')}")[0].get(qn("w:w")) == str(round(200 / 25.4 * 1440))


def test_without_a_place_for_the_body_the_file_gives_only_its_looks(tmp_path: Path) -> None:
    data = written(styled(tmp_path, body=False))
    assert faults(data) == []
    assert visible_text(parts(data)["word/document.xml"].root).startswith("来访事项年度报告为了")


@pytest.mark.parametrize("body", [True, False])
def test_what_was_written_with_it_comes_back(tmp_path: Path, body: bool) -> None:
    data = written(styled(tmp_path, body=body))
    back: Document = read_docx(Source("a.docx", data), ReadOptions())
    assert carried(back) == carried(report())


def test_styles_are_found_by_the_names_that_word_shows(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Heading 1"].element.set(qn("w:styleId"), "1")
    document.styles["Heading 2"].element.set(qn("w:styleId"), "Heading1")
    document.save(str(tmp_path / "template.docx"))
    data = written(tmp_path)
    assert faults(data) == []
    styles = parts(data)["word/styles.xml"].root.iter(qn("w:style"))
    ids = [style.get(qn("w:styleId")) for style in styles]
    assert len(set(ids)) == len(ids)
    opened = docx.Document(io.BytesIO(data))
    assert [p.text for p in opened.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "来访事项年度报告"
    ]


def test_a_file_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "template.docx").write_bytes(b"not a zip")
    with pytest.raises(TemplateError, match=r"template\.docx is not a \.docx file"):
        written(tmp_path)


def test_a_wrong_tag_in_word_is_told_with_its_part(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].add_run("{{ nonsense }}")
    document.save(str(tmp_path / "template.docx"))
    expected = (
        f"The template {tmp_path / 'template.docx'} is wrong in a footer, "
        "paragraph '{{ nonsense }}': 'nonsense' is undefined."
    )
    with pytest.raises(TemplateError) as caught:
        written(tmp_path)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Report of {{ metadata.titel }}", "paragraph 'Report of {{ metadata.titel }}': .*titel"),
        ("{% for x in %} a", "paragraph '{% for x in %} a': Expected an expression"),
        ("Cover {{ title }", "paragraph 'Cover {{ title }': unexpected '}'"),
        ("see {{ body }}", "'see {{ body }}'; it takes a paragraph of its own"),
    ],
)
def test_a_wrong_paragraph_is_quoted(tmp_path: Path, text: str, expected: str) -> None:
    document = docx.Document()
    document.add_paragraph("An innocent one")
    document.add_paragraph(text)
    document.add_paragraph("{{ body }}")
    document.save(str(tmp_path / "template.docx"))
    with pytest.raises(TemplateError, match=expected):
        written(tmp_path)


def test_loops_repeat_paragraphs_and_rows(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("{% for word in ['a', 'b'] %}", "Word {{ word }}", "{% endfor %}"):
        document.add_paragraph(text)
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{% for n in range(3) %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ n }}", "{{ “x” }}"
    table.cell(2, 0).text = "{% endfor %}"
    document.add_paragraph("{{ body }}")
    document.save(str(tmp_path / "template.docx"))
    data = written(tmp_path)
    assert faults(data) == []
    opened = docx.Document(io.BytesIO(data))
    assert [paragraph.text for paragraph in opened.paragraphs[:2]] == ["Word a", "Word b"]
    rows = [[cell.text for cell in row.cells] for row in opened.tables[0].rows]
    assert rows == [["0", "x"], ["1", "x"], ["2", "x"]]

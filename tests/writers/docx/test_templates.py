import re
import shutil
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from tablewright.cli import app
from tablewright.converters.errors import TemplateError
from tablewright.converters.model import Document, Heading, Metadata, Paragraph, SourceInfo, Text
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tablewright.converters.writers.templating import builtin_folder
from tests.strategies import ASSETS
from tests.writers.docx.ooxml_oracle import W, faults, parts, visible_text

DOCUMENT = Document(
    source=SourceInfo("a", "b"),
    blocks=(Heading(1, (Text("报告"),)), Paragraph((Text("text"),))),
    metadata=Metadata(title="A & B <年报>", language="zh-CN"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the standard template to change."""
    return Path(shutil.copytree(builtin_folder("docx", "standard"), tmp_path / "own"))


def write(folder: Path, document: Document = DOCUMENT) -> bytes:
    return write_docx(document, WriteOptions(template=folder))


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_users_header_shows_the_title_escaped(folder: Path) -> None:
    header = "<w:hdr {{ namespaces }}><w:p><w:r><w:t>{{ title }}</w:t></w:r></w:p></w:hdr>"
    (folder / "header1.xml.j2").write_text(header, encoding="utf-8")
    replace(
        folder,
        "document.xml.j2",
        "<w:footerReference",
        '<w:headerReference w:type="default" r:id="header1"/>\n      <w:footerReference',
    )
    data = write(folder)
    assert faults(data) == []
    assert visible_text(parts(data)["word/header1.xml"].root) == "A&B<年报>"


def test_a_users_picture_is_found_by_its_name(folder: Path) -> None:
    (folder / "media").mkdir()
    (folder / "media" / "logo.png").write_bytes(ASSETS[0].data)
    replace(
        folder, "footer1.xml.j2", "</w:p>", '</w:p><w:p><w:r><w:t r:x="media-logo"/></w:r></w:p>'
    )
    data = write(folder)
    relations = parts(data)["word/footer1.xml"].relations
    assert relations == {"media-logo": ("image", "word/media/logo.png", False)}


def test_what_a_template_adds_stands_outside_the_body_mark(folder: Path) -> None:
    cover = "<w:p><w:r><w:t>Cover of {{ title }}</w:t></w:r></w:p>{{ body }}"
    replace(folder, "document.xml.j2", "{{ body }}", cover)
    data = write(folder)
    assert faults(data) == []
    body = parts(data)["word/document.xml"].root[0]
    names = [element.get(f"{W}name", "") for element in body.iter(f"{W}bookmarkStart")]
    assert [name for name in names if re.fullmatch(r"_tw\d+_body", name)] == names[:1]
    assert visible_text(body[0]) == "CoverofA&B<年报>"


def test_the_standard_template_needs_no_body_mark() -> None:
    assert b"_body" not in write_docx(DOCUMENT, WriteOptions())


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("styles.xml.j2", "<w:docDefaults>", "{% nonsense %}", r"styles\.xml\.j2, line \d+"),
        ("document.xml.j2", "{{ body }}", "{{ boddy }}", r"document\.xml\.j2, line \d+"),
        ("document.xml.j2", "{{ body }}", "", r"document\.xml\.j2 has no \{\{ body \}\}"),
        ("document.xml.j2", "<w:pgMar", "<w:odd", "lacks w:pgSz or w:pgMar"),
        ("document.xml.j2", 'w:w="11906"', 'w:w="wide"', "whole numbers of twips"),
        ("document.xml.j2", 'w:left="1440"', 'w:left="11440"', "no room"),
        ("footer1.xml.j2", "</w:p>", "", r"footer1\.xml\.j2 does not give well-formed XML"),
        ("document.xml.j2", "sectPr", "sectionPr", "has no w:sectPr|well-formed"),
    ],
)
def test_a_wrong_template_is_told_with_its_file(
    folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    replace(folder, name, old, new)
    with pytest.raises(TemplateError, match=expected):
        write(folder)


def test_a_template_without_styles_is_refused(folder: Path) -> None:
    (folder / "styles.xml.j2").unlink()
    with pytest.raises(TemplateError, match="styles"):
        write(folder)


def test_a_template_cannot_reach_python(folder: Path) -> None:
    replace(folder, "document.xml.j2", "{{ body }}", "{{ body.__class__.__mro__ }}{{ body }}")
    with pytest.raises(TemplateError):
        write(folder)


def test_the_examples_of_the_documentation_run_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).resolve().parents[3]
    page = (root / "docs" / "templates.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^tablewright (.*?)(?: *#.*)?$", page)
    assert len(commands) >= 4
    monkeypatch.chdir(tmp_path)
    shutil.copy(root / "samples" / "three-header-rows.docx", "report.docx")
    (tmp_path / "my-letter").mkdir()
    document = docx.Document()
    for text in ("Cover {{ title }}", "{{ body }}"):
        document.add_paragraph(text)
    document.save("my-letter/template.docx")
    for command in commands:
        done = CliRunner().invoke(app, command.split())
        assert (command, done.exit_code) == (command, 0)
    assert (tmp_path / "report.html").is_file()
    assert faults((tmp_path / "letter.docx").read_bytes()) == []


def test_gongwen_has_the_page_of_the_national_standard() -> None:
    """GB/T 9704-2012, 5.2: A4, margins 37 and 28 mm, a text area of 156 by 225 mm."""
    root = parts(write_docx(DOCUMENT, WriteOptions(template="gongwen")))["word/document.xml"].root
    margins = next(root.iter(f"{W}pgMar"))
    top, left, right, bottom = (
        round(int(margins.get(f"{W}{side}", "0")) / 1440 * 25.4)
        for side in ("top", "left", "right", "bottom")
    )
    assert (top, left, 210 - left - right, 297 - top - bottom) == (37, 28, 156, 225)

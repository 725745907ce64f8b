"""What the pages look like to LibreOffice and pandoc."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tablewright.converters.model.text import document_text
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tests.writers.docx.ooxml_oracle import W, faults, header_rows, parts, tables
from tests.writers.docx.samples import form, report


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    return done.stdout


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module", params=["standard", "gongwen"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page of the report in PDF."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("needs LibreOffice and pdftotext")
    folder: Path = tmp_path_factory.mktemp("pages")
    data = write_docx(report(), WriteOptions(template=request.param))
    (folder / "report.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(
        *("soffice", profile, "--headless", "--convert-to", "pdf"),
        *("--outdir", str(folder), str(folder / "report.docx")),
    )
    return run("pdftotext", "-layout", str(folder / "report.pdf"), "-").split("\f")[:-1]


@pytest.mark.office
def test_the_header_of_a_long_table_is_on_each_of_its_pages(pages: list[str]) -> None:
    with_rows = [page for page in pages if re.search(r"\d+\.按规定", page)]
    assert len(with_rows) > 1
    assert all("来访人情况" in squeezed(page) for page in with_rows)


@pytest.mark.office
def test_every_word_of_the_document_is_on_the_pages(pages: list[str]) -> None:
    printed = squeezed("".join(pages))
    lines = [squeezed(line) for line in document_text(report()).splitlines()]
    # Words of cells are broken over lines between others, so characters are counted there.
    missing = [line for line in lines if line not in printed and not set(line) <= set(printed)]
    assert missing == []


@pytest.mark.office
def test_each_page_has_its_number(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert re.search(rf"(?m)^\s*(—\s*)?{number}(\s*—)?\s*$", page), page[-200:]


def test_a_report_is_sound_and_its_header_rows_are_marked() -> None:
    data = write_docx(report(), WriteOptions())
    assert faults(data) == []
    assert [header_rows(table) for table in tables(data)] == [3, 1]


def test_a_very_wide_table_lies_on_a_turned_page_with_its_heading() -> None:
    root = parts(write_docx(report(), WriteOptions()))["word/document.xml"].root
    sections = [
        (size.get(f"{W}orient"), size.get(f"{W}w"), size.get(f"{W}h"))
        for size in root.iter(f"{W}pgSz")
    ]
    upright, turned = (None, "11906", "16838"), ("landscape", "16838", "11906")
    assert sections == [upright, turned, upright]
    footers = [len(section.findall(f"{W}footerReference")) for section in root.iter(f"{W}sectPr")]
    assert footers == [1, 1, 1]


def test_no_table_is_wider_than_the_text() -> None:
    for template, room in (("standard", (9026, 13958)), ("gongwen", (8844, 13776))):
        found = tables(write_docx(report(), WriteOptions(template=template)))
        for table, limit in zip(found, room, strict=True):
            widths = [int(e.get(f"{W}w", "0")) for e in table.iter(f"{W}gridCol")]
            assert sum(widths) <= limit
            assert min(widths) > 400


def test_pandoc_finds_the_same_spans(tmp_path: Path) -> None:
    if not shutil.which("pandoc"):
        pytest.skip("needs pandoc")
    (tmp_path / "report.docx").write_bytes(write_docx(report(), WriteOptions()))
    html = run("pandoc", str(tmp_path / "report.docx"), "-t", "html")
    spans = [int(value) for value in re.findall(r'rowspan="(\d+)"', html)]
    assert sorted(spans) == sorted(c.row_span for c in form().cells if c.row_span > 1)

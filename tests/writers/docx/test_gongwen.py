"""What GB/T 9704-2012 prints, measured on pages that LibreOffice made."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tablewright.converters.model import Document, Paragraph, SourceInfo, Text
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tests.writers.docx.ooxml_oracle import W, parts
from tests.writers.docx.samples import report

_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*)</word>'
)
Word = tuple[float, float, float, str]
"""Left, top, right in points; text."""


def printed(document: Document, folder: Path) -> tuple[list[str], list[list[Word]]]:
    """The page sizes and the words of each page of the PDF."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("needs LibreOffice and pdftotext")
    (folder / "a.docx").write_bytes(write_docx(document, WriteOptions(template="gongwen")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True, timeout=240)
    box = ["pdftotext", "-bbox", str(folder / "a.pdf"), "-"]
    text = subprocess.run(box, check=True, capture_output=True, text=True).stdout
    pages = text.split("<page ")[1:]
    sizes = [page.split(">", 1)[0] for page in pages]
    words = [
        [(float(x), float(y), float(right), word) for x, y, right, word in _WORD.findall(page)]
        for page in pages
    ]
    return sizes, words


def millimetres(points: float) -> float:
    return points / 72 * 25.4


@pytest.mark.office
def test_a_page_has_22_lines_of_28_characters_within_its_margins(tmp_path: Path) -> None:
    text = Paragraph((Text("国务" * 14 * 30),))
    source = SourceInfo("a.txt", "text/plain")
    sizes, pages = printed(Document(source=source, blocks=(text, text)), tmp_path)
    assert all('width="595.3' in size and 'height="841.8' in size for size in sizes)
    assert len(pages) == 3
    for page, numbers in zip(pages[:2], ("— 1 —", "— 2 —"), strict=True):
        lines = [word for word in page if "国" in word[3]]
        assert len(lines) == 22
        assert sum(len(line[3]) == 28 for line in lines) >= 20
        assert max(len(line[3]) for line in lines) == 28
        assert abs(millimetres(min(line[0] for line in lines)) - 28) < 0.5
        assert 210 - millimetres(max(line[2] for line in lines)) > 25.5
        assert 36 < millimetres(lines[0][1]) < 41  # the text stands in the middle of its line
        footer = " ".join(word[3] for word in page if "国" not in word[3])
        assert footer == numbers


@pytest.mark.office
def test_page_numbers_stand_outside_on_both_sides(tmp_path: Path) -> None:
    _, pages = printed(report(), tmp_path)
    places = [millimetres(word[0]) for page in pages[:2] for word in page if word[3] == "—"]
    assert [place > 105 for place in places] == [True, True, False, False]


@pytest.mark.office
def test_the_three_header_rows_stand_on_the_second_page_too(tmp_path: Path) -> None:
    _, pages = printed(report(), tmp_path)
    heads = [
        sum(word[3] in ("个人", "单位", "企业", "学校", "协会", "合计") for word in page)
        for page in pages
        if any("按规定" in word[3] for word in page)
    ]
    assert len(heads) > 1
    assert min(heads) >= 5


def style(name: str) -> dict[str, str]:
    """East Asian font, size in half points and outline level of a style."""
    root = parts(write_docx(report(), WriteOptions(template="gongwen")))["word/styles.xml"].root
    found = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == name)
    default = next(root.iter(f"{W}rPrDefault"))
    wanted = (("rFonts", "eastAsia"), ("sz", "val"))
    values: dict[str, str] = {}
    for element, key in wanted:
        own = found.find(f"{W}rPr/{W}{element}")
        value = own if own is not None else default.find(f"{W}rPr/{W}{element}")
        assert value is not None
        values[element] = value.get(f"{W}{key}", "")
    return values


@pytest.mark.parametrize(
    ("name", "font", "size"),
    [
        ("Heading1", "方正小标宋简体", "44"),
        ("Heading2", "SimHei", "32"),
        ("Heading3", "KaiTi", "32"),
        ("Heading4", "FangSong", "32"),
        ("BodyText", "FangSong", "32"),
        ("Footer", "SimSun", "28"),
    ],
)
def test_fonts_and_sizes_are_those_of_the_standard(name: str, font: str, size: str) -> None:
    """Title 2 hao (22 points), text and headings 3 hao (16), page numbers 4 hao (14)."""
    assert style(name) == {"rFonts": font, "sz": size}

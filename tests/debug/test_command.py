"""The command `tablewright debug`: files, names and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tablewright.cli import app
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.locked import locked

PNG, SVG, HTML = b"\x89PNG", b"<?xml", b"<!DOCTYPE html>"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["debug", *(str(argument) for argument in arguments)])


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "words.pdf"
    path.write_bytes(drawn(*(Page(200, 100).text(20, 50, f"words {n}") for n in range(3))))
    return path


@pytest.mark.parametrize(("suffix", "start"), [("png", PNG), ("svg", SVG), ("html", HTML)])
def test_the_format_follows_the_suffix(pdf: Path, suffix: str, start: bytes) -> None:
    out = pdf.with_name(f"page.{suffix}")
    assert _run(pdf, "--pages", "2", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(start)


def test_several_pages_are_numbered_before_the_suffix(pdf: Path, tmp_path: Path) -> None:
    assert _run(pdf, "--pages", "1,3", "-o", tmp_path / "out" / "page.png").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "page-1.png",
        "page-3.png",
    ]


def test_html_of_all_pages_is_one_file_on_standard_output(pdf: Path) -> None:
    result = _run(pdf)
    assert result.exit_code == 0
    assert result.stdout.count("<section") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--pages", "9"), 2, "There is no page 9; the PDF has 3."),
        (("--pages", "0"), 2, "'0' is not a range of pages counted from 1."),
        (("--layers", "rules,roof"), 2, "'roof' is no layer"),
        (("-o", "page.gif"), 2, "page.gif: debug writes html, svg and png"),
        (("--to", "png"), 2, "Several pages need a file name"),
    ],
)
def test_wrong_usage_is_one_sentence(
    pdf: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = _run(pdf, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"tablewright: {words}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("page.html", b"<!DOCTYPE html><p>words", 4, "page.html has no pages"),
        ("none.pdf", drawn(), 3, "none.pdf is damaged"),
        ("cut.pdf", drawn(Page())[:100], 3, "cut.pdf is damaged"),
        ("locked.pdf", locked("words", user="secret"), 5, "locked.pdf is encrypted"),
        ("cut.png", b"\x89PNG\r\n\x1a\n", 3, "cut.png is damaged"),
    ],
)
def test_sources_that_cannot_be_drawn(
    tmp_path: Path, name: str, data: bytes, code: int, words: str
) -> None:
    source = tmp_path / name
    source.write_bytes(data)
    result = _run(source, "-o", tmp_path / "out.png")
    assert (result.exit_code, result.stderr.count("\n")) == (code, 1)
    assert words in result.stderr
    assert not (tmp_path / "out.png").exists()


def test_a_password_opens_a_locked_file(tmp_path: Path) -> None:
    source, out = tmp_path / "locked.pdf", tmp_path / "page.svg"
    source.write_bytes(locked("words", user="secret"))
    assert _run(source, "--password", "wrong", "-o", out).exit_code == 5
    assert _run(source, "--password", "secret", "-o", out).exit_code == 0


def test_the_source_is_not_overwritten(pdf: Path) -> None:
    before = pdf.read_bytes()
    assert _run(pdf, "--to", "html", "-o", pdf).exit_code == 2
    assert pdf.read_bytes() == before

"""Files made to hurt: each ends in one sentence and its exit code, in time and memory."""

from __future__ import annotations

import pytest

from tablewright.converters import read
from tablewright.converters.errors import (
    LimitExceeded,
    PasswordNeeded,
    TablewrightError,
    UnreadableSource,
    UnsupportedFormat,
    UsageError,
)
from tablewright.converters.model.text import block_text
from tablewright.converters.readers import ReadOptions
from tablewright.converters.readers.pdf import isolate
from tests.readers.pdf.drawn import FONT_RESOURCES, Page, assembled, drawn, stream
from tests.readers.pdf.locked import locked

WORDS = drawn(Page().text(72, 100, "some words"))


def one_page(content: bytes, *extra: bytes, resources: str = "") -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            f"/Resources << {resources} >> >>".encode(),
            content,
            *extra,
        ]
    )


def outcome(data: bytes) -> int:
    """The exit code that the command line would give."""
    try:
        read(data, name="a.pdf")
    except TablewrightError as error:
        return error.exit_code
    return 0


def test_the_worker_gives_the_document() -> None:
    document = read(WORDS, name="a.pdf")
    assert document.source.pages == 1
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"%PDF-1.7\n", UnreadableSource, "damaged"),
        (WORDS[: len(WORDS) // 3], UnreadableSource, "damaged"),
        (drawn(), UnreadableSource, "damaged"),
    ],
    ids=["header alone", "truncated", "no pages"],
)
def test_files_that_cannot_be_read(data: bytes, error: type[TablewrightError], words: str) -> None:
    with pytest.raises(error, match=words):
        read(data, name="a.pdf")


def test_a_wrong_cross_reference_table_is_repaired() -> None:
    broken = WORDS.replace(b"startxref\n", b"startxref\n9")
    assert len(read(broken, name="a.pdf").blocks) == 1


def test_a_scan_is_told_apart() -> None:
    picture = stream(
        bytes(3),
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8",
    )
    data = one_page(
        stream(b"595 0 0 842 0 0 cm /I Do"), picture, resources="/XObject << /I 5 0 R >>"
    )
    with pytest.raises(UnsupportedFormat, match="scan"):
        read(data, name="a.pdf")


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="no page 7"):
        read(WORDS, name="a.pdf", options=ReadOptions(pages=(7,)))


@pytest.mark.parametrize("password", [None, "wrong"])
def test_an_encrypted_file_asks_for_its_password(password: str | None) -> None:
    with pytest.raises(PasswordNeeded, match="encrypted"):
        read(locked("words", user="key"), name="a.pdf", options=ReadOptions(password=password))


def test_the_password_opens_an_encrypted_file() -> None:
    data = locked("some words", user="key")
    document = read(data, name="a.pdf", options=ReadOptions(password="key"))
    assert block_text(document.blocks) == "some words"


def test_a_file_locked_for_its_owner_alone_needs_no_password() -> None:
    assert block_text(read(locked("some words", user=""), name="a.pdf").blocks) == "some words"


@pytest.mark.slow
def test_a_form_that_draws_itself_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolate, "OPEN_SECONDS", 4.0)
    names = " ".join(f"/F{n} {5 + n} 0 R" for n in range(30))
    resources = f"/XObject << {names} >>"
    entries = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>"
    doubling = [b"/F%d Do /F%d Do" % (n, n) for n in range(1, 30)]
    forms = [stream(content, entries) for content in (*doubling, b"0 0 1 1 re f")]
    data = one_page(stream(b"/F0 Do"), *forms, resources=resources)
    with pytest.raises(LimitExceeded, match="too long"):
        read(data, name="a.pdf")


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"q " * 100_000 + b"BT /L1 9 Tf 1 0 0 1 72 700 Tm (words) Tj ET",
        b"[" * 200_000,
        b"0 0 m 5 5 l S " * 100_000,
        b"BT /L1 9 Tf 1 0 0 1 72 700 Tm " + b"(x) Tj " * 30_000 + b"ET",
        b"BT /L1 9 Tf 1e30 0 0 1e30 72 700 Tm (words) Tj ET",
        b"BT /L1 0 Tf 1 0 0 1 72 700 Tm (words) Tj ET",
        b"BT /L1 9 Tf 0 0 0 0 0 0 Tm (words) Tj ET",
        b"1e38 0 0 1e38 0 0 cm 0 0 1 1 re S BT /L1 9 Tf (words) Tj ET",
    ],
    ids=["q", "brackets", "lines", "texts", "huge text", "size 0", "no matrix", "huge matrix"],
)
def test_extreme_content_ends(content: bytes) -> None:
    fonts = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    data = one_page(
        stream(content, compress=True), *fonts, resources=FONT_RESOURCES.replace("3 0", "5 0")
    )
    assert outcome(data) in (0, 3, 6)

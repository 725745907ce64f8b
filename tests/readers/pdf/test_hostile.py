"""Files made to hurt: each ends in one sentence and its exit code, in time and memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
from tests.readers.pdf import hostile
from tests.readers.pdf.alone import read_alone
from tests.readers.pdf.drawn import Page, drawn, stream
from tests.readers.pdf.hostile import one_page
from tests.readers.pdf.locked import locked

WORDS = drawn(Page().text(72, 100, "some words"))


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
        read(data, name="a.pdf", options=ReadOptions(ocr="never"))


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
@pytest.mark.parametrize(
    "content",
    [
        b"q " * 1_000_000 + b"BT /L1 9 Tf 1 0 0 1 72 700 Tm (words) Tj ET",
        b"[" * 1_000_000,
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
    assert outcome(hostile.with_content(content)) in (0, 3, 6)


@pytest.mark.slow
@pytest.mark.parametrize(
    "made", [hostile.doubling_forms, hostile.recursive_form, hostile.flate_bomb]
)
def test_files_without_end_are_stopped(made: Callable[[], bytes]) -> None:
    (reading,) = read_alone(made, open_seconds=6.0)
    assert reading.error == LimitExceeded.__name__
    assert reading.seconds < 30
    assert reading.largest < 1.5e9


@pytest.mark.slow
@pytest.mark.parametrize("made", [hostile.rectangles, hostile.characters])
def test_pages_of_too_much_are_cut_and_say_so(made: Callable[[], bytes]) -> None:
    (reading,) = read_alone(made)
    assert reading.error is None
    assert "page-cut" in reading.codes
    assert reading.largest < 1.5e9


@pytest.mark.parametrize("made", [hostile.looping_tree, hostile.deep_tree])
def test_page_trees_that_lead_nowhere_are_damage(made: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableSource, match="page"):
        read(made(), name="a.pdf")


@pytest.mark.slow
def test_a_file_of_50000_pages_is_read_in_part_alone() -> None:
    data = hostile.many_pages()
    with pytest.raises(LimitExceeded, match="50,000 pages"):
        read(data, name="a.pdf")
    document = read(data, name="a.pdf", options=ReadOptions(pages=(1, 49_999)))
    assert block_text(document.blocks) == "some words\nsome words"


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        hostile.wrong_length(0),
        hostile.wrong_length(10**9),
        hostile.looping_prev(),
        hostile.broken_reference(),
    ],
    ids=["length 0", "length 10^9", "loop of /Prev", "startxref"],
)
def test_damage_that_can_be_repaired_is(data: bytes) -> None:
    assert block_text(read(data, name="a.pdf").blocks) == "some words"


@pytest.mark.slow
@pytest.mark.parametrize("count", [2_000_000_000, -5])
def test_the_number_of_pages_that_a_file_claims_is_not_believed(count: int) -> None:
    document = read(hostile.claimed_pages(count), name="a.pdf")
    assert document.source.pages == 1


@pytest.mark.slow
def test_dictionaries_nested_without_end_do_no_harm() -> None:
    assert block_text(read(hostile.deep_dictionaries(), name="a.pdf").blocks) == "x"


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.95, 0.5])
def test_a_truncated_file_is_damage(share: float) -> None:
    assert outcome(hostile.cut(share)) == UnreadableSource.exit_code


@pytest.mark.slow
def test_a_thousand_pages_take_little_more_memory_than_a_hundred() -> None:
    short, long = read_alone(partial(thick, 100), partial(thick, 1_000))
    assert long.largest - short.largest < 150e6


def thick(pages: int) -> bytes:
    """So many pages of ten lines and a small table."""
    sheets = []
    for number in range(pages):
        page = Page().lines(72, 80, *[f"line {n} of page {number} in words" for n in range(10)])
        page.table([72, 200, 300], [680, 700, 720], [["a", str(number)], ["b", "2"]])
        sheets.append(page)
    return drawn(*sheets)

"""Captions, outlines, languages, drop caps and notes of the margin."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Document, Heading, Table
from tablewright.converters.model.text import block_text, inline_text
from tablewright.converters.readers.pdf.lines.hyphens import Dropped
from tablewright.converters.readers.pdf.objects.languages import language_of
from tests.readers.pdf.drawn import Page, advance, drawn
from tests.readers.pdf.shown import read_here, shown

FULL = "本机关依法履行政府信息公开职责并按照要求编制本年度报告现予公布"
LINE = "The office answered every request that reached it within the legal time of that year, so"


def captions(document: Document) -> list[str]:
    return [inline_text(block.caption) for block in document.blocks if isinstance(block, Table)]


def table(page: Page, top: float) -> Page:
    return page.table([72, 200, 330], [top, top + 20, top + 40], [["name", "sum"], ["one", "12"]])


@pytest.mark.parametrize(
    "caption", ["表1 收支情况", "附表2 收支情况", "Table 1: Income", "Table A-1. Income", "附表"]
)
def test_a_caption_above_a_table_is_its_caption_even_in_bold(caption: str) -> None:
    page = Page().lines(72, 60, FULL, "正文。").text(72, 112, caption, bold=True)
    assert captions(read_here(drawn(table(page, 120)))) == [caption]


def test_captions_below_tables_are_told_by_their_distance() -> None:
    page = table(Page(), 100)
    page.table([90, 220, 350], [200, 220, 240], [["name", "sum"], ["two", "15"]])
    page.text(72, 152, "Table 1: First").text(72, 252, "Table 2: Second")
    assert captions(read_here(drawn(page))) == ["Table 1: First", "Table 2: Second"]


def test_a_sentence_about_a_table_is_no_caption() -> None:
    page = table(Page().text(72, 112, "Table 1 shows the income of the year."), 120)
    assert captions(read_here(drawn(page))) == [""]


def bookmarked(page: Page, *titles: str) -> bytes:
    """A page with bookmarks of its first level and, for titles after `>`, of the second."""
    entries = []
    for number, title in enumerate(titles):
        links = f"/Parent 9 0 R /Dest [7 0 R /XYZ 0 {800 - 40 * number} 0]"
        if number:
            links += f" /Prev {9 + number} 0 R"
        if number + 1 < len(titles):
            links += f" /Next {11 + number} 0 R"
        entries.append(f"<< /Title ({title}) {links} >>".encode())
    root = f"<< /Type /Outlines /First 10 0 R /Last {9 + len(titles)} 0 R >>".encode()
    return drawn(page, extra=[root, *entries], catalogue="/Outlines 9 0 R")


def headings(document: Document) -> list[tuple[int, str]]:
    return [
        (block.level, block_text((block,)))
        for block in document.blocks
        if isinstance(block, Heading)
    ]


def test_the_outline_names_headings_that_look_like_text() -> None:
    page = Page().text(72, 100, "1 Scope").lines(72, 130, LINE, "it was.")
    page.text(72, 190, "2 Terms").lines(72, 220, LINE, "it was.")
    assert headings(read_here(bookmarked(page, "Scope", "Terms"))) == [
        (1, "1 Scope"),
        (1, "2 Terms"),
    ]


def test_an_outline_that_names_other_things_is_no_witness() -> None:
    page = Page().text(72, 100, "Scope").lines(72, 130, LINE, "it was.")
    assert headings(read_here(bookmarked(page, "Page 1", "Page 2", "Scope"))) == []


def test_numbering_tells_levels_where_size_and_weight_do_not() -> None:
    page = Page()
    lines = ("一、总体情况", "（一）主动公开", "（二）依申请公开", "二、主要问题")
    for number, line in enumerate(lines):
        page.text(72, 100 + 60 * number, line, bold=True)
        page.lines(72, 120 + 60 * number, FULL, "正文。")
    assert headings(read_here(drawn(page))) == [
        *((1, lines[0]), (2, lines[1]), (2, lines[2]), (1, lines[3]))
    ]


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        (None, FULL, "zh-Hans"),
        (
            None,
            "本機關依法履行政府資訊公開職責並按照要求編製本年度報告請查閱。",
            "zh-Hant",
        ),
        (None, "この報告書は毎年の活動についてまとめたものです。ご覧ください。", "ja"),
        (None, "تقرير سنوي عن أعمال المكتب في السنة الماضية", "ar"),
        (None, "An annual report of the office.", None),
        ("de-DE", "Ein Bericht des Amtes.", "de-DE"),
        ("en-US", FULL, "zh-Hans"),
        ("zh-CN", FULL, "zh-CN"),
    ],
)
def test_the_language_is_the_stated_one_unless_the_script_is_another(
    stated: str | None, text: str, language: str | None
) -> None:
    assert language_of(stated, text) == language


def test_the_stated_language_is_read_from_the_catalogue() -> None:
    data = drawn(Page().text(72, 100, "words"), catalogue="/Lang (de-DE)")
    assert read_here(data).metadata.language == "de-DE"


def test_a_drop_cap_is_the_first_letter_of_its_paragraph() -> None:
    page = Page().text(72, 114, "T", size=28)
    page.lines(
        88,
        100,
        LINE[1:],
        "said the rules that every office of the town has to keep at all times of the day, until",
    )
    page.text(72, 128, "the text ends.")
    assert shown(page).startswith("The office answered")
    assert len(read_here(drawn(page)).blocks) == 1


def test_a_note_in_the_margin_does_not_break_the_paragraph_beside_it() -> None:
    page = Page().lines(120, 100, *[f"{LINE} on"] * 7, "end.")
    page.text(72, 128, "v3.00", size=8)
    first, second = read_here(drawn(page)).blocks
    assert block_text((first,)) == " ".join([f"{LINE} on"] * 7) + " end."
    assert block_text((second,)) == "v3.00"


def test_lines_of_contents_stay_apart() -> None:
    dots = " ." * 60
    page = Page().lines(72, 100, f"1 Scope{dots} 1", f"2 Terms{dots} 2")
    assert len(read_here(drawn(page)).blocks) == 2


ENDS = (
    LINE,
    "no request was left open when the year ended, and none was refused without a reason that",
)


def test_a_paragraph_goes_on_over_a_page_break_with_all_its_lines() -> None:
    first = Page().lines(72, 60, *ENDS * 4, pitch=12)
    second = Page().lines(72, 60, *(end[:1].lower() + end[1:] for end in ENDS), "stood.", pitch=12)
    assert shown(first, second) == " ".join((*ENDS * 4, "t" + LINE[1:], ENDS[1], "stood."))


def test_names_set_to_the_right_are_a_line_each() -> None:
    names = ("Ada Holm", "Bertil Sandqvist-Lindh", "Cy Ek", "Disa af Klint")
    page = Page().lines(72, 60, *ENDS, pitch=12)
    for number, name in enumerate(names):
        page.text(500 - advance(name, 10), 120 + 12 * number, name)
    assert shown(page) == "\n\n".join((" ".join(ENDS), *names))


def test_an_unfinished_sentence_goes_on_below_a_line_with_a_little_room() -> None:
    page = Page().lines(72, 60, *ENDS, pitch=12).lines(72, 120, LINE[:70], "to us.", pitch=12)
    assert shown(page) == "\n\n".join((" ".join(ENDS), f"{LINE[:70]} to us."))


def test_a_wide_word_moves_down_though_a_narrow_one_of_its_letters_had_room() -> None:
    lines = (LINE, f"{LINE[:71]} The", "Commonwealth told us when we asked it.")
    assert shown(Page().lines(72, 60, *lines, pitch=12)) == " ".join(lines)


def test_the_hyphen_of_a_compound_stays_where_its_line_ends() -> None:
    lines = (
        "Every brand of bread has a name on this shore, and the infor-",
        "mation on its price is kept by all the sellers of such brand-",
        "name goods as long as the law of the land says it must be.",
    )
    assert shown(Page().lines(72, 60, *lines, pitch=12)) == (
        "Every brand of bread has a name on this shore, and the information on its price is kept "
        "by all the sellers of such brand-name goods as long as the law of the land says it must "
        "be."
    )


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("a well-", "known one", True),
        ("the some-", "times", False),
        ("of brand-", "name", True),
        ("the over-", "see", False),
        ("12-", "inch", False),
    ],
)
def test_compounds_are_told_by_the_words_of_the_document(
    above: str, below: str, expected: bool
) -> None:
    known = ["It is well-known", "sometimes some times", "name of a brand", "over and see"]
    assert Dropped([], known).is_compound(above, below) is expected


@pytest.mark.parametrize("words", [2, 400])
def test_the_document_information_is_read_however_long(words: int) -> None:
    title = " ".join(["report"] * words)
    extra = [f"<< /Title ({title}) /Author (Office) /CreationDate (D:20240229) >>".encode()]
    file = drawn(Page().text(72, 100, LINE), extra=extra, trailer="/Info 9 0 R")
    found = read_here(file).metadata
    assert (found.title, found.authors, found.created) == (title, ("Office",), "2024-02-29")


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("the first cases of COVID-", "19 in that year", "COVID-19 in"),
        ("members and also some non-", "EU countries", "non-EU countries"),
        ("and the office took twenty-", "five of them", "twenty-five of"),
        ("the pictures were all X-", "ray ones of it", "X-ray ones"),
        ("what is counted as self-", "employment here", "self-employment here"),
        ("the rates for short-", "and long-term loans", "short- and long-term"),
        ("the board named the inter-", "national rates", "international rates"),
    ],
)
def test_a_hyphen_that_parts_no_syllables_stays_at_the_end_of_a_line(
    above: str, below: str, text: str
) -> None:
    first = f"{LINE[: len(LINE) - len(above) - 1]} {above}"
    assert text in shown(Page().lines(72, 100, LINE, first, below))


def test_bold_entries_of_contents_are_no_headings() -> None:
    page = Page().text(72, 60, "Contents", size=14, bold=True)
    for n, title in enumerate(("Introduction", "Files and white space", "Comments")):
        page.text(72, 90 + 20 * n, f"{n + 1} {title}", bold=True)
        page.text(480, 90 + 20 * n, f"{n + 1}", bold=True)
    page.text(72, 160, "1 Introduction", bold=True).lines(72, 180, *ENDS)
    text = shown(page)
    assert "# 1 Introduction\n" in text
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Contents",
        "## 1 Introduction",
    ]

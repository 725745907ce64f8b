"""Tables drawn with lines."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tablewright.cli import app
from tablewright.converters.model import Table
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.shown import shown, tables_of
from tests.tables.notation import printed

XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 220.0, 240.0, 260.0)
ROWS = (("Item", "Count", "Note"), ("first", "12", "none"), ("second", "3.5", "two words"))
PLAIN = "Item | Count | Note\nfirst | 12 | none\nsecond | 3.5 | two words"


def texts(page: Page) -> Page:
    return page.texts([x + 4 for x in XS[:-1]], [y + 13 for y in YS[:-1]], ROWS)


def test_a_full_grid_is_a_table_between_its_paragraphs() -> None:
    page = Page().text(72, 100, "before").table(XS, YS, ROWS).text(72, 300, "after")
    assert shown(page) == f"before\n\n{PLAIN}\n\nafter"


def test_rules_drawn_as_thin_fills_are_lines() -> None:
    page = texts(Page())
    for x in XS:
        page.box(x - 0.3, YS[0], x + 0.3, YS[-1], grey=0)
    for y in YS:
        page.box(XS[0], y - 0.3, XS[-1], y + 0.3, grey=0)
    assert shown(page) == PLAIN


def test_dots_are_lines_in_the_direction_in_which_they_follow_each_other() -> None:
    page = texts(Page())
    for x in XS:
        for n in range(40):
            y = 200 + 1.5 * n
            page.box(x - 0.35, y - 0.35, x + 0.35, y + 0.35, grey=0)
    for y in YS:
        for n in range(201):
            x = 72 + 1.5 * n
            page.box(x - 0.35, y - 0.35, x + 0.35, y + 0.35, grey=0)
    assert shown(page) == PLAIN


def test_a_grid_of_one_column_is_a_table_where_its_entries_are_short() -> None:
    entries = ["Subject", "first entry", "second entry", "third entry"]
    page = Page().grid((72, 272), (200, 220, 240, 260, 280))
    page.lines(76, 213, *entries, pitch=20)
    assert shown(page) == "Subject\nfirst entry\nsecond entry\nthird entry"


def test_frames_above_each_other_with_prose_are_no_table() -> None:
    page = Page().grid((72, 472), (200, 250, 300, 350))
    for top in (200, 250, 300):
        page.lines(76, top + 14, *(["some words of a remark that fill the line to its end"] * 3))
    assert tables_of(page) == []


def test_a_range_of_numbers_in_two_lines_has_no_space() -> None:
    page = Page().grid(XS, YS).texts([x + 4 for x in XS], [213, 253], (ROWS[0], ("a", "b", "c")))
    page.lines(176, 230, "1990–", "1999", pitch=8, size=7)
    assert shown(page) == "Item | Count | Note\n | 1990–1999 | \na | b | c"


def test_cells_drawn_as_boxes_are_a_grid() -> None:
    page = texts(Page())
    for x0, x1 in itertools.pairwise(XS):
        for y0, y1 in itertools.pairwise(YS):
            page.box(x0 + 0.4, y0 + 0.4, x1 - 0.4, y1 - 0.4)
    assert shown(page) == PLAIN


def test_dashes_are_one_line() -> None:
    page = texts(Page())
    for x in XS:
        for start in range(200, 260, 4):
            page.line(x, start, x, start + 2)
    for y in YS:
        for start in range(72, 372, 4):
            page.line(start, y, start + 2, y)
    assert shown(page) == PLAIN


def test_a_table_without_outer_sides_keeps_its_outer_columns() -> None:
    page = texts(Page())
    for x in XS[1:-1]:
        page.line(x, YS[0], x, YS[-1])
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    assert shown(page) == PLAIN


def test_two_rules_that_end_too_early_give_their_table_no_column() -> None:
    xs, ys = (72.0, 172.0, 272.0), tuple(200.0 + 20 * row for row in range(6))
    page = Page()
    for x in xs:
        page.line(x, ys[0], x, ys[-1])
    for number, y in enumerate(ys):
        page.line(xs[0], y, 252 if number in (2, 4) else xs[-1], y)
    page.texts([76, 240], [y + 13 for y in ys[:-1]], [(f"row {n}", "1409.5") for n in range(5)])
    assert shown(page) == "\n".join(f"row {n} | 1409.5" for n in range(5))


def test_a_table_without_outer_lines_keeps_its_first_and_last_row() -> None:
    page = texts(Page())
    page.line(172, 200, 172, 260).line(272, 200, 272, 260)
    page.line(72, 220, 372, 220).line(72, 240, 372, 240)
    assert shown(page) == PLAIN


def test_missing_walls_are_spans() -> None:
    page = Page()
    for y, start, end in ((200, 72, 372), (220, 172, 372), (240, 72, 372), (260, 72, 372)):
        page.line(start, y, end, y)
    for x, start, end in ((72, 200, 260), (172, 200, 260), (272, 220, 260), (372, 200, 260)):
        page.line(x, start, x, end)
    page.text(76, 224, "Item").text(240, 213, "Year").text(176, 233, "2023").text(276, 233, "2024")
    page.texts((76, 176, 276), (253,), (("all", "5", "7"),))
    assert shown(page) == "Item | Year | <\n^ | 2023 | 2024\nall | 5 | 7"


def test_wrapped_cells_are_one_paragraph() -> None:
    page = Page().grid((72, 132, 232), (200, 250, 280))
    page.lines(76, 213, "行政许可", "决定数量").text(136, 226, "12").texts((76, 136), (295,), ())
    page.texts((76, 136), (268,), (("其他", "3"),))
    assert shown(page) == "行政许可决定数量 | 12\n其他 | 3"


def test_a_text_cut_off_at_its_cell_ends_where_that_of_the_next_cell_starts() -> None:
    page = Page().grid((72, 152, 272), (200, 220, 240, 260))
    page.texts((76, 153), (213, 253), (("Given name", "Street"), ("Ada", "12 Mill Road")))
    page.text(73, 233, "Maximiliane & El").text(153, 233, "2165 North Avenue")
    assert shown(page) == (
        "Given name | Street\nMaximiliane & El | 2165 North Avenue\nAda | 12 Mill Road"
    )


def test_a_number_broken_in_a_narrow_cell_leaves_its_row_whole() -> None:
    xs, ys = (72, 172, 208, 244, 280, 316, 352), (200, 220, 260, 300)
    page = Page().grid(xs, ys)
    for x, head in zip((76, 176, 212, 248, 284, 320), ("Office", *"ABCD", "Sum"), strict=True):
        page.text(x, 213, head)
    for y, label, rest in ((240, "Northern", "7"), (280, "Southern", "8")):
        page.lines(76, y - 7, label, "district")
        page.lines(176, y - 7, "70000", rest)
        for x, number in ((212, "85611"), (248, "94467"), (284, "93327")):
            page.text(x, y, number)
        page.lines(320, y - 7, "72215", "53260")
    assert shown(page) == (
        "Office | A | B | C | D | Sum\n"
        "Northern district | 700007 | 85611 | 94467 | 93327 | 72215 53260\n"
        "Southern district | 700008 | 85611 | 94467 | 93327 | 72215 53260"
    )


def test_a_label_written_downwards_is_one_label() -> None:
    page = Page().grid((72, 92, 232), (200, 260, 320)).lines(76, 215, "结", "果", "一", pitch=16)
    page.lines(76, 275, "其", "他", "二", pitch=16).texts((100,), (230, 290), (("9",), ("8",)))
    assert shown(page) == "结果一 | 9\n其他二 | 8"


@pytest.mark.parametrize("turn", [1, -1])
def test_text_turned_inside_a_cell_is_read_along_its_direction(turn: int) -> None:
    page = Page().grid((72, 102, 232), (200, 300, 320))
    for number, line in enumerate(("turned", "label")):
        x = 84 + 12 * number if turn == 1 else 92 - 12 * number
        y = page.height - (290 if turn == 1 else 210)
        page.text(0, 0, line, matrix=f"0 {turn} {-turn} 0 {x} {y}")
    page.text(110, 250, "9").text(72, 350, "level words below").texts(
        (76, 110), (313,), (("x", "8"),)
    )
    assert shown(page) == "turned label | 9\nx | 8\n\nlevel words below"


def test_a_picture_frame_or_a_ruled_line_is_no_table() -> None:
    page = Page().box(72, 100, 500, 160).text(80, 130, "words in a frame")
    page.line(72, 300, 500, 300).text(72, 320, "words below a line")
    assert shown(page) == "words in a frame\n\nwords below a line"


def test_alignment_of_cells_is_kept() -> None:
    page = Page().grid((72, 172, 272), (200, 220, 240))
    page.text(117, 213, "mid").text(248, 213, "1,000").text(112, 233, "mid2").text(258, 233, "12")
    (table,) = tables_of(page)
    assert [cell.alignment for cell in table.cells] == ["center", "right", "center", "right"]


def test_shaded_cells_head_columns() -> None:
    page = (
        Page()
        .box(*(72, 200, 372, 220), grey=0.8)
        .table(XS, YS, (("Name", "Place", "Kind"), ("a b", "c d", "e f"), ("g", "h", "i")))
    )
    (table,) = tables_of(page)
    assert table.header_rows == 1


def two_pages(first: list[list[str]], second: list[list[str]]) -> tuple[Page, Page]:
    xs = (72.0, 232.0, 312.0, 392.0)
    above, below = Page(), Page()
    start = 780 - 20 * len(first)
    above.text(72, start - 20, "before").table(
        xs, [start + 20 * n for n in range(len(first) + 1)], first
    )
    below.table(xs, [72 + 20 * n for n in range(len(second) + 1)], second)
    return above.text(290, 815, "1"), below.text(290, 815, "2").text(72, 300, "after")


def test_a_table_over_two_pages_is_one_and_its_repeated_header_goes() -> None:
    pages = two_pages([["Item", "A", "B"], ["x", "1", "2"]], [["Item", "A", "B"], ["y", "3", "4"]])
    assert shown(*pages) == "before\n\nItem | A | B\nx | 1 | 2\ny | 3 | 4\n\nafter"


def test_stitching_can_be_switched_off() -> None:
    pages = two_pages([["Item", "A", "B"], ["x", "1", "2"]], [["y", "3", "4"], ["z", "5", "6"]])
    assert [table.rows for table in tables_of(*pages, stitched=False)] == [2, 2]
    (table,) = tables_of(*pages)
    assert [(part.first_row, part.rows) for part in table.fragments] == [(0, 2), (2, 2)]


def test_two_tables_with_other_columns_stay_two() -> None:
    above = Page().table((72, 272, 372), (700, 720, 740), (("Item", "A"), ("x", "1")))
    below = Page().table(XS, YS, ROWS)
    tables: list[Table] = tables_of(above, below)
    assert [table.columns for table in tables] == [2, 3]


def test_text_between_the_pieces_keeps_them_apart() -> None:
    above = Page().table(XS, (700, 720, 740), (("a", "b", "c"), ("1", "2", "3")))
    below = Page().text(72, 100, "表二 另一张表").table(XS, YS, ROWS)
    assert [table.rows for table in tables_of(above, below)] == [2, 3]


def test_a_mark_of_continuation_between_the_pieces_belongs_to_the_cut() -> None:
    above = Page().table(XS, (700, 720, 740), (("a", "b", "c"), ("d", "1", "2")))
    below = Page().text(200, 65, "续表").table(XS, (72, 92), (("e", "3", "4"),))
    (table,) = tables_of(above, below)
    assert [(part.first_row, part.rows) for part in table.fragments] == [(0, 2), (2, 1)]


def test_a_piece_after_a_heading_in_the_middle_of_a_page_is_a_table_of_its_own() -> None:
    above = Page().table(XS, (700, 720, 740), (("a", "b", "c"), ("d", "1", "2")))
    below = Page().text(72, 300, "Results of the next year", size=16)
    below.table(XS, (320, 340, 360), (("e", "3", "4"), ("f", "5", "6")))
    assert [table.rows for table in tables_of(above, below)] == [2, 2]


def test_a_cell_of_prose_over_the_page_is_one_cell() -> None:
    above = Page().grid((72, 172, 372), (700, 720)).line(72, 720, 72, 790)
    above.line(172, 720, 172, 790).line(372, 720, 372, 790)
    above.texts((76, 176), (713,), (("Task", "What was done"),))
    above.text(76, 733, "first").lines(176, 733, "the office wrote a report", "and sent it to all")
    below = Page().line(72, 72, 72, 120).line(172, 72, 172, 120).line(372, 72, 372, 120)
    below.line(72, 100, 372, 100).line(72, 120, 372, 120)
    below.text(176, 85, "who had asked for it.").texts((76, 176), (113,), (("second", "none"),))
    assert shown(above, below) == (
        "Task | What was done\n"
        "first | the office wrote a report and sent it to all who had asked for it.\n"
        "second | none"
    )


def test_a_label_that_hangs_below_its_rows_at_a_break_stays_a_label() -> None:
    above = Page().line(72, 700, 272, 700).line(122, 720, 272, 720).line(122, 740, 272, 740)
    above.line(72, 700, 72, 790).line(122, 700, 122, 790)
    above.line(172, 700, 172, 740).line(272, 700, 272, 740)
    above.text(76, 770, "group").texts((126, 176), (713, 733), (("a", "1"), ("b", "2")))
    below = Page().table((72, 122, 172, 272), (72, 92), (("", "c", "3"),))
    (table,) = tables_of(above, below)
    assert printed(table) == "group | a | 1\n^ | b | 2\n^ | c | 3"


def test_the_command_line_leaves_pieces_apart_when_asked(tmp_path: Path) -> None:
    source = tmp_path / "cut.pdf"
    pages = two_pages([["Item", "A", "B"], ["x", "1", "2"]], [["y", "3", "4"], ["z", "5", "6"]])
    source.write_bytes(drawn(*pages))
    rows = {}
    for choice in ("--stitch", "--no-stitch"):
        result = CliRunner().invoke(app, ["convert", str(source), "--to", "json", choice])
        assert result.exit_code == 0
        blocks = json.loads(result.stdout)["document"]["blocks"]
        rows[choice] = [block["rows"] for block in blocks if block["type"] == "table"]
    assert rows == {"--stitch": [4], "--no-stitch": [2, 2]}


@pytest.mark.parametrize("closed", [True, False])
def test_two_tables_of_the_same_columns_leave_the_text_between_them(closed: bool) -> None:
    page, rows = Page(), (("Area", "Count"), ("North", "12"), ("South", "7"))
    for top in (100, 220):
        ys = (top, top + 20, top + 40, top + 60)
        page.texts((76, 204), tuple(y + 13 for y in ys), rows)
        page.line(200, top, 200, top + 60)
        for y in ys:
            page.line(72, y, 400, y)
        for x in (72, 400) if closed else ():
            page.line(x, top, x, top + 60)
    page.text(72, 195, "Figures of the second half")
    table = "Area | Count\nNorth | 12\nSouth | 7"
    assert shown(page) == f"{table}\n\nFigures of the second half\n\n{table}"


def test_a_row_over_all_columns_does_not_part_a_table_without_sides() -> None:
    page = Page().line(200, 100, 200, 140).line(200, 160, 200, 200)
    for y in (100, 120, 140, 160, 180, 200):
        page.line(72, y, 400, y)
    rows = (("Area", "Count"), ("North", "12"), ("Second half",), ("North", "3"), ("South", "7"))
    page.texts((76, 204), (113, 133, 153, 173, 193), rows)
    assert shown(page) == "Area | Count\nNorth | 12\nSecond half | <\nNorth | 3\nSouth | 7"

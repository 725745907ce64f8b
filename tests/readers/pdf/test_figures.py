"""Figures of lines aslant, of curves and of bars that lie: their labels are no tables."""

from __future__ import annotations

import numpy as np

from tablewright.converters.readers.pdf.drawn.axes import axes_of
from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown, tables_of


def curve(page: Page, x: float, y: float) -> None:
    """A line of a chart, from left to right and up."""
    for step in range(4):
        page.line(x + 25 * step, y - 12 * step, x + 25 * step + 25, y - 12 * step - 12)


def test_several_small_charts_in_one_figure_are_no_table() -> None:
    page = Page()
    for place, name in enumerate(("Alm 204", "Ost 117", "Ulv 302")):
        left = 80 + 150 * place
        page.text(left + 10, 100, name).text(left + 10, 120, f"p = 0.{place}4")
        page.text(left + 12, 135, "Boats").text(left + 12, 150, f"{place + 2}0 tons")
        page.line(left, 100, left, 200).line(left, 200, left + 110, 200)
        curve(page, left, 190)
        curve(page, left, 175)
    assert tables_of(page) == []


def test_bars_that_lie_over_the_lines_of_a_scale_are_no_grid() -> None:
    page = Page()
    for place in range(5):
        page.line(160 + 60 * place, 90, 160 + 60 * place, 250)
        page.text(155 + 60 * place, 265, f"{place}0 %")
    page.line(160, 90, 400, 90).line(160, 250, 400, 250)
    for row, long in enumerate((200, 80, 140, 40, 170)):
        y = 100 + 30 * row
        page.text(80, y + 11, f"harbour {row}").text(164 + long, y + 11, f"{long / 6:.1f}")
        page.box(160, y, 160 + long, y + 16, grey=0.5).box(160, y, 160 + long, y + 16)
    assert tables_of(page) == []


def plot(page: Page) -> None:
    """A frame with marks and numbers along two sides, and a legend in a frame of its own."""
    page.box(150, 100, 350, 220).box(160, 105, 220, 135).text(164, 117, "even").text(
        164, 130, "odd"
    )
    for place in range(5):
        page.line(160 + 45 * place, 220, 160 + 45 * place, 226)
        page.text(155 + 45 * place, 238, f"{place}.5")
        page.line(144, 210 - 25 * place, 150, 210 - 25 * place)


def test_a_frame_with_marks_along_two_sides_is_a_plot() -> None:
    page = Page()
    plot(page)
    page.line(250, 100, 250, 220).line(150, 160, 350, 160)
    page.text(255, 150, "Alm").text(155, 180, "Ost").text(255, 180, "Ulv")
    assert tables_of(page) == []


def test_a_frame_around_one_curve_is_a_plot() -> None:
    page = Page().box(150, 100, 350, 220).line(250, 100, 250, 220).line(150, 160, 350, 160)
    page.text(255, 150, "Alm").text(155, 180, "Ost").text(255, 180, "Ulv")
    steps = " ".join(f"{150 + 2 * x} {640 + 0.01 * x * x:.2f} l" for x in range(1, 100))
    page.content.append(f"150 640 m {steps} S")
    assert tables_of(page) == []


def test_boxes_joined_by_arrows_are_no_grid() -> None:
    page = Page().grid([150, 220, 280, 350], [100, 130, 190, 220])
    for x, y, text in ((160, 118, "Well"), (290, 118, "Ill"), (160, 208, "Away"), (290, 208, "In")):
        page.text(x, y, text)
    page.line(185, 130, 185, 180).line(315, 130, 315, 180)
    for x in (185, 315):
        top = page.height - 180
        page.content.append(f"{x - 3} {top} m {x + 3} {top} l {x} {top - 9} l h f")
    assert tables_of(page) == []


def test_a_cloud_of_thousands_of_points_is_a_figure() -> None:
    page = Page().box(150, 100, 350, 220).line(250, 100, 250, 220).line(150, 160, 350, 160)
    page.text(255, 150, "Alm").text(155, 180, "Ost").text(255, 180, "Ulv")
    for place in range(1600):
        x, y = 152 + place % 80 * 2.4, 102 + place // 80 * 5.5
        page.line(x, y, x + 3.5, y + 3.5)
    page.line(450, 500, 454, 504)
    assert tables_of(page) == []


def test_a_table_with_one_line_aslant_in_its_corner_is_one() -> None:
    rows = [("", "2023", "2024"), ("Boats", "12", "48"), ("Crew", "7", "21")]
    page = Page().table([72, 172, 252, 332], [100, 140, 160, 180], rows)
    page.line(72, 100, 172, 140)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_bars_that_touch_are_a_chart() -> None:
    page = Page()
    for number, high in enumerate((20, 55, 90, 140, 120, 80, 44)):
        x = 100 + 40 * number
        page.box(x, 300 - high, x + 39.5, 300, grey=0.6).text(x + 12, 296 - high, str(3 * high))
        page.text(x + 8, 312, f"{number}-{number + 1}")
    assert tables_of(page) == []


def test_bars_on_both_sides_of_their_labels_are_a_chart() -> None:
    page = Page().text(150, 90, "Men").text(320, 90, "Women")
    for number, (one, other) in enumerate(((30, 44), (41, 55), (60, 66), (72, 75), (90, 88))):
        y = 100 + 16 * number
        page.box(230 - one, y, 230, y + 12, grey=0.6).box(270, y, 270 + other, y + 12, grey=0.4)
        page.text(238, y + 10, f"{60 - 5 * number}+").text(200 - one, y + 10, f"{one / 10}")
        page.text(274 + other, y + 10, f"{other / 10}")
    assert tables_of(page) == []


def test_bars_on_bars_are_a_chart_though_they_hold_numbers() -> None:
    page = Page()
    for number, (low, high) in enumerate(((60, 45), (40, 70), (30, 50), (50, 50))):
        x = 100 + 70 * number
        page.box(x, 300 - low, x + 40, 300, grey=0.8)
        page.box(x, 300 - low - high, x + 40, 300 - low, grey=0.6)
        page.text(x + 15, 304 - low / 2, str(low)).text(x + 15, 304 - low - high / 2, str(high))
        page.text(x + 10, 314, str(2001 + number))
    assert tables_of(page) == []


def panel(page: Page, x: float, y: float, *, numbers: bool = False) -> None:
    """A frame of 90 by 24 points with even strokes on its left and lower side."""
    page.box(x, y, x + 90, y + 24)
    for place in range(4):
        page.line(x + 9 + 24 * place, y + 24, x + 9 + 24 * place, y + 27)
        page.line(x - 4, y + 3 + 6 * place, x, y + 3 + 6 * place)
    if numbers:
        page.text(x - 22, y + 10, "1.5", size=8).text(x - 22, y + 22, "0.5", size=8)


def test_panels_under_each_other_and_beside_each_other_are_one_figure_with_their_scales() -> None:
    page = Page()
    for row in range(4):
        for column in range(3):
            panel(page, 100 + 110 * column, 100 + 40 * row, numbers=not column)
            page.text(104 + 110 * column, 96 + 40 * row, f"Gate {row + 2 * column}", size=8)
            page.text(165 + 110 * column, 96 + 40 * row, f"{row}.{column}7", size=8)
    assert tables_of(page) == []


def test_spikes_of_many_lengths_on_one_level_are_a_plot() -> None:
    page = Page().line(90, 200, 400, 200).line(90, 100, 400, 100).line(90, 100, 90, 200)
    for place in range(12):
        page.line(100 + 25 * place, 200 - (place * 37 % 90 + 5), 100 + 25 * place, 200)
    for row in range(3):
        page.text(95, 128 + 25 * row, "early").text(180, 128 + 25 * row, "late")
        page.text(265, 128 + 25 * row, f"{row}.4")
    assert tables_of(page) == []


def test_the_band_of_colour_over_a_panel_is_its_name() -> None:
    page = Page()
    for left, name in ((110, "ebb"), (285, "flood")):
        page.box(left, 100, left + 170, 116, grey=0.8).box(left, 100, left + 170, 116)
        page.text(left + 70, 111, name)
        page.box(left, 116, left + 170, 216)
        curve(page, left + 20, 210)
        curve(page, left + 20, 180)
    assert tables_of(page) == []


def test_values_of_a_table_beside_bars_are_no_scale_of_these() -> None:
    page = Page().text(70, 100, "Region").text(140, 100, "Rate").line(68, 104, 340, 104)
    rates = (("Aldby", 72.4), ("Brenna", 55.1), ("Corvik", 41.7), ("Dalheim", 30.2), ("Esk", 12.9))
    for number, (name, rate) in enumerate(rates):
        y = 116 + 16 * number
        page.text(70, y, name).text(150, y, str(rate)).line(68, y + 4, 340, y + 4)
        page.box(178, y - 8, 178 + 2 * rate, y, grey=0.5)
    table = tables_of(page)[0]
    assert (table.rows, table.columns) == (6, 2)


def test_a_ruler_along_the_sides_of_the_page_makes_no_plot_of_it() -> None:
    page = Page()
    for place in range(40):
        page.line(3, 8 + 20.6 * place, 8, 8 + 20.6 * place)
    for place in range(56):
        page.line(8 + 10.5 * place, 3, 8 + 10.5 * place, 4.5 + place % 7)
    page.line(592, 3, 592, 839).line(3, 3, 592, 3)
    xs, rows = (100, 180, 260), [("Gate", "low", "high"), *((f"g{n}", "1", "2") for n in range(4))]
    page.texts(xs, [200 + 14 * n for n in range(5)], rows)
    page.line(95, 188, 320, 188).line(95, 204, 320, 204).line(95, 260, 320, 260)
    assert len(tables_of(page)) == 1


def strokes(places: list[float]) -> list[tuple[float, float]]:
    """First and last places of the axes that short strokes at some places are."""
    return [axis[:2] for axis in axes_of(np.array([(place, 96.0, 100.0) for place in places]))]


def test_axes_above_each_other_have_as_many_strokes_each() -> None:
    one, other = [16.0 * n for n in range(7)], [200 + 16.0 * n for n in range(7)]
    assert strokes(one + other) == [(0.0, 96.0), (200.0, 296.0)]
    higher = [*one, *(126 + 16.0 * n for n in range(9))]  # rows of a table, one of them higher
    assert strokes(higher) == []

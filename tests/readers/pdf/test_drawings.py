"""Paths: their points from memory are those that pdfium's calls tell; sub-paths and what closes."""

from __future__ import annotations

import pypdfium2
import pytest

from tablewright.converters.readers.pdf.objects import pathpoints
from tablewright.converters.readers.pdf.objects.drawings import Drawings
from tablewright.converters.readers.pdf.objects.page import read_page

from .drawn import Page, drawn, stream

PATHS = (
    "10 20 100 50 re S",
    "10 100 m 200 100 l S",
    "10 120 m 200 120 l 300 120 m 400 120 l S",
    "10 140 m 60 140 l 60 160 l 10 160 l h S 100 140 m 150 140 l S",
    "10 200 m 20 260 80 260 100 200 c h f",
    "10 300 m 90 300 l 90 320 l 10 320 l h 120 300 m 200 300 l S",
    "10 310 m 60 310 l 120 320 m 130 350 140 350 150 320 c S",
    "10 400 m 10 400 l S 5 5 m S",
)


def drawings(*paths: str) -> Drawings:
    page = Page()
    page.content += paths
    return read_page(pypdfium2.PdfDocument(drawn(page)), 0).drawings


def shapes(found: Drawings) -> tuple[object, ...]:
    arrays = (found.horizontal, found.vertical, found.fills, found.fill_colours)
    return (*(array.tolist() for array in arrays), found.curves)


def test_this_pdfium_keeps_points_as_known() -> None:
    assert pathpoints._lies_as_known()


@pytest.mark.parametrize("path", PATHS)
def test_points_read_from_memory_are_those_that_calls_tell(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = shapes(drawings(path))
    monkeypatch.setattr(pathpoints, "_lies_as_known", lambda: False)
    assert shapes(drawings(path)) == fast


def test_each_straight_sub_path_counts_and_curved_ones_do_not() -> None:
    found = drawings(*PATHS)
    assert found.curves == 6  # three points each
    assert sorted(x1 - x0 for _, x0, x1 in found.horizontal.tolist()) == [
        *(0, 50, 50, 50, 50, 80, 80, 80, 100, 100, 100, 190, 190)
    ]
    assert [x for x, *_ in found.vertical.tolist()] == [10, 110, 10, 60, 10, 90]


def test_lines_of_forms_stand_where_each_form_is_placed() -> None:
    form = stream(
        b"10 700 m 60 700 l S",
        "/Type /XObject /Subtype /Form /BBox [0 0 600 900]",
    )
    page = Page()
    page.content += ["10 650 m 70 650 l S", "/F Do", "q 2 0 0 1 0 -100 cm /F Do Q"]
    page.content += ["10 550 m 80 550 l S", "q 1 0 0 1 0 -200 cm /F Do Q"]
    page.resources += "/XObject << /F 9 0 R >>"
    found = read_page(pypdfium2.PdfDocument(drawn(page, extra=[form])), 0).drawings
    high = page.height
    assert found.horizontal.tolist() == [
        [high - 650, 10, 70],
        [high - 700, 10, 60],
        [high - 600, 20, 120],
        [high - 550, 10, 80],
        [high - 500, 10, 60],
    ]


def test_thin_sides_of_frames_whose_ends_are_cut_aslant_are_lines() -> None:
    found = drawings(
        "10 500 m 200 500 l 199 501 l 11 501 l h f",
        "200 500 m 200 560 l 199 559 l 199 501 l 200 500 l h f",
        "10 600 m 200 600.8 l 200 601.6 l 10 600.8 l h f",  # a stroke aslant
    )
    assert (len(found.horizontal), len(found.vertical), len(found.fills)) == (1, 1, 0)
    assert found.horizontal[0, 1:].tolist() == [10, 200]

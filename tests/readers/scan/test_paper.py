"""Photographs of a sheet that lies on something."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tablewright.converters.model import Table
from tablewright.converters.model.text import block_text
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.scan.paper import seen_from_above, sheet_corners
from tablewright.converters.readers.scan.pictures import PagePicture
from tablewright.converters.readers.scan.planes import as_colours
from tablewright.converters.readers.scan.read import read_scan
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures
from tests.tables.notation import printed

cv2 = pytest.importorskip("cv2", reason="needs the extra `ocr`")

Colours = NDArray[np.uint8]
ASKEW = ((70, 50), (1500, 110), (1590, 2260), (30, 2290))
"""Corners of the sheet in a picture of 1654 x 2339 pixels."""
TILTED = ((190, 60), (1620, 190), (1430, 2290), (20, 2160))
LEVEL = ((60, 60), (1594, 60), (1594, 2279), (60, 2279))
XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 224.0, 248.0, 272.0)
ROWS = (("Item", "Count", "Note"), ("first", "1,204", "none"), ("second", "3.5", "two"))


def sheet() -> Colours:
    page = Page().text(72, 100, "Good news each day", size=14).table(XS, YS, ROWS)
    return np.asarray(pictures(page)[0].convert("RGB"), np.uint8)


def photographed(corners: tuple[tuple[int, int], ...], table: int = 70) -> Colours:
    """The sheet on a dark table, with light that fades to one side."""
    flat = sheet()
    high, wide = flat.shape[:2]
    square = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    matrix = cv2.getPerspectiveTransform(square, np.array(corners, np.float32))
    seen = cv2.warpPerspective(flat, matrix, (1654, 2339), borderValue=(table, table, table))
    light = np.linspace(0.8, 1.0, seen.shape[1])[None, :, None]
    return np.asarray(seen * light, np.uint8)


@pytest.mark.parametrize("corners", [ASKEW, TILTED])
def test_the_corners_of_a_sheet_seen_askew_are_found(
    corners: tuple[tuple[int, int], ...],
) -> None:
    found = sheet_corners(photographed(corners))

    assert found is not None
    # A few pixels at the sides are left out.
    assert np.abs(found - np.array(corners)).max() < 18


def test_a_grey_picture_stays_one_plane_and_keeps_the_size_of_its_page() -> None:
    gray = np.ascontiguousarray(photographed(ASKEW)[:, :, 0])
    picture = PagePicture(1, as_colours(gray), 200.0, jpeg=b"as it was")

    made = seen_from_above(picture)

    assert made.colours.strides[2] == 0
    assert made.jpeg is None
    assert max(made.colours.shape) / made.dpi == pytest.approx(2339 / 200)


def framed() -> Colours:
    page = sheet().copy()
    page[100:110, 100:-100] = page[-110:-100, 100:-100] = 0
    page[100:-100, 100:110] = page[100:-100, -110:-100] = 0
    return page


@pytest.mark.parametrize(
    "colours",
    [
        sheet(),
        framed(),
        photographed(LEVEL),
        photographed(ASKEW, table=255),
        np.full((2339, 1654, 3), 90, np.uint8),
        np.random.default_rng(1).integers(0, 255, (900, 700, 3)).astype(np.uint8),
        np.zeros((20, 20, 3), np.uint8),
    ],
    ids=["scan", "frame", "level on black", "white on white", "grey", "noise", "tiny"],
)
def test_other_pictures_stay_as_they_are(colours: Colours) -> None:
    picture = PagePicture(1, colours, 200.0)

    assert seen_from_above(picture) is picture


@pytest.mark.ocr
def test_a_table_on_a_sheet_seen_askew_is_read() -> None:
    out = io.BytesIO()
    Image.fromarray(photographed(ASKEW)).save(out, "JPEG", quality=88)

    document = read_scan(Source("photo.jpg", out.getvalue()), ReadOptions())

    heading, found = document.blocks
    assert block_text([heading]) == "Good news each day"
    assert isinstance(found, Table)
    assert printed(found).splitlines()[1:] == ["first | 1,204 | none", "second | 3.5 | two"]
    assert "sheet-flattened" in [finding.code for finding in document.diagnostics]

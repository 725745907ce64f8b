"""What a page was read from, as plain data: its picture, characters, rulings and grids.

The pictures that `converters/debug` draws are made of these and of the document, so they show
what the reader had and what it made of it, and nothing that was computed a second time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image

from ....errors import LimitExceeded, UsageError
from ....model import PageOrigin
from ..grids.grids import PageTable
from ..objects.geometry import Box, rounded
from ..objects.png import png_of
from ..pages.witness import Seen

SCALE = 2.0
"""Pixels of a point in the picture of a page."""
_LARGEST = 4_000
"""Pixels of the longer side beyond which a page is shown smaller."""
MOST_PAGES = 200
"""Pages that are shown at once."""
_ALL = 400
"""Pages up to which the whole file is read to show one of them."""
_AROUND = 20
"""Pages read on either side of a shown one in longer files."""


class GridView(Struct, frozen=True):
    """The lines of one table of a page, in points."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    ruled: bool
    """Whether rulings gave them, not white space and alignment."""


class PageView(Struct, frozen=True):
    """A page and what was found on it, in points from the top left corner.

    Arrays are little-endian 32-bit floats.
    """

    number: int
    """From 1."""
    width: float
    height: float
    picture: bytes
    """A PNG file."""
    characters: bytes
    """Boxes, four numbers for each character."""
    hidden: bytes
    """One byte for each character: 1 for text that is not shown."""
    confidences: bytes
    """A number for each character; empty for a page that was not read from its picture."""
    horizontal: bytes
    """Rulings: y, left, right."""
    vertical: bytes
    """Rulings: x, top, bottom."""
    images: tuple[Box, ...]
    """All pictures drawn on the page."""
    pictures: tuple[Box, ...]
    """Those that became pictures of the document, outside of tables."""
    grids: tuple[GridView, ...]


def view_of(seen: Seen, picture: bytes) -> PageView:
    """The view of a page whose picture is the PNG file `picture`."""
    objects, characters = seen.objects, seen.objects.characters
    return PageView(
        number=objects.number,
        width=objects.width,
        height=objects.height,
        picture=picture,
        characters=_packed(characters.boxes),
        hidden=(~characters.visible).astype(np.uint8).tobytes(),
        confidences=b"" if seen.confidences is None else _packed(seen.confidences),
        horizontal=_packed(objects.drawings.horizontal),
        vertical=_packed(objects.drawings.vertical),
        images=_boxes(objects.drawings.images.tolist()),
        pictures=_boxes([picture.box for picture in seen.layout.pictures]),
        grids=tuple(_grid(table) for table in seen.layout.tables),
    )


def _packed(values: NDArray[np.float64]) -> bytes:
    return values.astype("<f4").tobytes()


def _boxes(boxes: Sequence[Sequence[float]]) -> tuple[Box, ...]:
    return tuple(rounded((left, top, right, bottom)) for left, top, right, bottom in boxes)


def _grid(table: PageTable) -> GridView:
    """The column lines of a table and the row lines, which are the sides of its cells."""
    sides = {table.box[1], table.box[3]}
    for cell in table.draft.cells:
        for origin in cell.origins:
            if isinstance(origin, PageOrigin) and origin.box is not None:
                sides |= {origin.box[1], origin.box[3]}
    ys = sorted({round(side, 1) for side in sides})
    return GridView(tuple(round(x, 1) for x in table.xs), tuple(ys), table.ruled)


def picture_of(seen: Seen, pdf: pypdfium2.PdfDocument | None) -> bytes:
    """The page as the reader saw it, as a PNG file.

    `pdf` draws a page that was not read from its picture; it is white where pdfium cannot.
    """
    width, height = seen.objects.width, seen.objects.height
    scale = min(SCALE, _LARGEST / max(width, height, 1.0))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if seen.pixels is not None:
        shown = Image.fromarray(seen.pixels).resize(size, Image.Resampling.BOX)
        return _png(np.asarray(shown.convert("RGB"), np.uint8))
    drawn = None if pdf is None else _drawn(pdf, seen.objects.number, scale)
    if drawn is None:
        return _png(np.full((size[1], size[0], 3), 255, np.uint8))
    return _png(np.rot90(drawn, -seen.turns))


def _drawn(pdf: pypdfium2.PdfDocument, number: int, scale: float) -> NDArray[np.uint8] | None:
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        pixels: NDArray[np.uint8] = bitmap.to_numpy()[:, :, :3].copy()
        bitmap.close()
    finally:
        page.close()
    return pixels


def _png(colours: NDArray[np.uint8]) -> bytes:
    opaque = np.full((*colours.shape[:2], 1), 255, np.uint8)
    return png_of(np.concatenate((colours, opaque), axis=2))


def shown_pages(count: int, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers of the pages to show of `count`; none chosen means all.

    Raises UsageError for a page that is not there and LimitExceeded for too many.
    """
    missing = [number for number in chosen if number > count]
    if missing:
        raise UsageError(f"There is no page {missing[0]}; the PDF has {count}.")
    check_number(len(chosen) or count)
    return chosen or tuple(range(1, count + 1))


def check_number(pages: int) -> None:
    """Raise LimitExceeded when so many pages are too many to show."""
    if pages > MOST_PAGES:
        raise LimitExceeded(
            f"More than {MOST_PAGES} pages are too many to show at once; choose with --pages."
        )


def pages_to_read(count: int, shown: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers of the pages to read so that the shown ones are read as in the whole file.

    What is furniture and which tables go on over a page break shows on other pages only.
    """
    if count <= _ALL:
        return tuple(range(1, count + 1))
    near = {
        number
        for page in shown
        for number in range(max(1, page - _AROUND), min(count, page + _AROUND) + 1)
    }
    return tuple(sorted(near))

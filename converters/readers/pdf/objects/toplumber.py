"""Page objects as pdfplumber's dictionaries, and as a page for its table finder and pictures."""

from __future__ import annotations

from typing import Any

from pdfplumber.page import DerivedPage, Page

from .page import PageObjects

Item = dict[str, Any]


class PdfiumPage(DerivedPage):
    """A page of pdfplumber with the objects that pdfium found.

    Everything that pdfplumber does with objects works on it: `extract_words`, `find_tables`,
    `extract_tables`, `crop`, `to_image().debug_tablefinder()`.
    """

    def __init__(self, parent: Page, objects: PageObjects) -> None:
        super().__init__(parent)
        self.bbox = parent.bbox
        self._objects = plumber_objects(
            objects,
            shift=(float(parent.cropbox[0]), float(parent.cropbox[1])),
            above=float(parent.initial_doctop),
        )

    @property
    def objects(self) -> dict[str, list[Item]]:
        """The dictionaries by kind."""
        return self._objects


def to_pdfplumber(objects: PageObjects, parent: Page) -> PdfiumPage:
    """The page of pdfplumber with our objects; `parent` is the same page, opened by pdfplumber.

    Opening is cheap: pdfplumber reads a page's objects only when it is asked for them.
    """
    return PdfiumPage(parent, objects)


def plumber_objects(
    page: PageObjects, *, shift: tuple[float, float] = (0.0, 0.0), above: float = 0.0
) -> dict[str, list[Item]]:
    """pdfplumber's dictionaries of a page: `char`, `line`, `rect` and `image`.

    `shift` is where the page's corner lies in pdfplumber's coordinates, `above` the height of the
    pages before it. Rulings of all origins are lines, filled boxes are rects.
    """
    make = _Maker(page, shift, above)
    return {
        "char": make.characters(),
        "line": make.lines(),
        "rect": make.rects(),
        "image": [make.item("image", *box) for box in page.drawings.images.tolist()],
    }


class _Maker:
    def __init__(self, page: PageObjects, shift: tuple[float, float], above: float) -> None:
        self.page = page
        self.shift = shift
        self.above = above

    def item(
        self, kind: str, left: float, top: float, right: float, bottom: float, **more: Any
    ) -> Item:
        """What all dictionaries have; `y0` and `y1` grow upwards from the page's lower side."""
        x, y = self.shift
        return {
            "object_type": kind,
            "page_number": self.page.number,
            "x0": left + x,
            "x1": right + x,
            "y0": self.page.height - bottom,
            "y1": self.page.height - top,
            "top": top + y,
            "bottom": bottom + y,
            "doctop": top + y + self.above,
            "width": right - left,
            "height": bottom - top,
            **more,
        }

    def characters(self) -> list[Item]:
        """Characters with the spaces between them, in the order of the content."""
        characters = self.page.characters
        out: list[Item] = []
        columns = (
            characters.text,
            characters.boxes.tolist(),
            characters.runs.tolist(),
            characters.spaced.tolist(),
        )
        before: list[float] | None = None
        for char, box, number, spaced in zip(*columns, strict=True):
            run = characters.table[number]
            upright = run.angle % 180 == 0
            more = {"fontname": run.font, "size": run.size, "upright": upright}
            if spaced and before is not None and before[2] < box[0] and before[1] < box[3]:
                gap = (before[2], box[1], box[0], box[3])
                out.append(self.item("char", *gap, text=" ", adv=gap[2] - gap[0], **more))
            out.append(self.item("char", *box, text=char, adv=box[2] - box[0], **more))
            before = box
        return out

    def lines(self) -> list[Item]:
        """A line for each ruling."""
        across = [(x0, y, x1, y) for y, x0, x1 in self.page.drawings.horizontal.tolist()]
        down = [(x, y0, x, y1) for x, y0, y1 in self.page.drawings.vertical.tolist()]
        x, y = self.shift
        return [
            self.item(
                "line",
                *box,
                pts=[(box[0] + x, box[1] + y), (box[2] + x, box[3] + y)],
                linewidth=0,
                stroke=True,
                fill=False,
            )
            for box in (*across, *down)
        ]

    def rects(self) -> list[Item]:
        """A rect for each filled box."""
        drawings = self.page.drawings
        colours = (drawings.fill_colours / 255).tolist()
        return [
            self.item(
                *("rect", *box), stroke=False, fill=True, linewidth=0, non_stroking_color=tuple(rgb)
            )
            for box, rgb in zip(drawings.fills.tolist(), colours, strict=True)
        ]

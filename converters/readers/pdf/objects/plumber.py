"""Pages as pdfplumber reads them, in the arrays that pdfium's objects fill.

pdfplumber is many times slower, and other code reads the file: what pdfium refuses may come out
here. It knows no render mode, so hidden text counts as drawn, and no generated spaces.
"""

from __future__ import annotations

import io
import itertools
import math
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pdfplumber
import pdfplumber.page
import pdfplumber.pdf
from numpy.typing import NDArray
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ....model.addresses import is_safe_address
from ....model.text import clean_text
from .characters import MAX_CHARACTERS, Characters
from .dots import dotted_rules, is_dot
from .drawings import Drawings
from .fonts import Run, bold_by_name, italic_by_name, typed_by_name
from .geometry import Boxes
from .page import PageLink, PageObjects
from .thinlines import THIN
from .wide import are_wide

_FAILURES = (
    *(PdfminerException, MalformedPDFException, PDFException, PSException, RecursionError),
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
)
"""What pdfplumber raises on damaged files: it takes types and keys for granted."""

Item = dict[str, Any]
"""An object of pdfplumber."""
Box = tuple[float, float, float, float]


class PlumberPages:
    """The pages of one file; pdfplumber opens it when the first one is asked for."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password

    @cached_property
    def _pdf(self) -> pdfplumber.pdf.PDF:
        return pdfplumber.open(io.BytesIO(self._data), password=self._password)

    def read(self, index: int) -> PageObjects:
        """Page `index`, from 0.

        Raises ValueError when pdfplumber cannot read it.
        """
        try:
            page = self._pdf.pages[index]
            objects = objects_of(page)
            page.close()
        except _FAILURES as error:
            raise ValueError(f"page {index + 1} cannot be read: {error}") from error
        return objects


def objects_of(page: pdfplumber.page.Page) -> PageObjects:
    """What pdfplumber finds on a page, in page space."""
    x, y, right, bottom = page.cropbox
    links = _links(page.hyperlinks, x, y)
    characters = _characters(page.dedupe_chars().chars, x, y)
    for number, link in enumerate(links):
        left, top, end, low = link.box
        middle = (characters.boxes[:, :2] + characters.boxes[:, 2:]) / 2
        inside = (middle >= (left, top)) & (middle <= (end, low))
        characters.links[inside.all(axis=1)] = number
    return PageObjects(
        number=page.page_number,
        width=float(right - x),
        height=float(bottom - y),
        characters=characters,
        drawings=_drawings(page, x, y),
        links=tuple(links),
    )


def _box(item: Item, x: float, y: float) -> Box:
    return item["x0"] - x, item["top"] - y, item["x1"] - x, item["bottom"] - y


def _links(found: Sequence[Item], x: float, y: float) -> list[PageLink]:
    links = []
    for item in found:
        href = clean_text(str(item.get("uri") or "")).strip()
        if href and is_safe_address(href):
            links.append(PageLink(_box(item, x, y), href))
    return links


def _characters(found: Sequence[Item], x: float, y: float) -> Characters:
    codes: list[int] = []
    boxes: list[Box] = []
    runs: list[int] = []
    spaced: list[int] = []
    numbers: dict[Run, int] = {}
    blank = False
    for item in found[:MAX_CHARACTERS]:
        text = _text(item["text"])
        if not text.strip():
            blank = True
            continue
        run = numbers.setdefault(_run(item), len(numbers))
        for code, box in zip(map(ord, text), _shares(_box(item, x, y), len(text)), strict=True):
            codes.append(code)
            boxes.append(box)
            runs.append(run)
            spaced.append(2 if blank else 0)
            blank = False
    points = np.array(codes, np.uint32)
    array = np.array(boxes, np.float64).reshape(-1, 4)
    of = np.array(runs, np.int32)
    sizes = np.array([run.size for run in numbers], np.float64)
    return Characters(
        codes=points,
        boxes=array,
        baselines=array[:, 3].copy(),
        runs=of,
        sizes=sizes[of] if len(of) else np.zeros(0),
        wide=are_wide(points),
        spaced=np.array(spaced, np.int8),
        table=tuple(numbers),
        links=np.full(len(points), -1, np.int32),
        damaged=int(np.count_nonzero(points == 0xFFFD)),
        cut=len(found) > MAX_CHARACTERS,
    )


def _text(text: str) -> str:
    """The characters of a glyph: ligatures taken apart, unknown glyphs as U+FFFD."""
    if text.startswith("(cid:"):
        return "\ufffd"
    return clean_text(unicodedata.normalize("NFKC", text) if "\ufb00" <= text <= "\ufb06" else text)


def _shares(box: Box, count: int) -> Iterator[Box]:
    left, top, right, bottom = box
    step = (right - left) / count
    for place in range(count):
        yield left + place * step, top, left + (place + 1) * step, bottom


def _run(item: Item) -> Run:
    name = str(item["fontname"]).split("+", 1)[-1]
    a, b, c, d, _, _ = item["matrix"]
    skewed = abs(b) < 1e-6 and abs(c) > 0.05 * abs(d) and d != 0
    return Run(
        font=name,
        size=float(item["size"]),
        bold=bold_by_name(name),
        italic=italic_by_name(name) or skewed,
        monospaced=typed_by_name(name),
        visible=True,
        angle=round(math.degrees(math.atan2(-b, a))) % 360,
    )


def _drawings(page: pdfplumber.page.Page, x: float, y: float) -> Drawings:
    segments: list[Box] = []
    fills: list[Box] = []
    colours: list[tuple[int, int, int]] = []
    dots: list[Box] = []
    for item in page.lines:
        segments.append(_box(item, x, y))
    for item in page.rects:
        box, colour = _box(item, x, y), _colour(item.get("non_stroking_color"))
        thin = min(box[2] - box[0], box[3] - box[1]) < THIN
        if item["fill"] and not thin:
            fills.append(box)
            colours.append(colour)
        if item["fill"] and is_dot(*box, THIN):
            dots.append(box)
        elif item["stroke"] or (item["fill"] and thin and colour != (255, 255, 255)):
            segments += _sides(box)
    curves = 0
    for item in page.curves:
        curves += len(item["pts"])
        if item["stroke"]:
            points = [(px - x, py - y) for px, py in item["pts"]]
            segments += [(*p, *q) for p, q in itertools.pairwise(points)]
    flat, tall = _split(segments)
    horizontal = np.stack(((flat[:, 1] + flat[:, 3]) / 2, flat[:, 0], flat[:, 2]), axis=1)
    vertical = np.stack(((tall[:, 0] + tall[:, 2]) / 2, tall[:, 1], tall[:, 3]), axis=1)
    across, down = dotted_rules(np.array(dots, np.float64).reshape(-1, 4))
    return Drawings(
        horizontal=np.concatenate((horizontal, across)),
        vertical=np.concatenate((vertical, down)),
        fills=np.array(fills, np.float64).reshape(-1, 4),
        fill_colours=np.array(colours, np.uint8).reshape(-1, 3),
        images=np.array([_box(item, x, y) for item in page.images], np.float64).reshape(-1, 4),
        curves=curves,
        cut=False,
    )


def _split(segments: Sequence[Box]) -> tuple[Boxes, Boxes]:
    """The segments that run across and those that run down, without slanting ones."""
    array: NDArray[np.float64] = np.array(segments, np.float64).reshape(-1, 4)
    array = np.concatenate(
        (np.minimum(array[:, :2], array[:, 2:]), np.maximum(array[:, :2], array[:, 2:])), axis=1
    )
    wide, high = array[:, 2] - array[:, 0], array[:, 3] - array[:, 1]
    straight = np.minimum(wide, high) < 0.7
    return array[straight & (wide >= high)], array[straight & (wide < high)]


def _sides(box: Box) -> list[Box]:
    left, top, right, bottom = box
    if right - left < THIN or bottom - top < THIN:
        if right - left >= bottom - top:
            middle = (top + bottom) / 2
            return [(left, middle, right, middle)]
        middle = (left + right) / 2
        return [(middle, top, middle, bottom)]
    return [
        (left, bottom, right, bottom),
        (left, top, right, top),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]


def _colour(parts: Any) -> tuple[int, int, int]:
    """Red, green and blue of grey, RGB or CMYK parts from 0 to 1; black for anything else."""
    if isinstance(parts, int | float):
        parts = (parts,)
    if not isinstance(parts, tuple | list) or not all(isinstance(p, int | float) for p in parts):
        return 0, 0, 0
    if len(parts) == 1:
        parts = parts * 3
    if len(parts) == 4:
        parts = tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
    if len(parts) != 3:
        return 0, 0, 0
    red, green, blue = (min(max(round(part * 255), 0), 255) for part in parts)
    return red, green, blue

"""Pages of a PDF that are read from their picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2

from ...model.text import clean_text
from ..pdf.gaps.known import KnownColumns
from ..pdf.objects.page import loaded, page_objects
from ..pdf.objects.turned import upright
from ..pdf.pages.reading import PageReader, ReadPage
from .facsimiles import facsimile_of, facsimile_of_scan
from .page import ScannedPage, read_page
from .pictures import LARGEST, PagePicture
from .places import doubtful_places
from .planes import Colours
from .read import findings_of, marks_of
from .sheets import lay_out_sheet
from .sureness import Sureness
from .threads import on_one_thread
from .weights import engine_label, reading_with

_IMAGE = 3
"""FPDF_PAGEOBJ_IMAGE."""
_DPI = 200.0
"""Resolution for pages that are drawn, not scanned."""
_LEAST, _MOST = 150.0, 300.0
_WHOLE = 0.01
"""How far the sides of a picture may be from those of the page that it covers, as a share."""


@dataclass
class RecognisingReader(PageReader):
    """Reads chosen pages of an open PDF from their pictures, the others as digital pages."""

    recognised: frozenset[int] = frozenset()
    """Numbers of the pages to read from their pictures, from 1."""

    facsimiles: bool = False
    """Whether pages come with facsimiles."""

    def read(self, number: int, known: Sequence[KnownColumns] = ()) -> ReadPage:
        """Page `number`, from 1; `known` is where tables of other pages go on."""
        page = super().read(number, known)
        if page.layout is None:
            return page
        if number not in self.recognised:
            return self._pictured(page) if self.facsimiles else page
        picture = _picture(self.pdf, number)
        with reading_with(self.options.ocr_engine), on_one_thread():
            scanned = read_page(picture)
        recognised = _recognised(
            page,
            scanned,
            engine_label(self.options.ocr_engine),
            picture if self.facsimiles else None,
        )
        if self.witness is not None and recognised.layout is not None:
            self.witness(scanned.seen(recognised.layout))
        return recognised

    def _pictured(self, page: ReadPage) -> ReadPage:
        """A page that was not read from its picture, with one and its own text."""
        assert page.layout is not None
        with loaded(self.pdf, page.number - 1) as handle:
            objects = page_objects(self.pdf, page.number - 1, handle)
        objects, turns = upright(self._mended(objects))
        picture = _picture(self.pdf, page.number)
        shown = facsimile_of(picture, objects, page.layout, turns=turns)
        return replace(page, facsimile=shown)


def _recognised(
    page: ReadPage, scanned: ScannedPage, models: str, shown: PagePicture | None
) -> ReadPage:
    """The page as its picture says to `models`; the text that the file has for it is left out.

    With `shown`, its picture, comes its facsimile.
    """
    dropped: list[str] = []
    layout = lay_out_sheet(scanned.objects, dropped)
    if page.text:
        layout = replace(layout, left_out=(*layout.left_out, ("text-layer", page.text)))
    reason = page.layer.reason if page.layer else ""
    message = f"Page {page.number} was read from its picture with {models}"
    message += f": {reason}." if reason else "."
    findings = [("page-recognised", message)]
    doubted, doubts = doubtful_places(layout, scanned.objects)
    findings += [*findings_of(scanned), *doubts]
    return ReadPage(
        number=page.number,
        layout=layout,
        text=clean_text(scanned.objects.characters.text) + page.text,
        dropped=tuple(dropped),
        findings=(*findings, *layout.findings),
        layer=page.layer,
        placed_findings=marks_of(scanned),
        sureness=Sureness.of(scanned, doubted),
        facsimile=facsimile_of_scan(shown, scanned, layout) if shown else None,
    )


def _picture(pdf: pypdfium2.PdfDocument, number: int) -> PagePicture:
    """The page as pixels, at the resolution of the largest picture on it."""
    pdf.init_forms()  # what is filled in is part of the picture
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        dpi = _resolution(page, width, height)
        bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
        colours: Colours = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        bitmap.close()
        return PagePicture(number, colours, dpi, _only_jpeg(page, width, height))
    finally:
        page.close()


def _only_jpeg(page: pypdfium2.PdfPage, width: float, height: float) -> bytes | None:
    """The JPEG file that the page shows, upright and whole, and nothing else."""
    objects = list(page.get_objects(max_depth=1))
    if len(objects) != 1 or objects[0].type != _IMAGE or page.get_rotation():
        return None
    image = objects[0]
    a, b, c, d, e, f = image.get_matrix().get()
    left, bottom, _, _ = page.get_bbox()
    if b or c or a <= 0 or d <= 0 or image.get_filters() != ["DCTDecode"]:
        return None
    offsets = (a / width - 1, d / height - 1, (e - left) / width, (f - bottom) / height)
    if max(map(abs, offsets)) > _WHOLE:
        return None
    return bytes(image.get_data(decode_simple=False))


def _resolution(page: pypdfium2.PdfPage, width: float, height: float) -> float:
    """Pixels in 72 points of the picture that covers the page, within reason."""
    found = 0.0
    for image in page.get_objects(filter=(_IMAGE,), max_depth=4):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > 0.3 * width * height:
            pixels, _ = image.get_px_size()
            found = max(found, pixels / max(1.0, right - left) * 72)
    dpi = min(_MOST, max(_LEAST, found)) if found else _DPI
    return min(dpi, LARGEST / max(width, height, 1.0) * 72)

"""Pages of a PDF that are read from their picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pypdfium2

from ...model.text import clean_text
from ..pdf.layout import lay_out
from ..pdf.reading import PageReader, ReadPage
from .page import ScannedPage, read_page
from .pictures import Colours, PagePicture
from .sureness import Sureness

_DPI = 200.0
"""Resolution for pages that are drawn, not scanned."""
_LEAST, _MOST = 150.0, 300.0
_LARGEST = 6_000
"""Pixels of the longer side beyond which a page is shown smaller."""


@dataclass
class RecognisingReader(PageReader):
    """Reads chosen pages of an open PDF from their pictures, the others as digital pages."""

    recognised: frozenset[int] = frozenset()
    """Numbers of the pages to read from their pictures, from 1."""

    def read(self, number: int) -> ReadPage:
        """Page `number`, from 1."""
        page = super().read(number)
        if number not in self.recognised or page.layout is None:
            return page
        scanned = read_page(_picture(self.pdf, number))
        recognised = _recognised(page, scanned)
        if self.witness is not None and recognised.layout is not None:
            self.witness(scanned.seen(recognised.layout))
        return recognised


def _recognised(page: ReadPage, scanned: ScannedPage) -> ReadPage:
    """The page as its picture says; the text that the file has for it is left out."""
    dropped: list[str] = []
    layout = lay_out(scanned.objects, dropped)
    if page.text:
        layout = replace(layout, left_out=(*layout.left_out, ("text-layer", page.text)))
    reason = page.layer.reason if page.layer else ""
    message = f"Page {page.number} was read from its picture" + (f": {reason}." if reason else ".")
    findings = [("page-recognised", message)]
    if scanned.seal:
        message = f"Red ink, probably a seal, was taken out of page {page.number} before reading."
        findings.append(("seal-removed", message))
    return ReadPage(
        number=page.number,
        layout=layout,
        text=clean_text(scanned.objects.characters.text) + page.text,
        dropped=tuple(dropped),
        findings=(*findings, *layout.findings),
        layer=page.layer,
        sureness=Sureness.of(scanned),
    )


def _picture(pdf: pypdfium2.PdfDocument, number: int) -> PagePicture:
    """The page as pixels, at the resolution of the largest picture on it."""
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        dpi = _resolution(page, width, height)
        bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
        colours: Colours = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        bitmap.close()
    finally:
        page.close()
    return PagePicture(number, colours, dpi)


def _resolution(page: pypdfium2.PdfPage, width: float, height: float) -> float:
    """Pixels in 72 points of the picture that covers the page, within reason."""
    found = 0.0
    for image in page.get_objects(filter=(3,), max_depth=4):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > 0.3 * width * height:
            pixels, _ = image.get_px_size()
            found = max(found, pixels / max(1.0, right - left) * 72)
    dpi = min(_MOST, max(_LEAST, found)) if found else _DPI
    return min(dpi, _LARGEST / max(width, height, 1.0) * 72)

"""One page of an open PDF, read and laid out: everything that needs no other page.

The result is plain data, so that pages can be read in processes of their own.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from ctypes import c_void_p
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import pypdfium2

from ....model.facsimile import Facsimile
from ....model.text import clean_text
from ...base import ReadOptions
from ..gaps.known import KnownColumns
from ..objects.filledlines import without_filled
from ..objects.geometry import Box, page_space
from ..objects.glyphs import mended
from ..objects.page import PageObjects, loaded, page_objects, with_annotations
from ..objects.pictures import Pictures, PictureTaker
from ..objects.placements import placements_of
from ..objects.structure import is_tagged, read_structure
from ..objects.tags import COVERAGE, PageTags, page_tags, run_marks
from ..objects.textlayer import TextLayer, judge
from ..objects.turned import upright
from ..objects.watermarks import watermark_of
from .layout import Extras, PageLayout
from .plainly import lay_out_at_any_rate
from .statedtables import StatedTable, stated_tables
from .witness import Seen, Witness

if TYPE_CHECKING:
    from ...scan.sureness import Sureness
    from ..objects.plumber import PlumberPages


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page before the document is known."""

    number: int
    """From 1."""
    layout: PageLayout | None = None
    """None for a damaged page."""
    text: str = ""
    """All its characters, shown or not, in the order of the content."""
    dropped: tuple[str, ...] = ()
    """Hyphens that joining the lines of cells removed."""
    findings: tuple[tuple[str, str], ...] = ()
    """Diagnostics: code and message."""
    layer: TextLayer | None = None
    sureness: Sureness | None = None
    """How sure the characters are, for a page that was read from its picture."""
    facsimile: Facsimile | None = None
    """How the page looks, where that was asked for."""
    placed_findings: tuple[tuple[str, str, Box], ...] = ()
    """Diagnostics of a place on the page: code, message and box."""


class ReadsPages(Protocol):
    """What gives pages one by one, each without a look at another."""

    def read(self, number: int) -> ReadPage:
        """Page `number`, from 1."""


@dataclass
class PageReader:
    """Reads the pages of one open PDF; pictures that come again are read once."""

    pdf: pypdfium2.PdfDocument
    data: bytes = b""
    """The file again, for pdfplumber and for the dictionaries of pictures."""
    options: ReadOptions = field(default_factory=ReadOptions)
    findings: list[tuple[str, str]] = field(default_factory=list)
    turns: int = 0
    """Quarter turns, clockwise, that brought the text of the last page upright."""
    witness: Witness | None = None
    """Is shown every page that was laid out."""

    @cached_property
    def _taker(self) -> PictureTaker:
        return PictureTaker(ctypes.cast(self.pdf.raw, c_void_p), self.data)

    @cached_property
    def _plumber(self) -> PlumberPages:
        from ..objects.plumber import PlumberPages

        return PlumberPages(self.data, self.options.password)

    @cached_property
    def _tagged(self) -> bool:
        return is_tagged(self.pdf)

    def read(self, number: int, known: Sequence[KnownColumns] = ()) -> ReadPage:
        """Page `number`, from 1; `known` is where tables of other pages go on."""
        self.findings = []
        try:
            objects, extras = self._objects(number)
        except ValueError:
            message = f"Page {number} is damaged and was left out."
            return ReadPage(number, findings=(("page-unreadable", message),))
        layer = self._judged(objects)
        dropped: list[str] = []
        layout = lay_out_at_any_rate(objects, dropped, replace(extras, known=known))
        if self.witness is not None:
            self.witness(Seen(objects, layout, self.turns))
        self.findings += objects.findings
        text = objects.characters.text + "".join(hidden for _, hidden in objects.left_out)
        return ReadPage(
            number,
            layout,
            clean_text(text),
            tuple(dropped),
            (*self.findings, *layout.findings),
            layer,
        )

    def _objects(self, number: int) -> tuple[PageObjects, Extras]:
        """What stands on a page, by the engine of the options.

        Raises ValueError when it cannot be read.
        """
        engine = self.options.engine
        if engine != "pdfplumber":
            try:
                with loaded(self.pdf, number - 1) as page:
                    objects = page_objects(self.pdf, number - 1, page)
                    objects, self.turns = upright(self._mended(objects))
                    return objects, self._extras(page, objects, self.turns)
            except ValueError:
                if engine == "pdfium" or not self.data:
                    raise
        objects = self._plumber.read(number - 1)
        with suppress(ValueError), loaded(self.pdf, number - 1) as page:
            objects = with_annotations(self.pdf, page, objects)
        objects, self.turns = upright(self._mended(objects))
        if engine == "auto":
            message = f"pdfium could not read page {number}; pdfplumber could."
            self.findings.append(("page-by-fallback", message))
        return objects, Extras(watermark=None)

    def _mended(self, objects: PageObjects) -> PageObjects:
        characters, found = mended(objects.characters)
        where = f" on page {objects.number}."
        self.findings += [(code, message + where) for code, message in found]
        return without_filled(replace(objects, characters=characters))

    def _extras(self, page: c_void_p, objects: PageObjects, turns: int) -> Extras:
        pictures = Pictures()
        if len(objects.drawings.images):
            handles = objects.drawings.handles
            placements = placements_of(handles, page_space(page), turns)
            size = objects.width, objects.height
            pictures = self._taker.take(page, placements, size, objects.characters.boxes)
            self._report_skipped(objects.number, pictures.skipped)
        tags, stated = self._structure(page, objects)
        if tags is not None:
            alts = tags.alts
            taken = [replace(p, alt=alts.get(p.mark, "")) for p in pictures.pictures]
            pictures.pictures = taken
            if tags.coverage < COVERAGE:
                message = (
                    f"The structure names {tags.coverage:.0%} of the text of page "
                    f"{objects.number} and was not used."
                )
                self.findings.append(("structure-ignored", message))
                tags, stated = None, []
        assets = list(pictures.assets.values())
        return Extras(pictures.pictures, assets, watermark_of(objects), tags, stated)

    def _structure(
        self, page: c_void_p, objects: PageObjects
    ) -> tuple[PageTags | None, list[StatedTable]]:
        """The structure of an open page; None and no table without any."""
        root = read_structure(page) if self._tagged else None
        if root is None:
            return None, []
        marks = run_marks(objects)
        return page_tags(objects, root, marks), stated_tables(objects, root, marks)

    def _report_skipped(self, number: int, skipped: Counter[str]) -> None:
        for reason, count in sorted(skipped.items()):
            code = "asset-unreadable" if reason == "damaged" else "pictures-left-out"
            message = f"{count} pictures of page {number} were left out: {reason}."
            self.findings.append((code, message))

    def _judged(self, objects: PageObjects) -> TextLayer:
        """The verdict on the page's text, with what is to be reported of it."""
        number, characters, drawings = objects.number, objects.characters, objects.drawings
        layer = judge(objects)
        if characters.cut or drawings.cut:
            message = f"Page {number} has more objects than the limit; the rest is missing."
            self.findings.append(("page-cut", message))
        if layer.state == "missing" and (len(drawings.images) or drawings.curves > 500):
            message = f"Page {number} is a picture without text; it was not read."
            self.findings.append(("page-without-text", message))
        if layer.state == "invisible":
            message = f"The text of page {number} is hidden, as that of a scan; it was used."
            self.findings.append(("text-hidden", message))
        if layer.state == "garbage":
            message = f"The text of page {number} cannot be trusted: {layer.reason}."
            self.findings.append(("text-garbage", message))
        if characters.damaged:
            message = (
                f"{characters.damaged} characters of page {number} have a font that does not say "
                "which characters they are."
            )
            self.findings.append(("text-unmapped", message))
        return layer

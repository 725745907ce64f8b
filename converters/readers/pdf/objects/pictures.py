"""Pictures of a page as assets: embedded image streams, each kept once.

A JPEG that is shown as it is stored keeps its bytes; every other picture is drawn at its own
resolution, with its masks, and written as PNG. Specks, rules drawn as pictures and pictures that
lie behind a page's text are not taken.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from ctypes import c_void_p
from dataclasses import dataclass, field

import numpy as np

from ....model import Asset
from .geometry import Box, Boxes, middles, union
from .pixels import MAX_PIXELS, Pixels, is_bare_jpeg, kind_of_pixels, opaque, pixels_of, raw_bytes
from .placements import Placement
from .plainpictures import channels_of, dictionary_of, is_seen_whole, stencil_of
from .png import png_of, png_of_channels, png_of_stencil

_SMALL = 10.0
"""Points; a picture smaller both ways is a speck: a bullet, an icon."""
_THIN = 3.0
"""Points; a picture thinner than this is a rule or a border."""
_BEHIND = 0.5
"""Share of the page from which a picture with text on it is a background."""
_TEXT_ON = 40
"""Characters on a background."""
_MAX_PICTURES = 200
"""Pictures of one page."""
_PAGE_PIXELS = 60_000_000
"""Pixels of one page that are decoded."""
_ALL_BYTES = 128 * 1024 * 1024
"""Bytes of all pictures of a document."""
_MASKED_JPEG = 4_000_000
"""Pixels of the largest JPEG that is decoded to see whether it has a mask."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture on a page."""

    box: Box
    """In page space."""
    asset: str
    """`sha256` of its asset."""
    mark: int = -1
    """Marked content id, -1 for none."""
    alt: str = ""
    """Alternative text, which tagged PDFs hold."""

    @property
    def key(self) -> tuple[str, int, int]:
        """What is equal for the same picture at the same place of another page."""
        return self.asset, round(self.box[0] / 4), round(self.box[1] / 4)


@dataclass(slots=True)
class Pictures:
    """What was found on one page."""

    pictures: list[PagePicture] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    """Numbers of pictures that were not taken, by reason."""


@dataclass(slots=True)
class PictureTaker:
    """Takes the pictures of a document's pages and remembers the ones it has seen."""

    document: c_void_p
    file: bytes = b""
    """The document's bytes."""
    seen: dict[str, Asset] = field(default_factory=dict)
    size: int = 0
    """Bytes of the assets so far."""

    def take(
        self,
        page: c_void_p,
        placements: Sequence[Placement],
        size: tuple[float, float],
        text: Boxes,
    ) -> Pictures:
        """The pictures of an open page of `size`, whose characters have the boxes `text`."""
        found = Pictures()
        budget = _PAGE_PIXELS
        for strips in _joined(placements):
            box = union([strip.box for strip in strips])
            reason = _reason(strips, box, size, text)
            pixels = sum(strip.facts.width * strip.facts.height for strip in strips)
            if reason is None and (pixels > MAX_PIXELS or pixels > budget):
                reason = "too large"
            if reason is None and self.size > _ALL_BYTES:
                reason = "too large"
            if reason is None and len(found.pictures) >= _MAX_PICTURES:
                reason = "too many"
            asset = self._asset(page, strips) if reason is None else None
            if asset is None:
                found.skipped[reason or "damaged"] += 1
                continue
            budget -= pixels
            picture = PagePicture(box, asset.sha256, strips[0].facts.mark)
            if not any(p.key == picture.key for p in found.pictures):
                found.pictures.append(picture)
                found.assets[asset.sha256] = asset
        return found

    def _asset(self, page: c_void_p, strips: Sequence[Placement]) -> Asset | None:
        raws = [raw_bytes(c_void_p(strip.handle)) for strip in strips]
        key = _key(page, strips, raws) if all(raws) else None
        if key is not None and key in self.seen:
            return self.seen[key]
        asset = self._read(page, strips, raws)
        if asset is not None:
            self.size += len(asset.data)
            if key is not None:
                self.seen[key] = asset
        return asset

    def _read(
        self, page: c_void_p, strips: Sequence[Placement], raws: Sequence[bytes]
    ) -> Asset | None:
        one = strips[0]
        jpeg = len(strips) == 1 and one.upright and is_bare_jpeg(c_void_p(one.handle), raws[0])
        if jpeg and one.facts.width * one.facts.height > _MASKED_JPEG:
            return _asset(raws[0], "image/jpeg")
        if len(strips) == 1 and one.upright and raws[0]:
            dictionary = dictionary_of(raws[0], self.file)
            if dictionary is not None and is_seen_whole(c_void_p(one.handle), dictionary):
                plain = raws[0] if jpeg else _plain(page, one, dictionary)
                if plain is not None:
                    return _asset(plain, "image/jpeg" if jpeg else "image/png")
        parts = [self._pixels(page, strip) for strip in strips]
        whole = [part for part in parts if part is not None]
        if jpeg and (not whole or opaque(whole[0].view("<u4"))):
            return _asset(raws[0], "image/jpeg")
        if len(whole) < len(parts):
            return None
        return _asset(png_of(_stacked(whole)), "image/png")

    def _pixels(self, page: c_void_p, strip: Placement) -> Pixels | None:
        facts = strip.facts
        pixels = pixels_of(self.document, page, c_void_p(strip.handle), facts.width, facts.height)
        return None if pixels is None else strip.shown(pixels)


def _plain(page: c_void_p, strip: Placement, dictionary: bytes) -> bytes | None:
    """The PNG file of a picture that its stream tells, which is seen whole; None for others."""
    handle, wide, high = c_void_p(strip.handle), strip.facts.width, strip.facts.height
    stencil = stencil_of(handle, wide, high, dictionary)
    if stencil is not None:
        return png_of_stencil(stencil.holes, wide, stencil.colour)
    channels = channels_of(handle, wide, high, kind_of_pixels(page, handle), dictionary)
    return None if channels is None else png_of_channels(channels)


def _asset(data: bytes, media_type: str) -> Asset:
    return Asset(hashlib.sha256(data).hexdigest(), media_type, data)


def _key(page: c_void_p, strips: Sequence[Placement], raws: Sequence[bytes]) -> str:
    """A name for the same streams shown the same way; masks hang on the width of the facts."""
    digest = hashlib.sha256()
    for strip, raw in zip(strips, raws, strict=True):
        signs = tuple(side > 0 for side in (*strip.across, *strip.down))
        kind = kind_of_pixels(page, c_void_p(strip.handle))
        size = strip.facts.width, strip.facts.height
        digest.update(repr((size, kind, signs, len(raw))).encode())
        digest.update(raw)
    return digest.hexdigest()


def _stacked(parts: Sequence[Pixels]) -> Pixels:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts, axis=0)


def _joined(placements: Sequence[Placement]) -> list[list[Placement]]:
    """Placements, with the strips that some programs cut pictures into together."""
    groups: list[list[Placement]] = []
    for placement in placements:
        last = groups[-1][-1] if groups else None
        if last is not None and _goes_on(last, placement):
            groups[-1].append(placement)
        else:
            groups.append([placement])
    return groups


def _goes_on(above: Placement, below: Placement) -> bool:
    return (
        above.upright
        and below.upright
        and above.facts.width == below.facts.width
        and abs(above.box[0] - below.box[0]) < 0.6
        and abs(above.box[2] - below.box[2]) < 0.6
        and abs(above.box[3] - below.box[1]) < 0.6
        and below.box[3] - below.box[1] < below.box[2] - below.box[0]
    )


def _reason(
    strips: Sequence[Placement], box: Box, size: tuple[float, float], text: Boxes
) -> str | None:
    """Why a picture is not taken; None when it is."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide <= 0 or high <= 0:
        return "off the page"
    if max(wide, high) < _SMALL or min(wide, high) < _THIN:
        return "tiny"
    if all(strip.facts.width * strip.facts.height < 16 for strip in strips):
        return "tiny"
    if wide * high < _BEHIND * size[0] * size[1]:
        return None
    if not len(text):
        return "scan"
    x, y = middles(text)
    on = np.count_nonzero((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3]))
    return "background" if on >= _TEXT_ON else None

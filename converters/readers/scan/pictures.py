"""Picture files to pages of pixels."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from ...errors import LimitExceeded, TablewrightError, UnreadableSource, UsageError
from ..base import Source
from .planes import Colours, as_colours, grey_plane
from .png import decoded_png

MAX_PIXELS = 120_000_000
"""Pixels of one page: A3 at 600 dpi and a little more."""
MAX_PAGES = 2_000
LARGEST = 6_000
"""Pixels of the longer side beyond which a page is made smaller before it is read."""
_ENOUGH, _LITTLE = 0.9, 0.6
"""Shares of the size of a page from which making it smaller is not worth it, and from which it
may be done by looking at the four nearest pixels alone."""
_PLAUSIBLE = range(60, 1_300)
_A4 = (595.28, 841.89)
_ORIENTATION: Final = 0x0112
"""The tag of EXIF for the side that is up."""
_PAGED: Final = frozenset({"TIFF"})
"""Formats with pages; further pictures in others are frames of an animation, or previews."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels."""

    number: int
    """From 1."""
    colours: Colours
    dpi: float
    """Pixels in 72 points, from the file or guessed from the shape."""
    jpeg: bytes | None = None
    """The JPEG file that is this page and nothing else."""
    orientation: int = 1
    """How that file is turned or mirrored to be shown: the number that EXIF has for it."""

    def reduced(self, dpi: float) -> PagePicture:
        """The page in at most `dpi`, or a little more."""
        share = dpi / self.dpi
        if share > _ENOUGH:
            return self
        height, width = self.colours.shape[:2]
        size = max(1, round(width * share)), max(1, round(height * share))
        import cv2

        method = cv2.INTER_LINEAR if share > _LITTLE else cv2.INTER_AREA  # which is far slower
        plane = grey_plane(self.colours)
        shown = self.colours if plane is None else plane
        smaller = np.asarray(cv2.resize(shown, size, interpolation=method), np.uint8)
        exact = self.dpi * max(size) / max(height, width)
        made = smaller if plane is None else as_colours(smaller)
        return PagePicture(self.number, made, exact)


@dataclass
class PictureFile:
    """An open PNG, JPEG, TIFF, WebP, BMP or GIF file."""

    source: Source
    file: Image.Image
    pages: int
    media_type: str
    frames: int = field(default=1)
    """Pictures in it; those after the first are no pages unless the format has such."""

    def page(self, number: int) -> PagePicture:
        """Page `number`, from 1.

        Raises UnreadableSource when it is damaged and LimitExceeded when it has too many pixels.
        """
        with _plain_errors(self.source.name), _whole_files():
            if self.pages > 1:
                self.file.seek(number - 1)
                return _page(self.file, number, self.source)
            # Opened anew, a large page is not kept beside the picture that is made of it.
            with Image.open(io.BytesIO(self.source.data)) as file:
                return _page(file, number, self.source)


@contextlib.contextmanager
def open_pictures(source: Source) -> Iterator[PictureFile]:
    """The file, open.

    Raises UnreadableSource for a damaged file and LimitExceeded for one with too many pages.
    """
    with _plain_errors(source.name), Image.open(io.BytesIO(source.data)) as file:
        _refuse_large(file, 1, source.name)
        paged = file.format in _PAGED
        frames = _frames(file, MAX_PAGES if paged else 2)
        if paged and frames > MAX_PAGES:
            raise LimitExceeded(f"{source.name} has more than {MAX_PAGES:,} pages.")
        kind = Image.MIME.get(file.format or "", "image/png")
        yield PictureFile(source, file, frames if paged else 1, kind, frames)


def read_pictures(source: Source, pages: tuple[int, ...] | None = None) -> Iterator[PagePicture]:
    """The pages of a picture file, one at a time.

    Raises UnreadableSource for damaged files, LimitExceeded for those with too many pixels or
    pages, and UsageError for a page that it does not have.
    """
    with open_pictures(source) as file:
        for number in chosen_pages(file, pages):
            yield file.page(number)


def chosen_pages(file: PictureFile, pages: tuple[int, ...] | None) -> tuple[int, ...]:
    """Numbers of the pages to read, from 1; raises UsageError for one that is not there."""
    for number in pages or ():
        if number > file.pages:
            raise UsageError(f"There is no page {number} in {file.source.name}.")
    return pages or tuple(range(1, file.pages + 1))


@contextlib.contextmanager
def _plain_errors(name: str) -> Iterator[None]:
    """What Pillow raises for damaged files as our own errors, and its warnings as nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of size; the limit here is our own
            yield
    except TablewrightError:
        raise
    except Image.DecompressionBombError as error:
        raise LimitExceeded(f"{name} has too many pixels.") from error
    except UnidentifiedImageError as error:
        raise UnreadableSource(f"{name} is damaged, or no kind of picture known.") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableSource(f"{name} is a damaged picture: {error}.") from error


@contextlib.contextmanager
def _whole_files() -> Iterator[None]:
    """Pillow refuses files that end too early, whatever other libraries of the process chose.

    The choice is one for the whole process, and WeasyPrint makes the other one when imported.
    """
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _frames(file: Image.Image, most: int) -> int:
    """How many pictures the file has; counting ends after one more than `most`."""
    count = 1
    with contextlib.suppress(EOFError):
        while count <= most:
            file.seek(count)
            count += 1
    file.seek(0)
    return count


def _refuse_large(frame: Image.Image, number: int, name: str) -> None:
    width, height = frame.size
    if width * height > MAX_PIXELS:
        raise LimitExceeded(
            f"{name}: page {number} has {width:,} x {height:,} pixels; the limit is "
            f"{MAX_PIXELS // 10**6} million."
        )


def _page(frame: Image.Image, number: int, source: Source) -> PagePicture:
    _refuse_large(frame, number, source.name)
    stated = frame.info.get("dpi")
    whole = max(frame.size)
    if frame.format == "PNG" and whole <= LARGEST:
        made = decoded_png(source.data)
        if made is not None:
            return PagePicture(number, made, _dpi(stated, frame.size))
    jpeg = source.data if frame.format in ("JPEG", "MPO") else None
    shown = _smaller(frame)
    if frame.getexif().get(_ORIENTATION, 1) != 1:  # where there is nothing to turn it would copy
        shown = ImageOps.exif_transpose(shown)
    colours = _colours(_eight_bits(shown))
    dpi = _dpi(stated, frame.size) * max(shown.size) / whole
    return PagePicture(number, colours, dpi, jpeg, int(frame.getexif().get(_ORIENTATION, 1)))


def _smaller(frame: Image.Image) -> Image.Image:
    """The picture, halved, divided by three and so on until it is not too large."""
    factor = -(-max(frame.size) // LARGEST)
    if factor < 2:
        return frame
    bare = frame.convert("L") if frame.mode == "1" else frame
    smaller = bare.reduce(factor) if bare.mode != "P" else bare.convert("RGBA").reduce(factor)
    smaller.info.update(frame.info)
    exif = frame.getexif()
    if _ORIENTATION in exif:
        smaller.getexif()[_ORIENTATION] = exif[_ORIENTATION]
    return smaller


def _eight_bits(shown: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight; Pillow would cut them off at 255."""
    if not shown.mode.startswith(("I", "F")):
        return shown
    values = np.asarray(shown, np.float64)
    most = 65_535 if values.max(initial=0) > 255 else 255
    return Image.fromarray(np.asarray(np.clip(values * 255 / most, 0, 255), np.uint8))


def _colours(shown: Image.Image) -> Colours:
    """The pixels of a picture; those of a grey one are one plane, looked at three times."""
    if shown.mode not in ("1", "L") or "transparency" in shown.info:
        return np.asarray(_on_paper(shown), np.uint8)
    return as_colours(np.asarray(shown if shown.mode == "L" else shown.convert("L"), np.uint8))


def _on_paper(shown: Image.Image) -> Image.Image:
    """The picture on white where it lets something through."""
    if "A" in shown.getbands() or "transparency" in shown.info:
        paper = Image.new("RGBA", shown.size, "white")
        paper.alpha_composite(shown.convert("RGBA"))
        shown = paper
    return shown if shown.mode == "RGB" else shown.convert("RGB")


def _dpi(stated: object, size: tuple[int, int]) -> float:
    """The stated resolution where it gives a plausible page, else that of an A4 page."""
    longer = max(size)
    if isinstance(stated, tuple) and stated and int(stated[0]) in _PLAUSIBLE:
        dpi = float(stated[0])
        if 300 < longer / dpi * 72 < 2_500:
            return dpi
    return longer / max(_A4) * 72

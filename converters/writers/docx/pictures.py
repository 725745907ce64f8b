"""Pictures: what Word can show, how large, and as DrawingML (ECMA-376 Part 1, 20.4)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ...model import Asset, Image
from .xml import attribute

EMU_PER_POINT: Final = 12700
_SUFFIXES: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
_POINTS_PER_PIXEL: Final = 0.75  # 96 dots per inch, as Word and browsers take it
_MAX_PIXELS: Final = 1 << 20


@dataclass(slots=True)
class PictureStore:
    """The assets of a document as parts of the package."""

    assets: Mapping[str, Asset]
    parts: dict[str, str] = field(default_factory=dict)
    """Part name by sha256."""

    def __post_init__(self) -> None:
        for number, asset in enumerate(self.assets.values(), start=1):
            suffix = _SUFFIXES.get(asset.media_type, "bin")
            self.parts[asset.sha256] = f"word/media/image{number}.{suffix}"

    def natural_size(self, sha256: str) -> tuple[float, float] | None:
        """Width and height in points of a picture that Word can show, else None."""
        asset = self.assets.get(sha256)
        pixels = pixel_size(asset.data) if asset else None
        if asset is None or pixels is None or asset.media_type not in _SUFFIXES:
            return None
        return pixels[0] * _POINTS_PER_PIXEL, pixels[1] * _POINTS_PER_PIXEL


def pixel_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, BMP, JPEG or TIFF; None for anything else."""
    try:
        size = _read_size(data)
    except (struct.error, IndexError):
        return None
    if size is None or not (0 < size[0] < _MAX_PIXELS and 0 < size[1] < _MAX_PIXELS):
        return None
    return size


def _read_size(data: bytes) -> tuple[int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return struct.unpack_from(">II", data, 16)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return struct.unpack_from("<HH", data, 6)
    if data.startswith(b"BM"):
        width, height = struct.unpack_from("<ii", data, 18)
        return width, abs(height)  # a negative height means rows from the top
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    if data[:4] in (b"II*\x00", b"MM\x00*"):
        return _tiff_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            at += 1 if marker == 0xFF else 2
            continue
        # Start-of-frame markers, without the tables DHT, JPG and DAC among them.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + max(struct.unpack_from(">H", data, at + 2)[0], 2)
    return None


def _tiff_size(data: bytes) -> tuple[int, int] | None:
    order = "<" if data[:2] == b"II" else ">"
    (directory,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, directory)
    sides: dict[int, int] = {}
    for entry in range(directory + 2, directory + 2 + 12 * min(count, 200), 12):
        tag, kind = struct.unpack_from(f"{order}HH", data, entry)
        if tag in (256, 257):  # ImageWidth, ImageLength
            sides[tag] = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, entry + 8)[0]
    return (sides[256], sides[257]) if len(sides) == 2 else None


def fitted_size(
    image: Image, natural: tuple[float, float], width_limit: float
) -> tuple[float, float]:
    """Width and height in points: the model's, else the file's, never wider than the limit."""
    width, height = natural
    if image.width_pt and image.height_pt:
        width, height = image.width_pt, image.height_pt
    elif image.width_pt:
        width, height = image.width_pt, height * image.width_pt / width
    elif image.height_pt:
        width, height = width * image.height_pt / height, image.height_pt
    if width > width_limit:
        width, height = width_limit, height * width_limit / width
    return width, height


def drawing(image: Image, relation: str, number: int, size: tuple[float, float]) -> str:
    """A run with a picture in the line; `number` is unique in the document."""
    cx, cy = (max(round(side * EMU_PER_POINT), 1) for side in size)
    title = f' title="{attribute(image.title)}"' if image.title is not None else ""
    name = f'id="{number}" name="Picture {number}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr {name} descr="{attribute(image.alt)}"{title}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )

"""Pictures: data URIs and files beside the page become assets, remote ones stay addresses."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, unquote_to_bytes

from ...model import Asset, Image
from .flow import Flow
from .page import Page
from .style import Style, points
from .tree import Node

MAX_ASSET_BYTES: Final = 32 * 1024 * 1024
MAX_PAGE_ASSET_BYTES: Final = 128 * 1024 * 1024
_DATA_URI = re.compile(r"data:([^;,]*)((?:;[^;,]*)*),", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//")
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\0\0\1\0", "image/vnd.microsoft.icon"),
    (b"\x01\0\0\0", "image/emf"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
)
_SVG = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL
)
_LAZY: Final = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url")


def read_image(flow: Flow, node: Node, style: Style) -> bool:
    """`img` and `input type=image`; pictures of one pixel count visitors and show nothing."""
    attrs = node.attrs
    width, height = (
        points((style.get(name) if style else None) or attrs.get(name))
        for name in ("width", "height")
    )
    if not flow.page.literal and width is not None and height is not None and width * height < 2:
        return True
    image = find_picture(flow.page, node, _address(attrs))
    alt = " ".join(attrs.get("alt", "").split())
    title = attrs.get("title") or None
    asset, href = image
    if asset is None and href is None and not alt:
        return True
    flow.add(Image(asset, href, alt, title, width or None, height or None))
    return True


def _address(attrs: dict[str, str]) -> str:
    source = attrs.get("src", "").strip()
    if not source or source.startswith(("data:image/gif", "data:image/svg")) or source == "#":
        for name in _LAZY:
            lazy = attrs.get(name, "").strip()
            if lazy:
                return lazy
    return source


def find_picture(page: Page, node: Node, source: str) -> tuple[str | None, str | None]:
    """The hash of an asset, or the address to keep; both None when there is nothing to show."""
    if not source:
        return None, None
    if source[:5].lower() == "data:":
        return _data_uri(page, node, source), None
    kept = page.saved.part(source) if page.saved is not None else None
    if kept is not None and len(kept) <= MAX_ASSET_BYTES:
        digest = keep_asset(page, kept, PurePosixPath(source).name or None)
        if digest is not None:
            return digest, None
    scheme = _SCHEME.match(source)
    if scheme is not None or page.base is not None:
        if scheme is not None and scheme[0].lower() not in ("http:", "https:", "//"):
            page.notice("external-ignored", source, node)
            return None, None
        return None, page.link_target(source)
    if page.folder is not None:
        digest = _file_beside(page, node, source)
        if digest is not None:
            return digest, None
    return None, page.link_target(source)


def _data_uri(page: Page, node: Node, source: str) -> str | None:
    match = _DATA_URI.match(source)
    data = b""
    if match is not None:
        body = source[match.end() :]
        try:
            if "base64" in match[2].lower():
                data = base64.b64decode("".join(unquote(body).split()) + "==")
            else:
                data = unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            data = b""
    digest = keep_asset(page, data, None)
    if digest is None:
        page.notice("asset-unreadable", source[:40], node)
    return digest


def _file_beside(page: Page, node: Node, source: str) -> str | None:
    """The asset of a file in the page's folder; links and ways out of it are refused."""
    assert page.folder is not None
    name = unquote(source.split("?")[0].split("#")[0]).replace("\\", "/")
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        page.notice("external-ignored", source, node)
        return None
    target = page.folder
    for part in parts:
        target = target / part
        if target.is_symlink():
            page.notice("external-ignored", source, node)
            return None
    return _read_file(page, node, target, source)


def _read_file(page: Page, node: Node, target: Path, source: str) -> str | None:
    try:
        if not target.is_file():
            page.notice("part-missing", source, node)
            return None
        if target.stat().st_size > MAX_ASSET_BYTES:
            page.notice("asset-unreadable", source, node)
            return None
        data = target.read_bytes()
    except (OSError, ValueError):
        page.notice("asset-unreadable", source, node)
        return None
    digest = keep_asset(page, data, target.name)
    if digest is None:
        page.notice("asset-unreadable", source, node)
    return digest


def keep_asset(page: Page, data: bytes, name: str | None) -> str | None:
    """The hash under which picture data is kept, or None when it is no picture or too large."""
    media_type = picture_type(data)
    if media_type is None or page.asset_bytes + len(data) > MAX_PAGE_ASSET_BYTES:
        return None
    digest = hashlib.sha256(data).hexdigest()
    if digest not in page.assets:
        page.asset_bytes += len(data)
        page.assets[digest] = Asset(digest, media_type, data, name)
    return digest


def picture_type(data: bytes) -> str | None:
    """The media type of picture data by its first bytes; None for anything else."""
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in (b"ftypavif", b"ftypheic"):
        return "image/avif" if data[8:12] == b"avif" else "image/heic"
    return "image/svg+xml" if _SVG.match(data[:4096]) else None


def read_drawing(flow: Flow, node: Node, style: Style) -> bool:
    """Inline `svg`: its text is kept, the drawing is not."""
    texts = [
        child for child in node.walk() if child.tag in ("text", "foreignobject", "foreignObject")
    ]
    _leave_rest(flow, node, texts)
    if texts:
        flow.page.notice("feature-dropped", "a drawing (svg)", node)
        for text in texts:
            if text.tag == "text" or not any(other is not text for other in texts):
                flow.add_text(" ")
            flow.enter_children(list(text.children))
    return True


def _leave_rest(flow: Flow, node: Node, kept: list[Node]) -> None:
    """Account for titles, descriptions and other texts that a drawing does not show."""
    stack: list[Node | str] = list(reversed(node.children))
    parts: list[str] = []
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif not any(item is one for one in kept) and item.tag not in ("style", "script"):
            stack.extend(reversed(item.children))
    flow.page.leave_out("hidden", "".join(parts), node)

"""Inline markup of our own pages."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field

from ....model import (
    Anchor,
    Asset,
    Image,
    Inline,
    InlineEquation,
    LineBreak,
    Link,
    NoteReference,
    Ruby,
)
from ..inlines import BOLD, CODE, ITALIC, STRIKE, SUB, SUP, UNDERLINE, make_text
from ..tree import Node
from .attributes import DamagedPage, address_of, name_of, number

_FORMATS = {
    "strong": BOLD,
    "em": ITALIC,
    "u": UNDERLINE,
    "s": STRIKE,
    "sub": SUB,
    "sup": SUP,
    "code": CODE,
}
_PICTURE = re.compile(r"data:(image/[a-z0-9.+-]+);base64,")
_NO_PICTURE = "data:,"


@dataclass(slots=True)
class Reading:
    """What is gathered while one page is read."""

    assets: dict[str, Asset] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    """All text that is text of the document, for the accounting."""


def read_inlines(children: list[Node | str], reading: Reading) -> tuple[Inline, ...]:
    """The inlines that `children` stand for."""
    out: list[Inline] = []
    _read(children, 0, out, reading)
    return tuple(out)


def _read(children: list[Node | str], flags: int, out: list[Inline], reading: Reading) -> None:
    for child in children:
        if isinstance(child, str):
            reading.texts.append(child)
            out.append(make_text(child, flags))
        else:
            _element(child, flags, out, reading)


def _element(node: Node, flags: int, out: list[Inline], reading: Reading) -> None:
    attrs, tag = node.attrs, node.tag
    if "data-mark" in attrs or "data-label" in attrs or "data-checked" in attrs:
        return
    if "data-note" in attrs:
        out.append(NoteReference(attrs["data-note"]))
    elif "data-latex" in attrs:
        out.append(InlineEquation(attrs["data-latex"], attrs.get("data-mathml")))
    elif tag == "br":
        out.append(LineBreak())
    elif tag == "img":
        out.append(_image(node, reading))
    elif tag == "ruby":
        out.append(_ruby(node, flags, reading))
    elif tag == "a" and address_of(node, "href") is not None:
        content: list[Inline] = []
        _read(node.children, flags, content, reading)
        href = address_of(node, "href") or ""
        out.append(Link(href, tuple(content), attrs.get("title")))
    elif tag == "span" and not node.children and name_of(node) is not None:
        out.append(Anchor(name_of(node) or ""))
    elif tag == "sup" and attrs.get("class") == "note-ref":
        _read(node.children, flags, out, reading)
    else:
        _read(node.children, flags | _FORMATS.get(tag, 0), out, reading)


def _ruby(node: Node, flags: int, reading: Reading) -> Ruby:
    base: list[Inline] = []
    annotation = ""
    for child in node.children:
        if isinstance(child, Node) and child.tag == "rt":
            annotation += child.text()
        elif not isinstance(child, Node) or child.tag != "rp":
            _read([child], flags, base, reading)
    reading.texts.append(annotation)
    return Ruby(tuple(base), annotation)


def _image(node: Node, reading: Reading) -> Image:
    attrs = node.attrs
    source = attrs.get("src", "")
    asset, href = None, None
    if "data-image" in attrs:
        href = attrs.get("data-href", None if source == _NO_PICTURE else source)
    else:
        asset = _asset(source, attrs.get("data-name"), reading)
    return Image(
        asset,
        href,
        attrs.get("alt", ""),
        attrs.get("title"),
        number(node, "data-width"),
        number(node, "data-height"),
    )


def _asset(source: str, name: str | None, reading: Reading) -> str:
    match = _PICTURE.match(source)
    if match is None:
        raise DamagedPage(f"picture {source[:40]}")
    try:
        data = base64.b64decode(source[match.end() :], validate=True)
    except binascii.Error as error:
        raise DamagedPage(f"picture {source[:40]}") from error
    digest = hashlib.sha256(data).hexdigest()
    reading.assets.setdefault(digest, Asset(digest, match[1], data, name))
    return digest

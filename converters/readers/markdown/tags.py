"""HTML tags inside a line."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ...model.text import clean_text

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(
    r"""\s+([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?"""
)

FORMATS: Final[Mapping[str, str]] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "dfn": "italic",
    "var": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
HIDDEN: Final = frozenset({"script", "style", "template", "noembed", "title", "textarea", "iframe"})
"""Elements whose content a page does not show as its text."""
_VOID = frozenset(("area", "br", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag."""

    name: str
    attrs: Mapping[str, str]
    closing: bool
    void: bool
    """Whether no closing tag follows."""


def parse_tag(source: str) -> Tag | None:
    """The tag in `source`, or None for a declaration or an instruction."""
    found = _TAG.match(source)
    if found is None:
        return None
    name = found[2].lower()
    attrs: dict[str, str] = {}
    for attribute, double, single, bare in _ATTRIBUTE.findall(source, found.end()):
        attrs.setdefault(attribute.lower(), clean_text(html.unescape(double or single or bare)))
    return Tag(name, attrs, bool(found[1]), name in _VOID or source.endswith("/>"))

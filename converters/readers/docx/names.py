"""Names of OOXML: namespaces and the elements and attributes that are met on every page.

Strict packages (ISO/IEC 29500 Strict) are renamed to these transitional names when parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml.etree import _Element as Element

_OOXML: Final = "http://schemas.openxmlformats.org/"
W: Final = "{" + _OOXML + "wordprocessingml/2006/main}"
M: Final = "{" + _OOXML + "officeDocument/2006/math}"
A: Final = "{" + _OOXML + "drawingml/2006/main}"
C: Final = "{" + _OOXML + "drawingml/2006/chart}"
CX: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DGM: Final = "{" + _OOXML + "drawingml/2006/diagram}"
WP: Final = "{" + _OOXML + "drawingml/2006/wordprocessingDrawing}"
MC: Final = "{" + _OOXML + "markup-compatibility/2006}"
R: Final = "{" + _OOXML + "officeDocument/2006/relationships}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the usual prefix
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"

P: Final = W + "p"
RUN: Final = W + "r"
T: Final = W + "t"
TBL: Final = W + "tbl"
TR: Final = W + "tr"
TC: Final = W + "tc"
SDT: Final = W + "sdt"
PPR: Final = W + "pPr"
RPR: Final = W + "rPr"
VAL: Final = W + "val"
ID: Final = W + "id"
TEXT_BOX: Final = W + "txbxContent"
ALTERNATE: Final = MC + "AlternateContent"
MATH: Final = M + "oMath"
MATH_PARAGRAPH: Final = M + "oMathPara"
R_ID: Final = R + "id"
R_EMBED: Final = R + "embed"
R_LINK: Final = R + "link"

TEXT_TAGS: Final = (T, W + "delText", M + "t", A + "t")
"""Elements whose text a document shows, or once showed."""
INSTRUCTION_TAGS: Final = (W + "instrText", W + "delInstrText")
"""Elements whose text tells Word what to compute."""

_OFF: Final = frozenset({"0", "false", "off"})


def child(element: Element, tag: str) -> Element | None:
    """The first child of a name; several times faster than `find` where it stands in front."""
    for found in element:
        if found.tag == tag:
            return found
    return None


def by_tag(element: Element | None) -> Mapping[str, Element]:
    """The children of an element by their names; the last one where a name comes twice."""
    return {} if element is None else {found.tag: found for found in element}


def val(element: Element | None) -> str | None:
    """The `w:val` of an element; None without one."""
    return None if element is None else element.get(VAL)


def is_on(element: Element | None) -> bool:
    """Whether an on/off property is there and on (17.17.4): no value means on."""
    return element is not None and element.get(VAL) not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """An integer attribute; `default` where it is missing or no number."""
    if text is None:
        return default
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return int(float(text))  # some programs write 4675.5 twips
    except (ValueError, OverflowError):
        return default


def text_of(element: Element) -> str:
    """The element's own text, also around entity references, which are never expanded."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def visible_text(element: Element) -> str:
    """All text below an element in document order, deleted and hidden text included."""
    return "".join(text_of(part) for part in element.iter(*TEXT_TAGS))

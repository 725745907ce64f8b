"""The structure that a tagged PDF states (ISO 32000-1, 14.7 and 14.8), page by page.

pdfium gives for each page the elements with content on it. The tree is copied to plain data and
closed; a budget bounds what a hostile tree can cost.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_ulong, c_void_p
from dataclasses import dataclass, field

import pypdfium2

from ....model.text import clean_text
from .pdfium import _bind

MAX_ELEMENTS = 50_000
MAX_DEPTH = 60

_is_tagged = _bind("FPDFCatalog_IsTagged", c_int, c_void_p)
_tree_of = _bind("FPDF_StructTree_GetForPage", c_void_p, c_void_p)
_tree_close = _bind("FPDF_StructTree_Close", None, c_void_p)
_tree_count = _bind("FPDF_StructTree_CountChildren", c_int, c_void_p)
_tree_child = _bind("FPDF_StructTree_GetChildAtIndex", c_void_p, c_void_p, c_int)
_count = _bind("FPDF_StructElement_CountChildren", c_int, c_void_p)
_child = _bind("FPDF_StructElement_GetChildAtIndex", c_void_p, c_void_p, c_int)
_child_mark = _bind("FPDF_StructElement_GetChildMarkedContentID", c_int, c_void_p, c_int)
_type = _bind("FPDF_StructElement_GetType", c_ulong, c_void_p, c_void_p, c_ulong)
_alt = _bind("FPDF_StructElement_GetAltText", c_ulong, c_void_p, c_void_p, c_ulong)
_attribute_count = _bind("FPDF_StructElement_GetAttributeCount", c_int, c_void_p)
_attribute = _bind("FPDF_StructElement_GetAttributeAtIndex", c_void_p, c_void_p, c_int)
_attribute_value = _bind("FPDF_StructElement_Attr_GetValue", c_void_p, c_void_p, ctypes.c_char_p)
_value_type = _bind("FPDF_StructElement_Attr_GetType", c_int, c_void_p)
_value_number = _bind("FPDF_StructElement_Attr_GetNumberValue", c_int, c_void_p, c_void_p)
_value_text = _bind(
    "FPDF_StructElement_Attr_GetStringValue", c_int, c_void_p, c_void_p, c_ulong, c_void_p
)
_object_mark = _bind("FPDFPageObj_GetMarkedContentID", c_int, c_void_p)
_mark_count = _bind("FPDFPageObj_CountMarks", c_int, c_void_p)
_mark = _bind("FPDFPageObj_GetMark", c_void_p, c_void_p, c_ulong)
_mark_name = _bind("FPDFPageObjMark_GetName", c_int, c_void_p, c_void_p, c_ulong, c_void_p)
_NUMBER, _STRING, _NAME = 2, 3, 4

_TEXTUAL = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Lbl", "LBody", "L", "Table", "TR", "TH", "TD"}
)
"""Types whose alternative texts nobody asks for: what they hold is read."""


@dataclass(slots=True)
class Element:
    """A structure element with what of it stands on one page."""

    kind: str
    """Standard type (`H1`, `TD`), role map applied."""
    children: list[Element | int] = field(default_factory=list)
    """Elements and ids of marked content, in logical order."""
    alt: str = ""
    """Alternative text, but not of paragraphs, lists and tables."""
    row_span: int = 1
    column_span: int = 1
    scope: str = ""
    """`Row`, `Column` or `Both` of a header cell."""

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in order."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def marks(self) -> Iterator[int]:
        """The ids of all marked content in it, in order."""
        stack: list[Element | int] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, int):
                yield item
            else:
                stack += reversed(item.children)


def is_tagged(pdf: pypdfium2.PdfDocument) -> bool:
    """Whether the PDF says that its content is tagged."""
    return bool(_is_tagged(ctypes.cast(pdf.raw, c_void_p)))


def read_structure(page: c_void_p) -> Element | None:
    """The elements of an open page below one without a type; None when there are none."""
    tree = _tree_of(page)
    if not tree:
        return None
    try:
        return _Copy().copy(c_void_p(tree))
    finally:
        _tree_close(c_void_p(tree))


@dataclass(slots=True)
class _Copy:
    budget: int = MAX_ELEMENTS
    seen: set[int] = field(default_factory=set)
    buffer: ctypes.Array[ctypes.c_char] = field(
        default_factory=lambda: ctypes.create_string_buffer(64)
    )
    kinds: dict[bytes, str] = field(default_factory=dict)

    def copy(self, tree: c_void_p) -> Element | None:
        root = Element("")
        for index in range(min(_tree_count(tree), self.budget)):
            child = self._element(_tree_child(tree, index), 0)
            if child is not None:
                root.children.append(child)
        return root if root.children else None

    def _element(self, handle: int | None, depth: int) -> Element | None:
        if not handle or depth > MAX_DEPTH or self.budget <= 0 or handle in self.seen:
            return None
        self.seen.add(handle)
        self.budget -= 1
        pointer = c_void_p(handle)
        element = Element(self._kind(pointer))
        if element.kind not in _TEXTUAL and _alt(pointer, None, 0) > 2:
            element.alt = _text(_alt, pointer).strip()
        if element.kind in ("TD", "TH"):
            _read_spans(pointer, element)
        for index in range(min(_count(pointer), self.budget)):
            mark = _child_mark(pointer, index)
            if mark >= 0:
                element.children.append(mark)
                continue
            child = self._element(_child(pointer, index), depth + 1)
            if child is not None:
                element.children.append(child)
        return element

    def _kind(self, pointer: c_void_p) -> str:
        """The type of an element; the few that there are come again and again."""
        length = _type(pointer, self.buffer, 64)
        if length > 64:
            return _text(_type, pointer)
        raw = self.buffer.raw[:length]
        kind = self.kinds.get(raw)
        if kind is None:
            kind = self.kinds[raw] = _text(_type, pointer)
        return kind


def _text(ask: object, pointer: c_void_p) -> str:
    length = ask(pointer, None, 0)  # type: ignore[operator]
    if not 2 < length < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(pointer, buffer, length)  # type: ignore[operator]
    return clean_text(buffer.raw[: length - 2].decode("utf-16-le", errors="replace"))


def _read_spans(pointer: c_void_p, element: Element) -> None:
    for index in range(min(_attribute_count(pointer), 8)):
        attribute = _attribute(pointer, index)
        if not attribute:
            continue
        element.row_span = _number(attribute, b"RowSpan") or element.row_span
        element.column_span = _number(attribute, b"ColSpan") or element.column_span
        element.scope = _name(attribute, b"Scope") or element.scope


def _number(attribute: int, name: bytes) -> int:
    value = _attribute_value(c_void_p(attribute), name)
    if not value or _value_type(c_void_p(value)) != _NUMBER:
        return 0
    number = c_float()
    _value_number(c_void_p(value), byref(number))
    return int(number.value) if 1 <= number.value <= 1000 else 0


def _name(attribute: int, name: bytes) -> str:
    value = _attribute_value(c_void_p(attribute), name)
    if not value or _value_type(c_void_p(value)) not in (_STRING, _NAME):
        return ""
    length = c_ulong()
    buffer = ctypes.create_string_buffer(64)
    _value_text(c_void_p(value), buffer, 64, byref(length))
    return buffer.raw[: max(min(length.value, 64) - 2, 0)].decode("utf-16-le", errors="replace")


def object_mark(handle: int) -> int:
    """The marked content id of an object of an open page; -1 for none, -2 for an artifact."""
    pointer = c_void_p(handle)
    mark: int = _object_mark(pointer)
    if mark >= 0:
        return mark
    count = _mark_count(pointer)
    if not count:
        return UNMARKED
    buffer = ctypes.create_string_buffer(32)
    length = c_ulong()
    for index in range(min(count, 8)):
        name = _mark(pointer, index)
        if name and _mark_name(c_void_p(name), buffer, 32, byref(length)):
            text = buffer.raw[: max(min(length.value, 32) - 2, 0)]
            if text.decode("utf-16-le", errors="replace") == "Artifact":
                return ARTIFACT
    return UNMARKED


UNMARKED, ARTIFACT = -1, -2

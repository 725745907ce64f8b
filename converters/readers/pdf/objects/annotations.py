"""What form fields and other annotations show on a page (ISO 32000-1, 12.5 and 12.7).

They are no part of the page's content. Nearly all annotations are links: a page that has no others
costs one call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_float, c_void_p
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from ....model.text import clean_text
from . import pdfium
from .geometry import Box, PageSpace

Kind = Literal["text", "comb", "sign", "choices", "button"]
"""text: its appearance is read; comb: one box for each letter, the value is read; sign: a check
box or radio button; choices: a list with the chosen options as value; button: no content."""

_MOST: Final = 20_000
"""Annotations of one page that are looked at."""
_HIDDEN, _NO_VIEW = 2, 32
"""Flags of annotations (Table 165)."""
_LINK, _POPUP, _WIDGET = 2, 16, 20
_NO_TEXT: Final = frozenset({1, 17, 18, 19, 21, 22, 23})
"""Icons of comments, files, sounds and films, and marks of printers."""
_PUSH, _CHECK, _RADIO, _LIST = 1, 2, 3, 5
"""Types of form fields as pdfium numbers them."""
_MULTILINE, _COMB = 1 << 12, 1 << 24
"""Flags of text fields (Table 228)."""
_SHOWS: Final = ("Tj", "TJ", "'", '"', " Do")
"""Operators that show text, or objects that may hold some."""
_LONG: Final = 400_000
"""Bytes of an appearance that is not looked through."""
CHECKED, UNCHECKED = "☑☐"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A visible field of a form, or an annotation that shows text."""

    place: int
    """Among the annotations of the page."""
    kind: Kind
    box: Box
    """In page space."""
    value: str = ""
    """What it says where its appearance does not, lines parted by \\n."""
    drawn: bool = False
    """Whether its appearance may show text."""
    size: float = 0.0
    """Font size that it asks for; 0 for any that fits."""
    multiline: bool = False
    end: float = 0.0
    """Where its text is set: 0 at the left, 0.5 in the middle, 1 at the right."""
    is_field: bool = True
    """Whether it is a field of a form."""


def annotations_of(
    document: c_void_p, page: c_void_p, space: PageSpace, *, links: int
) -> list[Annotation]:
    """The visible fields of an open page, and other annotations that show text.

    `links` of its annotations are links.
    """
    count = min(pdfium.annotation_count(page), _MOST)
    if count <= links:
        return []
    with opened_form(document) as form:
        found = (_read(page, place, form, space) for place in range(count))
        return [annotation for annotation in found if annotation is not None]


@contextmanager
def opened_form(document: c_void_p) -> Iterator[c_void_p | None]:
    """The form of a document, whose fields pdfium reads when it is asked for them."""
    from pypdfium2.raw import FPDF_FORMFILLINFO

    calls = FPDF_FORMFILLINFO(version=2)  # has to live as long as the form
    form = pdfium.open_form(document, byref(calls))
    try:
        yield c_void_p(form) if form else None
    finally:
        if form:
            pdfium.close_form(c_void_p(form))


def _read(page: c_void_p, place: int, form: c_void_p | None, space: PageSpace) -> Annotation | None:
    """The annotation at `place` of a page; None when it shows no text."""
    handle = c_void_p(pdfium.annotation(page, place))
    if not handle:
        return None
    try:
        subtype = pdfium.annotation_subtype(handle)
        if subtype in (_LINK, _POPUP) or subtype in _NO_TEXT:
            return None
        if pdfium.annotation_flags(handle) & (_HIDDEN | _NO_VIEW):
            return None
        box = _box(handle, space)
        if box is None:
            return None
        if subtype == _WIDGET:
            return _field(handle, place, box, form) if form is not None else None
        value = _plain(_text(pdfium.annotation_text, handle, b"Contents")) if subtype == 3 else ""
        drawn = _draws(handle)
        if not (value or drawn):
            return None
        return Annotation(place, "text", box, value, drawn=drawn, multiline=True, is_field=False)
    finally:
        pdfium.close_annotation(handle)


def _field(handle: c_void_p, place: int, box: Box, form: c_void_p) -> Annotation | None:
    kind, flags = pdfium.field_type(form, handle), pdfium.field_flags(form, handle)
    if kind == _PUSH:
        return Annotation(place, "button", box, drawn=_draws(handle))
    if kind in (_CHECK, _RADIO):
        return Annotation(place, "sign", box, CHECKED if _is_on(handle, form) else UNCHECKED)
    chosen = _chosen(handle, form)
    value = _plain(chosen or _text(pdfium.field_value, form, handle))
    size, end = c_float(), c_float()
    pdfium.field_font_size(form, handle, byref(size))
    pdfium.annotation_number(handle, b"Q", byref(end))
    return Annotation(
        place,
        "choices" if kind == _LIST else "comb" if kind == 6 and flags & _COMB else "text",
        box,
        value,
        drawn=_draws(handle),
        size=max(size.value, 0.0),
        multiline=kind == _LIST or (kind == 6 and bool(flags & _MULTILINE)),
        end=min(max(end.value, 0.0), 2.0) / 2,
    )


def _is_on(handle: c_void_p, form: c_void_p) -> bool:
    """Whether a check box or radio button is set: by the state that it shows, or its value."""
    state = _text(pdfium.annotation_text, handle, b"AS")
    return (state or _text(pdfium.field_value, form, handle)) not in ("", "Off")


def _chosen(handle: c_void_p, form: c_void_p) -> str:
    """The labels of the chosen options of a choice, one a line."""
    count = min(pdfium.option_count(form, handle), _MOST)
    chosen = [n for n in range(count) if pdfium.is_option_chosen(form, handle, n)]
    return "\n".join(_text(pdfium.option_label, form, handle, number) for number in chosen)


def _draws(handle: c_void_p) -> bool:
    """Whether the appearance of an annotation may show text."""
    length: int = pdfium.appearance(handle, 0, None, 0)
    if length <= 2 or length > _LONG:
        return length > 2
    content = _text(pdfium.appearance, handle, 0)
    return any(sign in content for sign in _SHOWS)


def _text(call: Callable[..., Any], *arguments: Any) -> str:
    """A text that pdfium writes in UTF-16 into memory of the length that it asks for."""
    length = call(*arguments, None, 0)
    if length <= 2:
        return ""
    memory = ctypes.create_string_buffer(length)
    call(*arguments, memory, length)
    return memory.raw[: length - 2].decode("utf-16-le", errors="replace")


def _plain(text: str) -> str:
    """A value with its line ends as \\n."""
    return clean_text("\n".join(text.split("\r\n")).replace("\r", "\n")).strip()


def _box(handle: c_void_p, space: PageSpace) -> Box | None:
    """Where an annotation stands on the page; None where it has no height or width."""
    sides = pdfium.Rectangle()
    if not pdfium.annotation_rectangle(handle, byref(sides)):
        return None
    x0, x1 = sorted((sides.left, sides.right))
    y0, y1 = sorted((sides.bottom, sides.top))
    left, top, right, bottom = space.boxes(np.array([[x0, y0, x1, y1]]))[0].tolist()
    return (left, top, right, bottom) if right - left > 0.5 and bottom - top > 0.5 else None

"""The texts that appearances of annotations draw, from a copy of the page with them in its content.

pdfium gives characters of a page's content only, and can put appearances into that (it changes the
page, and takes the links away, so a copy of it is made). Only the text is taken: borders and
backgrounds of fields are no lines of tables.
"""

from __future__ import annotations

from collections.abc import Collection
from ctypes import byref, c_int, c_void_p
from dataclasses import replace

import numpy as np

from . import pdfium
from .characters import Characters
from .geometry import PageSpace
from .joined import chosen_characters
from .readcharacters import read_characters

_HIDDEN, _UNSEEN = 2, 1 | 2 | 32
"""Flags of annotations (ISO 32000-1, Table 165)."""
_DONE = 1
_DEEPEST = 12
"""Forms inside forms that are looked into."""


def appearance_texts(
    document: c_void_p, index: int, places: Collection[int], space: PageSpace
) -> Characters | None:
    """The characters that the annotations at `places` of page `index` draw; None for none."""
    copy = c_void_p(pdfium.new_document())
    if not copy:
        return None
    try:
        if not pdfium.import_pages(copy, document, byref(c_int(index)), 1, 0):
            return None
        own = _flattened(copy, places)
        return None if own is None else _added(copy, own, space)
    finally:
        pdfium.close_document(copy)


def _flattened(copy: c_void_p, places: Collection[int]) -> int | None:
    """Put annotations into the content of the one page; how many objects it had before."""
    page = c_void_p(pdfium.load_page(copy, 0))
    if not page:
        return None
    try:
        for place in range(pdfium.annotation_count(page)):
            annotation = c_void_p(pdfium.annotation(page, place))
            if annotation:
                flags = pdfium.annotation_flags(annotation)
                flags = flags & ~_UNSEEN if place in places else flags | _HIDDEN
                pdfium.set_annotation_flags(annotation, flags)
                pdfium.close_annotation(annotation)
        own: int = pdfium.page_object_count(page)
        return own if pdfium.flatten(page, 0) == _DONE else None
    finally:
        pdfium.close_page(page)


def _added(copy: c_void_p, own: int, space: PageSpace) -> Characters | None:
    """The characters of the objects behind the first `own` ones of the one page."""
    page = c_void_p(pdfium.load_page(copy, 0))
    if not page:
        return None
    try:
        handles: set[int] = set()
        for number in range(own, pdfium.page_object_count(page)):
            _collect(pdfium.page_object(page, number), handles, 0)
        characters = read_characters(page, space)
    finally:
        pdfium.close_page(page)
    chosen = np.array([run.handle in handles for run in characters.table], bool)
    # What the handles point to is gone.
    table = tuple(run._replace(handle=0) for run in characters.table)
    mine = np.nonzero(chosen[characters.runs])[0] if len(chosen) else np.zeros(0, np.intp)
    return chosen_characters(replace(characters, table=table), mine) if len(mine) else None


def _collect(handle: int | None, handles: set[int], depth: int) -> None:
    if not handle:
        return
    if pdfium.object_type(c_void_p(handle)) != pdfium.FORM:
        handles.add(handle)
    elif depth < _DEEPEST:
        for number in range(pdfium.form_object_count(c_void_p(handle))):
            _collect(pdfium.form_object(c_void_p(handle), number), handles, depth + 1)

"""Read drawings: pictures, text boxes, and the texts of charts and diagrams.

DrawingML (ECMA-376 Part 1, 20.4) and VML (Part 4, 14.1). Shapes themselves are not drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from lxml.etree import _Element as Element

from ...model import Block, Image, Rule
from ...model.addresses import is_safe_address
from ...model.text import block_text
from .charts import CHART_KINDS, chart_blocks, drawing_paragraphs
from .diagrams import diagram_blocks
from .line import Line
from .names import (
    ALTERNATE,
    MC,
    R_EMBED,
    R_ID,
    R_LINK,
    TEXT_BOX,
    TEXT_TAGS,
    WP,
    A,
    O,
    R,
    V,
    number,
    visible_text,
)
from .story import Story

EMU_PER_PT: Final = 12_700

_BLIP: Final = A + "blip"
_IMAGE_DATA: Final = V + "imagedata"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DIAGRAM_DATA: Final = R + "dm"
_SHAPE_TEXT: Final = A + "p"
_LENGTH: Final = re.compile(r"(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px|pc)?")
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}
_CONTENT: Final = (_BLIP, _IMAGE_DATA, TEXT_BOX, _DIAGRAM, *CHART_KINDS, *TEXT_TAGS)


def alternatives(element: Element) -> tuple[Element | None, list[Element]]:
    """The branch of mc:AlternateContent to read, and the others (Part 3, 9.3).

    The first branch that shows anything is read: a program that wrote several meant the first
    as the best, and what cannot be read in it has nothing to show.
    """
    branches = [*element.iterchildren(MC + "Choice"), *element.iterchildren(MC + "Fallback")]
    chosen = next((branch for branch in branches if _shows_anything(branch)), None)
    if chosen is None:
        chosen = branches[0] if branches else None
    return chosen, [branch for branch in branches if branch is not chosen]


def _shows_anything(branch: Element) -> bool:
    return next(branch.iter(*_CONTENT), None) is not None


def read_drawing(story: Story, line: Line, drawing: Element, path: str) -> None:
    """Add the pictures of a drawing to `line`, its text boxes and texts beside it."""
    if drawing.find(f".//{V}rect[@{O}hr]") is not None:
        line.float((Rule(story.origin(path)),))
        return
    for element in _pieces(story, drawing, path):
        tag = element.tag
        if tag in (_BLIP, _IMAGE_DATA):
            _picture(story, line, element, drawing, path)
        elif tag == TEXT_BOX:
            line.float((element,))
        elif tag == _SHAPE_TEXT:
            line.float(drawing_paragraphs(element))
        elif tag == _DIAGRAM:
            _related(story, line, element.get(_DIAGRAM_DATA), diagram_blocks)
        else:
            read_chart = partial(chart_blocks, story.shared.ledger)
            _related(story, line, element.get(R_ID), read_chart)


def _pieces(story: Story, top: Element, path: str) -> Iterator[Element]:
    """What a drawing shows, in order; nothing inside a text box, one branch of alternatives."""
    for child in top:
        tag = child.tag
        if tag == ALTERNATE:
            chosen, others = alternatives(child)
            for other in others:
                story.shared.ledger.leave_out("duplicate", visible_text(other), story.origin(path))
            if chosen is not None:
                yield from _pieces(story, chosen, path)
        elif tag in _LEAVES:
            yield child
        elif len(child):
            yield from _pieces(story, child, path)


_LEAVES: Final = frozenset({_BLIP, _IMAGE_DATA, TEXT_BOX, _DIAGRAM, _SHAPE_TEXT, *CHART_KINDS})


def _related(
    story: Story,
    line: Line,
    relation_id: str | None,
    read: Callable[[Element], tuple[Block, ...]],
) -> None:
    """Add what a part of its own shows, a chart or a diagram."""
    relation = story.part.relations.get(relation_id or "")
    if relation is None or relation.external:
        return
    root = story.shared.package.tree(relation.target)
    if root is None:
        return
    blocks = read(root)
    story.shared.ledger.source(block_text(blocks))
    line.float(blocks)


# --- pictures -------------------------------------------------------------------------------


def _picture(story: Story, line: Line, element: Element, drawing: Element, path: str) -> None:
    embedded = element.get(R_EMBED) if element.tag == _BLIP else element.get(R_ID)
    linked = element.get(R_LINK) if element.tag == _BLIP else element.get(R + "href")
    width, height = _size(element, drawing)
    alt, title = _words(element, drawing)
    asset = href = None
    for relation_id in (embedded, linked):
        relation = story.part.relations.get(relation_id or "")
        if relation is None or asset or href:
            continue
        if relation.external:
            href = _outside(story, relation.target, path)
        else:
            asset = story.shared.media.take(relation.target)
    if asset or href or alt:
        line.add(Image(asset, href, alt, title, width, height))


def _outside(story: Story, target: str, path: str) -> str | None:
    story.shared.ledger.report(
        "external-ignored",
        f"The picture {target[:80]!r} is outside the document and was not opened.",
        story.origin(path),
    )
    remote = target.lower().startswith(("http://", "https://"))
    return target if remote and is_safe_address(target) else None


def _size(element: Element, drawing: Element) -> tuple[float | None, float | None]:
    """Width and height in points: of the shape nearest to the picture, else of the drawing."""
    if element.tag == _IMAGE_DATA:
        return _style_size(element.getparent())
    holder = element.getparent()
    while holder is not None and holder is not drawing:
        extent = holder.find(WP + "extent")
        if extent is None and holder.tag.endswith("}pic") and not _fills_drawing(drawing):
            extent = next((found for found in holder.iter(A + "ext") if found.get("cx")), None)
        if extent is not None:
            return _points(extent.get("cx")), _points(extent.get("cy"))
        holder = holder.getparent()
    return None, None


def _fills_drawing(drawing: Element) -> bool:
    """Whether the drawing holds one picture only, whose size the drawing tells."""
    blips = drawing.iter(_BLIP)
    next(blips, None)
    return next(blips, None) is None


def _points(emu: str | None) -> float | None:
    size = number(emu)
    return size / EMU_PER_PT if size > 0 else None


def _style_size(shape: Element | None) -> tuple[float | None, float | None]:
    found = dict.fromkeys(("width", "height"), 0.0)
    for name, size, unit in _LENGTH.findall("" if shape is None else shape.get("style", "")):
        try:
            found[name] = float(size) * _POINTS[unit or "px"]
        except ValueError:
            continue
    return found["width"] or None, found["height"] or None


def _words(element: Element, drawing: Element) -> tuple[str, str | None]:
    """Alternative text and title of a picture."""
    if element.tag == _IMAGE_DATA:
        shape = element.getparent()
        alt = "" if shape is None else shape.get("alt", "")
        return alt, None
    holder = element.getparent()
    while holder is not None and holder is not drawing:
        properties = holder.find(WP + "docPr")
        if properties is None:
            properties = next(
                (
                    found
                    for name in holder
                    if isinstance(name.tag, str) and name.tag.endswith("}nvPicPr")
                    for found in name
                    if found.tag.endswith("}cNvPr") and found.get("descr")
                ),
                None,
            )
        if properties is not None:
            return properties.get("descr", ""), properties.get("title") or None
        holder = holder.getparent()
    return "", None


__all__ = ["alternatives", "read_drawing"]

"""The texts of charts, diagrams and shapes as paragraphs."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from lxml.etree import _Element as Element

from ...model import Paragraph, Text
from .names import CX, DGM, A, C, text_of

CHART_KINDS: Final = (C + "chart", CX + "chart")
_BREAK: Final = A + "br"
_TEXT: Final = A + "t"
_PARAGRAPH: Final = A + "p"
_POINT: Final = C + "pt"


def drawing_paragraphs(paragraph: Element) -> tuple[Paragraph, ...]:
    """The text of one DrawingML paragraph (a:p), without its format."""
    text = "".join(
        text_of(part) if part.tag == _TEXT else " " for part in paragraph.iter(_TEXT, _BREAK)
    )
    return (Paragraph((Text(text),)),) if text.strip() else ()


def chart_paragraphs(root: Element) -> tuple[Paragraph, ...]:
    """The words of a chart: titles first, then one line for each series of values."""
    lines = [_joined(element, _TEXT) for element in root.iter(_PARAGRAPH)]
    for series in root.iter(C + "ser"):
        name = " ".join(_cached(series.find(C + "tx")))
        categories = _cached(_first(series, "cat", "xVal"))
        values = _cached(_first(series, "val", "yVal"))
        pairs = [
            " ".join(filter(None, pair))
            for pair in zip_longest(categories, values, fillvalue="")
            if any(pair)
        ]
        lines.append(" ".join(filter(None, (name, "; ".join(pairs)))))
    return tuple(Paragraph((Text(line),)) for line in lines if line.strip())


def _first(series: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := series.find(C + name)) is not None), None)


def _cached(reference: Element | None) -> list[str]:
    """The values that a chart remembers of its sheet, in order."""
    if reference is None:
        return []
    direct = [text_of(value) for value in reference.iterchildren(C + "v")]
    return direct or [
        "".join(text_of(value) for value in point.iter(C + "v")) for point in reference.iter(_POINT)
    ]


def diagram_paragraphs(root: Element) -> tuple[Paragraph, ...]:
    """The texts of the points of a SmartArt diagram in the order of its data part."""
    lines = [
        _joined(paragraph, _TEXT)
        for body in root.iter(DGM + "t")
        for paragraph in body.iter(_PARAGRAPH)
    ]
    return tuple(Paragraph((Text(line),)) for line in lines if line.strip())


def _joined(element: Element, tag: str) -> str:
    return "".join(text_of(part) for part in element.iter(tag))

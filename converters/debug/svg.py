"""A page with its layers as SVG: one group for each layer, nothing outside of the file."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from ..model.origin import Box
from ..readers.pdf.workers.views import PageView
from .shapes import Label, Layer, Lines, Shape, Style


def svg_page(view: PageView, layers: Sequence[Layer]) -> str:
    """The SVG element of a page; the unit inside is a point.

    Each layer is a group of the class `layer-NAME`; Inkscape lists them as layers.
    """
    width, height = number(view.width), number(view.height)
    picture = base64.b64encode(view.picture).decode()
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        f' width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
        ' font-family="sans-serif">',
        '<g class="layer-page" inkscape:groupmode="layer" inkscape:label="page">',
        f'<image width="{width}" height="{height}" preserveAspectRatio="none"'
        f' href="data:image/png;base64,{picture}"/>',
        "</g>",
    ]
    for layer in layers:
        lines.append(
            f'<g class="layer-{layer.name}" inkscape:groupmode="layer"'
            f' inkscape:label="{layer.name}">'
        )
        lines += [_element(shape) for shape in layer.shapes]
        lines.append("</g>")
    return "\n".join([*lines, "</svg>\n"])


def number(value: float) -> str:
    """A number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _element(shape: Shape) -> str:
    if isinstance(shape, Label):
        return (
            f'<text x="{number(shape.x)}" y="{number(shape.y + 0.8 * shape.size)}"'
            f' font-size="{number(shape.size)}" fill="{shape.colour}" stroke="#ffffff"'
            f' stroke-width="1.5" paint-order="stroke">{escape(shape.text)}</text>'
        )
    if isinstance(shape, Lines):
        return f'<path d="{_strokes(shape.lines)}" {_look(shape.style)}/>'
    path = f'<path d="{_outlines(shape.boxes)}" {_look(shape.style)}'
    if not shape.title:
        return f"{path}/>"
    # Without a fill the inside would not answer to the mouse.
    return f'{path} pointer-events="all"><title>{escape(shape.title)}</title></path>'


def _strokes(lines: Iterable[Box]) -> str:
    return "".join(f"M{number(a)} {number(b)}L{number(c)} {number(d)}" for a, b, c, d in lines)


def _outlines(boxes: Iterable[Box]) -> str:
    return "".join(
        f"M{number(left)} {number(top)}H{number(right)}V{number(bottom)}H{number(left)}Z"
        for left, top, right, bottom in boxes
    )


def _look(style: Style) -> str:
    parts = ['fill="none"']
    if style.fill is not None:
        parts = [f'fill="{style.fill}" fill-opacity="{style.opacity:g}"']
    if style.width:
        parts.append(f'stroke="{style.colour}" stroke-width="{style.width:g}"')
    if style.dash is not None:
        parts.append(f'stroke-dasharray="{style.dash:g}"')
    return " ".join(parts)

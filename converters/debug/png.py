"""A page with its layers as a PNG file."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageColor, ImageDraw, ImageFont

from ..model.origin import Box
from ..readers.pdf.workers.views import PageView
from .shapes import Boxes, Label, Layer, Lines, Shape, Style

_WHITE = (255, 255, 255, 255)


def png_page(view: PageView, layers: Sequence[Layer]) -> bytes:
    """The page's picture, at its own size, with all layers drawn on it."""
    with Image.open(io.BytesIO(view.picture)) as picture:
        shown = picture.convert("RGBA")
    scale = shown.width / max(view.width, 1.0)
    for layer in layers:
        over = Image.new("RGBA", shown.size, (255, 255, 255, 0))
        pen = _Pen(ImageDraw.Draw(over), scale)
        for shape in layer.shapes:
            pen.draw(shape)
        shown.alpha_composite(over)
    out = io.BytesIO()
    shown.convert("RGB").save(out, "PNG")
    return out.getvalue()


class _Pen:
    """Draws shapes in points on a picture with `scale` pixels to the point."""

    def __init__(self, canvas: ImageDraw.ImageDraw, scale: float) -> None:
        self.canvas = canvas
        self.scale = scale

    def draw(self, shape: Shape) -> None:
        """Draw one shape."""
        if isinstance(shape, Label):
            self._label(shape)
            return
        if isinstance(shape, Lines):
            for line in shape.lines:
                self._line(line, shape.style)
            return
        self._boxes(shape)

    def _boxes(self, shape: Boxes) -> None:
        style = shape.style
        for box in shape.boxes:
            left, top, right, bottom = (side * self.scale for side in box)
            if style.fill is not None and right >= left and bottom >= top:
                fill = _colour(style.fill, style.opacity)
                self.canvas.rectangle((left, top, right, bottom), fill=fill)
            if style.width:
                for side in _sides(box):
                    self._line(side, style)

    def _line(self, line: Box, style: Style) -> None:
        x0, y0, x1, y1 = (place * self.scale for place in line)
        width = max(1, round(style.width * self.scale))
        for start, end in _dashes(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, style, self.scale):
            points = [(x0 + (x1 - x0) * part, y0 + (y1 - y0) * part) for part in (start, end)]
            self.canvas.line(points, fill=_colour(style.colour, 1.0), width=width)

    def _label(self, label: Label) -> None:
        font = ImageFont.load_default(max(6.0, label.size * self.scale))
        place = label.x * self.scale, label.y * self.scale
        self.canvas.text(
            place,
            label.text,
            fill=_colour(label.colour, 1.0),
            font=font,
            stroke_width=1,
            stroke_fill=_WHITE,
        )


def _colour(name: str, opacity: float) -> tuple[int, ...]:
    return (*ImageColor.getrgb(name)[:3], round(255 * opacity))


def _sides(box: Box) -> list[Box]:
    left, top, right, bottom = box
    return [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]


def _dashes(length: float, style: Style, scale: float) -> list[tuple[float, float]]:
    """Starts and ends of the strokes of a line, as shares of its length in pixels."""
    if style.dash is None or length <= 0:
        return [(0.0, 1.0)]
    step = max(2.0, style.dash * scale) / length
    count = min(5_000, int(1 / (2 * step)) + 1)
    return [
        (2 * place * step, min(1.0, (2 * place + 1) * step))
        for place in range(count)
        if 2 * place * step <= 1
    ]

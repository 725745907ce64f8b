"""What a layer is drawn with: boxes, lines and labels in points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.origin import Box


@dataclass(frozen=True, slots=True)
class Style:
    """How boxes and lines look."""

    colour: str
    """Of lines, as `#rrggbb`."""
    width: float = 0.7
    """Of lines, in points; 0 for none."""
    fill: str | None = None
    opacity: float = 0.25
    """Of the fill."""
    dash: float | None = None
    """Length of dashes and of the gaps between them, in points; None for whole lines."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Rectangles of one style."""

    boxes: tuple[Box, ...]
    style: Style
    title: str = ""
    """What a browser shows when the mouse points there."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Straight lines, each from its first to its second point: x, y, x, y."""

    lines: tuple[Box, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Label:
    """A short text in ASCII whose top left corner is at x, y."""

    x: float
    y: float
    text: str
    colour: str
    size: float = 6.0
    """Font size in points."""


Shape = Boxes | Lines | Label


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes that are shown and hidden together."""

    name: str
    shapes: tuple[Shape, ...]

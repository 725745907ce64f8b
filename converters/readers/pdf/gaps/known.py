"""Where a table of other pages goes on."""

from __future__ import annotations

from dataclasses import dataclass

from ..objects.geometry import Box
from .gutters import Gutter


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """A stretch of a page that belongs to a table whose columns other pages show better."""

    box: Box
    gutters: tuple[Gutter, ...]
    headless: bool
    """Whether the header, which stands on a page before, is not repeated here."""

"""The layers by name."""

from __future__ import annotations

from typing import Final

LAYERS: Final = (
    *("pictures", "furniture", "cells", "grids"),
    *("rules", "confidence", "order", "characters"),
)
"""Names of the layers, from the lowest to the highest."""
QUIET: Final = frozenset({"grids", "characters"})
"""Layers that are switched off when an HTML file opens, unless they were chosen."""

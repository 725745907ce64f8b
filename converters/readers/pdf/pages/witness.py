"""What a reader shows of each page to whoever draws pictures of the reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..objects.page import PageObjects
from .layout import PageLayout


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reader had of a page when it had laid it out."""

    objects: PageObjects
    """After turning: the page as it reads."""
    layout: PageLayout
    turns: int = 0
    """Quarter turns, clockwise, from the page as it is shown to the page as it reads."""
    pixels: NDArray[np.uint8] | None = None
    """Grey, shape (height, width): what was read, for a page that was read from its picture."""
    confidences: NDArray[np.float64] | None = None
    """How sure each character is, 0 to 1; None where the file says what they are."""


Witness = Callable[[Seen], None]

"""Pictures turned by a little."""

from __future__ import annotations

import numpy as np

from .blots import Mask
from .detector import Gray


def turned(gray: Gray, angle: float) -> Gray:
    """The picture turned around its middle by `angle` degrees, the same size."""
    import cv2

    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    level = cv2.warpAffine(
        gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(level, np.uint8)


def turned_mask(mask: Mask, angle: float) -> Mask:
    """The same of a mask."""
    import cv2

    height, width = mask.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    level = cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_NEAREST)
    return np.asarray(level, np.uint8)

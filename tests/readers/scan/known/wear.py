"""What scanners, copiers and stamps do to a page; the same for one seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Page = NDArray[np.uint8]
"""Shape (height, width, 3): red, green, blue."""
Wear = Callable[[Page, np.random.Generator], Page]


def _as_bytes(values: NDArray[np.floating]) -> Page:
    return np.asarray(np.clip(values, 0, 255), np.uint8)


def clean(page: Page, _: np.random.Generator) -> Page:
    return page


def turned(page: Page, degrees: float) -> Page:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    white = (255, 255, 255)
    return np.asarray(
        cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=white),
        np.uint8,
    )


def skew(page: Page, rng: np.random.Generator) -> Page:
    return turned(page, float(rng.uniform(1, 3) * rng.choice((-1, 1))))


def blur(page: Page, rng: np.random.Generator) -> Page:
    sigma = float(rng.uniform(1.0, 1.6)) * page.shape[1] / 1654
    return np.asarray(cv2.GaussianBlur(page, (0, 0), sigma), np.uint8)


def noise(page: Page, rng: np.random.Generator) -> Page:
    return _as_bytes(page + rng.normal(0, 22, page.shape[:2])[:, :, None])


def jpeg(page: Page, rng: np.random.Generator, quality: int = 0) -> Page:
    quality = quality or int(rng.integers(25, 45))
    done, data = cv2.imencode(".jpg", page, (cv2.IMWRITE_JPEG_QUALITY, quality))
    assert done
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def grey(page: Page, rng: np.random.Generator) -> Page:
    paper = float(rng.uniform(170, 205))
    return _as_bytes(page * (paper - 40) / 255 + 40)


def faded(page: Page, rng: np.random.Generator) -> Page:
    ink = float(rng.uniform(150, 185))
    weak = 255 - (255 - page.astype(np.float64)) * (255 - ink) / 255
    return _as_bytes(weak + rng.normal(0, 6, page.shape[:2])[:, :, None])


def shadow(page: Page, rng: np.random.Generator) -> Page:
    across = np.linspace(0, 1, page.shape[1])
    if rng.random() < 0.5:
        across = across[::-1]
    return _as_bytes(page * (0.5 + 0.5 * np.clip(across * 2.5, 0, 1))[None, :, None])


def seal(page: Page, rng: np.random.Generator) -> Page:
    out = page.astype(np.float64)
    height, width = page.shape[:2]
    shape = np.zeros((height, width), np.uint8)
    radius = width // 9
    x = int(rng.uniform(0.3, 0.8) * width)
    y = int(rng.uniform(0.3, 0.7) * height)
    cv2.circle(shape, (x, y), radius, (255,), max(3, radius // 14))
    star = [
        (
            x + radius * (0.4 if n % 2 else 0.17) * np.sin(np.pi * n / 5),
            y + radius * (0.4 if n % 2 else 0.17) * np.cos(np.pi * n / 5),
        )
        for n in range(10)
    ]
    cv2.fillPoly(shape, [np.array(star, np.int32)], (255,))
    share = shape[:, :, None] / 255 * 0.8
    red = np.minimum(out, np.array([215.0, 40.0, 50.0]) + 0.15 * out)
    return _as_bytes(out * (1 - share) + red * share)


def mild(page: Page, rng: np.random.Generator) -> Page:
    page = turned(page, float(rng.uniform(-0.8, 0.8)))
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), 0.7 * page.shape[1] / 1654), np.uint8)
    slope = np.linspace(1, float(rng.uniform(0.85, 0.95)), page.shape[0])
    page = _as_bytes(page * slope[:, None, None] * 0.97)
    return jpeg(page, rng, 60)


def sideways(page: Page, rng: np.random.Generator) -> Page:
    return np.ascontiguousarray(np.rot90(page, int(rng.integers(1, 4))))


WEAR: Final[Mapping[str, Wear]] = {
    "clean": clean,
    "mild": mild,
    "skew": skew,
    "blur": blur,
    "jpeg": jpeg,
    "grey": grey,
    "noise": noise,
    "faded": faded,
    "shadow": shadow,
    "seal": seal,
    "sideways": sideways,
}
"""By name. White noise, faint ink and so on are made, not scanned."""


def worn(page: Page, kind: str, seed: int) -> Page:
    """The page after one kind of wear."""
    return WEAR[kind](page, np.random.default_rng(seed))

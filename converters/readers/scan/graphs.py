"""A recogniser cut in two: what looks at the picture, and the matrix that tells the characters.

The matrix has a column for each of 18,710 characters and is multiplied with each step along a line,
though most steps hold none. Cut off, it is multiplied with the others alone, and of what followed
it (the bias, the softmax) only that is calculated which is asked for. A graph in ONNX is a protobuf
message: parts are left out by leaving out their bytes, without the package `onnx`.

Models that want red, green and blue are given grey pages, three times the same plane. Their first
convolution adds up what it makes of the three, so one plane and the sum of the weights do as well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .protobuf import Field, data_field, fields, integer_field, without

_GRAPH, _OPSETS = 7, 8
"""Fields of a model (onnx.proto)."""
_NODES, _INITIALISERS, _INPUTS, _OUTPUTS = 1, 5, 11, 12
"""Fields of a graph."""
_FLOAT: Final = 1


@dataclass(frozen=True, slots=True)
class Halves:
    """A recogniser without its last matrix, and that matrix."""

    body: bytes
    """A model; what it gives, shape (pictures, steps, n), is multiplied with the matrix."""
    matrix: NDArray[np.float32]
    """Shape (n + 1, classes); the last row is the bias."""


@dataclass(frozen=True, slots=True)
class _Node:
    operator: str
    inputs: tuple[str, ...]
    whole: slice


@dataclass(frozen=True, slots=True)
class _Head:
    """The end of a recogniser, from the activations to the chances of the characters."""

    activations: str
    matrix: str
    bias: str
    nodes: tuple[slice, ...]


def halves(model: bytes) -> Halves | None:
    """A model that ends in softmax(activations x matrix + bias), cut; None for any other."""
    try:
        return _halves(memoryview(model))
    except ValueError:
        return None


def _halves(model: memoryview) -> Halves | None:
    graphs = [field for field in fields(model) if field.number == _GRAPH]
    if len(graphs) != 1:
        return None
    graph = graphs[0].data
    parts = list(fields(graph))
    outputs = [part for part in parts if part.number == _OUTPUTS]
    nodes = dict(_node(part) for part in parts if part.number == _NODES)
    head = _head(nodes, _text(outputs[0], 1)) if len(outputs) == 1 else None
    if head is None:
        return None
    held = {_text(part, 8): part for part in parts if part.number == _INITIALISERS}
    matrix, bias = held.get(head.matrix), held.get(head.bias)
    if matrix is None or bias is None:
        return None
    weights, added = _floats(matrix), _floats(bias)
    if weights.ndim != 2 or weights.shape[1:] != added.shape:
        return None
    dropped = [*head.nodes, matrix.whole, bias.whole, outputs[0].whole]
    output = data_field(_OUTPUTS, data_field(1, head.activations.encode()))
    kept = data_field(_GRAPH, *without(graph, dropped), output)
    return Halves(
        b"".join((*without(model, [graphs[0].whole]), kept)), np.vstack((weights, added[None]))
    )


def _head(nodes: dict[str, _Node], output: str) -> _Head | None:
    name = output
    passed: list[slice] = []
    held: list[str] = []
    for operator in ("Softmax", "Add", "MatMul"):
        node = nodes.get(name)
        while node and node.operator == "Identity":
            passed.append(node.whole)
            node = nodes.get(node.inputs[0])
        if node is None or node.operator != operator:
            return None
        passed.append(node.whole)
        name = node.inputs[0]
        held += node.inputs[1:]
    return _Head(name, held[1], held[0], tuple(passed)) if len(held) == 2 else None


def _node(part: Field) -> tuple[str, _Node]:
    """A node by the name of what it gives."""
    parts = list(fields(part.data))
    inputs = tuple(each.text for each in parts if each.number == 1)
    return _text(part, 2), _Node(_text(part, 4), inputs, part.whole)


def _text(part: Field, number: int) -> str:
    """The first string of this number in a message."""
    return next((each.text for each in fields(part.data) if each.number == number), "")


def _floats(part: Field) -> NDArray[np.float32]:
    """The numbers of an initialiser.

    Raises ValueError where they are not floats of 32 bits in raw bytes.
    """
    shape: list[int] = []
    kind, data = 0, memoryview(b"")
    for each in fields(part.data):
        if each.number == 1:
            shape.append(each.integer)
        elif each.number == 2:
            kind = each.integer
        elif each.number == 9:
            data = each.data
    if kind != _FLOAT or len(data) != 4 * math.prod(shape):
        raise ValueError("The initialiser holds no raw floats.")
    return np.frombuffer(data, "<f4").reshape(shape)


def of_one_plane(model: bytes) -> bytes:
    """A model of pictures in three planes as one of their common plane.

    The same bytes where the planes do not go into a convolution alone.
    """
    try:
        return _of_one_plane(memoryview(model)) or model
    except ValueError:
        return model


def _of_one_plane(model: memoryview) -> bytes | None:
    graphs = [field for field in fields(model) if field.number == _GRAPH]
    parts = list(fields(graphs[0].data)) if len(graphs) == 1 else []
    shown = [part for part in parts if part.number == _INPUTS]
    if len(shown) != 1:
        return None
    name = _text(shown[0], 1)
    kernel = _kernel(parts, name)
    if kernel is None or (weights := _floats(kernel)).shape[1] != 3:
        return None
    summed = weights.sum(1, keepdims=True)
    rest = without(graphs[0].data, [kernel.whole, shown[0].whole])
    kept = data_field(
        _GRAPH,
        *rest,
        _initialiser(_text(kernel, 8), summed),
        data_field(_INPUTS, data_field(1, name.encode()), _typed(*_one_plane(shown[0]))),
    )
    return b"".join((*without(model, [graphs[0].whole]), kept))


def _kernel(parts: Sequence[Field], shown: str) -> Field | None:
    """The weights of the convolution that alone takes what is shown; None where there is none."""
    nodes = [_node(part)[1] for part in parts if part.number == _NODES]
    takers = [node for node in nodes if shown in node.inputs]
    if len(takers) != 1 or takers[0].operator != "Conv" or takers[0].inputs[0] != shown:
        return None
    name = takers[0].inputs[1]
    held = [part for part in parts if part.number == _INITIALISERS and _text(part, 8) == name]
    alone = sum(name in node.inputs for node in nodes) == 1
    return held[0] if alone and len(held) == 1 else None


def _one_plane(part: Field) -> list[bytes]:
    """The sides of the pictures that a model takes, of which the second are the planes."""
    shape = part.data
    for number in (2, 1, 2):  # type, array, shape (onnx.proto: ValueInfoProto)
        shape = next((each.data for each in fields(shape) if each.number == number), shape[:0])
    sides = [bytes(shape[each.whole]) for each in fields(shape)]
    return [*sides[:1], _side(1), *sides[2:]]


def product(matrix: NDArray[np.float32]) -> bytes:
    """A model that multiplies rows, shape (any, n), with a matrix, shape (n, classes)."""
    high, wide = matrix.shape
    names = data_field(1, b"x"), data_field(1, b"m"), data_field(2, b"y"), data_field(4, b"MatMul")
    graph = data_field(
        _GRAPH,
        data_field(_NODES, *names),
        data_field(2, b"product"),
        _initialiser("m", matrix),
        data_field(_INPUTS, data_field(1, b"x"), _typed(_ANY, _side(high))),
        data_field(_OUTPUTS, data_field(1, b"y"), _typed(_ANY, _side(wide))),
    )
    opset = data_field(_OPSETS, integer_field(2, 13))
    return integer_field(1, 8) + opset + graph


def product_of_two() -> bytes:
    """A model that multiplies two matrices, `x` and `m`."""
    names = data_field(1, b"x"), data_field(1, b"m"), data_field(2, b"y"), data_field(4, b"MatMul")
    sides = [data_field(1, data_field(2, name)) for name in (b"rows", b"shared", b"columns")]
    graph = data_field(
        _GRAPH,
        data_field(_NODES, *names),
        data_field(2, b"product"),
        data_field(_INPUTS, data_field(1, b"x"), _typed(*sides[:2])),
        data_field(_INPUTS, data_field(1, b"m"), _typed(*sides[1:])),
        data_field(_OUTPUTS, data_field(1, b"y"), _typed(sides[0], sides[2])),
    )
    return integer_field(1, 8) + data_field(_OPSETS, integer_field(2, 13)) + graph


_ANY: Final = data_field(1, data_field(2, b"any"))
"""A side of any length in the shape of an array."""


def _side(length: int) -> bytes:
    return data_field(1, integer_field(1, length))


def _typed(*sides: bytes) -> bytes:
    """The type of an array of floats with these sides."""
    return data_field(2, data_field(1, integer_field(1, _FLOAT), data_field(2, *sides)))


def _initialiser(name: str, values: NDArray[np.float32]) -> bytes:
    sizes = b"".join(integer_field(1, size) for size in values.shape)
    kind = integer_field(2, _FLOAT)
    text = data_field(8, name.encode())
    return data_field(_INITIALISERS, sizes, kind, text, data_field(9, values.tobytes()))

"""Messages of Protocol Buffers: their fields, and messages made of them (encoding, wire format)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_VARINT, _BYTES = 0, 2
"""Wire types of numbers, and of strings, bytes and messages."""
_SIZES: Final = {1: 8, 5: 4}
"""Bytes of the wire types that always have so many."""
_NOTHING: Final = memoryview(b"")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message."""

    number: int
    integer: int
    """What a field of wire type 0 holds; 0 in others."""
    data: memoryview
    """What a field of another wire type holds; empty in type 0."""
    whole: slice
    """Its place in the message, with its tag and length."""

    @property
    def text(self) -> str:
        """A string."""
        return str(self.data, "utf-8")


def fields(message: memoryview) -> Iterator[Field]:
    """The fields of a message, in its order.

    Raises ValueError where the bytes are no message.
    """
    place = 0
    while place < len(message):
        start = place
        tag, place = _varint(message, place)
        kind = tag & 7
        integer, data = 0, _NOTHING
        if kind == _VARINT:
            integer, place = _varint(message, place)
        elif kind == _BYTES or kind in _SIZES:
            size, place = _varint(message, place) if kind == _BYTES else (_SIZES[kind], place)
            data = message[place : place + size]
            place += size
        else:
            raise ValueError(f"Wire type {kind} is not known.")
        if place > len(message):
            raise ValueError("A field is cut off.")
        yield Field(tag >> 3, integer, data, slice(start, place))


def data_field(number: int, *parts: bytes | memoryview) -> bytes:
    """A field that holds a string, bytes or a message, put together from parts."""
    size = sum(map(len, parts))
    return b"".join((_encoded(number << 3 | _BYTES), _encoded(size), *parts))


def integer_field(number: int, value: int) -> bytes:
    """A field that holds a number that is not negative."""
    return _encoded(number << 3 | _VARINT) + _encoded(value)


def without(message: memoryview, dropped: Iterable[slice]) -> Iterator[memoryview]:
    """What is left of a message without fields at these places."""
    place = 0
    for each in sorted(dropped, key=lambda part: part.start):
        yield message[place : each.start]
        place = each.stop
    yield message[place:]


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(message):
        byte = message[place]
        place += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, place
    raise ValueError("A number is cut off.")


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)

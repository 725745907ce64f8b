"""Where a piece of a document came from in its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from msgspec import Struct

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch), origin at the top left, y growing downwards."""


class PageOrigin(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="page"
):
    """A rectangle of a page of a PDF or a scan."""

    page: int
    """Page number, counted from 1."""
    box: Box | None = None
    """None for the whole page."""


class ElementOrigin(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="element"
):
    """An element of an HTML page or of a part of an OOXML package."""

    path: str
    """Steps from the root with positions among same-named siblings: `/html/body/table[2]/tr[1]`."""
    part: str | None = None
    """Name of the package part, for example `word/document.xml`; None outside packages."""


class TextOrigin(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="text"
):
    """A range of the decoded text of the source."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""
    line: int | None = None
    """Line of the first character, counted from 1."""


Origin = PageOrigin | ElementOrigin | TextOrigin


class RowPlace(Struct, frozen=True, gc=False):
    """Where a row of a table is, in less memory than its path takes."""

    table: ElementOrigin
    row: int | str
    """The steps from the table, or the index n where they are `tr[n + 1]`."""

    @classmethod
    def of(cls, table: ElementOrigin, path: str, index: int) -> RowPlace:
        """The place of a row of a table by its path, which ends in its index as a rule."""
        steps = path[len(table.path) + 1 :]
        return cls(table, index if steps == f"tr[{index + 1}]" else steps)

    @property
    def path(self) -> str:
        """The path of the row."""
        steps = self.row if isinstance(self.row, str) else f"tr[{self.row + 1}]"
        return f"{self.table.path}/{steps}"


class PackedOrigins(Sequence[ElementOrigin]):
    """The one origin of a cell, kept as the place of its row and the last step of its path.

    Equal to the tuple that it stands for, with the same hash, and made into it wherever it is
    copied or encoded. A path of its own is a third of what a small cell takes in memory, so
    cells of large tables have this.
    """

    __slots__ = ("_row", "_step")

    def __init__(self, row: RowPlace, step: str) -> None:
        """`step` follows the path of `row`: `tc[3]`."""
        self._row = row
        self._step = step

    def unpacked(self) -> tuple[ElementOrigin]:
        """The origin as a tuple of one."""
        return (ElementOrigin(f"{self._row.path}/{self._step}", self._row.table.part),)

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[ElementOrigin]:
        return iter(self.unpacked())

    @overload
    def __getitem__(self, index: int) -> ElementOrigin: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ElementOrigin, ...]: ...
    def __getitem__(self, index: int | slice) -> ElementOrigin | tuple[ElementOrigin, ...]:
        return self.unpacked()[index]

    def __add__(self, other: tuple[Origin, ...]) -> tuple[Origin, ...]:
        return (*self, *other)

    def __radd__(self, other: tuple[Origin, ...]) -> tuple[Origin, ...]:
        return (*other, *self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedOrigins):
            return self.unpacked() == other.unpacked()
        return self.unpacked() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.unpacked())

    def __repr__(self) -> str:
        return repr(self.unpacked())

    def __reduce__(self) -> tuple[type[tuple[Origin, ...]], tuple[tuple[Origin, ...]]]:
        return tuple, (self.unpacked(),)


def unpack(value: object) -> object:
    """What msgspec is to write for a value that it does not know: the `enc_hook` of encoders.

    Raises TypeError for anything but PackedOrigins.
    """
    if isinstance(value, PackedOrigins):
        return value.unpacked()
    raise TypeError(f"{type(value).__name__} is no part of a document")

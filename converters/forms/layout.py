"""A form's tables laid out: every printed cell on its grid, in reading order.

A layout is made for each table and each of its options; it refuses a grid that does not tile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from .schema import Column, FormTable, Item, PrintedRow

Address = tuple[str, str, str]
"""Keys of table, row and column."""


class LayoutError(ValueError):
    """Raised when the printed grid of a table has a gap, an overlap or a doubled cell."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed cell: a label, or the place of a value."""

    row: int
    column: int
    down: int
    across: int
    ordinal: int
    """Number of cells that start in the row before this one."""
    label: str | None = None
    address: Address | None = None
    """Set for the place of a value."""
    type: Column = field(default_factory=Column)
    optional: bool = False
    """The cell stands in a row that most reports do not have."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which a table is printed."""

    table: FormTable
    slots: tuple[Slot, ...]
    """In reading order, rows of other bodies included as optional."""
    rows: int
    option: str | None = None

    @property
    def values(self) -> tuple[Slot, ...]:
        """The places of values in reading order."""
        return tuple(slot for slot in self.slots if slot.address is not None)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Addresses of the values that every report has, in reading order."""
        return tuple(
            slot.address for slot in self.slots if slot.address is not None and not slot.optional
        )


def layouts(table: FormTable) -> tuple[Layout, ...]:
    """The table as printed, then one layout for each of its options.

    Raises LayoutError for a grid that does not tile.
    """
    plain = _lay_out(table, table.printed, None)
    return (
        plain,
        *(
            _lay_out(table, _with_option(table, index), option.id)
            for index, option in enumerate(table.options)
        ),
    )


def _with_option(table: FormTable, index: int) -> tuple[PrintedRow, ...]:
    option = table.options[index]
    rows: list[PrintedRow] = []
    placed = False
    for row in table.printed:
        if any(item.values in option.replaces for item in row):
            if not placed:
                rows.extend(option.printed)
                placed = True
            continue
        rows.append(
            tuple(
                replace(item, down=option.down[item.label])
                if item.label is not None and item.label in option.down
                else item
                for item in row
            )
        )
    if not placed:
        raise LayoutError(f"option {option.id} replaces no printed row")
    return tuple(rows)


def _lay_out(table: FormTable, printed: tuple[PrintedRow, ...], option: str | None) -> Layout:
    where = f"table {table.key}" + (f", option {option}" if option else "")
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    local = {row.after: row.printed for row in table.local_rows}
    extra: list[tuple[int, PrintedRow]] = []
    for row, items in enumerate(printed):
        cells = _cells(table, items, where, row)
        slots.extend(_place_row(cells, row, table.width, taken, where))
        for item in items:
            if item.values in local:
                extra.append((row, local[item.values]))
    _refuse_gaps(taken, len(printed), table.width, where)
    _refuse_doubles(slots, where)
    for row, items in reversed(extra):
        cells = _cells(table, items, where, row)
        placed = _place_row(cells, row, table.width, set(), where)
        after = max(index for index, slot in enumerate(slots) if slot.row == row) + 1
        # A local row shares no grid row with the printed ones, only its place in the order.
        slots[after:after] = [_as_optional(slot) for slot in placed]
    return Layout(table, tuple(slots), len(printed), option)


def _as_optional(slot: Slot) -> Slot:
    return Slot(
        row=-1 - slot.row,
        column=slot.column,
        down=1,
        across=slot.across,
        ordinal=slot.ordinal,
        label=slot.label,
        address=slot.address,
        type=slot.type,
        optional=True,
    )


_Piece = tuple[int, int, str | None, Address | None, Column]


def _cells(table: FormTable, items: PrintedRow, where: str, row: int) -> list[_Piece]:
    out: list[_Piece] = []
    for item in items:
        if (item.label is None) == (item.values is None):
            raise LayoutError(f"{where}, row {row}: a cell needs a label or values, not both")
        if item.values is None:
            across = item.across if isinstance(item.across, int) else item.across[0]
            out.append((item.down, across, item.label, None, Column()))
        else:
            out.extend(_value_cells(table, item, where))
    return out


def _value_cells(table: FormTable, item: Item, where: str) -> Iterable[_Piece]:
    assert item.values is not None
    columns = item.columns or table.value_columns
    if not columns:
        raise LayoutError(f"{where}: the values of {item.values} have no columns")
    widths = (item.across,) * len(columns) if isinstance(item.across, int) else item.across
    if len(widths) != len(columns):
        raise LayoutError(
            f"{where}: {len(widths)} widths for the {len(columns)} values of {item.values}"
        )
    for column, width in zip(columns, widths, strict=True):
        address = (table.key, item.values, column)
        yield item.down, width, None, address, table.columns.get(column, Column())


def _place_row(
    cells: list[_Piece], row: int, width: int, taken: set[tuple[int, int]], where: str
) -> list[Slot]:
    slots: list[Slot] = []
    above = [column for column in range(width) if (row, column) in taken]
    column = 0
    for ordinal, (down, across, label, address, kind) in enumerate(cells):
        while (row, column) in taken:
            column += 1
        if column + across > width:
            raise LayoutError(f"{where}, row {row}: {_too_wide(cells, width, above)}")
        area = {(row + i, column + j) for i in range(down) for j in range(across)}
        if area & taken:
            raise LayoutError(f"{where}, row {row}: {label or address} overlaps another cell")
        taken |= area
        slots.append(Slot(row, column, down, across, ordinal, label, address, kind))
        column += across
    return slots


def _too_wide(cells: list[_Piece], width: int, above: list[int]) -> str:
    """What is wrong with a row whose cells do not fit beside the columns that spans cover."""
    wide = sum(across for _, across, _, _, _ in cells)
    if wide > width or not above:
        return f"the cells are wider than {width}"
    columns = ", ".join(map(str, above))
    return (
        f"the cells overlap a span from a row above, which covers column {columns}: "
        f"they are {wide} wide, and {width - len(above)} of {width} columns are free"
    )


def _refuse_gaps(taken: set[tuple[int, int]], rows: int, width: int, where: str) -> None:
    for row in range(rows):
        for column in range(width):
            if (row, column) not in taken:
                raise LayoutError(f"{where}: nothing covers row {row}, column {column}")
    if len(taken) > rows * width:
        raise LayoutError(f"{where}: a span reaches below the last row")


def _refuse_doubles(slots: list[Slot], where: str) -> None:
    seen: set[Address] = set()
    for slot in slots:
        if slot.address is not None:
            if slot.address in seen:
                raise LayoutError(f"{where}: {'.'.join(slot.address)} is printed twice")
            seen.add(slot.address)

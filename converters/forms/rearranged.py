"""Tables whose columns or rows stand in another order than the form's, put into its order.

Alignment follows reading order, so a body that prints its total first or exchanges two rows would
have its numbers under the labels of others. Where the source's own labels name every column of a
row, or name rows one to one, they are believed: tokens change places, their origins stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .labels import Labels
from .layout import Layout, Slot
from .places import Sequence
from .tokens import Token, mark_ends

Lines = Literal["columns", "rows"]

FOREIGN = 0.6
"""Likeness to every label of the form below which a header is none of them."""


@dataclass(frozen=True, slots=True)
class Rearranged:
    """Tokens in the order of the form."""

    tokens: list[Token]
    foreign: frozenset[int]
    """`id` of those in columns that the form does not have; they stand on no place."""
    moved: tuple[tuple[str, Lines], ...]
    """Tables of the form, and what stood in another order there."""


Strip = tuple[tuple[str, ...], ...]
"""Labels over the values of a printed row, cut into blocks in which each label occurs once."""


def rearranged(tokens: list[Token], sequence: Sequence, labels: Labels) -> Rearranged:
    """The tokens with columns and rows of their tables in the order of the form's layouts."""
    moved: dict[tuple[str, Lines], None] = {}
    headed = _Columns(sequence, labels, moved)
    out: list[Token] = []
    run: list[list[Token]] = []
    for row in [*_rows(tokens), []]:
        if run and not (row and row[0].strict and row[0].table == run[0][0].table):
            rows = headed.ordered(run)
            out += _in_order(rows, headed.header_rows, sequence, labels, moved)
            run = []
        if row and row[0].strict:
            run.append(row)
        else:
            out += row
    return Rearranged(out, frozenset(headed.foreign), tuple(moved))


def _rows(tokens: list[Token]) -> Iterator[list[Token]]:
    """Tokens by source row; one without a row is alone."""
    row: list[Token] = []
    for token in tokens:
        if row and (not token.strict or token.row != row[0].row):
            yield row
            row = []
        row.append(token)
        if not token.strict:
            yield row
            row = []
    if row:
        yield row


def _own(text: str, among: frozenset[str] | set[str], labels: Labels) -> set[str]:
    """The labels of `among` that a text is a wording of; those it is itself come first."""
    found = labels.matches(text) & among
    exact = {label for label in found if labels.key(label) == labels.key(text)}
    return set(exact or found)


@dataclass(frozen=True, slots=True)
class _Order:
    """Where the values below a header stand."""

    key: str
    """Table of the form."""
    columns: tuple[int, ...]
    """From left to right."""
    wanted: tuple[int, ...]
    """The same in the order of the form."""


class _Columns:
    """The header rows of source tables, and the order that they give to the rows below them."""

    def __init__(
        self, sequence: Sequence, labels: Labels, moved: dict[tuple[str, Lines], None]
    ) -> None:
        self._labels = labels
        self._moved = moved
        self._strips = list(_strips(sequence))
        self._known = frozenset(
            label for _, strip in self._strips for block in strip for label in block
        )
        self._all = tuple(sequence.by_label)
        self.foreign: set[int] = set()
        self.header_rows: set[int] = set()
        self._heads: dict[int, Token] = {}
        self._begun = False
        """Whether values stand below the header rows."""
        self._order: _Order | None = None

    def ordered(self, rows: list[list[Token]]) -> list[list[Token]]:
        """The rows of a source table with their cells in the order of the form."""
        over: dict[int, Token] = {}
        orders: list[_Order | None] = []
        foreign: list[set[int]] = []
        for row in rows:
            orders.append(self._order_of(row, over))
            foreign.append(self._foreign(row, orders[-1], over))
        broken = {
            order
            for row, order in zip(rows, orders, strict=True)
            if order is not None and self._has_stub(row, order)
        }
        out: list[list[Token]] = []
        for row, order, strange in zip(rows, orders, foreign, strict=True):
            if order is None or order in broken:
                out.append(row)
                continue
            self.foreign |= strange
            out.append(self._permuted(row, order))
        return out

    def _order_of(self, row: list[Token], over: dict[int, Token]) -> _Order | None:
        """The order below the last header; `over` gets the lowest text above each column.

        A table without a header of its own goes on with that of the one before.
        """
        numbers = any(token.kind in ("number", "numbers") for token in row)
        heads = [t for t in row if t.kind == "label" and self._is_head(t)]
        if not numbers and len(heads) >= 2:
            self.header_rows.add(row[0].row)
            if self._begun:
                self._heads, self._begun = {}, False
            self._heads.update((token.column, token) for token in heads)
            self._order = self._found_order()
        if not numbers:
            over.update((t.column, t) for t in row if t.kind == "label")
        elif len(row) > 1:
            self._begun = True
        return self._order if all(token.placed for token in row) else None

    def _has_stub(self, row: list[Token], order: _Order) -> bool:
        """Whether a label of the form stands where values should: the columns are not sure."""
        return any(token.kind in ("number", "numbers") for token in row) and any(
            token.kind == "label"
            and token.column in order.columns
            and self._labels.matches(token.text)
            for token in row
        )

    def _is_head(self, token: Token) -> bool:
        return bool(self._labels.matches(token.text) & self._known)

    def _found_order(self) -> _Order | None:
        for key, strip in self._strips:
            names = {label for block in strip for label in block}
            columns = [
                column
                for column, token in sorted(self._heads.items())
                if self._labels.matches(token.text) & names
            ]
            if len(columns) != sum(map(len, strip)):
                continue
            wanted = self._matched(strip, columns)
            if wanted is not None:
                return _Order(key, tuple(columns), wanted)
        return None

    def _matched(self, strip: Strip, columns: list[int]) -> tuple[int, ...] | None:
        wanted: list[int] = []
        start = 0
        for block in strip:
            where: dict[str, int] = {}
            for column in columns[start : start + len(block)]:
                found = _own(self._heads[column].text, set(block), self._labels)
                if len(found) != 1 or found & where.keys():
                    return None
                where[found.pop()] = column
            wanted += [where[label] for label in block]
            start += len(block)
        return tuple(wanted)

    def _foreign(self, row: list[Token], order: _Order | None, over: dict[int, Token]) -> set[int]:
        """`id` of the cells of columns whose head is no label of the form."""
        return {
            id(token)
            for token in row
            if order is not None
            and token.kind != "label"
            and token.column not in order.columns
            and (head := over.get(token.column)) is not None
            and self._is_foreign(head.text)
        }

    def _is_foreign(self, text: str) -> bool:
        return not any(self._labels.likeness(text, label) >= FOREIGN for label in self._all)

    def _permuted(self, row: list[Token], order: _Order) -> list[Token]:
        if order.columns == order.wanted:
            return row
        at = {token.column: index for index, token in enumerate(row)}
        count = Counter(token.column for token in row)
        moves = [(a, b) for a, b in zip(order.columns, order.wanted, strict=True) if a != b]
        if any(count[column] != 1 for pair in moves for column in pair):
            return row
        out = list(row)
        for column, source in moves:
            place = row[at[column]]
            out[at[column]] = replace(row[at[source]], column=place.column, index=place.index)
        mark_ends(out)
        self._moved[order.key, "columns"] = None
        return out


def _strips(sequence: Sequence) -> Iterator[tuple[str, Strip]]:
    """The labels over the values of every printed row, the widest first."""
    found: dict[tuple[str, Strip], None] = {}
    for layout in sequence.layouts:
        rows: dict[int, list[str | None]] = {}
        for slot in layout.values:
            if not slot.optional:
                rows.setdefault(slot.row, []).append(_label_above(slot, layout))
        for labels in rows.values():
            named = [label for label in labels if label is not None]
            if len(named) == len(labels):
                found[layout.table.key, _blocks(named)] = None
    yield from sorted(found, key=lambda pair: -sum(map(len, pair[1])))


def _label_above(slot: Slot, layout: Layout) -> str | None:
    """The label printed over a place, as wide as it is; the lowest one."""
    above = [
        other
        for other in layout.slots
        if other.label is not None
        and 0 <= other.row < slot.row
        and (other.column, other.across) == (slot.column, slot.across)
    ]
    return max(above, key=lambda other: other.row).label if above else None


def _blocks(labels: list[str]) -> Strip:
    blocks: list[list[str]] = [[]]
    for label in labels:
        if label in blocks[-1]:
            blocks.append([])
        blocks[-1].append(label)
    return tuple(tuple(block) for block in blocks)


def _in_order(
    rows: list[list[Token]],
    header_rows: set[int],
    sequence: Sequence,
    labels: Labels,
    moved: dict[tuple[str, Lines], None],
) -> list[Token]:
    """The tokens of a source table with its rows in the order of the form."""
    for layout in sequence.layouts:
        stubs = _stubs(layout)
        found: dict[str, list[tuple[int, int]]] = {}
        for index, row in enumerate(rows):
            start, label = _stub_of(row, stubs, labels)
            if label is not None and row[0].row not in header_rows:
                found.setdefault(label, []).append((index, start))
        here = [(where[0], label) for label, where in found.items() if len(where) == 1]
        here.sort()
        wanted = sorted(here, key=lambda pair: stubs[pair[1]])
        if here != wanted:
            rows = _exchanged(rows, [w for w, _ in here], [w for w, _ in wanted])
            moved[layout.table.key, "rows"] = None
    return [token for row in rows for token in row]


def _stubs(layout: Layout) -> dict[str, int]:
    """For each label that stands alone beside the values of one printed row, that row."""
    last: dict[int, str] = {}
    rows: list[tuple[str, int]] = []
    for slot in layout.slots:
        if slot.label is not None:
            last[slot.row] = slot.label
        elif slot.row in last and not slot.optional:
            rows.append((last.pop(slot.row), slot.row))
    count = Counter(label for label, _ in rows)
    return {label: row for label, row in rows if count[label] == 1}


def _stub_of(row: list[Token], stubs: dict[str, int], labels: Labels) -> tuple[int, str | None]:
    """Where the label of a row with values stands, and which one it is."""
    for index in range(len(row) - 2, -1, -1):
        if row[index].kind == "label":
            found = _own(row[index].text, stubs.keys() | set(), labels)
            if found:
                return index, found.pop() if len(found) == 1 else None
    return 0, None


def _exchanged(
    rows: list[list[Token]], here: list[tuple[int, int]], wanted: list[tuple[int, int]]
) -> list[list[Token]]:
    """Rows with what stands from their labels on exchanged; labels of groups stay."""
    out = list(rows)
    for (place, start), (source, begin) in zip(here, wanted, strict=True):
        number = rows[place][0].row
        out[place] = [
            *rows[place][:start],
            *(replace(token, row=number) for token in rows[source][begin:]),
        ]
        mark_ends(out[place])
    return out

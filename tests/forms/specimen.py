"""Consistent numbers for the two built-in forms, and the five reports stamped with numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tablewright.converters.forms import list_forms
from tablewright.converters.forms.layout import Address, Layout, layouts
from tablewright.converters.forms.schema import Form

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the five reports are not here")

PARTS = ("natural", "commercial", "research", "ngo", "legal", "other_org")
RESULTS = ("upheld", "corrected", "other", "pending")

Numbers = dict[Address, int]


def form(form_id: str) -> Form:
    return next(form for form in list_forms() if form.id == form_id)


def plain_layouts(form_id: str) -> list[Layout]:
    return [layouts(table)[0] for table in form(form_id).tables]


def consistent(form_id: str, seed: int, chosen: list[Layout] | None = None) -> Numbers:
    """Non-zero numbers, distinct where sums allow it, that satisfy every sum of the form."""
    rng = random.Random(seed)
    pool = iter(rng.sample(range(11, 9000), 900))
    numbers: Numbers = {}
    for layout in chosen or plain_layouts(form_id):
        addresses = layout.addresses
        if layout.table.key == "applications":
            _requests(addresses, numbers, pool)
        elif layout.table.key == "remedies":
            for row in dict.fromkeys(address[1] for address in addresses):
                for column in RESULTS:
                    numbers["remedies", row, column] = next(pool)
                numbers["remedies", row, "total"] = sum(
                    numbers["remedies", row, column] for column in RESULTS
                )
        else:
            numbers.update({address: next(pool) for address in addresses})
            _practice(numbers, addresses)
    return numbers


def _requests(addresses: tuple[Address, ...], numbers: Numbers, pool: object) -> None:
    assert hasattr(pool, "__next__")
    table = "applications"
    rows = list(dict.fromkeys(address[1] for address in addresses))
    balance = ("new_received", "carried_in", "processed_total", "carried_out")
    results = [row for row in rows if row not in balance]
    for row in (*results, "carried_in", "carried_out"):
        for column in PARTS:
            numbers[table, row, column] = pool.__next__()
    for column in PARTS:
        handled = sum(numbers[table, row, column] for row in results)
        numbers[table, "processed_total", column] = handled
        numbers[table, "new_received", column] = (
            handled + numbers[table, "carried_out", column] - numbers[table, "carried_in", column]
        )
    for row in rows:
        numbers[table, row, "total"] = sum(numbers[table, row, column] for column in PARTS)


def _practice(numbers: Numbers, addresses: tuple[Address, ...]) -> None:
    """Bring the bounds of practice into order: what is in force is not less than what is new."""
    for _, row, column in addresses:
        where = ("proactive", row, column)
        if column in ("in_force", "public_total"):
            numbers[where] += 10_000
        if column == "amount":
            numbers[where] %= 9000


def assignments(name: str, form_id: str, surplus_first: bool = False) -> list[Address | None]:
    """For each number in the tables of a report, in order, the cell that it belongs to.

    Two neighbouring rows of report 003 have eight numbers for seven places. In all rows of that
    piece the values begin in the second cell behind the label, so the eighth is one too many;
    numbers that add up can say that it is the first.
    """
    found: list[Address | None] = []
    for layout in plain_layouts(form_id):
        rows = list(dict.fromkeys(address[1] for address in layout.addresses))
        for row in rows:
            cells: list[Address | None] = [a for a in layout.addresses if a[1] == row]
            if name.startswith("002") and layout.table.key == "applications":
                cells = _overwritten(rows.index(row) - rows.index("granted"), cells)
            if name.startswith("003") and row in ("processed_total", "carried_out"):
                cells = [None, *cells] if surplus_first else [*cells, None]
            found += cells
    return found


def _overwritten(index: int, cells: list[Address | None]) -> list[Address | None]:
    """Report 002: nine rows whose stubs hold numbers; the first lacks its last value."""
    if not 0 <= index < 9:
        return cells
    stub: list[Address | None] = [None]
    if index == 0:
        return stub + cells[:-1]
    # The third row has seven numbers in the cell of the group, and one in that of the item.
    return [None] * 7 + stub + cells if index == 2 else stub + cells


def stamped(
    name: str,
    text: str,
    form_id: str,
    numbers: Mapping[Address, int],
    *,
    surplus_first: bool = False,
) -> str:
    """`text` with the numbers of its tables replaced; other damage stays as it is."""
    cells = iter(assignments(name, form_id, surplus_first))
    surplus = iter(range(700_001, 700_999))
    first = re.search(r"(?m)^二、", text)
    last = re.search(r"(?m)^五、", text)
    assert first is not None
    assert last is not None

    def stamp(match: re.Match[str]) -> str:
        address = next(cells)
        return str(next(surplus) if address is None else numbers[address])

    tables = re.sub(
        r"(?m)(?:(?<=^)|(?<=[ \t]))-?\d+(?:万)?(?=\s*(?:\||\t|$| ))",
        stamp,
        text[first.start() : last.start()],
    )
    assert next(cells, "none left") == "none left"
    return text[: first.start()] + tables + text[last.start() :]


def distinct(form_id: str, seed: int = 0) -> Numbers:
    """A number of its own for every cell, four digits each; the sums do not hold."""
    addresses = [address for layout in plain_layouts(form_id) for address in layout.addresses]
    numbers = random.Random(seed).sample(range(1_000, 10_000), len(addresses))
    return dict(zip(addresses, numbers, strict=True))


def of_any_length(form_id: str, seed: int = 0) -> Numbers:
    """A number of its own for every cell, one to six digits; the sums do not hold."""
    rng = random.Random(seed)
    numbers: Numbers = {}
    taken: set[int] = set()
    for address in (address for layout in plain_layouts(form_id) for address in layout.addresses):
        number = rng.randrange(10 ** rng.randrange(1, 7))
        while number in taken:
            number = rng.randrange(10 ** rng.randrange(1, 7))
        taken.add(number)
        numbers[address] = number
    return numbers

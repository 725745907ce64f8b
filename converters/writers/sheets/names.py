"""Names of sheets: what Excel accepts, no two alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Table
from ...model.text import clean_text, inline_text

_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffd]+")
_MAX_UNITS = 31
"""Length in UTF-16 units."""


def sheet_names(tables: Sequence[Table]) -> list[str]:
    """A name for the sheet of each table: its caption, or `Table 3`."""
    names: list[str] = []
    taken = {"history"}  # Excel keeps this name for itself
    for number, table in enumerate(tables, start=1):
        caption = _REFUSED.sub(" ", clean_text(inline_text(table.caption)))
        name = _free(_cut(" ".join(caption.split()), _MAX_UNITS) or f"Table {number}", taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        end = f" ({number})"
        name = _cut(wanted, _MAX_UNITS - len(end)) + end
    return name


def _cut(name: str, units: int) -> str:
    """`name` cut to a length, without apostrophes and spaces at its ends."""
    while len(name.encode("utf-16-le")) > 2 * units:
        name = name[:-1]
    return name.strip("' ")

"""Tables -> CSV (RFC 4180) in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ...model import Table
from .formulas import looks_like_formula
from .grid import grid_texts

BOM = "\ufeff"


def tables_to_csv(tables: Sequence[Table], *, bom: bool = False) -> bytes:
    """The tables one below the other, with an empty line between two.

    Captions and notes are not in it. A text that a spreadsheet program would run as a formula
    gets an apostrophe in front; numbers stay as they are. `bom` adds the mark by which Excel
    knows UTF-8; other programs take it for text.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for place, table in enumerate(tables):
        if place:
            out.write("\r\n")
        for row in grid_texts(table):
            writer.writerow([f"'{text}" if looks_like_formula(text) else text for text in row])
    return ((BOM if bom else "") + out.getvalue()).encode("utf-8")

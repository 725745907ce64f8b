"""How often number cells of scans are right by how sure they are: what the reader calibrates with.

    python benchmarks/scan_sureness.py --pages 120 --keep cells.jsonl     fit and print the table
    python benchmarks/scan_sureness.py --pages 60 --first 3000 --fresh --check
                                                                           the table that stands

The pages are those of `scans.py`, coarser than there as well (from 60 dpi), for ordinary wear
leaves too few errors to learn from. With `--fresh` they have seeds that no fit has seen. The raw
confidence of a cell is that of its least sure character; of cells the page was given right places
only those count whose row and column exist. The fit is isotonic (pool adjacent violators) over raw
confidence, for cells whose readings agree or that were read once, and for those whose readings
differ; each step is the share of right cells with one wrong cell added, so that few cells never
give certainty.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scans import ReadOptions, Source, known_page, picture, read_scan

from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import cell_text
from tablewright.converters.readers.scan import sureness
from tests.readers.scan.known.scoring import matched, plain

_WEAR = ("clean", "mild", "skew", "blur", "jpeg", "grey", "noise", "faded", "shadow")
_DPI = (60, 72, 80, 90, 100, 110, 130, 150, 200)
_FRESH = 1000
"""What is added to the seeds of pages that are no part of a fit."""
_LEAST = 40
"""Cells of one step of the table."""


@dataclass(frozen=True)
class Seen:
    """A number cell."""

    confidence: float
    disputed: bool
    right: bool


def cells(seed: int, document: Document) -> Iterator[Seen]:
    """The number cells that stand at a place of the truth."""
    page = known_page(seed)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    for number, table in enumerate(matched(page, tables)):
        at = {} if table is None else {(cell.row, cell.column): cell for cell in table.cells}
        for (place, row, column), text in page.numbers.items():
            cell = at.get((row, column))
            if place == number and cell is not None and cell.confidence is not None:
                disputed = any(reading.rejected_by == "confidence" for reading in cell.readings)
                right = plain(cell_text(cell)) == plain(text)
                yield Seen(cell.confidence, disputed, right)


def collected(first: int, count: int, kept: Path | None, *, fresh: bool) -> list[Seen]:
    """The cells of `count` pages; pages whose rows were not found tell nothing of readings."""
    found: list[Seen] = []
    for number in range(first, first + count):
        rng = random.Random(number)
        seed = rng.choice((rng.randrange(100), rng.randrange(200, 400)))
        seed += _FRESH * fresh
        wear, dpi = _WEAR[number % len(_WEAR)], rng.choice(_DPI)
        page = known_page(seed)
        if page.style != "grid" or not page.numbers:
            continue
        data = picture(seed, dpi, wear)
        mine = list(cells(seed, read_scan(Source("page.png", data), ReadOptions())))
        if sum(cell.right for cell in mine) * 2 < len(page.numbers):
            continue
        found += mine
        wrong = sum(not cell.right for cell in mine)
        print(f"  {seed} {wear} {dpi}: {len(mine)} cells, {wrong} wrong", flush=True)
        if kept is not None:
            with kept.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(asdict(cell)) + "\n" for cell in mine)
    return found


def fitted(cells: Sequence[Seen]) -> list[tuple[float, float]]:
    """Steps of the table: from which raw confidence on, which share is right."""
    ordered = sorted(cells, key=lambda cell: cell.confidence)
    blocks: list[tuple[float, int, int]] = []
    for start in range(0, len(ordered), _LEAST):
        part = ordered[start : start + _LEAST]
        low = 0.0 if not blocks else part[0].confidence
        if blocks and low == blocks[-1][0]:
            blocks[-1] = (low, blocks[-1][1] + len(part), blocks[-1][2] + _right(part))
        else:
            blocks.append((low, len(part), _right(part)))
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][1] >= blocks[-1][2] / blocks[-1][1]:
            (_, count, right), (low, more, ok) = blocks.pop(), blocks.pop()
            blocks.append((low, count + more, right + ok))
    return [(low, right / (count + 1)) for low, count, right in blocks]


def _right(part: Sequence[Seen]) -> int:
    return sum(cell.right for cell in part)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--fresh", action="store_true", help="pages of other seeds than a fit's")
    parser.add_argument("--check", action="store_true", help="measure the table that stands")
    parser.add_argument("--keep", type=Path, help="add the cells to this file of JSON lines")
    parser.add_argument("--kept", type=Path, help="take the cells of this file, read no page")
    asked = parser.parse_args()
    if not asked.check:
        sureness.calibrated = lambda raw, *, disputed: raw  # raw confidences are what is fitted
    if asked.kept:
        lines = asked.kept.read_text(encoding="utf-8").splitlines()
        found = [Seen(**json.loads(line)) for line in lines]
    else:
        found = collected(asked.first, asked.pages, asked.keep, fresh=asked.fresh)
    print(f"{len(found)} cells, {len(found) - _right(found)} wrong")
    if asked.check:
        for low, high in ((0.99, 1.01), (0.95, 0.99), (0.8, 0.95), (0.0, 0.8)):
            part = [cell for cell in found if low <= cell.confidence < high]
            if part:
                print(f"from {low}: {len(part)} cells, {_right(part) / len(part):.2%} right")
        return
    for disputed in (False, True):
        steps = fitted([cell for cell in found if cell.disputed == disputed])
        print("disputed" if disputed else "agreed", [(round(a, 4), round(b, 4)) for a, b in steps])


if __name__ == "__main__":
    main()

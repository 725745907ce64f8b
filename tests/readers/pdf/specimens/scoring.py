"""How well tables came back: TEDS, exact grids, missed and false ones."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from tablewright.converters.model import Document, Heading, PageOrigin, Paragraph, Table
from tablewright.converters.model.text import block_text, cell_text

from .known import Known, placed

Entry = tuple[int, int, str]
"""Row span, column span, text of a cell."""
Grid = list[list[Entry]]
"""The cells of each row, in order of their columns."""

_LEADER = re.compile(r"(\s*[.…·]\s*){4,}$")


def plain(text: str) -> str:
    """A text for comparison: compatibility forms and white space folded, leaders cut off."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = text.replace("\u2010", "-")  # what some fonts say their hyphen is
    return " ".join(_LEADER.sub("", text).split())


def truth_of(known: Known) -> Grid:
    """The cells that a reader ought to find."""
    grid: Grid = [[] for _ in known.rows]
    for cell in placed(known.rows):
        slot = cell.slot
        inner = "".join(" " + " ".join(row) for row in known.inner(cell))
        grid[cell.row].append((slot.row_span, slot.column_span, plain(slot.whole + inner)))
    return grid


def found_in(table: Table) -> Grid:
    """The cells of a table that was read."""
    return [
        [(cell.row_span, cell.column_span, plain(cell_text(cell))) for cell in row]
        for row in table.iter_rows()
    ]


def _bare(grid: Grid) -> Grid:
    return [[(r, c, "".join(text.split())) for r, c, text in row] for row in grid]


def are_equal(one: Grid, other: Grid) -> bool:
    """Whether cells, spans and texts are the same, white space aside."""
    return _bare(one) == _bare(other)


def teds(one: Grid, other: Grid) -> float:
    """Tree edit similarity as PubTabNet defines it, cells of a row compared with one row's only.

    That restriction can lower it a little, never raise it.
    """
    nodes = 1 + max(_nodes(one), _nodes(other))
    start = _same(one, other)
    one, other = one[start:], other[start:]
    end = _same(one[::-1], other[::-1])
    if end:
        one, other = one[:-end], other[:-end]
    costs = {
        (a, b): _row_distance(one[a], other[b]) for a in range(len(one)) for b in range(len(other))
    }
    before = [0.0, *itertools.accumulate(1.0 + len(row) for row in other)]
    for a, row in enumerate(one):
        line = [before[0] + 1 + len(row)]
        for b, column in enumerate(other):
            line.append(
                min(
                    before[b] + costs[a, b],
                    before[b + 1] + 1 + len(row),
                    line[b] + 1 + len(column),
                )
            )
        before = line
    return max(0.0, 1.0 - before[-1] / nodes)


def _nodes(grid: Grid) -> int:
    return len(grid) + sum(map(len, grid))


def _same(one: Grid, other: Grid) -> int:
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def _row_distance(one: Sequence[Entry], other: Sequence[Entry]) -> float:
    if one == other:
        return 0.0
    before = [float(number) for number in range(len(other) + 1)]
    for a, cell in enumerate(one, start=1):
        line = [float(a)]
        for b, there in enumerate(other):
            line.append(min(before[b] + _cost(cell, there), before[b + 1] + 1, line[b] + 1))
        before = line
    return before[-1]


def _cost(one: Entry, other: Entry) -> float:
    if one[:2] != other[:2]:
        return 1.0
    return 0.0 if one[2] == other[2] else Levenshtein.normalized_distance(one[2], other[2])


@dataclass(frozen=True)
class Result:
    """What became of one known table."""

    known: Known
    teds: float
    exact: bool
    missed: bool
    found: Grid = field(default_factory=list)


def tables_by_seed(document: Document) -> dict[int, list[Table]]:
    """The tables on the pages from each marker `Specimen N` to the next."""
    seeds: dict[int, int] = {}
    tables: list[tuple[int, Table]] = []
    # On many pages in a row the marker stands where running heads do.
    heads = [block for item in document.furniture for block in item.blocks]
    pages = [item.origin for item in document.furniture for _ in item.blocks]
    places = [*zip(heads, pages, strict=True), *((b, b.origin) for b in document.blocks)]
    for block, origin in places:
        page = origin.page if isinstance(origin, PageOrigin) else 0
        if isinstance(block, Heading | Paragraph):
            marker = re.match(r"Specimen\s*(\d+)", block_text((block,)))
            if marker:
                seeds[page] = int(marker[1])
        elif isinstance(block, Table):
            tables.append((page, block))
    found: dict[int, list[Table]] = {seed: [] for seed in seeds.values()}
    for page, table in tables:
        at = max((number for number in seeds if number <= page), default=0)
        if at:
            found[seeds[at]].append(table)
    return found


def results(specimens: Iterable[Known], documents: Iterable[Document]) -> tuple[list[Result], int]:
    """What became of each known table, and how many more tables there are than known ones."""
    tables: dict[int, list[Table]] = {}
    for document in documents:
        tables |= tables_by_seed(document)
    out: list[Result] = []
    more = 0
    for known in specimens:
        grids = [found_in(table) for table in tables.get(known.seed, [])]
        for part in known.parts:
            truth = truth_of(part)
            scores = [1.0 if are_equal(truth, grid) else teds(truth, grid) for grid in grids]
            best = max(range(len(grids)), key=scores.__getitem__, default=None)
            if best is None or scores[best] < 0.1:
                out.append(Result(part, 0.0, exact=False, missed=True))
                continue
            grid = grids.pop(best)
            exact = are_equal(truth, grid)
            out.append(Result(part, teds(truth, grid), exact, missed=False, found=grid))
        more += len(grids)
    return out, more

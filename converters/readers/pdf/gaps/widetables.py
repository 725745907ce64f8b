"""Tables over several columns of prose, which are put together again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.words import TextLine
from .rules import Rule

_HEAD = 1.9
"""Distance of baselines, in font sizes, between a header and the first row at most."""
_RULED = 12.0
"""Font sizes between a rule and the lines of its table at most."""
_LABELLED = 0.5
"""Share of rows with labels in each column that are of two tables."""
_WIDE_TABLE = 4
"""Lines from which pieces over two columns of prose are a table over both."""


def with_wide_tables(
    lines: Sequence[TextLine], columns: Sequence[list[TextLine]], drawn: Sequence[Rule] = ()
) -> list[list[TextLine]]:
    """The columns of prose of a page, with the tables over several of them put together again.

    What is `drawn` over the white between two columns tells of such a table.
    """
    if len(columns) < 2:
        return list(columns)
    owner = {
        id(word): place for place, part in enumerate(columns) for one in part for word in one.words
    }
    prose = {
        id(line.words[0])
        for part in columns
        for line in part
        if len(line.chunks) == 1 and len(line.words) > 1
    }
    free = [prose.isdisjoint(map(id, line.words)) for line in lines]
    reaching = _are_reaching(lines, free, owner, drawn)
    runs: list[list[TextLine]] = []
    for over, group in itertools.groupby(
        zip(reaching, lines, strict=True), key=lambda pair: pair[0]
    ):
        run = [line for _, line in group]
        if over and len(run) >= _WIDE_TABLE and not _are_two_tables(run, owner):
            runs.append(run)
    taken = {id(word) for run in runs for line in run for word in line.words}
    rest = [
        [line for line in part if not any(id(word) in taken for word in line.words)]
        for part in columns
    ]
    return [*runs, *(part for part in rest if part)]


def _are_reaching(
    lines: Sequence[TextLine],
    free: Sequence[bool],
    owner: dict[int, int],
    drawn: Sequence[Rule],
) -> list[bool]:
    """Which lines, of those `free` of prose, are of tables over several columns, or their header.

    `owner` tells the column of each word.
    """
    reaching = [
        alone and (_reaches_over(line, owner) or _is_under(line, owner, drawn))
        for line, alone in zip(lines, free, strict=True)
    ]
    for number in range(len(lines) - 1, 0, -1):  # the header above
        above, below = lines[number - 1], lines[number]
        near = below.baseline - above.baseline < _HEAD * below.size
        if reaching[number] and near and free[number - 1] and _lies_over(above, owner):
            reaching[number - 1] = True
    return reaching


def _are_two_tables(run: Sequence[TextLine], owner: dict[int, int]) -> bool:
    """Whether rows over columns of prose start with a word in each, before numbers: two tables."""
    labelled = 0
    for line in run:
        sides: dict[int, list[str]] = {}
        for chunk in line.chunks:
            sides.setdefault(owner.get(id(chunk.words[0]), -1), []).append(chunk.text)
        labelled += len(sides) > 1 and all(
            texts[0][:1].isalpha() and any(text[-1:].isdigit() for text in texts[1:])
            for texts in sides.values()
        )
    return labelled >= _LABELLED * len(run)


def _reaches_over(line: TextLine, owner: dict[int, int]) -> bool:
    """Whether a line falls into pieces on both sides of a gap no wider than its others."""
    sides = [owner.get(id(chunk.words[0]), -1) for chunk in line.chunks]
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(line.chunks)]
    between = [gap for gap, (a, b) in zip(gaps, itertools.pairwise(sides), strict=True) if a != b]
    inside = [gap for gap, (a, b) in zip(gaps, itertools.pairwise(sides), strict=True) if a == b]
    many = all(sides.count(side) > 1 for side in set(sides))
    return bool(between) and many and len(inside) > 1 and max(between) < 1.5 * max(inside)


def _lies_over(line: TextLine, owner: dict[int, int]) -> bool:
    """Whether pieces of a line, two at least, stand in several columns of prose."""
    return len({owner.get(id(chunk.words[0]), -1) for chunk in line.chunks}) > 1


def _is_under(line: TextLine, owner: dict[int, int], drawn: Sequence[Rule]) -> bool:
    """Whether a line of three pieces in several columns stands near a rule over all of it."""
    if len(line.chunks) < 3 or not _lies_over(line, owner):
        return False
    near = _RULED * line.size
    return any(
        abs(y - line.baseline) < near and x0 < line.x0 + line.size and x1 > line.x1 - line.size
        for y, x0, x1 in drawn
    )

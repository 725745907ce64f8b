"""Lines next to a table that stand on its columns: rows and headers beyond its rules."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.letters import has_letter
from ..lines.words import Chunk, TextLine
from .captions import is_caption
from .gridlines import grid_lines, is_number
from .gutters import Gutter, column_of
from .interludes import is_remark
from .rowlines import is_figure

_NEXT = 1.9
"""Distance of baselines, in font sizes, of headers above each other at most."""
_UNDER = 1.3
"""Distance of a rule from the baseline of the header above it, in font sizes, at most."""
ON_SIDE = 0.3
"""Font sizes by which a header stands off the side or the middle of a value at most."""
_UNFINISHED = frozenset(("and", "or", "of", "by", "&", "/"))
"""Words that a header of two lines may break after."""
_WHITE = 1.2
"""Font sizes of white above the header of another table at least."""
_FARTHEST = 6.0
"""The same over a blank row below a rule."""
FAR = 3.0
"""Distance of baselines, in font sizes, over which a table goes on beyond its rules."""


def heads_above(
    lines: Sequence[TextLine],
    below: TextLine,
    gutters: Sequence[Gutter],
    stops: Sequence[float],
) -> list[TextLine]:
    """The next line above a header when its pieces stand over several of the columns."""
    if not lines:
        return []
    line = lines[0]
    if below.baseline - line.baseline > _NEXT * line.size:
        return []
    if any(line.level < y < below.level for y in stops):
        return []
    spans = [column_of(chunk, gutters) for chunk in line.chunks]
    apart = all(a[1] < b[0] for a, b in itertools.pairwise(spans))
    alike = abs(line.size - below.size) < 0.1 * below.size
    several = len(spans) > 1 and any(a < b for a, b in spans)
    return [line] if several and apart and alike else []


def _had_room(line: TextLine, below: TextLine, gutters: Sequence[Gutter]) -> bool:
    """Whether a text alone over the labels could have gone on: a title above the header."""
    if len(line.tight) > 1 or column_of(line.tight[0], gutters)[1] > 0:
        return False
    first = below.words[0]
    room = below.tight[1].x0 - line.size if len(below.tight) > 1 else gutters[0][0]
    if any(is_figure(chunk.text) for chunk in below.tight):
        return False  # the first section
    if first.text[0].islower() or line.words[-1].text in _UNFINISHED:
        return False
    return line.x1 + 0.3 * line.size + first.x1 - first.x0 < room and first.x0 < line.x1


def _is_lone_head(line: TextLine, below: TextLine, span: tuple[int, int]) -> bool:
    """Whether a text stands over one value of the row below it: the header of the only column.

    Over a header of several columns it is a unit or the like of the table.
    """
    head = line.tight[0]
    if len(below.tight) > 2 and not any(is_number(chunk.text) for chunk in below.tight[1:]):
        return False
    if span[0] == 0 or len(line.tight) > 1 or head.text[0] in "[(":
        return False
    near = ON_SIDE * line.size
    sides = [(head.x0 - c.x0, head.x1 - c.x1) for c in below.tight[1:]]
    return any(min(abs(a), abs(b), abs(a + b) / 2) < near for a, b in sides)


def _on_columns(
    line: TextLine, rows: Sequence[TextLine], gutters: Sequence[Gutter]
) -> Sequence[Chunk]:
    """The pieces of a line above rows; those of the table it would be a line of, if each but the
    first has one column: headers over narrow columns stand hardly farther apart than words."""
    if all(a == b for a, b in (column_of(chunk, gutters) for chunk in line.tight)):
        return line.tight
    pieces = grid_lines([line, *rows], gutters)[0].pieces
    alone = len(pieces) > 2 and all(piece.first == piece.last for piece in pieces[1:])
    return [Chunk(piece.words) for piece in pieces] if alone else line.tight


def _is_other_header(last: TextLine, line: TextLine) -> bool:
    """Whether a line of words stands in white below a row of values: another table's header."""
    words = [has_letter(chunk.text) for chunk in line.chunks]
    values = sum(is_number(chunk.text) for chunk in last.chunks)
    return (
        line.top - last.bottom > _WHITE * line.size
        and len(line.chunks) == len(last.chunks) > 2
        and all(words)
        and values > 1
    )


def going_on(
    lines: Sequence[TextLine],
    last: TextLine,
    gutters: Sequence[Gutter],
    stops: Sequence[float],
    edge: float,
    told: bool = False,
    rows: Sequence[TextLine] = (),
) -> list[TextLine]:
    """The lines next to `last`, nearest first, that stand on the columns of its table.

    `edge` is the rule between both, under a line close to which a blank one may follow. Texts over
    all columns may be `told` of each row. `rows` of the table show how texts stand in its columns.
    """
    found: list[TextLine] = []
    sure = 0
    for line in lines:
        apart = abs(line.baseline - last.baseline)
        lowest = min(last.baseline, line.baseline)
        near = not found and lowest - edge < 0 and abs(lowest - edge) < _UNDER * line.size
        if _ends_table(last, line, stops, (_FARTHEST if near else FAR) * line.size):
            break
        above = line.baseline < last.baseline
        chunks = _on_columns(line, rows, gutters) if above else line.tight
        spans = [column_of(chunk, gutters) for chunk in chunks]
        if told and len(spans) == 1 and spans[0][0] == 0:
            found.append(line)
            last = line
            continue
        own = _filled_columns(chunks, spans, gutters, above=above)
        if own < 0.7 * len(spans) or own < 1:
            break
        if above and found and _had_room(line, last, gutters):
            break
        lone = above and near and _is_lone_head(line, last, spans[0])
        found.append(line)
        last = line
        if own > 1 or lone or (len(found) - 1 == sure > 0 and apart < 1.5 * line.size):
            sure = len(found)
        elif len(found) - sure > 2:
            break
    return found[:sure]


def _ends_table(last: TextLine, line: TextLine, stops: Sequence[float], far: float) -> bool:
    """Whether a line next to the `last` one of a table is another text, or that of another table.

    It is where one of the heights `stops` is between both, or more than `far` points of white.
    """
    if is_caption(line) or is_remark(line) or abs(line.baseline - last.baseline) > far:
        return True
    high, low = sorted((last.level, line.level))
    if any(high < y < low for y in stops):
        return True
    return line.baseline > last.baseline and _is_other_header(last, line)


def _filled_columns(
    chunks: Sequence[Chunk],
    spans: Sequence[tuple[int, int]],
    gutters: Sequence[Gutter],
    *,
    above: bool,
) -> int:
    """How many columns the pieces of a line stand in alone, given the columns that each `spans`.

    Headers set to the left over numbers stand in the white before these.
    """
    adrift = [above and any(a < c.x0 and c.x1 < b for a, b in gutters) for c in chunks]
    alone = {a for (a, b), off in zip(spans, adrift, strict=True) if a == b and not off}
    return sum(adrift) + len(alone)

"""Tables made alike under each other, each with a title and the same header."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from ..lines.words import TextLine
from .rowlines import is_figure, is_year

_VALUE = re.compile(r"[(+−–-]?\d")
_TITLES = 3
"""Lines of the title of a table at most."""
_MUCH_WHITE = 0.8
"""The same above a header without a title."""
_OTHER_SIZE = 1.05
"""How many times larger the type of another table is at least."""
_MORE_WHITE = 0.4
"""Font sizes of white above the title of a table over that between rows, at least."""


def new_tables(run: Sequence[TextLine]) -> list[int]:
    """Where tables start after the first one of a run: at titles above its header once more.

    A title is one piece in more white than lies between the rows, or right above a header that
    stands in such white, or on columns of its own.
    """
    head: tuple[str, ...] = ()
    first: TextLine | None = None
    starts: list[int] = []
    whites = [below.top - above.bottom for above, below in itertools.pairwise(run)]
    usual = statistics.median(whites) if whites else 0.0
    for number, line in enumerate(run):
        texts = tuple(chunk.text for chunk in line.chunks)
        if len(texts) < 2:
            continue
        if not head:
            if any(text[-1:].isdigit() for text in texts):
                return []
            head, first = texts, line
        elif texts == head and first is not None:
            start = number
            while start and len(run[start - 1].chunks) == 1:
                start -= 1
                if whites[start - 1] > usual + _MORE_WHITE * line.size:
                    starts.append(start)
                    break
            else:
                titled = number > 1 and start < number
                white = whites[number - 1] > usual + _MORE_WHITE * line.size
                if titled and (white or _stand_apart(first, line)):
                    starts.append(number - 1)
    return starts


def other_tables(run: Sequence[TextLine]) -> list[int]:
    """Where a table with a header of its own starts below the numbers of another one.

    Its title is one piece or several above the header, in more white than lies between the rows,
    and it ends with a unit in brackets, or the header is bold, or names the labels as the one
    above does, or all is of another size.
    """
    starts: list[int] = []
    whites = [below.top - above.bottom for above, below in itertools.pairwise(run)]
    usual = statistics.median(whites) if whites else 0.0
    last = 0
    for number in range(2, len(run) - 1):
        if not _is_header(run[number], run[number + 1]):
            continue
        start = number
        while start > last and len(run[start - 1].chunks) == 1 and number - start < _TITLES:
            start -= 1
        white = whites[start - 1] if start else 0.0
        above = run[last:start]
        least = _MORE_WHITE if start < number else _MUCH_WHITE
        unit = start < number and run[number - 1].letters[0] in "[("
        bold = _is_bold(run[number]) and not _is_bold(run[max(start - 1, 0)])
        if not unit and not bold and not _is_set_otherwise(run[last:start], run[number:]):
            continue  # wrapped texts of rows may look alike
        if white > usual + least * run[start].size and any(map(has_numbers, above)):
            starts.append(start)
            last = number
    return starts


def _is_bold(line: TextLine) -> bool:
    return all(word.bold for word in line.words)


def _is_set_otherwise(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Whether the header that is first `below` starts as that of the lines above, or both it and
    the row below it are larger or smaller than all of these."""
    heads = itertools.takewhile(lambda line: not has_numbers(line), above)
    label = below[0].chunks[0].text
    if any(len(head.chunks) > 1 and head.chunks[0].text == label for head in heads):
        return True
    sizes = [line.size for line in above if len(line.chunks) > 1]
    own = [line.size for line in below[:2]]
    if not sizes:
        return False
    return min(own) > _OTHER_SIZE * max(sizes) or max(own) * _OTHER_SIZE < min(sizes)


def _is_header(line: TextLine, below: TextLine) -> bool:
    """Whether a line of several pieces is all words or years, above one with numbers.

    Sections of tables beside each other are few pieces above many.
    """
    several = min(len(line.chunks), len(below.chunks)) > 1
    enough = 2 * len(line.chunks) > len(below.chunks)
    return several and enough and not has_numbers(line) and has_numbers(below)


def has_numbers(line: TextLine) -> bool:
    """Whether a piece of a line is a number, and no year."""
    return any(is_figure(chunk.text) for chunk in line.chunks)


def has_values(line: TextLine) -> bool:
    """Whether a piece of a line starts as a number and is no year: dates, numbers with marks."""
    return any(_VALUE.match(chunk.text) and not is_year(chunk.text) for chunk in line.chunks)


def _stand_apart(one: TextLine, other: TextLine) -> bool:
    """Whether the same headers stand on other columns."""
    pairs = zip(one.chunks, other.chunks, strict=True)
    return any(abs(a.x0 - b.x0) > a.size and abs(a.x1 - b.x1) > a.size for a, b in pairs)


def starts_again(head: TextLine | None, lines: Sequence[TextLine]) -> bool:
    """Whether the last of the lines below a ruled `head` is that header, below another title.

    Or below other names of groups, as years are, in more white than lies between the rows.
    """
    if head is None or len(lines) < 3 or len(lines[-1].chunks) < 2 or head.texts != lines[-1].texts:
        return False
    if len(lines[-2].chunks) > 1:
        return not has_values(head) and _are_groups(lines[-2], lines)
    return bool(new_tables([head, *lines]))


def _are_groups(groups: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether a line of names without values stands below numbers and much white."""
    whites = [below.top - above.bottom for above, below in itertools.pairwise(lines)]
    return (
        not has_values(groups)
        and has_values(lines[-3])
        and whites[-2] > statistics.median(whites) + _MUCH_WHITE * groups.size
    )

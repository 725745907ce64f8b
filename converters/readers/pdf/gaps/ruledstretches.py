"""Whether what stands between two rules is rows of one table, or parts two."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.letters import has_letter
from ..lines.words import TextLine
from ..objects.geometry import Box
from .captions import is_caption
from .interludes import is_sentence, is_set_apart
from .restarts import has_numbers, has_values, starts_again
from .rules import Rule
from .wrapped import in_pieces, is_wrapped_row

_ROW_HIGH = 3.0
"""Font sizes up to which the usual distance of rules is the height of rows."""
_HEAD = 1.2
"""Font sizes between the baseline of a header and the rule under it at most."""
_MANY_RULES = 5
"""Rules of one width under each other from which a header of two pieces is one."""
_WHITER = 1.25
"""How many times as high as rows the stretch of a title between rules is at least."""
_LARGER = 1.08
"""Ratio of font sizes from which a line is larger than a row."""
_HEADING = 1.25
"""Ratio of font sizes from which a line between rows is the heading of another table."""
_WHITE_BETWEEN = 0.8
"""Font sizes of white between the last rule of a table and the first one of another at least."""
TITLES = 3
"""Lines of the title of a table at most."""
_BEYOND = 1.0
"""Font sizes that a text reaches over the end of a rule on both sides of it at least."""
_CROSSING = 2
"""Lines with such texts that show prose."""


def is_headed_anew(run: Sequence[Rule], rules: Sequence[Rule], lines: Sequence[TextLine]) -> bool:
    """Whether nothing but white stands between a table with a header and two rules around another
    header: the one goes on in a block of its own, or the other is another table."""
    if len(rules) < 2:
        return False
    pairs = (run[0], run[1]), (run[-2], run[-1]), (rules[0], rules[1])
    own, body, head = [lines_between(upper, lower, lines) for upper, lower in pairs]
    if not own or not head or lines_between(run[-1], rules[0], lines):
        return False
    white = rules[0][0] - run[-1][0]
    return (
        white > _WHITE_BETWEEN * head[0].size
        and len(head) <= TITLES
        and any(map(has_values, body))
        and not any(has_values(line) or len(line.chunks) < 2 for line in (*own, *head))
    )


def starts_below_white(run: Sequence[Rule], rule: Rule, lines: Sequence[TextLine]) -> bool:
    """Whether the header of another table and its first row stand between two rules of rows.

    They stand in more white than the rows, and the header has other words than the one above.
    """
    inside = lines_between(run[-1], rule, lines)
    body = lines_between(run[-2], run[-1], lines)
    if len(inside) != len(body) + 1 or not body or not any(map(has_values, body)):
        return False
    head, size = inside[0], inside[0].size
    white = head.top - run[-1][0]
    return (
        len(head.chunks) == len(body[0].chunks) > 2
        and not has_values(head)
        and all(has_letter(chunk.text) for chunk in head.chunks)
        and has_values(inside[1])
        and white > _WHITE_BETWEEN * size + max(body[0].top - run[-2][0], 0.0)
    )


def is_titled(rules: Sequence[Rule], lines: Sequence[TextLine], usual: float) -> bool:
    """Whether short texts alone stand below the second of four rules, above a header between the
    others: the title of another table.

    It stands in more white than rows that are all ruled off, at the `usual` distance.
    """
    if len(rules) < 4:
        return False
    high = rules[2][0] - rules[1][0]
    if max(high, rules[1][0] - rules[0][0], rules[3][0] - rules[2][0]) < _WHITER * usual:
        return False
    body, title, head = [lines_between(*pair, lines) for pair in itertools.pairwise(rules)]
    if not body or not title or not head or len(title) > TITLES:
        return False
    return (
        all(len(line.chunks) == 1 for line in title)
        and any(map(has_numbers, body))
        and all(len(line.chunks) > 1 and not has_values(line) for line in head)
    )


def is_between(upper: Rule, lower: Rule, boxes: Sequence[Box]) -> bool:
    """Whether a box stands between two rules."""
    left, right = max(upper[1], lower[1]), min(upper[2], lower[2])
    return any(
        upper[0] < (top + bottom) / 2 < lower[0] and x0 < right and x1 > left
        for x0, top, x1, bottom in boxes
    )


def lines_between(upper: Rule, lower: Rule, lines: Sequence[TextLine]) -> list[TextLine]:
    """The parts of lines between two rules."""
    left, right, top, bottom = _inside(upper, lower)
    return [
        part
        for line in lines
        if top < line.level < bottom and (part := line.within(left, right)) is not None
    ]


def _inside(upper: Rule, lower: Rule) -> tuple[float, float, float, float]:
    """The sides of what stands between two rules, and the heights of its middle."""
    left, right = min(upper[1], lower[1]) - 3, max(upper[2], lower[2]) + 3
    return left, right, upper[0] - 1, lower[0] + 1


def repeats_head(
    head: TextLine | None, upper: Rule, lower: Rule, lines: Sequence[TextLine]
) -> bool:
    """Whether the `head` of a table stands again above its rule `lower`, below another title.

    Nearly always the last line there is another one, and no other is looked at.
    """
    if head is None:
        return False
    left, right, top, bottom = _inside(upper, lower)
    for line in reversed(lines):
        if top < line.level < bottom and (part := line.within(left, right)) is not None:
            return part.texts == head.texts and starts_again(
                head, lines_between(upper, lower, lines)
            )
    return False


def _is_crossed(upper: Rule, lower: Rule, lines: Sequence[TextLine]) -> bool:
    """Whether lines of prose between two rules are wider than these, or one caption is: they
    belong to two tables."""
    sides = min(upper[1], lower[1]), max(upper[2], lower[2])
    crossing = 0
    for line in lines:
        if not upper[0] < line.level < lower[0]:
            continue
        far = _BEYOND * line.size
        wide = next(
            (
                (x0, x1)
                for x0, x1, _ in line.chunk_sides
                if any(x0 < side - far and x1 > side + far for side in sides)
            ),
            None,
        )
        if wide is not None:
            text = line.within(wide[0] - 1, wide[1] + 1)
            crossing += _CROSSING if text is not None and is_caption(text) else 1
            if crossing >= _CROSSING:
                return True
    return False


def is_tabular(upper: Rule, lower: Rule, lines: Sequence[TextLine], usual: float) -> bool:
    """Whether the stretch between two rules looks like rows of a table.

    `usual` is the median distance of the rules; 0 for the first stretch.
    """
    inside = lines_between(upper, lower, lines)
    high = lower[0] - upper[0]
    if not inside:
        return high < 30
    if _is_crossed(upper, lower, lines):
        return False
    pieces = in_pieces(inside)
    if _is_interlude(inside, upper, lower, usual) or _names_another(inside, usual):
        return False
    if len(inside) == 1 and not pieces:
        # A section row, or the title of the next table: titles stand in more white.
        above = line_above(upper, lines)
        size = inside[0].size if above is None else min(inside[0].size, above.size)
        if above is not None and _is_larger(inside[0], above, lower, lines):
            return False
        return usual > 0 and high < max(2.6 * size, _WHITER * usual)
    if pieces >= 0.2 * len(inside) or (not pieces and is_wrapped_row(inside, high, usual)):
        return True
    # A row with one long text: its other lines are narrow pieces.
    wide = 0.6 * (min(upper[2], lower[2]) - max(upper[1], lower[1]))
    return pieces > 0 and all(
        len(line.tight_sides) > 1 or line.x1 - line.x0 < wide for line in inside
    )


def _is_larger(line: TextLine, above: TextLine, lower: Rule, lines: Sequence[TextLine]) -> bool:
    """Whether a line is much larger than those above and below it: a heading between tables."""
    below = next((other for other in lines if other.baseline > lower[0]), None)
    sizes = above.size, below.size if below is not None else above.size
    return line.size > _HEADING * max(sizes)


def _names_another(inside: Sequence[TextLine], usual: float) -> bool:
    """Whether a caption stands between two rules: that of another table.

    Below the first rule its own may stand, above all rows.
    """
    captions = [is_caption(line) for line in inside]
    if usual > 0:
        return any(captions)
    rows = [
        len(line.chunks) > 1 and not named for line, named in zip(inside, captions, strict=True)
    ]
    return True in rows and any(captions[rows.index(True) :])


def is_first_section(upper: Rule, lower: Rule, lines: Sequence[TextLine], count: int) -> bool:
    """Whether two rules close a line of one short text right below a header: its first section.

    Or a first row with its label alone. `count` is that of all rules alike.
    """
    inside = lines_between(upper, lower, lines)
    if len(inside) != 1 or is_caption(inside[0]):
        return False
    size = inside[0].size
    if lower[0] - upper[0] > 2.6 * size:
        return False
    head = line_above(upper, lines)
    least = 2 if count < _MANY_RULES else 1
    return head is not None and len(head.chunks) > least and upper[0] - head.baseline < _HEAD * size


def is_first_row(rules: Sequence[Rule], lines: Sequence[TextLine], usual: float) -> bool:
    """Whether one text between the first two of many rules is a row over all columns.

    It takes no more height than rows that are all ruled off, at the `usual` distance, and is no
    larger than the next one.
    """
    if len(rules) < _MANY_RULES or rules[1][0] - rules[0][0] > _WHITER * usual:
        return False
    first, second = [lines_between(*pair, lines) for pair in itertools.pairwise(rules[:3])]
    return (
        len(first) == 1
        and not is_caption(first[0])
        and len(second) == 1
        and len(second[0].chunks) > 1
        and first[0].size < _LARGER * second[0].size
    )


def line_above(rule: Rule, lines: Sequence[TextLine]) -> TextLine | None:
    """The part of the lowest line above a rule that stands over it."""
    y, left, right = rule
    above = [
        part
        for line in lines
        if line.top < y and (part := line.within(left - 3, right + 3)) and part.baseline < y
    ]
    return max(above, key=lambda line: line.baseline, default=None)


def are_underlines(run: Sequence[Rule], lines: Sequence[TextLine]) -> bool:
    """Whether rules underline sections of a wider table.

    A text alone on its line stands above each, and most rows between them go on beyond the rules
    with values.
    """
    left, right = min(rule[1] for rule in run), max(rule[2] for rule in run)
    for y, *_ in run:
        above = [line for line in lines if line.baseline < y + 1 and line.x0 < right]
        last = max(above, key=lambda line: line.baseline, default=None)
        if last is None or len(last.chunks) > 1 or y - last.baseline > _HEAD * last.size:
            return False
    rows = [
        line
        for line in lines
        if run[0][0] < line.level < run[-1][0]
        and len(line.chunks) > 1
        and left < line.x1
        and line.x0 < right
    ]
    beyond = [rest for line in rows if (rest := line.within(right, line.x1 + 1)) is not None]
    return 2 * sum(map(has_values, beyond)) > len(rows)


def _is_interlude(inside: Sequence[TextLine], upper: Rule, lower: Rule, usual: float) -> bool:
    """Whether a paragraph between two tables is all that stands between two rules."""
    left, right = max(upper[1], lower[1]), min(upper[2], lower[2])
    if not is_sentence(inside, left, right):
        return False
    size = inside[0].size
    rows = usual - size if usual < _ROW_HIGH * size else 0.0
    return is_set_apart(inside, upper[0], lower[0], rows / 2)

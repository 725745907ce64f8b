"""Where tables without a full grid may stand: between rules, and where lines fall into pieces."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import joined
from ..lines.letters import has_letter
from ..lines.words import TextLine
from ..objects.geometry import Box
from .interludes import is_note, is_remark, is_sentence, is_set_apart, without_interludes
from .openings import (
    headers_above,
    is_bare_caption,
    is_caption,
    is_continued,
    is_section_above,
    stands_alike,
    stands_on,
)
from .restarts import has_numbers, has_values, new_tables, other_tables, starts_again
from .spans import Rule
from .stubrules import heads_again, with_short_rules
from .throughs import through
from .wrapped import has_beside, in_pieces, is_close, is_wrapped_row, wraps_end

_SAME_SIDE = 6.0
"""Points by which the sides of rules of one table differ at most."""
_WIDE_BLANK = 2.2
"""Blank height, in font sizes, that a table without rules goes on over."""
_WIDEST_BLANK = 3.2
"""The same between two lines that fall into pieces."""
_LOOSEST_BLANK = 5.5
"""The same between lines that fall into the same pieces."""
_ROW_HIGH = 3.0
"""Font sizes up to which the usual distance of rules is the height of rows."""
_TITLE = 1.4
"""Distance of baselines, in font sizes, of lines of one title at most."""
_HEAD = 1.2
"""Font sizes between the baseline of a header and the rule under it at most."""
_BESIDE_SUMS = 0.35
"""Share of the lines between rules of sums that go on outside: sums may have no label."""
_MANY_RULES = 5
"""Rules of one width under each other from which a header of two pieces is one."""
_WHITER = 1.25
"""How many times as high as rows the stretch of a title between rules is at least."""
_WHITE_BETWEEN = 0.8
"""Font sizes of white between the last rule of a table and the first one of another at least."""
_TITLES = 3
"""Lines of the title of a table at most."""
_BARE_LINES = 3
"""Lines of one piece that may follow each other inside a table without rules."""


_BEYOND = 1.0
"""Font sizes that a text reaches over the end of a rule on both sides of it at least."""
_CROSSING = 2
"""Lines with such texts that show prose."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place where a table may stand."""

    box: Box
    lines: tuple[TextLine, ...]
    rules: tuple[Rule, ...]
    """Rules inside, with those that bound it."""
    full: tuple[float, ...]
    """Heights of the rules that run through."""


def rules_of(horizontal: NDArray[np.float64], taken: Sequence[Box]) -> list[Rule]:
    """Rules that no ruled table owns, from top to bottom."""
    rules: list[Rule] = []
    for y, left, right in joined(horizontal).tolist():
        middle = (left + right) / 2
        inside = any(b[0] - 2 <= middle <= b[2] + 2 and b[1] - 2 <= y <= b[3] + 2 for b in taken)
        if not inside:
            rules.append((y, left, right))
    return sorted(rules)


def ruled_regions(
    rules: Sequence[Rule], lines: Sequence[TextLine], taken: Sequence[Box] = ()
) -> list[Region]:
    """Regions between rules of one width, from top to bottom, with no `taken` box inside."""
    stacks: list[list[Rule]] = []
    for rule in through(rules):
        fitting = [stack for stack in stacks if _same_sides(stack[0], rule)]
        if fitting:
            fitting[-1].append(rule)
        else:
            stacks.append([rule])
    stacks = with_short_rules(stacks, lines)
    regions = [region for stack in stacks for region in _regions_of(stack, rules, lines, taken)]
    return sorted(regions, key=lambda region: region.box[1])


def _regions_of(
    stack: Sequence[Rule],
    rules: Sequence[Rule],
    lines: Sequence[TextLine],
    taken: Sequence[Box] = (),
) -> list[Region]:
    """The regions between rules under each other, parted where no rows stand between two."""
    regions: list[Region] = []
    run: list[Rule] = []
    head: TextLine | None = None
    usual = statistics.median([b[0] - a[0] for a, b in itertools.pairwise(stack)] or [0.0])
    for number, rule in enumerate(stack):
        if run and (
            (number > 1 and _is_titled(stack[number - 2 : number + 2], lines, usual))
            or (len(run) > 2 and _is_headed_anew(run, stack[number : number + 2], lines))
            or (len(run) > 1 and _starts_below_white(run, rule, lines))
            or _is_between(run[-1], rule, taken)
            or _starts_again(head, run[0], rule, lines)
            or heads_again(run, stack, number, lines)
            or not (
                _tabular(run[-1], rule, lines, 0.0 if len(run) == 1 else usual)
                or (len(run) == 1 and _is_first_section(run[0], rule, lines, len(stack)))
            )
        ):
            regions += _region(run, rules, lines)
            run = []
        if not run:
            head = _line_above(rule, lines)
        run.append(rule)
    return regions + _region(run, rules, lines)


def _is_headed_anew(run: Sequence[Rule], rules: Sequence[Rule], lines: Sequence[TextLine]) -> bool:
    """Whether nothing but white stands between a table with a header and two rules around another
    header: the one goes on in a block of its own, or the other is another table."""
    if len(rules) < 2:
        return False
    pairs = (run[0], run[1]), (run[-2], run[-1]), (rules[0], rules[1])
    own, body, head = [_between(upper, lower, lines) for upper, lower in pairs]
    if not own or not head or _between(run[-1], rules[0], lines):
        return False
    white = rules[0][0] - run[-1][0]
    return (
        white > _WHITE_BETWEEN * head[0].size
        and len(head) <= _TITLES
        and any(map(has_values, body))
        and not any(has_values(line) or len(line.chunks) < 2 for line in (*own, *head))
    )


def _starts_below_white(run: Sequence[Rule], rule: Rule, lines: Sequence[TextLine]) -> bool:
    """Whether the header of another table and its first row stand between two rules of rows.

    They stand in more white than the rows, and the header has other words than the one above.
    """
    inside = _between(run[-1], rule, lines)
    body = _between(run[-2], run[-1], lines)
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


def _is_titled(rules: Sequence[Rule], lines: Sequence[TextLine], usual: float) -> bool:
    """Whether short texts alone stand below the second of four rules, above a header between the
    others: the title of another table.

    It stands in more white than rows that are all ruled off, at the `usual` distance.
    """
    if len(rules) < 4:
        return False
    high = rules[2][0] - rules[1][0]
    if max(high, rules[1][0] - rules[0][0], rules[3][0] - rules[2][0]) < _WHITER * usual:
        return False
    body, title, head = [_between(*pair, lines) for pair in itertools.pairwise(rules)]
    if not body or not title or not head or len(title) > _TITLES:
        return False
    return (
        all(len(line.chunks) == 1 for line in title)
        and any(map(has_numbers, body))
        and all(len(line.chunks) > 1 and not has_values(line) for line in head)
    )


def _is_between(upper: Rule, lower: Rule, boxes: Sequence[Box]) -> bool:
    """Whether a box stands between two rules."""
    left, right = max(upper[1], lower[1]), min(upper[2], lower[2])
    return any(
        upper[0] < (top + bottom) / 2 < lower[0] and x0 < right and x1 > left
        for x0, top, x1, bottom in boxes
    )


def framed_regions(
    frames: Sequence[Box], rules: Sequence[Rule], lines: Sequence[TextLine]
) -> list[Region]:
    """The insides of drawn grids whose rows are not all ruled, one region each."""
    regions: list[Region] = []
    for left, top, right, bottom in frames:
        mine = [
            rule
            for rule in through(rules)
            if top - 1 <= rule[0] <= bottom + 1 and rule[1] < right and rule[2] > left
        ]
        # Labels may stand beside the frame, above and below rules that reach over them.
        wide = max([right - left, *(rule[2] - rule[1] for rule in mine)])
        full = [rule for rule in mine if rule[2] - rule[1] > 0.9 * wide]
        # A page break leaves a frame open.
        if full and bottom - full[-1][0] > 3:
            full.append((bottom, left, right))
        if full and full[0][0] - top > 3:
            full.insert(0, (top, left, right))
        if len(full) > 1:
            regions += _regions_of(full, rules, lines)
    return regions


def _same_sides(one: Rule, other: Rule) -> bool:
    return abs(one[1] - other[1]) <= _SAME_SIDE and abs(one[2] - other[2]) <= _SAME_SIDE


def _between(upper: Rule, lower: Rule, lines: Sequence[TextLine]) -> list[TextLine]:
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


def _starts_again(
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
            return part.texts == head.texts and starts_again(head, _between(upper, lower, lines))
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


def _tabular(upper: Rule, lower: Rule, lines: Sequence[TextLine], usual: float) -> bool:
    """Whether the stretch between two rules looks like rows of a table.

    `usual` is the median distance of the rules; 0 for the first stretch.
    """
    inside = _between(upper, lower, lines)
    high = lower[0] - upper[0]
    if not inside:
        return high < 30
    if _is_crossed(upper, lower, lines):
        return False
    pieces = in_pieces(inside)
    if _is_interlude(inside, upper, lower, usual) or _names_another(inside, usual):
        return False
    if len(inside) == 1 and not pieces:
        # A section row, or the caption of the next table: captions stand in more white.
        return usual > 0 and high < max(2.6 * inside[0].size, _WHITER * usual)
    if pieces >= 0.2 * len(inside) or (not pieces and is_wrapped_row(inside, high, usual)):
        return True
    # A row with one long text: its other lines are narrow pieces.
    wide = 0.6 * (min(upper[2], lower[2]) - max(upper[1], lower[1]))
    return pieces > 0 and all(
        len(line.tight_sides) > 1 or line.x1 - line.x0 < wide for line in inside
    )


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


def _is_first_section(upper: Rule, lower: Rule, lines: Sequence[TextLine], count: int) -> bool:
    """Whether two rules close a line of one short text right below a header: its first section.

    Or a first row with its label alone. `count` is that of all rules alike.
    """
    inside = _between(upper, lower, lines)
    if len(inside) != 1 or is_caption(inside[0]):
        return False
    size = inside[0].size
    if lower[0] - upper[0] > 2.6 * size:
        return False
    head = _line_above(upper, lines)
    least = 2 if count < _MANY_RULES else 1
    return head is not None and len(head.chunks) > least and upper[0] - head.baseline < _HEAD * size


def _line_above(rule: Rule, lines: Sequence[TextLine]) -> TextLine | None:
    """The part of the lowest line above a rule that stands over it."""
    y, left, right = rule
    above = [
        part
        for line in lines
        if line.top < y and (part := line.within(left - 3, right + 3)) and part.baseline < y
    ]
    return max(above, key=lambda line: line.baseline, default=None)


def _is_interlude(inside: Sequence[TextLine], upper: Rule, lower: Rule, usual: float) -> bool:
    """Whether a paragraph between two tables is all that stands between two rules."""
    left, right = max(upper[1], lower[1]), min(upper[2], lower[2])
    if not is_sentence(inside, left, right):
        return False
    size = inside[0].size
    rows = usual - size if usual < _ROW_HIGH * size else 0.0
    return is_set_apart(inside, upper[0], lower[0], rows / 2)


def _region(run: Sequence[Rule], rules: Sequence[Rule], lines: Sequence[TextLine]) -> list[Region]:
    while len(run) > 2 and _ends_in_note(_between(run[-2], run[-1], lines), run[-1]):
        run = run[:-1]  # what stands there belongs below the table
    if len(run) < 2:
        return []
    left, right = min(rule[1] for rule in run), max(rule[2] for rule in run)
    top, bottom = (run[0][0], left, right), (run[-1][0], left, right)
    inside = _between(top, bottom, lines)
    titles = _titles(inside, run[1][0])
    inside = inside[titles:]
    inside = [line for line in inside if not is_caption(line)]
    if len(inside) < 2:
        return []
    if titles:
        top, run = (inside[0].top, left, right), run[1:]
    if _are_sums(inside, lines):
        return []
    mine = tuple(
        rule
        for rule in rules
        if top[0] - 1 <= rule[0] <= bottom[0] + 1 and rule[1] > left - 4 and rule[2] < right + 4
    )
    full = tuple(rule[0] for rule in run)
    return [Region((left, top[0], right, bottom[0]), tuple(inside), mine, full)]


def _ends_in_note(band: Sequence[TextLine], rule: Rule) -> bool:
    """Whether what stands right above a rule is a note, alone or below a row without a rule."""
    wide = rule[2] - rule[1]
    start = 1 if len(band) > 1 and len(band[0].tight_sides) > 1 else 0
    return is_note(band[start:], wide)


def _titles(inside: Sequence[TextLine], rule: float) -> int:
    """The lines of a caption and its title that stand above the header, below the first rule."""
    if not inside or not is_caption(inside[0]):
        return 0
    head = next((n for n, line in enumerate(inside) if len(line.chunks) > 1), 0)
    return head if inside[head].baseline < rule and head <= _TITLES else 0


def _are_sums(inside: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    """Whether rules part the numbers of a column from their sums: the rest stands beside them."""
    if has_letter("".join(line.letters for line in inside)):
        return False
    top, bottom = inside[0].top, inside[-1].bottom
    near = [line for line in lines if line.bottom > top and line.top < bottom]
    many = {id(word): len(line.words) for line in near for word in line.words}
    beside = sum(many.get(id(line.words[0]), 0) > len(line.words) for line in inside)
    return beside > _BESIDE_SUMS * len(inside)


def blank_regions(
    lines: Sequence[TextLine], rules: Sequence[Rule] = (), *, told: bool = True
) -> list[list[TextLine]]:
    """Runs of lines that fall into pieces, with single pieces among them.

    Captions, remarks and headers of other tables part them, unless what is `told` by these is left
    for later. Over a rule as wide as the lines on both its sides a run goes on further.
    """
    runs: list[list[TextLine]] = []
    run: list[TextLine] = []
    titled: TextLine | None = None
    remark: TextLine | None = None
    for number, line in enumerate(lines):
        mark = told and is_continued(line)
        bare = told and (mark or len(line.chunks) == 1)
        if bare and (is_remark(line) or (remark is not None and _is_next(remark, line))):
            runs.append(run)
            run, titled, remark = [], None, line
            continue
        remark = None
        if bare and (mark or is_caption(line) or (titled is not None and _is_next(titled, line))):
            runs.append(run)
            run = []
            titled = line if titled is not None or is_bare_caption(line) else None
            continue
        titled = None
        pieces = bool(run) and len(line.chunks) > 1 and len(run[-1].chunks) > 1
        widest = _WIDEST_BLANK if pieces else _WIDE_BLANK
        white = line.top - run[-1].bottom if run else 0.0
        apart = white > widest * line.size and (
            white > _LOOSEST_BLANK * line.size or not stands_alike(run, lines[number : number + 4])
        )
        if apart and not _is_ruled_off(run[-1], line, rules):
            runs.append(run)
            run = []
        run.append(line)
    runs.append(run)
    runs = [part for run in runs if run for part in _parted(run, told=told)]
    return [part for run in runs for bare in without_interludes(run) for part in _table_runs(bare)]


def _parted(run: list[TextLine], *, told: bool) -> list[list[TextLine]]:
    """A run, cut where another table starts, as its header or only the same one has `told`."""
    others = other_tables(run) if told else []
    cuts = sorted({0, *new_tables(run), *others, len(run)})
    return [run[a:b] for a, b in itertools.pairwise(cuts)]


def _is_next(above: TextLine, line: TextLine) -> bool:
    """Whether a line stands right below another one, in type as large: a title goes on."""
    return (
        line.baseline - above.baseline < _TITLE * line.size
        and abs(line.size - above.size) < 0.1 * line.size
    )


def _is_ruled_off(above: TextLine, below: TextLine, rules: Sequence[Rule]) -> bool:
    """Whether a rule under a line of pieces, as wide as it, is the only thing above another."""
    far = below.top - above.bottom > 2 * _WIDE_BLANK * below.size
    return (
        not far
        and len(above.chunk_sides) > 1
        and any(
            above.bottom - 1 < y < below.top + 1
            and left < above.x0 + 1
            and right > max(above.x1, below.x1) - 1
            and right - left < 1.5 * (above.x1 - above.x0)
            for y, left, right in rules
        )
    )


def _table_runs(run: Sequence[TextLine]) -> list[list[TextLine]]:
    """Stretches from a line of pieces to the last one, over few bare lines."""
    out: list[list[TextLine]] = []
    bare = 0
    for number, line in enumerate(run):
        if len(line.chunk_sides) > 1:
            if out and bare <= _BARE_LINES:
                out[-1].append(line)
            else:
                heads = headers_above(run, number)
                if not heads and number and stands_on(run[number - 1], run[number : number + 4]):
                    heads = 1 + headers_above(run, number - 1)
                if not heads and number == 1 and is_section_above(run[:4]):
                    heads = 1
                out.append(list(run[number - heads : number + 1]))
            bare = 0
        elif out:
            bare = 0 if has_beside(run, number) else bare + (not is_close(out[-1], line))
            if bare <= _BARE_LINES:
                out[-1].append(line)
    for part in out:
        while part and not _ends_well(part):
            part.pop()
    return [part for part in out if sum(len(line.chunk_sides) > 1 for line in part) >= 2]


def _ends_well(part: Sequence[TextLine]) -> bool:
    """Whether the last of some lines is a row of their table, or wraps one."""
    last = part[-1]
    row = len(last.chunk_sides) > 1 or stands_on(last, part[:-1]) or wraps_end(part)
    return row and not is_caption(last)


def without_first(region: Region, count: int) -> Region:
    """A region without its first lines."""
    lines = region.lines[count:]
    left, _, right, bottom = region.box
    top = lines[0].top
    rules = tuple(rule for rule in region.rules if rule[0] > top - 4)
    full = tuple(y for y in region.full if y > top - 4)
    return Region((left, top, right, bottom), lines, rules, full)

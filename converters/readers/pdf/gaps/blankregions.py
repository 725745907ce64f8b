"""Where lines fall into pieces one under the other: places of tables without rules around them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.words import TextLine
from .captions import is_bare_caption, is_caption, is_continued
from .interludes import is_remark, without_interludes
from .openings import headers_above, is_section_above, stands_alike, stands_on
from .restarts import new_tables, other_tables
from .rules import Rule
from .wrapped import has_beside, is_close, wraps_end

_WIDE_BLANK = 2.2
"""Blank height, in font sizes, that a table without rules goes on over."""
_WIDEST_BLANK = 3.2
"""The same between two lines that fall into pieces."""
_LOOSEST_BLANK = 5.5
"""The same between lines that fall into the same pieces."""
_TITLE = 1.4
"""Distance of baselines, in font sizes, of lines of one title at most."""
_BARE_LINES = 3
"""Lines of one piece that may follow each other inside a table without rules."""


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

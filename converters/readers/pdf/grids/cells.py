"""Text of grid cells: lines of a cell to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ....model import Alignment, Block, Inline, Paragraph, Text
from ....passes.inlines import normalise_inlines
from ..gaps.torn import is_torn, joint
from ..lines.downwards import downward_text
from ..lines.hyphens import Dropped, keeps_hyphen, waits_for_its_end
from ..lines.segments import Segment, segments_by_owner, segments_of
from ..objects.geometry import Box, union
from ..objects.page import PageObjects
from ..objects.turned import turned_upright
from ..objects.wide import ends_wide, starts_wide
from .narrowcells import torn_cells

_OPENS_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、]\s?\D|[•·▪●■□◆-]\s"
)

_MARK = 0.85
"""Size of a raised mark in that of the text at most."""
_ROOM = 2.0
"""Font sizes left and right of the widest line of a number torn in two at most, together."""
_HYPHENS = "-\u2010\xad"
"""What stands at the end of a line for a word that goes on; pdfium gives U+FFFE for some."""


def join_lines(lines: Sequence[Segment], dropped: list[str]) -> tuple[Inline, ...]:
    """One paragraph of lines: no space between characters written without, hyphens undone.

    Removed hyphens are added to `dropped`, which may know the compounds of the document.
    """
    if len(lines) == 1 and len(lines[0].inlines) == 1:
        return normalise_inlines(lines[0].inlines)  # nearly all cells
    out: list[Inline] = []
    last = ""
    for line in lines:
        if last and line.text:
            if _is_hyphenated(last, line.text) and _is_compound(last, line.text, dropped):
                pass  # its hyphen stays, without a space
            elif _is_hyphenated(last, line.text) and _drop_hyphen(out):
                dropped.append(last[-1])
            elif not (ends_wide(last) or starts_wide(line.text) or _holds_next(last, line.text)):
                out.append(Text(" "))
        out.extend(line.inlines)
        last = line.text.rstrip()
    return normalise_inlines(_bridged(out) if len(out) > 2 else out)


def _is_hyphenated(above: str, below: str) -> bool:
    return (
        above[-1] in _HYPHENS
        and above[-2:-1].isalpha()
        and below[0].islower()
        and not waits_for_its_end(below)
    )


def _is_compound(above: str, below: str, dropped: list[str]) -> bool:
    if above[-1] == "\xad":
        return False
    return keeps_hyphen(above, below) or (
        isinstance(dropped, Dropped) and dropped.is_compound(above, below)
    )


def _holds_next(above: str, below: str) -> bool:
    """Whether a line ends with a dash that no space follows: 1990–|1999, so—|he said, UTF-|8."""
    if above[-1] == "—":
        return not above[-2:-1].isspace()
    if above[-1] in "-‐‑" and above[-2:-1].isalpha() and (below[0].isdigit() or below[0].isupper()):
        return True
    return above[-1] in "–-‐‑/" and above[-2:-1].isdigit() and below[0].isdigit()


def _drop_hyphen(out: list[Inline]) -> bool:
    """Take the hyphen off the last text; False when that is a link."""
    last = out[-1]
    if not isinstance(last, Text):
        return False
    out[-1] = replace(last, text=last.text.rstrip()[:-1])
    return True


def _bridged(inlines: list[Inline]) -> list[Inline]:
    """Spaces between two texts of one format take that format, so that they join."""
    for place in range(1, len(inlines) - 1):
        before, here, after = inlines[place - 1 : place + 2]
        if (
            isinstance(before, Text)
            and isinstance(here, Text)
            and isinstance(after, Text)
            and here.text == " "
            and (before.bold, before.italic) == (after.bold, after.italic)
        ):
            inlines[place] = Text(" ", before.bold, before.italic)
    return inlines


class CellText(NamedTuple):
    """What stands in a cell."""

    blocks: tuple[Block, ...]
    alignment: Alignment | None
    bold: bool
    """Whether all its text is bold."""
    sides: tuple[float, float] | None = None
    """Left and right side of its lines in points; None for no text."""


_EMPTY = CellText((), None, bold=False)


def cell_texts(
    page: PageObjects,
    places: Sequence[NDArray[np.intp]],
    boxes: Sequence[Box],
    dropped: list[str],
    torn: Collection[int] = (),
) -> list[CellText]:
    """The texts of the cells in `boxes`, whose characters stand at `places`.

    The lines of the `torn` ones are the parts of one number each.
    """
    owners = np.arange(len(places)).repeat([len(mine) for mine in places])
    chosen = np.concatenate([np.zeros(0, np.intp), *places])
    return texts_by_owner(page, chosen, owners, boxes, dropped, torn)


def texts_by_owner(
    page: PageObjects,
    chosen: NDArray[np.intp],
    owners: NDArray[np.int64],
    boxes: Sequence[Box],
    dropped: list[str],
    torn: Collection[int] = (),
) -> list[CellText]:
    """The same for the characters at `chosen`, each with the number of its cell in `owners`."""
    if not len(owners):
        return [_EMPTY] * len(boxes)
    turned: set[int] = set()
    if page.characters.angles.any():
        angles = page.characters.angles[chosen]
        turned = set(owners[(angles == 90) | (angles == 270)].tolist())
    # Inside a cell a wide gap separates words, not pieces: no gap ends a segment there.
    lines = segments_by_owner(page, chosen, owners, len(boxes), gap=1e6)
    torn = torn or torn_cells(lines, boxes)
    known: dict[int, PageObjects] = {}
    return [
        _turned_text(page, chosen[owners == cell], box, dropped, known)
        if cell in turned
        else _torn_text(mine, box)
        if cell in torn or (len(mine) > 1 and _is_torn(mine, box))
        else (len(mine) > 2 and _downward_text(page, chosen[owners == cell], mine, box))
        or _text(mine, box, dropped)
        for cell, (mine, box) in enumerate(zip(lines, boxes, strict=True))
    ]


def _downward_text(
    page: PageObjects, places: NDArray[np.intp], lines: list[Segment], box: Box
) -> CellText | None:
    """A text that is written downwards in several lines; None for any other one."""
    text = downward_text(page, places)
    if text is None:
        return None
    bold = all(line.bold for line in lines)
    return _cell_text((Paragraph((Text(text, bold=bold),)),), lines, box)


def _turned_text(
    page: PageObjects,
    places: NDArray[np.intp],
    box: Box,
    dropped: list[str],
    known: dict[int, PageObjects],
) -> CellText:
    lines = segments_of(page, places, gap=1e6)
    if found := _downward_text(page, places, lines, box):
        return found
    page, turns = turned_upright(page, places, known)
    if turns:
        box = union([tuple(box) for box in page.characters.boxes[places].tolist()])
    return _text(segments_of(page, places, gap=1e6), box, dropped)


def _text(lines: list[Segment], box: Box, dropped: list[str]) -> CellText:
    if not lines:
        return _EMPTY
    if len(lines) > 1 and _is_mark(lines[0], lines[1]):
        lines = [_with_mark(lines[1], lines[0]), *lines[2:]]
    if len(lines) == 1:  # most cells
        content, sides = join_lines(lines, dropped), lines[0].box[::2]
        blocks: tuple[Block, ...] = (Paragraph(content),) if content else ()
        return CellText(blocks, _alignment(sides, box), lines[0].bold, sides)
    if _vertical_writing(lines):
        text = "".join(line.text for line in lines)
        bold = lines[0].bold
        return CellText((Paragraph((Text(text, bold=bold),)),), "center", bold, _sides(lines))
    groups: list[list[Segment]] = []
    for line in lines:
        if groups and not _starts_paragraph(groups[-1], line, box):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks = tuple(
        Paragraph(content) for group in groups if (content := join_lines(group, dropped))
    )
    return _cell_text(blocks, lines, box)


def _is_mark(line: Segment, below: Segment) -> bool:
    """Whether a line is the mark of the text below it, raised so high that it is one of its own."""
    gap = line.box[0] - below.box[2]
    near = line.size < _MARK * below.size and -0.1 < gap / below.size < 0.3
    return near and below.baseline - line.baseline < below.size


def _with_mark(line: Segment, mark: Segment) -> Segment:
    raised = (replace(i, sup=True) if isinstance(i, Text) else i for i in mark.inlines)
    return replace(
        line,
        text=line.text + mark.text,
        inlines=(*line.inlines, *raised),
        box=union([line.box, mark.box]),
    )


def _is_torn(lines: list[Segment], box: Box) -> bool:
    """Whether the lines of a cell are the parts of one number that fills its box."""
    *full, rest = [line.text.strip() for line in lines]
    if not is_torn("".join(full), rest):
        return False
    widest = max(line.box[2] - line.box[0] for line in lines)
    return box[2] - box[0] - widest < _ROOM * lines[0].size


def _torn_text(lines: list[Segment], box: Box) -> CellText:
    """A number whose parts stand on several lines."""
    inlines: list[Inline] = []
    last = ""
    for line in lines:
        if last and joint(last, line.text.strip()):
            inlines.append(Text(" "))
        inlines.extend(line.inlines)
        last = line.text.strip()
    content = normalise_inlines(inlines)
    return _cell_text((Paragraph(content),), lines, box)


def _vertical_writing(lines: list[Segment]) -> bool:
    """One wide character on each of three or more lines: a side label written downwards."""
    return len(lines) >= 3 and all(
        len(line.text.strip()) == 1 and starts_wide(line.text.strip()) for line in lines
    )


def _starts_paragraph(group: list[Segment], line: Segment, box: Box) -> bool:
    before = group[-1]
    if line.box[1] - before.box[3] > 0.9 * line.size:
        return True
    if len(group) == 1 and line.box[2] < before.box[0]:
        # Nothing wraps from right to left: two titles in the halves of a cell cut slantwise.
        return before.box[0] - box[0] > 0.35 * (box[2] - box[0])
    room = box[2] - before.box[2]
    return bool(_OPENS_PARAGRAPH.match(line.text)) and room > 1.6 * line.size


def _cell_text(blocks: tuple[Block, ...], lines: list[Segment], box: Box) -> CellText:
    sides = _sides(lines)
    return CellText(blocks, _alignment(sides, box), all(line.bold for line in lines), sides)


def _sides(lines: list[Segment]) -> tuple[float, float]:
    left, _, right, _ = lines[0].box
    for line in lines[1:]:
        left, right = min(left, line.box[0]), max(right, line.box[2])
    return left, right


def _alignment(sides: tuple[float, float], box: Box) -> Alignment | None:
    """Alignment of a cell's lines in its box, None where the text fills the cell."""
    left, right = sides[0] - box[0], box[2] - sides[1]
    if left + right < 8:
        return None
    if abs(left - right) <= max(2.0, 0.12 * (left + right)):
        return "center"
    return "right" if left > right and right < 8 else None

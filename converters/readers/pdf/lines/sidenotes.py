"""Notes in the margin beside the lines of a page of one column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .marks import read_marks
from .segments import Segment

_WIDE = 0.4
"""Share of the page's width that a full line of its column has at least."""
_NARROW = 0.3
_ENOUGH = 6
"""Full lines that show where the column is."""
_NUMBER = re.compile(r"[\d.]+|[(（]?\d+[)）]?")


def side_notes(segments: Sequence[Segment], width: float) -> set[int]:
    """Places of the segments that stand beside the column of text of a page `width` wide."""
    full = [segment for segment in segments if segment.box[2] - segment.box[0] > _WIDE * width]
    if len(full) < _ENOUGH:
        return set()
    left = sorted(segment.box[0] for segment in full)[len(full) // 4]
    right = max(segment.box[2] for segment in full)
    top, bottom = min(s.box[1] for s in full), max(s.box[3] for s in full)
    found = {
        place
        for place, segment in enumerate(segments)
        if (segment.box[2] < left - 4 or segment.box[0] > right + 4)
        and segment.box[2] - segment.box[0] < _NARROW * width
        and top - 2 < (segment.box[1] + segment.box[3]) / 2 < bottom + 2
        and not _is_mark(segment.text)
    }
    return found if len(found) <= 0.5 * len(segments) else set()


def _is_mark(text: str) -> bool:
    """Whether a text is the number of what stands beside it."""
    return bool(_NUMBER.fullmatch(text.strip())) or bool(read_marks(text.strip() + " "))

"""Running heads, page numbers and the like: what a document repeats on its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .lines import Segment

_MARGIN = 0.12
"""Share of the page's height, at the top and at the bottom, where furniture stands."""
_PAGE_NUMBER = re.compile(
    r"[-—–·~\s第页共Pp]*(age)?\s*[-—–\s]*\d{1,4}\s*([-—–/]|of|共|页|，|,|\s)*(\d{1,4})?[-—–·~\s页]*"
)


def furniture_of(pages: Sequence[tuple[float, Sequence[Segment]]]) -> list[set[int]]:
    """For each page the places of the segments that are furniture.

    `pages` gives the height and the segments of each page. A segment in the margin is furniture
    when it is a page number, or when text that differs only in digits stands at nearly the same
    height on at least half of the pages and on two of them.
    """
    seen: Counter[tuple[str, int]] = Counter()
    largest = 1.2 * _usual_size([segment for _, segments in pages for segment in segments])
    for height, segments in pages:
        seen.update({_key(segment) for segment in segments if _in_margin(segment, height)})
    needed = max(2, (len(pages) + 1) // 2)
    found: list[set[int]] = []
    for height, segments in pages:
        places = set()
        for place, segment in enumerate(segments):
            if not _in_margin(segment, height):
                continue
            number = bool(_PAGE_NUMBER.fullmatch(segment.text.strip())) and _alone(
                segment, segments
            )
            # Chapter titles stand at the same place too, but larger than the text.
            if number or (segment.size < largest and _repeats(segment, seen, needed)):
                places.add(place)
        found.append(places)
    return found


def _usual_size(segments: Sequence[Segment]) -> float:
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def _in_margin(segment: Segment, height: float) -> bool:
    return segment.box[3] < _MARGIN * height or segment.box[1] > (1 - _MARGIN) * height


def _alone(segment: Segment, segments: Sequence[Segment]) -> bool:
    return sum(other.line == segment.line for other in segments) == 1


def _key(segment: Segment) -> tuple[str, int]:
    return re.sub(r"\d+", "#", "".join(segment.text.split())), round(segment.baseline / 6)


def _repeats(segment: Segment, seen: Counter[tuple[str, int]], needed: int) -> bool:
    text, band = _key(segment)
    return max(seen[(text, band + shift)] for shift in (-1, 0, 1)) >= needed

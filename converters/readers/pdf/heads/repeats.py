"""Headers that come again below each of several others, as years and measures do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_AGAIN = 0.6
"""Share of the lowest headers that come again from which they stand below others."""
_MARKED = re.compile(r"((?:19|20)\d\d|[^\W\d]{2,}[).%]?)\d{1,2}")
"""A year or a word with the number of a note behind it."""


def bare(text: str) -> str:
    """A header without the mark of a note at its end."""
    words = text.split(" ")
    marked = _MARKED.fullmatch(words[-1])
    return " ".join([*words[:-1], marked[1]]) if marked else text


def come_again(texts: Sequence[str]) -> bool:
    """Whether most texts are two or more that come again: those below several headers."""
    again = {text for text, count in Counter(texts).items() if count > 1}
    return len(again) > 1 and sum(text in again for text in texts) >= _AGAIN * len(texts)


def repeated(texts: Sequence[str]) -> frozenset[str]:
    """The texts that come again, where most do."""
    if not come_again(texts):
        return frozenset()
    return frozenset(text for text, count in Counter(texts).items() if count > 1)


def runs_of(texts: Sequence[str | None]) -> list[tuple[int, int]]:
    """First and last place of each run where the texts are one run that comes again and again.

    None stands for a place without a text, which no run goes over.
    """
    runs: list[tuple[int, int]] = []
    for place, text in enumerate(texts):
        if text is None:
            continue
        if runs and runs[-1][1] == place - 1 and text not in texts[runs[-1][0] : place]:
            runs[-1] = runs[-1][0], place
        else:
            runs.append((place, place))
    alike = {tuple(texts[first : last + 1]) for first, last in runs}
    return runs if len(runs) > 1 and len(alike) == 1 else []

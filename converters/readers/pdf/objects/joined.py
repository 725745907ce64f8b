"""Characters chosen, and put together, with the runs that they belong to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .characters import Characters
from .texletters import LIGATURES

_LIGATURES = 0xFB00


def chosen_characters(characters: Characters, places: NDArray[np.intp]) -> Characters:
    """The characters at rising `places`, with their runs only."""
    runs, of = np.unique(characters.runs[places], return_inverse=True)
    return replace(
        characters,
        codes=characters.codes[places],
        boxes=characters.boxes[places],
        baselines=characters.baselines[places],
        runs=of.astype(np.int32),
        sizes=characters.sizes[places],
        wide=characters.wide[places],
        spaced=characters.spaced[places],
        table=tuple(characters.table[run] for run in runs.tolist()),
        links=characters.links[places],
        damaged=int(np.count_nonzero(np.isin(characters.codes[places], (0, 0xFFFD)))),
    )


def with_letters(characters: Characters) -> Characters:
    """The characters with U+FB00 to U+FB04 as letters, which share the box."""
    found = (characters.codes >= _LIGATURES) & (characters.codes < _LIGATURES + len(LIGATURES))
    if not found.any():
        return characters
    texts = [LIGATURES[code - _LIGATURES] for code in characters.codes[found].tolist()]
    counts = np.ones(len(found), np.intp)
    counts[found] = list(map(len, texts))
    out = chosen_characters(characters, np.repeat(np.arange(len(found)), counts))
    firsts = (np.cumsum(counts) - counts)[found].tolist()
    for first, text in zip(firsts, texts, strict=True):
        letters = slice(first, first + len(text))
        left, _, right, _ = out.boxes[first]
        sides = np.linspace(left, right, len(text) + 1)
        out.codes[letters] = list(map(ord, text))
        out.boxes[letters, 0], out.boxes[letters, 2] = sides[:-1], sides[1:]
        out.spaced[first + 1 : first + len(text)] = 0
    return out


def joined_characters(one: Characters, other: Characters) -> Characters:
    """Characters with those of `other` behind them."""
    return Characters(
        codes=np.concatenate((one.codes, other.codes)),
        boxes=np.concatenate((one.boxes, other.boxes)),
        baselines=np.concatenate((one.baselines, other.baselines)),
        runs=np.concatenate((one.runs, other.runs + len(one.table))).astype(np.int32),
        sizes=np.concatenate((one.sizes, other.sizes)),
        wide=np.concatenate((one.wide, other.wide)),
        spaced=np.concatenate((one.spaced, other.spaced)),
        table=(*one.table, *other.table),
        links=np.concatenate((one.links, other.links)),
        damaged=one.damaged + other.damaged,
        cut=one.cut or other.cut,
    )

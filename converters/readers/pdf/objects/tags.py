"""What a tagged PDF says of the texts of one page: headings, items, captions, artifacts, order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from .page import PageObjects
from .structure import ARTIFACT, Element, object_mark

COVERAGE: Final = 0.9
"""Share of a page's characters that the structure must name to be used."""

_BLOCKS: Final = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "Note", "Title", "TOCI", "BibEntry"}
    | {"Formula", "Code", "BlockQuote", "Quote", "Aside", "FENote"}
)
"""Types that hold one paragraph of text."""


@dataclass(frozen=True, slots=True)
class TagBlock:
    """A paragraph of the structure."""

    number: int
    """Place in the logical order of the page, from 0."""
    kind: str
    """`P`, `H1` …, `Caption`, `LI`, `TD` …"""
    item: int = -1
    """The list item that it stands in; -1 for none."""
    opens: bool = False
    """Whether it is the first of that item."""
    label: str | None = None
    """The printed label of that item; empty for a drawn bullet, None when none is stated."""

    @property
    def level(self) -> int | None:
        """Level of a heading; None for what is none or does not say."""
        return int(self.kind[1]) if len(self.kind) == 2 and self.kind[0] == "H" else None


@dataclass(frozen=True, slots=True)
class PageTags:
    """The structure of a page by the runs of its text."""

    blocks: tuple[TagBlock, ...]
    run_blocks: Mapping[int, int]
    """Number of the block of each run that has one."""
    artifacts: frozenset[int]
    """Runs that are no content."""
    alts: Mapping[int, str]
    """Alternative texts of pictures by marked content id."""
    coverage: float
    """Share of the characters, artifacts aside, that the structure names."""

    def block(self, run: int) -> TagBlock | None:
        """The block of a run."""
        number = self.run_blocks.get(run)
        return None if number is None else self.blocks[number]


@dataclass(slots=True)
class _Reader:
    blocks: list[TagBlock] = field(default_factory=list)
    marks: dict[int, int] = field(default_factory=dict)
    alts: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    """Text of each marked content id."""
    items: int = 0
    opened: set[int] = field(default_factory=set)

    def read(self, element: Element, block: int, item: int, label: str | None, alt: str) -> int:
        """Read an element; returns the block that content after it in its parent belongs to."""
        inner = block
        for child in element.children:
            if isinstance(child, int):
                if inner < 0:
                    inner = self._new(element.kind, item, label)
                self.marks.setdefault(child, inner)
                if alt:
                    self.alts[child] = alt
                continue
            inner = self._child(child, inner, item, label, alt)
        return inner

    def _child(self, child: Element, block: int, item: int, label: str | None, alt: str) -> int:
        kind = child.kind
        if kind == "LI":
            self.items += 1
            self.read(child, -1, self.items, self._label(child), alt)
            return -1
        if kind == "Lbl" and item >= 0:
            if block < 0:
                block = self._new("LI", item, label)
            self.read(child, block, item, label, alt)
            return block
        if kind in _BLOCKS:
            # An empty item waits for its text: LI, Lbl, P.
            waiting = block >= 0 and self._is_label_only(block, item)
            self.read(child, block if waiting else self._new(kind, item, label), item, label, alt)
            return -1
        if kind in ("L", "Table", "TR", "TH", "TD", "Figure", "Sect", "Div", "Part", "Document"):
            inside = -1 if kind != "Figure" else block
            own = child.alt if kind == "Figure" else ""
            owner = -1 if kind in ("TH", "TD") else item
            self.read(child, inside, owner, label if owner >= 0 else None, own or alt)
            return block if kind == "Figure" else -1
        if kind == "LBody":
            self.read(child, block, item, label, alt)
            return -1
        return self.read(child, block, item, label, child.alt or alt)

    def _is_label_only(self, block: int, item: int) -> bool:
        found = self.blocks[block]
        texts = "".join(self.labels.get(m, "") for m, b in self.marks.items() if b == block)
        return found.kind == "LI" and found.item == item and texts == (found.label or "")

    def _label(self, item: Element) -> str | None:
        for child in item.children:
            if isinstance(child, Element) and child.kind == "Lbl":
                return "".join(self.labels.get(mark, "") for mark in child.marks())
        return None

    def _new(self, kind: str, item: int, label: str | None) -> int:
        number = len(self.blocks)
        opens = item >= 0 and item not in self.opened
        self.opened.add(item)
        self.blocks.append(TagBlock(number, kind or "P", item, opens, label))
        return number


def run_marks(page: PageObjects) -> list[int]:
    """The marked content id of each run of an open page."""
    return [object_mark(run.handle) if run.handle else -1 for run in page.characters.table]


def page_tags(page: PageObjects, root: Element, marks: list[int]) -> PageTags | None:
    """The structure of a page below `root`; None for a page without text."""
    runs = page.characters.runs
    if not len(runs):
        return None
    counts = np.bincount(runs, minlength=len(marks))
    reader = _Reader(labels=_texts(page, marks))
    reader.read(root, -1, -1, None, "")
    artifacts = frozenset(run for run, mark in enumerate(marks) if mark == ARTIFACT)
    run_blocks = {run: reader.marks[mark] for run, mark in enumerate(marks) if mark in reader.marks}
    # What was filled in belongs to elements without marks.
    apart = artifacts | set(runs[len(runs) - page.added :].tolist())
    named = sum(int(counts[run]) for run in run_blocks)
    content = sum(int(count) for run, count in enumerate(counts) if run not in apart)
    coverage = named / content if content else 0.0
    return PageTags(tuple(reader.blocks), run_blocks, artifacts, reader.alts, coverage)


def _texts(page: PageObjects, marks: list[int]) -> dict[int, str]:
    """The visible text of each marked content id."""
    characters = page.characters
    runs = characters.runs
    starts = np.nonzero(np.diff(runs, prepend=runs[:1] - 1))[0]
    firsts = starts.tolist()
    texts: dict[int, list[str]] = {}
    for run, a, b in zip(runs[starts].tolist(), firsts, [*firsts[1:], len(runs)], strict=True):
        texts.setdefault(marks[run], []).append(characters.text[a:b])
    return {mark: "".join(parts) for mark, parts in texts.items()}

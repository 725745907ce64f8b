"""Measure the HTML reader over a folder of pages against the oracle of the tests.

    python benchmarks/html_corpus.py FOLDER [--main] [--list]

Prints tables exact and with exact spans, recall and precision of the text, F1 of headings, list
items and links, hidden text that leaked, characters unplaced, and CPU time per page.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from tablewright.converters.errors import TablewrightError
from tablewright.converters.model import (
    Block,
    DefinitionList,
    Document,
    Heading,
    Link,
    List,
    Table,
)
from tablewright.converters.model.text import (
    block_text,
    document_text,
    inline_text,
    iter_block_texts,
)
from tablewright.converters.model.walk import iter_blocks, iter_document_blocks, iter_inlines
from tablewright.converters.readers.base import Ledger, ReadOptions, Source
from tablewright.converters.readers.encoding import decode
from tablewright.converters.readers.html import read_html
from tablewright.converters.readers.html.declared import declared_encoding

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.readers.html import oracle


@dataclass
class Score:
    """Sums over pages."""

    pages: int = 0
    tables: int = 0
    found: int = 0
    exact: int = 0
    spanned: int = 0
    spanned_exact: int = 0
    shared: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    leaked: int = 0
    hidden: int = 0
    unplaced: int = 0
    seconds: list[float] = field(default_factory=list)
    bytes: int = 0
    refused: list[str] = field(default_factory=list)

    def add(self, kind: str, expected: Counter[Hashable], given: Counter[Hashable]) -> float:
        """Count what both have; returns the F1 of this page."""
        shared = (expected & given).total()
        self.shared[kind] += shared
        self.expected[kind] += expected.total()
        self.given[kind] += given.total()
        return 2 * shared / max(expected.total() + given.total(), 1)

    def recall(self, kind: str) -> float:
        return 100 * self.shared[kind] / max(self.expected[kind], 1)

    def precision(self, kind: str) -> float:
        return 100 * self.shared[kind] / max(self.given[kind], 1)

    def f1(self, kind: str) -> float:
        return 200 * self.shared[kind] / max(self.expected[kind] + self.given[kind], 1)


def grid_of(table: Table) -> oracle.Grid:
    return oracle.canonical(
        (cell.row, cell.column, cell.row_span, cell.column_span, _cell_text(cell.blocks))
        for cell in table.cells
    )


def _cell_text(blocks: tuple[Block, ...]) -> str:
    return oracle.squeeze(block_text(blocks))


def item_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in iter_blocks(blocks):
        if isinstance(block, List):
            for item in block.items:
                own = tuple(b for b in item.blocks if not isinstance(b, List | DefinitionList))
                yield oracle.squeeze("".join(iter_block_texts(own)))


def score_page(score: Score, document: Document, page: oracle.Page) -> list[str]:
    """Add one page; returns what is wrong with it."""
    wrong: list[str] = []
    given = [grid_of(block) for block in iter_document_blocks(document) if isinstance(block, Table)]
    for number, grid in enumerate(page.tables, 1):
        spanned = any(height > 1 or width > 1 for _r, _c, height, width in grid)
        score.tables += 1
        score.spanned += spanned
        texts = set(grid.values())
        score.found += any(len(texts & set(other.values())) * 2 >= len(texts) for other in given)
        if grid in given:
            score.exact += 1
            score.spanned_exact += spanned
        else:
            wrong.append(f"table {number}: {list(grid.items())[:3]}")
    tokens = Counter(oracle.TOKEN.findall(document_text(document)))
    lost = page.tokens - tokens
    if lost:
        wrong.append(f"lost {lost.total()}: {lost.most_common(6)}")
    extra = tokens - page.tokens
    if extra:
        wrong.append(f"extra {extra.total()}: {extra.most_common(6)}")
    score.add("text", page.tokens, tokens)
    score.hidden += page.hidden.total()
    score.leaked += (page.hidden & extra).total()
    headings: Counter[Hashable] = Counter(
        (block.level, oracle.squeeze(inline_text(block.content)))
        for block in iter_document_blocks(document)
        if isinstance(block, Heading)
    )
    for kind, expected, found in (
        ("headings", page.headings, headings),
        ("items", page.items, Counter(text for text in item_texts(document.blocks) if text)),
        ("links", page.links, links_of(document)),
    ):
        if score.add(kind, expected, found) < 1 and expected + found:
            less, more = (expected - found).most_common(2), (found - expected).most_common(2)
            if less or more:
                wrong.append(f"{kind}: lost {less} extra {more}")
    return wrong


def links_of(document: Document) -> Counter[Hashable]:
    inlines = list(iter_inlines(document.blocks))
    inlines += [inline for note in document.notes for inline in iter_inlines(note.blocks)]
    return Counter(
        (unquote(inline.href), oracle.squeeze(inline_text(inline.content)))
        for inline in inlines
        if isinstance(inline, Link) and oracle.squeeze(inline_text(inline.content))
    )


def measure(paths: list[Path], options: ReadOptions, *, listed: bool) -> Score:
    score = Score()
    for path in paths:
        data = path.read_bytes()
        try:
            start = time.process_time()
            document = read_html(Source(path.name, data), options)
            score.seconds.append(time.process_time() - start)
        except TablewrightError as error:
            score.refused.append(f"{path}: {error}")
            continue
        text, _name = decode(data, Ledger(), declared=declared_encoding(data))
        score.pages += 1
        score.bytes += len(data)
        assert document.accounting is not None
        score.unplaced += document.accounting.unplaced
        wrong = score_page(score, document, oracle.read(text))
        if document.accounting.unplaced:
            wrong.append(
                f"unplaced {document.accounting.unplaced}: {document.accounting.unplaced_sample}"
            )
        if listed and wrong:
            print(path, *wrong, sep="\n    ")
    return score


def report(score: Score) -> None:
    print(f"pages {score.pages}, refused {len(score.refused)}")
    print(
        f"tables {score.tables}: found {100 * score.found / max(score.tables, 1):.1f} %, "
        f"exact {100 * score.exact / max(score.tables, 1):.1f} %"
    )
    print(
        f"tables with spans {score.spanned}: "
        f"exact {100 * score.spanned_exact / max(score.spanned, 1):.1f} %"
    )
    print(f"text recall {score.recall('text'):.2f} %, precision {score.precision('text'):.2f} %")
    for kind in ("headings", "items", "links"):
        print(
            f"{kind} {score.expected[kind]}: F1 {score.f1(kind):.2f} % "
            f"(recall {score.recall(kind):.2f}, precision {score.precision(kind):.2f})"
        )
    print(f"hidden tokens {score.hidden}: leaked {score.leaked}; unplaced {score.unplaced}")
    milliseconds = sorted(1000 * second for second in score.seconds)
    print(
        f"CPU ms: median {statistics.median(milliseconds):.1f}, "
        f"p90 {milliseconds[len(milliseconds) * 9 // 10]:.1f}; "
        f"{score.bytes / 1e6 / sum(score.seconds):.2f} MB/s"
    )


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    paths = sorted(
        path
        for name in names
        for path in ([Path(name)] if Path(name).is_file() else Path(name).rglob("*.htm*"))
    )
    content = "main" if "--main" in sys.argv else "all"
    report(measure(paths, ReadOptions(content=content), listed="--list" in sys.argv))


if __name__ == "__main__":
    main()

"""How well a document that was read agrees with the oracles, counted over many files."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from tablewright.converters.model import (
    Block,
    Document,
    Equation,
    Heading,
    Image,
    Inline,
    InlineEquation,
    Link,
    List,
    Paragraph,
    Table,
    Text,
)
from tablewright.converters.model.text import block_text, cell_text, inline_text
from tablewright.converters.model.walk import iter_blocks, iter_inlines, map_inlines
from tests.readers.docx.oracle import Cell, oracle_tables
from tests.readers.docx.text_oracle import Facts, oracle_facts, tokens


@dataclass
class Score:
    """Found of wanted, by what was looked for."""

    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, found: int, wanted: int) -> None:
        """Count one more comparison."""
        self.found[name] += found
        self.wanted[name] += wanted

    def share(self, name: str) -> float:
        """Found by wanted; 1 where nothing was wanted."""
        return self.found[name] / self.wanted[name] if self.wanted[name] else 1.0

    def merge(self, other: Score) -> None:
        """Take over the counts of one more file."""
        self.found.update(other.found)
        self.wanted.update(other.wanted)


def compare(document: Document, data: bytes) -> Score:
    """Everything that the oracles can say about one document."""
    score = Score()
    facts = oracle_facts(data)
    _text(score, document, facts)
    _tables(score, document, data)
    _structure(score, document, facts)
    return score


def _without_formulas(blocks: tuple[Block, ...]) -> str:
    def change(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(Text(" ") if isinstance(i, InlineEquation) else i for i in content)

    kept = map_inlines(blocks, change)
    lines = [block_text((block,)) for block in kept if not isinstance(block, Equation)]
    return "\n".join(lines)


def _text(score: Score, document: Document, facts: Facts) -> None:
    notes = tuple(block for note in document.notes for block in note.blocks)
    shown = tokens(_without_formulas(document.blocks + notes))
    score.add("recall", (shown & facts.required).total(), facts.required.total())
    if not facts.imports:
        allowed = facts.required + facts.allowed
        score.add("precision", (shown & allowed).total(), shown.total())
    for kind in ("textbox", "field", "footnote", "endnote", "sdt", "ins"):
        wanted = facts.kinds.get(kind, Counter())
        score.add(kind, (shown & wanted).total(), wanted.total())
    math = facts.kinds.get("math", Counter())
    latex = Counter(re.findall(r"[A-Za-z0-9]", "".join(_formulas(document))))
    score.add("math", (latex & math).total(), math.total())
    if facts.required - shown:
        score.misses.append(f"lost {list((facts.required - shown).items())[:6]}")
    if not facts.imports and shown - facts.required - facts.allowed:
        more = shown - facts.required - facts.allowed
        score.misses.append(f"added {list(more.items())[:6]}")


def _formulas(document: Document) -> list[str]:
    every = (*document.blocks, *(block for note in document.notes for block in note.blocks))
    blocks = [block.latex for block in iter_blocks(every) if isinstance(block, Equation)]
    return blocks + [i.latex for i in iter_inlines(every) if isinstance(i, InlineEquation)]


def _sorted(text: str) -> str:
    return "".join(sorted("".join(text.split())))


def table_cells(table: Table) -> list[Cell]:
    """A table in the form of the table oracle, the characters of each cell sorted.

    Where in a cell a text box stands, and whether ruby comes after its base, are not its questions.
    """
    return [
        (c.row, c.column, c.row_span, c.column_span, _sorted(cell_text(c)))
        for c in table.cells
        if c.role != "spacer" or c.origins
    ]


def _tables(score: Score, document: Document, data: bytes) -> None:
    mine = [sorted(table_cells(b)) for b in iter_blocks(document.blocks) if isinstance(b, Table)]
    for table in oracle_tables(data):
        wanted = sorted((*cell[:4], _sorted(cell[4])) for cell in table)
        spans = any(cell[2] > 1 or cell[3] > 1 for cell in wanted)
        exact = wanted in mine
        if exact:
            mine.remove(wanted)
        else:
            score.misses.append(f"table of {len(wanted)} cells, {wanted[:2]}")
        score.add("tables", exact, 1)
        score.add("tables with spans", exact and spans, spans)


def _structure(score: Score, document: Document, facts: Facts) -> None:
    headings = [
        (block.level, _words(block.content))
        for block in iter_blocks(document.blocks)
        if isinstance(block, Heading)
    ]
    rest = Counter(headings) - Counter(facts.headings)
    extra = sum(count for (_, text), count in rest.items() if text not in facts.titles)
    hits = (Counter(headings) & Counter(facts.headings)).total()
    # F1 = 2 hits / (wanted + given).
    score.add("headings F1", 2 * hits, len(facts.headings) + hits + extra)
    _note(score, "heading", Counter(facts.headings), Counter(headings))
    items = _items(document)
    score.add("items", *_overlap([text for _, text in items], [text for _, text in facts.items]))
    score.add("items with depth", *_overlap(items, facts.items))
    _note(score, "item", Counter(facts.items), Counter(items))
    links = [
        (inline.href, _words(inline.content))
        for inline in iter_inlines(document.blocks)
        if isinstance(inline, Link)
    ]
    score.add("links", *_overlap(links, facts.links))
    _note(score, "link", Counter(facts.links), Counter(links))
    notes = tuple(block for note in document.notes for block in note.blocks)
    pictures = sum(isinstance(i, Image) for i in iter_inlines(document.blocks + notes))
    score.add("pictures", min(pictures, facts.pictures), facts.pictures)
    if pictures < facts.pictures:
        score.misses.append(f"pictures {pictures} of {facts.pictures}")
    given = sum(note.kind != "comment" for note in document.notes)
    score.add("notes", min(given, facts.notes), facts.notes)


def _overlap(given: list, wanted: list) -> tuple[int, int]:  # type: ignore[type-arg]  # of equal kind
    return (Counter(given) & Counter(wanted)).total(), len(wanted)


def _note(score: Score, name: str, wanted: Counter, given: Counter) -> None:  # type: ignore[type-arg]
    lost = wanted - given
    if lost:
        score.misses.append(f"{name} {list(lost.items())[:3]} <> {list(given - wanted)[:3]}")


def _words(content: tuple[Inline, ...]) -> str:
    """The text of a line without its formulas, whose LaTeX the oracle does not know."""
    shown = tuple(Text(" ") if isinstance(i, InlineEquation) else i for i in content)
    return " ".join(inline_text(shown).split())


def _items(document: Document) -> list[tuple[int, str]]:
    """Depth and text of list items; a labelled paragraph is an item that stands alone."""
    found: list[tuple[int, str]] = []

    def visit(blocks: tuple[Block, ...], depth: int) -> None:
        for block in blocks:
            if isinstance(block, List):
                for item in block.items:
                    paragraphs = [b for b in item.blocks if isinstance(b, Paragraph | Heading)]
                    if paragraphs:
                        found.append((depth, _words(paragraphs[0].content)))
                    visit(tuple(b for b in item.blocks), depth + 1)
            elif isinstance(block, Paragraph | Heading) and block.label is not None:
                found.append((depth, _words(block.content)))
            elif isinstance(block, Table):
                for cell in block.cells:
                    visit(cell.blocks, 0)

    visit(document.blocks, 0)
    return found

"""A recognised report in the official layout: Document -> Document, for any writer.

The tables of the form take the place of whatever stood in the source: the printed grid with its
spans and header cells, the labels as the form words them, the values as the source prints them.
Everything else stays as it is and where it is. What a source table held and the form has no place
for goes into the notes of the table, so that no text is lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from ..model import (
    Block,
    Cell,
    Document,
    Heading,
    Origin,
    Paragraph,
    Role,
    Status,
    Table,
    Text,
)
from ..model.text import block_text, inline_text
from ..tables.values import parse_value
from .check import RuleResult, dotted, rule_results
from .engine import FormReading, read_by_form
from .facts import Fact
from .layout import Address, Layout, Slot
from .schema import Form
from .tokens import Token


def official_document(
    document: Document, form: Form | None = None, *, annex: bool = False
) -> Document:
    """The document with its form's tables in the official layout; unchanged when it has no form.

    `annex` adds the results of the checks at the end.
    """
    reading = read_by_form(document, form)
    if reading is None:
        return document
    blocks = _Rebuild(reading).blocks()
    if annex:
        blocks += _annex(reading)
    return replace(document, blocks=blocks)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


class _Rebuild:
    def __init__(self, reading: FormReading) -> None:
        self.reading = reading
        self.wording = reading.form.language.wording
        places = reading.alignment.sequence.places
        self.value_tokens: dict[Address, Token] = {}
        self.table_of: dict[int, str] = {}
        for index, token in reading.alignment.values.items():
            address = places[index].address
            if token is not None and address is not None:
                self.value_tokens[address] = token
                self.table_of[id(token)] = places[index].table
        self.label_origins: dict[tuple[str, str], Origin] = {}
        for index, token in reading.alignment.labels.items():
            place = places[index]
            if place.section is None and place.label is not None:
                self.table_of[id(token)] = place.table
                if token.origin is not None:
                    self.label_origins.setdefault((place.table, place.label), token.origin)
        self.candidates = {
            id(token): places[group.places[0]].table
            for group in reading.resolution.unresolved
            for candidate in group.candidates
            for token in candidate
            if token is not None
        }

    def blocks(self) -> tuple[Block, ...]:
        """The body with each table of the form at its first piece."""
        document = self.reading.document
        owner = self._owners()
        leftovers = self._leftovers(owner)
        at = self._positions(owner)
        out: list[Block] = []
        for index, block in enumerate(document.blocks):
            if index not in owner:
                out.append(self._narrative(block, index))
            for layout in self.reading.alignment.sequence.layouts:
                if at.get(layout.table.key) == index:
                    out.append(self._table(layout, owner, leftovers.get(layout.table.key, [])))
        return tuple(out)

    def _owners(self) -> dict[int, str]:
        """For each block that a table of the form is made of, the key of that table."""
        owner: dict[int, str] = {}
        kept: set[int] = set()
        for token in self.reading.tokens:
            table = self.table_of.get(id(token)) or self.candidates.get(id(token))
            if table is not None:
                owner.setdefault(token.block, table)
            elif token.kind == "prose" and not token.aside:
                kept.add(token.block)
        return {block: table for block, table in owner.items() if block not in kept}

    def _positions(self, owner: dict[int, str]) -> dict[str, int]:
        """Index of the block after which, or in whose place, each table stands."""
        at: dict[str, int] = {}
        for block in sorted(owner):
            at.setdefault(owner[block], block)
        for token in self.reading.tokens:
            table = self.table_of.get(id(token))
            if table is not None:
                at.setdefault(table, token.block)
        headings = self.reading.alignment.sections()
        for layout in self.reading.alignment.sequence.layouts:
            heading = headings.get(layout.table.section)
            if heading is not None:
                at.setdefault(layout.table.key, heading.block)
        return at

    def _leftovers(self, owner: dict[int, str]) -> dict[str, list[str]]:
        """Texts of replaced blocks that the form has no place for, a line for each row."""
        lines: dict[str, list[tuple[int, list[str]]]] = {}
        for token in self.reading.tokens:
            if token.block not in owner or id(token) in self.table_of:
                continue
            if token.kind == "blank" or token.aside:
                continue
            rows = lines.setdefault(owner[token.block], [])
            if token.strict and rows and rows[-1][0] == token.row:
                rows[-1][1].append(token.text)
            else:
                rows.append((token.row, [token.text]))
        return {
            table: [" ".join(" ".join(texts).split()) for _, texts in rows]
            for table, rows in lines.items()
        }

    def _narrative(self, block: Block, index: int) -> Block:
        """A block of the narrative; titles and section headings become headings."""
        if not isinstance(block, Paragraph | Heading):
            return block
        text = inline_text(block.content).strip()
        level = None
        if text and text == self.reading.narrative.title:
            level = 1
        for token in self.reading.alignment.sections().values():
            if token.block == index and token.text.strip() == text:
                level = 2
        if level is None:
            return block
        label = block.label
        return Heading(level, block.content, label=label, origin=block.origin)

    def _table(self, layout: Layout, owner: dict[int, str], leftovers: list[str]) -> Table:
        key = layout.table.key
        sources = [
            block
            for index, block in enumerate(self.reading.document.blocks)
            if owner.get(index) == key and isinstance(block, Table)
        ]
        notes: list[Block] = []
        over: list[str] = []
        for note in (note for source in sources for note in source.notes):
            text = block_text((note,)).strip()
            if self.reading.prepared.numbers.read(text) is None:
                notes.append(note)
            else:
                # A reader that found no place for a number leaves it under the table.
                over.append(text)
        caption = next((source.caption for source in sources if source.caption), ())
        slots = self._slots(layout)
        rows = max(slot.row + slot.down for slot in slots)
        with_values = {slot.row for slot in slots if slot.address is not None}
        first_value = min(slot.column for slot in slots if slot.address is not None)
        cells = [self._cell(slot, slot.row in with_values) for slot in slots]
        return Table(
            rows=rows,
            columns=layout.table.width,
            cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
            header_rows=min(with_values),
            stub_columns=first_value,
            caption=caption,
            notes=(*notes, *self._notes(layout, [*over, *leftovers])),
            id=key,
            origin=sources[0].origin if sources else None,
        )

    def _slots(self, layout: Layout) -> list[Slot]:
        """The printed cells, with the local rows that the document has."""
        facts = self.reading.facts
        present = {slot.row for slot in layout.slots if slot.optional and slot.address in facts}
        if not present:
            return [slot for slot in layout.slots if not slot.optional]
        return _with_local_rows(layout, present)

    def _cell(self, slot: Slot, beside_values: bool) -> Cell:
        if slot.address is None:
            assert slot.label is not None
            role: Role = "stub" if beside_values else "header"
            table = self._key(slot)
            origin = self.label_origins.get((table, slot.label)) if table else None
            return Cell(
                slot.row,
                slot.column,
                (_paragraph(slot.label),),
                slot.down,
                slot.across,
                role,
                alignment="center" if role == "header" else None,
                origins=(origin,) if origin else (),
            )
        fact = self.reading.facts[slot.address]
        text = _shown(fact)
        status: Status = fact.status
        return Cell(
            slot.row,
            slot.column,
            (_paragraph(text),) if text else (),
            slot.down,
            slot.across,
            alignment="center",
            value=parse_value(text) if text else None,
            status=status,
            origins=(fact.origin,) if fact.origin is not None else (),
        )

    def _key(self, slot: Slot) -> str | None:
        for layout in self.reading.alignment.sequence.layouts:
            if any(slot.label == own.label and own.address is None for own in layout.slots):
                return layout.table.key
        return None

    def _notes(self, layout: Layout, leftovers: list[str]) -> Iterable[Block]:
        derived, lost = [], []
        for address in layout.addresses:
            fact = self.reading.facts.get(address)
            if fact is None:
                continue
            if fact.status == "derived":
                derived.append(f"{cell_name(layout, address)}{self.wording.equals}{fact.value}")
            elif fact.status == "lost":
                lost.append(cell_name(layout, address))
        if derived:
            yield _paragraph(f"{self.wording.derived}{self.wording.separator.join(derived)}")
        if lost and len(lost) == len(layout.addresses):
            yield _paragraph(self.wording.table_lost)
        elif lost:
            yield _paragraph(f"{self.wording.lost}{self.wording.separator.join(lost)}")
        for line in leftovers:
            yield _paragraph(f"{self.wording.leftover}{line}")


def _with_local_rows(layout: Layout, present: set[int]) -> list[Slot]:
    """The slots with local rows between the printed ones, which move down."""
    out: list[Slot] = []
    shift = 0
    placed: dict[int, int] = {}
    for slot in layout.slots:
        if slot.optional:
            if slot.row not in present:
                continue
            if slot.row not in placed:
                shift += 1
                placed[slot.row] = -1 - slot.row + shift
            out.append(_moved(slot, placed[slot.row]))
        else:
            out.append(_moved(slot, slot.row + shift))
    return out


def _moved(slot: Slot, row: int) -> Slot:
    return Slot(
        row,
        slot.column,
        slot.down,
        slot.across,
        slot.ordinal,
        slot.label,
        slot.address,
        slot.type,
        slot.optional,
    )


def _shown(fact: Fact) -> str:
    if fact.status == "derived":
        return str(fact.value)
    return fact.text or ""


def cell_name(layout: Layout, address: Address) -> str:
    """The printed labels that name a cell, stubs first: `（一）予以公开 · 总计`."""
    target = next(slot for slot in layout.slots if slot.address == address)
    with_values = {slot.row for slot in layout.slots if slot.address is not None}
    stubs: list[str] = []
    heads: dict[int, str] = {}
    for slot in layout.slots:
        if slot.label is None or slot.optional != target.optional:
            continue
        beside = slot.row <= target.row < slot.row + slot.down
        above = slot.column <= target.column < slot.column + slot.across
        if slot.row in with_values and beside:
            stubs.append(slot.label)
        elif slot.row not in with_values and above and slot.row < target.row:
            heads[slot.row] = slot.label if slot.across < layout.table.width else ""
    nearest = [
        heads[row]
        for row in sorted(heads)
        if heads[row] and not _closed(row, target.row, with_values)
    ]
    names = [*stubs, *(nearest if not stubs else nearest[-1:])]
    return " · ".join(names) if names else dotted(address)


def _closed(row: int, target: int, with_values: set[int]) -> bool:
    """Whether rows of values stand between a header and the row with another header after them."""
    band_end = row
    while band_end + 1 not in with_values and band_end + 1 < target:
        band_end += 1
    return any(r not in with_values for r in range(band_end + 1, target))


def _annex(reading: FormReading) -> tuple[Block, ...]:
    """The results of the checks: a heading, a table of the rules, and what fails."""
    wording = reading.form.language.wording
    results = rule_results(reading, None)
    names = {
        rule.id: (rule.zh or rule.en) if wording.local_rules else (rule.en or rule.zh)
        for rule in reading.form.rules
    }
    rows: list[list[str]] = [list(wording.annex_columns)]
    for rule in dict.fromkeys(found.rule for found in results):
        mine = [found for found in results if found.rule == rule]
        counts = [
            str(sum(found.outcome == outcome for found in mine))
            for outcome in ("pass", "fail", "not_assessable")
        ]
        rows.append([rule, names.get(rule, ""), *counts])
    blocks: list[Block] = [Heading(2, (Text(wording.annex),)), _plain_table(rows)]
    failures = [found for found in results if found.outcome == "fail"]
    if failures:
        detail = [list(wording.failure_columns)]
        detail += [_failure(found, reading) for found in failures]
        blocks.append(_plain_table(detail))
    return tuple(blocks)


def _failure(found: RuleResult, reading: FormReading) -> list[str]:
    wording = reading.form.language.wording
    named: list[str] = []
    for cell in found.cells:
        parts = cell.split(".")
        layout = reading.alignment.sequence.layout(parts[0])
        known = layout is not None and len(parts) == 3
        if known and layout is not None:
            named.append(cell_name(layout, (parts[0], parts[1], parts[2])))
        else:
            named.append(cell)
    many = named if len(named) <= 4 else [*named[:1], "…", *named[-1:]]
    sides = ["" if side is None else str(side) for side in (found.left, found.right)]
    return [found.rule, wording.separator.join(many), *sides]


def _plain_table(rows: list[list[str]]) -> Table:
    cells = [
        Cell(
            row,
            column,
            (_paragraph(text),) if text else (),
            role="header" if row == 0 else "stub" if column == 0 else "data",
            value=parse_value(text) if row and column and text else None,
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Table(
        rows=len(rows), columns=len(rows[0]), cells=tuple(cells), header_rows=1, stub_columns=1
    )


__all__ = ["cell_name", "official_document"]

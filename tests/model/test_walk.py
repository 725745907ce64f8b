from __future__ import annotations

from collections import Counter

from hypothesis import given

from tablewright.converters.model import (
    Block,
    Cell,
    Document,
    Inline,
    List,
    ListItem,
    Paragraph,
    Quote,
    Table,
    Text,
)
from tablewright.converters.model.walk import (
    iter_blocks,
    iter_document_blocks,
    iter_inlines,
    iter_tables,
    map_document,
    map_inlines,
)
from tests.strategies import documents


@given(documents(full=True))
def test_mapping_with_the_identity_is_the_identity(document: Document) -> None:
    assert map_document(document, lambda blocks: blocks) == document
    assert map_inlines(document.blocks, lambda content: content) == document.blocks


@given(documents())
def test_mapping_visits_every_list_of_blocks_once(document: Document) -> None:
    seen: Counter[int] = Counter()

    def count(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        seen.update(map(id, blocks))
        return blocks

    map_document(document, count)
    assert seen.total() == sum(1 for _ in iter_document_blocks(document))


@given(documents())
def test_mapping_inlines_reaches_all_content_that_iteration_reaches(document: Document) -> None:
    found: list[Inline] = []

    def collect(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found.extend(content)
        return content

    map_inlines(document.blocks, collect)
    top = [type(inline) for inline in found]
    every = [type(inline) for inline in iter_inlines(document.blocks)]
    assert not Counter(top) - Counter(every)


def test_blocks_come_outer_before_inner_in_reading_order() -> None:
    one, two, three, four = (Paragraph((Text(text),)) for text in "1234")
    inner = Table(1, 1, (Cell(0, 0, (two,)),))
    outer = Table(1, 2, (Cell(0, 0, (one, inner)), Cell(0, 1, (three,))), notes=(four,))
    listed = List((ListItem((outer,)),))
    quote = Quote((listed,))
    expected = [quote, listed, outer, one, inner, two, three, four]
    assert list(iter_blocks((quote,))) == expected
    assert list(iter_tables((quote,))) == [outer, inner]

"""Headers and footers of all sections, each part once (ECMA-376 Part 1, 17.10)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from lxml.etree import _Element as Element

from ...model import Block, Furniture
from ...model.text import block_text
from .names import W, visible_text
from .package import Part
from .story import Shared, Story, open_story
from .survey import SECTION_PARTS

_PAGE_NUMBER: Final = re.compile(r"[\s\-–—第页頁共/of\d]*", re.IGNORECASE)


def read_furniture(
    shared: Shared,
    main: Part,
    references: Iterable[tuple[str, str]],
    read_blocks: Callable[[Story, Element, str], tuple[Block, ...]],
) -> tuple[Furniture, ...]:
    """The headers and footers that sections refer to, in the order of `references`."""
    furniture: list[Furniture] = []
    done: set[str] = set()
    for tag, relation_id in references:
        relation = main.relations.get(relation_id)
        if relation is None or relation.external or relation.target in done:
            continue
        done.add(relation.target)
        part = shared.package.part(relation.target)
        if part is None or not _shows_anything(part.root):
            continue
        story = open_story(shared, part)
        path = "/" + part.root.tag.rpartition("}")[2]
        blocks = read_blocks(story, part.root, path)
        if blocks:
            text = block_text(blocks)
            shared.ledger.furnish(text)
            kind = SECTION_PARTS[tag]
            if text.strip() and _PAGE_NUMBER.fullmatch(text):
                kind = "page_number"
            furniture.append(Furniture(kind, blocks, story.origin(path)))
    return tuple(furniture)


def _shows_anything(root: Element) -> bool:
    if visible_text(root).strip():
        return True
    return next(root.iter(W + "drawing", W + "pict", W + "sym"), None) is not None

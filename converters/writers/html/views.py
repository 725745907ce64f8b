"""What templates see of blocks: finished attributes and inlines, nested views for the rest.

Everything of type Markup is HTML already. Each view has a `kind`, the name of the macro that
writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Content:
    """Blocks inside a list item, cell, figure or note."""

    lead: Markup
    """What stands first without an element of its own: a label, a plain paragraph; then, where
    blocks follow, a line feed."""
    blocks: tuple[BlockView, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading; `tag` is h1 to h6, or div with a role."""

    kind: ClassVar[str] = "heading"
    tag: str
    attrs: Markup
    content: Markup


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph."""

    kind: ClassVar[str] = "paragraph"
    attrs: Markup
    content: Markup


@dataclass(frozen=True, slots=True)
class ItemView:
    """A list item, or a definition."""

    attrs: Markup
    content: Content


@dataclass(frozen=True, slots=True)
class ListView:
    """A list; `tag` is ol or ul."""

    kind: ClassVar[str] = "list"
    tag: str
    attrs: Markup
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """Terms and their definitions."""

    terms: tuple[Markup, ...]
    definitions: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class DefinitionsView:
    """A definition list."""

    kind: ClassVar[str] = "definitions"
    attrs: Markup
    entries: tuple[DefinitionView, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure; `caption` is empty where there is none."""

    kind: ClassVar[str] = "figure"
    attrs: Markup
    content: Content
    caption: Markup


@dataclass(frozen=True, slots=True)
class CodeView:
    """Preformatted text."""

    kind: ClassVar[str] = "code"
    attrs: Markup
    code_attrs: Markup
    text: Markup


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Quoted blocks."""

    kind: ClassVar[str] = "quote"
    attrs: Markup
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class EquationView:
    """A formula on its own line."""

    kind: ClassVar[str] = "equation"
    attrs: Markup
    content: Markup
    label: Markup


@dataclass(frozen=True, slots=True)
class PageBreakView:
    """A page break."""

    kind: ClassVar[str] = "page_break"
    attrs: Markup


@dataclass(frozen=True, slots=True)
class RuleView:
    """A horizontal rule."""

    kind: ClassVar[str] = "rule"
    attrs: Markup


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell, put together as far as possible because a table may have very many."""

    tag: str
    """th or td."""
    start: Markup
    """The start tag, and what stands first without an element of its own (see `Content`)."""
    blocks: tuple[BlockView, ...]
    end: Markup
    """The end tag."""


@dataclass(frozen=True, slots=True)
class RowGroupView:
    """Rows of a thead or tbody."""

    tag: str
    make_rows: Callable[[], Iterator[list[CellView]]]

    @property
    def rows(self) -> Iterator[list[CellView]]:
        """The rows, made one by one because a table may have very many."""
        return self.make_rows()


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; `columns` are the attributes of its `col` elements, empty without widths."""

    kind: ClassVar[str] = "table"
    attrs: Markup
    caption: Markup
    columns: tuple[Markup, ...]
    groups: tuple[RowGroupView, ...]
    notes: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note; `mark` is its printed mark, linked to the places that refer to it."""

    attrs: Markup
    mark: Markup
    body_attrs: Markup
    content: Content


@dataclass(frozen=True, slots=True)
class NotesView:
    """A run of notes of one kind."""

    attrs: Markup
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    language: str
    title: str
    generator: str
    metas: tuple[Markup, ...]
    """Attributes of the `meta` elements that carry the metadata."""
    blocks: tuple[BlockView, ...]
    notes: tuple[NotesView, ...]


BlockView = (
    HeadingView
    | ParagraphView
    | ListView
    | DefinitionsView
    | FigureView
    | CodeView
    | QuoteView
    | EquationView
    | PageBreakView
    | RuleView
    | TableView
)

"""Blocks that Markdown has more than one form for, and the choice among the forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ...model import Block, Code, DefinitionItem, DefinitionList, Equation, Heading, Inline, Table
from ..base import SpanPolicy
from .annotations import annotation
from .flatten import FLATTENERS
from .inlines import InlineWriter
from .tables import PipeView, fits_pipes, pipe_view

Island = Callable[[Table], str]
"""Renders a table as HTML."""

_MATHS_LABEL = re.compile(r"\([^\s()$](?:[^()$\n]*[^\s()$])?\)")


@dataclass(frozen=True, slots=True)
class TableView:
    """A table in the form that carries it."""

    caption: tuple[Inline, ...]
    """Caption to be written apart; empty where the form holds it."""
    notes: tuple[Block, ...]
    """Notes to be written apart."""
    pipe: PipeView | None
    html: str
    """A table in HTML, or empty."""
    blocks: tuple[Block, ...]
    """Blocks that stand for the table, or none."""
    literal: bool
    """Whether the form can be read back as this table."""


def table_view(table: Table, write: InlineWriter, spans: SpanPolicy, island: Island) -> TableView:
    """Pipes where they carry `table`, else what the span policy says."""
    if fits_pipes(table):
        return TableView(table.caption, table.notes, pipe_view(table, write), "", (), True)
    if spans == "html":
        return TableView((), (), None, island(table), (), True)
    return TableView(table.caption, table.notes, None, "", FLATTENERS[spans](table), False)


def fence(text: str, mark: str = "`") -> str:
    """A code fence (CommonMark 4.5) longer than any that `text` holds."""
    longest = max((len(run) for run in re.findall(f"{mark}{{3,}}", text)), default=2)
    return mark * (longest + 1)


def info_string(code: Code) -> str:
    """The language as an info string; `math` is escaped, since it stands for formulas."""
    if code.language is None:
        return ""
    encoded = re.sub(r"[\s`&\\|<]", lambda found: f"&#{ord(found[0])};", code.language)
    return "&#109;ath" if encoded == "math" else encoded or "&#32;"


@dataclass(frozen=True, slots=True)
class EquationView:
    """A formula between dollars or in a fence."""

    annotation: str
    """An annotation and a line end, or empty."""
    opening: str
    closing: str


def equation_view(equation: Equation) -> EquationView:
    """Dollars where they carry the formula and its label, else a fence of language `math`."""
    label = equation.label
    plain = label is None or _MATHS_LABEL.fullmatch(label)
    told = "" if plain or label is None else annotation("equation", label=label) + "\n"
    if _suits_dollars(equation.latex):
        return EquationView(told, "$$", f"$$ {label}" if plain and label else "$$")
    if label is not None:
        told = annotation("equation", label=label) + "\n"
    mark = fence(equation.latex)
    return EquationView(told, f"{mark}math", mark)


def _suits_dollars(latex: str) -> bool:
    return (
        latex == latex.strip()
        and latex != ""
        and "$" not in latex
        and not latex.endswith("\\")
        and all(line.strip() for line in latex.split("\n"))
    )


def heading_annotation(heading: Heading) -> str:
    """What `######` cannot say of levels 7 to 9, with a line end; else empty."""
    if heading.level <= 6:
        return ""
    return annotation("heading", level=str(heading.level)) + "\n"


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """Terms on one line, and their definitions."""

    term: str
    definitions: tuple[tuple[Block, ...], ...]
    empty: str
    """What stands in place of definitions when there are none, or empty."""


_NEXT_TERM = "<br>" + annotation("term")


def definition_views(block: DefinitionList, write: InlineWriter) -> list[DefinitionView]:
    """The items of a definition list; several terms stand on one line."""
    return [_definition_view(item, write) for item in block.items]


def _definition_view(item: DefinitionItem, write: InlineWriter) -> DefinitionView:
    terms = [write.term(term) or "<span></span>" for term in item.terms]
    empty = "" if item.definitions else annotation("none")
    return DefinitionView(_NEXT_TERM.join(terms) or "<span></span>", item.definitions, empty)

"""Charts as tables of the values they remember (ECMA-376 Part 1, 21.2), and their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from ...model import Block, Inline, Paragraph, Role, Text
from ...tables.build import build_table
from ...tables.draft import DraftCell, DraftTable
from ..base import Ledger
from .names import CX, A, C, number, text_of

CHART_KINDS: Final = (C + "chart", CX + "chart")
MAX_POINTS: Final = 100_000
"""Values of one chart; what is beyond is not in a picture that anybody reads."""

_BREAK: Final = A + "br"
_TEXT: Final = A + "t"
_PARAGRAPH: Final = A + "p"
_TITLE: Final = (C + "title", CX + "title")


@dataclass(frozen=True, slots=True)
class _Series:
    """One row of values of a chart by the index of their points."""

    name: str
    categories: dict[int, str]
    values: dict[int, str]
    sizes: dict[int, str]
    """Of bubbles."""


def drawing_paragraphs(paragraph: Element) -> tuple[Paragraph, ...]:
    """The text of one DrawingML paragraph (a:p), without its format."""
    text = _line(paragraph)
    return (Paragraph((Text(text),)),) if text.strip() else ()


def chart_blocks(ledger: Ledger, root: Element) -> tuple[Block, ...]:
    """A table of each group of series with the same categories, then the chart's other words.

    The first table has the chart's title as its caption.
    """
    title = _title(root)
    blocks: list[Block] = []
    for group in _grouped(_series(root)):
        draft = _draft(group)
        if title:
            draft.caption, title = (Text(title),), ""
        table = build_table(draft, ledger.add)
        if table is not None:
            blocks.append(table)
    lines = [title] if title else []
    lines += _other_words(root)
    blocks += [Paragraph((Text(line),)) for line in lines if line.strip()]
    return tuple(blocks)


def _title(root: Element) -> str:
    """The title of the whole chart, which stands outside the plot area with its axes."""
    for chart in root.iter(*CHART_KINDS):
        for child in chart:
            if child.tag in _TITLE:
                return " ".join(filter(None, map(_line, child.iter(_PARAGRAPH)))) or " ".join(
                    _cached(child.find(f"{C}tx")).values()
                )
    return ""


def _other_words(root: Element) -> list[str]:
    """Titles of axes and texts that stand in the drawing."""
    main = {
        paragraph
        for chart in root.iter(*CHART_KINDS)
        for child in chart
        if child.tag in _TITLE
        for paragraph in child.iter(_PARAGRAPH)
    }
    return [_line(paragraph) for paragraph in root.iter(_PARAGRAPH) if paragraph not in main]


def _line(paragraph: Element) -> str:
    return "".join(
        text_of(part) if part.tag == _TEXT else " " for part in paragraph.iter(_TEXT, _BREAK)
    )


# --- values -----------------------------------------------------------------------------------


def _series(root: Element) -> list[_Series]:
    found = [
        _Series(
            name=" ".join(_cached(series.find(C + "tx")).values()),
            categories=_cached(_first(series, "cat", "xVal")),
            values=_cached(_first(series, "val", "yVal")),
            sizes=_cached(series.find(C + "bubbleSize")),
        )
        for series in root.iter(C + "ser")
    ]
    return found + _extended(root)


def _extended(root: Element) -> list[_Series]:
    """The series of the newer charts ([MS-ODRAWXML] 2.24.3), whose values stand apart."""
    data = {element.get("id", ""): element for element in root.iter(CX + "data")}
    out = []
    for series in root.iter(CX + "series"):
        reference = series.find(CX + "dataId")
        values = data.get("" if reference is None else reference.get("val", ""))
        if values is None:
            continue
        name = "".join(text_of(text) for text in series.iterfind(f"{CX}tx//{CX}v"))
        categories = _cached(values.find(CX + "strDim"))
        out.append(_Series(name, categories, _cached(values.find(CX + "numDim")), {}))
    return out


def _first(series: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := series.find(C + name)) is not None), None)


def _cached(reference: Element | None) -> dict[int, str]:
    """The values that a chart remembers of its sheet, by the index of their points.

    Of categories of several levels (21.2.2.95) the outer ones stand before the inner ones.
    """
    if reference is None:
        return {}
    direct = [text_of(value) for value in reference.iterchildren(C + "v")]
    if direct:
        return dict(enumerate(direct))
    levels = [*reference.iter(C + "lvl", CX + "lvl")] or [reference]
    columns = [_points(level) for level in levels]
    inner = columns[0]
    for outer in columns[1:]:
        label = ""
        for index in sorted({*inner, *outer}):
            label = outer.get(index, label)
            inner[index] = " ".join(filter(None, (label, inner.get(index, ""))))
    return inner


def _points(level: Element) -> dict[int, str]:
    found: dict[int, str] = {}
    for point in level.iter(C + "pt", CX + "pt"):
        if len(found) >= MAX_POINTS:
            break
        text = "".join(text_of(value) for value in point.iter(C + "v")) or text_of(point)
        found[number(point.get("idx"), len(found))] = text.strip()
    return found


# --- tables -----------------------------------------------------------------------------------


def _grouped(every: Iterable[_Series]) -> list[list[_Series]]:
    """Neighbouring series that share their categories; a series without any joins them."""
    groups: list[list[_Series]] = []
    for series in every:
        if not series.values and not series.categories:
            continue
        if groups and (not series.categories or groups[-1][0].categories == series.categories):
            groups[-1].append(series)
        else:
            groups.append([series])
    return groups


def _draft(group: list[_Series]) -> DraftTable:
    """Categories down the first column, a column for each series."""
    columns = [(series.name, series.values) for series in group]
    columns += [(series.name, series.sizes) for series in group if series.sizes]
    indexes = sorted({i for series in group for i in (*series.categories, *series.values)})
    draft = DraftTable(len(indexes) + 1, len(columns) + 1, [], 1, 1, literal=True)
    _add(draft, 0, 0, "", "header")
    for column, (name, _values) in enumerate(columns, 1):
        _add(draft, 0, column, name, "header")
    for row, index in enumerate(indexes, 1):
        _add(draft, row, 0, group[0].categories.get(index, ""), "stub")
        for column, (_name, values) in enumerate(columns, 1):
            _add(draft, row, column, values.get(index, ""), "data")
    return draft


def _add(draft: DraftTable, row: int, column: int, text: str, role: Role) -> None:
    content: tuple[Inline, ...] = (Text(text),)
    blocks = (Paragraph(content),) if text.strip() else ()
    draft.cells.append(DraftCell(row, column, 1, 1, blocks, role=role))


__all__ = ["CHART_KINDS", "chart_blocks", "drawing_paragraphs"]

"""Specimens as HTML for Chromium and WeasyPrint."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from .known import Known, Placed, Slot, text_width

_PAGE = (
    "@page{size:A4;margin:20mm}@page wide{size:A4 landscape;margin:20mm}"
    "body{font:10pt serif;margin:0}table{border-collapse:collapse;margin:8pt 0}"
    "h1{font-size:13pt}td,th{font-weight:normal}.specimen{page-break-before:always}"
    ".wide{page:wide}.two{columns:2;column-gap:24pt}.two table{break-inside:avoid}"
    ".pair{display:flex;justify-content:space-between;align-items:flex-start;gap:20pt}"
    ".specimen{position:relative}.turned{position:absolute;left:0;top:30pt;width:660pt;"
    "transform-origin:0 0;transform:translate(0,670pt) rotate(-90deg)}"
    "sup{font-size:70%;line-height:0}"
)


def book(specimens: Sequence[Known]) -> str:
    """One page of HTML with all specimens, each on a page of its own after its marker."""
    parts = "".join(
        f'<div class="specimen{" wide" if known.landscape else ""}">'
        f"{'' if known.setting == 'turned' else _marker(known)}{_specimen(known)}</div>"
        for known in specimens
    )
    return f"<!DOCTYPE html><html><meta charset=utf-8><style>{_PAGE}</style>{parts}"


def _marker(known: Known) -> str:
    return f"<h1>Specimen {known.seed}</h1>"


def _specimen(known: Known) -> str:
    before = "".join(f"<p>{escape(text)}</p>" for text in known.before)
    after = "".join(f"<p>{escape(text)}</p>" for text in known.after)
    look = known.look
    if look.has("monospaced"):
        return f'{before}<pre style="{_font(known)}">{escape(typed(known))}</pre>{after}'
    if look.has("dot-leaders"):
        lines = "".join(map(partial(_leader, known), known.rows))
        return f'{before}<div style="{_font(known)};line-height:1.3">{lines}</div>{after}'
    tables = "".join(f"<div>{_table(part)}</div>" for part in known.parts)
    if known.setting == "pair":
        return f'{before}<div class="pair">{tables}</div>{after}'
    if known.setting == "two-columns":
        return f'<div class="two">{before}{tables}{after}</div>'
    if known.setting == "turned":
        # Something has to stand upright, or no page is begun.
        upright = '<div style="height:20pt"></div>'
        return f'{upright}<div class="turned">{_marker(known)}{tables}</div>'
    return before + tables + after


def _leader(known: Known, row: tuple[Slot, ...]) -> str:
    """A line of a label, dots and a number at the right side."""
    label, value = row[0].whole, row[-1].whole
    room = 320 - sum(text_width(text, known.look.size, known.look.font) for text in (label, value))
    # Dots that run into the value would leave nobody able to read it.
    dot = 0.5 if known.look.font.startswith("AR PL") else 0.36
    dots = "." * int(0.92 * room / (dot * known.look.size))
    return (
        f'<div style="width:330pt;white-space:nowrap"><span style="float:right">{escape(value)}'
        f"</span>{escape(label)} {dots}</div>"
    )


def typed(known: Known) -> str:
    """A table typed with spaces between its columns, which stand level in its font."""
    wide = "’–—…" if known.look.font.startswith("AR PL") else ""
    texts = [[slot.whole for slot in row] for row in known.rows]
    widths = [max(_cells(text, wide) for text in column) for column in zip(*texts, strict=True)]
    gap = " " * (2 if known.seed % 3 else 4)
    lines = []
    for row in texts:
        parts = []
        for number, (text, width) in enumerate(zip(row, widths, strict=True)):
            fill = " " * (width - _cells(text, wide))
            right = known.kinds[number] == "number"
            parts.append(fill + text if right else text + fill)
        lines.append(gap.join(parts).rstrip())
    return "\n".join(lines)


def _cells(text: str, wide: str) -> int:
    return sum(2 if ord(char) > 0x2E7F or char in wide else 1 for char in text)


def _font(known: Known) -> str:
    return f"font:{known.look.size}pt '{known.look.font}'"


def _table(known: Known) -> str:
    look = known.look
    width = "width:100%" if look.wide else ""
    if look.wrapped and not look.wide:
        width = "width:75%" if known.setting == "alone" else ""
    cells: dict[int, list[str]] = {}
    for cell in known.cells:
        cells.setdefault(cell.row, []).append(_cell(known, cell))
    whole = "break-inside:avoid" if look.whole_rows else ""
    rows = [f'<tr style="{whole}">{"".join(cells.get(n, []))}</tr>' for n in range(len(known.rows))]
    kind = "table-header-group" if look.repeated else "table-row-group"
    head, body = "".join(rows[: known.head]), "".join(rows[known.head :])
    return (
        f'<table style="{_font(known)};{width}"><thead style="display:{kind}">{head}</thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cell(known: Known, cell: Placed) -> str:
    slot, look = cell.slot, known.look
    rule = f"{look.line}pt {look.kind} {look.ink}"
    bottom, right = cell.row + slot.row_span, cell.column + slot.column_span
    styles = [
        f"padding:{look.padding[0]}pt {look.padding[1]}pt",
        f"vertical-align:{look.valign}",
        f"text-align:{known.align(cell)}",
    ]
    for side, drawn in (
        ("top", known.rule_above(cell.row, cell.column)),
        ("bottom", known.rule_above(bottom, cell.column)),
        ("left", known.rule_left(cell.column)),
        ("right", known.rule_left(right)),
    ):
        if drawn:
            styles.append(f"border-{side}:{rule}")
    if slot.header and (look.head_bold or slot.column_span == known.columns):
        styles.append("font-weight:bold")
    if known.shaded(cell.row):
        head = cell.row < known.head
        styles.append(f"background:{look.head[0] if head else look.shade}")
        if head:
            styles.append(f"color:{look.head[1]}")
    spans = f' rowspan="{slot.row_span}"' if slot.row_span > 1 else ""
    spans += f' colspan="{slot.column_span}"' if slot.column_span > 1 else ""
    text = escape(slot.text) + (f"<sup>{escape(slot.mark)}</sup>" if slot.mark else "")
    tag = "th" if slot.header else "td"
    return f'<{tag}{spans} style="{";".join(styles)}">{text}{_inner(known, cell)}</{tag}>'


def _inner(known: Known, cell: Placed) -> str:
    """The table inside a cell of nested ones."""
    if not known.inner(cell):
        return ""
    rule = f"border:{known.look.line}pt solid {known.look.ink};padding:1pt 3pt"
    rows = "".join(
        "<tr>" + "".join(f'<td style="{rule}">{escape(text)}</td>' for text in row) + "</tr>"
        for row in known.inner(cell)
    )
    return f'<table style="margin:3pt">{rows}</table>'

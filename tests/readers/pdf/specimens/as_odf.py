"""Specimens as flat OpenDocument text for LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .as_html import typed
from .known import Known, Placed, column_widths, text_width

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"'
)
_LAYOUTS = "".join(
    f'<style:page-layout style:name="L{name}"><style:page-layout-properties '
    f'fo:page-width="{wide}mm" fo:page-height="{high}mm" style:print-orientation="{name}" '
    'fo:margin-top="20mm" fo:margin-bottom="20mm" fo:margin-left="20mm" fo:margin-right="20mm"/>'
    "</style:page-layout>"
    for name, wide, high in (("portrait", 210, 297), ("landscape", 297, 210))
)
_MASTERS = "".join(
    f'<style:master-page style:name="{name}" style:page-layout-name="L{name}"/>'
    for name in ("portrait", "landscape")
)


class Styles:
    """Automatic styles, each written once and named by number."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def name(self, family: str, properties: str, more: str = "") -> str:
        """The name of a style of a family."""
        key = f'style:family="{family}"{more}>{properties}'
        return self.names.setdefault(key, f"S{len(self.names)}")

    def paragraph(self, text: str, paragraph: str = "", more: str = "") -> str:
        """The name of a style for paragraphs."""
        properties = f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/>"
        return self.name("paragraph", properties, more)

    def xml(self) -> str:
        """All styles."""
        return "".join(
            f'<style:style style:name="{name}" {key}</style:style>'
            for key, name in self.names.items()
        )


def book(specimens: Sequence[Known]) -> str:
    """One document with all specimens, each on a page of its own after its marker."""
    styles = Styles()
    return document("".join(_specimen(known, styles) for known in specimens), styles)


def document(body: str, styles: Styles) -> str:
    """A whole document around its body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES}>'
        f"<office:automatic-styles>{_LAYOUTS}{styles.xml()}</office:automatic-styles>"
        f"<office:master-styles>{_MASTERS}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _font(family: str, size: float, extra: str = "") -> str:
    return (
        f'fo:font-family="{family}" style:font-family-asian="{family}" fo:font-size="{size}pt" '
        f'style:font-size-asian="{size}pt" fo:language="none" {extra}'
    )


def _bold(bold: bool) -> str:
    return 'fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""


def _specimen(known: Known, styles: Styles) -> str:
    page = "landscape" if known.landscape else "portrait"
    marker = styles.paragraph(
        _font("Liberation Serif", 13, _bold(bold=True)),
        'fo:margin-bottom="8pt"',
        f' style:master-page-name="{page}"',
    )
    prose = styles.paragraph(
        _font(known.look.font, 10), 'fo:margin-bottom="8pt" fo:margin-top="8pt"'
    )
    before, after = (
        "".join(f'<text:p text:style-name="{prose}">{escape(t)}</text:p>' for t in texts)
        for texts in (known.before, known.after)
    )
    look = known.look
    if look.has("monospaced", "dot-leaders"):
        middle = _lines(known, styles)
    elif known.setting == "pair":
        middle = _beside(known, styles)
    else:
        middle = _table(known, styles)
    inside = before + middle + after
    if known.setting == "two-columns":
        section = styles.name(
            "section",
            '<style:section-properties text:dont-balance-text-columns="false"><style:columns '
            'fo:column-count="2" fo:column-gap="24pt"/></style:section-properties>',
        )
        name = f"two{known.seed}"
        inside = (
            f'<text:section text:style-name="{section}" text:name="{name}">{inside}</text:section>'
        )
    return f'<text:p text:style-name="{marker}">Specimen {known.seed}</text:p>{inside}'


def _lines(known: Known, styles: Styles) -> str:
    """Typed lines, or lines with a leader of dots."""
    look = known.look
    if look.has("monospaced"):
        plain = styles.paragraph(_font(look.font, look.size))
        lines = [line.replace(" ", "\u00a0") for line in typed(known).split("\n")]
        return "".join(f'<text:p text:style-name="{plain}">{escape(t)}</text:p>' for t in lines)
    stop = (
        '<style:paragraph-properties><style:tab-stops><style:tab-stop style:position="330pt" '
        'style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
        f"</style:paragraph-properties><style:text-properties {_font(look.font, look.size)}/>"
    )
    style = styles.name("paragraph", stop)
    return "".join(
        f'<text:p text:style-name="{style}">{escape(row[0].whole)}<text:tab/>'
        f"{escape(row[-1].whole)}</text:p>"
        for row in known.rows
    )


def _beside(known: Known, styles: Styles) -> str:
    """Two tables in a table without lines."""
    half = styles.name(
        "table-column", '<style:table-column-properties style:column-width="240pt"/>'
    )
    cell = styles.name("table-cell", '<style:table-cell-properties fo:padding="4pt"/>')
    cells = "".join(
        f'<table:table-cell table:style-name="{cell}">{_table(part, styles)}<text:p/>'
        "</table:table-cell>"
        for part in known.parts
    )
    return (
        f'<table:table table:name="pair{known.seed}"><table:table-column '
        f'table:style-name="{half}" table:number-columns-repeated="2"/>'
        f"<table:table-row>{cells}</table:table-row></table:table>"
    )


def _table(known: Known, styles: Styles) -> str:
    look = known.look
    widths, _ = column_widths(known)
    name = f"T{known.seed}-{len(known.rows)}-{known.columns}"
    # Text columns are short: a table in one of them is kept whole.
    whole = ' style:may-break-between-rows="false"' if known.setting == "two-columns" else ""
    style = styles.name(
        "table",
        f'<style:table-properties style:width="{sum(widths):.2f}pt" table:align="left" '
        f'table:border-model="collapsing"{whole}/>',
    )
    columns = "".join(
        f'<table:table-column table:style-name="{styles.name("table-column", _width(width))}"/>'
        for width in widths
    )
    whole = "always" if look.whole_rows else "auto"
    row = styles.name(
        "table-row",
        f'<style:table-row-properties fo:keep-together="{whole}"/>',
    )
    cells = {(cell.row, cell.column): cell for cell in known.cells}
    rows = []
    for number in range(len(known.rows)):
        line = "".join(
            _cell(known, cells[number, column], styles)
            if (number, column) in cells
            else "<table:covered-table-cell/>"
            for column in range(known.columns)
        )
        rows.append(f'<table:table-row table:style-name="{row}">{line}</table:table-row>')
    head, body = "".join(rows[: known.head]), "".join(rows[known.head :])
    if look.repeated:
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{columns}{head}{body}'
        "</table:table>"
    )


def _width(width: float) -> str:
    return f'<style:table-column-properties style:column-width="{width:.2f}pt"/>'


def _cell(known: Known, cell: Placed, styles: Styles) -> str:
    slot, look = cell.slot, known.look
    rule = f"{look.line}pt solid {look.ink}"
    bottom, right = cell.row + slot.row_span, cell.column + slot.column_span
    edges = "".join(
        f'fo:border-{side}="{rule if drawn else "none"}" '
        for side, drawn in (
            ("top", known.rule_above(cell.row, cell.column)),
            ("bottom", known.rule_above(bottom, cell.column)),
            ("left", known.rule_left(cell.column)),
            ("right", known.rule_left(right)),
        )
    )
    high, wide = look.padding
    fill = ""
    ink = "#000000"
    if known.shaded(cell.row):
        head = cell.row < known.head
        fill = f'fo:background-color="{look.head[0] if head else look.shade}" '
        ink = look.head[1] if head else ink
    style = styles.name(
        "table-cell",
        f'<style:table-cell-properties {edges}{fill}fo:padding-top="{high}pt" '
        f'fo:padding-bottom="{high}pt" fo:padding-left="{wide}pt" fo:padding-right="{wide}pt" '
        f'style:vertical-align="{look.valign}"/>',
    )
    bold = slot.header and (look.head_bold or slot.column_span == known.columns)
    align = {"left": "start", "right": "end", "center": "center"}[known.align(cell)]
    paragraph = styles.paragraph(
        _font(look.font, look.size, _bold(bold) + f' fo:color="{ink}"'), f'fo:text-align="{align}"'
    )
    raised = styles.name("text", '<style:text-properties style:text-position="super 60%"/>')
    mark = f'<text:span text:style-name="{raised}">{escape(slot.mark)}</text:span>'
    text = escape(slot.text) + (mark if slot.mark else "")
    spans = f' table:number-columns-spanned="{slot.column_span}"' if slot.column_span > 1 else ""
    spans += f' table:number-rows-spanned="{slot.row_span}"' if slot.row_span > 1 else ""
    return (
        f'<table:table-cell table:style-name="{style}"{spans} office:value-type="string">'
        f'<text:p text:style-name="{paragraph}">{text}</text:p>'
        f"{_inner(known, cell, styles, paragraph)}</table:table-cell>"
    )


def _inner(known: Known, cell: Placed, styles: Styles, paragraph: str) -> str:
    rows = known.inner(cell)
    if not rows:
        return ""
    rule = f"{known.look.line}pt solid {known.look.ink}"
    style = styles.name(
        "table-cell", f'<style:table-cell-properties fo:border="{rule}" fo:padding="2pt"/>'
    )
    wide = text_width("000", known.look.size, known.look.font) + 5
    column = styles.name("table-column", _width(wide))
    table = styles.name(
        "table",
        f'<style:table-properties style:width="{2 * wide:.2f}pt" table:align="left" '
        'table:border-model="collapsing"/>',
    )
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="{style}"><text:p '
            f'text:style-name="{paragraph}">{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return (
        f'<table:table table:name="I{known.seed}" table:style-name="{table}"><table:table-column '
        f'table:style-name="{column}" table:number-columns-repeated="2"/>{lines}</table:table>'
    )

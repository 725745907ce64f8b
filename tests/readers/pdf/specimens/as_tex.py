"""Specimens as XeLaTeX, with booktabs where rules run across only.

The rule below a repeated header is part of what is repeated, as in any table made by hand: without
it nothing on the later pages says where the header ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from .as_html import typed
from .known import Known, Placed, column_widths

_PREAMBLE = r"""\documentclass[10pt]{article}
\usepackage[%s,margin=20mm]{geometry}
\usepackage{fontspec,array,longtable,multirow,booktabs,graphicx,multicol}
\usepackage[table]{xcolor}
\pagestyle{empty}\setlength{\parindent}{0pt}\setlength{\parskip}{6pt}
\XeTeXlinebreaklocale "zh"
\XeTeXlinebreakskip = 0pt plus 1pt
\raggedbottom\sloppy
\setlength{\LTpre}{4pt}\setlength{\LTpost}{4pt}
%s
\begin{document}
"""
_TURNED = 640
"""Points that a turned table may be wide; beyond, its last columns ran off the page."""
_ESCAPES = {char: "\\" + char for char in "&%$#_{}"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "-": "-{}",
    "\u00a0": "~",
}


def book(specimens: Sequence[Known], *, landscape: bool) -> str:
    """One document with all specimens of one orientation."""
    fonts = sorted({known.look.font for known in specimens})
    names = {font: chr(97 + number) for number, font in enumerate(fonts)}
    families = "\n".join(f"\\newfontfamily\\face{names[font]}{{{font}}}" for font in fonts)
    paper = "a4paper,landscape" if landscape else "a4paper"
    body = "\n".join(
        f"\\clearpage{'' if known.setting == 'turned' else _marker(known)}"
        f"{{\\face{names[known.look.font]} {_specimen(known)}}}"
        for known in specimens
    )
    return _PREAMBLE % (paper, families) + body + "\n\\end{document}\n"


def _marker(known: Known) -> str:
    return f"{{\\bfseries\\large Specimen {known.seed}}}\\par\n"


def tex(text: str) -> str:
    """A text with TeX's signs escaped."""
    return "".join(_ESCAPES.get(char, char) for char in text)


def _specimen(known: Known) -> str:
    before = "".join(tex(text) + "\\par\n" for text in known.before)
    after = "".join(tex(text) + "\\par\n" for text in known.after)
    look = known.look
    points = look.size * (0.85 if known.setting == "long" and known.columns > 10 else 1.0)
    size = f"\\fontsize{{{points}}}{{{points * 1.2:.1f}}}\\selectfont "
    if look.has("monospaced"):
        lines = "\\\\\n".join(tex(line).replace(" ", "~") for line in typed(known).split("\n"))
        return f"{before}{{{size}{lines}\\par}}{after}"
    if look.has("dot-leaders"):
        lines = "\n".join(
            f"\\hbox to 330pt{{{tex(row[0].whole)}\\dotfill {tex(row[-1].whole)}}}"
            for row in known.rows
        )
        return f"{before}{{{size}{lines}\\par}}{after}"
    tables = [_table(part) for part in known.parts]
    if known.setting == "pair":
        both = "\\hfill".join(
            f"\\begin{{minipage}}[t]{{0.46\\textwidth}}\\vspace{{0pt}}{table}\\end{{minipage}}"
            for table in tables
        )
        return f"{before}{{{size}\\noindent {both}\\par}}{after}"
    middle = f"{{{size}{tables[0]}\\par}}"
    if known.setting == "two-columns":
        return f"\\begin{{multicols}}{{2}}{before}{middle}{after}\\end{{multicols}}"
    if known.setting == "turned":
        page = f"{size}\\hsize={_TURNED}pt {_marker(known)}{tables[0]}"
        return f"{before}\\rotatebox{{90}}{{\\vbox{{{page}}}}}"
    return before + middle + after


def _table(known: Known) -> str:
    look = known.look
    widths, fixed = column_widths(known)
    texts = [width - 2 * look.padding[1] for width in widths]
    columns = "".join(
        ("|" if known.rule_left(n) else "") + _column(known, n, texts[n], fixed=fixed)
        for n in range(known.columns)
    ) + ("|" if known.rule_left(known.columns) else "")
    long = known.setting == "long"
    cells: dict[int, list[Placed]] = {}
    for cell in known.cells:
        cells.setdefault(cell.row, []).append(cell)
    rows = [_row(known, cells, number, texts, fixed=fixed) for number in range(len(known.rows))]
    head, body = "".join(rows[: known.head]), "".join(rows[known.head :])
    if long and look.repeated:
        rule = _rules(known, known.head)
        head, body = f"{head}{rule}\\endhead\n", body.removeprefix(rule)
    name = "longtable" if long else "tabular"
    # In multirow only columns of a known width can be wrapped in.
    setup = (
        f"\\setlength{{\\tabcolsep}}{{{look.padding[1]}pt}}"
        f"\\setlength{{\\arrayrulewidth}}{{{look.line}pt}}\\arrayrulecolor[HTML]{{{look.ink[1:]}}}"
        f"\\setlength{{\\extrarowheight}}{{{look.padding[0]}pt}}"
        f"\\renewcommand{{\\arraystretch}}{{{1 + look.padding[0] / look.size:.2f}}}"
    )
    place = "[l]" if long else ("[t]" if known.setting == "pair" else "")
    end = _rules(known, len(known.rows))
    whole = f"\\begin{{{name}}}{place}{{{columns}}}\n{head}{body}{end}\\end{{{name}}}"
    if not long:  # TeX's texts may be wider than they were taken to be
        room = (
            f"{min(known.available, _TURNED) if known.setting == 'turned' else known.available}pt"
        )
        whole = (
            f"\\sbox0{{{whole}}}\\ifdim\\wd0>{room}\\resizebox{{{room}}}{{!}}{{\\usebox0}}"
            "\\else\\usebox0\\fi"
        )
    return f"{{{setup}{whole}}}"


def _column(known: Known, number: int, width: float, *, fixed: bool) -> str:
    kind = known.kinds[number]
    side = "l" if kind != "number" else {"right": "r", "center": "c"}[known.look.numbers]
    if not fixed:
        return side
    flow = {"l": "\\raggedright", "r": "\\raggedleft", "c": "\\centering"}[side]
    letter = {"top": "p", "middle": "m", "bottom": "b"}[known.look.valign]
    return f">{{{flow}\\arraybackslash}}{letter}{{{width:.2f}pt}}"


def _books(known: Known) -> bool:
    """Whether the rules are those of booktabs: none runs down."""
    return known.look.has("rows", "three-line", "three-line-groups", "header-rule", "groups")


def _rules(known: Known, row: int) -> str:
    """The rules above a row."""
    drawn = [
        known.rule_above(row, column) and not _open(known, row, column)
        for column in range(known.columns)
    ]
    books = _books(known)
    if not any(drawn):
        return ""
    if all(drawn):
        if books and row in (0, len(known.rows)):
            return "\\toprule\n" if row == 0 else "\\bottomrule\n"
        return "\\midrule\n" if books else "\\hline\n"
    parts = []
    for start, end in _stretches(known, row, drawn):
        line = "\\cmidrule(lr)" if books and known.look.has("three-line-groups") else "\\cline"
        if books and not known.look.has("three-line-groups"):
            line = "\\cmidrule"
        parts.append(f"{line}{{{start + 1}-{end}}}")
    return "".join(parts) + "\n"


def _stretches(known: Known, row: int, drawn: list[bool]) -> list[tuple[int, int]]:
    """Columns from and to which a rule runs; below each spanned header one of its own."""
    breaks = {0}
    if known.look.has("three-line-groups"):
        breaks |= {p.column for p in known.cells if p.row + p.slot.row_span == row}
    out: list[tuple[int, int]] = []
    for column, on in enumerate(drawn):
        if not on:
            continue
        if out and out[-1][1] == column and column not in breaks:
            out[-1] = (out[-1][0], column + 1)
        else:
            out.append((column, column + 1))
    return out


def _open(known: Known, row: int, column: int) -> bool:
    """Whether a cell reaches over the boundary above a row."""
    return 0 < row < len(known.rows) and known.owner[row, column].row < row


def _row(
    known: Known, cells: dict[int, list[Placed]], row: int, texts: list[float], *, fixed: bool
) -> str:
    starts = {cell.column: cell for cell in cells.get(row, [])}
    above = {
        cell.column: cell
        for number in range(row)
        for cell in cells.get(number, [])
        if cell.row + cell.slot.row_span > row
    }
    parts = []
    column = 0
    while column < known.columns:
        if column in starts:
            cell = starts[column]
            parts.append(_cell(known, cell, texts, fixed=fixed))
        else:
            cell = above[column]
            parts.append(_multi(known, cell, "", texts) if cell.slot.column_span > 1 else "")
        column += cell.slot.column_span
    shade = ""
    if known.shaded(row) and (row >= known.head or known.head == 1):
        colour = known.look.head[0] if row < known.head else known.look.shade
        shade = f"\\rowcolor[HTML]{{{colour[1:]}}}"
    return f"{_rules(known, row)}{shade}{' & '.join(parts)} \\\\\n"


def _cell(known: Known, cell: Placed, texts: list[float], *, fixed: bool) -> str:
    slot, look = cell.slot, known.look
    text = tex(slot.text) + (f"\\textsuperscript{{{tex(slot.mark)}}}" if slot.mark else "")
    if slot.header and (look.head_bold or slot.column_span == known.columns):
        text = f"\\textbf{{{text}}}"
    if cell.row < known.head and known.shaded(cell.row) and known.head == 1:
        text = f"\\textcolor[HTML]{{{look.head[1][1:]}}}{{{text}}}"
    if inner := known.inner(cell):
        lines = "\\\\\\hline ".join(" & ".join(row) for row in inner)
        text += f" \\begin{{tabular}}{{|r|r|}}\\hline {lines}\\\\\\hline\\end{{tabular}}"
    if slot.row_span > 1:
        flow = "\\centering " if known.align(cell) == "center" else "\\raggedright "
        place = {"top": "[t]", "middle": "", "bottom": "[b]"}[look.valign]
        inside = f"{flow}{text}" if fixed and slot.column_span == 1 else text
        width = "=" if fixed and slot.column_span == 1 else "*"
        text = f"\\multirow{place}{{{slot.row_span}}}{{{width}}}{{{inside}}}"
    if slot.column_span > 1:
        return _multi(known, cell, text, texts)
    if slot.header and look.centred:
        if fixed:
            return f"\\centering\\arraybackslash {text}" if slot.row_span == 1 else text
        return _multi(known, cell, text, texts)
    return text


def _multi(known: Known, cell: Placed, text: str, texts: list[float]) -> str:
    """A cell that has its own place of text."""
    span = cell.slot.column_span
    side = {"left": "l", "right": "r", "center": "c"}[known.align(cell)]
    left = "|" if cell.column == 0 and known.rule_left(0) else ""
    right = "|" if known.rule_left(cell.column + span) else ""
    return f"\\multicolumn{{{span}}}{{{left}{side}{right}}}{{{text}}}"

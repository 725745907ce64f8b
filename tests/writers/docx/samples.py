"""Documents that look like what offices write, for tests that render them."""

from __future__ import annotations

from tablewright.converters.model import (
    Cell,
    Document,
    Heading,
    Integer,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Role,
    SourceInfo,
    Table,
    Text,
)

COLUMNS = 9
DATA_ROWS = 37


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def cell(
    row: int, column: int, text: str, role: Role = "data", height: int = 1, width: int = 1
) -> Cell:
    value = Integer(int(text)) if role == "data" and text.isdecimal() else None
    return Cell(
        row=row,
        column=column,
        blocks=(paragraph(text),) if text else (),
        row_span=height,
        column_span=width,
        role=role,
        value=value,
    )


def form() -> Table:
    """Forty rows by nine columns under three header rows, with merged stubs."""
    cells = [
        cell(0, 0, "办理情况", "header", 3, 2),
        cell(0, 2, "来访人情况", "header", 1, 7),
        cell(1, 2, "个人", "header", 2, 1),
        cell(1, 3, "单位", "header", 1, 5),
        cell(1, 8, "合计", "header", 2, 1),
        *(
            cell(2, 3 + place, name, "header")
            for place, name in enumerate(["企业", "学校", "协会", "律师事务所", "其他"])
        ),
    ]
    for group in range(DATA_ROWS // 6 + 1):
        first = 3 + group * 6
        height = min(6, 3 + DATA_ROWS - first)
        cells.append(cell(first, 0, f"第{group + 1}类事项", "stub", height, 1))
        for row in range(first, first + height):
            name = f"{row - 2}.按规定需要逐项说明理由的办理结果"
            cells.append(cell(row, 1, name, "stub"))
            cells += [cell(row, column, str(row * column % 97)) for column in range(2, COLUMNS)]
    cells.sort(key=lambda entry: (entry.row, entry.column))
    return Table(
        rows=3 + DATA_ROWS,
        columns=COLUMNS,
        cells=tuple(cells),
        header_rows=3,
        stub_columns=2,
        caption=(Text("表一　来访事项办理情况"),),
        notes=(paragraph("单位：件"),),
    )


def wide() -> Table:
    """Sixteen columns of long numbers, too wide for an upright page."""
    cells = [cell(0, column, f"indicator{column}", "header") for column in range(16)]
    cells += [cell(1, column, "123456789") for column in range(16)]
    return Table(rows=2, columns=16, cells=tuple(cells), header_rows=1)


def report() -> Document:
    text = "为了让办理情况清楚可查，现将全年来访事项的办理情况公布如下。" * 3
    return Document(
        source=SourceInfo("report.html", "text/html"),
        metadata=Metadata(title="来访事项年度报告", language="zh-CN"),
        blocks=(
            Heading(1, (Text("来访事项年度报告"),)),
            Paragraph((Text(text), NoteReference("1"))),
            Heading(2, (Text("一、办理情况"),)),
            form(),
            Heading(2, (Text("二、其他"),)),
            wide(),
            paragraph("报告完毕。"),
        ),
        notes=(Note("1", (paragraph("数据截至年末。"),)),),
    )

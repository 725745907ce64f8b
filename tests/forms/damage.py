"""A clean report of an invented body, and the damages D01 to D19 done to it, seeded.

A report is kept as lines and sheets. A sheet is a list of rows of printed cells; which cell holds
which value is known, so that it is known as well what is still in the source after any damage.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tablewright.converters.forms.layout import Address, layouts
from tablewright.converters.model import Block, Cell, Document, Paragraph, Table, Text

from .crude import document, grid, paragraph
from .specimen import Numbers, consistent, form

BODY = "青溪市云台区石桥街道办事处"
SHORT = "石桥街道"
YEAR = 2023


@dataclass
class Printed:
    """A printed cell."""

    text: str
    address: Address | None = None
    column: int = 0
    across: int = 1
    down: int = 1
    label: bool = False


@dataclass
class Sheet:
    """A table as printed; `mode` says what becomes of it."""

    key: str
    rows: list[list[Printed]]
    width: int
    pieces: int | None = None
    """Row before which a page break cuts it."""
    phantom: bool = False


@dataclass
class Report:
    """Everything that can be damaged."""

    form_id: str
    rng: random.Random
    numbers: Numbers
    before: list[str]
    body: list[str | Sheet]
    after: list[str]
    mode: str = "grid"
    lost: set[Address] = field(default_factory=set)
    """Values that the damage removed from the source."""
    title: bool = True

    @property
    def sheets(self) -> list[Sheet]:
        return [part for part in self.body if isinstance(part, Sheet)]

    def sheet(self, key: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.key == key)


def clean(form_id: str, seed: int, numbers: Mapping[Address, int] | None = None) -> Report:
    """A report without any damage; its narrative tells the numbers of its tables."""
    made = dict(numbers or consistent(form_id, seed))
    received = made["applications", "new_received", "total"]
    handled = made["applications", "processed_total", "total"]
    reviews = made["remedies", "review", "total"]
    suits = sum(made["remedies", row, "total"] for row in ("suit_direct", "suit_after_review"))
    year = YEAR if form_id == "gkbg-2021" else 2020
    body: list[str | Sheet] = [
        "一、总体情况",
        f"{year}年,{SHORT}共收到政府信息公开申请{received}件。答复申请{handled}件。",
        f"被申请行政复议{reviews}件,被提起行政诉讼{suits}件。通过网站公开信息512条。",
        "二、主动公开政府信息情况",
        _sheet(form_id, "proactive", made),
        "三、收到和处理政府信息公开申请情况",
        _sheet(form_id, "applications", made),
        "四、政府信息公开行政复议、行政诉讼情况",
        _sheet(form_id, "remedies", made),
        "五、存在的主要问题及改进情况",
        "主要问题是公开不够及时。下一步将加强培训,提高公开质量。",
        "六、其他需要报告的事项",
        "本年度没有其他需要报告的事项。",
    ]
    before = [
        f"{BODY}{year}年政府信息公开工作年度报告",
        f"本报告所列数据的统计期限自{year}年1月1日至{year}年12月31日止。如有疑问,请与{BODY}联系"
        "(地址:青溪市云台区石桥路8号;邮编:310099;电话:0571-85550123)。",
    ]
    after = [BODY, f"{year + 1}年1月12日"]
    return Report(form_id, random.Random(seed), made, before, body, after)


def _sheet(form_id: str, key: str, numbers: Mapping[Address, int]) -> Sheet:
    layout = layouts(form(form_id).table(key))[0]
    rows: list[list[Printed]] = [[] for _ in range(layout.rows)]
    for slot in layout.slots:
        if not slot.optional:
            text = slot.label if slot.address is None else str(numbers[slot.address])
            assert text is not None
            rows[slot.row].append(
                Printed(text, slot.address, slot.column, slot.across, slot.down, not slot.address)
            )
    return Sheet(key, rows, layout.table.width)


def render(report: Report) -> Document:
    """The report as a document in the state of its mode."""
    blocks: list[Block] = []
    for part in [*report.before, *report.body, *report.after]:
        if isinstance(part, str):
            blocks.append(paragraph(part))
        else:
            blocks.extend(_MODES[report.mode](part))
    return document(*blocks)


def _as_grid(sheet: Sheet) -> list[Block]:
    if sheet.phantom or sheet.pieces is not None:
        return _as_flat(sheet)
    cells = [
        Cell(row, cell.column, _blocks(cell.text), cell.down, cell.across)
        for row, printed in enumerate(sheet.rows)
        for cell in printed
    ]
    try:
        return [Table(rows=len(sheet.rows), columns=sheet.width, cells=tuple(cells))]
    except ValueError:
        # Cells were added or dropped; such a table is only found without its spans.
        return _as_flat(sheet)


def _blocks(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),) if text else ()


def _as_flat(sheet: Sheet) -> list[Block]:
    """Rows to the left, padded on the right: spans lost."""
    rows = [[cell.text for cell in row] for row in sheet.rows]
    if sheet.pieces is None:
        return [grid([_padded(row, sheet.width) for row in rows])]
    cut = sheet.pieces
    return [
        grid([_padded(row, sheet.width) for row in rows[:cut]]),
        paragraph("— 3 —"),
        grid([["", *row] for row in rows[cut:]]),
    ]


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _as_lines(sheet: Sheet) -> list[Block]:
    out: list[Block] = []
    for row in sheet.rows:
        out += [paragraph(f"{cell.text} |" if cell.text else "|") for cell in row]
        pad = sheet.width - len(row)
        if pad > 0:
            out.append(paragraph("|" * pad))
    return out


def _as_bare(sheet: Sheet) -> list[Block]:
    return [paragraph(cell.text) for row in sheet.rows for cell in row if cell.text]


def _as_separated(sheet: Sheet) -> list[Block]:
    out: list[Block] = []
    for row in sheet.rows:
        for cell in row:
            if cell.text:
                out.append(paragraph(cell.text))
            out.append(paragraph("|"))
    return out


_MODES: dict[str, Callable[[Sheet], list[Block]]] = {
    "grid": _as_grid,
    "flat": _as_flat,
    "lines": _as_lines,
    "bare": _as_bare,
    "separated": _as_separated,
}


def _mode(name: str) -> Callable[[Report], None]:
    def change(report: Report) -> None:
        report.mode = name

    return change


def _values(row: list[Printed]) -> list[Printed]:
    return [cell for cell in row if cell.address is not None]


def _value_rows(report: Report) -> list[list[Printed]]:
    sheet = report.sheet("applications")
    return [row for row in sheet.rows if len(_values(row)) > 1]


def _page_break(report: Report) -> None:
    """D05: cut at a page break, a stub torn, a page number between."""
    sheet = report.sheet("applications")
    sheet.pieces = report.rng.randrange(5, len(sheet.rows) - 2)
    row = sheet.rows[sheet.pieces]
    before = sheet.rows[sheet.pieces - 1]
    stub = before[0]
    if stub.label and len(stub.text) > 6:
        stub.text, tail = stub.text[:4], stub.text[4:]
        if report.mode in ("grid", "flat"):
            row.insert(0, Printed(tail, label=True))


def _phantom(report: Report) -> None:
    """D06: empty columns that other rows do not have, and rows that start further right."""
    for sheet in report.sheets:
        sheet.phantom = True
        for row in sheet.rows:
            first = next((i for i, cell in enumerate(row) if cell.address), len(row))
            if report.rng.random() < 0.5:
                row.insert(first, Printed(""))
            if report.rng.random() < 0.3:
                row.insert(0, Printed(""))
        sheet.width += 2


def _local_row(report: Report) -> None:
    """D07: a row that the form does not have."""
    sheet = report.sheet("proactive")
    label = Printed(report.rng.choice(["其他主动公开文件", "党务文件"]), label=True)
    like = sheet.rows[3]
    values = [
        Printed(str(report.rng.randrange(20_001, 30_000)), None, cell.column, cell.across)
        for cell in like[1:]
    ]
    sheet.rows.insert(4, [label, *values])


def _overwritten(report: Report) -> None:
    """D08: a block of numbers pasted over the stubs."""
    rows = _value_rows(report)
    start = report.rng.randrange(2, len(rows) - 8)
    for row in rows[start : start + 5]:
        for cell in row:
            if cell.label and not cell.text.startswith("三"):
                cell.text = "0"


def _blank_values(report: Report) -> None:
    """D09: values left blank; the cell stays."""
    for row in report.rng.sample(_value_rows(report), 3):
        cell = report.rng.choice(_values(row))
        assert cell.address is not None
        report.lost.add(cell.address)
        cell.text = ""


def _surplus(report: Report) -> None:
    """D09: one value too many."""
    row = report.rng.choice(_value_rows(report))
    row.insert(len(row), Printed(str(report.rng.randrange(50_000, 60_000))))


def _dropped(report: Report) -> None:
    """D09: one cell too few."""
    row = report.rng.choice(_value_rows(report))
    cell = report.rng.choice(_values(row))
    assert cell.address is not None
    report.lost.add(cell.address)
    row.remove(cell)


def _merged_row(report: Report) -> None:
    """D09: all values of a row in one cell."""
    row = report.rng.choice(_value_rows(report))
    values = _values(row)
    values[0].text = " ".join(cell.text for cell in values)
    for cell in values[1:]:
        row.remove(cell)


def _vertical(report: Report) -> None:
    """D10: a stub printed one character to a line."""
    for row in report.sheet("applications").rows:
        for cell in row:
            if cell.label and cell.text.startswith("三、"):
                cell.text = "\n".join(cell.text)


def _spaces(report: Report) -> None:
    """D11: spaces in labels and other widths of punctuation."""
    for cell in _labels(report):
        if report.rng.random() < 0.5:
            cell.text = " ".join(cell.text)
        cell.text = cell.text.translate(str.maketrans("（），", "(),"))


def _cut(report: Report) -> None:
    """D12: labels cut at a line break, or letters lost."""
    for cell in _labels(report):
        if len(cell.text) > 6 and report.rng.random() < 0.3:
            if report.rng.random() < 0.5:
                cell.text = cell.text[: max(5, len(cell.text) * 2 // 3)]
            else:
                gone = report.rng.randrange(2, len(cell.text) - 1)
                cell.text = cell.text[:gone] + cell.text[gone + 1 :]


def _labels(report: Report) -> list[Printed]:
    return [cell for sheet in report.sheets for row in sheet.rows for cell in row if cell.label]


def _glosses(report: Report) -> None:
    """D13: glosses in labels, other headings."""
    for cell in _labels(report):
        if report.rng.random() < 0.3 and len(cell.text) > 3:
            cell.text += "（指按照有关规定本年度内统计的数量，不含下属单位）"
    others = {
        "五、存在的主要问题及改进情况": "五、存在的问题及改进措施",
        "一、总体情况": "一、概述",
    }
    report.body = [others.get(p, p) if isinstance(p, str) else p for p in report.body]


def _units(report: Report) -> None:
    """D14: units in cells."""
    for sheet in report.sheets:
        for row in sheet.rows:
            for cell in _values(row):
                assert cell.address is not None
                if cell.address[2] == "amount" and report.form_id == "gkbg-2021":
                    cell.text += "万元"
                elif cell.address[2] != "amount" and report.rng.random() < 0.3:
                    cell.text += "件"


def _deduplicated(report: Report) -> None:
    """D15: every text that was seen before is gone."""
    report.mode = "bare"
    seen: set[str] = set()
    for sheet in report.sheets:
        for row in sheet.rows:
            for cell in list(row):
                if cell.text in seen:
                    if cell.address is not None:
                        report.lost.add(cell.address)
                    row.remove(cell)
                seen.add(cell.text)


def _narrative(report: Report) -> None:
    """D16: markdown marks, menu lines, form instructions."""
    report.body[1] = f"**{report.body[1]}**"
    report.before.insert(0, "首页 | 政务公开 | 办事服务 | 互动交流")
    report.body.insert(3, "- 填表说明:本表由各单位据实填写。")


def _no_title(report: Report) -> None:
    """D17: the title is lost, doubled or split."""
    title = report.before[0]
    kind = report.rng.choice(["lost", "doubled", "split"])
    if "20" not in title:
        return
    cut = title.index("20")
    report.before[:1] = {
        "lost": [],
        "doubled": [title, title],
        "split": [title[:cut], title[cut:]],
    }[kind]


def _dates(report: Report) -> None:
    """D18: dates that cannot be."""
    report.before = [line.replace("12月31日止", "12月31止") for line in report.before]


def _spam(report: Report) -> None:
    """D19: the place in the name is replaced by advertising."""
    place = "青溪市云台区"
    spam = "888bet网上娱乐_官网_棋牌平台网址"
    report.before = [line.replace(place, spam) for line in report.before]


DAMAGE: dict[str, Callable[[Report], None]] = {
    "D01": _mode("flat"),
    "D02": _mode("lines"),
    "D03": _mode("bare"),
    "D04": _mode("separated"),
    "D05": _page_break,
    "D06": _phantom,
    "D07": _local_row,
    "D08": _overwritten,
    "D09-blank": _blank_values,
    "D09-surplus": _surplus,
    "D09-dropped": _dropped,
    "D09-merged": _merged_row,
    "D10": _vertical,
    "D11": _spaces,
    "D12": _cut,
    "D13": _glosses,
    "D14": _units,
    "D15": _deduplicated,
    "D16": _narrative,
    "D17": _no_title,
    "D18": _dates,
    "D19": _spam,
}

__all__ = ["BODY", "DAMAGE", "SHORT", "Printed", "Report", "clean", "render"]

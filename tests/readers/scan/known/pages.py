"""Known pages: one table each and prose around it, as HTML, the same for one seed."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass

from tablewright.converters.forms import list_forms
from tablewright.converters.forms.layout import layouts
from tests.forms.specimen import consistent

TUNING_FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN")
HELD_OUT_FONTS = (
    *("WenQuanYi Micro Hei", "AR PL UKai CN", "Droid Sans Fallback"),
    *("Liberation Serif, AR PL UMing CN", "DejaVu Sans, Noto Sans CJK SC"),
)
STYLES = ("grid", "grid", "grid", "three-line", "rows", "plain")
KINDS = ("applications", "statistics", "statistics", "remedies", "statistics")
FIRST_HELD_OUT = 5000
"""The first seed of the part that is never looked at."""

_PLACES = (
    "东岭",
    "西河",
    "南浦",
    "北原",
    "青石",
    "白沙",
    "长桥",
    "龙湾",
    "云川",
    "松坪",
    "石门",
    "新渡",
)
_UNITS = ("镇", "乡", "街道", "县", "区")
_MEASURES = (
    "户数",
    "人口",
    "耕地面积",
    "粮食产量",
    "财政收入",
    "学校数",
    "床位数",
    "车辆数",
    "投诉件数",
)
_GROUPS = ("上半年", "下半年", "城区", "郊区", "男", "女", "公办", "民办")
_PROSE = (
    "本年度各单位按期报送了统计资料，汇总情况见下表，个别数据因四舍五入与合计略有出入。",
    "全年工作按照年初计划推进，重点任务已经完成，其余事项转入下一年度继续办理。",
    "表中数据截至十二月三十一日，单位和口径与上一年度保持一致。",
)


@dataclass(frozen=True)
class Slot:
    """A cell of the truth."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    header: bool = False


@dataclass(frozen=True)
class KnownPage:
    """A page with one table."""

    seed: int
    kind: str
    font: str
    style: str
    size: float
    title: str
    prose: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def numbers(self) -> dict[tuple[int, int], str]:
        """Texts of the cells that hold a digit or a dash, by row and column."""
        return {
            (slot.row, slot.column): slot.text
            for slot in self.slots
            if not slot.header and slot.text and not any("一" <= char <= "龥" for char in slot.text)
        }

    @property
    def text(self) -> str:
        """All text of the page in reading order."""
        cells = "".join(slot.text for slot in self.slots)
        return self.title + self.prose[0] + cells + "".join(self.prose[1:])


def known_page(seed: int) -> KnownPage:
    """The page of a seed; seeds from FIRST_HELD_OUT on have fonts of their own."""
    rng = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    fonts = HELD_OUT_FONTS if seed >= FIRST_HELD_OUT else TUNING_FONTS
    slots = _statistics(rng) if kind == "statistics" else _statutory(kind, seed)
    return KnownPage(
        seed=seed,
        kind=kind,
        font=fonts[(seed // len(KINDS)) % len(fonts)],
        style="grid" if kind != "statistics" else rng.choice(STYLES),
        size=9.0 if kind == "applications" else rng.choice((9.0, 10.5, 12.0)),
        title=f"{rng.choice(_PLACES)}{rng.choice(_UNITS)}统计表之{rng.randint(2, 98)}",
        prose=tuple(rng.sample(_PROSE, 2)),
        slots=slots,
    )


def _statutory(key: str, seed: int) -> tuple[Slot, ...]:
    """A table of a statutory form with numbers that satisfy its sums."""
    form = next(form for form in list_forms() if form.id == "gkbg-2021")
    layout = next(layouts(table)[0] for table in form.tables if table.key == key)
    numbers = consistent(form.id, seed, [layout])
    rng = random.Random(seed)
    large = rng.random() < 0.5
    out = []
    for slot in layout.slots:
        if slot.optional:
            continue
        if slot.address is None:
            text, header = slot.label or "", True
        else:
            number = numbers[slot.address]
            text, header = str(number if large else number % 100), False
        out.append(Slot(slot.row, slot.column, slot.down, slot.across, text, header))
    return tuple(out)


def _statistics(rng: random.Random) -> tuple[Slot, ...]:
    """An invented table: one or two header rows, a column of stubs, many kinds of number."""
    measures = rng.sample(_MEASURES, rng.randint(2, 5))
    groups = rng.sample(_GROUPS, rng.choice((0, 0, 2, 3)))
    rows, places = rng.randint(4, 16), rng.sample(_PLACES, len(_PLACES))
    high = 2 if groups else 1
    out = [Slot(0, 0, high, 1, "地区", True)]
    column = 1
    for number, measure in enumerate(measures):
        if groups and number < 2:
            out.append(Slot(0, column, 1, len(groups), measure, True))
            out += [Slot(1, column + n, 1, 1, group, True) for n, group in enumerate(groups)]
            column += len(groups)
        else:
            out.append(Slot(0, column, high, 1, measure, True))
            column += 1
    kinds = [rng.choice(("count", "small", "decimal", "percent", "grouped")) for _ in range(column)]
    for row in range(rows):
        name = places[row % len(places)] + _UNITS[row // len(places)]
        out.append(Slot(high + row, 0, 1, 1, name, True))
        out += [
            Slot(high + row, place, 1, 1, _number(kinds[place], rng)) for place in range(1, column)
        ]
    return tuple(out)


def _number(kind: str, rng: random.Random) -> str:
    if rng.random() < 0.04:
        return "-"
    if kind == "small":
        return str(rng.randint(0, 12))
    if kind == "decimal":
        return f"{rng.uniform(0, 900):.2f}"
    if kind == "percent":
        return f"{rng.uniform(0, 100):.1f}%"
    if kind == "grouped":
        return f"{rng.randint(1_000, 9_999_999):,}"
    return str(rng.randint(10, 99_999))


_LINES = {
    "grid": "td{border:0.6pt solid #000}",
    "three-line": "table{border-top:1.2pt solid;border-bottom:1.2pt solid}"
    "tr.last td{border-bottom:0.7pt solid}",
    "rows": "td{border-bottom:0.6pt solid #333}table{border-top:0.6pt solid #333}",
    "plain": "td{padding:3pt 9pt}",
}


def as_html(page: KnownPage) -> str:
    """The page for a browser."""
    rows: dict[int, list[Slot]] = {}
    for slot in page.slots:
        rows.setdefault(slot.row, []).append(slot)
    last_head = max((s.row for s in page.slots if s.header and s.column), default=0)
    body = []
    for row, slots in sorted(rows.items()):
        cells = "".join(
            f'<td class="{"h" if slot.header else "n"}" rowspan="{slot.row_span}" '
            f'colspan="{slot.column_span}">{html.escape(slot.text)}</td>'
            for slot in sorted(slots, key=lambda slot: slot.column)
        )
        body.append(f"<tr{' class=last' if row == last_head else ''}>{cells}</tr>")
    style = (
        "@page{size:A4;margin:18mm 16mm}"
        f"body{{font:{page.size}pt {page.font};margin:0}}h1{{font-size:1.5em;text-align:center}}"
        "table{border-collapse:collapse;width:100%}td{padding:2pt 4pt;line-height:1.25}"
        "td.n{text-align:center}td.h{text-align:center}" + _LINES[page.style]
    )
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8><style>{style}</style></head>"
        f"<body><h1>{page.title}</h1><p>{page.prose[0]}</p><table>{''.join(body)}</table>"
        f"<p>{'</p><p>'.join(page.prose[1:])}</p></body></html>"
    )

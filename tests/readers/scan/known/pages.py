"""Known pages: tables and prose around them, the same for one seed.

Seeds below WIDER have one table each, printed by WeasyPrint; those above are of all kinds and
printed by three engines in turn; those of `harder` are for tuning tables with few rules.
"""

from __future__ import annotations

import html
import random
from dataclasses import dataclass

from tablewright.converters.forms import list_forms
from tablewright.converters.forms.layout import layouts
from tests.forms.specimen import consistent

from .harder import HARDER, HARDEST, harder

TUNING_FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN")
HELD_OUT_FONTS = (
    *("WenQuanYi Micro Hei", "AR PL UKai CN", "Droid Sans Fallback"),
    *("Liberation Serif, AR PL UMing CN", "DejaVu Sans, Noto Sans CJK SC"),
)
STYLES = ("grid", "grid", "grid", "three-line", "rows", "plain")
KINDS = ("applications", "statistics", "statistics", "remedies", "statistics")
WIDER_KINDS = (
    *("applications", "merged", "statistics", "several", "remedies"),
    *("statistics", "prose", "statistics", "merged", "applications", "several", "statistics"),
)
ENGINES = ("weasyprint", "chromium", "libreoffice")
WIDER = 200
"""The first seed of the wider kinds."""
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


Place = tuple[int, int, int]
"""Table, row, column."""


@dataclass(frozen=True)
class KnownPage:
    """A page of text with tables."""

    seed: int
    kind: str
    font: str
    style: str
    size: float
    title: str
    engine: str
    prose: tuple[str, ...]
    tables: tuple[tuple[Slot, ...], ...]
    look: str = ""
    """More of the style sheet."""

    @property
    def numbers(self) -> dict[Place, str]:
        """Texts of the cells that hold a digit or a dash."""
        return {
            (table, slot.row, slot.column): slot.text
            for table, slots in enumerate(self.tables)
            for slot in slots
            if not slot.header and slot.text and not any("一" <= char <= "龥" for char in slot.text)
        }

    @property
    def text(self) -> str:
        """All text of the page in reading order."""
        parts = [self.title, self.prose[0]]
        for table, slots in enumerate(self.tables):
            ordered = sorted(slots, key=lambda slot: (slot.row, slot.column))
            parts += [slot.text for slot in ordered]
            parts += self.after(table)
        return "".join(parts)

    def after(self, table: int) -> tuple[str, ...]:
        """Paragraphs that follow a table: one each, all that are left after the last."""
        last = table == len(self.tables) - 1
        return self.prose[table + 1 :] if last else self.prose[table + 1 : table + 2]


def known_page(seed: int) -> KnownPage:
    """The page of a seed; seeds from FIRST_HELD_OUT on have fonts of their own."""
    if HARDER <= seed < HARDEST:
        return _harder_page(seed)
    rng = random.Random(seed)
    wide = seed >= WIDER
    kinds = WIDER_KINDS if wide else KINDS
    kind = kinds[seed % len(kinds)]
    fonts = HELD_OUT_FONTS if seed >= FIRST_HELD_OUT else TUNING_FONTS
    turn = seed if wide else seed // len(KINDS)
    tables = _tables(kind, seed, rng)
    statutory = kind in {"applications", "remedies"}
    style = "grid" if statutory else rng.choice(STYLES[:5] if kind == "merged" else STYLES)
    size = 9.0 if kind == "applications" else rng.choice((9.0, 10.5, 12.0))
    title = f"{rng.choice(_PLACES)}{rng.choice(_UNITS)}统计表之{rng.randint(2, 98)}"
    prose = tuple(rng.sample(_PROSE, 2)) if tables else _written(rng)
    if len(tables) > 1:
        prose = (*prose, next(text for text in _PROSE if text not in prose))
    return KnownPage(
        seed=seed,
        kind=kind,
        font=fonts[turn % len(fonts)],
        style=style,
        size=size,
        title=title,
        engine=ENGINES[seed % len(ENGINES)] if wide else ENGINES[0],
        prose=prose,
        tables=tables or ((),),
    )


def _harder_page(seed: int) -> KnownPage:
    page = harder(seed)
    return KnownPage(
        seed=seed,
        kind="harder",
        font=page.font,
        style=page.style,
        size=page.size,
        title=page.title,
        engine=ENGINES[seed % 2],
        prose=page.prose,
        tables=tuple(tuple(Slot(*cell) for cell in cells) for cells in page.tables),
        look=page.look,
    )


def _tables(kind: str, seed: int, rng: random.Random) -> tuple[tuple[Slot, ...], ...]:
    match kind:
        case "prose":
            return ()
        case "statistics":
            return (_statistics(rng),)
        case "several":
            return (_statistics(rng, most=6), _statistics(rng, most=6))
        case "merged":
            return (_merged(rng),)
        case _:
            return (_statutory(kind, seed),)


def _written(rng: random.Random) -> tuple[str, ...]:
    """A page of prose with numbers in it."""
    facts = [
        f"{rng.choice(_PLACES)}{rng.choice(_UNITS)}全年受理申请{rng.randint(20, 9999)}件，"
        f"办结{rng.randint(10, 999)}件，办结率为{rng.uniform(50, 99):.1f}%，"
        f"比上年增加{rng.randint(1, 99)}件（含结转{rng.randint(1, 30)}件）。"
        for _ in range(rng.randint(6, 12))
    ]
    return tuple(fact + (rng.choice(_PROSE) if rng.random() < 0.6 else "") for fact in facts)


def _merged(rng: random.Random) -> tuple[Slot, ...]:
    """A table with two columns of stubs, the first merged over groups of rows, and a total."""
    measures = rng.sample(_MEASURES, rng.randint(2, 5))
    out = [Slot(0, 0, 1, 2, "地区和单位", True)]
    out += [Slot(0, 2 + n, 1, 1, measure, True) for n, measure in enumerate(measures)]
    row = 1
    for place in rng.sample(_PLACES, rng.randint(2, 4)):
        units = rng.sample(_UNITS, rng.randint(2, 4))
        out.append(Slot(row, 0, len(units), 1, place, True))
        for unit in units:
            out.append(Slot(row, 1, 1, 1, place[0] + unit, True))
            out += [Slot(row, 2 + n, 1, 1, _count(rng), False) for n in range(len(measures))]
            row += 1
    out.append(Slot(row, 0, 1, 2, "合计", True))
    out += [Slot(row, 2 + n, 1, 1, _number("count", rng)) for n in range(len(measures))]
    return tuple(out)


def _count(rng: random.Random) -> str:
    return _number(rng.choice(("count", "small")), rng)


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


def _statistics(rng: random.Random, most: int = 16) -> tuple[Slot, ...]:
    """An invented table: one or two header rows, a column of stubs, many kinds of number."""
    measures = rng.sample(_MEASURES, rng.randint(2, 5))
    groups = rng.sample(_GROUPS, rng.choice((0, 0, 2, 3)))
    rows, places = rng.randint(4, most), rng.sample(_PLACES, len(_PLACES))
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
    "sub-rules": "table{border-top:1.2pt solid;border-bottom:1.2pt solid}"
    "tr.last td,td.end{border-bottom:0.7pt solid}td.over{border-bottom:0.4pt solid #444}",
}


def as_html(page: KnownPage) -> str:
    """The page for a browser."""
    style = (
        "@page{size:A4;margin:18mm 16mm}"
        f"body{{font:{page.size}pt {page.font};margin:0}}h1{{font-size:1.5em;text-align:center}}"
        "table{border-collapse:collapse;width:100%}td{padding:2pt 4pt;line-height:1.25}"
        "td.n{text-align:center}td.h{text-align:center}" + _LINES[page.style] + page.look
    )
    body = "".join(
        _table(page, slots) + "".join(f"<p>{text}</p>" for text in page.after(table))
        for table, slots in enumerate(page.tables)
    )
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8><style>{style}</style></head>"
        f"<body><h1>{page.title}</h1><p>{page.prose[0]}</p>{body}</body></html>"
    )


def _table(page: KnownPage, slots: tuple[Slot, ...]) -> str:
    rows: dict[int, list[Slot]] = {}
    for slot in slots:
        rows.setdefault(slot.row, []).append(slot)
    last_head = max((s.row for s in slots if s.header and s.column and not _is_stub(s)), default=0)
    final = max(s.row + s.row_span for s in slots) if slots else 0
    body = []
    for row, entries in sorted(rows.items()):
        cells = "".join(
            f'<td class="{_classes(page, slot, last_head)}" rowspan="{slot.row_span}" '
            f'colspan="{slot.column_span}" align="center"{_inline(page, slot, last_head, final)}>'
            f"{html.escape(slot.text)}</td>"
            for slot in sorted(entries, key=lambda slot: slot.column)
        )
        body.append(f"<tr{' class=last' if row == last_head else ''}>{cells}</tr>")
    return f'<table width="100%" cellspacing="0">{"".join(body)}</table>' if slots else ""


def _classes(page: KnownPage, slot: Slot, last_head: int) -> str:
    """What a cell is: h for headers, n for numbers, s for the first column, with its rules below.

    A header that reaches the last header row has the rule of that row as well.
    """
    name = "h" if slot.header else "n"
    if not page.look:
        return name
    name += " s" * (slot.column == 0 and slot.row > last_head)
    name += " over" * (slot.column_span > 1 and slot.row < last_head)
    return name + " end" * (slot.row < last_head < slot.row + slot.row_span)


def _inline(page: KnownPage, slot: Slot, last_head: int, final: int) -> str:
    """Rules of a cell as LibreOffice understands them, which knows no rules of style sheets."""
    if page.engine != "libreoffice":
        return ""
    end = slot.row + slot.row_span
    match page.style:
        case "grid":
            sides = "border:0.6pt solid #000"
        case "rows":
            sides = "border-bottom:0.6pt solid #333"
            sides += ";border-top:0.6pt solid #333" * (slot.row == 0)
        case "three-line":
            sides = "border-top:1.2pt solid #000;" * (slot.row == 0)
            sides += "border-bottom:1.2pt solid #000;" * (end == final)
            sides += "border-bottom:0.7pt solid #000" * (end == last_head + 1)
        case _:
            sides = ""
    return f' style="{sides};padding:2pt 4pt"'


def _is_stub(slot: Slot) -> bool:
    return slot.column == 1 and slot.text[-1:] in {unit[-1] for unit in _UNITS}

"""Tables with known cells in many styles, as HTML that a browser or an office program prints.

`specimen(seed)` gives the page and the truth; the same seed gives the same table everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

STYLES = (
    *("grid", "open-sides", "rows", "three-line", "three-line-groups", "zebra", "header-rule"),
    *("plain", "columns", "outline"),
)
"""How the table is drawn; only `grid` has all lines."""

_ENGLISH = """revenue cost goods services export import local total balance change rate price
    share growth public health energy water transport housing education finance labour trade
    industry construction other manufacturing average index quarter region capital annual
    household development government expenditure unemployment population"""
_CHINESE = """行政许可 行政处罚 行政强制 规范性文件 规章 政府信息公开申请 予以公开 部分公开 不予公开
    无法提供 不予处理 其他处理 总计 结转下年度 商业企业 科研机构 社会公益组织 法律服务机构
    自然人 维持 纠正 尚未审结 年度 数量 制发件数 废止件数 现行有效 备注"""
_RUSSIAN = """доход расход товары услуги экспорт импорт всего баланс рост доля цена год квартал
    область население образование здоровье энергия вода транспорт жильё торговля"""
_WORDS = {"en": _ENGLISH.split(), "zh": _CHINESE.split(), "ru": _RUSSIAN.split()}


@dataclass(frozen=True)
class Slot:
    """A cell of the truth."""

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True)
class Specimen:
    """A table, how it is drawn, and the page that shows it."""

    seed: int
    style: str
    rows: tuple[tuple[Slot, ...], ...]
    page: str
    """HTML of the body, without the marker."""

    @property
    def spanned(self) -> bool:
        return any(slot.row_span > 1 or slot.column_span > 1 for row in self.rows for slot in row)

    @property
    def truth(self) -> str:
        """The table as bare HTML."""
        return _table_html(self.rows, "", lambda *_: "")


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random
        self.style = STYLES[seed % len(STYLES)]
        self.script = pick.choice(["en", "en", "zh", "zh", "ru"])
        self.columns = pick.choice([2, 3, 3, 4, 4, 5, 6, 7, 8, 10])
        self.body = pick.choice([3, 4, 6, 8, 12, 20])
        self.size = pick.choice([8, 9, 10, 11]) if self.columns < 7 else pick.choice([6, 7, 8])
        self.padding = pick.choice(["1pt 4pt", "2pt 6pt", "0 8pt", "4pt 6pt"])
        self.valign = pick.choice(["top", "top", "middle", "bottom"])
        self.kinds = ["label", *(self._kind() for _ in range(self.columns - 1))]
        self.wrapping = pick.random() < 0.45
        if self.style in ("plain", "zebra", "header-rule") and "number" not in self.kinds:
            self.kinds[-1] = "number"

    def _kind(self) -> str:
        return self.random.choice(["number", "number", "number", "short", "text"])

    def words(self, low: int, high: int) -> str:
        count = self.random.randint(low, high)
        joint = "" if self.script == "zh" else " "
        text = joint.join(self.random.choice(_WORDS[self.script]) for _ in range(count))
        return text[:1].upper() + text[1:]

    def value(self, kind: str) -> str:
        pick = self.random
        if pick.random() < 0.08 and kind != "label":
            return pick.choice(["", "-", "–", "无", "..."])
        if kind == "number":
            return pick.choice(
                [
                    str(pick.randint(0, 99)),
                    f"{pick.randint(0, 99999):,}",
                    f"{pick.random() * 100:.1f}",
                    f"{pick.random() * 100:.1f}%",
                    f"-{pick.randint(1, 999)}",
                ]
            )
        if kind == "short":
            return self.words(1, 1)
        if kind == "text":
            return self.words(3, 9) if self.wrapping else self.words(1, 2)
        return self.words(3, 7) if self.wrapping and pick.random() < 0.4 else self.words(1, 2)

    def header(self) -> list[tuple[Slot, ...]]:
        names = [self.words(1, 2) for _ in range(self.columns)]
        if self.columns >= 4 and self.random.random() < 0.5:
            first, second = [Slot(names[0], row_span=2, header=True)], []
            column = 1
            while column < self.columns:
                width = min(self.random.choice([1, 2, 2, 3]), self.columns - column)
                if width == 1:
                    first.append(Slot(names[column], row_span=2, header=True))
                else:
                    first.append(Slot(self.words(1, 2), column_span=width, header=True))
                    second += [Slot(name, header=True) for name in names[column : column + width]]
                column += width
            if second:
                return [tuple(first), tuple(second)]
        return [tuple(Slot(name, header=True) for name in names)]

    def rows(self) -> tuple[tuple[Slot, ...], ...]:
        rows = self.header()
        left = self.body
        grouped = self.columns >= 3 and self.style in ("grid", "open-sides", "rows")
        grouped = grouped and self.random.random() < 0.4
        while left > 0:
            if not grouped and left > 2 and self.random.random() < 0.1:
                rows.append((Slot(self.words(1, 3), column_span=self.columns, header=True),))
            height = min(self.random.choice([1, 2, 3]), left) if grouped else 1
            for number in range(height):
                cells = [Slot(self.value(kind)) for kind in self.kinds[1:]]
                if number == 0:
                    cells.insert(0, Slot(self.value("label"), row_span=height))
                rows.append(tuple(cells))
            left -= height
        return tuple(rows)

    def prose(self) -> str:
        joint, stop = ("，", "。") if self.script == "zh" else (" ", ". ")
        sentences = [
            joint.join(self.words(2, 6) for _ in range(self.random.randint(1, 3)))
            for _ in range(self.random.randint(2, 6))
        ]
        return f"<p>{escape(stop.join(sentences) + stop.strip())}</p>"


def specimen(seed: int) -> Specimen:
    """The specimen of a seed."""
    maker = _Maker(seed)
    rows = maker.rows()
    css = _css(maker)
    width = maker.random.choice(["100%", "100%", "auto", "80%"])
    font = maker.random.choice(["sans-serif", "serif"])
    table = _table_html(rows, f'style="width:{width}"', _aligner(maker))
    page = (
        f"<style>.s{seed} table{{border-collapse:collapse;font:{maker.size}pt {font};margin:8pt 0}}"
        f".s{seed} td,.s{seed} th{{padding:{maker.padding};vertical-align:{maker.valign}}}"
        f"{css.replace('&', f'.s{seed}')}</style>"
        f'<div class="s{seed}">{maker.prose()}{table}{maker.prose()}</div>'
    )
    return Specimen(seed, maker.style, rows, page)


def _css(maker: _Maker) -> str:
    line = maker.random.choice(["0.5pt", "1pt"]) + " solid black"
    edges = f"& table{{border-top:{line};border-bottom:{line}}}"
    head = f"& .first-body td,& .first-body th{{border-top:{line}}}"
    return {
        "grid": f"& td,& th{{border:{line}}}",
        "open-sides": f"& td,& th{{border:{line}}}& tr>.l{{border-left:none}}"
        "& tr>.r{border-right:none}",
        "rows": f"& td,& th{{border-top:{line};border-bottom:{line}}}",
        "three-line": edges + head,
        "three-line-groups": edges + head + f"& .wide{{border-bottom:{line}}}",
        "zebra": "& tr.odd td,& .head th{background:#ddd}",
        "header-rule": head,
        "plain": "",
        "columns": edges + head + f"& td,& th{{border-left:{line};border-right:{line}}}",
        "outline": f"& table{{border:{line}}}" + head,
    }[maker.style]


Attributes = Callable[[Slot, int, int, bool], str]
"""Attributes of a cell by its slot, row, column, and whether it is the last of its row."""


def _aligner(maker: _Maker) -> Attributes:
    centred = maker.random.random() < 0.5
    numbers = maker.random.choice(["right", "right", "center"])

    def attributes(slot: Slot, row: int, column: int, last: bool) -> str:
        names = []
        if column == 0:
            names.append("l")
        if last:
            names.append("r")
        if slot.header and slot.column_span > 1 and not (column == 0 and last):
            names.append("wide")
        align = "center" if slot.header and (centred or slot.column_span > 1) else "left"
        if slot.header and slot.column_span == maker.columns:
            align = "left"
        if not slot.header and maker.kinds[min(column, maker.columns - 1)] == "number":
            align = numbers
        return f' class="{" ".join(names)}" style="text-align:{align}"'

    return attributes


def _table_html(rows: tuple[tuple[Slot, ...], ...], attributes: str, cell: Attributes) -> str:
    columns = sum(slot.column_span for slot in rows[0])
    head = next(n for n, row in enumerate(rows) if not all(slot.header for slot in row))
    if head > 1 and len(rows[head - 1]) == 1:
        head -= 1
    taken: set[tuple[int, int]] = set()
    out = [f"<table {attributes}>"]
    for number, row in enumerate(rows):
        names = "head" if number < head else ("odd" if (number - head) % 2 else "even")
        if number == head:
            names += " first-body"
        out.append(f'<tr class="{names}">')
        column = 0
        for slot in row:
            while (number, column) in taken:
                column += 1
            taken |= {
                (r, c)
                for r in range(number, number + slot.row_span)
                for c in range(column, column + slot.column_span)
            }
            last = column + slot.column_span == columns
            spans = f' rowspan="{slot.row_span}"' if slot.row_span > 1 else ""
            spans += f' colspan="{slot.column_span}"' if slot.column_span > 1 else ""
            tag = "th" if slot.header else "td"
            extra = cell(slot, number, column, last)
            out.append(f"<{tag}{spans}{extra}>{escape(slot.text)}</{tag}>")
            column += slot.column_span
        out.append("</tr>")
    return "".join([*out, "</table>"])


def book(seeds: range) -> str:
    """One page of HTML with all specimens, each on a page of its own after its marker."""
    parts = [
        f'<div style="page-break-before:always"><h1>Specimen {seed}</h1>{specimen(seed).page}</div>'
        for seed in seeds
    ]
    return (
        "<!DOCTYPE html><html><meta charset=utf-8><style>@page{size:A4;margin:20mm}"
        "body{font:10pt serif;margin:0}</style>" + "".join(parts)
    )

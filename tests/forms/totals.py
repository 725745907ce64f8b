"""Random tables with known totals, and tables that only look as if they had any."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tablewright.converters.model import Cell, Table
from tablewright.converters.tables.values import parse_value

from .crude import paragraph

Where = tuple[int, int]

TOTALS = (
    "合计",
    "总计",
    "总 计",
    "共计",
    "Total",
    "Grand total",
    "TOTAL",
    "合计：",
    "合计（万元）",
)
SUBTOTALS = ("小计", "Subtotal", "小 计", "Sub-total")
NAMES = (
    "东区",
    "西区",
    "南区",
    "北区",
    "中区",
    "河港",
    "山口",
    "平原",
    "湖滨",
    "新城",
    "老城",
    "渡口",
)
HEADS = ("一季度", "二季度", "三季度", "四季度", "人数", "件数", "Planned", "Actual")


@dataclass
class Summed:
    """A table with its sums: each total with the cells that add up to it."""

    texts: list[list[str]]
    sums: dict[tuple[str, Where], tuple[Where, ...]]
    """By direction and place of the total."""

    def table(self) -> Table:
        return table_of(self.texts)


def table_of(texts: list[list[str]]) -> Table:
    cells = [
        Cell(
            r,
            c,
            (paragraph(text),) if text else (),
            role="header" if r == 0 else "stub" if c == 0 else "data",
            value=parse_value(text) if text and r and c else None,
        )
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    ]
    return Table(
        rows=len(texts), columns=len(texts[0]), cells=tuple(cells), header_rows=1, stub_columns=1
    )


Row = tuple[str, list[Decimal], tuple[int, ...]]
"""Label, numbers, and the rows that it sums up."""


def summed(seed: int) -> Summed:
    """A table with total rows, mostly subtotals, and often a total column."""
    rng = random.Random(seed)
    width = rng.randrange(2, 5)
    decimals = rng.choice((0, 0, 1, 2))
    rows = _rows(rng, width, decimals)
    column = rng.random() < 0.5
    first = column and rng.random() < 0.2
    style = rng.choice(("plain", "grouped", "plain"))
    head = rng.sample(HEADS, width)
    if column:
        head.insert(0 if first else width, rng.choice(("合计", "总计", "Total")))
    texts = [["项目", *head]]
    sums: dict[tuple[str, Where], tuple[Where, ...]] = {}
    for index, (label, numbers, parts) in enumerate(rows, 1):
        shown = list(numbers)
        parts_at = tuple(c + (2 if first else 1) for c in range(width))
        if column:
            shown.insert(0 if first else width, sum(numbers, Decimal(0)))
            at = 1 if first else width + 1
            sums["column", (index, at)] = tuple((index, c) for c in parts_at)
        texts.append([label, *(_printed(number, decimals, style) for number in shown)])
        if parts:
            for c in range(1, len(shown) + 1):
                sums["row", (index, c)] = tuple((part + 1, c) for part in parts)
    return Summed(texts, sums)


def _rows(rng: random.Random, width: int, decimals: int) -> list[Row]:
    names = iter(rng.sample(NAMES, len(NAMES)))

    def plain() -> Row:
        return next(names), [_number(rng, decimals) for _ in range(width)], ()

    def total(label: str, parts: list[int]) -> Row:
        sums = [sum((rows[p][1][c] for p in parts), Decimal(0)) for c in range(width)]
        return label, sums, tuple(parts)

    rows: list[Row] = []
    kind = rng.choice(("total", "total", "leading", "groups", "groups", "two"))
    if kind in ("total", "leading"):
        rows = [plain() for _ in range(rng.randrange(2, 7))]
        whole = total(rng.choice(TOTALS), list(range(len(rows))))
        if kind == "total":
            return [*rows, whole]
        return [(whole[0], whole[1], tuple(p + 1 for p in whole[2])), *rows]
    if kind == "two":
        # Two totals, each of what stands above it back to the other.
        for _ in range(2):
            start = len(rows)
            rows += [plain() for _ in range(rng.randrange(2, 4))]
            rows.append(total(rng.choice(TOTALS), list(range(start, len(rows)))))
        return rows
    groups: list[int] = []
    word = rng.choice(SUBTOTALS)
    for _ in range(rng.randrange(2, 4)):
        start = len(rows)
        rows += [plain() for _ in range(rng.randrange(2, 4))]
        rows.append(total(word, list(range(start, len(rows)))))
        groups.append(len(rows) - 1)
    rows.append(total(rng.choice(TOTALS), groups))
    return rows


def _number(rng: random.Random, decimals: int) -> Decimal:
    return Decimal(rng.randrange(1, 90_000)).scaleb(-decimals)


def _printed(number: Decimal, decimals: int, style: str) -> str:
    return f"{number:,.{decimals}f}" if style == "grouped" else f"{number:.{decimals}f}"


NO_TOTALS: tuple[list[str], ...] = (
    ["项目|数量|单价", "甲|3|7", "乙|5|9", "总计划|40|2"],
    ["项目|甲|乙", "面积|30|41", "人口|9|12", "平均|20|27"],
    ["Item|2023|2024", "Total area (ha)|310|312", "Forest share|41|40", "Rainfall|700|655"],
    ["Item|2023|2024", "Rows|31|32", "Totally new|4|9", "Summary lines|3|2"],
    ["地区|人数|人均", "东|31|7", "西|52|9", "人均|41|8"],
    ["指标|2022年|2023年", "总人口|310|305", "总户数|120|118", "户均人口|3|3"],
    ["指标|2022年|2023年", "生产总值|900|950", "第一产业|120|118", "财政总收入|88|90"],
    ["Quarter|Sales|Cost", "Q1|31|27", "Q2|33|21", "Average|32|24"],
    ["Name|Points", "A|31", "B|33", "C|64"],
    ["年份|总量|增速", "2021|310|4", "2022|330|6", "2023|350|6"],
    ["单位|总数|其中女性", "甲|31|12", "乙|44|20", "丙|51|18"],
    ["Item|Total|of which paid", "A|31|12", "B|44|20", "C|51|18"],
    ["项目|总投资|本年投资", "路|310|12", "桥|440|20", "渠|510|18"],
    ["比率|甲|乙", "合格率|98.5%|97.1%", "优良率|40.2%|41.0%", "总合格率|97.9%|96.8%"],
    ["名次|总分|平均分", "1|298|99", "2|291|97", "3|285|95"],
    ["项目|金额|合计占比", "甲|30|60%", "乙|20|40%"],
    ["单位|总数|其中女性|其中青年", "甲|31|12|5", "乙|44|20|9", "丙|51|18|6"],
    ["Item|Total|of which paid|of which late", "A|31|12|3", "B|44|20|1", "C|51|18|2"],
    ["学校|合格率|优秀率", "一中|98.5%|31.0%", "二中|96.0%|29.5%", "合计|97.2%|30.1%"],
    ["窗口|办结率|差评率", "甲|100%|50%", "乙|100%|50%", "合计|100%|50%"],
    ["年份|增速", "2021|30%", "2022|70%", "合计|50%"],
    ["Type|Total cost|Units", "A|310|5", "B|200|4", "C|120|2"],
)


def percent_table(seed: int) -> Summed:
    """Shares beside amounts; both columns have totals."""
    rng = random.Random(seed)
    parts = _shares(rng, rng.randrange(2, 6))
    amounts = [rng.randrange(1, 9_000) for _ in parts]
    texts = [["类别", "金额", "占比"]]
    texts += [
        [name, str(amount), f"{share:.1f}%"]
        for name, amount, share in zip(rng.sample(NAMES, len(parts)), amounts, parts, strict=True)
    ]
    texts.append(["合计", str(sum(amounts)), "100.0%"])
    last = len(parts) + 1
    return Summed(
        texts,
        {("row", (last, c)): tuple((r, c) for r in range(1, last)) for c in (1, 2)},
    )


def _shares(rng: random.Random, count: int) -> list[Decimal]:
    cuts = sorted(rng.sample(range(1, 1_000), count - 1))
    edges = [0, *cuts, 1_000]
    return [Decimal(b - a) / 10 for a, b in pairwise(edges)]

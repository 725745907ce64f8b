"""Harder known pages, to tune on: seeds from HARDER to HARDEST with words and fonts of their own.

Long stubs that wrap, headers of up to three rows, sections, totals, numbers set to the right or
the middle, few rules or none, text close above and below, two tables on most pages. The print
decides the truth: headers of one row over others are ruled off below, or what stands beside them
is set in the middle of its height.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

FONTS = (
    *("P052, Noto Sans CJK SC", "Liberation Sans, AR PL UMing CN"),
    *("Nimbus Roman, Noto Serif CJK SC", "DejaVu Serif, WenQuanYi Zen Hei"),
    *("Noto Sans Mono CJK SC", "Liberation Sans Narrow, Noto Serif CJK SC"),
    *("Latin Modern Roman, Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei"),
)
STYLES = (
    *("three-line", "three-line", "three-line", "plain", "plain", "rows", "grid", "sub-rules"),
)
HARDER, HARDEST = 3000, 5000

_MEASURES = (
    *("企业单位数", "工业总产值", "规模以上工业增加值（万元）", "零售总额", "出口额", "利润"),
    *("从业人员平均人数", "用电量", "同比增长", "占比", "本年", "上年", "在校生", "病床使用率"),
)
_GROUPS = ("本期", "上年同期", "增减", "一季度", "二季度", "三季度", "合计", "其中城镇")
_TOPS = ("生产情况", "经营状况及主要财务指标", "收支", "人员情况")
_STUBS = (
    *("采矿业", "制造业", "电力、热力、燃气及水生产和供应业", "建筑业", "批发和零售业"),
    *("交通运输、仓储和邮政业", "住宿和餐饮业", "信息传输、软件和信息技术服务业", "金融业"),
    *("房地产业", "租赁和商务服务业", "科学研究和技术服务业", "教育", "卫生和社会工作"),
)
_SECTIONS = ("一、按行业分组", "二、按登记注册类型分组", "三、按隶属关系分组")
_PROSE = (
    "注：本表数据由各调查队提供，部分指标为初步核算数，最终以统计年鉴公布的数据为准。",
    "受季节因素影响，二季度各项指标环比有所回落，但总体仍保持在合理区间之内。",
    "从主要行业来看，制造业和批发零售业保持较快增长，其余行业基本平稳，未出现大的波动。",
    "下表列出各行业主要指标的完成情况，空缺项表示该行业当期没有相应的统计任务。",
)
_LOOKS = (
    "td.n{text-align:right}",
    "td.n{text-align:right;padding-right:12pt}",
    "td.s{text-align:left}",
    "td.s{text-align:left}td.n{text-align:right}",
    "table{width:82%;margin:0 auto}",
    "td{padding:1pt 3pt;line-height:1.15}",
    "td{padding:4pt 5pt}",
    "p{margin:3pt 0}",
)


@dataclass(frozen=True)
class Harder:
    """What a harder page is made of; cells as row, column, spans, text and whether a header."""

    font: str
    style: str
    size: float
    look: str
    title: str
    prose: tuple[str, ...]
    tables: tuple[tuple[tuple[int, int, int, int, str, bool], ...], ...]


def harder(seed: int) -> Harder:
    """The parts of the page of a seed."""
    rng = random.Random(seed)
    style = rng.choice(STYLES)
    count = rng.choice((1, 2, 2))
    tables = tuple(_table(rng, style, most=14 if count == 1 else 8) for _ in range(count))
    looks = rng.sample(_LOOKS, rng.randint(0, 2))
    stub = f"td.s{{width:{rng.choice((12, 16, 24))}%}}"
    return Harder(
        font=FONTS[seed % len(FONTS)],
        style=style,
        size=rng.choice((8.0, 9.0, 10.5, 12.0)),
        look=stub + "".join(looks),
        title=f"表{rng.randint(2, 40)}：{rng.choice(_TOPS)}",
        prose=tuple(rng.sample(_PROSE, count + 1)),
        tables=tables,
    )


_Cell = tuple[int, int, int, int, str, bool]


def _table(rng: random.Random, style: str, most: int) -> tuple[_Cell, ...]:
    out, high, columns = _head(rng, style)
    rows = rng.randint(3, most)
    stubs = rng.sample(_STUBS, len(_STUBS))
    kinds = [rng.choice(("count", "small", "decimal", "percent", "grouped", "signed"))]
    kinds += [rng.choice([*kinds, "count", "decimal", "percent"]) for _ in range(columns)]
    sections = rng.random() < 0.2 and style != "plain"
    row = high
    for number in range(rows):
        if sections and number % 4 == 0:
            text = _SECTIONS[number // 4 % len(_SECTIONS)]
            out.append((row, 0, 1, 1, text, True))
            out += [(row, column, 1, 1, "", False) for column in range(1, columns)]
            row += 1
        last = number == rows - 1 and rng.random() < 0.5
        out.append((row, 0, 1, 1, "总计" if last else stubs[number % len(stubs)], True))
        out += [(row, c, 1, 1, _number(kinds[c], rng), False) for c in range(1, columns)]
        row += 1
    return tuple(out)


def _head(rng: random.Random, style: str) -> tuple[list[_Cell], int, int]:
    """Header cells, their rows, and all columns."""
    kind = rng.choice(("flat", "flat", "groups", "groups", "uneven"))
    if kind == "flat":
        measures = rng.sample(_MEASURES, rng.randint(2, 6))
        cells = [(0, n, 1, 1, text, True) for n, text in enumerate(("指标", *measures))]
        return cells, 1, len(cells)
    out: list[_Cell] = [(0, 0, 2, 1, rng.choice(("指标", "行业", "项目名称")), True)]
    column = 1
    for number, top in enumerate(rng.sample(_TOPS, rng.randint(1, 2))):
        wide = rng.randint(2, 3) if kind == "groups" or number else 2
        out.append((0, column, 1, wide, top, True))
        below = rng.sample(_GROUPS, wide)
        out += [(1, column + n, 1, 1, text, True) for n, text in enumerate(below)]
        column += wide
    for measure in rng.sample(_MEASURES[:2] + _MEASURES[3:6], rng.randint(1, 2)):
        out.append((0, column, 2, 1, measure, True))
        column += 1
    return out, 2, column


def _number(kind: str, rng: random.Random) -> str:
    if rng.random() < 0.05:
        return rng.choice(("-", "—", "0"))
    match kind:
        case "small":
            return str(rng.randint(0, 19))
        case "decimal":
            return f"{rng.uniform(0, 2000):.2f}"
        case "percent":
            return f"{rng.uniform(0, 120):.1f}%"
        case "grouped":
            return f"{rng.randint(1_000, 9_999_999):,}"
        case "signed":
            return f"{rng.uniform(-30, 30):.1f}"
    return str(rng.randint(10, 99_999))

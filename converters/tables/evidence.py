"""What the cells of a draft table look like: words, values, blanks, running text.

Everything that header inference reads from a table stands here, computed once and only for the
rows that are asked for, so that a table of 200,000 cells costs little more than one of 2,000.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from ..model import Amount, Date, Integer, List, Paragraph, Table, Text, Value
from ..model.scripts import quantity_text
from .decimals import has_decimal_comma
from .draft import DraftCell, DraftTable
from .values import parse_value

Kind = Literal["empty", "mark", "value", "word", "prose"]
"""`mark` stands for "no value" (`/`, `-`, `无`); `word` is a label; `prose` is longer text."""

SAMPLE_ROWS: Final = 200
SAMPLE_SLOTS: Final = 20_000
MAX_LABEL: Final = 80
"""Characters of the longest label; the longest in the statutory forms has 33."""

_MARK_WORDS: Final = (
    "/ ／ \\ - -- --- － – — —— ― ─ · * ** • . .. ... … : ： 无 無 暂无 未公开 不详"
    " N/A n/a NA n.a. N.A. nil (NA) (D) (X) (Z) (S) (N)"
)
"""What stands for "no value"; the last are those of the statistics of Europe and America."""
_MARKS: Final = frozenset(_MARK_WORDS.split())
_FLAGS: Final = re.compile(
    r"(?<=[\d%‰)])(?:\s?(?:[*†‡§]{1,3}|[⁰¹²³⁴-⁹ᵃ-ᶻ①-⑳]+|\[\w{1,2}\])|\s[a-z]{1,2})$"
)
"""The mark of a note, or `p` for provisional, behind a value."""
_NO_FLAGS: Final = frozenset("0123456789%)")
"""What no such mark ends with, and most values do."""
_SENTENCE: Final = re.compile("[。；！？]|[.;!?] ")
_DIGITS: Final = re.compile("[0-9０-９]")
_TOTAL: Final = re.compile(
    r"[合总小共總]\s*[计計]|总\s*[和数额]|(?:grand |sub)?-?totals?|sum", re.IGNORECASE
)
_ENUMERATED: Final = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)"
)
_HEADING_WORD: Final = re.compile(
    r".{0,8}(?:序号|编号|代码|名称|姓名|性别|年龄|民族|学历|职务|职称|岗位|部门|单位|机构|科室|地址"
    r"|住址|地点|位置|电话|手机|传真|邮箱|邮编|邮政编码|联系人|负责人|方式|日期|时间|年度|年份|期限"
    r"|类别|类型|种类|项目|事项|内容|指标|数量|金额|人数|面积|单价|总额|比例|占比|标准|依据|要求|条件"
    r"|流程|结果|状态|来源|备注|说明|情况|职责|主体|对象|文号|标题|等级|级别|规格|型号|用途|措施|任务"
    r"|目标|材料|进度|含义|作用|示例|定义|术语|功能)"
    r"|(?:.{0,20} )?(?:no\.?|id|code|name|title|date|time|year|address|phone|tel|e-?mail|contact"
    r"|department|position|type|category|class|description|item|unit|value|amount|quantity|price"
    r"|number|status|remark|note|source|use|usage|meaning|result|example|purpose|effect|option"
    r"|feature|field|property|key|parameter|argument|command|version|default|details?)s?",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"[0-9０-９_{}<>\[\]=#$@&\\|`]|::|\w: \w|\(\)|//")


class Look(NamedTuple):
    """What a cell shows; a table has one for each of its cells."""

    kind: Kind
    text: str
    value: Value | None = None

    @property
    def names_period(self) -> bool:
        """Whether it is a year or a date, which can head a column or a row."""
        if isinstance(self.value, Integer):
            return 1900 <= self.value.value <= 2100 and len(self.text) == 4
        return isinstance(self.value, Date)

    @property
    def names_unit(self) -> bool:
        """Whether it is an amount in brackets: `(1,000 t)` says what the values below count."""
        return isinstance(self.value, Amount) and self.text.startswith(("(", "（"))

    @property
    def has_digits(self) -> bool:
        """Whether a third of its characters or more are digits: phones, codes, file numbers."""
        return 3 * len(_DIGITS.findall(self.text)) >= len(self.text) > 0

    @property
    def has_code(self) -> bool:
        """Whether it holds signs that labels rarely have: digits, brackets, signs of programs."""
        return _CODE.search(self.text) is not None

    @property
    def is_total(self) -> bool:
        """Whether it labels a total."""
        return _TOTAL.fullmatch(self.text) is not None

    @property
    def is_heading_word(self) -> bool:
        """Whether it is a word that usually heads a column or labels a field."""
        text = self.text
        # No such word ends in a digit, as most texts of tables do.
        return (
            0 < len(text) <= 20
            and not text[-1].isdigit()
            and _HEADING_WORD.fullmatch(text) is not None
        )

    @property
    def is_enumerated(self) -> bool:
        """Whether it starts with an enumerator: `一、`, `（一）`, `1.`."""
        return _ENUMERATED.match(self.text) is not None

    @property
    def ends_in_colon(self) -> bool:
        """Whether it asks for what follows."""
        return self.text.endswith((":", "："))


@dataclass(slots=True)
class Column:
    """What starts in one column of some rows."""

    words: int = 0
    values: int = 0
    blanks: int = 0
    """Empty cells and marks for "no value"."""
    prose: int = 0

    @property
    def labels(self) -> bool:
        """Whether it holds words, and hardly a value."""
        return self.words > 0 and self.words >= 0.85 * (self.words + self.values + self.prose)

    @property
    def holds_values(self) -> bool:
        """Whether it holds values, and fewer words."""
        return self.values > 0 and self.values >= 0.6 * (self.words + self.values + self.prose)

    @property
    def blank(self) -> bool:
        """Whether cells start in it and none of them says anything."""
        return self.blanks > 0 and not (self.words or self.values or self.prose)


class View:
    """A draft table, whose cells tile its grid, with lazily computed looks."""

    def __init__(
        self,
        draft: DraftTable,
        decimal_comma: bool | None = None,
        texts: Sequence[str] | None = None,
    ) -> None:
        self.rows, self.columns = draft.rows, draft.columns
        self.starts: list[list[DraftCell]] = [[] for _ in range(draft.rows)]
        for cell in draft.cells:
            self.starts[cell.row].append(cell)
        self.sampled = min(draft.rows, max(8, min(SAMPLE_ROWS, SAMPLE_SLOTS // draft.columns)))
        self.slots = self._grid()
        self._looks: dict[int, Look] = {}
        self._profiles: dict[tuple[int, ...], list[Column]] = {}
        self._texts: dict[int, str] = {}
        if texts is not None:
            many = sum(map(len, self.starts[: self.sampled]))
            places = [cell.row * self.columns + cell.column for cell in draft.cells[:many]]
            self._texts = dict(zip(places, texts, strict=False))
        if decimal_comma is None:
            decimal_comma = has_decimal_comma(texts or map(text_of, draft.cells))
        self.decimal_comma = decimal_comma

    def _grid(self) -> list[list[DraftCell]]:
        """For each sampled row and column the cell that covers it."""
        filler = self.starts[0][0]
        grid = [[filler] * self.columns for _ in range(self.sampled)]
        for start in self.starts[: self.sampled]:
            for cell in start:
                for row in grid[cell.row : cell.row + cell.row_span]:
                    row[cell.column : cell.column + cell.column_span] = [cell] * cell.column_span
        return grid

    def look(self, cell: DraftCell) -> Look:
        """What `cell` shows."""
        key = cell.row * self.columns + cell.column
        found = self._looks.get(key)
        if found is None:
            text = self._texts[key] if key in self._texts else text_of(cell)
            found = self._looks[key] = _look(cell, text, self.decimal_comma)
        return found

    @staticmethod
    def place(cell: DraftCell) -> tuple[int, int]:
        """Row and column of a cell, by which it is known."""
        return cell.row, cell.column

    def at(self, place: tuple[int, int]) -> Look:
        """What the cell of a place in the sampled rows shows."""
        return self.look(self.slots[place[0]][place[1]])

    def looks(self, row: int) -> list[Look]:
        """What the cells that start in `row` show."""
        return [self.look(cell) for cell in self.starts[row]]

    def full_row(self, row: int) -> DraftCell | None:
        """The only cell of a row that is one cell over the whole width."""
        start = self.starts[row]
        if len(start) == 1 and start[0].column_span == self.columns > 1 and start[0].row_span == 1:
            return start[0]
        return None

    def profile(self, rows: Iterable[int]) -> list[Column]:
        """For each column what starts in it within `rows`."""
        key = tuple(rows)
        found = self._profiles.get(key)
        if found is None:
            found = self._profiles[key] = self._profile(key)
        return found

    def _profile(self, rows: Iterable[int]) -> list[Column]:
        look = self.look
        kinds: Counter[tuple[int, Kind]] = Counter(
            [(cell.column, look(cell).kind) for row in rows for cell in self.starts[row]]
        )
        return [
            Column(
                words=kinds[column, "word"],
                values=kinds[column, "value"],
                blanks=kinds[column, "empty"] + kinds[column, "mark"],
                prose=kinds[column, "prose"],
            )
            for column in range(self.columns)
        ]

    def iter_cells(self, rows: Iterable[int]) -> Iterator[DraftCell]:
        """The cells that start in `rows`."""
        for row in rows:
            yield from self.starts[row]


def text_of(cell: DraftCell) -> str:
    """Text of a cell without outer white space and without the raised marks of notes."""
    blocks = cell.blocks
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and len(blocks[0].content) == 1:
        inline = blocks[0].content[0]  # nearly all cells of large tables
        if isinstance(inline, Text):
            return inline.text.strip()
    return quantity_text(blocks) if blocks else ""


_EMPTY: Final = Look("empty", "")


def _look(cell: DraftCell, text: str, decimal_comma: bool) -> Look:
    if not text:
        return _EMPTY
    if text in _MARKS:
        return Look("mark", text)
    bare = text if text[-1] in _NO_FLAGS else _FLAGS.sub("", text)
    value = parse_value(bare, decimal_comma=decimal_comma)
    if value is not None:
        return Look("value", bare, value)
    if len(text) > MAX_LABEL or (len(text) > MAX_LABEL / 2 and _SENTENCE.search(text)):
        return Look("prose", text)
    if any(isinstance(block, List | Table) for block in cell.blocks):
        return Look("prose", text)
    return Look("word", text)


def counts_up(looks: list[Look]) -> bool:
    """Whether looks are 1, 2, 3, ... in order: numbers that name, not count."""
    numbers = [look.value.value for look in looks if isinstance(look.value, Integer)]
    return len(numbers) == len(looks) > 0 and numbers == list(range(1, len(numbers) + 1))


def count_of(number: int, name: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{number} {name}{'' if number == 1 else 's'}"

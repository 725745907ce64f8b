"""Known tables: cells, how they are drawn, and what stands around them; the same for one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import cached_property

from .palette import HARDER, HELD_OUT, TUNING, VARIED, Palette

ENGINES = ("chromium", "weasyprint", "libreoffice", "xelatex")
RULED = ("grid", "open-sides")
PARTLY = (
    *("rows", "three-line", "three-line-groups", "zebra", "header-rule", "groups"),
    *("columns", "columns-only", "outline", "plain", "monospaced", "dot-leaders"),
)
STYLES = (*RULED, *PARTLY)
"""How a table is drawn; those of `RULED` have all lines inside."""
SETTINGS = ("alone", "long", "two-columns", "pair", "turned", "nested")
"""What stands around a table."""
FIRST_HARDER = 1000
"""The first seed of the harder part, with more of what is weak; recovery is tuned on it too."""
FIRST_VARIED = 2000
"""The first seed of the varied part, which recovery is tuned on too."""
FIRST_HELD_OUT = 5000
"""The first seed of the part that is never looked at."""

_TURNS = (
    *("grid", "three-line", "open-sides", "rows", "grid", "zebra", "header-rule", "plain"),
    *("grid", "three-line-groups", "columns", "groups", "open-sides", "outline", "columns-only"),
    *("three-line", "plain", "grid", "monospaced", "dot-leaders"),
)
_HARDER_TURNS = (
    *("columns", "plain", "monospaced", "header-rule", "three-line", "dot-leaders", "columns"),
    *("groups", "grid", "plain", "columns-only", "zebra", "monospaced", "rows", "columns"),
    *("header-rule", "three-line", "open-sides", "plain"),
)
_HARDER_ENGINES = ("xelatex", "chromium", "xelatex", "weasyprint", "xelatex", "libreoffice")
_LACKING = str.maketrans("−£€", "-$$")
_PORTRAIT, _LANDSCAPE = 481.0, 728.0
_HEIGHTS = {False: 728.0, True: 481.0}


@dataclass(frozen=True)
class Slot:
    """A cell of the truth."""

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    mark: str = ""
    """A superscript after the text."""

    @property
    def whole(self) -> str:
        """Text and mark."""
        return self.text + self.mark


Rows = tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True)
class Placed:
    """A slot with its place in the grid."""

    row: int
    column: int
    slot: Slot


def placed(rows: Rows) -> list[Placed]:
    """The cells with their places, as HTML forms tables."""
    out: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    for row, slots in enumerate(rows):
        column = 0
        for slot in slots:
            while (row, column) in taken:
                column += 1
            out.append(Placed(row, column, slot))
            taken |= {
                (r, c)
                for r in range(row, row + slot.row_span)
                for c in range(column, column + slot.column_span)
            }
    return out


@dataclass(frozen=True)
class Look:
    """How a table is drawn."""

    style: str
    font: str
    size: float
    padding: tuple[float, float]
    valign: str
    """top, middle, bottom."""
    line: float
    kind: str
    ink: str
    shade: str
    head: tuple[str, str]
    head_bold: bool
    head_shaded: bool
    centred: bool
    """Whether column headers stand in the middle."""
    numbers: str
    """right or center."""
    wide: bool
    """Whether it takes all the width."""
    wrapped: bool
    """Whether columns are narrower than their texts."""
    repeated: bool
    """Whether the header stands again on each page."""
    whole_rows: bool
    """Whether no row is cut by a page break."""

    def has(self, *styles: str) -> bool:
        """Whether the style is one of these."""
        return self.style in styles


@dataclass(frozen=True)
class Known:
    """A table, how it is drawn and what is around it."""

    seed: int
    engine: str
    setting: str
    script: str
    look: Look
    rows: Rows
    head: int
    """Rows of the header."""
    groups: frozenset[int]
    """Rows that start a group."""
    kinds: tuple[str, ...]
    """What the columns hold: label, number, short, text."""
    landscape: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    second: Rows = ()
    """The table beside it, for pairs."""

    @property
    def columns(self) -> int:
        """Number of columns."""
        return sum(slot.column_span for slot in self.rows[0])

    @property
    def parts(self) -> tuple[Known, ...]:
        """The tables of the truth, each alone."""
        first = replace(self, second=())
        if not self.second:
            return (first,)
        return first, replace(first, rows=self.second, head=1, groups=frozenset())

    @cached_property
    def cells(self) -> tuple[Placed, ...]:
        """The cells with their places."""
        return tuple(placed(self.rows))

    @cached_property
    def owner(self) -> dict[tuple[int, int], Placed]:
        """The cell at each place of the grid."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.slot.row_span)
            for column in range(cell.column, cell.column + cell.slot.column_span)
        }

    @property
    def spanned(self) -> bool:
        """Whether a cell spans rows or columns."""
        return any(s.row_span > 1 or s.column_span > 1 for row in self.rows for s in row)

    @property
    def available(self) -> float:
        """Points that a table may be wide."""
        wide = _LANDSCAPE if self.landscape or self.setting == "turned" else _PORTRAIT
        return wide * (0.46 if self.setting in ("two-columns", "pair") else 1.0)

    def rule_above(self, row: int, column: int) -> bool:
        """Whether a rule runs above a cell in this column, `row` may be one past the last."""
        look = self.look
        if row in (0, len(self.rows)):
            return look.has(*RULED, "rows", "columns", "outline", "groups") or look.has(
                "three-line", "three-line-groups"
            )
        if row == self.head:
            return not look.has("zebra", "plain", "columns-only")
        if look.has(*RULED, "rows"):
            return True
        if row < self.head:
            above = self.owner[row - 1, column]
            return look.has("three-line-groups") and above.slot.column_span > 1
        return look.has("groups") and row in self.groups

    def rule_left(self, column: int) -> bool:
        """Whether a rule runs left of a column, which may be one past the last."""
        if column in (0, self.columns):
            return self.look.has("grid", "columns", "outline")
        return self.look.has(*RULED, "columns", "columns-only")

    def shaded(self, row: int) -> bool:
        """Whether a row has a colour."""
        if row < self.head:
            return self.look.head_shaded
        return self.look.has("zebra") and (row - self.head) % 2 == 1

    def inner(self, cell: Placed) -> tuple[tuple[str, ...], ...]:
        """The texts of the table inside a cell, of one cell of nested tables."""
        if self.setting != "nested" or (cell.row, cell.column) != (self.head, self.columns - 1):
            return ()
        return ("7", "12"), ("31", "4")

    def align(self, cell: Placed) -> str:
        """left, right or center."""
        slot, look = cell.slot, self.look
        if slot.header and slot.column_span == self.columns:
            return "left"
        if slot.header:
            return "center" if look.centred or slot.column_span > 1 else "left"
        number = slot.column_span == 1 and self.kinds[cell.column] == "number"
        return look.numbers if number else "left"


def text_width(text: str, size: float, font: str, *, bold: bool = False) -> float:
    """About how many points a text is wide."""
    em = 0.0
    for char in text:
        if ord(char) > 0x2E7F:
            em += 1.0
        elif char in " .,:;'-|il":
            em += 0.31
        elif char.isdigit():
            em += 0.56
        elif char.isupper():
            em += 0.7
        else:
            em += 0.56 if ord(char) > 0x3FF else 0.52
    factor = 1.16 if "DejaVu" in font else 1.0
    return em * size * factor * (1.08 if bold else 1.0)


def fonts_of(families: tuple[str, ...], engine: str) -> list[str]:
    """The families that an engine can print.

    What XeTeX's driver takes of these are Type 1 files, which it cannot embed.
    """
    if engine != "xelatex":
        return list(families)
    return [name for name in families if not name.startswith(("Nimbus", "C059", "URW"))]


@dataclass
class Maker:
    """Makes the known table of a seed."""

    seed: int
    random: random.Random = field(init=False)
    palette: Palette = field(init=False)
    harder: bool = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed * 7919 + 13)
        starts = ((FIRST_HELD_OUT, HELD_OUT), (FIRST_VARIED, VARIED), (FIRST_HARDER, HARDER))
        self.palette = next((its for first, its in starts if self.seed >= first), TUNING)
        self.harder = self.palette is HARDER

    def make(self) -> Known:
        """The known table."""
        pick = self.random
        if self.harder:
            self.engine = _HARDER_ENGINES[self.seed % len(_HARDER_ENGINES)]
            self.style = _HARDER_TURNS[self.seed // len(_HARDER_ENGINES) % len(_HARDER_TURNS)]
        else:
            self.engine = ENGINES[self.seed % 4]
            self.style = _TURNS[self.seed // 4 % len(_TURNS)]
        self.script = pick.choice(["en", "en", "zh", "zh", "ru"])
        self.setting = self._setting()
        self.columns = self._columns()
        self.kinds = ("label", *(self._kind() for _ in range(self.columns - 1)))
        if self.style in ("plain", "zebra", "header-rule", "monospaced", "columns-only"):
            self.kinds = (*self.kinds[:-1], "number")
        if self.style == "dot-leaders":
            self.kinds = ("label", "number")
        self.wrapping = pick.random() < 0.45 and self.columns <= 10 and self.style != "monospaced"
        self.marked = pick.random() < 0.15 and self.style not in ("monospaced", "dot-leaders")
        landscape = self.columns > 10 and self.setting != "turned"
        font = pick.choice(fonts_of(self.palette.fonts[self.script], self.engine))
        if self.style == "monospaced":
            font = self.palette.typewriter[self.script]
        self.form = {n: self._form() for n in range(self.columns)}
        look = self._look(font)
        head = self._header()
        height = _HEIGHTS[landscape]
        pitch = look.size * (1.35 if self.script == "zh" else 1.2) + 2 * look.padding[0]
        rows, groups = self._body(len(head), self._count(height / pitch))
        second: Rows = ()
        known = Known(
            *(self.seed, self.engine, self.setting, self.script, look, (*head, *rows)),
            *(len(head), frozenset(groups), self.kinds, landscape),
            self._prose("before"),
            self._prose("after"),
        )
        if self.setting == "pair":
            body, _ = self._body(len(head), len(rows))
            second = (tuple(Slot(self.words(1, 2), header=True) for _ in self.kinds), *body)
        return replace(known, look=self._fitting(known), second=second)

    def _setting(self) -> str:
        pick = self.random
        if self.style in ("monospaced", "dot-leaders"):
            return "alone"
        weights = (50, 12, 16, 6, 14, 2) if self.harder else (62, 16, 8, 6, 6, 2)
        name = pick.choices(SETTINGS, weights)[0]
        if name == "pair" and self.style in ("plain", "header-rule", "columns-only", "groups"):
            return "alone"
        if name == "turned" and self.engine == "libreoffice":
            return "alone"
        if name == "nested" and self.style != "grid":
            return "alone"
        return name

    def _columns(self) -> int:
        pick = self.random
        if self.style == "dot-leaders":
            return 2
        if self.setting in ("pair", "two-columns"):
            return pick.choice([2, 3, 3, 4])
        if self.style == "monospaced":
            return pick.choice([3, 4, 5])
        few = [1, 2, 2] if self.style == "grid" else [2, 2]
        return pick.choice([*few, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30])

    def _kind(self) -> str:
        if self.columns > 10:
            return self.random.choice(["number"] * 9 + ["short"])
        return self.random.choice(["number", "number", "number", "short", "text"])

    def _form(self) -> str:
        """One form for all numbers of a column, or any."""
        return self.random.choice([*self.palette.numbers, "any"])

    def _look(self, font: str) -> Look:
        pick, palette = self.random, self.palette
        wide = pick.random() < 0.5
        return Look(
            style=self.style,
            font=font,
            size=pick.choice([8, 9, 10, 11]) if self.columns < 7 else pick.choice([6, 7, 8]),
            padding=pick.choice(palette.paddings) if self.columns <= 10 else (1, 2),
            valign=pick.choice(["top", "top", "middle", "bottom"]),
            line=pick.choice(palette.lines),
            kind=pick.choice(palette.kinds),
            ink=pick.choice(palette.inks),
            shade=pick.choice(palette.shades),
            head=pick.choice(palette.heads),
            head_bold=pick.random() < 0.75,
            head_shaded=self.style == "zebra"
            or (self.style in ("grid", "rows", "outline") and pick.random() < 0.3),
            centred=pick.random() < 0.5,
            numbers=pick.choice(["right", "right", "center"]),
            wide=wide,
            wrapped=self.wrapping,
            repeated=pick.random() < 0.7,
            whole_rows=pick.random() < 0.6,
        )

    def words(self, low: int, high: int) -> str:
        """So many words."""
        count = self.random.randint(low, high)
        words = self.palette.words[self.script].split()
        text = ("" if self.script == "zh" else " ").join(
            self.random.choice(words) for _ in range(count)
        )
        return text[:1].upper() + text[1:]

    def number(self, form: str) -> str:
        """A number in one of the forms."""
        pick = self.random
        if form == "any":
            form = pick.choice(self.palette.numbers)
        whole = pick.choice([pick.randint(0, 99), pick.randint(100, 99999)])
        small = whole % 1000 if self.columns > 10 else whole
        if self.harder and form not in ("count", "plain"):
            number = self._in_fonts(self._harder_number(form, small))
            return number.replace(" ", "\u00a0") if self.seed % 4 else number
        return {
            "count": str(small % 1000),
            "plain": str(small),
            "thousands": f"{small:,}",
            "european": f"{small:,}".replace(",", " ") + f",{pick.randint(0, 9)}",
            "share": f"{pick.random() * 100:.1f}",
            "percent": f"{pick.random() * 100:.1f}%",
            "spaced-percent": f"{pick.random() * 100:.0f} %",
            "negative": f"-{pick.randint(1, 999)}",
            "brackets": pick.choice([f"({small % 1000})", f"{small:,}"]),
            "signed": self._signed(pick.choice("+−")) + f"{pick.random() * 30:.2f}",
            "money": pick.choice("$€¥") + f"{small:,}",
            "apostrophe": f"{small:,}".replace(",", "\u2019"),
            "points": f"{small:,}".replace(",", ".") + f",{pick.randint(0, 99):02}",
            "sign-after": f"{small}{self.sign()}" if pick.random() < 0.2 else str(small),
            "range": f"{whole % 50}–{whole % 50 + pick.randint(1, 40)}",
            "percent-comma": f"{pick.random() * 100:.1f}".replace(".", ",") + "%",
            "euro": f"{small:,}.{pick.randint(0, 99):02} €",
            "year": f"{1990 + whole % 36}/{(1991 + whole % 36) % 100:02}",
            "date": f"{pick.randint(1, 28):02}.{pick.randint(1, 12):02}.{pick.randint(2015, 2026)}",
        }[form]

    def _signed(self, sign: str) -> str:
        """A sign before a number; no Chinese font of the part held out has the minus sign.

        Where nothing stands in for it, as in XeLaTeX, a box was printed that nobody can read.
        """
        return sign.replace("−", "-") if self.script == "zh" else sign

    def _in_fonts(self, number: str) -> str:
        """A number without what a Chinese font lacks."""
        return number.translate(_LACKING) if self.script == "zh" else number

    def _harder_number(self, form: str, whole: int) -> str:
        """A number with what stands a space away from it."""
        pick = self.random
        return {
            "grouped": f"{whole:,}".replace(",", " "),
            "bracketed": pick.choice(
                [f"({whole:,}.{pick.randint(0, 9)})", f"{whole:,}.4", "(0.8)"]
            ),
            "space-sign": pick.choice("+-") + f" {pick.random() * 30:.1f}",
            "signed-whole": pick.choice(["+", "−", "±"]) + str(whole % 1000),
            "currency-before": pick.choice(["$ ", "US$ ", "£ ", "€ "]) + f"{whole:,}",
            "unit": f"{whole % 1000} {self.random.choice(['kg', 'km', 'ha', 'h'])}",
            "percent-space": f"{pick.random() * 100:.1f} %".replace(".", ","),
            "iso-date": f"{pick.randint(2010, 2026)}-{pick.randint(1, 9):02}-{whole % 18 + 10}",
            "day-date": f"{pick.randint(1, 28)}/{pick.randint(1, 12)}/{pick.randint(2015, 2026)}",
            "footnoted": f"{whole:,}" + pick.choice(["", "", "", " *", " r", " p"]),
        }[form]

    def sign(self) -> str:
        """A sign after a number that the fonts of the script hold."""
        return self.random.choice("*+#" if self.script == "zh" else "*+†")

    def value(self, kind: str, column: int) -> Slot:
        """A body cell."""
        pick = self.random
        mark = pick.choice(["a", "1", "*", "2)"]) if self.marked and pick.random() < 0.08 else ""
        if kind == "number":
            if pick.random() < 0.07 and self.columns > 2:
                return Slot(pick.choice(self.palette.blanks[self.script == "zh"]))
            return Slot(self.number(self.form[column]), mark=mark)
        if kind == "short":
            return Slot("" if pick.random() < 0.05 else self.words(1, 1))
        if kind == "text":
            return Slot(self.words(3, 9) if self.wrapping else self.words(1, 2))
        long = self.wrapping and pick.random() < 0.4
        return Slot(self.words(3, 7) if long else self.words(1, 2), mark=mark)

    def _header(self) -> Rows:
        """One to five rows of headers; the first column has one header as high as all."""
        pick = self.random
        depth = 1
        if self.style != "monospaced" and self.columns >= 4:
            depth = pick.choice([1, 1, 2, 2, 2, 3, 3, 4, 5])
        placed_slots: list[tuple[int, int, Slot]] = []
        self._part(1, self.columns, 0, depth, self.columns, placed_slots)
        depth = max((row for row, _, _ in placed_slots), default=0) + 1
        placed_slots.append((0, 0, Slot(self._title(), row_span=9, header=True)))
        rows: list[tuple[Slot, ...]] = []
        for number in range(depth):
            mine = sorted((c, s) for r, c, s in placed_slots if r == number)
            rows.append(
                tuple(
                    Slot(s.text, min(s.row_span, depth - number), s.column_span, header=True)
                    for _, s in mine
                )
            )
        return tuple(rows)

    def _title(self) -> str:
        if self.columns > 10:
            return self.words(1, 1)[:6] if self.script != "zh" else self.words(1, 1)[:2]
        return (
            self.words(2, 4) if self.wrapping and self.random.random() < 0.3 else self.words(1, 2)
        )

    def _part(
        self,
        start: int,
        end: int,
        row: int,
        depth: int,
        most: int,
        out: list[tuple[int, int, Slot]],
    ) -> None:
        """Headers over columns `start` to `end`, narrower than `most`, from a row on."""
        while start < end:
            width = 1
            if row < depth - 1:
                reach = max(2, 2 ** (depth - row - 1))
                width = self.random.choice([1, 2, 2, 3, reach, reach])
            width = min(width, end - start, most - 1 if most > 2 else 2)
            if most == 2 and width == 2:
                width = 1
            if width == 1:
                out.append((row, start, Slot(self._title(), row_span=9, header=True)))
            else:
                text = self.words(1, 2) if self.columns <= 10 else self.words(1, 1)
                out.append((row, start, Slot(text, column_span=width, header=True)))
                self._part(start, start + width, row + 1, depth, width, out)
            start += width

    def _count(self, page: float) -> int:
        """Rows of the body where a page has room for `page` lines."""
        pick = self.random
        if self.setting == "long":
            pages = pick.choice([1.3, 1.6, 2.3, 3.3])
            return max(6, min(int(pages * page), 1100 // self.columns, 130))
        if self.setting in ("pair", "two-columns"):
            return pick.choice([4, 6, 8, 10])
        return min(pick.choice([3, 4, 6, 8, 12, 18]), max(4, int(0.5 * page)))

    def _body(self, head: int, count: int) -> tuple[Rows, set[int]]:
        pick = self.random
        rows: list[tuple[Slot, ...]] = []
        groups: set[int] = set()
        spans = self.columns >= 3 and self.style in (*RULED, "rows") and pick.random() < 0.4
        merges = self.columns >= 4 and self.style == "grid" and pick.random() < 0.3
        sections = (
            not spans and self.style not in ("dot-leaders", "monospaced") and self.columns > 2
        )
        while count > 0:
            if sections and count > 2 and pick.random() < 0.1:
                groups.add(head + len(rows))
                rows.append((Slot(self.words(1, 3), column_span=self.columns, header=True),))
            height = min(pick.choice([1, 2, 3]), count) if spans else 1
            for number in range(height):
                cells = [self.value(k, n) for n, k in enumerate(self.kinds[1:], start=1)]
                if merges and pick.random() < 0.15:
                    place = pick.randrange(len(cells) - 1)
                    cells[place : place + 2] = [Slot(self.words(1, 2), column_span=2)]
                if number == 0:
                    label = self.value("label", 0)
                    cells.insert(0, Slot(label.text, row_span=height, mark=label.mark))
                rows.append(tuple(cells))
            count -= height
            if pick.random() < 0.2:
                groups.add(head + len(rows))
        return tuple(rows), groups

    def _prose(self, side: str) -> tuple[str, ...]:
        many = 4 if self.setting == "two-columns" else 1
        if self.setting in ("long", "turned") and side == "before":
            many = 0 if self.setting == "turned" else self.random.choice([0, 1, 2, 4])
        return tuple(self.paragraph() for _ in range(many))

    def paragraph(self, most: int = 6) -> str:
        """A paragraph of prose."""
        joint, stop = ("，", "。") if self.script == "zh" else (" ", ". ")
        sentences = [
            joint.join(self.words(2, 6) for _ in range(self.random.randint(1, 3)))
            for _ in range(self.random.randint(2, most))
        ]
        return stop.join(sentences) + stop.strip()

    def _fitting(self, known: Known) -> Look:
        """The look with a font small enough for the width."""
        look = known.look
        while look.size > 4.5 and sum(least_widths(known, look)) > known.available:
            look = replace(look, size=look.size - 0.5)
        return look


def natural_widths(known: Known, look: Look) -> list[float]:
    """Points that each column takes when nothing is wrapped, padding included."""
    return _widths(known, look, whole=True)


def least_widths(known: Known, look: Look) -> list[float]:
    """Points that each column takes at least, padding included."""
    return _widths(known, look, whole=False)


def _widths(known: Known, look: Look, *, whole: bool) -> list[float]:
    widths = [12.0] * known.columns
    for cell in known.cells:
        if cell.slot.column_span == 1:
            bold = cell.slot.header and look.head_bold
            need = _need(known, cell, look, bold=bold, whole=whole) + 2 * look.padding[1] + 3
            widths[cell.column] = max(widths[cell.column], need)
    for cell in known.cells:
        span = cell.slot.column_span
        if 1 < span < known.columns:
            bold = cell.slot.header and look.head_bold
            need = _need(known, cell, look, bold=bold, whole=whole) + 2 * look.padding[1] + 3
            lack = need - sum(widths[cell.column : cell.column + span])
            for column in range(cell.column, cell.column + span):
                widths[column] += max(lack, 0) / span
    return widths


def _need(known: Known, cell: Placed, look: Look, *, bold: bool, whole: bool) -> float:
    text = cell.slot.whole
    wraps = cell.slot.header or known.kinds[min(cell.column, known.columns - 1)] != "number"
    if whole or not wraps:
        return text_width(text, look.size, look.font, bold=bold)
    if known.script == "zh":
        return text_width(text[:3], look.size, look.font, bold=bold)
    words = text.split() or [""]
    return max(text_width(word, look.size, look.font, bold=bold) for word in words)


def column_widths(known: Known) -> tuple[list[float], bool]:
    """Widths for engines that do not find them, and whether texts are wrapped in them."""
    look, room = known.look, known.available
    natural, least = natural_widths(known, look), least_widths(known, look)
    if sum(natural) <= room and not look.wrapped:
        if not look.wide:
            return natural, False
        factor = room / sum(natural)
        return [width * factor for width in natural], True
    room = max(min(room, sum(natural) * 0.75), sum(least))
    spare = room - sum(least)
    wish = [max(a - b, 0.0) for a, b in zip(natural, least, strict=True)]
    share = min(spare / sum(wish), 1.0) if sum(wish) else 0.0
    return [b + w * share for b, w in zip(least, wish, strict=True)], True


def known_table(seed: int) -> Known:
    """The known table of a seed."""
    return Maker(seed).make()

"""Clean reports drawn from a seed, one number changed, and what has to be reported then.

A `Case` is the truth: numbers, sentences, dates and names. `written` makes the source from it and
`expected` the failing rules, from the form files alone and by other means than the program.
"""

from __future__ import annotations

import copy
import fnmatch
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tablewright.converters import Document, read
from tablewright.converters.forms.layout import Address, Layout, layouts
from tablewright.converters.readers import Source

from .carriers import CARRIERS, Part
from .crude import document as plain_document
from .crude import paragraph
from .damage import Printed, Sheet
from .grids import grid_of
from .specimen import PARTS, RESULTS, form
from .wordings import CLAIMS, COMPOUND, DECOYS, ZERO, chinese

Value = int | Decimal
Failure = tuple[str, frozenset[str], Value | None, Value | None]
"""Rule, cells, left and right side; both None where the sides are no numbers."""

PERIODS = ("01-01", "12-31")


@dataclass(frozen=True)
class Body:
    name: str
    short: str
    makes_rules: bool
    """Whether practice lets it make government rules."""


BODIES = (
    Body("青溪市云台区石桥街道办事处", "石桥街道", makes_rules=False),
    Body("白岭县柳河镇人民政府", "柳河镇", makes_rules=False),
    Body("白岭县水务局", "县水务局", makes_rules=False),
    Body("青溪市云台区人民政府", "云台区政府", makes_rules=False),
    Body("青溪市人民政府", "青溪市政府", makes_rules=True),
    Body("南屏壮族自治区人民政府", "自治区政府", makes_rules=True),
    Body("松岭彝族自治州人民政府", "松岭州政府", makes_rules=True),
)


@dataclass
class Told:
    """A number that a sentence tells."""

    rule: str
    first_cell: str
    value: int


@dataclass
class Sentence:
    template: str
    """With {0}, {1}, ... for the numbers."""
    told: list[Told]
    style: str = "plain"

    def text(self, case: Case) -> str:
        numbers = [printed(told.value, self.style) for told in self.told]
        shown = self.template.replace("{n}", numbers[0] if numbers else "")
        return shown.format(*numbers, s=case.body.short, y=case.year, p=case.year - 1)


def printed(number: int, style: str) -> str:
    if style == "grouped":
        return f"{number:,}"
    if style == "chinese" and 0 < number < 100_000:
        return chinese(number)
    if style == "wide":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return f" {number} " if style == "spaced" else str(number)


@dataclass
class Case:
    form_id: str
    year: int
    body: Body
    numbers: dict[Address, Value]
    sentences: list[Sentence]
    carrier: str
    order: random.Random
    title_year: int = 0
    period: list[str] = field(default_factory=list)
    signed: str = ""
    signer: str = ""
    missing: set[str] = field(default_factory=set)
    """Sections whose heading is left out, and tables that are (`table:key`)."""
    previous: Case | None = None

    def document(self) -> Document:
        if self.carrier == "model":
            parts = self.parts()
            return plain_document(
                *(paragraph(p) if isinstance(p, str) else grid_of(p) for p in parts)
            )
        name, write = CARRIERS[self.carrier]
        return read(Source(name, write(self.parts())))

    def parts(self) -> list[Part]:
        told = [sentence.text(self) for sentence in self.sentences]
        cut = len(told) * 2 // 3
        lines: list[tuple[str, list[Part]]] = [
            ("一、总体情况", _paragraphs(told[:cut], self.order)),
            ("二、主动公开政府信息情况", self._sheet("proactive")),
            ("三、收到和处理政府信息公开申请情况", self._sheet("applications")),
            ("四、政府信息公开行政复议、行政诉讼情况", self._sheet("remedies")),
            ("五、存在的主要问题及改进情况", ["公开的及时性还不够。下一步将加强培训。"]),
            ("六、其他需要报告的事项", _paragraphs(told[cut:], self.order) or ["无。"]),
        ]
        out: list[Part] = [
            f"{self.body.name}{self.title_year}年政府信息公开工作年度报告",
            f"本报告所列数据的统计期限自{_day(self.period[0])}至{_day(self.period[1])}止。",
        ]
        for key, (heading, rest) in zip(SECTIONS, lines, strict=True):
            out += ([] if key in self.missing else [heading]) + rest
        return [*out, self.signer, _day(self.signed)]

    def _sheet(self, key: str) -> list[Part]:
        if f"table:{key}" in self.missing:
            return ["本表另见附件。"]
        layout = next(found for found in official(self.form_id) if found.table.key == key)
        rows: list[list[Printed]] = [[] for _ in range(layout.rows)]
        for slot in layout.slots:
            if slot.optional:
                continue
            text = slot.label or ""
            if slot.address is not None:
                text = str(self.numbers[slot.address])
            rows[slot.row].append(Printed(text, slot.address, slot.column, slot.across, slot.down))
        return [Sheet(key, rows, layout.table.width)]


@cache
def official(form_id: str) -> tuple[Layout, ...]:
    """The printed grids of a form, without its options."""
    return tuple(layouts(table)[0] for table in form(form_id).tables)


SECTIONS = ("overview", "proactive", "applications", "remedies", "problems", "other_matters")


def _day(iso: str) -> str:
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"


def _paragraphs(sentences: list[str], rng: random.Random) -> list[Part]:
    """Sentences in paragraphs of one or two; the draw is the same each time a case is written."""
    out: list[Part] = []
    rest = list(sentences)
    pick = random.Random(len(sentences))
    while rest:
        count = pick.choice((1, 1, 2))
        out.append("".join(rest[:count]))
        rest = rest[count:]
    return out


# --- clean reports -----------------------------------------------------------------------------


def clean_case(form_id: str, seed: int, *, with_previous: bool | None = None) -> Case:
    """A report without any inconsistency, and mostly the report of the year before."""
    rng = random.Random(seed * 2 + (form_id == "gkbg-2019"))
    year = rng.choice((2019, 2020)) if form_id == "gkbg-2019" else rng.choice((2021, 2023, 2025))
    body = rng.choice(BODIES)
    numbers = consistent_numbers(form_id, rng, body, sparse=rng.random() < 0.3)
    case = _case(form_id, year, body, numbers, rng)
    case.sentences = _sentences(case, rng)
    wanted = rng.random() < 0.2 if with_previous is None else with_previous
    if wanted:
        case.previous = _year_before(case, rng)
    return case


def _case(
    form_id: str, year: int, body: Body, numbers: dict[Address, Value], rng: random.Random
) -> Case:
    return Case(
        form_id,
        year,
        body,
        numbers,
        [],
        rng.choice(("html", "rows", "docx", "cells", "model", "model", "model")),
        rng,
        title_year=year,
        period=[f"{year}-{day}" for day in PERIODS],
        signed=f"{year + 1}-01-{rng.randrange(4, 29):02}",
        signer=body.name,
    )


def consistent_numbers(
    form_id: str, rng: random.Random, body: Body, *, sparse: bool
) -> dict[Address, Value]:
    """Numbers that satisfy every rule; distinct and not zero, or mostly zero when `sparse`."""
    pool = iter(rng.sample(range(11, 2_999), 900))

    def draw() -> int:
        number = next(pool)
        return (number % 9 if rng.random() < 0.2 else 0) if sparse else number

    numbers: dict[Address, Value] = {}
    for layout in official(form_id):
        rows = list(dict.fromkeys(address[1] for address in layout.addresses))
        if layout.table.key == "applications":
            fill_applications(numbers, rows, lambda row, column: draw())
        elif layout.table.key == "remedies":
            for row in rows:
                for column in RESULTS:
                    numbers["remedies", row, column] = draw()
                total = sum(numbers["remedies", row, column] for column in RESULTS)
                numbers["remedies", row, "total"] = total
        else:
            _fill_proactive(numbers, layout.addresses, rng, draw, body)
    return numbers


BALANCE = ("new_received", "carried_in", "processed_total", "carried_out")


def fill_applications(
    numbers: dict[Address, Value], rows: list[str], draw: Callable[[str, str], Value]
) -> None:
    """Results and what is carried as drawn, then the totals that follow from them."""
    table = "applications"
    results = [row for row in rows if row not in BALANCE]
    for column in PARTS:
        for row in (*results, "carried_out"):
            numbers[table, row, column] = draw(row, column)
        handled = sum(numbers[table, row, column] for row in results)
        balance = handled + numbers[table, "carried_out", column]
        numbers[table, "processed_total", column] = handled
        carried = min(draw("carried_in", column), balance)
        numbers[table, "carried_in", column] = carried
        numbers[table, "new_received", column] = balance - carried
    for row in rows:
        numbers[table, row, "total"] = sum(numbers[table, row, column] for column in PARTS)


def _fill_proactive(
    numbers: dict[Address, Value],
    addresses: tuple[Address, ...],
    rng: random.Random,
    draw: Callable[[], int],
    body: Body,
) -> None:
    for address in addresses:
        _, row, column = address
        number: Value = draw()
        if row == "rules" and not body.makes_rules:
            number = 0
        elif column in ("in_force", "public_total"):
            number += 10_000
        elif column == "amount":
            number = Decimal(rng.randrange(1, 9_990_000)) / 10_000
            number = int(number) if number == int(number) else number
        elif column == "change" and rng.random() < 0.5:
            number = -rng.randrange(0, int(numbers[*address[:2], "prior_items"]) + 1)
        numbers[address] = number
    projects = ("proactive", "procurement", "projects")
    if projects in numbers and numbers[projects] == 0:
        numbers["proactive", "procurement", "amount"] = 0


def _year_before(case: Case, rng: random.Random) -> Case:
    """The report of the year before, such that nothing across the years is wrong."""
    year = case.year - 1
    form_id = "gkbg-2019" if year <= 2020 else "gkbg-2021"
    numbers = consistent_numbers(form_id, rng, case.body, sparse=False)
    rows = list(dict.fromkeys(a[1] for a in numbers if a[0] == "applications"))
    own = dict(numbers)

    def draw(row: str, column: str) -> Value:
        where = ("applications", row, column)
        if row == "carried_out":
            return case.numbers["applications", "carried_in", column]
        return own[where]

    fill_applications(numbers, rows, draw)
    for table, row, column in [a for a in case.numbers if a[0] == "proactive"]:
        where = (table, row, column)
        if column == "in_force" and where in numbers:
            issued, repealed = ((table, row, key) for key in ("issued", "repealed"))
            numbers[where] = case.numbers[where] - case.numbers[issued] + case.numbers[repealed]
        if column == "prior_items" and where in numbers:
            change = (table, row, "change")
            numbers[change] = rng.randrange(-20, 20)
            numbers[where] = case.numbers[where] - numbers[change]
            if numbers[where] < 0:
                numbers[where], numbers[change] = 0, case.numbers[where]
    before = _case(form_id, year, case.body, numbers, rng)
    before.carrier = "model"
    return before


def _sentences(case: Case, rng: random.Random) -> list[Sentence]:
    out: list[Sentence] = []
    known = {".".join(address) for address in case.numbers}
    for (rule, cell), templates in CLAIMS.items():
        if cell in known and rng.random() < 0.5:
            out.append(tell(case, rule, cell, rng, templates))
    for template, claims in COMPOUND:
        if all(cell in known for _, cell in claims) and rng.random() < 0.25:
            told = [Told(rule, cell, claimed(case, rule, cell)) for rule, cell in claims]
            out.append(Sentence(template, told, rng.choice(("plain", "grouped", "spaced"))))
    for template in rng.sample(DECOYS, 4):
        out.append(Sentence(template.replace("{n}", str(rng.randrange(3_001, 9_000))), []))
    rng.shuffle(out)
    return out


def tell(
    case: Case, rule: str, cell: str, rng: random.Random, templates: tuple[str, ...] | None = None
) -> Sentence:
    """A sentence that tells the right number."""
    value = claimed(case, rule, cell)
    told = [Told(rule, cell, value)]
    if value == 0 and (rule, cell) in ZERO and rng.random() < 0.8:
        return Sentence(rng.choice(ZERO[rule, cell]), told)
    style = rng.choice(("plain", "plain", "grouped", "chinese", "wide", "spaced"))
    return Sentence(rng.choice(templates or CLAIMS[rule, cell]), told, style)


# --- what has to be reported -------------------------------------------------------------------


@cache
def form_file(form_id: str) -> dict[str, Any]:
    """The rules of a form as its files have them, the shared ones first."""
    folder = files("tablewright.converters.forms")
    shared = yaml.safe_load((folder / "shared/gkbg.yaml").read_text(encoding="utf-8"))
    own = yaml.safe_load((folder / f"{form_id}.yaml").read_text(encoding="utf-8"))
    return {**own, "rules": [*shared["rules"], *own["rules"]]}


def claimed(case: Case, rule: str, first_cell: str) -> int:
    total = sum(case.numbers[_address(cell)] for cell in claim_cells(case, rule, first_cell))
    return int(total)


@cache
def _claim_cells(form_id: str, rule: str, first_cell: str, key: str) -> tuple[str, ...]:
    known = [".".join(address) for layout in official(form_id) for address in layout.addresses]
    for found in form_file(form_id)["rules"]:
        for claim in found.get("claims", ()) if found["id"] == rule else ():
            cells = [c for name in claim["cells"] for c in fnmatch.filter(known, name)]
            if cells and cells[0] == first_cell:
                named = claim.get(key, ())
                return tuple(c for name in named for c in fnmatch.filter(known, name))
    raise KeyError((rule, first_cell))


def claim_cells(case: Case, rule: str, first_cell: str, key: str = "cells") -> tuple[str, ...]:
    """The cells of the claim in the form file whose first cell is the one named."""
    return _claim_cells(case.form_id, rule, first_cell, key)


def _address(cell: str) -> Address:
    table, row, column = cell.split(".")
    return table, row, column


def expected(case: Case) -> set[Failure]:
    """Every rule that fails, at every place; sides only for numbers."""
    out: set[Failure] = set()
    case = copy.copy(case)
    # Numbers of a table that is not printed cannot be wrong.
    case.numbers = {a: v for a, v in case.numbers.items() if f"table:{a[0]}" not in case.missing}
    for rule in form_file(case.form_id)["rules"]:
        out |= set(_EXPECT[rule["kind"]](case, rule))
    return out


def _expect_sum(case: Case, rule: dict[str, Any]) -> Iterator[Failure]:
    by_row = rule["each"] == "row"
    cells = [address for address in case.numbers if address[0] == rule["table"]]
    for line in dict.fromkeys(address[1 if by_row else 2] for address in cells):
        if rule.get("only") and line not in rule["only"]:
            continue
        keys = list(dict.fromkeys(address[2 if by_row else 1] for address in cells))
        sums, used, whole = [], [], True
        for side in (rule["left"], rule["right"]):
            total: Value = 0
            for term in side:
                name = term.lstrip("-")
                numbers: dict[Address, Value] | None = case.numbers
                if name.startswith("previous."):
                    name, before = name.removeprefix("previous."), case.previous
                    usable = before is not None and before.title_year == case.title_year - 1
                    numbers = before.numbers if usable and before is not None else None
                for key in [k for k in keys if fnmatch.fnmatchcase(k, name)] or [name]:
                    address = (rule["table"], line, key) if by_row else (rule["table"], key, line)
                    value = None if numbers is None else numbers.get(address)
                    whole = whole and value is not None
                    total += (-1 if term.startswith("-") else 1) * (value or 0)
                    if numbers is case.numbers:
                        used.append(".".join(address))
            sums.append(total)
        if whole and sums[0] != sums[1]:
            yield rule["id"], frozenset(used), sums[0], sums[1]


def _expect_compare(case: Case, rule: dict[str, Any]) -> Iterator[Failure]:
    if "when" in rule and case.body.makes_rules:
        return
    rows: dict[str, dict[str, Value]] = {}
    for (table, row, column), value in case.numbers.items():
        if table == rule["table"] and row in rule["only"]:
            rows.setdefault(row, {})[column] = value
    for row, values in rows.items():
        places = [{"value": v} for v in values.values()] if rule["each"] == "cell" else [values]
        names = [[c] for c in values] if rule["each"] == "cell" else [list(values)]
        for place, columns in zip(places, names, strict=True):
            if eval(rule["expression"], {"__builtins__": {}}, dict(place)):
                continue
            used = columns if rule["each"] == "cell" else [
                c for c in columns if c in rule["expression"].replace("(", " ").split()
            ]  # fmt: skip
            cells = frozenset(f"{rule['table']}.{row}.{column}" for column in used)
            yield rule["id"], cells, None, None


def _expect_type(case: Case, rule: dict[str, Any]) -> Iterator[Failure]:
    for address, value in case.numbers.items():
        if address[0] == rule["table"]:
            bad = value < 0 or value != int(value)
            if bad:
                yield rule["id"], frozenset([".".join(address)]), None, None


def _expect_amount(case: Case, rule: dict[str, Any]) -> Iterator[Failure]:
    for cell in rule["cells"]:
        value = case.numbers.get(_address(cell), 0)
        if value >= rule["suspicious_from"] or value * 10_000 != int(value * 10_000):
            yield rule["id"], frozenset([cell]), None, None


def _expect_text(case: Case, rule: dict[str, Any]) -> Iterator[Failure]:
    for told in (told for sentence in case.sentences for told in sentence.told):
        if told.rule != rule["id"]:
            continue
        cells = claim_cells(case, told.rule, told.first_cell)
        if any(_address(cell) not in case.numbers for cell in cells):
            continue
        right = sum(case.numbers[_address(cell)] for cell in cells)
        others = claim_cells(case, told.rule, told.first_cell, "or_cells")
        other = sum(case.numbers[_address(cell)] for cell in others) if others else right
        if told.value not in (right, other):
            yield rule["id"], frozenset(cells), told.value, right


def _expect_document(case: Case, rule: dict[str, Any]) -> Iterator[Failure]:
    year, kind = case.title_year, rule["kind"]
    first, last = (form_file(case.form_id)["years"].get(key) for key in ("first", "last"))
    wrong = {
        "year": any(int(day[:4]) != year for day in case.period),
        "period": case.period != [f"{year}-{day}" for day in PERIODS],
        "organisation": case.signer != case.body.name,
        "version": year < first or (last is not None and year > last),
        "signature": case.signed < f"{year}-12-31",
        "sections": bool(case.missing),
    }
    cells = {
        "year": [["year"]],
        "period": [["period.from", "period.to"]],
        "organisation": [["organisation"]],
        "version": [["form"]],
        "signature": [["signature"]],
        "sections": [[key.removeprefix("table:")] for key in case.missing],
    }
    if wrong[kind]:
        for names in cells[kind]:
            yield rule["id"], frozenset(names), None, None


_EXPECT: dict[str, Callable[[Case, dict[str, Any]], Iterator[Failure]]] = {
    "sum": _expect_sum,
    "compare": _expect_compare,
    "type": _expect_type,
    "amount": _expect_amount,
    "text": _expect_text,
    **dict.fromkeys(
        ("year", "period", "organisation", "version", "signature", "sections"), _expect_document
    ),
}


# --- one changed number ------------------------------------------------------------------------


@dataclass
class Plant:
    """A report with one number changed."""

    case: Case
    rule: str
    cell: str | None
    """The changed cell, where the number stands in this report's tables."""


DELTAS = (-7, -2, -1, 1, 2, 10, 90)
NOT_RULE_MAKER, RULE_MAKER = BODIES[0], BODIES[4]


def planted(form_id: str, rule: str, seed: int) -> Plant:
    """A clean report in which one number in the reach of `rule` is changed."""
    rng = random.Random(f"{form_id} {rule} {seed}")
    across_years = rule in ("A5", "P1")
    for attempt in range(60):
        case = clean_case(form_id, 10_000 + 100 * seed + attempt, with_previous=across_years)
        if across_years and not _same_version(case, rule):
            continue
        cell = _PLANTS[rule](case, rng)
        found = expected(case)
        if any(failure[0] == rule for failure in found) and cell is not None:
            return Plant(case, rule, cell or None)
    raise AssertionError(rule)


def _same_version(case: Case, rule: str) -> bool:
    return rule == "A5" or (case.previous is not None and case.previous.form_id == case.form_id)


def _bump(case: Case, rng: random.Random, cells: list[Address]) -> str:
    cell = rng.choice(cells)
    change = rng.choice(DELTAS)
    case.numbers[cell] += change if case.numbers[cell] + change >= 0 else -change
    return ".".join(cell)


def _in(table: str, rows: tuple[str, ...] = ()) -> Callable[[Case, random.Random], str]:
    def plant(case: Case, rng: random.Random) -> str:
        cells = [a for a in case.numbers if a[0] == table and (not rows or a[1] in rows)]
        return _bump(case, rng, cells)

    return plant


def _results(case: Case, rng: random.Random) -> str:
    others = ("new_received", "carried_in", "carried_out")
    cells = [a for a in case.numbers if a[0] == "applications" and a[1] not in others]
    return _bump(case, rng, cells)


def _wrong_type(table: str) -> Callable[[Case, random.Random], str]:
    def plant(case: Case, rng: random.Random) -> str:
        cell = rng.choice([a for a in case.numbers if a[0] == table])
        number = case.numbers[cell]
        kind = rng.choice(("negative", "fraction"))
        if kind == "negative":
            case.numbers[cell] = -number - 1
        else:
            case.numbers[cell] = number + Decimal("0.5")
        return ".".join(cell)

    return plant


def _carried(case: Case, rng: random.Random) -> str:
    assert case.previous is not None
    if rng.random() < 0.5:
        row = ("applications", "carried_out")
        _bump(case.previous, rng, [a for a in case.previous.numbers if a[:2] == row])
        return ""
    return _bump(case, rng, [a for a in case.numbers if a[:2] == ("applications", "carried_in")])


def _rolled(case: Case, rng: random.Random) -> str:
    assert case.previous is not None
    now = ("in_force", "issued", "repealed", "prior_items")
    if rng.random() < 0.4:
        before = [a for a in case.previous.numbers if a[2] in ("in_force", "change", "prior_items")]
        _bump(case.previous, rng, before)
        return ""
    return _bump(case, rng, [a for a in case.numbers if a[0] == "proactive" and a[2] in now])


def _exceeding(case: Case, rng: random.Random) -> str:
    bounds = {"gkbg-2021": ("in_force", "issued"), "gkbg-2019": ("public_total", "published")}
    low, high = bounds[case.form_id]
    row = ("proactive", "normative")
    offset = case.numbers.get((*row, "repealed"), 0)
    case.numbers[*row, high] = case.numbers[*row, low] + offset + rng.choice((1, 5, 300))
    return ".".join((*row, high))


def _forbidden_rules(case: Case, rng: random.Random) -> str | None:
    if case.body.makes_rules:
        return None
    cell = rng.choice([a for a in case.numbers if a[:2] == ("proactive", "rules")])
    case.numbers[cell] = rng.choice((1, 2, 30))
    return ".".join(cell)


def _amounts(case: Case, rng: random.Random) -> str:
    if case.form_id == "gkbg-2021":
        cell: Address = ("proactive", "fees", "amount")
        case.numbers[cell] = rng.choice((251_000, 12_000, Decimal("3.14159")))
        return ".".join(cell)
    cell = rng.choice([a for a in case.numbers if a[2] == "change"])
    case.numbers[cell] = -case.numbers[*cell[:2], "prior_items"] - rng.choice((1, 4, 60))
    return ".".join(cell)


def _procured(case: Case, rng: random.Random) -> str:
    cell = ("proactive", "procurement", rng.choice(("projects", "amount")))
    case.numbers[cell] = 0 if case.numbers[cell] else 5
    return ".".join(cell)


def _made_unpublished(case: Case, rng: random.Random) -> str:
    row = ("proactive", "normative")
    if case.numbers[*row, "made"] == 0:
        case.numbers[*row, "public_total"] = 0
        case.numbers[*row, "made"] = rng.choice((1, 87))
        return ".".join((*row, "made"))
    case.numbers[*row, "public_total"] = 0
    return ".".join((*row, "public_total"))


def _told(rule: str) -> Callable[[Case, random.Random], str | None]:
    def plant(case: Case, rng: random.Random) -> str | None:
        known = {".".join(address) for address in case.numbers}
        cell = rng.choice([c for r, c in CLAIMS if r == rule and c in known])
        sentence = tell(case, rule, cell, rng)
        told = sentence.told[0]
        kind = rng.choice(("table", "text", "text", "zero"))
        if kind == "zero" and told.value and (rule, cell) in ZERO:
            sentence.template, told.value = rng.choice(ZERO[rule, cell]), 0
        elif "{n}" not in sentence.template:
            return None
        elif kind == "table":
            case.sentences.append(sentence)
            return _bump(case, rng, [_address(rng.choice(claim_cells(case, rule, cell)))])
        else:
            told.value = abs(told.value + rng.choice(DELTAS))
        case.sentences.insert(rng.randrange(len(case.sentences) + 1), sentence)
        return ""

    return plant


def _year(case: Case, rng: random.Random) -> str:
    kind = rng.randrange(3)
    if kind == 2:
        case.title_year += rng.choice((-1, 1))
    else:
        case.period[kind] = f"{case.year - 1}{case.period[kind][4:]}"
    return ""


def _period(case: Case, rng: random.Random) -> str:
    days = (("02-01", "01-02", "07-01"), ("11-30", "12-30", "10-31"))
    side = rng.randrange(2)
    case.period[side] = f"{case.year}-{rng.choice(days[side])}"
    return ""


def _signer(case: Case, rng: random.Random) -> str:
    case.signer = rng.choice([body.name for body in BODIES if body is not case.body])
    return ""


def _version(case: Case, rng: random.Random) -> str:
    year = rng.choice((2017, 2018, 2022, 2024)) if case.form_id == "gkbg-2019" else 2020
    case.year = case.title_year = year
    case.period = [f"{year}-{day}" for day in PERIODS]
    case.signed = f"{year + 1}{case.signed[4:]}"
    return ""


def _missing(case: Case, rng: random.Random) -> str:
    tables = tuple(f"table:{key}" for key in ("proactive", "applications", "remedies"))
    case.missing.add(rng.choice((*SECTIONS, *tables)))
    return ""


def _signed(case: Case, rng: random.Random) -> str:
    case.signed = f"{case.year}-{rng.choice(('01-20', '11-03', '12-30'))}"
    return ""


_PLANTS: dict[str, Callable[[Case, random.Random], str | None]] = {
    "A1": _in("applications", BALANCE),
    "A2": _results,
    "A3": _in("applications"),
    "A4": _wrong_type("applications"),
    "A5": _carried,
    "R1": _in("remedies", ("review",)),
    "R2": _in("remedies", ("suit_direct",)),
    "R3": _in("remedies", ("suit_after_review",)),
    "R4": _wrong_type("remedies"),
    "P1": _rolled,
    "P2": _exceeding,
    "P3": _forbidden_rules,
    "P4": _amounts,
    "P5": _procured,
    "P6": _made_unpublished,
    **{rule: _told(rule) for rule in ("T1", "T2", "T3", "T4", "T5", "T6")},
    "T7": _year,
    "T8": _period,
    "T9": _signer,
    "T10": _version,
    "T11": _missing,
    "T12": _signed,
}
RULES = tuple(_PLANTS)

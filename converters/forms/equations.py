"""The sums of a form as equations over the cells that its layouts print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .layout import Address, Layout
from .numbers import Number
from .schema import Form, SumRule

PREVIOUS = "previous."


@dataclass(frozen=True, slots=True)
class Term:
    """A cell with its sign."""

    address: Address
    sign: int
    previous: bool = False
    """The cell of the report of the year before."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Both sides of a sum, in one row or column."""

    rule: SumRule
    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The cells of this report, left side first."""
        return tuple(term.address for term in (*self.left, *self.right) if not term.previous)

    def signs(self) -> list[tuple[Address, int]]:
        """The cells with the signs they have when everything stands on the left."""
        return [(term.address, term.sign) for term in self.left] + [
            (term.address, -term.sign) for term in self.right
        ]


def equations(form: Form, layouts: Iterable[Layout]) -> list[Equation]:
    """All sums of the form's rules, cross-year ones included."""
    by_table = {layout.table.key: layout for layout in layouts}
    out: list[Equation] = []
    for rule in form.rules:
        if isinstance(rule, SumRule) and rule.table in by_table:
            out.extend(_expand(rule, by_table[rule.table]))
    return out


def within_report(found: Iterable[Equation]) -> list[Equation]:
    """The equations that need no other report."""
    return [
        equation
        for equation in found
        if not any(term.previous for term in (*equation.left, *equation.right))
    ]


def _expand(rule: SumRule, layout: Layout) -> list[Equation]:
    grid: dict[tuple[str, str], Address] = {}
    for address in layout.addresses:
        grid[address[1], address[2]] = address
    rows = list(dict.fromkeys(row for row, _ in grid))
    columns = list(dict.fromkeys(column for _, column in grid))
    lines, keys = (columns, rows) if rule.each == "column" else (rows, columns)
    out: list[Equation] = []
    for line in lines:
        if rule.only and line not in rule.only:
            continue
        left = _terms(rule.left, line, keys, grid, rule)
        right = _terms(rule.right, line, keys, grid, rule)
        if left and right:
            out.append(Equation(rule, left, right))
    return out


def _terms(
    written: tuple[str, ...],
    line: str,
    keys: list[str],
    grid: Mapping[tuple[str, str], Address],
    rule: SumRule,
) -> tuple[Term, ...]:
    """The terms of one side; empty when the layout lacks one of them."""
    out: list[Term] = []
    for term in written:
        sign = -1 if term.startswith("-") else 1
        key = term.removeprefix("-")
        previous = key.startswith(PREVIOUS)
        key = key.removeprefix(PREVIOUS)
        names = [name for name in keys if name.startswith(key[:-1])] if key[-1] == "*" else [key]
        found: list[Term] = []
        for name in names:
            where = (name, line) if rule.each == "column" else (line, name)
            if previous:
                # The report of the year before may follow another version of the form.
                found.append(Term((rule.table, *where), sign, previous=True))
            elif where in grid:
                found.append(Term(grid[where], sign))
        if not found:
            return ()
        out.extend(found)
    return tuple(out)


def total(
    terms: tuple[Term, ...],
    values: Mapping[Address, Number | None],
    previous: Mapping[Address, Number | None],
) -> Number | None:
    """The sum of one side, or None when a cell has no number."""
    result: Number = 0
    for term in terms:
        value = (previous if term.previous else values).get(term.address)
        if value is None:
            return None
        result += term.sign * value
    return _plain(result)


def _plain(number: Number) -> Number:
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return int(number)
    return number

"""What a form file may not say although every key has the right shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from .expressions import ExpressionError, names
from .layout import LayoutError, layouts
from .schema import (
    AmountRule,
    CompareRule,
    Form,
    FormTable,
    PeriodRule,
    Rule,
    SumRule,
    TextRule,
)

_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_PREVIOUS = "previous."
_MAX_COLUMNS = 500
_MAX_ROWS = 2_000


def refuse_contradictions(form: Form) -> None:
    """Raise LayoutError, naming the place, for what no document could ever satisfy."""
    _refuse_twice("table", [table.key for table in form.tables])
    _refuse_twice("section", [section.key for section in form.sections])
    _refuse_twice("rule", [rule.id for rule in form.rules])
    keys = {section.key for section in form.sections}
    cells: dict[str, list[str]] = {}
    for table in form.tables:
        _refuse_size(table)
        if table.section and keys and table.section not in keys:
            raise LayoutError(f"table {table.key}: there is no section {table.section}")
        cells[table.key] = _cells(table)
    for rule in form.rules:
        _refuse_bad_rule(rule, cells)
    for place, pattern, groups in _patterns(form):
        _refuse_bad_pattern(place, pattern, groups)


def _refuse_size(table: FormTable) -> None:
    """Refuse spans that no page holds, before a grid is made of them."""
    if not 1 <= table.width <= _MAX_COLUMNS or len(table.printed) > _MAX_ROWS:
        limits = f"{_MAX_COLUMNS} columns and {_MAX_ROWS:,} rows"
        raise LayoutError(f"table {table.key}: a grid has at most {limits}")
    rows = [*table.printed, *(row.printed for row in table.local_rows)]
    rows += [row for option in table.options for row in option.printed]
    spans = [option.down[label] for option in table.options for label in option.down]
    for item in (item for row in rows for item in row):
        spans += [item.down, *((item.across,) if isinstance(item.across, int) else item.across)]
        if isinstance(item.across, tuple) and not item.across:
            raise LayoutError(f"table {table.key}: across: an empty list")
    for span in spans:
        if not 1 <= span <= _MAX_ROWS:
            raise LayoutError(f"table {table.key}: a span of {span}; spans count from 1")


def _refuse_twice(kind: str, keys: list[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise LayoutError(f"two {kind}s have the key {key}")


def _cells(table: FormTable) -> list[str]:
    """The addresses of a table's values, options and local rows included."""
    found = {slot.address: None for layout in layouts(table) for slot in layout.values}
    return [".".join(address) for address in found if address is not None]


def _refuse_bad_rule(rule: Rule, cells: dict[str, list[str]]) -> None:
    table = getattr(rule, "table", None)
    if table is not None and table not in cells:
        raise LayoutError(f"rule {rule.id}: there is no table {table}")
    if isinstance(rule, SumRule):
        _refuse_bad_terms(rule, cells[rule.table])
    elif isinstance(rule, CompareRule):
        _refuse_bad_comparison(rule, cells[rule.table])
    elif isinstance(rule, AmountRule):
        _refuse_missing(rule, rule.cells, cells)
    elif isinstance(rule, TextRule):
        for claim in rule.claims:
            _refuse_missing(rule, (*claim.cells, *claim.or_cells), cells)
    elif isinstance(rule, PeriodRule):
        for day in (rule.start, rule.end):
            if _DAY.fullmatch(day) is None:
                raise LayoutError(f"rule {rule.id}: {day!r} is no day; write MM-DD")


def _refuse_bad_terms(rule: SumRule, cells: list[str]) -> None:
    _refuse_unknown_lines(rule, 2 if rule.each == "column" else 1, rule.only, cells)
    known = {cell.split(".")[1 if rule.each == "column" else 2] for cell in cells}
    for side, terms in (("left", rule.left), ("right", rule.right)):
        if not terms:
            raise LayoutError(f"rule {rule.id}: {side} is empty")
        for term in terms:
            key = term.removeprefix("-").removeprefix(_PREVIOUS)
            if not key or not any(fnmatchcase(name, key) for name in known):
                raise LayoutError(
                    f"rule {rule.id}: table {rule.table} has no {term or 'empty key'}"
                )


def _refuse_bad_comparison(rule: CompareRule, cells: list[str]) -> None:
    try:
        used = names(rule.expression)
    except ExpressionError as error:
        raise LayoutError(f"rule {rule.id}: {error}") from error
    _refuse_unknown_lines(rule, 2 if rule.each == "column" else 1, rule.only, cells)
    known = {cell.split(".")[1 if rule.each == "column" else 2] for cell in cells}
    if rule.each == "cell":
        known = {"value"}
    for name in used:
        if name not in known:
            raise LayoutError(f"rule {rule.id}: table {rule.table} has no {name}")


def _refuse_unknown_lines(
    rule: SumRule | CompareRule, part: int, only: Iterable[str], cells: list[str]
) -> None:
    known = {cell.split(".")[part] for cell in cells}
    for line in only:
        if line not in known:
            raise LayoutError(f"rule {rule.id}: only: table {rule.table} has no {line}")


def _refuse_missing(rule: Rule, written: Iterable[str], cells: dict[str, list[str]]) -> None:
    known = [cell for own in cells.values() for cell in own]
    for name in written:
        if not any(fnmatchcase(cell, name) for cell in known):
            raise LayoutError(f"rule {rule.id}: there is no cell {name}")


_Pattern = tuple[str, str, tuple[str, ...]]
"""Where a pattern stands, the pattern, and the groups that it has to have."""


def _refuse_bad_pattern(place: str, pattern: str, groups: tuple[str, ...]) -> None:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise LayoutError(f"{place}: {pattern!r} is no regular expression: {error}") from error
    for group in groups:
        if group not in compiled.groupindex:
            raise LayoutError(f"{place}: {pattern!r} has no group {group}; write (?P<{group}>…)")


def _patterns(form: Form) -> Iterator[_Pattern]:
    document, language = form.document, form.language
    for key, patterns, groups in (
        ("title", document.title, ("organisation", "year")),
        ("title_tail", document.title_tail, ("year",)),
        ("year", document.year, ("year",)),
        ("stated_year", document.stated_year, ("year",)),
        ("period", document.period, ()),
        ("organisation", document.organisation, ("organisation",)),
        ("not_organisation", _one(document.not_organisation), ()),
        ("signature_date", _one(document.signature_date), ("year", "month", "day")),
    ):
        yield from ((f"document.{key}", pattern, groups) for pattern in patterns)
    for key in ("address", "postcode", "phone", "fax", "email"):
        for pattern in getattr(document.contact, key):
            yield f"document.contact.{key}", pattern, ("value",)
    for pattern in language.page_marks:
        yield "language.page_marks", pattern, ()
    for pattern in _one(language.year_mention):
        yield "language.year_mention", pattern, ("year",)
    if language.spam is not None:
        yield "language.spam.run", language.spam.run, ()
        yield "language.spam.certain", language.spam.certain, ()
    for rule in form.rules:
        yield from _rule_patterns(rule)


def _rule_patterns(rule: Rule) -> Iterator[_Pattern]:
    place = f"rule {rule.id}"
    if rule.when is not None:
        yield f"{place}: when", rule.when.organisation, ()
    if isinstance(rule, TextRule):
        for guard in (*rule.guards, *rule.clause_guards):
            yield f"{place}: guards", guard, ()
        for claim in rule.claims:
            yield from ((f"{place}: patterns", pattern, ("n",)) for pattern in claim.patterns)
            yield from ((f"{place}: zero", pattern, ()) for pattern in claim.zero)


def _one(pattern: str | None) -> tuple[str, ...]:
    return () if pattern is None else (pattern,)


__all__ = ["refuse_contradictions"]

"""The rules of a form applied to a document: pass, fail or not assessable, with both sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from .engine import FormReading
from .equations import Equation, total
from .expressions import holds, names, sides
from .layout import Address
from .numbers import Number
from .schema import (
    AmountRule,
    CompareRule,
    OrganisationRule,
    PeriodRule,
    Rule,
    SectionsRule,
    Severity,
    SignatureRule,
    SumRule,
    TextRule,
    TypeRule,
    VersionRule,
    YearRule,
)
from .textclaims import Sentences, text_results

Outcome = Literal["pass", "fail", "not_assessable"]
Side = int | Decimal | str | None


class RuleResult(Struct, frozen=True):
    """A rule at one place."""

    rule: str
    outcome: Outcome
    severity: Severity
    cells: tuple[str, ...] = ()
    left: Side = None
    right: Side = None
    detail: str = ""
    """What the rule says, or why it cannot be assessed."""


def rule_results(reading: FormReading, previous: FormReading | None) -> tuple[RuleResult, ...]:
    """Every rule of the form, at every place it holds for, in the order of the form."""
    out: list[RuleResult] = []
    told = Sentences(reading.narrative.lines, reading.form.language)
    for rule in reading.form.rules:
        if rule.when is not None and not _applies(rule, reading):
            continue
        if isinstance(rule, TextRule):
            out.extend(_claims(rule, reading, told))
        else:
            out.extend(_results(rule, reading, previous))
    return tuple(out)


def _applies(rule: Rule, reading: FormReading) -> bool:
    name = reading.narrative.organisation
    assert rule.when is not None
    return name is not None and re.search(rule.when.organisation, name) is not None


def _results(
    rule: Rule, reading: FormReading, previous: FormReading | None
) -> Iterator[RuleResult]:
    if isinstance(rule, SumRule):
        yield from _sums(rule, reading, previous)
    elif isinstance(rule, CompareRule):
        yield from _comparisons(rule, reading)
    elif isinstance(rule, TypeRule):
        yield from _types(rule, reading)
    elif isinstance(rule, AmountRule):
        yield from _amounts(rule, reading)
    elif isinstance(rule, YearRule):
        yield _year(rule, reading)
    elif isinstance(rule, PeriodRule):
        yield _period(rule, reading)
    elif isinstance(rule, OrganisationRule):
        yield _organisation(rule, reading)
    elif isinstance(rule, VersionRule):
        yield _version(rule, reading)
    elif isinstance(rule, SectionsRule):
        yield from _sections(rule, reading)
    elif isinstance(rule, SignatureRule):
        yield _signature(rule, reading)


def result(
    rule: Rule,
    outcome: Outcome,
    cells: Iterable[str] = (),
    left: Side = None,
    right: Side = None,
    detail: str = "",
) -> RuleResult:
    """A result of `rule`; the rule's own wording is its detail when none is given."""
    text = detail or rule.en or rule.zh
    return RuleResult(rule.id, outcome, rule.severity, tuple(cells), left, right, text)


def dotted(address: Address) -> str:
    """`table.row.column`."""
    return ".".join(address)


def _sums(
    rule: SumRule, reading: FormReading, previous: FormReading | None
) -> Iterator[RuleResult]:
    why = _why_not_previous(reading, previous)
    for equation in reading.sums:
        if equation.rule.id != rule.id:
            continue
        cells = [dotted(address) for address in equation.addresses]
        if why is not None and _is_cross_year(equation):
            yield result(rule, "not_assessable", cells, detail=why)
            continue
        before = previous.values if previous is not None else {}
        left = total(equation.left, reading.values, before)
        right = total(equation.right, reading.values, before)
        if left is None or right is None:
            yield result(rule, "not_assessable", cells, left, right)
        else:
            yield result(rule, "pass" if left == right else "fail", cells, left, right)


def _is_cross_year(equation: Equation) -> bool:
    return any(term.previous for term in (*equation.left, *equation.right))


def _why_not_previous(reading: FormReading, previous: FormReading | None) -> str | None:
    if previous is None:
        return "needs the report of the year before"
    year, before = reading.narrative.year, previous.narrative.year
    if year is not None and before is not None and before != year - 1:
        return f"the other report is of {before}, not of {year - 1}"
    name, other = reading.narrative.organisation, previous.narrative.organisation
    if name and other and not _same_body(name, other):
        return f"the other report is of {other}, not of {name}"
    return None


def _comparisons(rule: CompareRule, reading: FormReading) -> Iterator[RuleResult]:
    for found in _lines(rule, reading):
        cells = [dotted(address) for address in found.values()]
        values = {key: reading.values[address] for key, address in found.items()}
        known = {key: value for key, value in values.items() if value is not None}
        if len(known) < len(values):
            yield result(rule, "not_assessable", cells)
            continue
        left, right = sides(rule.expression, known) or (_told(known), rule.expression)
        outcome: Outcome = "pass" if holds(rule.expression, known) else "fail"
        yield result(rule, outcome, cells, left, right)


def _told(values: dict[str, Number]) -> str:
    """The numbers of a comparison that has no two sides: `made = 4, public_total = 0`."""
    return ", ".join(f"{key} = {value}" for key, value in values.items())


def _lines(rule: CompareRule, reading: FormReading) -> Iterator[dict[str, Address]]:
    """For each place of a comparison the cell that each of its keys means."""
    wanted = names(rule.expression)
    addresses = [address for address in reading.facts if address[0] == rule.table]
    if rule.each == "cell":
        for address in addresses:
            if not rule.only or address[1] in rule.only:
                yield {"value": address}
        return
    line, key = (1, 2) if rule.each == "row" else (2, 1)
    for name in dict.fromkeys(address[line] for address in addresses):
        if rule.only and name not in rule.only:
            continue
        cells = {address[key]: address for address in addresses if address[line] == name}
        if all(part in cells for part in wanted):
            yield {part: cells[part] for part in wanted}


def _types(rule: TypeRule, reading: FormReading) -> Iterator[RuleResult]:
    types = {p.address: p.type for p in reading.alignment.sequence.places if p.address is not None}
    is_mark = reading.prepared.numbers.is_null_mark
    wrong: list[RuleResult] = []
    seen = False
    for address, fact in reading.facts.items():
        if address[0] != rule.table:
            continue
        seen = seen or fact.value is not None
        if fact.value is not None and not _is_of_type(fact.value, types[address].type):
            wrong.append(result(rule, "fail", [dotted(address)], fact.value))
        elif fact.value is None and fact.text and not is_mark(fact.text):
            wrong.append(result(rule, "fail", [dotted(address)], fact.text))
    if wrong:
        yield from wrong
    else:
        yield result(rule, "pass" if seen else "not_assessable")


def _is_of_type(value: Number, kind: str) -> bool:
    if kind in ("integer", "signed") and isinstance(value, Decimal):
        return False
    return value >= 0 or kind in ("signed", "decimal")


def _amounts(rule: AmountRule, reading: FormReading) -> Iterator[RuleResult]:
    types = {p.address: p.type for p in reading.alignment.sequence.places if p.address is not None}
    for cell in rule.cells:
        table, row, column = cell.split(".")
        fact = reading.facts.get((table, row, column))
        if fact is None or fact.value is None:
            yield result(rule, "not_assessable", [cell])
            continue
        kind = types[table, row, column]
        decimals = -int(Decimal(fact.value).as_tuple().exponent)
        many = kind.decimals is not None and decimals > kind.decimals
        large = rule.suspicious_from is not None and fact.value >= rule.suspicious_from
        yield result(rule, "fail" if many or large else "pass", [cell], fact.value)


def _claims(rule: TextRule, reading: FormReading, told: Sentences) -> Iterator[RuleResult]:
    cells = {dotted(address): value for address, value in reading.values.items()}
    for found in text_results(rule, told, cells, reading.narrative.year):
        outcome: Outcome = (
            "not_assessable"
            if found.told is None or found.cells_total is None
            else "pass"
            if found.told in (found.cells_total, found.other_total)
            else "fail"
        )
        yield result(rule, outcome, found.cells, found.told, found.cells_total, found.sentence)


def _year(rule: YearRule, reading: FormReading) -> RuleResult:
    stated = reading.narrative.years
    years = {year for _, year in stated}
    if not years:
        return result(rule, "not_assessable", ["year"])
    told = "; ".join(f"{where} {year}" for where, year in stated)
    main = reading.narrative.year
    others = sorted(years - {main}) if main is not None else []
    if not others:
        return result(rule, "pass", ["year"], main, main, told)
    return result(rule, "fail", ["year"], main, others[0], told)


def _period(rule: PeriodRule, reading: FormReading) -> RuleResult:
    period, year = reading.narrative.period, reading.narrative.year
    cells = ["period.from", "period.to"]
    if year is None or (period.start is None and period.end is None):
        return result(rule, "not_assessable", cells)
    want = f"{year}-{rule.start}/{year}-{rule.end}"
    told = f"{period.start or '…'}/{period.end or '…'}"
    good = period.start in (None, f"{year}-{rule.start}") and period.end in (
        None,
        f"{year}-{rule.end}",
    )
    return result(rule, "pass" if good else "fail", cells, told, want)


def _organisation(rule: OrganisationRule, reading: FormReading) -> RuleResult:
    narrative = reading.narrative
    if narrative.spam is not None:
        detail = "hijack-suspected: advertising stands in the name of the body"
        return result(rule, "fail", ["organisation"], narrative.spam, None, detail)
    main = narrative.organisation
    if main is None or len(narrative.names) < 2:
        return result(rule, "not_assessable", ["organisation"], main)
    for where, name in narrative.names:
        if where in ("title", "signature") and not _same_body(main, name):
            return result(rule, "fail", ["organisation"], main, name)
    return result(rule, "pass", ["organisation"], main)


def _same_body(one: str, other: str) -> bool:
    """Whether one of two names may be the other's short form."""
    short, full = sorted((one, other), key=len)
    rest = iter(full)
    return all(char in rest for char in short)


def _version(rule: VersionRule, reading: FormReading) -> RuleResult:
    year, years, form = reading.narrative.year, reading.form.years, reading.form
    for table in reading.choice.recognition.tables:
        if table.form != form.id:
            return result(
                rule,
                "fail",
                [table.key],
                table.form,
                form.id,
                "a table is printed in another version of the form",
            )
    if year is None:
        return result(rule, "not_assessable", ["form"], form.id)
    early = years.first is not None and year < years.first
    late = years.last is not None and year > years.last
    return result(rule, "fail" if early or late else "pass", ["form"], form.id, year)


def _sections(rule: SectionsRule, reading: FormReading) -> Iterator[RuleResult]:
    found = {section.key for section in reading.sections}
    missing = [s for s in reading.form.sections if s.key not in found]
    for section in missing:
        detail = f"the section {section.heading} is missing"
        yield result(rule, "fail", [section.key], None, section.heading, detail)
    filled = {address[0] for address, fact in reading.facts.items() if fact.text is not None}
    places = reading.alignment.sequence.places
    # Cells that could not be placed are there all the same.
    filled |= {places[g.places[0]].table for g in reading.resolution.unresolved if g.candidates}
    lost = [table for table in reading.form.tables if table.key not in filled]
    for table in lost:
        detail = "the table is missing; it may stand in the source as a picture"
        yield result(rule, "fail", [table.key], None, table.key, detail)
    if not missing and not lost:
        yield result(rule, "pass", ["sections"])


def _signature(rule: SignatureRule, reading: FormReading) -> RuleResult:
    signed, year = reading.narrative.signed, reading.narrative.year
    if signed is None or year is None:
        return result(rule, "not_assessable", ["signature"])
    end = f"{year}-12-31"
    return result(rule, "pass" if signed >= end else "fail", ["signature"], signed, end)

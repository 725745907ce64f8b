"""The public entry points: facts and checks of a document."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from ..model import Document
from ..model.walk import iter_tables
from .arithmetic import SumResult, arithmetic
from .check import RuleResult, dotted, rule_results
from .engine import FormReading, read_by_form, require_reading
from .facts import Fact, Facts, Issue
from .schema import Form


class CheckReport(Struct, frozen=True):
    """Every rule that was looked at."""

    form: str | None
    """None for a document without a known form; then only the tables' own sums are checked."""
    results: tuple[RuleResult, ...]
    sums: tuple[SumResult, ...] = ()
    """Totals of tables that belong to no form."""

    @property
    def failures(self) -> tuple[RuleResult, ...]:
        """The rules that fail, in the order of the form."""
        return tuple(found for found in self.results if found.outcome == "fail")

    @property
    def has_errors(self) -> bool:
        """Whether a rule of severity `error` fails."""
        return any(found.severity == "error" for found in self.failures) or any(
            found.outcome == "fail" and found.severity == "error" for found in self.sums
        )


def extract_facts(document: Document, form: Form | None = None) -> Facts:
    """The facts of a document that follows a form; only `form` is tried when it is given.

    Raises UnsupportedFormat when the document follows no known form.
    """
    return facts_of(require_reading(document, form))


def facts_of(reading: FormReading) -> Facts:
    """The facts of a document that was read by its form."""
    narrative = reading.narrative
    return Facts(
        form=reading.form.id,
        year=narrative.year,
        organisation=narrative.organisation,
        title=narrative.title,
        period=narrative.period,
        contact=narrative.contact,
        sections=reading.sections,
        tables=_tables(reading),
        issues=(*_rule_issues(reading), *_recovery_issues(reading)),
        short_name=narrative.short_name,
        signed=narrative.signed,
        recognition=reading.choice.recognition,
        extra=reading.extra,
    )


def check(
    document: Document, previous: Document | None = None, form: Form | None = None
) -> CheckReport:
    """Every rule of the document's form, and the totals of its other tables.

    `previous` is the report of the same body for the year before; without it the rules that
    span years are not assessable.
    """
    reading = read_by_form(document, form)
    if reading is None:
        sums = tuple(found for t in iter_tables(document.blocks) for found in arithmetic(t))
        return CheckReport(None, (), sums)
    before = None if previous is None else read_by_form(previous, form)
    own = {block for block, _ in _tables_of_form(reading)}
    others = [block for i, block in enumerate(document.blocks) if i not in own]
    sums = tuple(found for table in iter_tables(others) for found in arithmetic(table))
    return CheckReport(reading.form.id, rule_results(reading, before), sums)


def _tables_of_form(reading: FormReading) -> set[tuple[int, str]]:
    """Indexes of the blocks that hold values of the form, with the table they belong to."""
    places = reading.alignment.sequence.places
    return {
        (token.block, places[index].table)
        for index, token in reading.alignment.values.items()
        if token is not None
    }


def _tables(reading: FormReading) -> dict[str, dict[str, dict[str, Fact]]]:
    tables: dict[str, dict[str, dict[str, Fact]]] = {}
    for (table, row, column), fact in reading.facts.items():
        tables.setdefault(table, {}).setdefault(row, {})[column] = fact
    return tables


def _rule_issues(reading: FormReading) -> list[Issue]:
    return [
        Issue(found.rule, found.severity, found.cells, found.left, found.right, found.detail)
        for found in rule_results(reading, None)
        if found.outcome == "fail"
    ]


def _recovery_issues(reading: FormReading) -> list[Issue]:
    """What could not be placed, was placed by the sums, was computed, or has no place."""
    out: list[Issue] = []
    places = reading.alignment.sequence.places
    for group in reading.resolution.unresolved:
        empty = [
            dotted(address)
            for index in group.places
            if (address := places[index].address) is not None
            and address in reading.facts
            and reading.facts[address].value is None
        ]
        if empty:
            detail = "the values of these cells can be placed in several ways; they stay empty"
            out.append(Issue("row-ambiguous", "warning", tuple(empty), detail=detail))
    for cells, rules in reading.resolution.chosen:
        detail = f"the sums of {', '.join(rules)} decided where these values stand"
        out.append(
            Issue("placed-by-sums", "info", tuple(dotted(cell) for cell in cells), detail=detail)
        )
    for address, rules in reading.resolution.derived.items():
        detail = f"computed; only this value fits {', '.join(rules)}"
        value = reading.resolution.values[address]
        out.append(Issue("derived", "info", (dotted(address),), value, None, detail))
    for table, lines in reading.moved:
        detail = f"the {lines} stand in another order than on the form; their labels decided"
        out.append(Issue("rearranged", "info", (table,), detail=detail))
    for row in reading.extra:
        detail = "these cells have no place on the form: " + " | ".join(row.texts)
        out.append(Issue("extra-cells", "warning", (row.table,), detail=detail))
    return out


_ENCODER = msgspec.json.Encoder(decimal_format="number")


def check_json(report: CheckReport, *, indent: int | None = 2) -> bytes:
    """The report as UTF-8 JSON; numbers are exact decimals."""
    data = _ENCODER.encode(report)
    return data if indent is None else msgspec.json.format(data, indent=indent) + b"\n"


__all__ = ["CheckReport", "check", "check_json", "extract_facts", "facts_of"]

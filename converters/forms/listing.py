"""A check report as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from .arithmetic import SumResult
from .check import RuleResult
from .report import CheckReport

_SHOWN = ("fail",)


def report_lines(report: CheckReport) -> list[str]:
    """One line for each failing rule or total, then one line that counts the outcomes."""
    return [*_failures(report), _summary(report)]


def _failures(report: CheckReport) -> Iterator[str]:
    for found in report.results:
        if found.outcome in _SHOWN:
            yield f"{found.severity}: {found.rule}: {_sides(found)} ({', '.join(found.cells)})"
    for total in report.sums:
        if total.outcome in _SHOWN:
            yield f"{total.severity}: {_total(total)}"


def _sides(found: RuleResult) -> str:
    detail = found.detail or "does not hold"
    if found.left is None and found.right is None:
        return detail
    return f"{detail}: {found.left} against {found.right}"


def _total(total: SumResult) -> str:
    row, column = total.total
    return (
        f"{total.label or 'total'} in row {row + 1}, column {column + 1} is printed as "
        f"{total.right}, its parts add up to {total.left}"
    )


def _summary(report: CheckReport) -> str:
    outcomes = [found.outcome for found in report.results]
    outcomes += [found.outcome for found in report.sums]
    count = outcomes.count
    form = report.form or "no known form"
    return (
        f"{form}: {count('pass')} passed, {count('fail')} failed, "
        f"{count('not_assessable')} not assessable"
    )

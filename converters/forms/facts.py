"""The facts of a document that follows a form: every value with its status and origin."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import Struct

from ..model import Origin
from .narrative import ContactFacts, Period
from .numbers import Number
from .recognise import Recognition
from .schema import Severity

FactStatus = Literal["source", "derived", "lost"]


class Fact(Struct, frozen=True):
    """One value of the form."""

    value: int | Decimal | None
    """None where the source gives no number, or one that cannot be placed with certainty."""
    text: str | None
    """As printed; None where the source has no cell, "" where it is blank."""
    status: FactStatus
    unit: str | None = None
    origin: Origin | None = None


class Issue(Struct, frozen=True):
    """Something that does not agree, or that could not be recovered."""

    rule: str
    severity: Severity
    cells: tuple[str, ...]
    left: int | Decimal | str | None = None
    right: int | Decimal | str | None = None
    detail: str = ""


class SectionFact(Struct, frozen=True):
    """A section heading of the document."""

    key: str
    heading: str


class ExtraRow(Struct, frozen=True):
    """Cells of a table that the form has no place for."""

    table: str
    texts: tuple[str, ...]


class Facts(Struct, frozen=True):
    """What a document that follows a form states."""

    form: str
    year: int | None
    organisation: str | None
    title: str | None
    period: Period
    contact: ContactFacts
    sections: tuple[SectionFact, ...]
    tables: dict[str, dict[str, dict[str, Fact]]]
    issues: tuple[Issue, ...]
    short_name: str | None = None
    """The body's abbreviated name, where the text uses one."""
    signed: str | None = None
    recognition: Recognition | None = None
    extra: tuple[ExtraRow, ...] = ()

    def value(self, cell: str) -> Number | None:
        """The number of a cell `table.row.column`; None when there is none."""
        table, row, column = cell.split(".")
        fact = self.tables.get(table, {}).get(row, {}).get(column)
        return None if fact is None else fact.value


_ENCODER = msgspec.json.Encoder(decimal_format="number")


def facts_json(facts: Facts, *, indent: int | None = 2) -> bytes:
    """The facts as UTF-8 JSON; numbers are exact decimals."""
    data = _ENCODER.encode(facts)
    return data if indent is None else msgspec.json.format(data, indent=indent) + b"\n"


__all__ = [
    "ExtraRow",
    "Fact",
    "FactStatus",
    "Facts",
    "Issue",
    "SectionFact",
    "facts_json",
]

"""What a form file holds: structs that msgspec fills from YAML, strictly.

The shape is described for authors in `docs/forms.md`. Nothing here knows a particular form.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]
Basis = Literal["stated", "implied", "form", "practice"]
ValueType = Literal["integer", "signed", "decimal", "amount"]
Each = Literal["row", "column", "cell"]


class Spam(Struct, frozen=True, forbid_unknown_fields=True):
    """How advertising that overwrote a name is recognised; both are regular expressions."""

    run: str
    """A run of words that advertising consists of."""
    certain: str
    """What a run must contain to be advertising."""


class Approximate(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say a number is not exact: in front of it, or between it and its unit."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """What the standard rendering says in the language of the form."""

    derived: str = "Not in the source, computed from the sums: "
    lost: str = "Not recovered from the source: "
    table_lost: str = "No value of this table was recovered from the source."
    leftover: str = "In the source, without a place on the form: "
    separator: str = "; "
    equals: str = " = "
    annex: str = "Results of the checks"
    annex_columns: tuple[str, str, str, str, str] = (
        "Rule",
        "What it says",
        "Holds",
        "Fails",
        "Not assessable",
    )
    failure_columns: tuple[str, str, str, str] = ("Rule", "Cells", "Left side", "Right side")
    local_rules: bool = False
    """Whether rules are told in the words of their `zh` key."""


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """Words and characters of the language a form is printed in."""

    fold: dict[str, str] = {}
    """Characters that labels are compared without: traditional ones to simplified ones."""
    null_marks: tuple[str, ...] = ("/", "-")
    signs: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    units: tuple[str, ...] = ()
    numerals: dict[str, int] = {}
    """Characters of written numbers that stand for 0 to 9."""
    powers: dict[str, int] = {}
    """Characters of written numbers that multiply what stands before them."""
    not_before_numeral: tuple[str, ...] = ()
    """Characters after which a written number is none, as in an ordinal."""
    approximate: Approximate = Approximate()
    year_mention: str | None = None
    """A regular expression with a group `year`: years told in the narrative."""
    continuing: tuple[str, ...] = ()
    """How a sentence begins that goes on about what the sentence before it counts."""
    page_marks: tuple[str, ...] = ()
    total_words: tuple[str, ...] = ("total",)
    subtotal_words: tuple[str, ...] = ("subtotal",)
    spam: Spam | None = None
    body_endings: tuple[str, ...] = ()
    wording: Wording = Wording()


class Years(Struct, frozen=True, forbid_unknown_fields=True):
    """Years of report that a form is for, both included; `last` None while it is in force."""

    first: int | None = None
    last: int | None = None


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A numbered section of the document."""

    key: str
    heading: str
    ordinal: str = ""
    variants: tuple[str, ...] = ()


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """What the cells of a value column hold."""

    type: ValueType = "integer"
    unit: str | None = None
    decimals: int | None = None
    """Decimals at most, for amounts."""


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """A printed label cell, or the value cells of a row; exactly one of `label` and `values`."""

    label: str | None = None
    values: str | None = None
    """Key of the row whose values stand here."""
    across: int | tuple[int, ...] = 1
    """Columns that a label covers, or for values a list with one number for each."""
    down: int = 1
    columns: tuple[str, ...] = ()
    """Keys of the values; the table's `value_columns` when left out."""


PrintedRow = tuple[Item, ...]


class LocalRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A row that some bodies add after the row `after`."""

    after: str
    printed: PrintedRow


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """Another way in which part of a table is printed."""

    id: str
    replaces: tuple[str, ...]
    """Keys of rows that stand below each other in the form."""
    printed: tuple[PrintedRow, ...]
    down: dict[str, int] = {}
    """Labels outside the replaced rows whose span differs then."""


class FormTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the form: its printed grid."""

    key: str
    width: int
    printed: tuple[PrintedRow, ...]
    section: str = ""
    name: dict[str, str] = {}
    value_columns: tuple[str, ...] = ()
    columns: dict[str, Column] = {}
    """By column key; a column that is not listed holds whole numbers."""
    local_rows: tuple[LocalRow, ...] = ()
    options: tuple[Option, ...] = ()


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns with a group `value`."""

    address: tuple[str, ...] = ()
    postcode: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    fax: tuple[str, ...] = ()
    email: tuple[str, ...] = ()


class DocumentPatterns(Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions for what stands around the tables.

    They see text in half-width characters without white space; groups are named `organisation`,
    `year`, `value`, and `from_year` to `to_day`.
    """

    title: tuple[str, ...] = ()
    title_tail: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    stated_year: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    contact: Contact = Contact()
    organisation: tuple[str, ...] = ()
    not_organisation: str | None = None
    signature_date: str | None = None


class Condition(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule holds only for bodies whose name a pattern finds."""

    organisation: str


class _Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    id: str
    severity: Severity = "error"
    basis: Basis = "implied"
    zh: str = ""
    en: str = ""
    when: Condition | None = None


class SumRule(_Rule, frozen=True, tag="sum", kw_only=True):
    """The terms on both sides add up to the same, in each row or column.

    A term is a row or column key, with `*` for any ending, `-` in front to subtract, and
    `previous.` for the value of the report of the year before.
    """

    table: str
    each: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    only: tuple[str, ...] = ()


class CompareRule(_Rule, frozen=True, tag="compare", kw_only=True):
    """An expression of keys and numbers with + - == != < <= > >= and or not holds."""

    table: str
    each: Each
    expression: str
    only: tuple[str, ...] = ()
    """Row keys for each `row` and `cell`, column keys for each `column`."""


class TypeRule(_Rule, frozen=True, tag="type", kw_only=True):
    """Every cell holds what its column's type says."""

    table: str


class AmountRule(_Rule, frozen=True, tag="amount", kw_only=True):
    """Amounts have the decimals of their column, and are not so large that the unit is wrong."""

    cells: tuple[str, ...]
    suspicious_from: int | None = None


class Claim(Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that the narrative tells, and the cells whose sum they should be."""

    cells: tuple[str, ...]
    patterns: tuple[str, ...]
    """With a group `n`."""
    zero: tuple[str, ...] = ()
    """Phrases that say none."""
    or_cells: tuple[str, ...] = ()
    """Cells whose sum is right as well."""


class TextRule(_Rule, frozen=True, tag="text", kw_only=True):
    """The narrative tells the same numbers as the table."""

    claims: tuple[Claim, ...]
    guards: tuple[str, ...] = ()
    """Words in a sentence, up to the end of the number's clause, that say it counts something
    else."""
    clause_guards: tuple[str, ...] = ()
    """The same for words in the number's own clause only."""


class YearRule(_Rule, frozen=True, tag="year", kw_only=True):
    """Title, period and narrative give one year."""


class PeriodRule(_Rule, frozen=True, tag="period", kw_only=True):
    """The period runs from `start` to `end` of the year, both `MM-DD`."""

    start: str
    end: str


class OrganisationRule(_Rule, frozen=True, tag="organisation", kw_only=True):
    """The body has one name, without foreign words."""


class VersionRule(_Rule, frozen=True, tag="version", kw_only=True):
    """The form is the one for the year, in all tables."""


class SectionsRule(_Rule, frozen=True, tag="sections", kw_only=True):
    """All sections and tables are there, in order."""


class SignatureRule(_Rule, frozen=True, tag="signature", kw_only=True):
    """The date under the report is not before the end of its period."""


Rule = (
    SumRule
    | CompareRule
    | TypeRule
    | AmountRule
    | TextRule
    | YearRule
    | PeriodRule
    | OrganisationRule
    | VersionRule
    | SectionsRule
    | SignatureRule
)


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """A statutory form."""

    schema: Literal["tablewright-form/1"]
    id: str
    tables: tuple[FormTable, ...]
    name: dict[str, str] = {}
    family: str = ""
    """Forms of one family are versions of each other and share keys."""
    authority: str = ""
    replaces: str | None = None
    years: Years = Years()
    include: tuple[str, ...] = ()
    distinctive: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    variants: dict[str, tuple[str, ...]] = {}
    """Other wordings of a printed label."""
    language: Language = Language()
    document: DocumentPatterns = DocumentPatterns()
    rules: tuple[Rule, ...] = ()

    def table(self, key: str) -> FormTable:
        """The table of that key; raises KeyError."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

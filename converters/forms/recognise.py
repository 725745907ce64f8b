"""Which form a document follows, and in which version each of its tables is printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from msgspec import Struct

from .layout import Layout
from .places import PreparedForms, Sequence
from .schema import Form
from .tokens import Token

LEAST = 0.3
"""Share of the labels of at least one table that must be there."""

LEAST_WHEN_NAMED = 0.05
"""The same where the user named the form."""


class TableEvidence(Struct, frozen=True):
    """What speaks for a table of the form."""

    key: str
    form: str
    """The version whose labels the table has."""
    found: int
    """Labels of that version that the document has."""
    printed: int
    """Labels of that version."""
    option: str | None = None


class Recognition(Struct, frozen=True):
    """The form of a document."""

    form: str
    confidence: float
    """From 0 to 1."""
    tables: tuple[TableEvidence, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The form and the layouts that a document is read by."""

    form: Form
    recognition: Recognition
    sequence: Sequence


def choose(tokens: list[Token], forms: PreparedForms, wanted: Form | None = None) -> Choice | None:
    """The form of the document with these tokens, or None; only `wanted` is tried when given."""
    counts = _label_counts(tokens, forms)
    evidence = {
        form.id: tuple(_evidence(form, table.key, counts, forms) for table in form.tables)
        for form in forms.forms
    }
    form = wanted or _most_likely(forms, evidence, counts)
    tables = tuple(
        _best_version(own, evidence) if wanted is None else own for own in evidence[form.id]
    )
    confidence = _confidence(tables)
    least = LEAST if wanted is None else LEAST_WHEN_NAMED
    if max((_share(table) for table in tables), default=0.0) < least:
        return None
    chosen = tuple(_layout(table, forms) for table in tables)
    recognition = Recognition(form.id, confidence, tables)
    return Choice(form, recognition, forms.sequence(form.sections, chosen))


def _label_counts(tokens: list[Token], forms: PreparedForms) -> Counter[str]:
    counts: Counter[str] = Counter()
    for token in tokens:
        if token.kind == "label":
            matches = forms.labels.matches(token.text)
            key = forms.labels.key(token.text)
            # 其他 is a wording of 3.其他 as well, but first of all the label 其他 itself.
            own = [label for label in matches if forms.labels.key(label) == key]
            counts.update(own or matches)
    return counts


def _evidence(form: Form, key: str, counts: Counter[str], forms: PreparedForms) -> TableEvidence:
    plain, *others = forms.layouts[form.id, key]
    layout = plain
    for other in others:
        if _found(other, counts) >= _found(plain, counts) and not _only_of(plain, other, counts):
            layout = other
            break
    found = _found(layout, counts)
    printed = len({slot.label for slot in layout.slots if slot.label and not slot.optional})
    return TableEvidence(key, form.id, found, printed, layout.option)


def _found(layout: Layout, counts: Counter[str]) -> int:
    return sum(counts[label] > 0 for label in {slot.label for slot in layout.slots if slot.label})


def _only_of(plain: Layout, other: Layout, counts: Counter[str]) -> bool:
    """Whether the document has a label that only `plain` prints."""
    own = {slot.label for slot in plain.slots if slot.label}
    rest = own - {slot.label for slot in other.slots if slot.label}
    return any(counts[label] for label in rest)


def _most_likely(
    forms: PreparedForms, evidence: dict[str, tuple[TableEvidence, ...]], counts: Counter[str]
) -> Form:
    """The form that most values stand in tables of; then the one with most labels of its own."""
    votes: Counter[str] = Counter()
    for key in dict.fromkeys(table.key for tables in evidence.values() for table in tables):
        versions = [t for tables in evidence.values() for t in tables if t.key == key]
        best = max(_score(version) for version in versions)
        for version in versions:
            if _score(version) == best and version.found:
                votes[version.form] += len(_layout(version, forms).addresses)

    def rank(form: Form) -> tuple[int, float]:
        found = sum(counts[label] > 0 for label in form.distinctive)
        return (votes[form.id], found / max(len(form.distinctive), 1))

    return max(forms.forms, key=rank)


def _score(table: TableEvidence) -> float:
    """How well a version of a table explains the labels of the document."""
    return table.found - 0.5 * (table.printed - table.found)


def _share(table: TableEvidence) -> float:
    return table.found / table.printed if table.printed else 0.0


def _confidence(tables: tuple[TableEvidence, ...]) -> float:
    printed = sum(table.printed for table in tables)
    return round(sum(table.found for table in tables) / printed, 3) if printed else 0.0


def _best_version(
    own: TableEvidence, evidence: dict[str, tuple[TableEvidence, ...]]
) -> TableEvidence:
    """The version of a table that explains clearly more; the document's own otherwise."""
    best = own
    for tables in evidence.values():
        for other in tables:
            if other.key == own.key and _score(other) >= _score(best) + 1.5:
                best = other
    return best


def _layout(table: TableEvidence, forms: PreparedForms) -> Layout:
    return next(
        layout for layout in forms.layouts[table.form, table.key] if layout.option == table.option
    )

"""A document read by its form: tokens, alignment, sums and narrative in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..errors import UnsupportedFormat
from ..model import Document
from .align import Alignment, align, split_labels
from .equations import Equation, equations
from .facts import ExtraRow, Fact, SectionFact
from .layout import Address
from .load import list_forms
from .narrative import Narrative, read_narrative
from .numbers import Number
from .places import Place, PreparedForms
from .rearranged import Lines, rearranged
from .recognise import Choice, Recognition, choose
from .resolve import Resolution, resolve
from .schema import Form
from .tokens import Token, Tokeniser


@dataclass(frozen=True, slots=True)
class FormReading:
    """What became of a document on its form."""

    document: Document
    choice: Choice
    prepared: PreparedForms
    tokens: list[Token]
    alignment: Alignment
    resolution: Resolution
    sums: list[Equation]
    narrative: Narrative
    facts: dict[Address, Fact]
    sections: tuple[SectionFact, ...]
    extra: tuple[ExtraRow, ...]
    moved: tuple[tuple[str, Lines], ...]
    """Tables of the form whose columns or rows stand in another order in the source."""

    @property
    def form(self) -> Form:
        """The form that the document follows."""
        return self.choice.form

    @property
    def values(self) -> dict[Address, Number | None]:
        """The number of every cell, computed ones included."""
        return {address: fact.value for address, fact in self.facts.items()}


def recognise(document: Document, form: Form | None = None) -> Recognition | None:
    """The form that a document follows, or None; only `form` is tried when it is given."""
    found = _choose(document, form)
    return None if found is None else found[1].recognition


def read_by_form(document: Document, form: Form | None = None) -> FormReading | None:
    """The document on its form, or None when it follows none."""
    found = _choose(document, form)
    if found is None:
        return None
    prepared, choice, tokens = found
    order = rearranged(tokens, choice.sequence, prepared.labels)
    tokens = order.tokens
    placeable = [token for token in tokens if id(token) not in order.foreign]
    alignment = align(placeable, choice, prepared)
    sums = equations(choice.form, choice.sequence.layouts)
    resolution = resolve(alignment, sums, _number_reader(prepared))
    headings = alignment.sections()
    used = alignment.tokens()
    outside = [
        token
        for token in tokens
        if not token.strict and id(token) not in used and token.kind in ("label", "prose")
    ]
    narrative = read_narrative(
        outside,
        {id(token) for token in headings.values()},
        choice.form,
        page_title=document.metadata.title,
    )
    return FormReading(
        document=document,
        choice=choice,
        prepared=prepared,
        tokens=tokens,
        alignment=alignment,
        resolution=resolution,
        sums=sums,
        narrative=narrative,
        facts=_facts(alignment, resolution, prepared),
        sections=tuple(SectionFact(key, token.text) for key, token in headings.items()),
        extra=_extra_rows(tokens, used, alignment),
        moved=order.moved,
    )


def require_reading(document: Document, form: Form | None = None) -> FormReading:
    """`read_by_form`; raises UnsupportedFormat when the document follows no form."""
    reading = read_by_form(document, form)
    if reading is None and form is not None:
        raise UnsupportedFormat(f"{document.source.name} does not follow the form {form.id}.")
    if reading is None:
        known = ", ".join(known.id for known in list_forms())
        raise UnsupportedFormat(
            f"{document.source.name} follows none of the known forms ({known}); "
            "a form file of your own can be given."
        )
    return reading


@cache
def _built_in_families() -> tuple[PreparedForms, ...]:
    families: dict[str, list[Form]] = {}
    for form in list_forms():
        families.setdefault(form.family or form.id, []).append(form)
    return tuple(PreparedForms(tuple(forms)) for forms in families.values())


_PREPARED: dict[int, PreparedForms] = {}


def _prepare(form: Form) -> PreparedForms:
    """The form alone, or among its versions when it is a built-in one."""
    for family in _built_in_families():
        if any(form is known for known in family.forms):
            return family
    found = _PREPARED.get(id(form))
    if found is None or found.forms[0] is not form:
        found = _PREPARED[id(form)] = PreparedForms((form,))
    return found


def _choose(
    document: Document, form: Form | None
) -> tuple[PreparedForms, Choice, list[Token]] | None:
    families = _built_in_families() if form is None else (_prepare(form),)
    best: tuple[PreparedForms, Choice, list[Token]] | None = None
    for family in families:
        tokeniser = Tokeniser(family.labels, family.numbers, family.language.page_marks)
        tokens = split_labels(tokeniser.tokens(document), family.labels)
        choice = choose(tokens, family, form)
        if choice is not None and (
            best is None or choice.recognition.confidence > best[1].recognition.confidence
        ):
            best = (family, choice, tokens)
    return best


def _number_reader(prepared: PreparedForms) -> Callable[[Token | None, Place], Number | None]:
    def read(token: Token | None, place: Place) -> Number | None:
        if token is None or token.printed is None:
            return None
        return prepared.numbers.value(token.printed, place.type)[0]

    return read


def _facts(
    alignment: Alignment, resolution: Resolution, prepared: PreparedForms
) -> dict[Address, Fact]:
    facts: dict[Address, Fact] = {}
    for index, place in enumerate(alignment.sequence.places):
        if place.address is None:
            continue
        token = alignment.values.get(index)
        if place.optional and token is None:
            continue
        facts[place.address] = _fact(place, place.address, token, resolution, prepared)
    return facts


def _fact(
    place: Place,
    address: Address,
    token: Token | None,
    resolution: Resolution,
    prepared: PreparedForms,
) -> Fact:
    text = None if token is None or token.lost else token.text
    origin = None if token is None else token.origin
    if token is not None and token.printed is not None:
        value, unit = prepared.numbers.value(token.printed, place.type)
        return Fact(value, text, "source", unit, origin)
    if address in resolution.derived:
        return Fact(resolution.values[address], text, "derived", place.type.unit, origin)
    stated = token is not None and not token.lost
    return Fact(None, text, "source" if stated else "lost", None, origin)


def _extra_rows(tokens: list[Token], used: set[int], alignment: Alignment) -> tuple[ExtraRow, ...]:
    """Rows of the form's source tables with numbers that have no place."""
    tables = _tables_of_sources(alignment)
    rows: dict[int, list[Token]] = {}
    for token in tokens:
        if token.strict and token.table in tables:
            rows.setdefault(token.row, []).append(token)
    out: list[ExtraRow] = []
    for row in rows.values():
        over = [token for token in row if id(token) not in used and token.kind != "blank"]
        if any(token.kind in ("number", "numbers") for token in over):
            out.append(ExtraRow(tables[row[0].table], tuple(token.text for token in over)))
    return tuple(out)


def _tables_of_sources(alignment: Alignment) -> dict[int, str]:
    """For each source table the table of the form that most of its values belong to."""
    counts: dict[int, Counter[str]] = {}
    for index, token in alignment.values.items():
        if token is not None and token.strict:
            table = alignment.sequence.places[index].table
            counts.setdefault(token.table, Counter())[table] += 1
    return {source: found.most_common(1)[0][0] for source, found in counts.items()}

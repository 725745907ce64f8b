"""The places of a form in the order in which a report prints them, section headings included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .labels import Labels
from .layout import Address, Layout, layouts
from .numbers import NumberReader
from .schema import Column, Form, Section

WHOLE_NUMBERS = Column()


@dataclass(frozen=True, slots=True)
class Place:
    """A heading, a label or a value of the form, at one point of the reading order."""

    row: int
    """Printed row, counted over the form."""
    first: bool
    """The first cell of its printed row."""
    ordinal: int = 0
    """Cells of the printed row before it."""
    column: int = 0
    """Column of the printed grid."""
    table: str = ""
    label: str | None = None
    address: Address | None = None
    type: Column = WHOLE_NUMBERS
    optional: bool = False
    section: str | None = None
    """Set for the heading of a section."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """The places of a form with one layout chosen for each table."""

    layouts: tuple[Layout, ...]
    places: tuple[Place, ...]
    by_label: Mapping[str, tuple[int, ...]]

    def layout(self, table: str) -> Layout | None:
        """The layout of a table of that key."""
        return next((layout for layout in self.layouts if layout.table.key == table), None)


class PreparedForms:
    """The forms of one family, ready for alignment."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        """`forms` are versions of each other; the first one is preferred where they tie."""
        self.forms = forms
        self.language = forms[0].language
        self.numbers = NumberReader(self.language)
        self.layouts = {
            (form.id, table.key): layouts(table) for form in forms for table in form.tables
        }
        self.labels = self._labels()
        self._sequences: dict[tuple[tuple[str, str | None, str], ...], Sequence] = {}

    def form(self, form_id: str) -> Form:
        """The form of that id; raises KeyError."""
        return {form.id: form for form in self.forms}[form_id]

    def _labels(self) -> Labels:
        printed: dict[str, None] = {}
        variants: dict[str, tuple[str, ...]] = {}
        for form in self.forms:
            for section in form.sections:
                label = section_label(section)
                printed[label] = None
                variants[label] = _section_wordings(section)
            for label, wordings in form.variants.items():
                variants[label] = (*variants.get(label, ()), *wordings)
            for table in form.tables:
                for layout in self.layouts[form.id, table.key]:
                    printed.update({slot.label: None for slot in layout.slots if slot.label})
        return Labels(printed, variants, self.language.fold)

    def sequence(self, sections: tuple[Section, ...], chosen: tuple[Layout, ...]) -> Sequence:
        """The places of `chosen` layouts under the headings of `sections`."""
        key = tuple(
            (layout.table.key, layout.option, str(layout.table.printed[0])) for layout in chosen
        )
        if key not in self._sequences:
            self._sequences[key] = _sequence(sections, chosen)
        return self._sequences[key]


def section_label(section: Section) -> str:
    """The printed heading of a section, its ordinal included."""
    return f"{section.ordinal}、{section.heading}" if section.ordinal else section.heading


def _section_wordings(section: Section) -> tuple[str, ...]:
    wordings = (section.heading, *section.variants)
    if not section.ordinal:
        return wordings
    return tuple(f"{section.ordinal}、{text}" for text in wordings) + wordings


def _sequence(sections: tuple[Section, ...], chosen: tuple[Layout, ...]) -> Sequence:
    places: list[Place] = []
    rest = list(chosen)
    row = 0
    for section in sections:
        places.append(Place(row, True, label=section_label(section), section=section.key))
        row += 1
        for layout in [layout for layout in rest if layout.table.section == section.key]:
            row = _add_layout(layout, places, row)
            rest.remove(layout)
    for layout in rest:
        row = _add_layout(layout, places, row)
    by_label: dict[str, list[int]] = {}
    for index, place in enumerate(places):
        if place.label is not None:
            by_label.setdefault(place.label, []).append(index)
    return Sequence(chosen, tuple(places), {k: tuple(v) for k, v in by_label.items()})


def _add_layout(layout: Layout, places: list[Place], row: int) -> int:
    before: int | None = None
    row -= 1
    for slot in layout.slots:
        first = slot.row != before
        row += first
        before = slot.row
        places.append(
            Place(
                row=row,
                first=first,
                ordinal=slot.ordinal,
                column=slot.column,
                table=layout.table.key,
                label=slot.label,
                address=slot.address,
                type=slot.type,
                optional=slot.optional,
            )
        )
    return row + 1

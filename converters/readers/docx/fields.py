"""Fields: what Word computed is kept, the instruction is not (ECMA-376 Part 1, 17.16).

A complex field is spread over runs: begin, instruction, separate, result, end. Fields nest, also
inside the instruction of another, and may span paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from ...model.addresses import is_safe_address
from .links import Target, field_arguments, hyperlink_field
from .names import R_ID, VAL, W, is_on, number, text_of, val
from .numerals import format_number
from .package import Part, Relation

FIELD_CHAR: Final = W + "fldChar"
FIELD_TYPE: Final = W + "fldCharType"
_ENCLOSED: Final = re.compile(r"EQ\s*\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,;，]([^()]*)\)", re.IGNORECASE)
_SIMPLE: Final = W + "fldSimple"
CHECKED: Final = "\u2612"
UNCHECKED: Final = "\u2610"


@dataclass(slots=True)
class Field:
    """An open complex field."""

    form: Element | None = None
    """The data of a form field (w:ffData)."""
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    target: Target | None = None

    @property
    def arguments(self) -> list[str]:
        """The words of the instruction."""
        return field_arguments("".join(self.instruction))


@dataclass(slots=True)
class Fields:
    """The fields that are open at one point of a story."""

    unmatched: set[Element] = field(default_factory=set)
    """Marks without a partner in their part; they are passed over."""
    _open: list[Field] = field(default_factory=list)
    _instructions: int = 0

    @property
    def hides(self) -> bool:
        """Whether text at this point belongs to an instruction."""
        return self._instructions > 0

    @property
    def target(self) -> Target | None:
        """Target of the innermost open HYPERLINK field in whose result this point is."""
        for opened in reversed(self._open):
            if opened.target is not None:
                return opened.target
        return None

    def instruct(self, text: str) -> None:
        """Add text of an instruction to the innermost open field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def mark(self, element: Element) -> Field | None:
        """Follow a w:fldChar; the field when it ended without having shown a result."""
        if element in self.unmatched:
            return None
        kind = element.get(FIELD_TYPE)
        if kind == "begin":
            self._open.append(Field(element.find(W + "ffData")))
            self._instructions += 1
        elif kind == "separate" and self._open and not self._open[-1].in_result:
            self._separate(self._open[-1])
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return None

    def _separate(self, opened: Field) -> None:
        opened.in_result = True
        self._instructions -= 1
        arguments = opened.arguments
        if arguments and arguments[0].upper() == "HYPERLINK":
            target = hyperlink_field(arguments)
            opened.target = target if target is not None and is_safe_address(target.href) else None

    def _end(self, closed: Field) -> Field | None:
        if closed.in_result:
            return closed if closed.form is not None else None
        self._instructions -= 1
        return closed


def unmatched_marks(root: Element) -> set[Element]:
    """The w:fldChar of a part that have no partner: a lost end would hide all that follows."""
    marks = list(root.iter(FIELD_CHAR))
    return {marks[number] for number in lost_marks(mark.get(FIELD_TYPE) for mark in marks)}


def lost_marks(kinds: Iterable[str | None]) -> frozenset[int]:
    """Running numbers of the marks without a partner among marks of these types."""
    open_marks: list[list[int]] = []
    lost: list[int] = []
    for number_of_mark, kind in enumerate(kinds):
        if kind == "begin":
            open_marks.append([number_of_mark])
        elif kind in {"separate", "end"}:
            if not open_marks:
                lost.append(number_of_mark)
            elif kind == "separate":
                open_marks[-1].append(number_of_mark)
            else:
                open_marks.pop()
    for marks in open_marks:
        lost += marks
    return frozenset(lost)


def linked_names(part: Part) -> Iterable[str]:
    """Names of the bookmarks that links of a part point to."""
    yield from names_of_relations(part.relations.values())
    yield from names_in(part.root)


def names_of_relations(relations: Iterable[Relation]) -> Iterable[str]:
    """Names of bookmarks that hyperlink relationships point to."""
    for relation in relations:
        if relation.kind == "hyperlink":
            yield from _fragment(relation.target)


def names_in(root: Element) -> Iterable[str]:
    """Names of the bookmarks that links below an element point to."""
    for element in root.iter(W + "hyperlink"):
        anchor = element.get(W + "anchor")
        if anchor and not element.get(R_ID):
            yield anchor
        else:
            yield from _fragment(element.get(W + "docLocation"))
    for element in root.iter(_SIMPLE):
        yield from _field_anchor(element.get(W + "instr", ""))
    yield from _complex_anchors(root)


def _complex_anchors(root: Element) -> Iterable[str]:
    pieces: list[str] = []
    for element in root.iter(W + "instrText", FIELD_CHAR):
        if element.tag == FIELD_CHAR:
            if pieces and "HYPERLINK" in (instruction := "".join(pieces)).upper():
                yield from _field_anchor(instruction)
            pieces = []
        else:
            pieces.append(text_of(element))


def _field_anchor(instruction: str) -> Iterable[str]:
    arguments = field_arguments(instruction)
    if arguments and arguments[0].upper() == "HYPERLINK":
        target = hyperlink_field(arguments)
        if target is not None:
            yield from _fragment(target.href)


def _fragment(address: str | None) -> Iterable[str]:
    if address and address.startswith("#"):
        yield address[1:]


def equation_text(arguments: str) -> str | None:
    """What an EQ field without a result shows: a sign in a circle, as `\\o\\ac(○,3)` makes it.

    The other switches of EQ (17.16.5.22) draw; None for them.
    """
    found = _ENCLOSED.fullmatch(arguments.strip())
    if found is None:
        return None
    inside = found[1].strip()
    usable = inside.isdecimal() and 0 <= int(inside) <= 50
    return format_number(int(inside), "decimalEnclosedCircle") if usable else inside


def form_text(form: Element | None) -> str | None:
    """What a form field shows by its data alone: a check box, or the choice of a list."""
    if form is None:
        return None
    box = form.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return CHECKED if is_on(state) else UNCHECKED
    choices = form.find(W + "ddList")
    if choices is not None:
        entries = [entry.get(VAL, "") for entry in choices.iterchildren(W + "listEntry")]
        chosen = choices.find(W + "result")
        chosen = choices.find(W + "default") if chosen is None else chosen
        index = number(val(chosen))
        return entries[index] if 0 <= index < len(entries) else None
    return None

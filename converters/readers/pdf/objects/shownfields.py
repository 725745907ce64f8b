"""The text of a page with what its form fields and annotations show.

The appearance of an annotation is what a reader sees, so its text is taken. A field that has none,
or an empty one, has its value set where it stands; so have lists (their chosen options), and fields
with a box for each letter, whose text would be torn. Check boxes and radio buttons become a sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from ctypes import c_void_p
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from .annotations import Annotation, annotations_of
from .characters import Characters
from .fieldtexts import has_room, placed_texts
from .flattened import appearance_texts
from .geometry import Box, PageSpace
from .joined import chosen_characters, joined_characters


@dataclass(frozen=True, slots=True)
class ShownFields:
    """The characters of a page with those of its annotations behind them."""

    characters: Characters
    fields: tuple[Box, ...] = ()
    """Where fields stand, empty ones too."""
    added: int = 0
    """How many of them are of annotations."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Reason and text of what fields had no room for."""
    findings: tuple[tuple[str, str], ...] = ()
    """Diagnostics: code and message."""


def with_shown_fields(
    document: c_void_p,
    page: c_void_p,
    index: int,
    space: PageSpace,
    own: Characters,
    *,
    links: int,
) -> ShownFields:
    """The characters `own` of an open page and those of annotations, `links` of which are links."""
    found = annotations_of(document, page, space, links=links)
    if not found:
        return ShownFields(own)
    said = [_says(own, annotation) for annotation in found]
    fresh = [one for one, known in zip(found, said, strict=True) if not known]
    drawn = {one.place for one in fresh if one.drawn and one.kind == "text"}
    texts = appearance_texts(document, index, drawn, space) if drawn else None
    texts, cut = _in_their_boxes(texts, [one for one in fresh if one.place in drawn])
    long = [one for one in fresh if one.place in drawn and _is_cut(one, texts, cut)]
    if long and texts is not None:
        # Their whole values are set instead.
        beside = np.flatnonzero(~_inside(texts, long))
        texts, cut = chosen_characters(texts, beside), ""
    placed = [one for one in fresh if one in long or _is_to_place(one, texts)]
    values = placed_texts(placed, own)
    both = reduce(joined_characters, (part for part in (own, texts, values) if part is not None))
    return ShownFields(
        both,
        tuple(one.box for one in found if one.is_field),
        len(both.codes) - len(own.codes),
        (("clipped", cut),) if cut else (),
        _findings(found, placed, texts, cut, index),
    )


def _in_their_boxes(
    texts: Characters | None, annotations: Sequence[Annotation]
) -> tuple[Characters | None, str]:
    """What lies inside the annotations that draw it, and the text that they cut off."""
    if texts is None:
        return None, ""
    inside = _inside(texts, annotations)
    return chosen_characters(texts, np.flatnonzero(inside)), _text(texts, ~inside)


def _inside(texts: Characters, annotations: Sequence[Annotation]) -> NDArray[np.bool_]:
    """Which characters lie in one of the annotations."""
    inside = np.zeros(len(texts.codes), bool)
    for annotation in annotations:
        inside |= texts.inside(annotation.box)
    return inside


def _is_cut(annotation: Annotation, texts: Characters | None, cut: str) -> bool:
    """Whether a field has no room for the end of its value, and could have some."""
    shown, value = _bare(_shown(texts, annotation)), _bare(annotation.value)
    rest = value[len(shown) :]
    return bool(rest) and value.startswith(shown) and rest in _bare(cut) and has_room(annotation)


def _text(characters: Characters, chosen: NDArray[np.bool_]) -> str:
    return "".join(map(chr, characters.codes[chosen].tolist()))


def _bare(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def _says(own: Characters, annotation: Annotation) -> bool:
    """Whether the page itself prints the value of a field at its place."""
    bare = _bare(annotation.value)
    return bool(bare) and bare in _bare(_text(own, own.inside(annotation.box)))


def _shown(texts: Characters | None, annotation: Annotation) -> str:
    """What appearances show in the box of an annotation."""
    return "" if texts is None else _text(texts, texts.inside(annotation.box))


def _is_to_place(annotation: Annotation, texts: Characters | None) -> bool:
    """Whether the value of an annotation is set at its place."""
    if not annotation.value:
        return False
    return annotation.kind != "text" or not annotation.drawn or not _shown(texts, annotation)


def _is_control(annotation: Annotation) -> bool:
    """Whether labels that somebody may click on are left out: of buttons, of options."""
    return annotation.drawn and annotation.kind in ("button", "choices")


def _findings(
    found: Sequence[Annotation],
    placed: Sequence[Annotation],
    texts: Characters | None,
    cut: str,
    index: int,
) -> tuple[tuple[str, str], ...]:
    page = f"page {index + 1}"
    counts = Counter("unseen" for one in placed if one.kind == "text")
    counts.update("control" for one in found if _is_control(one))
    for one in found:
        if one.kind == "text" and one.value and one not in placed:
            shown = _bare(_shown(texts, one))
            counts["other"] += not shown.startswith(_bare(one.value))
    findings = []
    if counts["unseen"]:
        message = (
            f"{counts['unseen']} fields of {page} do not say how their values look; these stand "
            "where the fields are."
        )
        findings.append(("fields-without-look", message))
    if counts["other"]:
        message = (
            f"{counts['other']} fields of {page} show another text than their value; it was read."
        )
        findings.append(("fields-show-other", message))
    if counts["control"]:
        message = f"The labels of {counts['control']} buttons and lists of {page} were left out."
        findings.append(("controls-left-out", message))
    if cut:
        message = f"{len(cut)} characters had no room in the fields of {page} and were left out."
        findings.append(("text-clipped", message))
    return tuple(findings)

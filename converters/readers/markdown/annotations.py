"""HTML comments that our own writer puts beside blocks (see docs/markdown.md)."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_ANNOTATION = re.compile(r"<!-- tablewright ([a-z]+)((?: [a-z]+=\"[^\"]*\")*) -->\s*")
_VALUE = re.compile(r' ([a-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Annotation:
    """One comment."""

    kind: str
    values: dict[str, str]


def parse_annotation(comment: str) -> Annotation | None:
    """The annotation in an HTML comment, or None for any other HTML."""
    found = _ANNOTATION.fullmatch(comment)
    if found is None:
        return None
    values = {key: html.unescape(text) for key, text in _VALUE.findall(found[2])}
    return Annotation(found[1], values)

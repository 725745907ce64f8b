"""Headings in two languages, as in yearbooks: Chinese above, what it means in English below."""

from __future__ import annotations

from ..objects.wide import is_wide

DOUBLE_PITCH = 2.0
"""Distance of both lines of such a heading, in font sizes, at most."""
_LEAST = 2
"""Letters of a heading in English at least: a single one may be a sign or a unit."""


def is_translation(above: str, below: str) -> bool:
    """Whether a text in Latin letters stands below one of ideographs alone, which it translates."""
    ideographs = sum(map(is_wide, map(ord, above)))
    if not ideographs or any(_is_latin(char) for char in above):
        return False
    letters = sum(map(_is_latin, below))
    starts = below[0].isupper() or below.startswith(("of ", "#"))
    return letters >= _LEAST and starts and not any(is_wide(ord(char)) for char in below)


def _is_latin(char: str) -> bool:
    return char.isalpha() and not is_wide(ord(char))

"""Annotations: HTML comments that carry what Markdown has no markup for.

`<!-- tablewright table stub="1" -->` says something of the block or picture beside it. Readers of
other programs see nothing; our reader takes annotations only in files that tablewright wrote.
"""

from __future__ import annotations

from .escape import escape_attribute


def annotation(kind: str, /, **values: str) -> str:
    """The comment; values may hold any text."""
    attributes = "".join(f' {key}="{_value(text)}"' for key, text in values.items())
    return f"<!-- tablewright {kind}{attributes} -->"


def _value(text: str) -> str:
    # A comment must not hold two hyphens in a row, nor end in one.
    return escape_attribute(text).replace("--", "&#45;&#45;")

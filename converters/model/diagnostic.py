"""Diagnostics: recoverable loss and doubtful choices, as data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .origin import Origin

Severity = Literal["info", "warning", "error"]


class Diagnostic(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something a reader, pass or writer had to decide, repair or leave out."""

    code: str
    """Stable name, a key of `tablewright.converters.diagnostics.CATALOGUE`."""
    severity: Severity
    message: str
    """One sentence: what, where, and what was done about it."""
    origin: Origin | None = None

"""Passes: Document -> Document; small, idempotent, and never losing text."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Diagnostic, Document
from .captions import attach_captions
from .headings import infer_headings
from .hijack import report_hijack
from .inlines import normalise

Report = Callable[[Diagnostic], None]

PASSES: tuple[Callable[[Document, Report], Document], ...] = (
    infer_headings,
    attach_captions,
    report_hijack,
)
"""In the order in which `apply_passes` runs them, after `normalise`."""


def apply_passes(document: Document, report: Report) -> Document:
    """All passes, first `normalise`."""
    document = normalise(document)
    for change in PASSES:
        document = change(document, report)
    return document


__all__ = [
    "PASSES",
    "Report",
    "apply_passes",
    "attach_captions",
    "infer_headings",
    "normalise",
    "report_hijack",
]

"""Exceptions: each means "no result", and each carries the exit code of the command line.

    TablewrightError
    ├── UsageError            2  an option or argument makes no sense
    ├── UnreadableSource      3  damaged, empty, or not what it claims to be
    ├── UnsupportedFormat     4  no reader or writer, or one that needs something installed
    ├── PasswordNeeded        5  encrypted; no password or a wrong one
    ├── LimitExceeded         6  size, pages, time, memory or expansion
    ├── ProofFailed           7  an output read back differs from its document
    ├── ContentLeftOut        8  text was left out and strict was asked for
    └── TemplateError         2  a user template is missing or broken

Loss that leaves a result is never an exception: it is a `Diagnostic`.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "ContentLeftOut",
    "LimitExceeded",
    "PasswordNeeded",
    "ProofFailed",
    "TablewrightError",
    "TemplateError",
    "UnreadableSource",
    "UnsupportedFormat",
    "UsageError",
]


class TablewrightError(Exception):
    """Base of all errors; `str(error)` is one sentence for the user."""

    exit_code: ClassVar[int] = 1


class UsageError(TablewrightError):
    """Raised when options or arguments contradict each other or name nothing."""

    exit_code = 2


class TemplateError(UsageError):
    """Raised when a template is missing, is not valid Jinja2, or fails while rendering."""


class UnreadableSource(TablewrightError):
    """Raised when a source is damaged, empty, or not what its name or magic bytes claim."""

    exit_code = 3


class UnsupportedFormat(TablewrightError):
    """Raised when no reader or writer exists for a format; the message says what to do."""

    exit_code = 4


class PasswordNeeded(TablewrightError):
    """Raised when a source is encrypted and no password, or a wrong one, was given."""

    exit_code = 5


class LimitExceeded(TablewrightError):
    """Raised when a source would take more size, pages, cells, time or memory than allowed."""

    exit_code = 6


class ProofFailed(TablewrightError):
    """Raised when an output, read back by our own reader, is not the document it was made from."""

    exit_code = 7


class ContentLeftOut(TablewrightError):
    """Raised under `strict` when characters of the source are in no part of the document."""

    exit_code = 8

"""What every writer takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..model import Document

SpanPolicy = Literal["html", "repeat", "paths", "records"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """Choices of the caller; a writer ignores what does not concern it."""

    template: str | Path | None = None
    """Name of a built-in template or folder of a user's; None for `standard`."""
    spans: SpanPolicy = "html"
    """How Markdown carries a table that a pipe table cannot carry."""
    origins: bool = True
    """Whether HTML carries origins in `data-` attributes."""


@dataclass(frozen=True, slots=True)
class Writer:
    """An entry of the table of writers."""

    write: Callable[[Document, WriteOptions], bytes]
    label: str
    media_type: str
    suffix: str
    """With the dot."""

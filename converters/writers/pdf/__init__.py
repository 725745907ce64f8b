"""Searchable PDFs: pictures of pages with the text that was read on them, invisible, above."""

from __future__ import annotations

from .searchable import write_searchable

__all__ = ["write_searchable"]

"""Read HTML pages: portal pages, program exports, and what tablewright itself writes."""

from .read import read_html

__all__ = ["read_html"]

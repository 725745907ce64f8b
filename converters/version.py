"""The version that outputs name as their generator."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("tablewright")
except PackageNotFoundError:  # imported from a plain checkout
    VERSION = "0"

GENERATOR = f"tablewright {VERSION}"

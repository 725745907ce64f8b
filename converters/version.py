"""The version that outputs name as their generator: VERSION, and GENERATOR with the name.

Both are looked up when first asked for, since what looks them up takes long to import: a process
that only reads needs neither.
"""

from __future__ import annotations

from functools import cache

VERSION: str
GENERATOR: str


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("tablewright")
    except PackageNotFoundError:  # imported from a plain checkout
        return "0"


def __getattr__(name: str) -> str:  # PEP 562
    if name == "VERSION":
        return _version()
    if name == "GENERATOR":
        return f"tablewright {_version()}"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

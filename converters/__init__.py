"""tablewright: documents to one checked model, and from it to clean HTML, Markdown and DOCX.

from tablewright.converters import read, render
document = read("report.html")
open("report.docx", "wb").write(render(document, "docx"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .api import convert, read, render
    from .errors import (
        ContentLeftOut,
        LimitExceeded,
        PasswordNeeded,
        ProofFailed,
        TablewrightError,
        TemplateError,
        UnreadableSource,
        UnsupportedFormat,
        UsageError,
    )
    from .model import Cell, Diagnostic, Document, Table
    from .model.codec import decode, encode, json_schema
    from .model.headers import HeaderTree, header_tree
    from .model.walk import iter_tables
    from .proof.compare import Difference, compare
    from .proof.readback import verify_output
    from .readers import ReadOptions, Source
    from .writers import WriteOptions

__version__: str

_HOMES: Final = {
    "Cell": ".model",
    "ContentLeftOut": ".errors",
    "Diagnostic": ".model",
    "Difference": ".proof.compare",
    "Document": ".model",
    "HeaderTree": ".model.headers",
    "LimitExceeded": ".errors",
    "PasswordNeeded": ".errors",
    "ProofFailed": ".errors",
    "ReadOptions": ".readers",
    "Source": ".readers",
    "Table": ".model",
    "TablewrightError": ".errors",
    "TemplateError": ".errors",
    "UnreadableSource": ".errors",
    "UnsupportedFormat": ".errors",
    "UsageError": ".errors",
    "WriteOptions": ".writers",
    "compare": ".proof.compare",
    "convert": ".api",
    "decode": ".model.codec",
    "encode": ".model.codec",
    "header_tree": ".model.headers",
    "iter_tables": ".model.walk",
    "json_schema": ".model.codec",
    "read": ".api",
    "render": ".api",
    "verify_output": ".proof.readback",
}
"""Module of each public name. They are imported when first used: a worker process that reads one
PDF needs neither writers nor proof, and starts in a third of the time without them."""


def __getattr__(name: str) -> Any:  # PEP 562
    if name == "__version__":
        return import_module(".version", __name__).VERSION
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


__all__ = [
    "Cell",
    "ContentLeftOut",
    "Diagnostic",
    "Difference",
    "Document",
    "HeaderTree",
    "LimitExceeded",
    "PasswordNeeded",
    "ProofFailed",
    "ReadOptions",
    "Source",
    "Table",
    "TablewrightError",
    "TemplateError",
    "UnreadableSource",
    "UnsupportedFormat",
    "UsageError",
    "WriteOptions",
    "__version__",
    "compare",
    "convert",
    "decode",
    "encode",
    "header_tree",
    "iter_tables",
    "json_schema",
    "read",
    "render",
    "verify_output",
]

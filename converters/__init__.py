"""tablewright: documents to one checked model, and from it to clean HTML, Markdown and DOCX.

from tablewright.converters import read, render
document = read("report.html")
open("report.docx", "wb").write(render(document, "docx"))
"""

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
from .proof import Difference, compare, verify_output
from .readers import ReadOptions, Source
from .version import VERSION
from .writers import WriteOptions

__version__ = VERSION

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

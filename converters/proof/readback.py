"""Read an output back and compare it with the document it was made from."""

from __future__ import annotations

from ..errors import ProofFailed, TablewrightError
from ..model import Document
from ..model.text import document_text
from ..readers import ReadOptions, Source, read_source
from ..writers import WriteOptions
from .compare import Difference, compare, missing_text

_READERS = {"html": "html", "md": "markdown", "docx": "docx", "json": "json"}


def verify_output(document: Document, data: bytes, to: str, options: WriteOptions) -> None:
    """Raise ProofFailed unless `data`, read back, says what `document` says.

    Text, spans, roles, header paths, typed values, headings, lists, links, pictures and notes are
    compared. Markdown written with a span policy other than `html` keeps the text and not the
    grid; there only the text is compared. So it is with a user's template, whose markup is its
    own business.
    """
    differences = differences_of(document, data, to, options)
    if differences:
        more = f" ({len(differences) - 1} more)" if len(differences) > 1 else ""
        raise ProofFailed(
            f"{document.source.name}: the {to} output read back differs: {differences[0]}{more}."
        )


def differences_of(
    document: Document, data: bytes, to: str, options: WriteOptions
) -> tuple[Difference, ...]:
    """What `data`, read back, says differently from `document`."""
    source = Source(f"output.{to}", data)
    try:
        found = read_source(source, ReadOptions(content="all"), reader=_READERS[to])
    except TablewrightError as error:
        return (Difference("output", "the output", "readable", str(error)),)
    if _keeps_text_only(to, options):
        return missing_text(document, document_text(found))
    return compare(document, found)


def _keeps_text_only(to: str, options: WriteOptions) -> bool:
    lossy_spans = to == "md" and options.spans != "html"
    return lossy_spans or options.template not in (None, "standard")

"""The library's front door: read, render, convert."""

from __future__ import annotations

import sys
from pathlib import Path

from .errors import ContentLeftOut, LimitExceeded, UnreadableSource
from .model import Document
from .model.walk import iter_tables
from .proof import verify_output
from .readers import MAX_SOURCE_BYTES, ReadOptions, Source, read_source
from .searchable import searchable_pdf, verify_searchable
from .writers import WriteOptions, write

NO_LOSS = frozenset({"duplicate", "instruction", "repeated-header", "template"})
"""Reasons of text that is left out and yet not missing: it stands elsewhere, or is no content."""


def load_source(path: str | Path) -> Source:
    """The bytes of a file, or of standard input for `-`.

    Raises UnreadableSource when the file cannot be opened and LimitExceeded when it is too large.
    """
    if str(path) == "-":
        data = sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)
        return _checked(Source("-", data))
    file = Path(path)
    try:
        if file.stat().st_size > MAX_SOURCE_BYTES:
            raise LimitExceeded(_too_large(file.name))
        with file.open("rb") as stream:
            # Pipes and devices tell no size, and some never end.
            data = stream.read() if file.is_file() else stream.read(MAX_SOURCE_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableSource(f"{path} does not exist.") from error
    except IsADirectoryError as error:
        raise UnreadableSource(f"{path} is a folder, not a file.") from error
    except OSError as error:
        raise UnreadableSource(f"{path} cannot be opened: {error.strerror}.") from error
    return _checked(Source(file.name, data, file.resolve().parent))


def _checked(source: Source) -> Source:
    if len(source.data) > MAX_SOURCE_BYTES:
        raise LimitExceeded(_too_large(source.name))
    return source


def _too_large(name: str) -> str:
    return f"{name} is larger than the limit of {MAX_SOURCE_BYTES // 2**20} MB."


def read(
    source: str | Path | bytes | Source,
    *,
    name: str = "-",
    reader: str | None = None,
    options: ReadOptions | None = None,
) -> Document:
    """The document of a file, of bytes, or of a prepared Source.

    `name` names bytes for messages and for detection by suffix; `reader` is a key of READERS and
    skips detection. Raises UnreadableSource, UnsupportedFormat, PasswordNeeded or LimitExceeded.
    """
    prepared = _prepared(source, name)
    return settled(read_source(prepared, options or ReadOptions(), reader=reader))


def _prepared(source: str | Path | bytes | Source, name: str) -> Source:
    if isinstance(source, bytes):
        return _checked(Source(name, source))
    return source if isinstance(source, Source) else load_source(source)


def settled(document: Document) -> Document:
    """The document with what its sums decide where a cell was read in two ways.

    Only scans have such cells; every other document comes back as it is.
    """
    cells = (cell for table in iter_tables(document.blocks) for cell in table.cells)
    if all(cell.confidence is None and not cell.readings for cell in cells):
        return document
    from .forms.arbitration import arbitrate

    return arbitrate(document)


def render(document: Document, to: str = "html", *, options: WriteOptions | None = None) -> bytes:
    """The document in the format `to`: html, md, docx or json."""
    return write(document, to, options or WriteOptions())


def convert(
    source: str | Path | bytes | Source,
    to: str = "html",
    *,
    name: str = "-",
    read_options: ReadOptions | None = None,
    write_options: WriteOptions | None = None,
    strict: bool = False,
    verify: bool = False,
) -> bytes:
    """`source` in the format `to`: one of `render`, or pdf for a scan with its text above it.

    With `strict`, text that was left out or not placed raises ContentLeftOut; with `verify`, the
    output is read back and ProofFailed is raised when it does not say what the document says.
    """
    if to == "pdf":
        return _facsimile(_prepared(source, name), read_options, strict=strict, verify=verify)
    document = read(source, name=name, options=read_options)
    if strict:
        refuse_losses(document)
    options = write_options or WriteOptions()
    data = render(document, to, options=options)
    if verify:
        verify_output(document, data, to, options)
    return data


def _facsimile(source: Source, options: ReadOptions | None, *, strict: bool, verify: bool) -> bytes:
    data, document = searchable_pdf(source, options or ReadOptions())
    if strict:
        refuse_losses(document)
    if verify:
        verify_searchable(data, document)
    return data


def refuse_losses(document: Document) -> None:
    """Raise ContentLeftOut when the accounting of `document` shows text that is not in it."""
    account = document.accounting
    if account is None:
        return
    lost = [entry for entry in account.left_out if entry.reason not in NO_LOSS]
    if not (lost or account.unplaced):
        return
    reasons = sorted({entry.reason for entry in lost})
    if account.unplaced:
        reasons.append("unplaced")
    count = sum(len("".join(entry.text.split())) for entry in lost) + account.unplaced
    raise ContentLeftOut(
        f"{document.source.name}: {count} characters were left out ({', '.join(reasons)}); "
        "without --strict the rest is converted."
    )

"""The document as JSON: `decode(encode(document)) == document`.

The envelope is `{"schema_version": "1.0", "document": {...}}`. Keys stand in the order of the
fields, defaults are left out, and the bytes are the same for the same document.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from ..errors import UnreadableSource
from .document import SCHEMA_VERSION, Document
from .origin import unpack

_SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


class Envelope(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in a JSON file."""

    schema_version: str
    document: Document


class _Version(Struct):
    schema_version: str


_ENCODER = msgspec.json.Encoder(order=None, decimal_format="string", enc_hook=unpack)
_DECODER = msgspec.json.Decoder(Envelope)


def encode(document: Document, *, indent: int | None = None) -> bytes:
    """The document as UTF-8 JSON, on one line or indented by `indent` spaces."""
    data = _ENCODER.encode(Envelope(SCHEMA_VERSION, document))
    return data if indent is None else msgspec.json.format(data, indent=indent) + b"\n"


def decode(data: bytes | str) -> Document:
    """The document in JSON that `encode` wrote.

    Raises UnreadableSource, naming the JSON path, for anything that is not such a document.
    """
    try:
        return _DECODER.decode(data).document
    except RecursionError as error:
        raise UnreadableSource("The JSON is nested too deeply to be a document.") from error
    except msgspec.DecodeError as error:
        raise UnreadableSource(_explain(data, error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"The JSON is not valid UTF-8: {error}.") from error


def _explain(data: bytes | str, error: msgspec.DecodeError) -> str:
    try:
        version = msgspec.json.decode(data, type=_Version).schema_version
    except msgspec.ValidationError:
        return (
            "The JSON is not a tablewright document: it has no schema_version. "
            "`tablewright schema` prints what is expected."
        )
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return f"The JSON is damaged: {error}."
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        return (
            f"The document has schema version {version}; this version of tablewright "
            f"reads {SCHEMA_VERSION}."
        )
    return f"The JSON is not a valid document (schema {SCHEMA_VERSION}): {error}."


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `encode` writes."""
    schema = msgspec.json.schema(Envelope)
    title = f"tablewright document {SCHEMA_VERSION}"
    return {"$schema": _SCHEMA_ID, "title": title, **schema}

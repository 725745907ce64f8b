"""Metadata as YAML front matter."""

from __future__ import annotations

import yaml
from msgspec.structs import asdict

from ... import version
from ...model import Document

Scalar = str | int
Entry = Scalar | list[str] | list[dict[str, str]] | dict[str, Scalar]


def front_matter(document: Document) -> str:
    """YAML between the two lines of hyphens, without a line end.

    `generator` names tablewright; the program that wrote the source is `source_generator`.
    """
    entries: dict[str, Entry] = {"generator": version.GENERATOR}
    for name, value in asdict(document.metadata).items():
        if value is None or value == ():
            continue
        if name == "extra":
            entries["extra"] = [{key: text} for key, text in value]
        elif isinstance(value, tuple):
            entries[name] = list(value)
        else:
            entries["source_generator" if name == "generator" else name] = value
    entries["source"] = _source(document)
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=2**31)
    return text.rstrip("\n")


def _source(document: Document) -> dict[str, Scalar]:
    source = document.source
    facts: dict[str, Scalar | None] = {
        "name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "size": source.size,
        "pages": source.pages,
    }
    return {name: value for name, value in facts.items() if value is not None}

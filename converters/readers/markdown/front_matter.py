"""YAML front matter -> metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from ...model import Metadata
from ...model.text import clean_text

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_MAX_LENGTH = 65_536
_MAX_BRACKETS = 500
_LIST_FIELDS = ("authors", "keywords")
_FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "language": "language",
    "lang": "language",
    "author": "authors",
    "authors": "authors",
    "issuing_body": "issuing_body",
    "document_number": "document_number",
    "index_number": "index_number",
    "subject": "subject",
    "keywords": "keywords",
    "tags": "keywords",
    "description": "description",
    "created": "created",
    "modified": "modified",
    "lastmod": "modified",
    "published": "published",
    "date": "published",
}
"""Keys of ours and of the usual site generators, and the field that each one fills."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the text."""

    metadata: Metadata
    literal: bool
    """Whether tablewright wrote the file."""
    length: int
    """Characters before the text."""


NONE: Final = FrontMatter(Metadata(), False, 0)


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of `text`; NONE when there is none or it is not a YAML mapping."""
    found = _FRONT_MATTER.match(text[:_MAX_LENGTH])
    if found is None:
        return NONE
    entries = _load(found[1])
    if entries is None:
        return NONE
    generator = entries.get("generator")
    literal = isinstance(generator, str) and generator.startswith("tablewright ")
    return FrontMatter(_metadata(entries, literal), literal, found.end())


class _Loader(yaml.BaseLoader):
    """Takes every scalar as text, and no aliases, which could grow without limit."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not read", None)
        return super().compose_node(parent, index)


def _load(text: str) -> dict[str, Any] | None:
    if text.count("[") + text.count("{") > _MAX_BRACKETS:
        return None  # nested flow collections take the square of their depth
    try:
        # The loader is a BaseLoader: it makes strings, lists and mappings, nothing else.
        entries = yaml.load(text, Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return None
    return entries if isinstance(entries, dict) else None


def _metadata(entries: dict[str, Any], literal: bool) -> Metadata:
    fields: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    for key, value in entries.items():
        name = _FIELDS.get(str(key).lower())
        if literal and key in ("generator", "source", "extra"):
            continue
        if key == "source_generator" or (key == "generator" and not literal):
            name = "generator"
        if name is None or name in fields:
            extra.extend((str(key), text) for text in _texts(value))
        elif name in _LIST_FIELDS:
            fields[name] = tuple(_texts(value))
        else:
            fields[name] = ", ".join(_texts(value)) or None
    if literal:
        extra = _pairs(entries.get("extra"))
    return Metadata(**fields, extra=tuple(extra))


def _pairs(value: Any) -> list[tuple[str, str]]:
    entries = value if isinstance(value, list) else [value]
    return [
        (clean_text(str(key)), text)
        for entry in entries
        if isinstance(entry, dict)
        for key, content in entry.items()
        for text in _texts(content)
    ]


def _texts(value: Any) -> list[str]:
    """The scalars in a YAML value, in order."""
    if isinstance(value, str):
        return [clean_text(value)] if value else []
    if isinstance(value, list):
        return [text for entry in value for text in _texts(entry)]
    if isinstance(value, dict):
        return [f"{key}: {text}" for key, entry in value.items() for text in _texts(entry)]
    return []

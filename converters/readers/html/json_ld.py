"""JSON-LD blocks: what schema.org articles say about themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from .tree import Tree

MAX_BYTES: Final = 500_000
_KINDS = (
    "article",
    "report",
    "webpage",
    "posting",
    "document",
    "governmentservice",
    "creativework",
)


def read_json_ld(tree: Tree) -> dict[str, str]:
    """Headline, dates, author, publisher, language and keywords of the first article."""
    for node in tree.tagged("script"):
        if "ld+json" in node.attrs.get("type", "") and node.children:
            found = _facts(str(node.children[0]))
            if found:
                return found
    return {}


def _facts(text: str) -> dict[str, str]:
    if len(text) > MAX_BYTES:
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    for entry in _objects(data, 0):
        kind = entry.get("@type")
        name = " ".join(kind) if isinstance(kind, list) else str(kind)
        if any(word in name.lower() for word in _KINDS):
            return _fields(entry)
    return {}


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity"):
            if key in data:
                yield from _objects(data[key], depth + 1)
    elif isinstance(data, list):
        for entry in data[:50]:
            yield from _objects(entry, depth + 1)


def _fields(entry: dict[str, Any]) -> dict[str, str]:
    names = {
        "title": ("headline", "name"),
        "published": ("datePublished",),
        "created": ("dateCreated",),
        "modified": ("dateModified",),
        "author": ("author", "creator"),
        "issuing_body": ("publisher", "sourceOrganization"),
        "language": ("inLanguage",),
        "keywords": ("keywords",),
        "description": ("description", "abstract"),
    }
    found: dict[str, str] = {}
    for field, keys in names.items():
        for key in keys:
            value = _word(entry.get(key))
            if value:
                found.setdefault(field, value)
    return found


def _word(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_word(entry) for entry in value[:20])))
    if isinstance(value, dict):
        return _word(value.get("name"))
    return " ".join(value.split()) if isinstance(value, str) else ""

"""The side part: JSON of what Word has no place for (`customXml/item1.xml`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from ...model.origin import unpack
from ...model.text import clean_text
from .xml import DECLARATION, attribute, escape

NAMESPACE: Final = "urn:tablewright:docx:1"
ITEM_ID: Final = "{6B0E2E0A-5D0C-5C6B-9B7E-7A1D2C3E4F50}"
"""Names the schema of the part for Word; the same in every file, so that bytes do not vary."""
PROPERTIES: Final = (
    f'{DECLARATION}<ds:datastoreItem ds:itemID="{ITEM_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)

_ENCODER = msgspec.json.Encoder(order=None, decimal_format="string", enc_hook=unpack)


def json_text(value: Any) -> str:
    """`value` (IR nodes, mappings, sequences) as JSON."""
    return _ENCODER.encode(value).decode()


@dataclass(slots=True)
class SidePart:
    """Collects what marks stand for."""

    _entries: list[str] = field(default_factory=list)
    _lists: list[str] = field(default_factory=list)

    def hold(self, number: int, value: Any) -> None:
        """Keep `value` for the mark with that number."""
        self._entries.append(f'<x n="{number}">{escape(json_text(value))}</x>')

    def put(self, name: str, value: Any) -> None:
        """Add an element of the document as a whole, unless `value` is empty."""
        text = json_text(value)
        if text not in ("{}", "[]"):
            self._lists.append(f"<{name}>{escape(text)}</{name}>")

    def name_bookmark(self, name: str, node_id: str) -> None:
        """Record the id that a made-up bookmark name stands for."""
        self._lists.append(
            f'<bookmark name="{attribute(name)}">{escape(clean_text(node_id))}</bookmark>'
        )

    def xml(self) -> str:
        """The part."""
        content = "".join(self._lists) + "".join(self._entries)
        return f'{DECLARATION}<tablewright xmlns="{NAMESPACE}">{content}</tablewright>'

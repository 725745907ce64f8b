from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given

from tablewright.converters.errors import UnreadableSource
from tablewright.converters.model import Document, Paragraph, SourceInfo, Text
from tablewright.converters.model.codec import decode, encode, json_schema
from tests.strategies import documents


@given(documents(full=True))
def test_decoding_an_encoded_document_gives_it_back(document: Document) -> None:
    data = encode(document)
    assert decode(data) == document
    assert encode(decode(data)) == data
    assert decode(encode(document, indent=2).decode()) == document


def envelope(*blocks: object, **document: object) -> dict[str, Any]:
    source = {"name": "a", "media_type": "text/plain"}
    content = {"source": source, "blocks": list(blocks), **document}
    return {"schema_version": "1.0", "document": content}


def cell(row: int, column: int, **more: object) -> dict[str, object]:
    return {"row": row, "column": column, **more}


def table(rows: int, columns: int, *cells: object, **more: object) -> dict[str, object]:
    return {"type": "table", "rows": rows, "columns": columns, "cells": cells, **more}


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (table(1, 2, cell(0, 0)), "no cell covers row 0, column 1 - at `$.document.blocks[0]`"),
        (table(1, 1, cell(0, 0), cell(0, 0)), "row 0, column 0 is out of order"),
        (table(1, 1, cell(0, 0, row_span=2)), "reaches outside the grid"),
        (table(2, 2, cell(0, 0), cell(0, 1, row_span=2), cell(1, 0, column_span=2)), "overlaps"),
        (table(0, 1), "`int` >= 1 - at `$.document.blocks[0].rows`"),
        (table(1, 1, cell(0, 0), header_rows=2), "2 header rows in a table of 1 rows"),
        (table(1, 1, cell(0, 0), stub_columns=2), "2 stub columns in a table of 1 columns"),
        (table(1, 1, cell(0, 0), column_widths=[]), "0 column widths for 1 columns"),
        (table(10**6, 10**6), "is too large"),
        (table(1, 1, cell(0, 0, role="title")), "`$.document.blocks[0].cells[0].role`"),
        (table(1, 1, cell(0, 0, colour="red")), "unknown field `colour`"),
        ({"type": "poem", "content": []}, "Invalid value 'poem' - at `$.document.blocks[0].type`"),
        ({"content": []}, "`type` - at `$.document.blocks[0]`"),
        ({"type": "paragraph"}, "missing required field `content` - at `$.document.blocks[0]`"),
        ({"type": "paragraph", "content": "a"}, "at `$.document.blocks[0].content`"),
        ({"type": "heading", "level": 10, "content": []}, "at `$.document.blocks[0].level`"),
        ({"type": "paragraph", "content": [{"type": "text"}]}, "`$.document.blocks[0].content[0]`"),
        ("text", "Expected `object`, got `str` - at `$.document.blocks[0]`"),
        (
            table(1, 1, cell(0, 0, value={"type": "date", "year": 2024, "month": 13})),
            "month must be in 1..12 - at `$.document.blocks[0].cells[0].value`",
        ),
    ],
)
def test_an_invalid_document_is_refused_with_its_json_path(block: object, told: str) -> None:
    with pytest.raises(UnreadableSource, match=re.escape(told)) as caught:
        decode(json.dumps(envelope(block)))
    assert str(caught.value).startswith("The JSON is not a valid document (schema 1.0): ")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The JSON is damaged: "),
        (b"{", "The JSON is damaged: "),
        (b"<html>", "The JSON is damaged: "),
        (b'{"schema_version": "1.0", "document": {"source": {"name": "\xff"}}}', "valid UTF-8"),
        (b"[]", "has no schema_version"),
        (b"{}", "has no schema_version"),
        (b'{"schema_version": 1}', "has no schema_version"),
        (b'{"schema_version": "2.0"}', "has schema version 2.0; this version of tablewright reads"),
        (b'{"schema_version": "1.0"}', "missing required field `document`"),
        (json.dumps({**envelope(), "more": 1}), "unknown field `more`"),
        (json.dumps(envelope(title="a")), "unknown field `title` - at `$.document`"),
        (json.dumps(envelope(assets=[{"sha256": "0", "media_type": "a", "data": ""}])), "sha256"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(data: bytes | str, told: str) -> None:
    with pytest.raises(UnreadableSource, match=re.escape(told)) as caught:
        decode(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"type":"quote","blocks":['])
def test_deep_nesting_is_refused(opening: str) -> None:
    head = '{"schema_version":"1.0","document":{"source":{"name":"a","media_type":"b"},"blocks":['
    with pytest.raises(UnreadableSource):
        decode(head + opening * 100_000)
    with pytest.raises(UnreadableSource):
        decode(opening * 100_000)


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\ud800x"])
def test_lone_surrogates_do_not_come_in(escape: str) -> None:
    data = json.dumps(envelope({"type": "paragraph", "content": [{"type": "text", "text": "@"}]}))
    with pytest.raises(UnreadableSource):
        decode(data.replace("@", escape))


def test_the_schema_describes_every_node() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$ref"] == "#/$defs/Envelope"
    definitions = schema["$defs"]
    assert {"Document", "Table", "Cell", "Text", "PageOrigin", "Percent"} <= set(definitions)
    for name, node in definitions.items():
        assert node["type"] == "object", name
        assert node["additionalProperties"] is False, name
    assert definitions["Cell"]["required"] == ["row", "column"]
    assert set(_references(schema)) == {f"#/$defs/{name}" for name in definitions}


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [found for child in node.values() for found in _references(child)]
    if isinstance(node, list):
        return [found for child in node for found in _references(child)]
    return []


def test_the_json_of_a_small_document_is_this() -> None:
    document = Document(SourceInfo("a.txt", "text/plain"), (Paragraph((Text("表", bold=True),)),))
    assert encode(document).decode() == (
        '{"schema_version":"1.0","document":{"source":{"name":"a.txt","media_type":"text/plain"},'
        '"blocks":[{"type":"paragraph","content":[{"type":"text","text":"表","bold":true}]}]}}'
    )

"""Document properties (ECMA-376 Part 1, 22.2 and 22.3; Part 2, 11)."""

from __future__ import annotations

import re
from typing import Final

from ...model import Metadata
from .package import Package
from .xml import DECLARATION, escape

APPLICATION: Final = "tablewright"
_W3C_DATE: Final = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?)?)?"
)
_TYPES: Final = "application/vnd.openxmlformats-officedocument"
_EXTENDED: Final = "http://schemas.openxmlformats.org/officeDocument/2006"


def write_properties(metadata: Metadata, package: Package) -> None:
    """Add the three parts of properties."""
    for kind, name, content, media_type in (
        (
            "core-properties",
            "core",
            _core(metadata),
            "application/vnd.openxmlformats-package.core-properties+xml",
        ),
        ("extended-properties", "app", _app(), f"{_TYPES}.extended-properties+xml"),
        ("custom-properties", "custom", _custom(metadata), f"{_TYPES}.custom-properties+xml"),
    ):
        if content:
            part = f"docProps/{name}.xml"
            package.relations.add(kind, part)
            package.add(part, DECLARATION + content, media_type)


def _core(metadata: Metadata) -> str:
    elements = (
        ("dc:title", metadata.title),
        ("dc:subject", metadata.subject),
        ("dc:creator", "; ".join(metadata.authors) or metadata.issuing_body),
        ("cp:keywords", ", ".join(metadata.keywords)),
        ("dc:description", metadata.description),
        ("dc:language", metadata.language),
    )
    content = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in elements if value)
    for name, date in (("created", metadata.created), ("modified", metadata.modified)):
        if date and _W3C_DATE.fullmatch(date):
            content += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>'
    return (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{content}</cp:coreProperties>'
    )


def _app() -> str:
    return (
        f'<Properties xmlns="{_EXTENDED}/extended-properties">'
        f"<Application>{APPLICATION}</Application></Properties>"
    )


def _custom(metadata: Metadata) -> str:
    pairs = [
        ("Issuing body", metadata.issuing_body),
        ("Document number", metadata.document_number),
        ("Index number", metadata.index_number),
        ("Published", metadata.published),
        ("Source generator", metadata.generator),
        *metadata.extra,
    ]
    # Names must differ without regard to case; the side part holds all of them.
    unique: dict[str, tuple[str, str]] = {}
    for name, value in pairs:
        if value and name.strip():
            unique.setdefault(name.strip().casefold()[:255], (name.strip()[:255], value))
    content = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f'name="{_attribute(name)}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(unique.values(), start=2)
    )
    if not content:
        return ""
    return (
        f'<Properties xmlns="{_EXTENDED}/custom-properties" '
        f'xmlns:vt="{_EXTENDED}/docPropsVTypes">{content}</Properties>'
    )


def _attribute(name: str) -> str:
    return escape(name).replace('"', "&quot;")

"""Origins, values, readings and fragments as `data-` attributes (see docs/html-markup.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from ...model import (
    Amount,
    Date,
    Decimal,
    ElementOrigin,
    Fragment,
    Integer,
    Origin,
    PageOrigin,
    Percent,
    Reading,
    TextOrigin,
    Value,
)
from ...model.origin import unpack
from .markup import Attribute, number_text

_RESERVED = re.compile(r"[%!\s]")
_JSON = msgspec.json.Encoder(order=None, decimal_format="string", enc_hook=unpack)


def origins_text(origins: Iterable[Origin | None]) -> str | None:
    """The value of `data-origin`; None when there is no origin."""
    return " ".join(_origin_text(origin) for origin in origins if origin is not None) or None


def _origin_text(origin: Origin) -> str:
    if isinstance(origin, PageOrigin):
        box = "" if origin.box is None else ":" + ",".join(map(number_text, origin.box))
        return f"page:{origin.page}{box}"
    if isinstance(origin, ElementOrigin):
        part = "" if origin.part is None else f"{_token(origin.part)}!"
        return f"element:{part}{_token(origin.path)}"
    if isinstance(origin, TextOrigin):
        line = "" if origin.line is None else f":{origin.line}"
        return f"text:{origin.start}-{origin.end}{line}"
    assert_never(origin)


def _token(path: str) -> str:
    return _RESERVED.sub(lambda found: quote(found.group(), safe=""), path)


def value_attributes(value: Value | None) -> Iterable[Attribute]:
    """`data-value` and what else tells the type."""
    if value is None:
        return ()
    if isinstance(value, Integer):
        return (("data-value", str(value.value)),)
    if isinstance(value, Decimal):
        return (("data-value", str(value.value)), ("data-type", "decimal"))
    if isinstance(value, Percent):
        return (("data-value", str(value.value)), ("data-type", "percent"))
    if isinstance(value, Amount):
        return (
            ("data-value", str(value.value)),
            ("data-type", "amount"),
            ("data-unit", value.unit or None),
            ("data-scale", None if value.scale == 1 else value.scale),
        )
    if isinstance(value, Date):
        return (("data-value", value.isoformat()), ("data-type", "date"))
    assert_never(value)


def readings_text(readings: tuple[Reading, ...]) -> str | None:
    """The value of `data-readings`."""
    return _JSON.encode(readings).decode() if readings else None


def fragments_text(fragments: tuple[Fragment, ...], *, origins: bool) -> str | None:
    """The value of `data-fragments`."""
    if not fragments:
        return None
    if not origins:
        fragments = tuple(replace(fragment, origin=None) for fragment in fragments)
    return _JSON.encode(fragments).decode()

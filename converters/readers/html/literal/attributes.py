"""Origins, values, names and numbers from `data-` attributes."""

from __future__ import annotations

import decimal
import re
from typing import TypeVar, get_args
from urllib.parse import unquote

import msgspec

from ....model import (
    Alignment,
    Amount,
    Date,
    Decimal,
    ElementOrigin,
    Integer,
    Origin,
    PageOrigin,
    Percent,
    TextOrigin,
    Value,
)
from ..tree import Node

_ALIGN = re.compile(r"(?:^|;)\s*text-align:\s*([a-z]+)")
_TEXT_RANGE = re.compile(r"(\d+)-(\d+)(?::(\d+))?$")
_OWN_PREFIX = "tw-"
Structs = TypeVar("Structs")


class DamagedPage(ValueError):
    """Raised when a page does not keep to the markup that its generator name promises."""


def name_of(node: Node) -> str | None:
    """The model's id of an element."""
    if "data-id" in node.attrs:
        return node.attrs["data-id"]
    name = node.attrs.get("id")
    return None if name is None or name.startswith(_OWN_PREFIX) else name


def address_of(node: Node, attribute: str) -> str | None:
    """The exact address of a link or picture."""
    return node.attrs.get("data-href", node.attrs.get(attribute))


def alignment_of(node: Node) -> Alignment | None:
    """The alignment in the `style` attribute."""
    match = _ALIGN.search(node.attrs.get("style", ""))
    if match is None:
        return None
    for value in get_args(Alignment):
        if match[1] == value:
            return value  # type: ignore[no-any-return]
    raise DamagedPage(f"alignment {match[1]}")


def whole(node: Node, attribute: str, default: int) -> int:
    """An integer attribute."""
    text = node.attrs.get(attribute)
    return default if text is None else int(text)


def number(node: Node, attribute: str) -> float | None:
    """A float attribute; None when it is absent."""
    text = node.attrs.get(attribute)
    return None if text is None else float(text)


def origins_of(node: Node, attribute: str = "data-origin") -> tuple[Origin, ...]:
    """The origins that an attribute lists."""
    text = node.attrs.get(attribute)
    return tuple(_origin(part) for part in text.split(" ") if part) if text else ()


def origin_of(node: Node, attribute: str = "data-origin") -> Origin | None:
    """The only origin of an attribute, or None."""
    origins = origins_of(node, attribute)
    return origins[0] if origins else None


def _origin(text: str) -> Origin:
    kind, _, rest = text.partition(":")
    if kind == "page":
        page, _, corners = rest.partition(":")
        if not corners:
            return PageOrigin(int(page))
        left, top, right, bottom = (float(part) for part in corners.split(","))
        return PageOrigin(int(page), (left, top, right, bottom))
    if kind == "element":
        part, mark, path = rest.partition("!")
        return ElementOrigin(unquote(path), unquote(part)) if mark else ElementOrigin(unquote(part))
    match = _TEXT_RANGE.match(rest)
    if kind != "text" or match is None:
        raise DamagedPage(f"origin {text}")
    line = None if match[3] is None else int(match[3])
    return TextOrigin(int(match[1]), int(match[2]), line)


def value_of(node: Node) -> Value | None:
    """The typed value of a cell."""
    text = node.attrs.get("data-value")
    if text is None:
        return None
    kind = node.attrs.get("data-type")
    if kind is None:
        return Integer(int(text))
    if kind == "decimal":
        return Decimal(_decimal(text))
    if kind == "percent":
        return Percent(_decimal(text))
    if kind == "amount":
        return Amount(_decimal(text), node.attrs.get("data-unit", ""), whole(node, "data-scale", 1))
    if kind == "date":
        return Date(*(int(part) for part in text.split("-")))
    raise DamagedPage(f"value type {kind}")


def _decimal(text: str) -> decimal.Decimal:
    try:
        return decimal.Decimal(text)
    except decimal.InvalidOperation as error:
        raise DamagedPage(f"number {text}") from error


def structs_of(node: Node, attribute: str, kind: type[Structs]) -> Structs | None:
    """A JSON attribute, checked against the model."""
    text = node.attrs.get(attribute)
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise DamagedPage(f"{attribute}: {error}") from error

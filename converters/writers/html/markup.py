"""Text, attributes and addresses as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from ...model.text import clean_text

Attribute = tuple[str, str | int | bool | None]

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
IMAGE_SCHEMES = frozenset({"http", "https"})

# What `escape_text` changes; most texts of a large table hold none of it.
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*(?=:)")
# Browsers drop these from an address before they look for its scheme (WHATWG URL 4.4).
_DROPPED = re.compile("[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\ufeff]")
_NOT_IN_URLS = re.compile('[\x00-\x20"<>\\\\^`{|}\x7f-\xa0\u1680\u2000-\u200f\u2028\u2029\u3000]')


def escape_text(text: str) -> str:
    """`text` for the content of an element; line ends become LF."""
    if not _SPECIAL.search(text):
        return text
    text = clean_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """`text` for an attribute value in double quotes."""
    return escape_text(text).replace('"', "&quot;")


def finished(html: str) -> Markup:
    """HTML of this package, in which everything foreign is escaped already."""
    return Markup(html)  # noqa: S704 - the one place where this is said


def attributes(pairs: Iterable[Attribute]) -> Markup:
    """Attributes with a space before each; None and False leave one out, True gives a bare name."""
    return finished(attributes_text(pairs))


def attributes_text(pairs: Iterable[Attribute]) -> str:
    """The same as a plain text, to be put together with other HTML."""
    parts: list[str] = []
    for name, value in pairs:
        if value is None or value is False:
            continue
        if value is True:
            parts.append(f" {name}")
        else:
            parts.append(f' {name}="{escape_attribute(str(value))}"')
    return "".join(parts)


def is_safe_address(address: str, schemes: frozenset[str] = LINK_SCHEMES) -> bool:
    """Whether an address is relative or has one of `schemes`."""
    scheme = _SCHEME.match(_DROPPED.sub("", address))
    return scheme is None or scheme.group().lower() in schemes


def is_safe_picture(address: str) -> bool:
    """Whether a browser may load a picture from here: http, https, or a path without a host.

    Without a scheme a leading double slash names a host of the local network when the page
    lies on a disk.
    """
    start = _DROPPED.sub("", address)[:2].replace("\\", "/")
    return start != "//" and is_safe_address(address, IMAGE_SCHEMES)


def encoded_address(address: str) -> str:
    """`address` with what a URL must not hold percent-encoded, and nothing else changed."""
    address = clean_text(address)
    return _NOT_IN_URLS.sub(lambda found: quote(found.group()), address)


def number_text(number: float) -> str:
    """The shortest text that reads back as the same float, without a trailing `.0`."""
    return repr(float(number)).removesuffix(".0")


__all__ = [
    "IMAGE_SCHEMES",
    "LINK_SCHEMES",
    "Attribute",
    "attributes",
    "attributes_text",
    "encoded_address",
    "escape_attribute",
    "escape_text",
    "finished",
    "is_safe_address",
    "is_safe_picture",
    "number_text",
]

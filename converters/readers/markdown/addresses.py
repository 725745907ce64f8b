"""Addresses of links and pictures, and pictures held in `data:` addresses."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import Final
from urllib.parse import unquote, unquote_to_bytes

from ...model import Asset

SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop these from an address before they look for its scheme (WHATWG URL 4.4).
_DROPPED = re.compile("[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\ufeff]")
_DATA = re.compile(r"data:(?P<type>image/[\w.+-]+)(?P<more>(?:;[^,;]*)*),", re.IGNORECASE)


def is_safe(address: str) -> bool:
    """Whether a link may be kept: it has a safe scheme, or none."""
    scheme = _SCHEME.match(_DROPPED.sub("", address))
    return scheme is None or scheme[1].lower() in SAFE_SCHEMES


def data_asset(address: str) -> Asset | None:
    """The picture in a `data:` address (RFC 2397); None for anything else or damaged data."""
    found = _DATA.match(address)
    if found is None:
        return None
    parameters = [part for part in found["more"].split(";") if part]
    payload = address[found.end() :]
    try:
        data = (
            base64.b64decode(unquote(payload), validate=True)
            if "base64" in parameters
            else unquote_to_bytes(payload)
        )
    except (binascii.Error, ValueError):
        return None
    names = [unquote(part[5:]) for part in parameters if part.startswith("name=")]
    digest = hashlib.sha256(data).hexdigest()
    return Asset(digest, found["type"].lower(), data, names[0] if names else None)

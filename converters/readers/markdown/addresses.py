"""Pictures held in `data:` addresses."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote, unquote_to_bytes

from ...model import Asset

_DATA = re.compile(r"data:(?P<type>image/[\w.+-]+)(?P<more>(?:;[^,;]*)*),", re.IGNORECASE)


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

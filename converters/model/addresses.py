"""Which addresses a link may have."""

from __future__ import annotations

import re
from typing import Final

SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop these from an address before they look for its scheme (WHATWG URL 4.4).
_DROPPED = re.compile("[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\ufeff]")


def scheme_of(address: str) -> str | None:
    """The scheme of an address in lower case, as a browser sees it; None for a relative one."""
    found = _SCHEME.match(_DROPPED.sub("", address))
    return found[1].lower() if found else None


def is_safe_address(address: str) -> bool:
    """Whether a link to `address` may be kept: it has a safe scheme, or none."""
    scheme = scheme_of(address)
    return scheme is None or scheme in SAFE_SCHEMES

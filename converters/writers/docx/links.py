"""Addresses of links as relationship targets that Word accepts."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_CLEAN: Final = re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_BARE_HOST: Final = frozenset({"http", "https", "ftp"})


def is_clean(href: str) -> bool:
    """Whether the address can be a relationship target as it is.

    Word calls a file damaged when a target is no URI (ECMA-376 Part 2, 9.3).
    """
    if not _CLEAN.fullmatch(href) or href.count("#") > 1:
        return False
    match = _SCHEME.match(href)
    if match is None:
        return ":" not in re.split(r"[/?#]", href, maxsplit=1)[0] and not href.startswith("//")
    rest = href[match.end() :]
    if match[1].lower() in _BARE_HOST:
        return bool(re.match(r"//[A-Za-z0-9][A-Za-z0-9.\-]*(?::\d{1,5})?(?:[/?#]|$)", rest))
    return match[1].lower() in ("mailto", "tel") and bool(rest) and not rest.startswith("/")


def cleaned(href: str) -> str | None:
    """The address with everything escaped that is not part of a URI, or None if that fails."""
    target = quote(href.strip(), safe="-._~:/?#@!$&'()*+,;=%", errors="replace")
    target = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", target)
    return target if is_clean(target) else None

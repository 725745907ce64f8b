"""Escape text so that CommonMark, GFM and our extensions read back exactly this text.

Two steps: `escape_text` for characters that are markup anywhere, `escape_line_starts` for those
that are markup only at the start of a line. White space at the start or end of a block, which
many parsers strip although CommonMark keeps it (U+3000, no-break spaces), becomes entities.
"""

from __future__ import annotations

import re

# `_` between letters or digits never delimits emphasis (CommonMark 6.2, rules 2 and 4).
_ANYWHERE = re.compile(
    r"[\\`*\[\]<~$]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=#|[A-Za-z][A-Za-z0-9]*;)"
    r"|[!^](?=\[|$)"
)
_LINE_START = re.compile(
    r"(?P<mark>\#{1,6}(?=[ \t]|$)|>|\||[+-](?=[ \t]|$)|-(?=[-:|])|=+(?=[ \t]*$)|:(?=[-:|\s]|$))"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)",
    re.MULTILINE,
)
_OUTER_SPACE = re.compile(r"^\s+|\s+$")
_SPACE_AT_BREAK = re.compile(r"(?<=\n)[^\S\n]+")


def escape_text(text: str) -> str:
    """`text` with a backslash before every character that could be inline markup."""
    return _ANYWHERE.sub(r"\\\g<0>", text)


def escape_ends(markdown: str) -> str:
    """Inline Markdown whose outer white space no parser strips."""
    return _OUTER_SPACE.sub(_as_entities, markdown)


def escape_block(markdown: str) -> str:
    """Inline Markdown of a block, safe at the start of each of its lines and at both ends."""
    lines = _SPACE_AT_BREAK.sub(_as_entities, escape_ends(markdown)).split("\n")
    return "\n".join(map(_escape_line_start, lines))


def _escape_line_start(line: str) -> str:
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end('number') :]}"
    return "\\" + line


def _as_entities(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in found[0])


def escape_heading(markdown: str) -> str:
    """Inline Markdown of an ATX heading: a closing run of # would be taken as its end."""
    return re.sub(r"(^|[ \t])(#+)$", r"\1\\\2", escape_ends(markdown))


def escape_attribute(text: str) -> str:
    """`text` for a double-quoted HTML attribute inside Markdown, on one line."""
    text = text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    text = text.replace(">", "&gt;").replace("`", "&#96;").replace("|", "&#124;")
    return text.replace("\n", "&#10;").replace("\r", "&#13;")


_DESTINATION_PLAIN = re.compile(r"[^\s<>()\\&|`*_\[\]~$\x00-\x1f\x7f\u00a0\u3000]+")


def destination(href: str) -> str:
    """A link destination (CommonMark 6.3), in angle brackets where it needs them."""
    if _DESTINATION_PLAIN.fullmatch(href):
        return href
    escaped = re.sub(r"[<>\\]", r"\\\g<0>", href)
    escaped = re.sub(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)", "&amp;", escaped)
    escaped = re.sub(r"[\n\r|`$]", _as_entities, escaped)
    return f"<{escaped}>"


def link_title(title: str | None) -> str:
    """A link title with the space before it, or nothing."""
    if not title:
        return ""
    escaped = re.sub(r'["\\]', r"\\\g<0>", title)
    escaped = re.sub(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)", "&amp;", escaped)
    escaped = re.sub(r"[\n\r|`$]", _as_entities, escaped)
    return f' "{escaped}"'

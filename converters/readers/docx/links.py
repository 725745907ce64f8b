"""Addresses of hyperlinks: from relationships, anchors and HYPERLINK fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ARGUMENT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\[A-Za-z*#@])|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link goes; two links to the same place are two objects."""

    href: str
    title: str | None = None


def field_arguments(instruction: str) -> list[str]:
    """The words of a field instruction; quotes and their escapes are removed, switches kept."""
    words: list[str] = []
    for quoted, switch, bare in _ARGUMENT.findall(instruction):
        if switch or bare:
            words.append(switch or bare)
        else:
            words.append(re.sub(r"\\(.)", r"\1", quoted))
    return words


def hyperlink_field(arguments: list[str]) -> Target | None:
    """Target of a HYPERLINK field (17.16.5.25); None when it names none."""
    address = anchor = ""
    title: str | None = None
    words = iter(arguments[1:])
    for word in words:
        switch = word.lower()
        if switch == "\\l":
            anchor = next(words, "")
        elif switch == "\\o":
            title = next(words, "") or None
        elif switch in {"\\t", "\\s"}:
            next(words, "")
        elif not word.startswith("\\") and not address:
            address = word
    href = f"{address}#{anchor}" if anchor else address
    return Target(href, title) if href else None

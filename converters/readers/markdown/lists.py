"""Marks at the start of list items: check boxes."""

from __future__ import annotations

import re

from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\](?:[ \t\n]+|$)")


def take_check_box(token: Token) -> bool | None:
    """State of the check box that starts an inline token, which loses it; None without one.

    `\\[x]` is text: the source of the token tells the two apart.
    """
    found = _BOX.match(token.content)
    children = token.children
    if found is None or not children or children[0].type != "text":
        return None
    if not children[0].content.startswith(found[0][:3]):
        return None
    children[0].content = children[0].content[3:].lstrip(" \t")
    if not children[0].content and len(children) > 1 and children[1].type == "softbreak":
        del children[1]
    return found[1] != " "

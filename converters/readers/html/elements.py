"""The table of handlers: which function reads which element.

Coverage: what is not listed is a container (blocks) or inline formatting; see docs/html.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from .controls import (
    read_button,
    read_input,
    read_object,
    read_player,
    read_select,
    read_textarea,
)
from .lists import read_definitions, read_list, read_stray_item
from .mathml import read_math
from .media import read_drawing, read_image
from .simple import (
    read_break,
    read_code,
    read_figure,
    read_heading,
    read_inline_quote,
    read_link,
    read_paragraph,
    read_quote,
    read_role,
    read_ruby,
    read_rule,
    skip,
)
from .tables import read_table

if TYPE_CHECKING:
    from .page import Handler

HANDLERS: Final[Mapping[str, Handler]] = {
    "h1": read_heading,
    "h2": read_heading,
    "h3": read_heading,
    "h4": read_heading,
    "h5": read_heading,
    "h6": read_heading,
    "div": read_role,
    "p": read_paragraph,
    "span": read_role,
    "br": read_break,
    "hr": read_rule,
    "a": read_link,
    "q": read_inline_quote,
    "blockquote": read_quote,
    "pre": read_code,
    "listing": read_code,
    "xmp": read_code,
    "plaintext": read_code,
    "figure": read_figure,
    "ruby": read_ruby,
    "ul": read_list,
    "ol": read_list,
    "menu": read_list,
    "dir": read_list,
    "li": read_stray_item,
    "dl": read_definitions,
    "table": read_table,
    "img": read_image,
    "svg": read_drawing,
    "math": read_math,
    "input": read_input,
    "select": read_select,
    "textarea": read_textarea,
    "button": read_button,
    "video": read_player,
    "audio": read_player,
    "canvas": read_player,
    "iframe": read_player,
    "frame": read_player,
    "embed": read_player,
    "object": read_object,
    "script": skip,
    "style": skip,
    "template": skip,
    "head": skip,
    "title": skip,
    "meta": skip,
    "link": skip,
    "base": skip,
}

"""Brackets of one pair in one width: the model often takes one of them for narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_NARROW, _WIDE = "()[]", "（）［］"
_WIDTHS: Final = dict(zip(_NARROW, _WIDE, strict=True))
_PLAIN: Final = {**dict(zip(_WIDE, _NARROW, strict=True)), **{char: char for char in _NARROW}}
_OPENS: Final = {")": "(", "]": "["}


def paired(texts: Sequence[str]) -> list[str]:
    """The characters of a line; where one bracket of a pair is wide and one narrow, both alike.

    They become wide beside or around Chinese text, else narrow. A pair of one width stays as it
    was read, and so does a bracket without its other one, which may stand on another line.
    """
    out = list(texts)
    opened: list[int] = []
    for place, text in enumerate(texts):
        plain = _PLAIN.get(text)
        if plain is None:
            continue
        if plain not in _OPENS:
            opened.append(place)
        elif opened and _PLAIN[texts[opened[-1]]] == _OPENS[plain]:
            start = opened.pop()
            if (texts[start] in _NARROW) != (text in _NARROW):
                wide = any(_is_chinese(char) for char in texts[max(0, start - 1) : place + 2])
                out[start], out[place] = _in_width(texts[start], wide), _in_width(text, wide)
    return out


def _in_width(bracket: str, wide: bool) -> str:
    plain = _PLAIN[bracket]
    return _WIDTHS[plain] if wide else plain


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)

"""Characters of symbol fonts as Unicode (w:sym, ECMA-376 Part 1, 17.3.3.30).

Symbol fonts put their signs at U+F020 to U+F0FF, or at the codes of ASCII and Latin-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SYMBOL: Final = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]"
    "⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
"""Codes 0x20 to 0x7E."""
_SYMBOL_HIGH: Final = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
)
"""Codes 0xA0 to 0xEF."""
_SYMBOL_LAST: Final = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
"""Codes 0xF1 to 0xFE."""

_WINGDINGS: Final = (
    "\u0020🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⏳🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌🖏👍👎☜☞☜🖗🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉"
    "♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷"
)
"""Codes 0x20 to 0x7E."""
_WINGDINGS_HIGH: Final[Mapping[int, str]] = {
    **{0x80 + index: sign for index, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    0x9E: "·",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "○",
    0xA4: "◉",
    0xA5: "◎",
    0xA7: "▪",
    0xA8: "□",
    0xAA: "✦",
    0xAB: "★",
    0xAC: "✶",
    0xAE: "✹",
    0xB1: "⌖",
    0xB3: "⌑",
    0xB5: "✪",
    0xB6: "✰",
    0xD5: "⌫",
    0xD6: "⌦",
    0xD8: "➢",
    0xDC: "➲",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE3: "↖",
    0xE4: "↗",
    0xE5: "↙",
    0xE6: "↘",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF1: "⇧",
    0xF2: "⇩",
    0xF3: "⬄",
    0xF4: "⇳",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2: Final[Mapping[int, str]] = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x30: "◻",
    0xA3: "□",
    **{0x69 + index: sign for index, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    0x97: "●",
    0xA2: "■",
    0x96: "•",
}
_WINGDINGS_3: Final[Mapping[int, str]] = {
    0x66: "←",
    0x67: "→",
    0x68: "↑",
    0x69: "↓",
    0x70: "▲",
    0x71: "▼",
    0x72: "△",
    0x73: "▽",
    0x74: "◀",
    0x75: "▶",
    0x76: "◁",
    0x77: "▷",
    0x7D: "⯈",
    0x84: "◀",
    0x85: "▶",
}
_WEBDINGS: Final[Mapping[int, str]] = {
    0x33: "◀",
    0x34: "▶",
    0x35: "▲",
    0x36: "▼",
    0x61: "✓",
    0x63: "□",
    0x67: "■",
    0x6E: "●",
    0x72: "✗",
    0x69: "ℹ",
    0x98: "✆",
}


def _table(start: int, signs: str) -> dict[int, str]:
    return {start + index: sign for index, sign in enumerate(signs)}


_FONTS: Final[Mapping[str, Mapping[int, str]]] = {
    "symbol": {**_table(0x20, _SYMBOL), **_table(0xA0, _SYMBOL_HIGH), **_table(0xF1, _SYMBOL_LAST)},
    "wingdings": {**_table(0x20, _WINGDINGS), **_WINGDINGS_HIGH},
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def symbol(font: str | None, code: str | None) -> str:
    """The character of w:sym, whose `code` is hexadecimal; U+FFFD for a code that is none.

    A sign of an unknown symbol font stays in the private area, one of the rest is a character.
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return "\ufffd"
    signs = _FONTS.get((font or "").lower())
    if signs is not None:
        found = signs.get(number - 0xF000 if number >= 0xF000 else number)
        if found is not None:
            return found
    usable = number >= 0x20 and not 0xD800 <= number <= 0xDFFF and number < 0xFFFE
    return chr(number) if usable else "\ufffd"


def mapped_symbols(text: str, font: str) -> str:
    """`text` with the private characters of a symbol font as what they look like.

    As long as `text`: every character is replaced by one character.
    """
    signs = _FONTS.get(font.lower())
    if signs is None:
        return text
    return "".join(
        signs.get(ord(char) - 0xF000, char) if "\uf020" <= char <= "\uf0ff" else char
        for char in text
    )

"""Code points that stand for a glyph and not for the character that it shows, mapped back.

Fonts share glyphs between a radical and the ideograph that looks alike, and some PDFs name the
radical (U+2E80 to U+2FDF); symbol fonts put their signs into the private area or at ASCII codes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from ...symbols import symbol
from .characters import Characters
from .texsigns import tex_signs
from .wide import are_wide

_SUPPLEMENT: Final = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟"
    "罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐"
    "马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""Equivalent ideographs of U+2E80 to U+2EF3 (Unicode, EquivalentUnifiedIdeograph)."""
_KANGXI: Final = (
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾"
    "干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用"
    "田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕"
    "豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑"
    "黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
"""Equivalent ideographs of U+2F00 to U+2FD5."""
_RADICALS: Final = np.array([ord(char) for char in _SUPPLEMENT + _KANGXI], np.uint32)
_RADICAL_CODES: Final = np.array(
    [*range(0x2E80, 0x2E80 + len(_SUPPLEMENT)), *range(0x2F00, 0x2F00 + len(_KANGXI))], np.uint32
)
_SYMBOL_FONTS: Final = {
    "wingdings": "wingdings",
    "wingdings-regular": "wingdings",
    "wingdings2": "wingdings 2",
    "wingdings3": "wingdings 3",
    "webdings": "webdings",
    "symbol": "symbol",
    "symbolmt": "symbol",
}
_PRIVATE = (0xE000, 0xF8FF)


def mended(characters: Characters) -> tuple[Characters, list[tuple[str, str]]]:
    """The characters with known stand-ins mapped back, and what to report: code and message."""
    codes = characters.codes
    if not len(codes):
        return characters, []
    findings: list[tuple[str, str]] = []
    changed = codes.copy()
    radicals = (codes >= 0x2E80) & (codes < 0x2FE0)
    if radicals.any():
        _map_radicals(changed, radicals)
        count = np.count_nonzero(changed != codes)
        message = f"{count} radicals were taken as the ideographs that they look like"
        findings.append(("glyphs-mapped", message))
    signs = _map_signs(characters, changed) + _map_tex_signs(characters, changed)
    if signs:
        message = f"{signs} signs of symbol fonts were mapped to the characters that they show"
        findings.append(("glyphs-mapped", message))
    unknown = np.count_nonzero((changed >= _PRIVATE[0]) & (changed <= _PRIVATE[1]))
    if unknown:
        message = f"{unknown} characters are of a private area that nothing explains"
        findings.append(("glyphs-private", message))
    if (changed == codes).all():
        return characters, findings
    return replace(characters, codes=changed, wide=are_wide(changed)), findings


def _map_radicals(codes: np.ndarray, radicals: np.ndarray) -> None:
    places = np.searchsorted(_RADICAL_CODES, codes[radicals])
    places = np.minimum(places, len(_RADICAL_CODES) - 1)
    known = _RADICAL_CODES[places] == codes[radicals]
    codes[radicals] = np.where(known, _RADICALS[places], codes[radicals])


@lru_cache(1024)
def _symbol_font(name: str) -> str | None:
    return _SYMBOL_FONTS.get(name.lower().replace(" ", "").split(",")[0])


def _map_signs(characters: Characters, codes: np.ndarray) -> int:
    """Map the signs of symbol fonts in `codes`; returns how many."""
    fonts = {
        number: name
        for number, run in enumerate(characters.table)
        if (name := _symbol_font(run.font))
    }
    private = (codes >= 0xF020) & (codes <= 0xF0FF)
    if not fonts and not private.any():
        return 0
    chosen = private | (np.isin(characters.runs, list(fonts)) & (codes < 0x100))
    count = 0
    for place in np.nonzero(chosen)[0].tolist():
        code = int(codes[place])
        font = fonts.get(int(characters.runs[place]), "symbol" if code >= 0xF000 else "")
        # The codes of Symbol below the private area are mapped by the engine already.
        if not font or (font == "symbol" and code < 0xF000):
            continue
        sign = symbol(font, f"{code:X}")
        if len(sign) == 1 and not 0xE000 <= ord(sign) <= 0xF8FF and sign != "\ufffd":
            codes[place] = ord(sign)
            count += 1
    return count


def _map_tex_signs(characters: Characters, codes: np.ndarray) -> int:
    """Map the signs of TeX's fonts in `codes`; returns how many."""
    count = 0
    for number, run in enumerate(characters.table):
        signs = tex_signs(run.font)
        if signs is None:
            continue
        for place in np.flatnonzero(characters.runs == number).tolist():
            sign = signs.get(int(codes[place]))
            if sign is not None:
                codes[place] = ord(sign)
                count += 1
    return count

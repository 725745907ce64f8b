"""Names of encodings: what a declared label means and which codec reads it.

The labels are those of the WHATWG Encoding standard, section 4.2, and a few that pages really use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CODECS: Final[Mapping[str, str]] = {
    "utf-8": "utf-8",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32le": "utf-32-le",
    "utf-32be": "utf-32-be",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "windows-1257": "cp1257",
    "windows-1258": "cp1258",
    "windows-874": "cp874",
    "iso-8859-2": "iso8859_2",
    "iso-8859-5": "iso8859_5",
    "iso-8859-7": "iso8859_7",
    "iso-8859-15": "iso8859_15",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "macintosh": "mac_roman",
    "ibm866": "cp866",
}
"""Python's codec for each encoding; GBK pages go to the superset GB18030."""

_ALIASES: Final[Mapping[str, str]] = {
    "utf-8": "utf8 unicode-1-1-utf-8 x-unicode20utf8 u8",
    "utf-16le": "utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode",
    "gb18030": "gb2312 gb_2312-80 gb_2312 gbk x-gbk cp936 ms936 windows-936 chinese csgb2312"
    " euc-cn x-euc-cn iso-ir-58 csiso58gb231280 gb-18030 hz-gb-2312 zh-cn gb",
    "big5": "big5-hkscs big-5 cn-big5 csbig5 x-x-big5 cp950 big5-eten",
    "shift_jis": "sjis shift-jis x-sjis ms_kanji csshiftjis windows-31j ms932 cp932",
    "euc-jp": "x-euc-jp cseucpkdfmtjapanese eucjp",
    "euc-kr": "euckr ks_c_5601-1987 ksc5601 ksc_5601 cseuckr windows-949 korean uhc cp949",
    "windows-1252": "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii cp1252"
    " x-cp1252 ansi_x3.4-1968 iso-ir-100 ibm819 cp819",
    "windows-1254": "iso-8859-9 latin5 l5 cp1254",
    "windows-1250": "cp1250 x-cp1250",
    "windows-1251": "cp1251 x-cp1251 win-1251",
    "iso-8859-2": "latin2 l2 iso8859-2",
    "iso-8859-15": "latin-9 latin9 iso8859-15 l9",
    "koi8-r": "koi8 koi cskoi8r koi8_r",
    "macintosh": "mac x-mac-roman csmacintosh",
}

LABELS: Final[Mapping[str, str]] = {name: name for name in CODECS} | {
    alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()
}
"""The encoding that a lower-case label means."""

from __future__ import annotations

import pytest

from tablewright.converters.errors import UnreadableSource
from tablewright.converters.readers.base import Ledger, Source
from tablewright.converters.readers.encoding import decode, normal_label, refuse_binary

CHINESE = (
    "根据《中华人民共和国政府信息公开条例》要求，现公布本镇二〇二三年度政府信息公开工作年度报告。"
    "全文由总体情况、主动公开、依申请公开等六部分组成。"
)
TRADITIONAL = (
    "根據條例要求，現公佈本鎮年度政府資訊公開工作年度報告。全文由總體情況、主動公開等部分組成。"
)
JAPANESE = "本年度の予算については、次のとおり決定しましたのでお知らせします。"
KOREAN = "올해 예산은 다음과 같이 결정되었으므로 알려 드립니다. 자세한 사항은 문의하시기 바랍니다."
FRENCH = "Le conseil a décidé d’approuver le budget de l’année à venir, après délibération."
GERMAN = "Die Straße ist für zwei Wochen gesperrt; Anlieger fahren über Nebenstraßen."
RUSSIAN = "Совет принял решение утвердить бюджет на следующий год после долгого обсуждения."

CASES = [
    (CHINESE, "gbk", "gb18030"),
    (CHINESE, "gb18030", "gb18030"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (TRADITIONAL, "big5", "big5"),
    (JAPANESE, "cp932", "shift_jis"),
    (JAPANESE, "euc_jp", "euc-jp"),
    (JAPANESE, "iso2022_jp", "iso-2022-jp"),
    (KOREAN, "cp949", "euc-kr"),
    (FRENCH, "cp1252", "windows-1252"),
    (GERMAN, "cp1252", "windows-1252"),
    (RUSSIAN, "cp1251", "windows-1251"),
    (RUSSIAN, "koi8_r", "koi8-r"),
    (CHINESE, "utf-8", "utf-8"),
    (CHINESE, "utf-8-sig", "utf-8"),
    (CHINESE, "utf-16", "utf-16le"),
    (CHINESE, "utf-16-le", "utf-16le"),
    (CHINESE, "utf-16-be", "utf-16be"),
    (CHINESE, "utf-32", "utf-32le"),
]


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "iso-8859-1"])
@pytest.mark.parametrize(("text", "codec", "name"), CASES)
def test_text_is_recovered_whatever_is_declared(
    text: str, codec: str, name: str, declared: str | None
) -> None:
    page = f"<html><body><p>{text}</p></body></html>"
    assert decode(page.encode(codec), Ledger(), declared=declared) == (page, name)


def codes(data: bytes, declared: str | None) -> list[str]:
    ledger = Ledger()
    decode(data, ledger, declared=declared)
    return [finding.code for finding in ledger.diagnostics]


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (CHINESE.encode(), None, []),
        (CHINESE.encode(), "utf-8", []),
        (CHINESE.encode("gbk"), "GB2312", []),
        (CHINESE.encode("gbk"), None, ["encoding-guessed"]),
        (CHINESE.encode("gbk"), "utf-8", ["encoding-contradicted", "encoding-guessed"]),
        (CHINESE.encode(), "gbk", ["encoding-contradicted"]),
        (CHINESE.encode()[:-1], "utf-8", ["encoding-damaged"]),
        (CHINESE.encode("gbk") + b"\xff", "gbk", ["encoding-damaged"]),
        (b"a\x01b", "utf-8", ["control-characters"]),
    ],
)
def test_decisions_are_reported(data: bytes, declared: str | None, expected: list[str]) -> None:
    assert codes(data, declared) == expected


def test_confidence_stands_in_the_message() -> None:
    ledger = Ledger()
    decode(CHINESE.encode("gbk"), ledger, declared=None)
    assert "with confidence 0." in ledger.diagnostics[0].message


def test_byte_0x80_in_gbk_is_the_euro_sign() -> None:
    assert decode(CHINESE.encode("gbk") + b"\x80", Ledger(), declared="gbk")[0].endswith("€")


def test_labels_follow_the_encoding_standard() -> None:
    labels = ["GBK", " gb2312 ", '"Big5"', "latin1", "x-sjis", "ks_c_5601-1987", "nonsense", None]
    assert [normal_label(label) for label in labels] == [
        "gb18030",
        "gb18030",
        "big5",
        "windows-1252",
        "shift_jis",
        "euc-kr",
        None,
        None,
    ]


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n", Ledger(), declared=None)[0] == "a\nb\nc\n"


@pytest.mark.parametrize(
    "data",
    [b"", b" \r\n", b"\xef\xbb\xbf", b"%PDF-1.7 ...", b"PK\x03\x04...", bytes(range(256)) * 20],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        refuse_binary(Source("a.html", data))


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_not_refused(codec: str) -> None:
    refuse_binary(Source("a.html", f"<p>{CHINESE}</p>".encode(codec)))


SENTENCES = (
    "本报告根据有关条例的要求编制，数据统计期限自一月一日起至十二月三十一日止。",
    "全年主动公开各类信息三百二十条，其中通过门户网站公开二百八十条，其余在公开栏张贴。",
    "镕、喆、堃、璟、煜等人名用字，以及“（一）”“【附件】”等符号，也要读得出来。",
    "请符合条件的单位和个人于本月二十日前提交材料，逾期不再受理，联系电话：12345。",
    "昨夜大风，老槐树的枝桠被吹断了几根，孩子们捡回家去当柴烧。",
    "该項目總投資一千二百萬元，預計明年六月完工，屆時可解決三千戶居民的出行問題。",
    "医生建议多喝水、早睡觉，饭后散步半小时，血压高的老人尤其要注意。",
)


@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
def test_a_hundred_undeclared_chinese_pages_are_all_read(codec: str) -> None:
    rare = "㐂㙍䶮" if codec == "gb18030" else ""
    for number in range(100):
        order = [SENTENCES[(number * (i + 1) + i * i) % len(SENTENCES)] for i in range(8)]
        page = (
            f"<html><body><h1>第{number}期{rare}</h1><p>{'</p><p>'.join(order)}</p></body></html>"
        )
        assert decode(page.encode(codec), Ledger(), declared=None) == (page, "gb18030")


def test_a_file_that_ends_inside_a_character_keeps_its_encoding() -> None:
    ledger = Ledger()

    text, encoding = decode("<h1>青溪市统计公报".encode()[:-1], ledger, declared=None)

    assert (encoding, text) == ("utf-8", "<h1>青溪市统计公\ufffd")
    assert [finding.code for finding in ledger.diagnostics] == ["encoding-damaged"]

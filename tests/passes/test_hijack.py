from __future__ import annotations

import re

import pytest

from tablewright.converters.model import (
    Block,
    Diagnostic,
    Document,
    Heading,
    Metadata,
    Paragraph,
    SourceInfo,
    Text,
)
from tablewright.converters.passes import report_hijack

SPAM = "乐鸟88娱乐官网_体育投注"


def _codes(*blocks: Block, title: str | None = None) -> list[str]:
    found: list[Diagnostic] = []
    document = Document(SourceInfo("a.txt", "text/plain"), blocks, Metadata(title=title))
    assert report_hijack(document, found.append) is document
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("block", "title"),
    [
        (Heading(1, (Text(f"{SPAM}人民政府办公室2022年年度报告"),)), None),
        (Paragraph((Text(f"本报告由{SPAM}人民政府编写。"),)), None),
        (Paragraph((Text("正文。"),)), f"{SPAM}网站"),
    ],
)
def test_advertising_in_a_name_is_reported_from_any_source(block: Block, title: str | None) -> None:
    assert _codes(block, title=title) == ["hijack-suspected"]


KINDS = re.findall(
    r"\w+",
    "bet365 365BET 网上赌场 网上娱乐 娱乐城 体育平台 体育博彩 新葡京 澳门金沙 百家乐 老虎机"
    " 六合彩 时时彩 北京赛车 幸运飞艇 棋牌app 真人视讯 博彩网 赌球平台 投注网站 彩票登录 亚博 凯发"
    " 博狗 皇冠体育 注册送 开户送 电子游艺",
)


@pytest.mark.parametrize(
    "spam", [*KINDS, "Online Casino", "live cas\u0130no", "Slot online", "\u017flots online"]
)
def test_every_kind_of_advertising_is_found_in_the_text(spam: str) -> None:
    assert _codes(Paragraph((Text(f"本报告由 {spam}人民政府编写。"),))) == ["hijack-suspected"]


def test_writing_about_gambling_is_no_hijack() -> None:
    text = "街道开展打击网络赌博宣传,提醒居民远离体育投注网站。"
    assert _codes(Heading(1, (Text("青禾街道工作通报"),)), Paragraph((Text(text),))) == []

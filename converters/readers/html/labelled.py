"""Labelled facts of portal pages: 索引号, 文号, 发布机构, dates; in tables, lists or lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from .flow import BLOCK_TAGS
from .tree import Node

MAX_VALUE: Final = 120
MAX_PIECES: Final = 3000
"""Pieces of text that are looked at; the facts stand on top of a page."""

_LABELS: Final[Mapping[str, str]] = {
    "index_number": "索引号 信息索引号 索取号 信息索引 索引编号 公开索引号",
    "document_number": "文号 发文字号 文件编号 发文号 文件号 公文文号 文件文号",
    "issuing_body": "发布机构 发文机关 发文单位 制发机关 公开主体 公开责任部门 发布单位 公开机构"
    " 信息公开主体 发布机关 信息来源机构 制发单位 发文机构 责任部门 公开单位",
    "published": "发布日期 发布时间 公开日期 发文日期 公布日期 公开时间 发表时间 发稿时间 发布于",
    "created": "成文日期 生成日期 成文时间 制作日期 生成时间 形成日期 信息生成日期",
    "modified": "更新时间 更新日期 最后更新 修改时间 修改日期",
    "title": "名称 标题 信息名称 文件名称 公文名称",
    "subject": "主题分类 信息分类 分类 主题 所属主题 体裁分类 组配分类",
    "keywords": "主题词 关键词 关键字",
    "source": "来源 信息来源 文章来源 稿件来源",
    "author": "作者",
    "other": "有效性 时效性 是否有效 废止日期 失效日期 实施日期 公开方式 公开范围",
}
FIELDS: Final[Mapping[str, str]] = {
    label: name for name, labels in _LABELS.items() for label in labels.split()
}
"""The metadata field that a label stands for."""

_SPACED = {label: r"[\s\u3000]*".join(label) for label in sorted(FIELDS, key=len, reverse=True)}
_INLINE = re.compile(
    "(?<![\\u4e00-\\u9fff])(" + "|".join(_SPACED.values()) + r")[\s\u3000]*[:：][\s\u3000]*"
)
_HINT = re.compile("索\\s*引|文\\s*号|发布|公开|来源|日期|时间|机构|机关|名\\s*称")


def find_facts(body: Node, text: str) -> dict[str, str]:
    """The first value of each labelled fact; keys are those of `FIELDS`."""
    if not _HINT.search(text):
        return {}
    facts: dict[str, str] = {}
    pending: str | None = None
    for piece in _pieces(body):
        squeezed = re.sub(r"[\s\u3000\xa0]", "", piece)
        label = squeezed.strip("【】[]*").rstrip(":：")
        if label in FIELDS:
            pending = FIELDS[label]
            continue
        if pending is not None:
            _keep(facts, pending, piece)
            pending = None
            continue
        pending = _read_line(facts, piece)
    return facts


def _read_line(facts: dict[str, str], piece: str) -> str | None:
    """Take the facts of one line; the field whose value must follow in the next piece."""
    found = list(_INLINE.finditer(piece))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(piece)
        name = FIELDS[re.sub(r"[\s\u3000]", "", match[1])]
        value = piece[match.end() : end].strip(" \u3000\xa0|｜[]【】()（）\n\t")
        if not value and index + 1 == len(found):
            return name
        _keep(facts, name, _first_part(name, value))
    return None


def _first_part(name: str, value: str) -> str:
    """A value without what follows it in a crowded line."""
    if name in ("title", "keywords"):
        return value
    parts = re.split(
        r"[\s\u3000\xa0]{2,}|[|｜【\[]|\s(?=浏览|点击|访问|字体|字号|阅读|作者|责任|编辑)", value
    )
    return parts[0].strip()


def _keep(facts: dict[str, str], name: str, value: str) -> None:
    value = " ".join(value.split())
    if value and len(value) <= MAX_VALUE and value not in ("-", "—", "无", "/", "暂无"):
        facts.setdefault(name, value)


def _pieces(body: Node) -> Iterator[str]:
    """Text between block edges, in order."""
    count = 0
    parts: list[str] = []
    stack: list[Node | str | None] = [body]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item is None or item.tag in BLOCK_TAGS or item.tag == "br":
            piece = "".join(parts).strip()
            parts = []
            if piece:
                yield piece
                count += 1
                if count > MAX_PIECES:
                    return
        if item is not None and item.tag not in ("script", "style", "select"):
            if item.tag in BLOCK_TAGS:
                stack.append(None)
            stack.extend(reversed(item.children))
    piece = "".join(parts).strip()
    if piece:
        yield piece

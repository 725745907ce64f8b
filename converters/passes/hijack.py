"""Signs that a document was hijacked: gambling advertising where names and titles belong.

Mirrors of public sites are republished with the name of a place or body replaced. The text stays
as it is, so that nothing is covered up; the diagnostic says that it cannot be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from ..diagnostics import diagnostic
from ..model import Diagnostic, Document, Heading
from ..model.text import inline_text, iter_block_texts

_SPAM = re.compile(
    r"bet\d{2,3}|\d{3}bet|网上(?:娱乐|赌场|博彩|投注)|娱乐(?:城|平台|官网|网址|场官)|体育(?:平台|投注|博彩)"
    r"(?:网址|官网)?|新?葡京|澳门(?:赌场|永利|威尼斯人|金沙|银河|太阳城|皇冠)|百家乐|老虎机|六合彩|时时彩"
    r"|北京赛车|幸运飞艇|棋牌(?:游戏|平台|官网|app)|真人(?:荷官|视讯|娱乐|百家)|博彩(?:平台|公司|网|官)"
    r"|赌(?:博|球|场)(?:平台|网站|官网|app)|投注(?:平台|网站|官网)|彩票(?:平台|官网|app|网址|注册|登录)"
    r"|亚博|凯发|博狗|皇冠(?:体育|足球|现金)|注册送|开户送|电子游艺"
    r"|(?:online|live) casino|\bslots? online",
    re.IGNORECASE,
)
_PARTS = re.findall(
    r"\w+",
    "bet casino slot 娱乐 赌 博彩 投注 体育平台 葡京 澳门 百家乐 老虎机 六合彩 时时彩"
    " 北京赛车 幸运飞艇 棋牌 真人 彩票 亚博 凯发 博狗 皇冠 注册送 开户送 电子游艺",
)
"""One of them is part of every match of _SPAM, in small letters; looked for first, as the
expression takes longer over a Chinese text than all other passes."""
_DOTTED = ("\u0130", "\u0131")
"""Letters that the expression takes for an i, which small letters are not made of alike."""
_BODIES = "人民政府|办公室|委员会|管理局|街道|[省市县区镇乡]政府|门户网站"
_IN_BODIES = ("政府", "办公室", "委员会", "管理局", "街道", "门户网站")
"""One of them is part of every match of _BODIES; looked for first, as that takes no time."""
_IN_NAME = re.compile(rf"(?:{_SPAM.pattern}).{{0,20}}?(?:{_BODIES})", re.IGNORECASE)


SEARCHED = 200_000
"""Characters of the text that are searched; names stand early."""


def report_hijack(document: Document, report: Callable[[Diagnostic], None]) -> Document:
    """The document as it is; reports one `hijack-suspected` where its names look replaced."""
    metadata = document.metadata
    names = [metadata.title, metadata.issuing_body, metadata.description, *metadata.keywords]
    names += [inline_text(b.content) for b in document.blocks if isinstance(b, Heading)]
    text = _start_of(document)
    spam = find_spam(names, text)
    if spam is not None:
        message = f"Advertising stands where a name belongs: {spam!r}; the text was kept as it is."
        report(diagnostic("hijack-suspected", message))
    return document


def _start_of(document: Document) -> str:
    parts: list[str] = []
    length = 0
    for text in iter_block_texts(document.blocks):
        parts.append(text)
        length += len(text) + 1
        if length > SEARCHED:
            break
    return "\n".join(parts)[:SEARCHED]


def may_name_bodies(letters: Container[str]) -> bool:
    """Whether text of these characters may hold the name of a public body."""
    return any(all(char in letters for char in part) for part in _IN_BODIES)


def _may_be_spam(text: str) -> bool:
    """Whether something in a text may be spam."""
    small = text.casefold()
    return any(part in small for part in _PARTS) or any(letter in text for letter in _DOTTED)


def find_spam(names: Iterable[str | None], text: str) -> str | None:
    """The spam in a title, heading or field, or before the name of a public body in the text."""
    for name in names:
        match = _SPAM.search(name) if name else None
        if match is not None and name is not None:
            return " ".join(name.split())[:80]
    named = not text.isascii() and any(part in text for part in _IN_BODIES) and _may_be_spam(text)
    match = _IN_NAME.search(text) if named else None
    return " ".join(match[0].split())[:80] if match else None

"""What gives away menus, footers and share bars: names of elements and turns of phrase."""

from __future__ import annotations

import re
from typing import Final

from .tree import Node
from .words import words

_TAGS: Final = {"nav": "navigation", "footer": "footer", "aside": "related"}
_ROLES: Final = {
    "navigation": "navigation",
    "banner": "navigation",
    "contentinfo": "footer",
    "search": "navigation",
    "complementary": "related",
    "menu": "navigation",
    "menubar": "navigation",
}
_NAMES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (
            r"comment-?(?:list|s\b|area|box|respond|thread)|disqus|pinglun|(?:^|[-_\s])(?:comments"
            r"|replies|respond)(?:$|[-_\s])",
            "comments",
        ),
        (
            r"bds?-?share|bdsharebutton|jiathis|social-?(?:share|icons?|links?|media)|share-?(?:bar"
            r"|box|tools?|buttons?|links?)|(?:^|[-_\s])(?:share|sharing|fenxiang|addthis)(?:$|[-_\s])",
            "share",
        ),
        (
            r"foot-?(?:er|bar)?(?:-?(?:wrap|box|con|main|links?|nav))?(?:$|[-_\s])|copy-?right"
            r"|colophon|(?:^|[-_\s])(?:site-?info|beian|banquan)(?:$|[-_\s])",
            "footer",
        ),
        (
            r"bread-?crumbs?|(?:^|[-_\s])(?:crumbs?|nav(?:bar|igation|igator|header|footer|list|box"
            r"|wrap|menu|s)?|(?:top|main|sub|side|left|site|global|primary|secondary)-?nav(?:bar)?"
            r"|menus?|(?:top|main|sub|side|left)-?menu|weizhi|dqwz|dangqianweizhi|daohang|position"
            r"|location|(?:site|page|top|global)-?header|top-?bar|head-?(?:top|bar|nav)|masthead"
            r"|skip-?(?:link|nav|to-content)|pager|pagination|paging|page-?nav|prev-?next|toolbar"
            r"|login|sign-?in|search|search-?(?:box|bar|form)|wza|fontsize|print|go-?top|to-?top"
            r"|back-?to-?top|languages?|lang-?switch)(?:\d*$|\d*[-_\s])",
            "navigation",
        ),
        (
            r"side-?bar|(?:^|[-_\s])(?:related|relate|recommend(?:ed|ations?)?|xiangguan|tuijian"
            r"|hot-?(?:news|list)|popular|trending|friend-?links?|yqlj|youqing|widgets?|toc-?side"
            r"|see-?more|more-?(?:news|stories|from)|newsletter|subscribe|tags?|tag-?(?:list|cloud)"
            r"|qr-?code|ewm|erweima|sphinxsidebar)(?:\d*$|\d*[-_\s])",
            "related",
        ),
        (
            r"(?:^|[-_\s])(?:ads?|advert\w*|adsbygoogle|sponsor\w*|promo\w*|pop-?up|modal|cookie\w*"
            r"|consent|gdpr|banner|marquee|piaofu|float-?ad|duilian)(?:\d*$|\d*[-_\s])",
            "boilerplate",
        ),
    )
)
_FOOTER_WORDS = re.compile(
    "版权所有|版权归|备案号|ICP备|公网安备|网站标识码|主办单位|主办[:：]|承办单位|承办[:：]|技术支持|建议使用"
    "|网站地图|copyright|©|all rights reserved|privacy policy|terms of (?:use|service)",
    re.IGNORECASE,
)
_LINE_WORDS = re.compile(
    "^[\\s【\\[(（>|]*(?:您?(?:当前|现在|所在)的?位置|上一[篇条页]|下一[篇条页]|前一篇|后一篇|打印|关闭"
    "|分享(?:到|至)|字体[:：]|字号[:：]|扫一扫|扫描|返回(?:顶部|首页|列表)|加入收藏|设为首页|收藏本页"
    "|我要纠错|浏览(?:次数|量)[:：]|点击(?:次数|量|率)?[:：]|阅读(?:次数|量)[:：]"
    "|share (?:this|on)|print this|previous (?:post|article)|next (?:post|article)|back to top"
    "|skip to|you are here)",
    re.IGNORECASE,
)
RELATED_TITLE = re.compile(
    "^[\\s【\\[■◆>]*(?:相关(?:文章|阅读|链接|信息|新闻|报道|推荐|稿件|文档|内容|政策|解读)|推荐(?:阅读|文章|新闻)"
    "|热门(?:文章|推荐|新闻|点击)|延伸阅读|猜你喜欢|最新(?:文章|新闻|动态|更新)|图文推荐|热点(?:新闻|推荐)"
    "|related (?:articles?|posts?|stories|news|content)|you (?:may|might) also like"
    "|recommended(?: for you)?|more (?:news|stories|from)|most (?:read|popular)|popular posts"
    "|latest (?:news|posts))[\\s】\\]:：]*$",
    re.IGNORECASE,
)
_PAGE_HEAD = re.compile(
    r"(?:^|[-_\s])(?:header|head|top|logo|banner|toolbar|hd)(?:\d*$|\d*[-_\s])", re.IGNORECASE
)
_CALENDAR = re.compile("calendar|datepicker|rili", re.IGNORECASE)

_NAMED = words(
    "div section ul ol dl table tbody tr td form p span header article main center nobr font dd"
)
MAX_ID: Final = 16
_known: dict[str, str | None] = {}


def chrome_reason(node: Node) -> str | None:
    """Why an element looks like chrome by its tag, role or names; None when it does not."""
    attrs = node.attrs
    by_tag = _TAGS.get(node.tag)
    if by_tag is not None:
        return by_tag
    if not attrs:
        return None
    role = _ROLES.get(attrs.get("role", ""))
    if role is not None:
        return role
    if node.tag not in _NAMED:
        return None
    identity = attrs.get("id", "")
    # Long ids are anchors made from headings, not names of page regions.
    names = f"{attrs.get('class', '')} {identity if len(identity) <= MAX_ID else ''}".strip()
    return _by_names(names) if names else None


def _by_names(names: str) -> str | None:
    if names in _known:
        return _known[names]
    # `mainNav` and `main-nav` say the same.
    split = re.sub("(?<=[a-z])(?=[A-Z])", "-", names)
    reason = next((reason for pattern, reason in _NAMES if pattern.search(split)), None)
    if len(_known) < 20_000:
        _known[names] = reason
    return reason


def is_page_head(node: Node) -> bool:
    """Whether an element is named as the head of a page: logo, search box, top line."""
    names = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"
    return node.tag == "header" or bool(_PAGE_HEAD.search(names))


def is_calendar(node: Node) -> bool:
    """Whether an element is a date picker, whose table is no data."""
    return bool(_CALENDAR.search(f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"))


def count_footer_words(text: str) -> int:
    """How many words of site feet a text holds: copyright, registration, host, technical help."""
    return len(_FOOTER_WORDS.findall(text))


def is_footer_text(text: str) -> bool:
    """Whether a short text reads like a line of the foot of a site."""
    return bool(_FOOTER_WORDS.search(text))


def is_chrome_line(text: str) -> bool:
    """Whether a short text is a tool of the page: print, share, previous article."""
    return bool(_LINE_WORDS.match(text))

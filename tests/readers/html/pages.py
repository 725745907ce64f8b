"""Portal pages with known bodies: eight site designs times eight kinds of page.

Organisations, places and texts are invented. `Page.body` is what a reader must find, apart from
title and metadata lines; `Page.tables` is the number of data tables in it.
"""

# ruff: noqa: E501 - markup reads best in one piece
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NAMES = ("清河镇", "云溪县", "东岭街道", "白沙区", "临湖乡", "南屏市")
SENTENCES = (
    "本报告根据有关条例的要求编制，数据统计期限自一月一日起至十二月三十一日止。",
    "全年主动公开各类信息三百二十条，其中通过门户网站公开二百八十条，其余在公开栏张贴。",
    "我们坚持以公开为常态、不公开为例外，进一步完善工作制度，明确责任分工。",
    "对群众关心的道路改造、饮水安全和教师招聘，及时发布进展，并在现场接受咨询。",
    "存在的主要问题：一是部分信息更新不够及时；二是解读材料形式单一。",
    "下一步将加强培训，每季度检查一次栏目更新情况，并公布检查结果。",
    "会议强调，要把工作做在前面，做到件件有着落、事事有回音。",
    "来信反映的问题已转交有关部门办理，办理结果将在十五个工作日内答复本人。",
    "请符合条件的单位和个人于本月二十日前提交材料，逾期不再受理。",
    "该项目总投资一千二百万元，预计明年六月完工，届时可解决三千户居民的出行问题。",
)
LINKS = ("首页", "政务公开", "办事服务", "互动交流", "走进本地", "数据开放", "专题专栏", "政策解读")
HEADLINES = (
    "关于做好冬季道路养护工作的通知",
    "我县召开第三季度重点项目推进会",
    "教师公开招聘面试成绩公示名单",
    "城区供水管网改造施工公告（第四期）",
    "关于开展食品安全专项检查的通告",
    "全民健身日系列活动安排和报名方式",
    "农村公路建设项目招标结果公示",
    "政府信息公开申请常见问题解答",
    "关于调整公交线路运行时间的公告",
    "第二批创业补贴发放对象名单公示",
)
META = "发布时间：2024-01-25　来源：办公室　浏览次数：12"
TABLE = (
    "<table border=1><tr><td rowspan=2>项目</td><td colspan=2>数量</td></tr>"
    "<tr><td>制发件数</td><td>废止件数</td></tr>"
    "<tr><td>规章</td><td>0</td><td>0</td></tr><tr><td>规范性文件</td><td>12</td><td>3</td></tr></table>"
)
TABLE_TEXT = "项目数量制发件数废止件数规章00规范性文件123"


@dataclass(frozen=True)
class Page:
    name: str
    html: str
    body: str
    tables: int
    around: tuple[str, ...] = ()
    """Title and metadata line: neither asked for nor wrong."""
    hijacked: bool = False


def paragraphs(seed: int, count: int) -> list[str]:
    return [
        SENTENCES[(seed + i) % 10]
        + SENTENCES[(seed + 3 * i + 1) % 10]
        + SENTENCES[(seed * 7 + i) % 10]
        for i in range(count)
    ]


def contents(seed: int) -> Iterator[tuple[str, str, str, int]]:
    """Kind, markup of the body, its text, number of data tables."""
    name = NAMES[seed % len(NAMES)]
    texts = paragraphs(seed, 5)
    plain = "".join(f"<p>　　{text}</p>" for text in texts)
    yield "news", plain, "".join(texts), 0
    sign = f"<p style='text-align:right'>{name}人民政府办公室</p><p align=right>2024年1月25日</p>"
    yield "notice", plain + sign, "".join(texts) + f"{name}人民政府办公室2024年1月25日", 0
    report = f"<p>一、总体情况</p>{plain}<p>二、主动公开政府信息情况</p>{TABLE}<p>三、其他</p><p>{texts[1]}</p>"
    text = (
        "一、总体情况"
        + "".join(texts)
        + "二、主动公开政府信息情况"
        + TABLE_TEXT
        + "三、其他"
        + texts[1]
    )
    yield "report", report, text, 1
    only = f"<p>{texts[0]}</p>{TABLE}{TABLE}"
    yield "tables", only, texts[0] + TABLE_TEXT * 2, 2
    lines = "<br>".join(f"　　{text}" for text in texts)
    yield "breaks", f"<div>{lines}</div>", "".join(texts), 0
    items = "".join(f"<li>{text}</li>" for text in texts)
    yield "items", f"<p>{texts[2]}</p><ol>{items}</ol>", texts[2] + "".join(texts), 0
    rows = "".join(
        f"<li><span>2024-0{1 + i % 9}-1{i % 9}</span><a href='/a/{i}.html'>{headline}</a></li>"
        for i, headline in enumerate(HEADLINES)
    )
    dates = "".join(f"2024-0{1 + i % 9}-1{i % 9}{headline}" for i, headline in enumerate(HEADLINES))
    yield "list", f"<ul class=list>{rows}</ul>", dates, 0
    short = f"<p>{texts[3][:40]}。</p>"
    yield "short", short, texts[3][:40] + "。", 0


def links(words: tuple[str, ...], tag: str = "li") -> str:
    return "".join(f"<{tag}><a href='/{i}'>{word}</a></{tag}>" for i, word in enumerate(words))


def related() -> str:
    return f"<ul>{links(HEADLINES[3:7])}</ul>"


def design(number: int, title: str, body: str, name: str) -> str:
    """The body inside one of eight sites."""
    foot = f"<p>主办单位：{name}人民政府　网站标识码：1234567890</p><p>版权所有 ICP备12345678号</p>"
    if number == 0:
        return (
            f"<div class=top><ul>{links(LINKS)}</ul></div><div class=weizhi>当前位置：<a href=/>首页</a>"
            f" &gt; 公开</div><div class=main><h1>{title}</h1><div class=info>{META}</div>"
            f"<div id=zoom>{body}</div><div class=bdsharebuttonbox>分享到：<a href=#>微信</a></div></div>"
            f"<div class=footer>{foot}</div>"
        )
    if number == 1:
        return (
            f"<header><nav><ul>{links(LINKS)}</ul></nav></header><main><article><h1>{title}</h1>"
            f"<p class=meta>{META}</p>{body}</article><aside><h3>相关文章</h3>{related()}</aside></main>"
            f"<footer>{foot}</footer>"
        )
    if number == 2:
        return (
            f"<table width=1000><tr><td colspan=2><table><tr>{links(LINKS, 'td')}</tr></table></td></tr>"
            f"<tr><td width=200><ul>{links(LINKS)}</ul></td><td><table><tr><td align=center><b>{title}</b>"
            f"</td></tr><tr><td>{body}</td></tr></table></td></tr><tr><td colspan=2>{foot}</td></tr></table>"
        )
    if number == 3:
        return (
            f"<div id=wrap><div id=nav>{links(LINKS, 'span')}</div><div class=sidebar>{related()}</div>"
            f"<div class=content><h2>{title}</h2><div class=TRS_Editor>{body}</div>"
            f"<p>上一篇：<a href=1>{HEADLINES[0]}</a></p><p>下一篇：<a href=2>{HEADLINES[1]}</a></p>"
            f"</div></div><div id=foot>{foot}</div>"
        )
    if number == 4:
        return (
            f"<div><a href=/>{name}</a> | <a href=/en>English</a> | <a href=/wza>无障碍</a></div>"
            f"<div><ul>{links(LINKS)}</ul></div><div><h1>{title}</h1><div>{META}</div><div>{body}</div>"
            f"<div>【<a href=#>打印</a>】【<a href=#>关闭</a>】</div></div><div>{foot}</div>"
        )
    if number == 5:
        return (
            f"<div class=page-header>{links(LINKS, 'div')}</div><section class=detail><h1>{title}</h1>{body}"
            f"</section><div class=comments><h3>网友评论</h3><p>匿名用户：写得很好，支持！</p>"
            f"<p>路人：希望多发布这样的信息，谢谢。</p></div><div class=friendlink>{links(LINKS)}</div>"
            f"<div class=copyright>{foot}</div>"
        )
    if number == 6:
        return (
            f"<div style='display:none'><a href='http://x.example'>澳门赌场官网</a></div>"
            f"<div class=header><img src=logo.png><form><input name=q value=搜索></form></div>"
            f"<div class='nav clearfix'>{links(LINKS, 'dd')}</div><div class=container><div class=left>"
            f"<div class=menu>{related()}</div></div><div class=right><div class=bt>{title}</div>"
            f"<div class=sj>{META}</div><div class=nr>{body}</div></div></div><div class=bottom>{foot}</div>"
        )
    return (
        f"<center><font>{''.join(f'<a href=/{i}>{w}</a> ' for i, w in enumerate(LINKS))}</font></center><hr>"
        f"<h3 align=center>{title}</h3>{body}<hr><center><font size=2>{foot}</font></center>"
    )


def all_pages() -> list[Page]:
    """64 pages; those of design 7 and kind `news` carry a hijacked name."""
    pages: list[Page] = []
    for number in range(8):
        for seed, (kind, body, text, tables) in enumerate(contents(number)):
            name = NAMES[(number + seed) % len(NAMES)]
            hijacked = number == 7 and kind == "news"
            title = (
                f"{'365bet网上娱乐' if hijacked else name}二〇二三年工作情况通报第{number}{seed}号"
            )
            page = design(number, title, body, name)
            html = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{page}</body></html>"
            pages.append(Page(f"{number}-{kind}", html, text, tables, (title, META), hijacked))
    return pages

from __future__ import annotations

import pytest

from tablewright.converters.model import Metadata
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html
from tablewright.converters.readers.html.dates import iso_date


def metadata(head: str, body: str = "<p>x</p>") -> Metadata:
    page = f"<!doctype html><html lang=zh-CN><head>{head}</head><body>{body}</body></html>"
    return read_html(Source("x.html", page.encode()), ReadOptions()).metadata


PORTAL = (
    "<meta name=SiteName content=云溪县人民政府网><meta name=ArticleTitle content=年度报告>"
    "<meta name=PubDate content='2024-01-25 09:30'><meta name=ContentSource content=清河镇>"
    "<meta name=Keywords content='公开,年报'>"
)


def test_meta_elements_of_portals() -> None:
    found = metadata(PORTAL)
    assert found == Metadata(
        title="年度报告",
        language="zh-CN",
        issuing_body="清河镇",
        keywords=("公开", "年报"),
        published="2024-01-25T09:30:00",
        extra=(("SiteName", "云溪县人民政府网"), ("ContentSource", "清河镇")),
    )


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("年度报告", "<p>x", "年度报告"),
        ("年度报告_云溪县人民政府网站", "<p>x", "年度报告"),
        ("年度报告 - 云溪县人民政府", "<h1>年度报告</h1>", "年度报告"),
        ("清河镇年度报告-信息公开-云溪县门户网站", "<h1>清河镇年度报告</h1>", "清河镇年度报告"),
        ("年度报告年度报告", "<p>x", "年度报告"),
        ("关于2023-2024年度工作的报告", "<p>x", "关于2023-2024年度工作的报告"),
        ("", "<h1>年度<br>报告</h1>", "年度报告"),
        ("A - B of things", "<p>x", "A - B of things"),
        ("A guide | Example website", "<p>x", "A guide"),
    ],
)
def test_titles_lose_the_name_of_the_site(title: str, body: str, expected: str) -> None:
    assert metadata(f"<title>{title}</title>", body).title == expected


FACTS = (
    "<table><tr><td>索 引 号：<td>yx/2024-012<td>发布机构<td>清河镇人民政府"
    "<tr><td>文　　号：<td>清政发〔2024〕3号<td>成文日期：<td>2024年1月20日</table>"
)
LINES = (
    "<p>索引号：yx/2024-012　发布机构：清河镇人民政府</p><p>文号：清政发〔2024〕3号</p>"
    "<p>成文日期：2024年1月20日</p>"
)
ITEMS = (
    "<ul><li><b>索引号</b>：yx/2024-012<li><b>发布机构</b>：清河镇人民政府"
    "<li><span>文号</span><span>：</span>清政发〔2024〕3号<li>成文日期：2024-01-20</ul>"
)


@pytest.mark.parametrize("body", [FACTS, LINES, ITEMS])
def test_labelled_facts_on_top_of_a_page(body: str) -> None:
    found = metadata("", body)
    assert (found.index_number, found.issuing_body, found.document_number, found.created) == (
        "yx/2024-012",
        "清河镇人民政府",
        "清政发〔2024〕3号",
        "2024-01-20",
    )


def test_json_ld_of_an_article() -> None:
    script = (
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"标题",'
        '"datePublished":"2024-01-25T09:30:00+08:00","author":{"name":"某某"},'
        '"publisher":{"name":"清河镇"}}]}</script>'
    )
    found = metadata(script)
    assert (found.title, found.published, found.authors, found.issuing_body) == (
        "标题",
        "2024-01-25T09:30:00+08:00",
        ("某某",),
        "清河镇",
    )


def test_broken_json_ld_is_ignored() -> None:
    assert (
        metadata('<title>T</title><script type="application/ld+json">{"a":</script>').title == "T"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-05", "2024-01-05"),
        ("2024年1月5日", "2024-01-05"),
        ("2024/1/5 8:30", "2024-01-05T08:30:00"),
        ("2024-01-05T08:30:01Z", "2024-01-05T08:30:01Z"),
        ("2024-01-05 00:00:00", "2024-01-05"),
        ("20240105", "2024-01-05"),
        ("发布于 2024.01.05", "2024-01-05"),
        ("2024-13-45", None),
        ("昨天", None),
    ],
)
def test_dates_become_iso(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected

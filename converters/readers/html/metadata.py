"""What a page says about itself: title, language, dates, issuing body, 索引号, 文号.

Sources in this order: meta elements (those of Chinese portals, Dublin Core, Open Graph), JSON-LD,
labelled facts in the text, then `title` and headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ...model import Metadata
from .dates import iso_date
from .json_ld import read_json_ld
from .labelled import find_facts
from .tree import Node, Tree

_META: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("articletitle", "og:title", "dc.title", "dcterms.title", "citation_title"),
    "published": (
        "pubdate",
        "publishdate",
        "article:published_time",
        "dcterms.issued",
        "dc.date.issued",
        "citation_publication_date",
        "publish_date",
        "dc.date",
        "date",
    ),
    "modified": (
        "article:modified_time",
        "dcterms.modified",
        "last-modified",
        "changed",
        "modified",
    ),
    "created": ("dcterms.created", "created", "dc.date.created"),
    "author": ("author", "dc.creator", "article:author", "citation_author"),
    "issuing_body": ("publisher", "dc.publisher", "dcterms.publisher", "issuer", "发布机构"),
    "source": ("contentsource",),
    "index_number": ("indexnumber", "索引号", "syh"),
    "document_number": ("documentnumber", "文号", "filenumber", "wh"),
    "subject": ("dc.subject", "subject", "topic"),
    "keywords": ("keywords", "keyword"),
    "description": ("description", "og:description", "dc.description"),
    "language": ("content-language", "dc.language"),
    "generator": ("generator",),
    "site": ("sitename", "og:site_name", "application-name"),
    "column": ("columnname",),
}
_FIELD_OF: Final = {name: field for field, names in _META.items() for name in names}
_EXTRA: Final = {
    "sitename": "SiteName",
    "sitedomain": "SiteDomain",
    "siteidcode": "SiteIDCode",
    "columnname": "ColumnName",
    "columntype": "ColumnType",
    "contentsource": "ContentSource",
    "url": "Url",
}
_SEPARATOR = re.compile(r"\s*(?:[|｜_»>]|\s[-–—·:]\s|-{1,2}|—{1,2}|－)\s*")
_SITE_WORDS = re.compile(
    "(?:网|门户|官网|网站|门户网站|政府信息公开|首页|人民政府|信息公开平台|网站群|办事大厅"
    "|公众网)$|website|home ?page",
    re.IGNORECASE,
)
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$")


def read_metadata(tree: Tree, body: Node | None, text: str) -> Metadata:
    """The metadata of a page; `text` is the text of its body."""
    metas, extra = _metas(tree)
    linked = read_json_ld(tree)
    labelled = find_facts(body, text) if body is not None else {}
    headings = _headings(tree)
    title = _title(tree, metas, linked, labelled, headings, text)

    def first(field: str, *, label: bool = True) -> str | None:
        return metas.get(field) or linked.get(field) or (labelled.get(field) if label else None)

    source = labelled.get("source")
    if source and "contentsource" not in {name.lower() for name, _ in extra}:
        extra.append(("ContentSource", source))
    return Metadata(
        title=title,
        language=_language(tree.root, body, metas, linked),
        authors=tuple(_split(first("author"))),
        issuing_body=labelled.get("issuing_body")
        or metas.get("issuing_body")
        or metas.get("source")
        or source
        or linked.get("issuing_body"),
        document_number=first("document_number"),
        index_number=first("index_number"),
        subject=first("subject"),
        keywords=tuple(_split(first("keywords"))),
        description=first("description", label=False),
        created=iso_date(first("created")),
        modified=iso_date(first("modified")),
        published=iso_date(first("published")),
        generator=metas.get("generator"),
        extra=tuple(extra),
    )


def _metas(tree: Tree) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The first value of each known field, and the pairs worth keeping as they are."""
    found: dict[str, str] = {}
    ranks: dict[str, int] = {}
    extra: list[tuple[str, str]] = []
    for node in tree.tagged("meta"):
        attrs = node.attrs
        name = (
            (
                attrs.get("name")
                or attrs.get("property")
                or attrs.get("itemprop")
                or attrs.get("http-equiv")
                or ""
            )
            .strip()
            .lower()
        )
        value = " ".join(attrs.get("content", "").split())
        if not name or not value:
            continue
        if name in _EXTRA:
            extra.append((_EXTRA[name], value))
        field = _FIELD_OF.get(name)
        if field is not None:
            rank = _META[field].index(name)
            if field not in found or rank < ranks[field]:
                found[field], ranks[field] = value, rank
    return found, extra


def _headings(tree: Tree) -> list[str]:
    """Texts of the first headings of the page's highest level, h1 first."""
    for tag in ("h1", "h2"):
        texts = [" ".join(node.text().split()) for node in tree.tagged(tag)[:20]]
        texts = [text for text in texts if text]
        if texts:
            return texts[:5]
    return []


def _title(
    tree: Tree,
    metas: Mapping[str, str],
    linked: Mapping[str, str],
    labelled: Mapping[str, str],
    headings: list[str],
    text: str,
) -> str | None:
    elements = tree.tagged("title")
    page_title = " ".join(elements[0].text().split()) if elements else ""
    sites = {metas[name] for name in ("site", "column") if name in metas}
    stated = metas.get("title") or linked.get("title")
    if stated:
        return _once(_without_site(stated, sites, "", headings))
    for heading in headings:
        if len(heading) > 3 and _squeezed(heading) in _squeezed(page_title):
            return _once(heading)
    if page_title:
        return _once(_without_site(page_title, sites, text, headings))
    return labelled.get("title") or (_once(headings[0]) if len(headings) == 1 else None)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _without_site(title: str, sites: Iterable[str], text: str, headings: list[str]) -> str:
    """A title without the name of the site, when something says that it is one."""
    parts = _SEPARATOR.split(title)
    seps = _SEPARATOR.findall(title)
    if len(parts) < 2:
        return title
    names = {_squeezed(site) for site in sites}
    squeezed_text = _squeezed(text) if text else ""
    kept = len(parts)
    while kept > 1:
        last = parts[kept - 1]
        known = _squeezed(last) in names or bool(_SITE_WORDS.search(last))
        rest = "".join(parts[: kept - 1])
        seen = len(rest) > 5 and bool(squeezed_text) and _squeezed(rest) in squeezed_text
        if not last or known or (seen and seps[kept - 2].strip() in ("|", "｜", "_", "»", ">")):
            kept -= 1
            continue
        break
    first = 0
    while first < kept - 1 and (_squeezed(parts[first]) in names or not parts[first]):
        first += 1
    out = parts[first]
    for index in range(first + 1, kept):
        out += seps[index - 1] + parts[index]
    return out.strip()


def _once(title: str) -> str:
    """A title without its doubling: `报告 报告` and `报告-报告` are `报告`."""
    title = " ".join(title.split())
    for gap in ("", " ", "-", "_", "|", " - ", " | "):
        size = (len(title) - len(gap)) // 2
        if size > 3 and title == title[:size] + gap + title[:size]:
            return title[:size]
    return title


def _language(
    root: Node, body: Node | None, metas: Mapping[str, str], linked: Mapping[str, str]
) -> str | None:
    for value in (
        root.attrs.get("lang"),
        body.attrs.get("lang") if body is not None else None,
        root.attrs.get("xml:lang"),
        metas.get("language"),
        linked.get("language"),
    ):
        tag = (value or "").strip().replace("_", "-")
        if _TAG.match(tag):
            return tag
    return None


def _split(value: str | None) -> list[str]:
    """Names or keywords of one field."""
    if not value:
        return []
    parts = [part.strip() for part in re.split(r"[,，;；、]", value)]
    return list(dict.fromkeys(part for part in parts if part))

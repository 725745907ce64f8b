"""Pages with their layers as one HTML file: check boxes switch the layers, without a script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..model import Diagnostic, Document, PageOrigin
from ..readers.pdf.workers.views import PageView
from .layers import layers_of
from .svg import svg_page

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """body { margin: 0; font: 14px sans-serif; background: #ddd; color: #222 }
label { display: inline-block; margin: .5em 1em .5em .2em }
nav { position: sticky; top: 0; padding: .3em 1em; background: #fff; z-index: 1;
  box-shadow: 0 0 4px #888 }
section { margin: 1.5em auto; padding: 0 1em; max-width: 1400px }
svg { display: block; width: 100%; height: auto; background: #fff; box-shadow: 0 0 4px #888 }
h2 { font-size: 1em }
"""


def html_pages(
    views: Sequence[PageView], document: Document, names: Sequence[str], first: Sequence[str]
) -> str:
    """An HTML file of pages with the layers `names`, of which `first` are switched on."""
    name = escape(document.source.name)
    switches = ["page", *names]
    style = _STYLE + "".join(
        f"body:not(:has(#show-{switch}:checked)) .layer-{switch} {{ display: none }}\n"
        for switch in switches
    )
    boxes = "\n".join(_switch(switch, switch == "page" or switch in first) for switch in switches)
    sections = "".join(_section(view, document, names) for view in views)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{name}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<nav>\n{boxes}\n</nav>\n{sections}</body>\n</html>\n"
    )


def _switch(name: str, on: bool) -> str:
    checked = " checked" if on else ""
    return (
        f'<input type="checkbox" id="show-{name}"{checked}><label for="show-{name}">{name}</label>'
    )


def _section(view: PageView, document: Document, names: Sequence[str]) -> str:
    picture = svg_page(view, layers_of(view, document, names))
    findings = "".join(
        f"<li>{finding.severity}: {escape(finding.message)} [{finding.code}]</li>\n"
        for finding in findings_on(document, view.number)
    )
    listed = f"<ul>\n{findings}</ul>\n" if findings else ""
    return (
        f'<section id="page-{view.number}">\n<h2>{view.number}</h2>\n{picture}{listed}</section>\n'
    )


def findings_on(document: Document, page: int) -> list[Diagnostic]:
    """The diagnostics that name a page."""
    return [
        finding
        for finding in document.diagnostics
        if isinstance(finding.origin, PageOrigin) and finding.origin.page == page
    ]

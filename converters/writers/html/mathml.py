"""MathML of a source as MathML that is safe to show: known elements and attributes only."""

from __future__ import annotations

import re

from lxml import etree
from markupsafe import Markup

from .markup import attributes, escape_text, finished

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"

# MathML Core and the layout elements of MathML 3 that browsers still show.
ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms "
        "mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none mfenced "
        "menclose mlabeledtr",
    )
)

ATTRIBUTES = frozenset(
    re.findall(
        r"\w+",
        "accent accentunder align bevelled close columnalign columnlines columnspacing columnspan "
        "denomalign depth dir display displaystyle fence form frame height linethickness lspace "
        "mathsize mathvariant maxsize minsize movablelimits notation numalign open rowalign "
        "rowlines rowspacing rowspan rspace scriptlevel separator separators stretchy symmetric "
        "voffset width",
    )
)

MAX_DEPTH = 100


def safe_mathml(mathml: str, *, display: bool) -> Markup | None:
    """`mathml` as a `math` element for HTML, or None when it cannot be parsed.

    Annotations and elements that MathML does not know are left out; `display` puts the formula
    on a line of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(mathml.encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if etree.QName(root).localname != "math":
        return None
    body = "".join(_element(child, 1) for child in root) or escape_text(root.text or "")
    block = "block" if display else None
    return finished(f"<math{attributes([('display', block)])}>{body}</math>")


def _element(node: etree._Element, depth: int) -> str:
    if not isinstance(node.tag, str):
        return ""
    name = etree.QName(node)
    if name.namespace not in (None, _NAMESPACE):
        return ""
    if name.localname == "semantics":
        return _element(node[0], depth) if len(node) else ""
    if name.localname not in ELEMENTS or name.localname == "math" or depth > MAX_DEPTH:
        return ""
    kept = attributes((str(key), str(value)) for key, value in node.items() if key in ATTRIBUTES)
    text = escape_text((node.text or "").strip())
    inner = text + "".join(_element(child, depth + 1) for child in node)
    return f"<{name.localname}{kept}>{inner}</{name.localname}>"

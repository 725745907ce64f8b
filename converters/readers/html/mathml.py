"""MathML: kept as it is, with LaTeX beside it for formats that know no MathML.

The LaTeX is the source's own where it carries an annotation, else made from presentation elements;
what the converter does not know is taken for a row of its children.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Final

from ...model import Equation, InlineEquation
from .flow import Flow
from .style import Style
from .tree import Node, origin
from .words import words

_SAFE_ATTRIBUTES: Final = words(
    "display mathvariant stretchy fence separator accent accentunder open close separators"
    " rowspan columnspan columnalign rowalign linethickness notation form lspace rspace"
    " minsize maxsize movablelimits largeop symmetric width height depth voffset scriptlevel"
    " displaystyle mathcolor mathbackground mathsize dir encoding bevelled columnlines"
    " rowlines frame"
)
_UNSAFE_TAGS: Final = frozenset(("script", "style", "annotation-xml"))
_CHARACTERS: Final[Mapping[str, str]] = {
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ε": r"\varepsilon",
    "ϵ": r"\epsilon",
    "ζ": r"\zeta",
    "η": r"\eta",
    "θ": r"\theta",
    "ι": r"\iota",
    "κ": r"\kappa",
    "λ": r"\lambda",
    "μ": r"\mu",
    "ν": r"\nu",
    "ξ": r"\xi",
    "π": r"\pi",
    "ρ": r"\rho",
    "σ": r"\sigma",
    "τ": r"\tau",
    "υ": r"\upsilon",
    "φ": r"\varphi",
    "ϕ": r"\phi",
    "χ": r"\chi",
    "ψ": r"\psi",
    "ω": r"\omega",
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "Θ": r"\Theta",
    "Λ": r"\Lambda",
    "Ξ": r"\Xi",
    "Π": r"\Pi",
    "Σ": r"\Sigma",
    "Φ": r"\Phi",
    "Ψ": r"\Psi",
    "Ω": r"\Omega",
    "∑": r"\sum",
    "∏": r"\prod",
    "∫": r"\int",
    "∬": r"\iint",
    "∮": r"\oint",
    "∞": r"\infty",
    "∂": r"\partial",
    "∇": r"\nabla",
    "±": r"\pm",
    "∓": r"\mp",
    "×": r"\times",
    "÷": r"\div",
    "·": r"\cdot",
    "⋅": r"\cdot",
    "∗": "*",
    "∘": r"\circ",
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "≡": r"\equiv",
    "∼": r"\sim",
    "∝": r"\propto",
    "∈": r"\in",
    "∉": r"\notin",
    "⊂": r"\subset",
    "⊆": r"\subseteq",
    "∪": r"\cup",
    "∩": r"\cap",
    "∧": r"\wedge",
    "∨": r"\vee",
    "¬": r"\neg",
    "∀": r"\forall",
    "∃": r"\exists",
    "∅": r"\emptyset",
    "→": r"\to",
    "←": r"\leftarrow",
    "↔": r"\leftrightarrow",
    "⇒": r"\Rightarrow",
    "⇐": r"\Leftarrow",
    "⇔": r"\Leftrightarrow",
    "↦": r"\mapsto",
    "…": r"\ldots",
    "⋯": r"\cdots",
    "⋮": r"\vdots",
    "⋱": r"\ddots",
    "−": "-",
    "′": "'",
    "″": "''",
    "∥": r"\parallel",
    "⊥": r"\perp",
    "∠": r"\angle",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "⌊": r"\lfloor",
    "⌋": r"\rfloor",
    "⌈": r"\lceil",
    "⌉": r"\rceil",
    "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}",
    "ℤ": r"\mathbb{Z}",
    "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}",
    "ℓ": r"\ell",
    "ℏ": r"\hbar",
    "°": r"^{\circ}",
    "\xa0": r"\ ",
    "\u2061": "",
    "\u2062": "",
    "\u2063": "",
    "\u2064": "",
    "\u200b": "",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "$": r"\$",
    "_": r"\_",
    "\\": r"\backslash",
    "~": r"\sim",
}
_ACCENTS: Final[Mapping[str, str]] = {
    "^": r"\hat",
    "ˆ": r"\hat",
    "~": r"\tilde",
    "˜": r"\tilde",
    "¯": r"\bar",
    "‾": r"\overline",
    "―": r"\overline",
    "→": r"\vec",
    "⃗": r"\vec",
    "˙": r"\dot",
    "¨": r"\ddot",
    "⏞": r"\overbrace",
    "ˇ": r"\check",
}
_FUNCTIONS: Final = words(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim max min"
    " sup inf det dim ker deg gcd arg"
)
_MAX_DEPTH: Final = 60


def read_math(flow: Flow, node: Node, style: Style) -> bool:
    """`math`: an equation of its own line with `display="block"`, else one inside the line."""
    text = node.text()
    latex = math_latex(node)
    if not latex.strip():
        return False
    mathml = math_markup(node)
    flow.page.ledger.convert(text)
    if node.attrs.get("display") == "block" and not flow.run.visible:
        flow.flush()
        flow.blocks.append(Equation(latex, mathml, origin=origin(node)))
    else:
        flow.add(InlineEquation(latex, mathml))
    return True


def math_markup(node: Node) -> str:
    """The element as markup, without attributes that could do anything."""
    parts: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item if item.startswith("\0") else html.escape(item, quote=False))
            continue
        if item.tag in _UNSAFE_TAGS or not re.fullmatch("[a-z][a-z0-9-]*", item.tag):
            continue
        attrs = "".join(
            f' {name}="{html.escape(value)}"'
            for name, value in item.attrs.items()
            if name in _SAFE_ATTRIBUTES
        )
        if item is node:
            attrs = f' xmlns="http://www.w3.org/1998/Math/MathML"{attrs}'
        parts.append(f"<{item.tag}{attrs}>")
        stack.append(f"\0</{item.tag}>")
        stack.extend(reversed(item.children))
    return "".join(part.lstrip("\0") for part in parts).strip()


def math_latex(node: Node) -> str:
    """LaTeX of a `math` element."""
    for inner in node.walk():
        if inner.tag == "annotation" and "tex" in inner.attrs.get("encoding", "").lower():
            return " ".join(inner.text().split())
    return re.sub(r"\s+", " ", _row(node, 0)).strip()


def _row(node: Node, depth: int) -> str:
    if depth > _MAX_DEPTH:
        return _escaped(node.text())
    parts = [
        _escaped(child.strip()) if isinstance(child, str) else _element(child, depth + 1)
        for child in node.children
    ]
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    """Parts side by side; a command before a letter needs a space."""
    text = ""
    for part in parts:
        if part and re.search(r"\\[a-zA-Z]+$", text) and part[0].isalpha():
            text += " "
        text += part
    return text


def _escaped(text: str) -> str:
    return _joined([_CHARACTERS.get(char, char) for char in text])


def _arguments(node: Node, depth: int) -> list[str]:
    return [_element(child, depth + 1) for child in node.elements()]


def _braced(text: str) -> str:
    return "{" + text + "}"


def _element(node: Node, depth: int) -> str:
    if depth > _MAX_DEPTH:
        return _escaped(node.text())
    handler = _ELEMENTS.get(node.tag)
    return handler(node, depth) if handler is not None else _row(node, depth)


def _identifier(node: Node, depth: int) -> str:
    text = node.text().strip()
    if text in _FUNCTIONS:
        return "\\" + text
    if len(text) > 1 and text.isalpha():
        return r"\mathrm" + _braced(_escaped(text))
    return _escaped(text)


def _text(node: Node, depth: int) -> str:
    text = node.text()
    return r"\text" + _braced(re.sub(r"([{}%#&$_])", r"\\\1", text)) if text.strip() else ""


def _operator(node: Node, depth: int) -> str:
    text = node.text().strip()
    return "\\" + text if text in _FUNCTIONS else _escaped(text)


def _fraction(node: Node, depth: int) -> str:
    top, bottom, *_rest = [*_arguments(node, depth), "", ""]
    if node.attrs.get("linethickness", "").startswith("0"):
        return r"\binom" + _braced(top) + _braced(bottom)
    return r"\frac" + _braced(top) + _braced(bottom)


def _root(node: Node, depth: int) -> str:
    base, index, *_rest = [*_arguments(node, depth), "", ""]
    return rf"\sqrt[{index}]" + _braced(base)


def _scripts(*signs: str) -> Callable[[Node, int], str]:
    def convert(node: Node, depth: int) -> str:
        base, *scripts = [*_arguments(node, depth), ""]
        out = base if len(base) == 1 or base.startswith("\\") else _braced(base)
        for sign, script in zip(signs, scripts, strict=False):
            if script:
                out += sign + _braced(script)
        return out

    return convert


def _over(node: Node, depth: int) -> str:
    base, mark, *_rest = [*_arguments(node, depth), "", ""]
    children = list(node.elements())
    accent = _ACCENTS.get(children[1].text().strip()) if len(children) > 1 else None
    if accent is not None:
        return accent + _braced(base)
    if base in (r"\sum", r"\prod", r"\int", r"\lim", r"\max", r"\min"):
        return base + "^" + _braced(mark)
    return r"\overset" + _braced(mark) + _braced(base)


def _under(node: Node, depth: int) -> str:
    base, mark, *_rest = [*_arguments(node, depth), "", ""]
    if base in (r"\sum", r"\prod", r"\int", r"\lim", r"\max", r"\min", r"\sup", r"\inf"):
        return base + "_" + _braced(mark)
    return r"\underset" + _braced(mark) + _braced(base)


def _fenced(node: Node, depth: int) -> str:
    opening = _escaped(node.attrs.get("open", "(")) or "."
    closing = _escaped(node.attrs.get("close", ")")) or "."
    separators = node.attrs.get("separators", ",").strip() or ","
    inner = separators[0].join(_arguments(node, depth))
    return rf"\left{opening}{inner}\right{closing}"


def _matrix(node: Node, depth: int) -> str:
    rows = [
        " & ".join(_row(cell, depth + 2) for cell in row.elements())
        for row in node.elements()
        if row.tag in ("mtr", "mlabeledtr")
    ]
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _nothing(node: Node, depth: int) -> str:
    return ""


def _space(node: Node, depth: int) -> str:
    return r"\,"


def _radical(node: Node, depth: int) -> str:
    return r"\sqrt" + _braced(_row(node, depth))


def _prescripts(node: Node, depth: int) -> str:
    children = list(node.elements())
    split = next((i for i, child in enumerate(children) if child.tag == "mprescripts"), None)
    texts = [_element(child, depth + 1) for child in children]
    after = texts[1:split] if split is not None else texts[1:]
    before = texts[split + 1 :] if split is not None else []
    out = "".join(_pair(before, i) for i in range(0, len(before), 2))
    out = "{}" + out if out else ""
    return (
        out
        + (texts[0] if texts else "")
        + "".join(_pair(after, i) for i in range(0, len(after), 2))
    )


def _pair(scripts: list[str], index: int) -> str:
    lower, upper = scripts[index], scripts[index + 1] if index + 1 < len(scripts) else ""
    return (f"_{{{lower}}}" if lower else "") + (f"^{{{upper}}}" if upper else "")


_ELEMENTS: Final[Mapping[str, Callable[[Node, int], str]]] = {
    "mi": _identifier,
    "mo": _operator,
    "mtext": _text,
    "ms": _text,
    "mfrac": _fraction,
    "msqrt": _radical,
    "mroot": _root,
    "msup": _scripts("^"),
    "msub": _scripts("_"),
    "msubsup": _scripts("_", "^"),
    "munderover": _scripts("_", "^"),
    "munder": _under,
    "mover": _over,
    "mfenced": _fenced,
    "mtable": _matrix,
    "mmultiscripts": _prescripts,
    "mphantom": _nothing,
    "none": _nothing,
    "annotation": _nothing,
    "annotation-xml": _nothing,
    "mspace": _space,
}

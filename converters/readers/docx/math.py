"""Office Math (OMML, ECMA-376 Part 1, 22.1) as LaTeX.

The result needs the packages amsmath and amssymb at most. Elements that are not known count for
what is inside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from lxml.etree import _Element as Element

from .math_symbols import ACCENTS, BIG_OPERATORS, FUNCTIONS, escape_math
from .names import SDT, M, W, text_of

MAX_DEPTH: Final = 60

_VAL: Final = M + "val"
_OFF: Final = frozenset({"0", "off", "false"})
_TRAILING_COMMAND: Final = re.compile(r"\\[A-Za-z]+$")
_FRACTION_BARS: Final = {"lin": "{0}/{1}", "noBar": r"\genfrac{{}}{{}}{{0pt}}{{}}{{{0}}}{{{1}}}"}
_STYLES: Final = {"p": r"\mathrm", "b": r"\mathbf", "bi": r"\boldsymbol"}
_SCRIPTS: Final = {
    "double-struck": r"\mathbb",
    "script": r"\mathcal",
    "fraktur": r"\mathfrak",
    "sans-serif": r"\mathsf",
    "monospace": r"\mathtt",
}
_WHOLE_BLOCK: Final = re.compile(
    r"\\begin\{(matrix|aligned)\}((?:(?!\\begin|\\end).)*)\\end\{\1\}", re.DOTALL
)
_BINOMIAL: Final = re.compile(r"\\genfrac\{\}\{\}\{0pt\}\{\}\{([^{}]*)\}\{([^{}]*)\}")
_FENCED_MATRICES: Final = {
    "()": "pmatrix",
    "[]": "bmatrix",
    "||": "vmatrix",
    r"\{\}": "Bmatrix",
    r"\|\|": "Vmatrix",
}
_LEFT: Final = {"": ".", "{": r"\{", "⟨": r"\langle", "〈": r"\langle", "⌈": r"\lceil"}
_RIGHT: Final = {"": ".", "}": r"\}", "⟩": r"\rangle", "〉": r"\rangle", "⌉": r"\rceil"}
_BOTH: Final = {"|": "|", "‖": r"\|", "∥": r"\|", "⌊": r"\lfloor", "⌋": r"\rfloor"}


def latex(element: Element, depth: int = 0) -> str:
    """The LaTeX of what stands inside a math element; empty when nothing does."""
    if depth > MAX_DEPTH:
        return escape_math("".join(text_of(part) for part in element.iter(M + "t")))
    pieces: list[str] = []
    for child in element:
        write = _WRITERS.get(child.tag, _inside)
        if write is not None:
            _append(pieces, write(child, depth + 1))
    return "".join(pieces).strip()


def _append(pieces: list[str], piece: str) -> None:
    """Add a piece; a space keeps a command from running into the letters after it."""
    if piece and pieces and piece[0].isalpha() and _TRAILING_COMMAND.search(pieces[-1]):
        pieces.append(" ")
    if piece:
        pieces.append(piece)


def _inside(element: Element, depth: int) -> str:
    if not isinstance(element.tag, str) or element.tag.endswith("Pr") or not len(element):
        return ""
    return latex(element, depth)


def _part(element: Element, name: str, depth: int) -> str:
    found = element.find(M + name)
    return "" if found is None else latex(found, depth)


def _group(text: str) -> str:
    """`text` as one argument of ^ or _; a single sign needs no braces."""
    return text if len(text) == 1 and text not in "\\{}^_" else "{" + text + "}"


def _property(element: Element, holder: str, name: str) -> str | None:
    """Value of a property; None where it is not there, `1` where it has no value."""
    properties = element.find(M + holder)
    found = None if properties is None else properties.find(M + name)
    return None if found is None else found.get(_VAL, "1")


def _is_set(element: Element, holder: str, name: str) -> bool:
    value = _property(element, holder, name)
    return value is not None and value not in _OFF


# --- runs -----------------------------------------------------------------------------------


def _run(run: Element, depth: int) -> str:
    text = "".join(text_of(part) for part in run if part.tag in (M + "t", W + "t"))
    if not text:
        return ""
    if _is_set(run, "rPr", "nor"):
        return rf"\text{{{_plain(text)}}}"
    styled = escape_math(text)
    style = _STYLES.get(_property(run, "rPr", "sty") or "")
    script = _SCRIPTS.get(_property(run, "rPr", "scr") or "")
    letters = text.strip().isalpha() and text.isascii()
    if script and letters:
        return f"{script}{{{styled}}}"
    if style == r"\mathrm":
        if text in FUNCTIONS:
            return f"\\{text}"
        return f"{style}{{{styled}}}" if letters else styled
    return f"{style}{{{styled}}}" if style else styled


def _plain(text: str) -> str:
    """Text for \\text{}, where math signs need dollars."""
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", r"\textbackslash ")).replace(
        "^", r"\textasciicircum "
    )


# --- structures -----------------------------------------------------------------------------


def _fraction(element: Element, depth: int) -> str:
    top, bottom = _part(element, "num", depth), _part(element, "den", depth)
    form = _FRACTION_BARS.get(_property(element, "fPr", "type") or "")
    return form.format(top, bottom) if form else rf"\frac{{{top}}}{{{bottom}}}"


def _base(element: Element, depth: int) -> str:
    base = _part(element, "e", depth)
    plain = len(base) <= 1 or re.fullmatch(r"\\[A-Za-z]+|\w|\\left.*\\right\S+", base, re.DOTALL)
    return base if plain and base else "{" + base + "}"


def _scripts(element: Element, depth: int) -> str:
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    out = _base(element, depth)
    if below or element.tag in (M + "sSub", M + "sSubSup"):
        out += "_" + _group(below)
    if above or element.tag in (M + "sSup", M + "sSubSup"):
        out += "^" + _group(above)
    return out


def _before(element: Element, depth: int) -> str:
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    return f"{{}}_{_group(below)}^{_group(above)}{_base(element, depth)}"


def _radical(element: Element, depth: int) -> str:
    degree, inside = _part(element, "deg", depth), _part(element, "e", depth)
    if degree and not _is_set(element, "radPr", "degHide"):
        return rf"\sqrt[{degree}]{{{inside}}}"
    return rf"\sqrt{{{inside}}}"


def _nary(element: Element, depth: int) -> str:
    sign = _property(element, "naryPr", "chr")
    operator = BIG_OPERATORS.get("∫" if sign is None else sign, escape_math(sign or ""))
    limits = _property(element, "naryPr", "limLoc")
    out = operator
    if limits == "undOvr" and operator.startswith(r"\int"):
        out += r"\limits"
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    if below and not _is_set(element, "naryPr", "subHide"):
        out += "_" + _group(below)
    if above and not _is_set(element, "naryPr", "supHide"):
        out += "^" + _group(above)
    inside = _part(element, "e", depth)
    gap = " " if out == operator or inside[:1].isalnum() else ""
    return out + gap + inside if inside else out


def _delimited(element: Element, depth: int) -> str:
    opening = _property(element, "dPr", "begChr")
    closing = _property(element, "dPr", "endChr")
    separator = _property(element, "dPr", "sepChr")
    between = " | " if separator is None else escape_math(separator)
    if between.strip() == "|" and element.findall(M + "e")[1:]:
        between = r" \middle| "
    inside = between.join(latex(part, depth) for part in element.iterchildren(M + "e"))
    left = _fence("(" if opening is None else opening, _LEFT)
    right = _fence(")" if closing is None else closing, _RIGHT)
    usual = _usual_form(left, inside, right)
    if usual is not None:
        return usual
    gap = " " if left[-1:].isalpha() and inside[:1].isalpha() else ""
    return rf"\left{left}{gap}{inside}\right{right}"


def _usual_form(left: str, inside: str, right: str) -> str | None:
    """Matrices, cases and binomials, which LaTeX names together with their fences."""
    found = _WHOLE_BLOCK.fullmatch(inside)
    if found and (left, right) == (r"\{", "."):
        return rf"\begin{{cases}}{found[2]}\end{{cases}}"
    kind = _FENCED_MATRICES.get(left + right)
    if found and kind and found[1] == "matrix":
        return rf"\begin{{{kind}}}{found[2]}\end{{{kind}}}"
    binomial = _BINOMIAL.fullmatch(inside)
    if binomial and left + right == "()":
        return rf"\binom{{{binomial[1]}}}{{{binomial[2]}}}"
    return None


def _fence(sign: str, own: Mapping[str, str]) -> str:
    sign = sign.strip()
    return own.get(sign) or _BOTH.get(sign) or own.get(sign, sign)


def _matrix(element: Element, depth: int) -> str:
    rows = [
        " & ".join(latex(cell, depth) for cell in row.iterchildren(M + "e"))
        for row in element.iterchildren(M + "mr")
    ]
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _lines(element: Element, depth: int) -> str:
    rows = [latex(row, depth) for row in element.iterchildren(M + "e")]
    return r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}"


def _function(element: Element, depth: int) -> str:
    name = _part(element, "fName", depth)
    bare = re.sub(r"^\\mathrm\{(.*?)\}", r"\1", name)
    head = re.match(r"[A-Za-z]+", bare)
    if head and head[0] in FUNCTIONS:
        name = "\\" + bare
    elif head and head[0] == bare:
        name = rf"\operatorname{{{bare}}}"
    inside = _part(element, "e", depth)
    return f"{name} {inside}" if inside[:1].isalnum() else name + inside


def _limit(element: Element, depth: int) -> str:
    base, limit = _part(element, "e", depth), _part(element, "lim", depth)
    low = element.tag == M + "limLow"
    if limit in {"⏟", "⏞"}:
        return rf"\{'underbrace' if low else 'overbrace'}{{{base}}}"
    bare = re.sub(r"^\\mathrm\{(.*?)\}$", r"\1", base)
    if bare in FUNCTIONS:
        base = "\\" + bare
    if base.lstrip("\\") in FUNCTIONS or base in BIG_OPERATORS.values():
        return f"{base}{'_' if low else '^'}{_group(limit)}"
    braces = r"\underbrace", r"\overbrace", r"\underline", r"\overline"
    if base.startswith(braces):
        return f"{base}{'_' if low else '^'}{_group(limit)}"
    return rf"\{'underset' if low else 'overset'}{{{limit}}}{{{base}}}"


def _accent(element: Element, depth: int) -> str:
    sign = _property(element, "accPr", "chr")
    inside = _part(element, "e", depth)
    command = ACCENTS.get("\u0302" if sign is None else sign)
    if command is None:
        return rf"\overset{{{escape_math(sign or '')}}}{{{inside}}}"
    wide = {r"\hat": r"\widehat", r"\tilde": r"\widetilde", r"\vec": r"\overrightarrow"}
    if len(inside) > 1 and not inside.startswith("\\"):
        command = wide.get(command, command)
    return f"{command}{{{inside}}}"


def _bar(element: Element, depth: int) -> str:
    below = _property(element, "barPr", "pos") != "top"
    return rf"\{'underline' if below else 'overline'}{{{_part(element, 'e', depth)}}}"


def _group_sign(element: Element, depth: int) -> str:
    sign = _property(element, "groupChrPr", "chr")
    sign = "⏟" if sign is None else sign
    top = _property(element, "groupChrPr", "pos") == "top"
    inside = _part(element, "e", depth)
    if sign in "⏟⏞":
        return rf"\{'overbrace' if top or sign == '⏞' else 'underbrace'}{{{inside}}}"
    return rf"\{'overset' if top else 'underset'}{{{escape_math(sign)}}}{{{inside}}}"


def _boxed(element: Element, depth: int) -> str:
    hidden = all(
        _is_set(element, "borderBoxPr", name)
        for name in ("hideTop", "hideBot", "hideLeft", "hideRight")
    )
    inside = _part(element, "e", depth)
    return inside if hidden else rf"\boxed{{{inside}}}"


def _phantom(element: Element, depth: int) -> str:
    shown = _property(element, "phantPr", "show")
    inside = _part(element, "e", depth)
    return rf"\phantom{{{inside}}}" if shown in _OFF else inside


def _control(element: Element, depth: int) -> str:
    content = element.find(W + "sdtContent")
    return "" if content is None else latex(content, depth)


def _nothing(element: Element, depth: int) -> str:
    return ""


_WRITERS: Final[Mapping[str, Callable[[Element, int], str]]] = {
    M + "r": _run,
    W + "r": _run,
    M + "f": _fraction,
    M + "sSub": _scripts,
    M + "sSup": _scripts,
    M + "sSubSup": _scripts,
    M + "sPre": _before,
    M + "rad": _radical,
    M + "nary": _nary,
    M + "d": _delimited,
    M + "m": _matrix,
    M + "eqArr": _lines,
    M + "func": _function,
    M + "limLow": _limit,
    M + "limUpp": _limit,
    M + "acc": _accent,
    M + "bar": _bar,
    M + "groupChr": _group_sign,
    M + "borderBox": _boxed,
    M + "phant": _phantom,
    SDT: _control,
    W + "del": _nothing,
    W + "moveFrom": _nothing,
}

__all__ = ["latex"]

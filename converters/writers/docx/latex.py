"""LaTeX formulas as Office Math (ECMA-376 Part 1, 22.1).

Covers what reports and papers commonly hold: scripts, fractions, roots, large operators, fences,
accents, matrices, cases and aligned lines. Anything else raises Unsupported, and the caller
shows the LaTeX; the formula itself always travels beside.
"""

from __future__ import annotations

import re
from typing import Final

from .latex_symbols import (
    ACCENTS,
    ALIGNED,
    FENCES,
    FUNCTIONS,
    LARGE_OPERATORS,
    LIMITS,
    STYLES,
    SYMBOLS,
)
from .xml import attribute, escape

_TOKEN: Final = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\S|\s+", re.DOTALL)
_MAX_DEPTH: Final = 40
_FONT: Final = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
_PLACEHOLDER: Final = "<m:r><m:t>\u200b</m:t></m:r>"
"""A zero-width character: Word shows a dotted box where an argument is empty."""


class Unsupported(Exception):
    """The formula has something that this converter does not know."""


def office_math(latex: str) -> str:
    """The content of `m:oMath`; raises Unsupported."""
    parser = _Parser(latex)
    content = parser.row(())
    if parser.at < len(parser.tokens):
        raise Unsupported(parser.tokens[parser.at])
    return content


def run(text: str, style: str = "") -> str:
    """A math run; `style` is p (upright), b, i or bi."""
    properties = f'<m:rPr><m:sty m:val="{style}"/></m:rPr>' if style else ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<m:r>{properties}{_FONT}<m:t{space}>{escape(text)}</m:t></m:r>"


class _Parser:
    """Reads tokens from left to right; every method consumes what it returns."""

    def __init__(self, latex: str) -> None:
        self.tokens = [sign for sign in _TOKEN.findall(latex) if not sign.isspace()]
        self.source = _TOKEN.findall(latex)
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        sign = self.peek()
        if not sign:
            raise Unsupported("end")
        self.at += 1
        return sign

    def row(self, ends: tuple[str, ...]) -> str:
        """Atoms up to one of `ends`, which is left standing."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise Unsupported("depth")
        parts: list[str] = []
        while self.peek() and self.peek() not in ends:
            if self.peek() in ("}", "&", "\\\\", "\\right", "\\end"):
                raise Unsupported(self.peek())
            parts.append(self.scripted())
        self.depth -= 1
        return "".join(parts)

    def scripted(self) -> str:
        """An atom with its scripts."""
        sign = self.peek()
        name = sign[1:] if sign.startswith("\\") else ""
        if name in LARGE_OPERATORS:
            return self.large(LARGE_OPERATORS[name])
        if name in LIMITS:
            return self.limit(name)
        base = "" if sign in ("^", "_") else self.atom()
        while self.peek() == "'":
            self.take()
            base += run("′")
        sub, sup = self.scripts()
        return _with_scripts(base or _PLACEHOLDER, sub, sup)

    def scripts(self) -> tuple[str, str]:
        found = {"_": "", "^": ""}
        while self.peek() in found:
            kind = self.take()
            if found[kind]:
                raise Unsupported("double script")
            found[kind] = self.argument() or _PLACEHOLDER
        return found["_"], found["^"]

    def argument(self) -> str:
        """One atom or a group in braces."""
        if self.peek() != "{":
            return self.atom()
        self.take()
        content = self.row(("}",))
        if self.take() != "}":
            raise Unsupported("brace")
        return content

    def atom(self) -> str:
        sign = self.peek()
        if sign == "{":
            return self.argument()
        self.take()
        if not sign.startswith("\\"):
            if sign in "^_}&#%$~":
                if sign == "~":
                    return run("\u00a0")
                raise Unsupported(sign)
            return run("−" if sign == "-" else sign)
        return self.command(sign[1:])

    def command(self, name: str) -> str:
        if name in SYMBOLS:
            return run(SYMBOLS[name]) if SYMBOLS[name] else ""
        if name in FUNCTIONS:
            return run(name, "p")
        if name in STYLES:
            return run(self.raw_group(), STYLES[name])
        if name in ACCENTS:
            accent = attribute(ACCENTS[name])
            return f'<m:acc><m:accPr><m:chr m:val="{accent}"/></m:accPr>{self.element("e")}</m:acc>'
        return self.structure(name)

    def structure(self, name: str) -> str:
        if name in ("frac", "dfrac", "tfrac"):
            return f"<m:f>{self.element('num')}{self.element('den')}</m:f>"
        if name in ("binom", "dbinom", "tbinom"):
            bar = '<m:fPr><m:type m:val="noBar"/></m:fPr>'
            inner = f"<m:f>{bar}{self.element('num')}{self.element('den')}</m:f>"
            return _fenced(("(", ")"), inner)
        if name == "sqrt":
            return self.root()
        if name in ("overline", "underline"):
            place = "top" if name == "overline" else "bot"
            return f'<m:bar><m:barPr><m:pos m:val="{place}"/></m:barPr>{self.element("e")}</m:bar>'
        if name == "left":
            return self.fence()
        if name == "begin":
            return self.environment()
        raise Unsupported(name)

    def element(self, name: str) -> str:
        return f"<m:{name}>{self.argument() or _PLACEHOLDER}</m:{name}>"

    def root(self) -> str:
        if self.peek() != "[":
            hidden = '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>'
            return f"<m:rad>{hidden}{self.element('e')}</m:rad>"
        self.take()
        degree = self.row(("]",))
        self.take()
        return f"<m:rad><m:deg>{degree or _PLACEHOLDER}</m:deg>{self.element('e')}</m:rad>"

    def fence(self) -> str:
        opening = self.delimiter()
        content = self.row(("\\right",))
        self.take()
        return _fenced((opening, self.delimiter()), content)

    def delimiter(self) -> str:
        sign = self.take()
        if sign == ".":
            return ""
        if sign.startswith("\\"):
            if sign[1:] not in SYMBOLS:
                raise Unsupported(sign)
            return SYMBOLS[sign[1:]]
        if sign not in "()[]|/<>":
            raise Unsupported(sign)
        return {"<": "⟨", ">": "⟩"}.get(sign, sign)

    def large(self, char: str) -> str:
        """A sum, integral or the like with its limits and what it works on."""
        self.take()
        if self.peek() in ("\\limits", "\\nolimits"):
            self.take()
        sub, sup = self.scripts()
        hidden = ("" if sub else '<m:subHide m:val="1"/>') + (
            "" if sup else '<m:supHide m:val="1"/>'
        )
        place = "subSup" if char in "∫∬∭∮" else "undOvr"
        ended = self.peek() in ("", "}", "&", "\\\\", "\\right", "\\end", "]")
        body = _PLACEHOLDER if ended else self.scripted()
        return (
            f'<m:nary><m:naryPr><m:chr m:val="{char}"/><m:limLoc m:val="{place}"/>{hidden}'
            f"</m:naryPr><m:sub>{sub}</m:sub><m:sup>{sup}</m:sup><m:e>{body}</m:e></m:nary>"
        )

    def limit(self, name: str) -> str:
        self.take()
        sub, sup = self.scripts()
        word = run(name, "p")
        if sub:
            word = f"<m:limLow><m:e>{word}</m:e><m:lim>{sub}</m:lim></m:limLow>"
        return _with_scripts(word, "", sup)

    def raw_group(self) -> str:
        """The characters of a group as text, white space included."""
        if self.peek() != "{":
            return self.take()
        position = self._source_position() + 1
        end = position
        while end < len(self.source) and self.source[end] != "}":
            if self.source[end] == "{" or self.source[end].startswith("\\"):
                raise Unsupported("text")
            end += 1
        pieces = self.source[position:end]
        self.at += 2 + sum(not piece.isspace() for piece in pieces)
        if self.at > len(self.tokens):
            raise Unsupported("brace")
        return "".join(" " if piece.isspace() else piece for piece in pieces)

    def _source_position(self) -> int:
        """Where the current sign stands among all tokens, white space included."""
        seen = -1
        for position, sign in enumerate(self.source):
            seen += not sign.isspace()
            if seen == self.at:
                return position
        raise Unsupported("end")

    def environment(self) -> str:
        name = self.raw_group()
        if name == "array" and self.peek() == "{":
            self.raw_group()
        if name not in FENCES and name not in ALIGNED:
            raise Unsupported(name)
        rows = self.rows()
        if self.raw_group() != name:
            raise Unsupported("end")
        if name in ALIGNED:
            lines = "".join(f"<m:e>{''.join(row) or _PLACEHOLDER}</m:e>" for row in rows)
            return f"<m:eqArr>{lines}</m:eqArr>"
        return _matrix(rows, FENCES[name])

    def rows(self) -> list[list[str]]:
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.row(("&", "\\\\", "\\end")))
            sign = self.take()
            if sign == "\\end":
                break
            if sign == "\\\\":
                if self.peek() == "\\end":
                    self.take()
                    break
                rows.append([])
        return rows


def _with_scripts(base: str, sub: str, sup: str) -> str:
    if sub and sup:
        return f"<m:sSubSup><m:e>{base}</m:e><m:sub>{sub}</m:sub><m:sup>{sup}</m:sup></m:sSubSup>"
    if sub:
        return f"<m:sSub><m:e>{base}</m:e><m:sub>{sub}</m:sub></m:sSub>"
    if sup:
        return f"<m:sSup><m:e>{base}</m:e><m:sup>{sup}</m:sup></m:sSup>"
    return base if base != _PLACEHOLDER else ""


def _fenced(fence: tuple[str, str], content: str) -> str:
    opening, closing = (attribute(char) for char in fence)
    return (
        f'<m:d><m:dPr><m:begChr m:val="{opening}"/><m:endChr m:val="{closing}"/></m:dPr>'
        f"<m:e>{content or _PLACEHOLDER}</m:e></m:d>"
    )


def _matrix(rows: list[list[str]], fence: tuple[str, str] | None) -> str:
    columns = max(len(row) for row in rows)
    lines = "".join(
        "<m:mr>"
        + "".join(
            f"<m:e>{cell or _PLACEHOLDER}</m:e>" for cell in row + [""] * (columns - len(row))
        )
        + "</m:mr>"
        for row in rows
    )
    properties = (
        '<m:mPr><m:mcs><m:mc><m:mcPr><m:count m:val="'
        f'{columns}"/><m:mcJc m:val="{"left" if fence == ("{", "") else "center"}"/>'
        "</m:mcPr></m:mc></m:mcs></m:mPr>"
    )
    matrix = f"<m:m>{properties}{lines}</m:m>"
    return _fenced(fence, matrix) if fence else matrix

"""Office Math as LaTeX."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Equation, InlineEquation, Paragraph, Text
from tests.readers.docx.builder import p, read_body


def run(text: str, props: str = "") -> str:
    properties = f"<m:rPr>{props}</m:rPr>" if props else ""
    return f"<m:r>{properties}<m:t>{text}</m:t></m:r>"


def e(*content: str) -> str:
    return "<m:e>" + "".join(c if c.startswith("<") else run(c) for c in content) + "</m:e>"


def part(name: str, content: str) -> str:
    return f"<m:{name}>{content if content.startswith('<') else run(content)}</m:{name}>"


def chr_(holder: str, **values: str) -> str:
    inside = "".join(f'<m:{name} m:val="{value}"/>' for name, value in values.items())
    return f"<m:{holder}>{inside}</m:{holder}>"


CASES = [
    (run("a+b"), "a+b"),
    (run("α≤β"), r"\alpha\leq\beta"),
    (run("α") + run("x"), r"\alpha x"),
    (run("50%"), r"50\%"),
    (f"<m:f>{part('num', 'a')}{part('den', 'b')}</m:f>", r"\frac{a}{b}"),
    (
        f"<m:f>{chr_('fPr', type='lin')}{part('num', 'a')}{part('den', 'b')}</m:f>",
        "a/b",
    ),
    (
        f"<m:f>{chr_('fPr', type='noBar')}{part('num', 'n')}{part('den', 'k')}</m:f>",
        r"\genfrac{}{}{0pt}{}{n}{k}",
    ),
    (f"<m:sSup>{e('x')}{part('sup', '2')}</m:sSup>", "x^2"),
    (f"<m:sSub>{e('x')}{part('sub', 'ij')}</m:sSub>", "x_{ij}"),
    (f"<m:sSubSup>{e('x')}{part('sub', '1')}{part('sup', '2')}</m:sSubSup>", "x_1^2"),
    (f"<m:sPre>{part('sub', '1')}{part('sup', '2')}{e('C')}</m:sPre>", "{}_1^2C"),
    (f"<m:rad><m:radPr><m:degHide/></m:radPr><m:deg/>{e('x')}</m:rad>", r"\sqrt{x}"),
    (f"<m:rad>{part('deg', '3')}{e('x')}</m:rad>", r"\sqrt[3]{x}"),
    (
        f"<m:nary>{chr_('naryPr', chr='∑')}{part('sub', 'i=1')}{part('sup', 'n')}{e('i')}</m:nary>",
        r"\sum_{i=1}^n i",
    ),
    (f"<m:nary>{part('sub', '0')}{part('sup', '1')}{e('x')}</m:nary>", r"\int_0^1 x"),
    (f"<m:d>{e('x')}</m:d>", r"\left(x\right)"),
    (f"<m:d>{chr_('dPr', begChr='[', endChr=']')}{e('x')}</m:d>", r"\left[x\right]"),
    (f"<m:d>{chr_('dPr', begChr='|', endChr='|')}{e('x')}</m:d>", r"\left|x\right|"),
    (f"<m:d>{e('a')}{e('b')}</m:d>", r"\left(a \middle| b\right)"),
    (
        f"<m:d>{chr_('dPr', begChr='{', endChr='')}"
        f"<m:e><m:eqArr>{e('a')}{e('b')}</m:eqArr></m:e></m:d>",
        r"\begin{cases}a \\ b\end{cases}",
    ),
    (
        f"<m:m><m:mr>{e('a')}{e('b')}</m:mr><m:mr>{e('c')}{e('d')}</m:mr></m:m>",
        r"\begin{matrix}a & b \\ c & d\end{matrix}",
    ),
    (
        f"<m:d><m:e><m:m><m:mr>{e('a')}{e('b')}</m:mr></m:m></m:e></m:d>",
        r"\begin{pmatrix}a & b\end{pmatrix}",
    ),
    (
        f"<m:d><m:e><m:f>{chr_('fPr', type='noBar')}{part('num', 'n')}{part('den', 'k')}"
        "</m:f></m:e></m:d>",
        r"\binom{n}{k}",
    ),
    (f"<m:func><m:fName>{run('sin')}</m:fName>{e('x')}</m:func>", r"\sin x"),
    (f"<m:func><m:fName>{run('rank')}</m:fName>{e('A')}</m:func>", r"\operatorname{rank} A"),
    (
        f"<m:func><m:fName><m:limLow>{e('lim')}{part('lim', 'n→∞')}</m:limLow></m:fName>"
        f"{e('x')}</m:func>",
        r"\lim_{n\rightarrow\infty} x",
    ),
    (f"<m:acc>{chr_('accPr', chr='⃗')}{e('v')}</m:acc>", r"\vec{v}"),
    (f"<m:acc>{e('x')}</m:acc>", r"\hat{x}"),
    (f"<m:bar>{chr_('barPr', pos='top')}{e('x')}</m:bar>", r"\overline{x}"),
    (f"<m:groupChr>{e('x')}</m:groupChr>", r"\underbrace{x}"),
    (f"<m:borderBox>{e('x')}</m:borderBox>", r"\boxed{x}"),
    (run("if x", "<m:nor/>"), r"\text{if x}"),
    (run("R", '<m:scr m:val="double-struck"/>'), r"\mathbb{R}"),
    (run("v", '<m:sty m:val="b"/>'), r"\mathbf{v}"),
    (run("𝑥"), "x"),
    (f"<m:unknown>{run('x')}</m:unknown>", "x"),
]


@pytest.mark.parametrize(("omml", "latex"), CASES)
def test_structures_are_latex(omml: str, latex: str) -> None:
    (block,) = read_body(p("x ", f"<m:oMath>{omml}</m:oMath>"))
    assert isinstance(block, Paragraph)
    assert block.content == (Text("x "), InlineEquation(latex))


def test_a_formula_on_its_own_line_is_an_equation() -> None:
    (block,) = read_body(p(f"<m:oMathPara><m:oMath>{run('a')}</m:oMath></m:oMathPara>"))
    assert isinstance(block, Equation)
    assert block.latex == "a"

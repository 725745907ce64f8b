"""Signs of Unicode mathematics and their LaTeX commands (amsmath, amssymb)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

_NAMES: Final = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim "
    "liminf limsup ln log max min Pr sec sin sinh sup tan tanh"
)
FUNCTIONS: Final = frozenset(_NAMES.split())
"""Names that LaTeX knows as upright operators."""

BIG_OPERATORS: Final[Mapping[str, str]] = {
    "∑": r"\sum",
    "∏": r"\prod",
    "∐": r"\coprod",
    "∫": r"\int",
    "∬": r"\iint",
    "∭": r"\iiint",
    "∮": r"\oint",
    "∯": r"\oiint",
    "∰": r"\oiiint",
    "⋀": r"\bigwedge",
    "⋁": r"\bigvee",
    "⋂": r"\bigcap",
    "⋃": r"\bigcup",
    "⨀": r"\bigodot",
    "⨁": r"\bigoplus",
    "⨂": r"\bigotimes",
    "⨄": r"\biguplus",
    "⨆": r"\bigsqcup",
}

ACCENTS: Final[Mapping[str, str]] = {
    "\u0300": r"\grave",
    "\u0301": r"\acute",
    "\u0302": r"\hat",
    "^": r"\hat",
    "\u0303": r"\tilde",
    "~": r"\tilde",
    "\u0304": r"\bar",
    "\u0305": r"\overline",
    "¯": r"\overline",
    "‾": r"\overline",
    "\u0306": r"\breve",
    "\u0307": r"\dot",
    "\u0308": r"\ddot",
    "\u030a": r"\mathring",
    "\u030c": r"\check",
    "\u20d0": r"\overleftarrow",
    "\u20d1": r"\overrightarrow",
    "\u20d6": r"\overleftarrow",
    "\u20d7": r"\vec",
    "→": r"\vec",
    "←": r"\overleftarrow",
    "\u20db": r"\dddot",
    "\u20e1": r"\overleftrightarrow",
}

_TABLE: Final = (
    "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι "
    "iota κ kappa λ lambda μ mu ν nu ξ xi π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau "
    "υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ "
    "Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega ∆ Delta ∞ infty ∂ partial ∇ nabla ∀ forall ∃ exists ∄ "
    "nexists ∅ emptyset ∈ in ∉ notin ∋ ni ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ∪ cup ∩ cap ∖ "
    "setminus ∧ wedge ∨ vee ¬ neg ± pm ∓ mp × times ÷ div ⋅ cdot · cdot ∙ bullet ∗ ast ⋆ star ∘ "
    "circ ⊕ oplus ⊗ otimes ⊙ odot ⊖ ominus ≤ leq ≥ geq ≠ neq ≈ approx ≡ equiv ≅ cong ∼ sim ≃ "
    "simeq ∝ propto ≪ ll ≫ gg ≺ prec ≻ succ ⊥ perp ∥ parallel ∠ angle △ triangle □ square → "
    "rightarrow ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↑ "
    "uparrow ↓ downarrow ↦ mapsto ⟶ longrightarrow ⟵ longleftarrow ⇌ rightleftharpoons … dots ⋯ "
    "cdots ⋮ vdots ⋱ ddots ℏ hbar ℓ ell ℜ Re ℑ Im ℵ aleph ∴ therefore ∵ because ⟨ langle ⟩ "
    "rangle ⌈ lceil ⌉ rceil ⌊ lfloor ⌋ rfloor ∣ mid ∤ nmid ⊢ vdash ⊨ models ⊤ top ≜ triangleq ≔ "
    "coloneqq ∑ sum ∏ prod ∫ int ∬ iint ∮ oint √ surd ′ prime ″ prime\\prime"
)
_WORDS: Final = tuple(_TABLE.split())

COMMANDS: Final[Mapping[str, str]] = {
    **{sign: f"\\{name}" for sign, name in zip(_WORDS[::2], _WORDS[1::2], strict=True)},
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "^": r"\hat{}",
    "~": r"\sim",
    "\\": r"\backslash",
    "−": "-",
    "∕": "/",
    "\u2061": "",
    "\u2062": "",
    "\u2063": "",
    "\u2064": "",
    "\u200b": "",
    "\u00a0": r"\ ",
    "\u2003": r"\quad",
    "\u2002": r"\ ",
    "\u2009": r"\,",
    "\u2005": r"\:",
    "\u2004": r"\;",
    "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}",
    "ℤ": r"\mathbb{Z}",
    "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}",
    "ℙ": r"\mathbb{P}",
    "ℒ": r"\mathcal{L}",
    "ℋ": r"\mathcal{H}",
    "ℱ": r"\mathcal{F}",
}

_ALPHABETS: Final = (
    ("MATHEMATICAL BOLD ITALIC ", r"\boldsymbol"),
    ("MATHEMATICAL BOLD FRAKTUR ", r"\mathfrak"),
    ("MATHEMATICAL BOLD SCRIPT ", r"\mathcal"),
    ("MATHEMATICAL BOLD ", r"\mathbf"),
    ("MATHEMATICAL DOUBLE-STRUCK ", r"\mathbb"),
    ("MATHEMATICAL SCRIPT ", r"\mathcal"),
    ("MATHEMATICAL FRAKTUR ", r"\mathfrak"),
    ("MATHEMATICAL SANS-SERIF ", r"\mathsf"),
    ("MATHEMATICAL MONOSPACE ", r"\mathtt"),
)


def escape_math(text: str) -> str:
    """Characters of a formula as LaTeX."""
    out: list[str] = []
    for char in text:
        piece = COMMANDS.get(char)
        if piece is None:
            piece = _alphabetic(char) if char >= "\U0001d400" else char
        if piece and piece[0].isalpha() and out and _is_command(out[-1]):
            out.append(" ")
        out.append(piece)
    return "".join(out)


def _is_command(piece: str) -> bool:
    return piece.startswith("\\") and piece[-1].isalpha()


def _alphabetic(char: str) -> str:
    """Letters of the mathematical alphabets (U+1D400 to U+1D7FF): the plain letter, styled."""
    if char > "\U0001d7ff":
        return char
    letter = unicodedata.normalize("NFKC", char)
    letter = COMMANDS.get(letter, letter)
    name = unicodedata.name(char, "")
    for start, command in _ALPHABETS:
        if name.startswith(start):
            return f"{command}{{{letter}}}"
    return letter

"""The Markdown parser: CommonMark with tables, strikethrough, footnotes, definitions and formulas.

markdown-it drops what nests deeper than its limit; here such lines become plain paragraphs before
the limit is reached, and it is reported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ..base import MAX_NESTING

# A list in a list is two levels of tokens; the parser's own limit lies above, for inlines.
_MAX_LEVEL = 2 * MAX_NESTING
_DIGITS = frozenset("0123456789")
DEEP = "nesting_limit"
"""Type of the token that stands where nesting was cut."""


def parse_markdown(text: str) -> tuple[list[Token], dict[str, object]]:
    """The tokens of `text`, and the parser's notes of inline footnotes."""
    env: dict[str, object] = {}
    return _parser().parse(text, env), env


def render_tokens(tokens: list[Token], env: dict[str, object]) -> str:
    """HTML of tokens, for Markdown that stands inside an HTML element."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, env))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_LEVEL + 40})
    parser.enable(["table", "strikethrough"])
    footnote_plugin(parser, move_to_end=False, always_match_refs=False)
    deflist_plugin(parser)
    dollarmath_plugin(parser, label_normalizer=lambda label: label)
    parser.inline.ruler.at("math_inline", _inline_maths)
    parser.block.ruler.before("table", DEEP, _flatten_deep)
    # Addresses stay as the source has them; unsafe ones are dropped when links are built.
    _override(parser, "normalizeLink", str)
    _override(parser, "normalizeLinkText", str)
    _override(parser, "validateLink", lambda _: True)
    return parser


def _override(parser: MarkdownIt, name: str, function: Callable[[str], object]) -> None:
    setattr(parser, name, function)


def _flatten_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block rule: below the nesting limit all lines are one paragraph of text."""
    if state.level < _MAX_LEVEL or silent:
        return False
    state.line = end_line
    lines = [
        state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start_line, end_line)
    ]
    token = state.push(DEEP, "p", 0)
    token.content = "\n".join(lines)
    token.map = [start_line, end_line]
    return True


def _inline_maths(state: StateInline, silent: bool) -> bool:
    """An inline rule: `$x$` with no white space inside the dollars and no digit after them.

    These are Pandoc's conditions; they leave `from $5 to $10` alone.
    """
    source, start = state.src, state.pos
    if source[start] != "$" or start + 2 >= state.posMax or source[start + 1] in " \t\n$":
        return False
    end = source.find("$", start + 1, state.posMax)
    while end > 0 and source[end - 1] == "\\":
        end = source.find("$", end + 1, state.posMax)
    if end < 0 or source[end - 1] in " \t\n" or source[end + 1 : end + 2] in _DIGITS:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = source[start + 1 : end]
        token.markup = "$"
    state.pos = end + 1
    return True

"""The Markdown parser: CommonMark with tables, notes, definition lists and formulas."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ..base import MAX_NESTING
from .indents import keep_indents, restore_indents
from .limits import DEEP, bounded_block, bounded_inline, counted, flatten_deep
from .pipes import PIPE_TABLE, PipeRows, pipe_table

Environment = dict[str, Any]
"""What the rules note while they run: link references, inline footnotes."""

Rule = TypeVar("Rule")

_DIGITS = frozenset("0123456789")
_MAX_TOKEN_LEVEL = 2 * MAX_NESTING + 40  # a list in a list is two levels of tokens


def parse_markdown(text: str) -> tuple[list[Token], Environment]:
    """The tokens of `text`, and what the parser noted."""
    environment: Environment = {}
    kept = keep_indents(text)
    tokens = _parser().parse(kept, environment)
    return (tokens if kept is text else restore_indents(tokens)), environment


def parse_line(text: str, environment: Environment) -> list[Token]:
    """The inline tokens of a line of the text that `environment` belongs to."""
    return _parser().parseInline(text, environment)[0].children or []


def render_tokens(tokens: list[Token], environment: Environment) -> str:
    """HTML of tokens, for Markdown that stands inside an HTML element."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, environment))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_TOKEN_LEVEL})
    parser.enable(["table", "strikethrough"])
    footnote_plugin(parser, move_to_end=False)
    deflist_plugin(parser)
    dollarmath_plugin(parser, label_normalizer=str, allow_blank_lines=False)
    _bound(parser)
    parser.add_render_rule(PIPE_TABLE, _render_pipes)
    # Addresses stay as the source has them; unsafe ones are dropped when links are built.
    _override(parser, "normalizeLink", str)
    _override(parser, "normalizeLinkText", str)
    _override(parser, "validateLink", lambda _: True)
    return parser


def _bound(parser: MarkdownIt) -> None:
    """Replace the rules that could run away."""
    inline, block = parser.inline.ruler, parser.block.ruler
    _wrap(inline, "link", lambda rule: bounded_inline(rule, "["))
    _wrap(inline, "image", lambda rule: bounded_inline(rule, "!["))
    _wrap(inline, "footnote_inline", lambda rule: bounded_inline(rule, "^["))
    _wrap(inline, "math_inline", lambda _: bounded_inline(_inline_maths, "$"))
    _wrap(block, "math_block", lambda rule: bounded_block(rule, "$$"))
    _wrap(block, "table", lambda _: pipe_table)
    for name in ("blockquote", "list", "deflist", "footnote_def"):
        _wrap(block, name, counted)
    block.before("table", DEEP, flatten_deep)


def _wrap(ruler: Ruler[Rule], name: str, wrapper: Callable[[Rule], Rule]) -> None:
    """Put another rule in the place of the one called `name`."""
    found = next(rule for rule in ruler.__rules__ if rule.name == name)
    ruler.at(name, wrapper(found.fn), {"alt": found.alt})


def _override(parser: MarkdownIt, name: str, function: Callable[[str], object]) -> None:
    setattr(parser, name, function)


def _render_pipes(
    renderer: object, tokens: list[Token], index: int, options: object, environment: Environment
) -> str:
    del renderer, options
    pipes: PipeRows = tokens[index].meta["pipes"]
    rows = (
        "".join(f"<td>{_parser().renderInline(cell, environment)}</td>" for cell in row)
        for row in pipes.rows
    )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>\n"


def _inline_maths(state: StateInline, silent: bool) -> bool:
    """An inline rule: `$x$` with no white space inside the dollars and no digit after them.

    These are Pandoc's conditions; they leave `from $5 to $10` alone.
    """
    source, start = state.src, state.pos
    if start + 2 >= state.posMax or source[start + 1] in " \t\n$":
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

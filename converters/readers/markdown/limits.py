"""Rules of the Markdown parser with an end to their patience.

Some rules look for a closing mark up to the end of the paragraph or file, and start again at the
next opening one. Sources made to hurt let that grow with the square of their size; here the
searches of one source share a budget, and what opens after it is spent is text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from ..base import MAX_NESTING

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]

_BUDGET: Final = 20_000_000
"""Characters that searches without result may pass over."""
SPENT: Final = "searched"
"""Key of the environment: characters passed over."""
DEPTH: Final = "depth"
"""Key of the environment: containers around the current block."""
DEEP: Final = "nesting_limit"
"""Type of the token that stands where nesting was cut."""


def bounded_inline(rule: InlineRule, opening: str) -> InlineRule:
    """An inline rule that starts with `opening`, within the budget."""

    def bounded(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not state.src.startswith(opening, start) or state.env.get(SPENT, 0) > _BUDGET:
            return False
        if rule(state, silent):
            return True
        state.env[SPENT] = state.env.get(SPENT, 0) + state.posMax - start
        return False

    return bounded


def bounded_block(rule: BlockRule, opening: str) -> BlockRule:
    """A block rule that starts with `opening`, within the budget."""

    def bounded(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[start_line] + state.tShift[start_line]
        if not state.src.startswith(opening, start) or state.env.get(SPENT, 0) > _BUDGET:
            return False
        if rule(state, start_line, end_line, silent):
            return True
        # Lines cost more than characters: the rule copies each one.
        state.env[SPENT] = state.env.get(SPENT, 0) + 50 * (end_line - start_line)
        return False

    return bounded


def counted(rule: BlockRule) -> BlockRule:
    """A block rule whose blocks hold blocks; counts how many are open."""

    def nested(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if silent:
            return rule(state, start_line, end_line, silent)
        depth = state.env.get(DEPTH, 0)
        state.env[DEPTH] = depth + 1
        try:
            return rule(state, start_line, end_line, silent)
        finally:
            state.env[DEPTH] = depth

    return nested


def flatten_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block rule: below the nesting limit all lines are text.

    markdown-it itself would drop them.
    """
    if silent or state.env.get(DEPTH, 0) < MAX_NESTING:
        return False
    state.line = end_line
    token = state.push(DEEP, "p", 0)
    token.content = "\n".join(
        state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start_line, end_line)
    )
    token.map = [start_line, end_line]
    return True

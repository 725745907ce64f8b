"""The Jinja2 environment of all templates: Jinja2's sandbox, with limits on work and size.

Jinja2's sandbox keeps a template away from Python's insides, but lets it loop and multiply without
end. Here every turn of a loop and every call is a step, and steps are counted; text that a template
puts together has a largest size; numbers that set a width or a count have a largest value.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import msgspec
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_STEPS = 20_000_000
"""Turns of loops and calls for one document; 200,000 table cells take about 300,000."""
MAX_TEXT = 64_000_000
"""Characters of a text that a template joins, repeats or formats."""
MAX_OUTPUT = 1_000_000_000
"""Characters of all outputs of `{{ }}`; what a macro gives back counts once more."""
MAX_NUMBER = 100_000
"""Largest number that a template may give to `range`, to a filter or to a method of a text."""

_COUNT, _SIZE = "_counted", "_sized"


class TemplateLimit(SecurityError):
    """Raised inside a template that works or writes without end."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Environment for one rendering of one folder of templates."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(
        self,
        folder: Path,
        filters: Mapping[str, Callable[..., Any]],
        *,
        autoescape: bool,
        max_steps: int = MAX_STEPS,
    ) -> None:
        super().__init__(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=autoescape,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_COMPILED[autoescape],
        )
        self._steps_left = max_steps
        self._output_left = MAX_OUTPUT
        self.finalize = self._measured
        own = {_COUNT: self._counted, _SIZE: _sized}
        modest = {name: _modest(function) for name, function in self.filters.items()}
        self.filters = {**modest, **filters, **own}
        self.globals = {"range": self._range, "dict": dict, "namespace": self.globals["namespace"]}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The syntax tree, with a count in every loop and a limit on every joined text."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, _COUNT)
        for join in list(tree.find_all(nodes.Concat)):
            join.nodes = [_filtered(nodes.Concat(join.nodes, lineno=join.lineno), _SIZE)]
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute; those of plain records need none of the sandbox's long checks.

        A large table asks for a million of them.
        """
        if _is_record(obj.__class__) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(
        __self,  # noqa: N805 - Jinja2's own signature, so that no keyword can collide
        __context: jinja2.runtime.Context,
        __obj: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """A call by a template: one step, and with modest numbers on methods of texts."""
        __self._step()
        if isinstance(__obj, Macro):
            # Not through the context: nested blocks are nested macros, and each frame counts.
            # Inside loops and blocks Jinja2 adds two names that are meant for the context only.
            for name in ("_loop_vars", "_block_vars"):
                kwargs.pop(name, None)
            return __obj(*args, **kwargs)
        if isinstance(getattr(__obj, "__self__", None), str | bytes):
            _refuse_large(args)
            _refuse_large(kwargs.values())
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(
        self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any
    ) -> Any:
        """An operator of a template, refused where the result would be huge."""
        if operator in ("*", "**"):
            _refuse_product(operator, left, right)
        elif operator == "%" and isinstance(left, str):
            raise TemplateLimit("the operator % on a text; use ~ to join texts")
        return _sized(super().call_binop(context, operator, left, right))

    def _step(self, count: int = 1) -> None:
        self._steps_left -= count
        if self._steps_left < 0:
            raise TemplateLimit("it takes too many steps; is there a loop without end")

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._step()
            yield item

    def _measured(self, value: Any) -> Any:
        if isinstance(value, str):
            self._output_left -= len(value)
            if self._output_left < 0:
                raise TemplateLimit(f"it writes more than {MAX_OUTPUT:,} characters")
        return value

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        if len(numbers) > MAX_NUMBER:
            raise TemplateLimit(f"range of more than {MAX_NUMBER:,} numbers")
        self._step(len(numbers))
        return numbers


class _CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates of this process; Jinja2 drops an entry whose source has changed."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


# Whether to escape is decided while compiling.
_COMPILED = {True: _CompiledTemplates(), False: _CompiledTemplates()}


@functools.cache
def _is_record(kind: type) -> bool:
    """Whether a type is one of our frozen dataclasses or structs, whose attributes are data."""
    own = kind.__module__.partition(".")[0] == __name__.partition(".")[0]
    return own and (is_dataclass(kind) or issubclass(kind, msgspec.Struct))


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _modest(function: Callable[..., Any]) -> Callable[..., Any]:
    """A built-in filter that refuses large numbers and gives no huge text."""

    @functools.wraps(function)  # keeps the marks by which Jinja2 passes the context
    def modest(*args: Any, **kwargs: Any) -> Any:
        _refuse_large(args[1:])
        _refuse_large(kwargs.values())
        return _sized(function(*args, **kwargs))

    return modest


def _refuse_large(arguments: Iterable[Any]) -> None:
    for argument in arguments:
        if isinstance(argument, int) and abs(argument) > MAX_NUMBER:
            raise TemplateLimit(f"a number larger than {MAX_NUMBER:,}")


def _refuse_product(operator: str, left: Any, right: Any) -> None:
    numbers = [factor for factor in (left, right) if isinstance(factor, int | float)]
    if operator == "**":
        if len(numbers) < 2 or abs(left) > 1e6 or abs(right) > 100:
            raise TemplateLimit("a power with large numbers")
        return
    for factor in (left, right):
        if not isinstance(factor, int | float) and len(factor) * max(numbers, default=0) > MAX_TEXT:
            raise TemplateLimit("a repetition of more than 64 million items")


def _sized(result: Any) -> Any:
    if isinstance(result, str | list | tuple) and len(result) > MAX_TEXT:
        raise TemplateLimit("a text of more than 64 million characters")
    return result

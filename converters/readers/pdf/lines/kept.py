"""Properties that are computed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """A property that is computed once: `functools.cached_property` takes a lock each time."""

    def __init__(self, read: Callable[[Any], _Value]) -> None:
        self._read = read
        self._name = read.__name__
        self.__doc__ = read.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Kept[_Value]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> _Value: ...
    def __get__(self, owner: object | None, kind: type) -> Kept[_Value] | _Value:
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._read(owner)
        return value

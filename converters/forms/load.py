"""Form files -> forms, with errors that name the file and the place."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from ..errors import UsageError
from .contradictions import refuse_contradictions
from .layout import LayoutError
from .schema import Form, Language
from .yamlfile import MAX_BYTES, parse_yaml

BUILT_IN: Final = ("gkbg-2021", "gkbg-2019")
"""Ids of the forms that come with the program; `<id>.yaml` beside this module."""

MAX_INCLUDE_DEPTH: Final = 4


def list_forms() -> tuple[Form, ...]:
    """The forms that come with the program, newest version first."""
    return tuple(_built_in(name) for name in BUILT_IN)


@cache
def default_language() -> Language:
    """The words of totals and numbers for tables that follow no form."""
    tree = parse_yaml((files(__package__) / "shared/chinese.yaml").read_bytes(), "chinese.yaml")
    return msgspec.convert(tree["language"], Language)


def load_form(name: str | Path) -> Form:
    """The form of that id, or of the form file at that path.

    Raises UsageError, naming the file and the place in it, for anything that is not a form.
    """
    if str(name) in BUILT_IN:
        return _built_in(str(name))
    path = Path(name)
    if not path.is_file():
        known = ", ".join(BUILT_IN)
        raise UsageError(f"There is no form {name}; give one of {known}, or a form file.")
    return _form(_merged(_bytes(path), str(path), path.parent, ()), str(path))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error


@cache
def _built_in(name: str) -> Form:
    data = (files(__package__) / f"{name}.yaml").read_bytes()
    return _form(_merged(data, f"{name}.yaml", None, ()), f"{name}.yaml")


def _merged(data: bytes, name: str, folder: Path | None, seen: tuple[str, ...]) -> dict[str, Any]:
    """The mapping of a file over those of the files it includes."""
    if name in seen:
        raise UsageError(f"{name}: the file includes itself.")
    if len(seen) > MAX_INCLUDE_DEPTH:
        raise UsageError(f"{name}: files include each other more than {MAX_INCLUDE_DEPTH} deep.")
    own = parse_yaml(data, name)
    included = own.get("include", [])
    if not isinstance(included, list) or not all(isinstance(part, str) for part in included):
        raise UsageError(f"{name}: include: expected a list of file names.")
    merged: dict[str, Any] = {}
    for part in included:
        part_data = _included(part, name, folder)
        merged = _overlay(merged, _merged(part_data, part, folder, (*seen, name)))
    return _overlay(merged, own)


def _included(part: str, name: str, folder: Path | None) -> bytes:
    if folder is not None and (folder / part).is_file():
        return _bytes(folder / part)
    built_in = files(__package__) / part
    if ".." in Path(part).parts or Path(part).is_absolute() or not built_in.is_file():
        raise UsageError(f"{name}: include: there is no file {part}.")
    return built_in.read_bytes()


def _overlay(base: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    """Mappings merged key by key, lists joined, anything else replaced."""
    out = dict(base)
    for key, value in top.items():
        old = out.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            out[key] = _overlay(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            out[key] = [*old, *value]
        else:
            out[key] = value
    return out


def _form(tree: dict[str, Any], name: str) -> Form:
    try:
        form = msgspec.convert(tree, Form)
    except msgspec.ValidationError as error:
        raise UsageError(f"{name}: {_place(error)}") from error
    order = {section.key: index for index, section in enumerate(form.sections)}
    tables = sorted(form.tables, key=lambda table: order.get(table.section, len(order)))
    form = replace(form, tables=tuple(tables))
    try:
        refuse_contradictions(form)
    except LayoutError as error:
        raise UsageError(f"{name}: {error}.") from error
    return form


def _place(error: msgspec.ValidationError) -> str:
    """msgspec's message with the place in front: `tables[0].width: Expected int, got str`."""
    message, _, path = str(error).partition(" - at `$")
    path = path.rstrip("`").lstrip(".")
    return f"{path}: {message}." if path else f"{message}."

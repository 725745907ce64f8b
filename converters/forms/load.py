"""Form files -> forms, with errors that name the file and the place."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml
from msgspec.structs import replace

from ..errors import UsageError
from .expressions import ExpressionError, parse
from .layout import LayoutError, layouts
from .schema import CompareRule, Form, Language, Rule, SumRule, TextRule

BUILT_IN: Final = ("gkbg-2021", "gkbg-2019")
"""Ids of the forms that come with the program; `<id>.yaml` beside this module."""

MAX_FORM_BYTES: Final = 2_000_000


def list_forms() -> tuple[Form, ...]:
    """The forms that come with the program, newest version first."""
    return tuple(_built_in(name) for name in BUILT_IN)


@cache
def default_language() -> Language:
    """The words of totals and numbers for tables that follow no form."""
    tree = _parse((files(__package__) / "shared/chinese.yaml").read_bytes(), "chinese.yaml")
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
    return _form(_merged(path.read_bytes(), str(path), path.parent, ()), str(path))


@cache
def _built_in(name: str) -> Form:
    data = (files(__package__) / f"{name}.yaml").read_bytes()
    return _form(_merged(data, f"{name}.yaml", None, ()), f"{name}.yaml")


def _merged(data: bytes, name: str, folder: Path | None, seen: tuple[str, ...]) -> dict[str, Any]:
    """The mapping of a file over those of the files it includes."""
    if name in seen:
        raise UsageError(f"{name}: the file includes itself.")
    own = _parse(data, name)
    included = own.get("include", [])
    if not isinstance(included, list) or not all(isinstance(part, str) for part in included):
        raise UsageError(f"{name}: include: expected a list of file names.")
    merged: dict[str, Any] = {}
    for part in included:
        part_data = _included(part, name, folder)
        merged = _overlay(merged, _merged(part_data, part, folder, (*seen, name)))
    return _overlay(merged, own)


def _parse(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > MAX_FORM_BYTES:
        raise UsageError(f"{name}: a form file has at most {MAX_FORM_BYTES:,} bytes.")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # Both loaders are the safe ones, which build plain data only.
        tree = yaml.load(data, Loader=loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{name}: not valid YAML: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise UsageError(f"{name}: nested too deeply to be a form file.") from error
    if not isinstance(tree, dict):
        raise UsageError(f"{name}: expected a mapping with keys such as id and tables.")
    return tree


def _included(part: str, name: str, folder: Path | None) -> bytes:
    if folder is not None and (folder / part).is_file():
        return (folder / part).read_bytes()
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
        _refuse_contradictions(form)
    except (LayoutError, re.error) as error:
        raise UsageError(f"{name}: {error}") from error
    return form


def _place(error: msgspec.ValidationError) -> str:
    """msgspec's message with the place in front: `tables[0].width: Expected int, got str`."""
    message, _, path = str(error).partition(" - at `$")
    path = path.rstrip("`").lstrip(".")
    return f"{path}: {message}." if path else f"{message}."


def _refuse_contradictions(form: Form) -> None:
    keys = [table.key for table in form.tables]
    if len(set(keys)) < len(keys):
        raise LayoutError("two tables have one key")
    for table in form.tables:
        layouts(table)
    for rule in form.rules:
        _refuse_bad_rule(form, rule)
    for pattern in _patterns(form):
        re.compile(pattern)


def _refuse_bad_rule(form: Form, rule: Rule) -> None:
    table = getattr(rule, "table", None)
    if table is not None and all(known.key != table for known in form.tables):
        raise LayoutError(f"rule {rule.id}: there is no table {table}")
    if isinstance(rule, SumRule):
        _refuse_unknown_terms(form, rule)
    if isinstance(rule, CompareRule):
        try:
            parse(rule.expression)
        except ExpressionError as error:
            raise LayoutError(f"rule {rule.id}: {error}") from error


def _refuse_unknown_terms(form: Form, rule: SumRule) -> None:
    addresses = {
        address
        for layout in layouts(form.table(rule.table))
        for slot in layout.values
        if (address := slot.address) is not None
    }
    place = 1 if rule.each == "column" else 2
    known = {address[place] for address in addresses}
    for term in (*rule.left, *rule.right):
        key = term.removeprefix("-").removeprefix("previous.")
        if key.endswith("*"):
            found = any(name.startswith(key[:-1]) for name in known)
        else:
            found = key in known
        if not found and not term.removeprefix("-").startswith("previous."):
            raise LayoutError(f"rule {rule.id}: table {rule.table} has no {key}")


def _patterns(form: Form) -> list[str]:
    document, contact = form.document, form.document.contact
    found = [*document.title, *document.title_tail, *document.year, *document.stated_year]
    found += [*document.period, *document.organisation, *form.language.page_marks]
    for field in (contact.address, contact.postcode, contact.phone, contact.fax, contact.email):
        found.extend(field)
    found += [text for text in (document.not_organisation, document.signature_date) if text]
    for rule in form.rules:
        if rule.when is not None:
            found.append(rule.when.organisation)
        if isinstance(rule, TextRule):
            found.extend(rule.guards)
            for claim in rule.claims:
                found += [*claim.patterns, *claim.zero]
    if form.language.spam is not None:
        found += [form.language.spam.run, form.language.spam.certain]
    return found

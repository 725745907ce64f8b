"""Folders of Jinja2 templates: finding, listing, copying and rendering them.

A template is a folder; its entry file is `document.<kind>.j2` (kind: html, md, xml). User folders
run in the same sandbox as our own, see only their own files, and fall back to nothing.
"""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2

from ..errors import TemplateError
from .sandbox import MAX_STEPS, Sandbox

__all__ = [
    "builtin_folder",
    "builtin_names",
    "copy_template",
    "list_templates",
    "render_template",
    "template_folder",
]


def _root() -> Path:
    return Path(str(files("tablewright") / "templates"))


def builtin_folder(kind: str, name: str) -> Path:
    """Folder of a built-in template, for example `html/standard`.

    Raises TemplateError when there is none.
    """
    if name not in builtin_names(kind):
        known = ", ".join(builtin_names(kind)) or "none"
        raise TemplateError(
            f"There is no {kind} template named {name!r}; built in: {known}. "
            "For a folder of your own give its path."
        )
    return _root() / kind / name


def builtin_names(kind: str) -> list[str]:
    """Names of the built-in templates of an output kind, sorted."""
    root = _root() / kind
    if not root.is_dir():
        return []
    return sorted(
        path.name for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"
    )


def list_templates() -> list[str]:
    """All built-in templates as `kind/name`, sorted, for example `html/standard`."""
    kinds = sorted(path.name for path in _root().iterdir() if path.is_dir())
    return [f"{kind}/{name}" for kind in kinds for name in builtin_names(kind)]


def _file_names(folder: Path) -> tuple[str, ...]:
    return tuple(
        sorted(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )
    )


def copy_template(kind: str, name: str, target: Path) -> list[Path]:
    """Copy a built-in template to the folder `target` for editing; returns the files written.

    Raises TemplateError when there is no such template, or when `target` is a file or a folder
    with anything in it.
    """
    source = builtin_folder(kind, name)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TemplateError(f"{target} exists already; name a new or empty folder for the copy.")
    written = [target / file_name for file_name in _file_names(source)]
    try:
        for path in written:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / path.relative_to(target), path)
    except OSError as error:
        raise TemplateError(f"The template cannot be copied to {target}: {error}.") from error
    return written


def template_folder(kind: str, template: str | Path | None) -> Path:
    """Folder of `template`: a user's folder when it is a path, else a built-in one."""
    if template is None:
        return builtin_folder(kind, "standard")
    path = Path(template)
    if isinstance(template, Path) or path.is_dir() or len(path.parts) > 1:
        if not path.is_dir():
            raise TemplateError(f"{path} is not a folder of templates.")
        return path
    return builtin_folder(kind, str(template))


def render_template(
    folder: Path,
    entry: str,
    values: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]],
    *,
    autoescape: bool,
    max_steps: int = MAX_STEPS,
) -> str:
    """`entry` of `folder` rendered with `values` in the sandbox.

    Raises TemplateError, naming file and line, when the template is missing or wrong, or works
    without end (see `sandbox`).
    """
    environment = Sandbox(folder, filters, autoescape=autoescape, max_steps=max_steps)
    try:
        return environment.get_template(entry).render(values)
    except jinja2.TemplateSyntaxError as error:
        where = f"{error.filename or error.name}, line {error.lineno}"
        raise TemplateError(f"The template is wrong in {where}: {error.message}.") from error
    except jinja2.TemplateNotFound as error:
        missing = f"The template {folder} has no file {error.name!r}"
        raise TemplateError(f"{missing}{_place(error, folder)}.") from error
    except RecursionError as error:
        raise TemplateError(
            f"The template {folder.name} calls itself without end, or the document is nested too "
            f"deeply{_place(error, folder)}."
        ) from error
    except _FAILURES as error:
        reason = str(error).rstrip(".") or type(error).__name__
        message = f"The template {folder.name} failed{_place(error, folder)}: {reason}."
        raise TemplateError(message) from error


_FAILURES = (
    jinja2.TemplateError,  # among them SecurityError and UndefinedError
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    MemoryError,
    UnicodeError,
)
"""What an expression of a template can raise."""


def _place(error: BaseException, folder: Path) -> str:
    """` in FILE, line N`: the innermost line of the template on the way to the error."""
    place = ""
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).is_relative_to(folder):
            place = f" in {frame.filename}, line {frame.lineno}"
    return place

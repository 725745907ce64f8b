"""Jinja2 environments for built-in and user templates.

A template is a folder; its entry file is `document.<kind>.j2` (kind: html, md, xml). User folders
run in Jinja2's sandbox, see only their own files, and fall back to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..errors import TemplateError


def builtin_folder(kind: str, name: str) -> Path:
    """Folder of a built-in template, for example `html/standard`.

    Raises TemplateError when there is none.
    """
    folder = Path(str(files("tablewright") / "templates")) / kind / name
    if "/" in name or "\\" in name or name.startswith(".") or not folder.is_dir():
        known = ", ".join(builtin_names(kind)) or "none"
        raise TemplateError(
            f"There is no {kind} template named {name!r}; built in: {known}. "
            "For a folder of your own give its path."
        )
    return folder


def builtin_names(kind: str) -> list[str]:
    """Names of the built-in templates of an output kind, sorted."""
    root = Path(str(files("tablewright") / "templates")) / kind
    if not root.is_dir():
        return []
    return sorted(path.name for path in root.iterdir() if path.is_dir() and path.name[0] != "_")


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
) -> str:
    """`entry` of `folder` rendered with `values` in the sandbox.

    Raises TemplateError, naming file and line, when the template is missing or wrong.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters)
    try:
        return environment.get_template(entry).render(values)
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"The template {folder} has no file {error.name}.") from error
    except jinja2.TemplateSyntaxError as error:
        where = f"{error.filename or error.name}, line {error.lineno}"
        raise TemplateError(f"The template is wrong in {where}: {error.message}.") from error
    except (jinja2.TemplateError, SecurityError) as error:
        raise TemplateError(f"The template {folder.name} failed: {error}.") from error
    except (TypeError, ValueError, AttributeError, ZeroDivisionError, OverflowError) as error:
        raise TemplateError(f"The template {folder.name} failed: {error}.") from error

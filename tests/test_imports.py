"""Imports point one way; the order of the layers is the order of this list."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

CONVERTERS = Path(__file__).parent.parent / "converters"
ORDER = (
    *("version errors faults", "model", "diagnostics", "tables", "passes", "readers writers forms"),
    *("proof debug searchable", "review archive", "api delivery", "batch", "__init__"),
)
PDF = CONVERTERS / "readers" / "pdf"
PDF_ORDER = [
    "objects",
    "lines",
    "drawn",
    "gaps",
    "grids",
    "heads",
    "borderless",
    "pages",
    "document",
    "workers",
]
PDF_MODULES = sorted(path.relative_to(PDF) for path in PDF.glob("*/*.py"))
LAYERS = {name: level for level, names in enumerate(ORDER) for name in names.split()}
MODULES = sorted(path.relative_to(CONVERTERS) for path in CONVERTERS.rglob("*.py"))


def imported(module: Path) -> set[str]:
    """The layers that a module imports, its own aside; `readers` for `from ..readers.base`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((CONVERTERS / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = module.parts[: len(module.parts) - node.level]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {(*base, *name.split("."))[0] for name in names}
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = [getattr(node, "module", None) or alias.name for alias in node.names]
            assert not any(name.startswith("tablewright") for name in names), f"absolute: {names}"
    return found - {layer(module)}


def layer(module: Path) -> str:
    return module.parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_only_layers_below_its_own(module: Path) -> None:
    assert {name for name in imported(module) if LAYERS[name] >= LAYERS[layer(module)]} == set()


@pytest.mark.parametrize("module", PDF_MODULES, ids=str)
def test_a_module_of_the_pdf_reader_imports_only_packages_below_its_own(module: Path) -> None:
    own = PDF_ORDER.index(module.parts[0])
    tree = ast.parse((PDF / module).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    spelled = {
        (node.module or alias.name).split(".")[0]
        for node in imports
        if node.level == 2
        for alias in node.names
    }
    assert spelled - set(PDF_ORDER[:own]) == set()

"""Document properties: core (Dublin Core), application, custom; and the language of the text."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element as Element

from ...model import Metadata
from .package import Package
from .styles import Styles

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_CORE: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_SEPARATORS: Final = re.compile(r"[,;，；、]\s*")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?)?)?")


def application(package: Package) -> str | None:
    """The program that wrote the package, with its version where it tells one."""
    root = _part(package, "extended-properties")
    if root is None:
        return None
    name, version = _text(root, _APP + "Application"), _text(root, _APP + "AppVersion")
    return f"{name} {version}" if name and version else name


def read_metadata(package: Package, styles: Styles, title: str | None, sample: str) -> Metadata:
    """What the package says about itself.

    `title` stands in where the core properties have none; `sample` is some text of the document,
    which decides between the Latin and the East Asian default language.
    """
    core = _part(package, "core-properties")
    generator = application(package)
    if core is None:
        return Metadata(
            title=title or None, language=_language(styles, sample), generator=generator
        )
    return Metadata(
        title=_text(core, _DC + "title") or title or None,
        language=_text(core, _DC + "language") or _language(styles, sample),
        authors=_words(_text(core, _DC + "creator"), re.compile(r"[;；]\s*")),
        subject=_text(core, _DC + "subject"),
        keywords=_words(_text(core, _CORE + "keywords"), _SEPARATORS),
        description=_text(core, _DC + "description"),
        created=_date(_text(core, _TERMS + "created")),
        modified=_date(_text(core, _TERMS + "modified")),
        generator=generator,
        extra=_custom(package),
    )


def _part(package: Package, kind: str) -> Element | None:
    for relation in package.relations("").values():
        if relation.kind == kind and not relation.external and package.has(relation.target):
            return package.tree(relation.target)
    return None


def _text(root: Element, tag: str) -> str | None:
    found = root.find(tag)
    text = None if found is None or found.text is None else " ".join(found.text.split())
    return text or None


def _words(text: str | None, separators: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(word for word in separators.split(text or "") if word)


def _date(text: str | None) -> str | None:
    """A W3C date (ISO 8601); None for anything else."""
    return text if text and _DATE.fullmatch(text) else None


def _language(styles: Styles, sample: str) -> str | None:
    languages = styles.languages
    han = len(_HAN.findall(sample))
    if han * 4 > len(sample):
        return languages.get("eastAsia") or languages.get("val")
    return languages.get("val")


def _custom(package: Package) -> tuple[tuple[str, str], ...]:
    root = _part(package, "custom-properties")
    if root is None:
        return ()
    pairs = []
    for element in root:
        name = element.get("name")
        value = "".join(str(text) for text in element.itertext()).strip()
        if name and value:
            pairs.append((name, value))
    return tuple(pairs)

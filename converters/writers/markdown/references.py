"""Names inside one Markdown file: labels of notes, names of embedded pictures."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from ...model import Asset, Document, Image
from ...model.walk import iter_inlines
from .escape import link_title

_LABEL = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class Picture:
    """A definition at the end of the file: `[image1]: <data:...> "title"`."""

    name: str
    address: str
    title: str
    """The title as Markdown with a space before it, or empty."""


@dataclass(slots=True)
class References:
    """Names of notes by id and of embedded pictures by content and title."""

    notes: dict[str, str] = field(default_factory=dict)
    pictures: dict[tuple[str, str | None], Picture] = field(default_factory=dict)

    def note_label(self, note: str) -> str:
        """Label of a note; a mark without a note gets one all the same."""
        if note not in self.notes:
            self.notes[note] = _free_label(note, self.notes.values())
        return self.notes[note]

    def picture_name(self, image: Image) -> str | None:
        """Name of an embedded picture, or None for a remote or missing one."""
        picture = self.pictures.get((image.asset or "", image.title))
        return None if picture is None else picture.name


def collect_references(document: Document) -> References:
    """The names for all notes and embedded pictures of `document`, in reading order."""
    references = References()
    for note in document.notes:
        references.note_label(note.id)
    assets = {asset.sha256: asset for asset in document.assets}
    for image in _images(document):
        key = (image.asset or "", image.title)
        if key[0] in assets and key not in references.pictures:
            references.pictures[key] = _picture(assets[key[0]], image, len(references.pictures))
    return references


def _images(document: Document) -> Iterable[Image]:
    blocks = (*document.blocks, *(block for note in document.notes for block in note.blocks))
    return (inline for inline in iter_inlines(blocks) if isinstance(inline, Image))


def _picture(asset: Asset, image: Image, number: int) -> Picture:
    return Picture(f"image{number + 1}", data_uri(asset), link_title(image.title))


def data_uri(asset: Asset) -> str:
    """The asset as a `data:` address (RFC 2397)."""
    name = f";name={quote(asset.name, safe='')}" if asset.name else ""
    return f"data:{asset.media_type}{name};base64,{base64.b64encode(asset.data).decode('ascii')}"


def _free_label(note: str, taken: Iterable[str]) -> str:
    used = set(taken)
    if _LABEL.fullmatch(note) and note not in used:
        return note
    return next(label for n in range(1, len(used) + 2) if (label := f"note{n}") not in used)

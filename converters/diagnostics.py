"""The catalogue of diagnostics: every code, its severity and what it means.

Severity `info` is a choice worth knowing, `warning` something the reader of the result should
look at, `error` a loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .model.diagnostic import Diagnostic, Severity
from .model.origin import Origin

CATALOGUE: Final[Mapping[str, tuple[Severity, str]]] = {
    # sources and encodings
    "encoding-guessed": ("info", "No encoding was declared; one was chosen from the bytes."),
    "encoding-contradicted": ("warning", "The declared encoding does not fit the bytes."),
    "encoding-damaged": ("error", "Bytes that no character stands for became U+FFFD."),
    "control-characters": ("warning", "Control characters became U+FFFD."),
    "detected-otherwise": ("info", "The content is of another format than the name says."),
    "converted-by-office": ("info", "The source was turned into DOCX by LibreOffice first."),
    "part-missing": ("warning", "A part that the source refers to is not there."),
    "part-damaged": ("warning", "A part of the source is damaged and was read as far as possible."),
    "external-ignored": ("info", "A file outside the source was named and not opened."),
    "asset-unreadable": ("warning", "An embedded picture could not be read."),
    "nesting-limit": ("warning", "Nesting deeper than the limit was flattened."),
    # text and structure
    "content-left-out": ("info", "Text was left out for a known reason; see the accounting."),
    "text-unplaced": ("error", "Characters of the source are in no part of the document."),
    "link-unsafe": ("warning", "A link with an unsafe scheme was dropped; its text was kept."),
    "note-missing": ("warning", "A note mark points to a note that does not exist."),
    "note-unused": ("info", "A note has no mark in the text."),
    "heading-inferred": ("info", "A paragraph was taken as a heading by its numbering."),
    "feature-dropped": ("info", "Something that the document model does not hold was dropped."),
    "no-tables": ("warning", "Tables were asked for and there is none."),
    "hijack-suspected": ("warning", "A name looks replaced by advertising spam."),
    # pages
    "page-unreadable": ("error", "A page is damaged and was left out."),
    "page-without-tables": ("error", "Recovery of a page's tables failed; its text was kept."),
    "page-by-fallback": ("info", "pdfplumber read a page that pdfium could not."),
    "page-cut": ("error", "A page has more objects than the limit."),
    "page-recognised": ("info", "The text of a page was read from its picture."),
    "picture-recognised": ("info", "The text of an embedded picture was read."),
    "seal-removed": ("info", "Ink of a seal over a scanned page was taken out before reading."),
    "mark-removed": ("info", "Handwriting or a stamp on a scanned page was left out of its text."),
    "sheet-flattened": ("info", "A sheet photographed askew was made square before reading."),
    "sheet-split": ("info", "Two pages side by side on one sheet were read one after the other."),
    "reading-chosen": ("info", "A sum decided between two readings of a cell."),
    "place-doubtful": ("warning", "Rows or columns of a scanned table are in doubt."),
    "reading-disputed": ("warning", "Two readings of a cell differ and nothing decides."),
    "page-without-text": ("warning", "A page is a picture without text."),
    "text-unmapped": ("warning", "A font does not say which characters it shows."),
    "text-hidden": ("info", "The text of a page is hidden, as that of a scan."),
    "text-clipped": ("info", "A clipping path hides characters, which were left out."),
    "fields-without-look": ("info", "Values of form fields stand where the fields are."),
    "fields-show-other": ("warning", "A form field shows another text than its value."),
    "controls-left-out": ("info", "Labels of buttons and options of lists were left out."),
    "form-unread": ("warning", "The fields of a form are described apart from its pages."),
    "ocr-missing": ("warning", "Pages need the extra `ocr`, which is not installed."),
    "text-garbage": ("warning", "The text of a page does not say what the page shows."),
    "glyphs-mapped": ("info", "Stand-ins for characters became the characters that they show."),
    "glyphs-private": ("warning", "Characters of a private area have no known meaning."),
    "pictures-left-out": ("info", "Specks, backgrounds or too large pictures were not taken."),
    "structure-ignored": ("info", "The structure that a PDF states does not fit its pages."),
    # tables
    "table-empty": ("info", "A table without cells was dropped."),
    "table-overlap": ("warning", "Two cells claimed the same slot; the first one kept it."),
    "table-ragged": ("info", "Rows were shorter than the grid; empty slots were filled."),
    "table-span-clipped": ("info", "A span reached over the edge of the table or row group."),
    "table-headers-inferred": ("info", "Header rows or stub columns were inferred."),
    "table-spans-restored": ("info", "Spans that the text had lost were restored."),
    "table-spans-ambiguous": ("warning", "Lost spans could be restored in several ways."),
    "table-row-ambiguous": ("warning", "Values of a row could not be placed with certainty."),
    "table-stitched": ("info", "Pieces of one table were joined."),
    "layout-table-unfolded": ("info", "A table used for layout was replaced by its content."),
    # writers
    "not-carried": ("info", "The output format has no place for something in the document."),
}


def diagnostic(code: str, message: str, origin: Origin | None = None) -> Diagnostic:
    """A diagnostic of the catalogue; `message` is one sentence for this very case.

    Raises KeyError for a code that is not in the catalogue.
    """
    severity, _meaning = CATALOGUE[code]
    return Diagnostic(code, severity, message, origin)

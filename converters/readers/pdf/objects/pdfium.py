"""The functions of pdfium's C interface that the PDF reader calls, bound with ctypes.

pypdfium2 ships the library and its own binding; this one keeps the interpreter lock during a call
(`PyDLL`), because pdfium is not safe in two threads, and because such calls are cheaper: a page
has thousands of characters and each one costs a call. Handles are passed as ready-made `c_void_p`.
"""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_double, c_float, c_int, c_size_t, c_ulong, c_void_p
from pathlib import Path
from typing import Any

import pypdfium2  # noqa: F401  its import initialises the library
import pypdfium2_raw

_LIBRARY_NAMES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")


class Matrix(ctypes.Structure):
    """FS_MATRIX: x' = a x + c y + e, y' = b x + d y + f."""

    _fields_ = [(name, c_float) for name in "abcdef"]


class Rectangle(ctypes.Structure):
    """FS_RECTF: left, top, right, bottom, y growing upwards."""

    _fields_ = [(name, c_float) for name in ("left", "top", "right", "bottom")]


def _library() -> ctypes.PyDLL:
    folder = Path(pypdfium2_raw.__file__).parent
    for name in _LIBRARY_NAMES:
        if (folder / name).exists():
            return ctypes.PyDLL(str(folder / name))
    raise ImportError("pypdfium2 is installed without its pdfium library; reinstall it")


_pdfium = _library()


def _bind(name: str, result: Any = c_int, *arguments: Any) -> Any:
    function = _pdfium[name]
    function.restype = result
    if arguments:
        function.argtypes = arguments
    return function


def handle(pointer: c_void_p) -> Any:
    """A handle as ctypes wants an argument: a fifth cheaper than `c_void_p` in each call."""
    return ctypes.byref(ctypes.c_char.from_address(pointer.value or 0))


load_page = _bind("FPDF_LoadPage", c_void_p, c_void_p, c_int)
close_page = _bind("FPDF_ClosePage", None, c_void_p)
page_rotation = _bind("FPDFPage_GetRotation", c_int, c_void_p)
media_box = _bind("FPDFPage_GetMediaBox")
crop_box = _bind("FPDFPage_GetCropBox")
page_bounds = _bind("FPDF_GetPageBoundingBox")

text_load = _bind("FPDFText_LoadPage", c_void_p, c_void_p)
text_close = _bind("FPDFText_ClosePage", None, c_void_p)
text_count = _bind("FPDFText_CountChars", c_int, c_void_p)
text_get = _bind("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
char_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint)
char_generated = _bind("FPDFText_IsGenerated")
char_loose_box = _bind("FPDFText_GetLooseCharBox")
char_box = _bind("FPDFText_GetCharBox")
char_origin = _bind("FPDFText_GetCharOrigin")
char_object = _bind("FPDFText_GetTextObject", c_size_t)
char_size = _bind("FPDFText_GetFontSize", c_double)
char_matrix = _bind("FPDFText_GetMatrix")

run_font = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
run_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
fill_colour = _bind("FPDFPageObj_GetFillColor")

font_name = _bind("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_char_p, c_size_t)
font_flags = _bind("FPDFFont_GetFlags", c_int, c_void_p)
font_weight = _bind("FPDFFont_GetWeight", c_int, c_void_p)
font_italic_angle = _bind("FPDFFont_GetItalicAngle", c_int, c_void_p, c_void_p)
font_descent = _bind("FPDFFont_GetDescent", c_int, c_void_p, c_float, c_void_p)

page_object_count = _bind("FPDFPage_CountObjects", c_int, c_void_p)
page_object = _bind("FPDFPage_GetObject", c_void_p)
form_object_count = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
object_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
object_matrix = _bind("FPDFPageObj_GetMatrix")
object_bounds = _bind("FPDFPageObj_GetBounds")
stroke_width = _bind("FPDFPageObj_GetStrokeWidth")
path_mode = _bind("FPDFPath_GetDrawMode")
path_segment_count = _bind("FPDFPath_CountSegments")
path_segment = _bind("FPDFPath_GetPathSegment", c_void_p)
segment_point = _bind("FPDFPathSegment_GetPoint")
segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)
segment_close = _bind("FPDFPathSegment_GetClose", c_int, c_void_p)
new_path = _bind("FPDFPageObj_CreateNewPath", c_void_p, c_float, c_float)
add_move = _bind("FPDFPath_MoveTo", c_int, c_void_p, c_float, c_float)
add_line = _bind("FPDFPath_LineTo", c_int, c_void_p, c_float, c_float)
add_curve = _bind("FPDFPath_BezierTo", c_int, c_void_p, *6 * (c_float,))
close_path = _bind("FPDFPath_Close", c_int, c_void_p)
destroy_object = _bind("FPDFPageObj_Destroy", None, c_void_p)

clip_path = _bind("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
clip_count = _bind("FPDFClipPath_CountPaths", c_int, c_void_p)
clip_segment_count = _bind("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
clip_segment = _bind("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)

link_enumerate = _bind("FPDFLink_Enumerate", c_int, c_void_p, c_void_p, c_void_p)
link_rectangle = _bind("FPDFLink_GetAnnotRect", c_int, c_void_p, c_void_p)
link_action = _bind("FPDFLink_GetAction", c_void_p, c_void_p)
action_uri = _bind("FPDFAction_GetURIPath", c_ulong, c_void_p, c_void_p, c_char_p, c_ulong)

annotation_count = _bind("FPDFPage_GetAnnotCount", c_int, c_void_p)
annotation = _bind("FPDFPage_GetAnnot", c_void_p, c_void_p, c_int)
close_annotation = _bind("FPDFPage_CloseAnnot", None, c_void_p)
annotation_subtype = _bind("FPDFAnnot_GetSubtype", c_int, c_void_p)
annotation_flags = _bind("FPDFAnnot_GetFlags", c_int, c_void_p)
set_annotation_flags = _bind("FPDFAnnot_SetFlags", c_int, c_void_p, c_int)
annotation_rectangle = _bind("FPDFAnnot_GetRect", c_int, c_void_p, c_void_p)
annotation_text = _bind("FPDFAnnot_GetStringValue", c_ulong, c_void_p, c_char_p, c_void_p, c_ulong)
annotation_number = _bind("FPDFAnnot_GetNumberValue", c_int, c_void_p, c_char_p, c_void_p)
appearance = _bind("FPDFAnnot_GetAP", c_ulong, c_void_p, c_int, c_void_p, c_ulong)
open_form = _bind("FPDFDOC_InitFormFillEnvironment", c_void_p, c_void_p, c_void_p)
close_form = _bind("FPDFDOC_ExitFormFillEnvironment", None, c_void_p)
field_type = _bind("FPDFAnnot_GetFormFieldType", c_int, c_void_p, c_void_p)
field_flags = _bind("FPDFAnnot_GetFormFieldFlags", c_int, c_void_p, c_void_p)
field_value = _bind("FPDFAnnot_GetFormFieldValue", c_ulong, c_void_p, c_void_p, c_void_p, c_ulong)
field_font_size = _bind("FPDFAnnot_GetFontSize", c_int, c_void_p, c_void_p, c_void_p)
option_count = _bind("FPDFAnnot_GetOptionCount", c_int, c_void_p, c_void_p)
option_label = _bind(
    "FPDFAnnot_GetOptionLabel", c_ulong, c_void_p, c_void_p, c_int, c_void_p, c_ulong
)
is_option_chosen = _bind("FPDFAnnot_IsOptionSelected", c_int, c_void_p, c_void_p, c_int)
new_document = _bind("FPDF_CreateNewDocument", c_void_p)
close_document = _bind("FPDF_CloseDocument", None, c_void_p)
import_pages = _bind("FPDF_ImportPagesByIndex", c_int, c_void_p, c_void_p, c_void_p, c_ulong, c_int)
flatten = _bind("FPDFPage_Flatten", c_int, c_void_p, c_int)

metadata_text = _bind("FPDF_GetMetaText", c_ulong, c_void_p, c_char_p, c_void_p, c_ulong)

outline_child = _bind("FPDFBookmark_GetFirstChild", c_void_p, c_void_p, c_void_p)
outline_next = _bind("FPDFBookmark_GetNextSibling", c_void_p, c_void_p, c_void_p)
outline_title = _bind("FPDFBookmark_GetTitle", c_ulong, c_void_p, c_void_p, c_ulong)
outline_target = _bind("FPDFBookmark_GetDest", c_void_p, c_void_p, c_void_p)
target_page = _bind("FPDFDest_GetDestPageIndex", c_int, c_void_p, c_void_p)

PATH, IMAGE, FORM = 2, 3, 5
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2

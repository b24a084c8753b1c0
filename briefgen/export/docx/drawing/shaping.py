"""Words whose letters join, as glyphs in their places: HarfBuzz, which pages are set with too, is asked directly."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any, NamedTuple

from briefgen.machine import system_libraries

READABLE, LEFT_TO_RIGHT, RIGHT_TO_LEFT = 1, 4, 5
"""Values of HarfBuzz: memory that is only read; directions."""


class Placed(NamedTuple):
    """A glyph by its number; how far beside and above its place it stands, and how far the next place is: units of the face."""

    glyph: int
    x: int
    y: int
    advance: int


class _Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint32) for name in ("codepoint", "mask", "cluster", "var1", "var2")]


class _Position(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int32) for name in ("x_advance", "y_advance", "x_offset", "y_offset", "var")]


def placed(face: bytes, words: str, right_to_left: bool) -> list[Placed] | None:
    """The glyphs of words in a face, from left to right. None where HarfBuzz is not installed, or the face lacks a letter."""
    library = _library()
    if library is None:
        return None
    blob = library.hb_blob_create(face, len(face), READABLE, None, None)
    opened = library.hb_face_create(blob, 0)
    font = library.hb_font_create(opened)
    buffer = library.hb_buffer_create()
    try:
        text = words.encode()
        library.hb_ot_font_set_funcs(font)
        library.hb_buffer_add_utf8(buffer, text, len(text), 0, len(text))
        library.hb_buffer_set_direction(buffer, RIGHT_TO_LEFT if right_to_left else LEFT_TO_RIGHT)
        library.hb_buffer_guess_segment_properties(buffer)
        library.hb_shape(font, buffer, None, 0)
        found = _read(library, buffer)
    finally:
        library.hb_buffer_destroy(buffer)
        library.hb_font_destroy(font)
        library.hb_face_destroy(opened)
        library.hb_blob_destroy(blob)
    return found if all(glyph.glyph for glyph in found) else None


def _read(library: Any, buffer: Any) -> list[Placed]:
    count = ctypes.c_uint()
    infos = library.hb_buffer_get_glyph_infos(buffer, ctypes.byref(count))
    places = library.hb_buffer_get_glyph_positions(buffer, ctypes.byref(count))
    pairs = ((infos[n], places[n]) for n in range(count.value))
    return [Placed(info.codepoint, place.x_offset, place.y_offset, place.x_advance) for info, place in pairs]


@cache
def _library() -> Any:
    """HarfBuzz with what its functions give and take, or None."""
    wanted = next(library for library in system_libraries.LIBRARIES if library.name == "HarfBuzz")
    library = system_libraries.load(wanted)
    if library is None:
        return None
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    takes: dict[str, tuple[Any, ...]] = {
        "hb_blob_create": (ctypes.c_char_p, number, number, pointer, pointer),
        "hb_face_create": (pointer, number),
        "hb_font_create": (pointer,),
        "hb_buffer_create": (),
        "hb_buffer_add_utf8": (pointer, ctypes.c_char_p, ctypes.c_int, number, ctypes.c_int),
        "hb_buffer_set_direction": (pointer, number),
        "hb_shape": (pointer, pointer, pointer, number),
        "hb_buffer_get_glyph_infos": (pointer, pointer),
        "hb_buffer_get_glyph_positions": (pointer, pointer),
    }
    gives = {"hb_buffer_get_glyph_infos": ctypes.POINTER(_Info), "hb_buffer_get_glyph_positions": ctypes.POINTER(_Position)}
    for name, arguments in takes.items():
        function = getattr(library, name)
        function.argtypes, function.restype = arguments, gives.get(name, pointer if name.endswith("_create") else None)
    destroyers = [f"hb_{kind}_destroy" for kind in ("buffer", "font", "face", "blob")]
    for name in ("hb_ot_font_set_funcs", "hb_buffer_guess_segment_properties", *destroyers):
        getattr(library, name).argtypes = (pointer,)
    return library

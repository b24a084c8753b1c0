"""WeasyPrint, loaded quickly, is WeasyPrint."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys

import pytest

from briefgen.machine import pdf_engine
from briefgen.machine.pdf_engine import FILES, LATE, OPTIONAL, load_engine

QUICK = "from briefgen.machine.pdf_engine import load_engine\nload_engine()\n"
PLAIN = "import os\nfrom briefgen.fonts.faces import FONTS\nos.environ['FONTCONFIG_FILE'] = str(FONTS / 'fonts.conf')\nimport weasyprint\n"
PAGE = """
import hashlib
import weasyprint
from weasyprint.pdf import fonts
{change}
html = weasyprint.HTML(string='<html lang=en><title>A</title><p>Two words <b>and</b> <i>some</i> more: 日本</p></html>')
print(hashlib.sha256(html.write_pdf(pdf_variant='pdf/ua-1', pdf_tags=True)).hexdigest())
"""
WITHOUT_HARFBUZZ = "fonts.harfbuzz_subset = None"


def printed(script: str) -> str:
    """What a process of its own prints."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "86400"}  # fontTools notes in a font when it wrote it
    command = [sys.executable, "-W", "ignore", "-c", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_nothing_is_started_or_imported_for_nothing() -> None:
    """The import starts no other program, and leaves out all that WeasyPrint seldom needs."""
    watch = "import sys\nseen = []\nsys.addaudithook(lambda event, _: seen.append(event))\n"
    told = "print(sorted(set(seen) & {'subprocess.Popen', 'os.fork', 'os.posix_spawn', 'os.system'}))\n"
    if sys.platform == "linux":
        assert printed(watch + QUICK + told) == "[]\n"
    assert printed(QUICK + f"import sys\nprint([name for name in {LATE!r} if name in sys.modules])") == "[]\n"
    assert "fontTools.ttLib" in printed(PLAIN + f"import sys\nprint([name for name in {LATE!r} if name in sys.modules])")


@pytest.mark.parametrize("change", ["", WITHOUT_HARFBUZZ], ids=["harfbuzz", "fontTools"])
def test_pages_have_the_same_bytes(change: str) -> None:
    """A PDF is the same as from WeasyPrint imported as it is, where fontTools cuts the fonts too."""
    pages = [printed(start + PAGE.format(change=change)) for start in (QUICK, PLAIN)]
    assert len(pages[0]) == 65
    assert pages[0] == pages[1]


def test_what_stood_for_a_library_is_replaced_by_it() -> None:
    """At the first use of any part of fontTools all of its parts are real, errors with them; those of Pillow wait for their own."""
    script = """
from weasyprint import css
from weasyprint.pdf import fonts
from weasyprint.text import fonts as text
try:
    fonts.TTFont('/nowhere')
except FileNotFoundError:
    pass
import fontTools.subset, fontTools.ttLib.woff2, fontTools.varLib.instancer
assert fonts.TTFont is text.TTFont is fontTools.ttLib.TTFont
assert fonts.TTLibError is fontTools.ttLib.TTLibError
assert fonts.ttFont is fontTools.ttLib.ttFont and text.woff2 is fontTools.ttLib.woff2
assert fonts.subset is fontTools.subset
assert fonts.instantiateVariableFont is fontTools.varLib.instancer.instantiateVariableFont
import sys
assert 'PIL.ImageCms' not in sys.modules
from PIL.ImageCms import ImageCmsProfile, createProfile
css.ImageCmsProfile(createProfile('sRGB'))
assert css.ImageCmsProfile is ImageCmsProfile
print('real')
"""
    assert printed(QUICK + script) == "real\n"


def test_a_module_of_that_library_is_real_too() -> None:
    """Also where a module, and not a name in it, is used first."""
    script = (
        "from weasyprint.pdf import fonts\nprint(fonts.subset.Options(hinting=False).hinting, fonts.ttFont.getTableClass('loca').__name__)"
    )
    assert printed(QUICK + script) == "False table__l_o_c_a\n"


def test_others_import_what_is_real() -> None:
    """Nothing stays behind in the place of a module, and one that is imported already is used."""
    script = "from fontTools.ttLib import TTFont\nimport PIL.ImageCms\nprint(TTFont.__module__, PIL.ImageCms.__file__ is not None)"
    assert printed(QUICK + script) == "fontTools.ttLib.ttFont True\n"
    script = "import fontTools.ttLib\n" + QUICK + "from weasyprint.pdf import fonts\nprint(fonts.TTFont is fontTools.ttLib.TTFont)"
    assert printed(script) == "True\n"


def searching(monkeypatch: pytest.MonkeyPatch, there: set[str]) -> list[str]:
    """The names that are looked for with other programs from now on. there: the files that load."""
    asked: list[str] = []
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: asked.append(name))
    monkeypatch.setattr(pdf_engine, "loads", lambda file: file in there)
    return asked


def test_a_library_that_does_not_load_by_its_file_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libraries lie elsewhere the system's own search goes on, but for the one that may be absent."""
    monkeypatch.setattr(sys, "platform", "linux")
    asked = searching(monkeypatch, {"libharfbuzz.so.0"})
    with pdf_engine._libraries_by_file():
        assert ctypes.util.find_library("libharfbuzz-0") == "libharfbuzz.so.0"
        for name in ("libharfbuzz-vector-0", "harfbuzz-vector", "harfbuzz-vector-0.0", "libharfbuzz-vector.so.0"):
            assert ctypes.util.find_library(name) is None
        assert asked == []
        for name in ("libpango-1.0-0", "pango-1.0", "c"):
            ctypes.util.find_library(name)
    assert asked == ["libpango-1.0-0", "pango-1.0", "c"]


def test_other_systems_search_as_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their search starts no programs, and knows where their libraries are."""
    monkeypatch.setattr(sys, "platform", "darwin")
    asked = searching(monkeypatch, set(FILES.values()))
    with pdf_engine._libraries_by_file():
        ctypes.util.find_library("pango-1.0")
    assert asked == ["pango-1.0"]


def test_the_search_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the import, and after one that failed."""
    before = ctypes.util.find_library
    with pytest.raises(OSError, match="broken"), pdf_engine._libraries_by_file(), pdf_engine._imported_late():
        raise OSError("broken")
    assert ctypes.util.find_library is before
    assert not any(isinstance(module, pdf_engine._LateModule) for module in sys.modules.values())


def test_the_files_are_those_that_weasyprint_tries() -> None:
    """Each file stands in the list of names that WeasyPrint tries, and no library that it loads is left out."""
    load_engine()
    from weasyprint.text import ffi

    with open(ffi.__file__, encoding="utf-8") as file:
        text = file.read()
    assert text.count("= _dlopen(") == len(FILES)
    assert all(f"'{file}'" in text for file in FILES.values())
    assert OPTIONAL in FILES

"""The form of a desk's own Word styles (ISO/IEC 29500-1, 17.7): what a validator would refuse, and Word would mend or not open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.export.docx.oxml import W

STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose "
    "personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
LETTERS = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color "
    "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
)
CHILDREN = {name: tuple(children.split()) for name, children in {"style": STYLE, "pPr": PARAGRAPH, "rPr": LETTERS}.items()}
"""Element → what may stand in it. Those of a style and of its paragraph stand in this order."""
IN_ORDER = ("style", "pPr")
NUMBER = re.compile(r"-?\d+(\.\d+)?(mm|cm|in|pt|pc|pi)?")
NUMBERS = {
    **dict.fromkeys(("sz", "szCs", "kern", "position", "outlineLvl", "uiPriority", "numId", "ilvl"), ("val",)),
    "spacing": ("before", "after", "line", "val"),
    "ind": ("left", "right", "start", "end", "firstLine", "hanging"),
    "tab": ("pos",),
}
"""Element → those of its attributes that are numbers."""


def faults(styles: Any, file: str) -> Iterator[Diagnostic]:
    """What is wrong with the styles in a w:styles element. file: where they stand; its lines are told where it is an XML file."""
    if styles.tag != f"{W}styles":
        yield _fault(file, styles, f"This is no file of Word styles: it begins with {str(styles.tag)[:80]} rather than w:styles.")
    found = list(styles.iterchildren(f"{W}style"))
    for identity, times in Counter(style.get(f"{W}styleId") for style in found).items():
        if times > 1:
            last = [style for style in found if style.get(f"{W}styleId") == identity][-1]
            yield _fault(file, last, f"The style id “{identity}” stands {times} times.")
    for style in found:
        for element in style.iter():
            yield from (_fault(file, element, f"In the style “{_id(style)}”, {words}.") for words in _faults(element))


def _faults(element: Any) -> Iterator[str]:
    tag = str(element.tag).removeprefix(W)
    allowed = CHILDREN.get(tag, ())
    inside = [name for child in element if (name := str(child.tag)).startswith(W)] if allowed else []
    names = [name.removeprefix(W) for name in inside]
    yield from (f"w:{name} cannot stand in w:{tag}" for name in dict.fromkeys(names) if name not in allowed)
    places = [allowed.index(name) for name in names if name in allowed]
    if tag in IN_ORDER and places != sorted(places):
        yield f"what stands in w:{tag} is in another order than Word reads it in"
    for name in NUMBERS.get(tag, ()):
        value = element.get(W + name)
        if value is not None and not NUMBER.fullmatch(value):
            yield f"w:{name} of w:{tag} is “{value}”, which is no number"


def _id(style: Any) -> str:
    return str(style.get(f"{W}styleId"))


def _fault(file: str, element: Any, message: str) -> Diagnostic:
    line = element.sourceline or 0 if file.endswith(".xml") else 0
    return Diagnostic("style-wrong", message, Location(file, line), "Set it in Word and take it over from there, or leave it out.")

"""The scripts that a desk may bring a face for: their letters, their language where none is named, and how they are set."""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefgen.language.scripts import HANGUL, JAPANESE_SIGNS

Kind = Literal["east-asian", "complex", "plain"]
"""How Word chooses the face of a run: by its East Asian font, by that of complex scripts, or as for Latin."""
ScriptName = Literal[
    "Hangul", "Chinese", "Arabic", "Hebrew", "Thai", "Devanagari", "Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi",
    "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Syriac", "Tamil", "Telugu", "Thaana", "Tibetan",
]  # fmt: skip
CHINESE: ScriptName = "Chinese"


class Script(NamedTuple):
    """A script. signs: what belongs to it, as the inside of a regular expression's square brackets. language: of its words where a desk
    names none; region: the same as Word names it. sample: letters that a face of the script has. shaped: its letters change in a word."""

    name: ScriptName
    signs: str
    language: str
    region: str
    sample: str
    kind: Kind = "complex"
    right_to_left: bool = False
    shaped: bool = False


SCRIPTS: dict[str, Script] = {
    script.name: script
    for script in (
        Script("Hangul", HANGUL, "ko", "ko-KR", "가고국김나대민박은이정한", "east-asian"),
        Script("Chinese", JAPANESE_SIGNS, "zh-Hans", "zh-CN", "一中人国大", "east-asian"),
        Script(
            "Arabic",
            "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
            "ar",
            "ar-SA",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإئةى",
            right_to_left=True,
            shaped=True,
        ),
        Script("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", "he", "he-IL", "אבגדהוזחטיכלמנסעפצקרשתךםןףץ", right_to_left=True),
        Script("Thai", "\u0e00-\u0e7f", "th", "th-TH", "กขคงจชดตถทนบปผพมยรลวสหอะาำิีุูเแโใไ่้์ํ", shaped=True),
        Script("Devanagari", "\u0900-\u097f\ua8e0-\ua8ff", "hi", "hi-IN", "अआइईउकखगचजटडतदनपबमयरलवशषसह्ािीुूेो", shaped=True),
        Script("Armenian", "\u0531-\u058f\ufb13-\ufb17", "hy", "hy-AM", "ԱԲԳաբգ", "plain"),
        Script("Bengali", "\u0980-\u09ff", "bn", "bn-BD", "অআকখগ্", shaped=True),
        Script("Ethiopic", "\u1200-\u139f\u2d80-\u2ddf\uab01-\uab2e", "am", "am-ET", "ሀለመሰ", "plain"),
        Script("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d", "ka", "ka-GE", "აბგდ", "plain"),
        Script("Gujarati", "\u0a80-\u0aff", "gu", "gu-IN", "અકખગ્", shaped=True),
        Script("Gurmukhi", "\u0a00-\u0a7f", "pa", "pa-IN", "ਅਕਖਗ੍", shaped=True),
        Script("Kannada", "\u0c80-\u0cff", "kn", "kn-IN", "ಅಕಖಗ್", shaped=True),
        Script("Khmer", "\u1780-\u17ff\u19e0-\u19ff", "km", "km-KH", "កខគង្", shaped=True),
        Script("Lao", "\u0e80-\u0eff", "lo", "lo-LA", "ກຂຄງຳໍ", shaped=True),
        Script("Malayalam", "\u0d00-\u0d7f", "ml", "ml-IN", "അകഖഗ്", shaped=True),
        Script("Myanmar", "\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f", "my", "my-MM", "ကခဂင်္", shaped=True),
        Script("Oriya", "\u0b00-\u0b7f", "or", "or-IN", "ଅକଖଗ୍", shaped=True),
        Script("Sinhala", "\u0d80-\u0dff", "si", "si-LK", "අකඛග්", shaped=True),
        Script("Syriac", "\u0700-\u074f\u0860-\u086f", "syr", "syr-SY", "ܐܒܓܕ", right_to_left=True, shaped=True),
        Script("Tamil", "\u0b80-\u0bff", "ta", "ta-IN", "அகஙச்", shaped=True),
        Script("Telugu", "\u0c00-\u0c7f", "te", "te-IN", "అకఖగ్", shaped=True),
        Script("Thaana", "\u0780-\u07bf", "dv", "dv-MV", "ހށނރަާ", right_to_left=True),
        Script("Tibetan", "\u0f00-\u0fff", "bo", "bo-CN", "ཀཁགང", shaped=True),
    )
}
REGIONS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""Language → the name that Word has for it, where that is another."""


def word_language(script: Script, language: str) -> str:
    """The language of a script's runs as Word names it."""
    return script.region if language == script.language else REGIONS.get(language, language)

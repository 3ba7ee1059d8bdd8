"""The fonts of papers: PT Serif for words, PT Sans for labels; both hold every Kyrgyz letter."""

import unicodedata
from functools import lru_cache
from typing import Final

import fontpkg_pt_sans
import fontpkg_pt_serif
import reportlab.rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SERIF: Final = "Serif"
SERIF_BOLD: Final = "Serif-Bold"
SERIF_ITALIC: Final = "Serif-Italic"
SERIF_BOLD_ITALIC: Final = "Serif-BoldItalic"
SANS: Final = "Sans"
SANS_BOLD: Final = "Sans-Bold"

_FILES: Final = {
    SERIF: fontpkg_pt_serif.ROOT / "files" / "PT_Serif-Web-Regular.ttf",
    SERIF_BOLD: fontpkg_pt_serif.ROOT / "files" / "PT_Serif-Web-Bold.ttf",
    SERIF_ITALIC: fontpkg_pt_serif.ROOT / "files" / "PT_Serif-Web-Italic.ttf",
    SERIF_BOLD_ITALIC: fontpkg_pt_serif.ROOT / "files" / "PT_Serif-Web-BoldItalic.ttf",
    SANS: fontpkg_pt_sans.ROOT / "files" / "PT_Sans-Web-Regular.ttf",
    SANS_BOLD: fontpkg_pt_sans.ROOT / "files" / "PT_Sans-Web-Bold.ttf",
}


def _read(name: str) -> TTFont:
    # Only the letters that are used go into the file: 12 kB a font less than with all of ASCII.
    font = TTFont(name, str(_FILES[name]), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


_FONTS: Final = {name: _read(name) for name in _FILES}
pdfmetrics.registerFontFamily(
    SERIF,
    normal=SERIF,
    bold=SERIF_BOLD,
    italic=SERIF_ITALIC,
    boldItalic=SERIF_BOLD_ITALIC,
)
# PT Sans has its own italics; no paper leans its labels.
pdfmetrics.registerFontFamily(SANS, normal=SANS, bold=SANS_BOLD, italic=SANS, boldItalic=SANS_BOLD)
reportlab.rl_config.canvas_basefontname = SERIF
# Papers are kept for years: without the wrapping in printable characters a file is a fifth smaller.
reportlab.rl_config.useA85 = 0

# What every one of them can show, so that a paper never depends on which font a word fell into.
_SHOWN: Final = frozenset(
    letter
    for letter in set.intersection(*(set(font.face.charToGlyph) for font in _FONTS.values()))
    if unicodedata.category(chr(letter))[0] not in "CZ"
) | {ord(" "), ord("\u00a0")}
_WIDTHS: Final[dict[str, tuple[dict[int, float], float]]] = {
    name: (font.face.charWidths, font.face.defaultWidth) for name, font in _FONTS.items()
}


def missing_glyphs(text: str) -> set[str]:
    """Characters that would come out as an empty box, control and direction marks included."""
    return {letter for letter in set(text) if ord(letter) not in _SHOWN}


def width(text: str, font: str, size: float) -> float:
    """In points."""
    return 0.001 * size * _thousandths(text, font)


@lru_cache(maxsize=16_384)
def _thousandths(text: str, font: str) -> float:
    """Kept: the words of a journal come again and again, and wrapping asks for each of them."""
    widths, default = _WIDTHS[font]
    return sum([widths.get(ord(letter), default) for letter in text])

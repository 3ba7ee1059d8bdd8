"""The fonts hold every letter of both languages, and no paper brings a font from outside."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from akimat_desk.documents import fonts

NAMES = (
    fonts.SERIF,
    fonts.SERIF_BOLD,
    fonts.SERIF_ITALIC,
    fonts.SERIF_BOLD_ITALIC,
    fonts.SANS,
    fonts.SANS_BOLD,
)
KYRGYZ = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
SIGNS = " 0123456789№«»„“–—-…·()/:;,.!?%+*§°\u00a0"


def test_every_kyrgyz_and_russian_letter_and_sign_can_be_printed():
    assert fonts.missing_glyphs(KYRGYZ + KYRGYZ.upper() + SIGNS) == set()


@pytest.mark.parametrize(
    "letter", ["日", "\n", "\t", "\u202e", "\u200b", "\u202f", "\x00", "😀", "☐"]
)
def test_what_would_be_an_empty_box_or_is_no_letter_is_named(letter):
    assert fonts.missing_glyphs(f"Өмүр{letter}бек") == {letter}


@given(st.text(KYRGYZ + KYRGYZ.upper() + SIGNS, max_size=60), st.sampled_from(NAMES))
def test_words_are_as_wide_as_they_are_drawn(text, name):
    assert fonts.width(text, name, 9.5) == pytest.approx(pdfmetrics.stringWidth(text, name, 9.5))


def test_a_flowing_paper_brings_no_helvetica():
    # Platypus remembers its first font while it is imported, so a fresh program is asked.
    program = """
from io import BytesIO
import akimat_desk.documents
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
file = BytesIO()
styles = getSampleStyleSheet()
SimpleDocTemplate(file).build([Paragraph("<b>a</b> <i>b</i>", styles["Normal"]), Table([["c"]])])
assert b"Helvetica" not in file.getvalue()
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)

"""QR codes that a roll printer can draw and a phone can read."""

from datetime import date

import pytest
from documents.reading_paper import codes
from hypothesis import given, settings
from hypothesis import strategies as st

from akimat_desk.documents.page import DOT, ROLL_80, About, Paper
from akimat_desk.documents.qr import ALPHANUMERIC, QrCode
from akimat_desk.documents.refusals import GlyphMissing, PaperOverflows, PartMissing
from akimat_desk.trust.receipts import ReceiptSeal, seal_receipt
from akimat_desk.trust.signing import StationKey

SIZE = ROLL_80._replace(height=600 * DOT)


def drawn(code: QrCode, left: float = 10.3, top: float = 200.7) -> bytes:
    paper = Paper(About("QR", "ky", "RMA"), monochrome=True)
    paper.begin_page(SIZE)
    code.draw(paper, left, top)
    paper.end_page()
    return paper.finished()


@settings(max_examples=25, deadline=None)
@given(st.text(sorted(ALPHANUMERIC), min_size=1, max_size=300), st.floats(0, 20))
def test_a_roll_printer_draws_what_a_reader_reads(payload, left):
    assert codes(drawn(QrCode(payload, 120, 200), left), dpi=203) == [payload]


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 99_999), st.integers(0, 999_999))
def test_every_seal_is_read_off_a_roll_and_off_a_small_code_of_an_act(seed, number, code):
    facts = ReceiptSeal(
        office="41706242000000-district-1",
        number=f"К1-{number:05}/26-8",
        registered_on=date(2026, 11, 20),
        due_on=date(2026, 12, 4),
        rule="appeal",
        code=f"{code:06}",
    )
    seal = seal_receipt(facts, StationKey.from_seed(seed))
    for wanted in (44 * 72 / 25.4, 71):
        # A reader of every kind of code may take a row of modules for a bar code beside it.
        assert seal in codes(drawn(QrCode(seal, wanted, 200)), dpi=203)


@given(st.integers(1, 400), st.floats(60, 160))
def test_modules_are_whole_dots_and_never_under_three(letters, wanted):
    code = QrCode("A" * letters, wanted, 400)
    dots = code.quiet / 4 / DOT
    assert dots == pytest.approx(round(dots))
    assert round(dots) >= 3
    assert code.width <= max(wanted, code.width / round(dots) * 3) + 0.001


def test_the_code_is_one_path():
    assert drawn(QrCode("AD1:0", 100, 200)).count(b"/Contents") == 1
    assert len(drawn(QrCode("A" * 200, 100, 200))) < 30_000


def test_letters_outside_the_alphanumeric_mode_are_refused():
    with pytest.raises(GlyphMissing) as refused:
        QrCode("К1:ab", 100, 200)
    assert refused.value.characters == ("a", "b", "К")


def test_an_empty_code_is_refused():
    with pytest.raises(PartMissing):
        QrCode("", 100, 200)


@pytest.mark.parametrize("letters", [1500, 9000])
def test_a_code_too_large_for_its_place_is_refused(letters):
    with pytest.raises(PaperOverflows):
        QrCode("A" * letters, 100, 120)

"""How long a receipt takes, against a bare page with the same fonts and the same code."""

from collections.abc import Callable
from itertools import count
from statistics import median
from time import perf_counter

import pytest
from documents.receipt_samples import QR, TYPICAL
from msgspec.structs import replace

from akimat_desk.documents import fonts
from akimat_desk.documents.page import A5, About, Paper
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.receipt import receipt
from akimat_desk.documents.typesetting import Face, Run

_FRESH = count()


def fresh() -> str:
    """A code is kept for a while, so each paper gets one that was never made before."""
    return f"{QR}{next(_FRESH)}"


def bare_page() -> bytes:
    """Three fonts with the letters of a receipt and one code; nothing is wrapped or laid out."""
    letters = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя0123456789№«»"
    paper = Paper(About("bare", "ky", "RMA"))
    paper.begin_page(A5)
    for line, name in enumerate((fonts.SERIF, fonts.SERIF_BOLD, fonts.SANS)):
        run = Run(letters + letters.upper()[:20], Face(name, 9.5))
        paper.text(30, 500 - 20 * line, run)
    QrCode(fresh(), 90, 200).draw(paper, 30, 300)
    paper.end_page()
    return paper.finished()


def timed(work: Callable[[], bytes], times: int = 15) -> float:
    work()
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken) * 1000


@pytest.mark.benchmark
@pytest.mark.parametrize("form", ["a5", "a4x2", "roll80", "large"])
def test_a_receipt_against_a_bare_page(form):
    def drawn() -> bytes:
        return receipt(replace(TYPICAL, qr=fresh()), form=form, language="ky")

    assert drawn().startswith(b"%PDF")
    floor, paper = timed(bare_page), timed(drawn)
    print(f"receipt {form}: {paper:.1f} ms, bare page {floor:.1f} ms, ratio {paper / floor:.2f}")

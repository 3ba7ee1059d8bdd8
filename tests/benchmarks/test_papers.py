"""How long a paper takes, drawn and through the desk, against a bare page of the same fonts."""

from itertools import count
from pathlib import Path

import pypdfium2
import pytest
from benchmarks.test_receipt import bare_page, fresh
from benchmarks.timing import Taken, taken
from documents.receipt_samples import TYPICAL
from msgspec.structs import replace
from services.test_act_desk import POINTS, an_order, with_a_head
from services.working_desks import a_complaint, a_desk

from akimat_desk.documents.archive import archived
from akimat_desk.documents.copies import stamped
from akimat_desk.documents.receipt import receipt

TIMES = 30


def told(name: str, found: Taken, floor: Taken, limit: float) -> None:
    ratio = found.cpu_middle / floor.cpu_middle
    print(f"{name}: {found}, {ratio:.2f} x a bare page; the aim is {limit:.0f} ms")


@pytest.mark.benchmark
def test_papers_against_a_bare_page(tmp_path: Path) -> None:
    floor = taken(lambda _: bare_page(), range(TIMES))
    print(f"\nbare page: {floor}")
    for form in ("a5", "a4x2", "roll80", "large"):
        drawn = taken(
            lambda _, form=form: receipt(replace(TYPICAL, qr=fresh()), form=form, language="ky"),
            range(TIMES),
        )
        told(f"receipt {form}", drawn, floor, 40)
    with a_desk(tmp_path) as desk:
        with_a_head(desk)
        cases = [
            desk.cases.find(desk.registration.register(a_complaint()).number)
            for _ in range(TIMES + 3)
        ]
        asked = iter(cases)
        made = taken(lambda _: desk.papers.receipt(next(asked)), range(TIMES))
        told("receipt at the counter, stored and on record", made, floor, 40)
        again = taken(lambda _: desk.papers.receipt(cases[0]), range(TIMES))
        print(f"the same receipt again: {again}")
        numbers = count(1)

        def order(_: object) -> bytes:
            wish = an_order(f"Буйрук {next(numbers)}")
            points = {"points": POINTS * 14}
            issued = desk.act_desk.issue(replace(wish, told=wish.told | points))
            return issued.paper.data

        pages = len(pypdfium2.PdfDocument(order(None)))
        assert pages == 2
        issued = taken(order, range(TIMES))
        told("order of two pages, archived, numbered, stored", issued, floor, 120)
        page = bare_page()
        print(f"of that PDF/A: {taken(lambda _: archived(page), range(TIMES))}")
        print(f"stamp of a copy: {taken(lambda n: stamped(page, n + 1, 'ky'), range(TIMES))}")

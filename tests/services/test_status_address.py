"""Receipts name the public page where the office has one, and never otherwise."""

import pytest
from documents.reading_paper import codes, squeezed, text
from services.working_desks import a_complaint, a_desk

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.trust.receipts import read_seal

ADDRESS = "https://kabar.example"


def receipt(desk, form: str = "a5", **how: str) -> bytes:
    case = desk.cases.find(desk.registration.register(a_complaint()).number)
    return desk.papers.receipt(case, form=form, **how).data


def test_without_a_centre_no_address_is_printed(tmp_path) -> None:
    with a_desk(tmp_path) as desk:
        paper = receipt(desk)
        assert "http" not in text(paper)
        assert codes(paper, dpi=200)[0].startswith("AD1:")


@pytest.mark.parametrize(("form", "lang"), [("a5", "ky"), ("a4x2", "ru"), ("roll80", "ru")])
def test_with_a_public_centre_the_code_opens_its_page_and_still_proves_the_receipt(
    tmp_path, form, lang
) -> None:
    with a_desk(tmp_path) as desk:
        desk.office.set_setting("status_address", f"{ADDRESS}/")
        paper = receipt(desk, form, language=lang)
        assert squeezed(f"{ADDRESS} ") in squeezed(text(paper)) + " "
        read = codes(paper, dpi=200)[0]
        assert read.startswith("HTTPS://KABAR.EXAMPLE/R/AD1:")
        # What a scanner types is proved with the address or without it.
        bare = read.partition("/R/")[2]
        assert read_seal(read) == read_seal(bare)
        assert desk.papers.verify(read) == desk.papers.verify(bare)
        desk.office.set_setting("status_address", "")
        assert codes(receipt(desk), dpi=200)[0].startswith("AD1:")


def test_a_receipt_once_made_keeps_the_address_it_had(tmp_path) -> None:
    with a_desk(tmp_path) as desk:
        desk.office.set_setting("status_address", ADDRESS)
        case = desk.cases.find(desk.registration.register(a_complaint()).number)
        first = desk.papers.receipt(case).data
        desk.office.set_setting("status_address", "https://other.example")
        assert desk.papers.receipt(case).data == first


def test_an_address_that_a_phone_cannot_open_safely_is_refused(tmp_path) -> None:
    with a_desk(tmp_path) as desk, pytest.raises(FieldWrong):
        desk.office.set_setting("status_address", "http://kabar.example")

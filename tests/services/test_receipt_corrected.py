"""A corrected receipt takes the place of the wrong one, which stays on record and is told so."""

import json
from pathlib import Path

import pytest
from cli.program_runs import a_day_before, as_lines, called
from documents.reading_paper import squeezed, text
from services.test_act_desk import desks, meet
from services.test_paper_proofs import code_of
from services.working_desks import a_complaint, a_desk, again, new_desk

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.desk import Desk
from akimat_desk.services.errors import ReceiptNotIssued, ReceiptUnchanged

_ = desks
WRONG, RIGHT = "Жайыт жолун бөгөө 0", "Мал айдоо жолун бөгөө"
WHY = "аты туура эмес жазылган"


@pytest.fixture
def desk(tmp_path: Path):
    with a_desk(tmp_path / "desk") as found:
        yield found


def a_case(desk: Desk) -> str:
    return desk.registration.register(a_complaint()).case


def corrected(desk: Desk, case: str, subject: str = RIGHT) -> str:
    desk.cases.do(case, "correct", {"subject": subject, "reason": WHY})
    return case


def says(paper: bytes, words: str) -> bool:
    return squeezed(words) in squeezed(text(paper))


def stages(desk: Desk, *papers: bytes) -> list[str]:
    proofs = [desk.paper_proofs.check(code_of(paper)) for paper in papers]
    return ["" if one.record is None else one.record.stage for one in proofs]


def receipts(desk: Desk, case: str) -> list[tuple[int, bool]]:
    return [(one.copy, one.is_replaced) for one in desk.cards.card(case).receipts]


def test_the_corrected_receipt_says_what_was_corrected_and_names_the_old_one(desk):
    case = a_case(desk)
    old = desk.papers.receipt(case)
    corrected(desk, case)
    assert desk.papers.receipt(case) == old
    new = desk.papers.correct_receipt(case, reason=WHY)
    assert says(new.data, RIGHT)
    assert not says(new.data, WRONG)
    assert says(new.data, f"{desk.cases.newest(1)[0].number}, 23.11.2026 08:30")
    assert new.copy == 0
    assert new.digest != old.digest
    assert code_of(new.data) != code_of(old.data)


def test_the_old_one_stays_on_record_and_its_code_tells_that_it_holds_no_more(desk):
    case = a_case(desk)
    old = desk.papers.receipt(case)
    assert stages(desk, old.data) == ["issued"]
    new = desk.papers.correct_receipt(corrected(desk, case), reason=WHY)
    assert stages(desk, old.data, new.data) == ["replaced", "issued"]
    assert receipts(desk, case) == [(0, True), (0, False)]
    assert desk.papers.issued_receipt(case, old.digest) == old
    assert desk.papers.receipt(case) == new
    with pytest.raises(ReceiptNotIssued):
        desk.papers.issued_receipt(case, b"nothing like it")


def test_copies_and_other_forms_are_of_the_one_that_holds(desk):
    case = a_case(desk)
    desk.papers.receipt(case)
    desk.papers.receipt(case, is_copy=True)
    desk.papers.correct_receipt(corrected(desk, case), reason=WHY)
    copy = desk.papers.receipt(case, is_copy=True)
    roll = desk.papers.receipt(case, form="roll80", language="ru")
    assert copy.copy == 1
    for paper in (copy, roll):
        assert says(paper.data, RIGHT)
        assert stages(desk, paper.data) == ["issued"]
    assert desk.papers.receipt(case, form="roll80", language="ru") == roll


def test_a_receipt_is_corrected_again_and_only_the_last_one_holds(desk):
    case = a_case(desk)
    papers = [desk.papers.receipt(case).data]
    for subject in (RIGHT, "Жол жабылган"):
        corrected(desk, case, subject)
        papers.append(desk.papers.correct_receipt(case, reason=WHY).data)
    assert stages(desk, *papers) == ["replaced", "replaced", "issued"]
    assert len({code_of(paper) for paper in papers}) == 3


def test_nothing_is_written_where_nothing_was_given_out_or_nothing_changed(desk):
    case = a_case(desk)
    before = desk.integrity.verify().entries
    with pytest.raises(ReceiptNotIssued):
        desk.papers.correct_receipt(case, reason=WHY)
    assert desk.integrity.verify().entries == before
    desk.papers.receipt(case)
    before = desk.integrity.verify().entries
    with pytest.raises(ReceiptUnchanged):
        desk.papers.correct_receipt(case, reason=WHY)
    desk.cases.do(case, "correct", {"subject": RIGHT, "reason": WHY})
    with pytest.raises(FieldWrong):
        desk.papers.correct_receipt(case, reason="  ")
    assert desk.integrity.verify().entries == before + 1


def test_what_was_corrected_before_anything_was_printed_is_simply_right(desk):
    case = corrected(desk, a_case(desk))
    paper = desk.papers.receipt(case)
    assert says(paper.data, RIGHT)
    assert "corrected-receipt" not in desk.cards.card(case).offered


def test_the_card_offers_it_only_while_the_receipt_says_something_else(desk):
    case = a_case(desk)
    desk.papers.receipt(case)
    told = []
    for step in (
        lambda: None,
        lambda: desk.cases.do(case, "correct", {"text": "Башка сөздөр.", "reason": WHY}),
        lambda: corrected(desk, case),
        lambda: desk.papers.correct_receipt(case, reason=WHY),
    ):
        step()
        told.append("corrected-receipt" in desk.cards.card(case).offered)
    assert told == [False, False, True, False]


def test_it_is_there_after_a_restart_and_after_the_readings_are_made_anew(tmp_path):
    with a_desk(tmp_path) as desk:
        case = a_case(desk)
        desk.papers.receipt(case)
        new = desk.papers.correct_receipt(corrected(desk, case), reason=WHY)
        digest = desk.integrity.digest()
    desk = again(tmp_path)
    assert desk.papers.receipt(case) == new
    assert desk.integrity.digest() == digest
    assert desk.integrity.verify().files == 2
    desk.close()


def test_the_other_desk_of_the_office_prints_the_old_and_the_new_one_to_the_same_bytes(desks):
    one, other = desks
    one.office.set_responsible("akim", order="№ 2")
    one.core.actor = one.office.now.find_login("akim")
    case = a_case(one)
    old = one.papers.receipt(case)
    new = one.papers.correct_receipt(corrected(one, case), reason=WHY)
    meet(one, other)
    assert other.papers.issued_receipt(case, old.digest) == old
    assert other.papers.receipt(case) == new
    assert stages(other, old.data, new.data) == ["replaced", "issued"]
    assert one.integrity.digest() == other.integrity.digest()


def test_the_command_line_issues_it_and_tells_why_it_will_not(tmp_path):
    folder = tmp_path / "desk"
    new_desk(folder, clock=a_day_before(), training=True, password="").close()
    number = called(folder, "register", "-", "--json", given=as_lines(a_complaint())).one["number"]

    def receipt(name: str, *more: str):
        return called(folder, "receipt", number, "--out", str(tmp_path / name), *more, "--json")

    assert receipt("a.pdf").code == 0
    done = receipt("b.pdf", "--corrected", "--reason", WHY)
    assert (done.code, done.one["error"]) == (1, "receipt_unchanged")
    wish = json.dumps({"subject": RIGHT, "reason": WHY})
    assert (
        called(folder, "do", number, "correct", "--json-file", "-", "--json", given=wish).code == 0
    )
    done = receipt("b.pdf", "--corrected")
    assert (done.code, done.one["error"]) == (1, "field_wrong")
    assert receipt("b.pdf", "--corrected", "--reason", WHY).code == 0
    assert receipt("c.pdf").code == 0
    kept = [(tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf", "c.pdf")]
    assert kept[0] != kept[1] == kept[2]

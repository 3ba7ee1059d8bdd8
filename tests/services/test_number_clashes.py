"""One number on several papers: nothing is refused, all are shown, the receipt code tells which."""

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.clashing_desk import OTHER_CODE, two_papers, with_this_number
from services.working_desks import CHEAP, PASSWORD, a_complaint, a_desk, again

from akimat_desk.domain.case_events import ReceiptIssued
from akimat_desk.domain.errors import FieldWrong, NotAllowed, NothingDisputed
from akimat_desk.domain.number_clashes import number_and_code
from akimat_desk.domain.numbering import NumberUnknown
from akimat_desk.services.desk import Desk
from akimat_desk.services.errors import NumberShared
from akimat_desk.services.journals import Journals, JournalWish
from akimat_desk.storage.queries import CaseFilter
from akimat_desk.text.catalogue import speak
from akimat_desk.text.refusals import refusal


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk") as made:
        made.office.hold_post("head", "admin", order="№ 1")
        yield made


def ids(rows) -> set[str]:
    return {row.id for row in rows}


def test_a_number_alone_names_neither_and_number_with_code_names_each(desk: Desk) -> None:
    first, other = two_papers(desk)
    with pytest.raises(NumberShared) as refused:
        desk.cases.find(first.number)
    assert refused.value.code == "number_shared"
    assert set(refused.value.codes) == {first.receipt_code, OTHER_CODE}
    assert set(refused.value.cases) == {first.case, other}
    for language in ("ky", "ru"):
        speak(language)
        assert f"{first.number} {OTHER_CODE}" in refusal("number_shared", refused.value.facts())
    spaced = f"{OTHER_CODE[:3]} {OTHER_CODE[3:]}"
    for typed in (f"{first.number} {OTHER_CODE}", f" {first.number.lower()}  {spaced} "):
        assert desk.cases.find(typed) == other
    assert desk.cases.find(f"{first.number} {first.receipt_code}") == first.case
    with pytest.raises(NumberUnknown):
        desk.cases.find(f"{first.number} 000001")


def test_of_one_paper_entered_twice_the_id_names_each_until_one_is_annulled(desk: Desk) -> None:
    first, other = two_papers(desk, code="")
    coded = f"{first.number} {first.receipt_code}"
    with pytest.raises(NumberShared) as refused:
        desk.cases.find(coded)
    speak("ru")
    assert first.case in refusal("number_shared", refused.value.facts())
    assert desk.cases.find(other) == other
    assert desk.cases.find(first.case.upper()) == first.case
    (clash,) = desk.number_clashes.all()
    assert clash.is_same_paper
    desk.cases.do(other, "annul", {"reason": "внесено дважды"})
    assert desk.cases.find(coded) == first.case


def test_card_list_search_and_check_say_it_of_both_and_of_no_other(desk: Desk) -> None:
    alone = desk.registration.register(a_complaint(1))
    first, other = two_papers(desk)
    both = {first.case, other}
    for case in both:
        assert ids(desk.cards.card(case).same_number) == both
        assert ids(desk.number_clashes.of(case)) == both
    assert desk.cards.card(alone.case).same_number == ()
    codes = {row.id: row.shared_code for row in desk.lists.page(CaseFilter()).rows}
    assert (codes[first.case], codes[other]) == (first.receipt_code, OTHER_CODE)
    assert not any(code for case, code in codes.items() if case not in both)
    assert ids(desk.lists.page(CaseFilter(shares_number=True)).rows) == both
    assert alone.case in ids(desk.lists.page(CaseFilter(shares_number=False)).rows)
    searched = CaseFilter(query=f"{first.number} {OTHER_CODE}")
    assert ids(desk.lists.page(searched).rows) == {other}
    assert ids(desk.lists.page(CaseFilter(query=first.number)).rows) == both
    assert desk.integrity.verify().number_clashes == 1
    found = desk.number_clashes.all()
    desk.integrity.rebuild()
    assert desk.number_clashes.all() == found


def test_a_genuine_receipt_of_either_leads_to_its_own_case(desk: Desk) -> None:
    first, other = two_papers(desk)
    for case in (first.case, other):
        desk.papers.receipt(case)
        seal = receipt_seal(desk, case)
        assert desk.paper_proofs.check(seal).record.id == case


def receipt_seal(desk: Desk, case: str) -> str:
    """What a scanner reads from it."""
    ((_, issued),) = desk.cases.open(case).case.each(ReceiptIssued)
    return issued.reading.qr


def test_the_journal_holds_both_and_tells_them_apart(desk: Desk, tmp_path: Path) -> None:
    first, _ = two_papers(desk)
    day = date(2026, 11, 23)
    wish = JournalWish(
        kind="registration",
        from_on=day,
        until_on=day,
        format="csv",
        language="ru",
        reason="текшерүү",
    )
    Journals(desk.core, desk.cases).write(tmp_path / "journal.csv", wish)
    text = (tmp_path / "journal.csv").read_text(encoding="utf-8-sig")
    for code in (first.receipt_code, OTHER_CODE):
        assert f"{first.number}, код {code}" in text
    numbers = [cell for row in csv.reader(text.splitlines()) for cell in row if "код" in cell]
    assert len(numbers) == 2


def test_the_head_says_what_was_done_and_a_third_paper_opens_it_anew(
    desk: Desk, tmp_path: Path
) -> None:
    assert desk.number_clashes.count_open() == 0
    first, other = two_papers(desk)
    assert desk.number_clashes.count_open() == 1
    with pytest.raises(FieldWrong):
        desk.number_clashes.settle(first.number, "  ")
    assert desk.number_clashes.settle(first.number, "экөөнө тең айтылды").is_settled
    assert desk.number_clashes.count_open() == 0
    (settled,) = desk.number_clashes.all()
    assert settled.reasons == ("экөөнө тең айтылды",)
    assert desk.cases.find(f"{first.number} {OTHER_CODE}") == other, "both keep their number"
    third = with_this_number(desk, first.case, code="135791", place=8)
    (opened,) = desk.number_clashes.all()
    assert not opened.is_settled
    assert desk.number_clashes.count_open() == 1
    assert ids(opened.bearers) == {first.case, other, third}
    with pytest.raises(NothingDisputed):
        desk.number_clashes.settle("К1-99999/26-1", "эч нерсе")
    desk.office.enable_account("asanova", PASSWORD, CHEAP)
    desk.close()
    with closing(again(tmp_path / "desk", login="asanova")) as clerk, pytest.raises(NotAllowed):
        clerk.number_clashes.settle(first.number, "мен эмес")


@given(st.text("К1-0426/ ", max_size=16), st.integers(0, 999_999), st.sampled_from(["", " ", "-"]))
def test_a_code_is_read_off_the_end_however_receipts_and_people_part_it(
    number: str, code: int, between: str
) -> None:
    digits = f"{code:06d}"
    found = number_and_code(f"{number} {digits[:3]}{between}{digits[3:]}")
    if number.strip():
        assert found is not None
        assert found[1] == digits
        assert found[0].strip() == number.strip()
    else:
        assert found is None

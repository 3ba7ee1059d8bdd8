"""Notices of an extension, a pause and a forwarding: printed from the case, recorded once."""

import pytest
from documents.reading_paper import squeezed, text
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.case_events import NoticeGiven
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual

WORDS = Bilingual(ky="№ 67", ru="№ 67")


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path, clock=HandClock()) as found:
        found.office.hold_post("head", "admin", order="№ 1")
        found.office.enter_rule_length("appeal-extension", 10, WORDS, "№ 5")
        yield found


def says(paper: bytes, words: str) -> bool:
    return squeezed(words) in squeezed(text(paper))


def test_each_kind_is_told_of_the_last_of_its_kind(desk):
    case = desk.registration.register(a_complaint(0)).case
    notices = desk.course_notices
    assert notices.kinds(case) == ()
    desk.cases.do(case, "extend", {"days": 3, "ground": "экспертиза"})
    desk.cases.do(case, "extend", {"days": 2, "ground": "кошумча экспертиза"})
    paper = notices.paper(case, "extension")
    # The first one ended on the 16th; the notice of the second tells from there.
    assert says(paper, "Мурунку мөөнөт: 2026-жылдын 16-декабры.")
    assert says(paper, "Жаңы мөөнөт: 2026-жылдын 18-декабры.")
    desk.cases.do(case, "pause", {"category": "court", "ground": "чечим күтүлүүдө"})
    assert says(notices.paper(case, "pause"), "Себеби: чечим күтүлүүдө.")
    desk.cases.do(case, "resume", {})
    desk.cases.do(case, "forward", {"body": "Айыл өкмөтү", "ground": "27-ст."})
    assert says(notices.paper(case, "forwarding"), "жөнөтүлдү: Айыл өкмөтү.")
    assert notices.kinds(case) == ("extension", "pause", "forwarding")


def test_a_notice_is_on_record_once_and_a_new_pause_has_its_own(desk):
    case = desk.registration.register(a_complaint(0)).case
    told = {"category": "court", "ground": "сот"}
    desk.cases.do(case, "pause", told)
    assert desk.course_notices.given(case, "pause")
    assert not desk.course_notices.given(case, "pause")
    desk.cases.do(case, "resume", {})
    desk.cases.do(case, "pause", told | {"ground": "дагы сот"})
    assert desk.course_notices.given(case, "pause")
    assert len(desk.cases.open(case).case.each(NoticeGiven)) == 2
    assert desk.integrity.verify()


def test_without_a_reason_or_somebody_to_tell_there_is_no_notice(desk):
    case = desk.registration.register(a_complaint(0)).case
    for what in ("pause", "birthday"):
        with pytest.raises(FieldWrong):
            desk.course_notices.paper(case, what)
        with pytest.raises(FieldWrong):
            desk.course_notices.given(case, what)

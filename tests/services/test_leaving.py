"""Whoever leaves hands over all they have in hand, in one act, before their leaving is recorded."""

from datetime import date, timedelta

import pytest
from documents.reading_paper import text
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import (
    DateOutOfPlace,
    FieldWrong,
    HandOverNotPrinted,
    NotAllowed,
    StaffHoldsCases,
    StaffUnknown,
)
from akimat_desk.services.absences import AbsenceTold
from akimat_desk.services.leaving import HandOverTold

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ORDER = "№ 15-к, 23.11.2026"


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        yield found


def a_case(desk, place, **changes):
    papers = [
        {"title": "Паспорт", "original": True, "to_return": True, "sheets": 2},
        {"title": "Көчүрмө"},
    ]
    told = a_complaint(place, sheets=5, papers=papers, **changes)
    return desk.registration.register(told).case


def told(giver="tokton", taker="mamyt", **more):
    return HandOverTold(giver=giver, taker=taker, ground=ORDER, **more)


def owner(desk, case):
    found = desk.cases.open(case)
    return found.lens.office.find_staff(found.responsible).login


def test_nobody_leaves_with_open_cases_in_hand(desk):
    cases = [a_case(desk, n) for n in range(2)]
    with pytest.raises(StaffHoldsCases) as refused:
        desk.office.book.end_staff("tokton", MONDAY + 3 * DAY, ORDER)
    assert refused.value.facts() == {"login": "tokton", "count": 2}
    left = desk.leaving.remaining("tokton")
    assert {one.id for one in left.cases} == set(cases)
    assert (left.sheets, left.originals, left.acts) == (10, 2, ())
    done = desk.leaving.hand_over(told())
    assert (done.cases, done.kept) == (2, ())
    assert [owner(desk, case) for case in cases] == ["mamyt"] * 2
    assert desk.leaving.remaining("tokton").cases == ()
    desk.office.book.end_staff("tokton", MONDAY, ORDER)
    assert desk.office.now.find_login("tokton").ended_on == MONDAY


def test_an_act_is_drawn_printed_and_signed_in_this_order(desk, clock):
    a_case(desk, 1)
    done = desk.leaving.hand_over(told(also=("К журналы,  2026-жыл", "", "Кабинеттин ачкычы")))
    with pytest.raises(HandOverNotPrinted):
        desk.leaving.sign(done.act)
    paper = desk.leaving.paper(done.act, "ky")
    assert desk.leaving.paper(done.act, "ky").data == paper.data
    printed = text(paper.data)
    number = desk.office.now.all("handover")[0].files[0].number
    for words in (number, "Токтоналиев Бакыт", "Мамытова Айнура", "К журналы, 2026-жыл", ORDER):
        assert words in printed
    assert [line.state for line in desk.leaving.acts()] == ["printed"]
    for day in (MONDAY - DAY, MONDAY + DAY):
        with pytest.raises(DateOutOfPlace):
            desk.leaving.sign(done.act, day)
    desk.leaving.sign(done.act, MONDAY, b"%PDF-1.7 scan")
    (line,) = desk.leaving.remaining("tokton").acts
    assert (line.state, line.signed_on, line.cases) == ("signed", MONDAY, 1)
    (signed,) = desk.office.now.all("handover-signed")
    assert desk.core.files.read(signed.scan) == b"%PDF-1.7 scan"


def test_a_case_against_the_taker_stays_for_somebody_else(desk):
    ours, against = a_case(desk, 1), a_case(desk, 2, against="Мамытова Айнура")
    done = desk.leaving.hand_over(told())
    assert (done.cases, [one.id for one in done.kept]) == (1, [against])
    assert (owner(desk, ours), owner(desk, against)) == ("mamyt", "tokton")
    desk.leaving.hand_over(told(taker="asanova"))
    assert owner(desk, against) == "asanova"


def test_a_complaint_about_the_successor_goes_to_the_head(desk):
    desk.office.hold_post("head", "asanova", order="№ 1")
    ours, against = a_case(desk, 1), a_case(desk, 2, against="Мамытова Айнура")
    done = desk.leaving.hand_over(told())
    assert (done.cases, done.kept, done.up_to) == (1, (), "Асанова Г.")
    assert [one.id for one in done.up] == [against]
    assert (owner(desk, ours), owner(desk, against)) == ("mamyt", "asanova")
    assert len(desk.office.now.all("handover")[0].files) == 1
    desk.office.book.end_staff("tokton", MONDAY, ORDER)


def test_a_head_who_leaves_keeps_what_is_about_the_successor(desk):
    desk.office.hold_post("head", "tokton", order="№ 1")
    against = a_case(desk, 2, against="Мамытова Айнура")
    done = desk.leaving.hand_over(told())
    assert ([one.id for one in done.kept], done.up) == ([against], ())


def test_what_the_leaver_had_for_somebody_absent_goes_back_to_them(desk, clock):
    case = a_case(desk, 1)
    desk.absences.record(
        AbsenceTold(absent="tokton", substitute="mamyt", from_on=MONDAY, until_on=MONDAY + 4 * DAY)
    )
    assert owner(desk, case) == "mamyt"
    desk.leaving.hand_over(told("mamyt", "asanova"))
    desk.office.book.end_staff("mamyt", MONDAY)
    clock.turn(24 * 3600 * 1000)
    assert desk.absences.run() == ()
    assert owner(desk, case) == "asanova"
    clock.turn(4 * 24 * 3600 * 1000)
    desk.absences.run()
    assert owner(desk, case) == "tokton"


def test_what_was_resolved_stays_and_questions_pass_alone(desk):
    case = a_case(
        desk, 1, questions=[{"text": "Суу", "executor": "tokton"}, {"text": "Жол"}], text="-"
    )
    desk.cases.do(
        case, "assign",
        {"executor": "tokton", "question": 2, "internal_on": "2026-11-30", "resolution": "Караңыз"},
    )  # fmt: skip
    desk.leaving.hand_over(told())
    found = desk.cases.open(case).case
    second = found.slot("responsible:2").held.event
    assert (second.resolution, second.internal_on) == ("Караңыз", date(2026, 11, 30))
    assert desk.leaving.remaining("tokton").cases == ()


def test_wrong_parties_lines_and_rights_are_refused(desk):
    a_case(desk, 1)
    for wrong, error in (
        (told(taker="tokton"), FieldWrong),
        (told(taker="nobody"), StaffUnknown),
        (told(also=("а" * 301,)), FieldWrong),
        (told(also=("а",) * 61), FieldWrong),
    ):
        with pytest.raises(error):
            desk.leaving.hand_over(wrong)
    with pytest.raises(FieldWrong):
        desk.leaving.paper("nothing")
    desk.core.actor = desk.office.now.find_login("mamyt")
    with pytest.raises(NotAllowed):
        desk.leaving.hand_over(told())
    assert owner(desk, desk.lists.page(desk.cases.filter_of()).rows[0].id) == "tokton"

"""Asking for papers at a desk: the guard, the pause in the same commit, the letter, the figures."""

from datetime import date

import pytest
from documents.reading_paper import squeezed, text
from services.working_desks import (
    CHEAP,
    MONDAY_MORNING,
    PASSWORD,
    GoingClock,
    a_complaint,
    a_desk,
    again,
)

from akimat_desk.domain.case_events import DocumentsRequested
from akimat_desk.domain.errors import AlreadyPaused, FieldWrong, NotAllowed, WorkCancelled
from akimat_desk.domain.request_events import RequestPrevented
from akimat_desk.domain.requests import PauseNotLawful, RequestUnknown, StateHoldsIt

DAY = 24 * 3600 * 1000
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
PLOT = {"documents": ["plot_description"], "ground": "12-берене", "wanted_on": "2026-12-01"}
ORDER = {"article": "8-берене", "reason": "эски үлгүдөгү паспорт", "ground": "№ 5 токтом"}


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        found.office.hold_post("head", "admin")
        yield found


def about_land(desk, place=0):
    told = a_complaint(place, kind="service_request", service="land_use_change")
    return desk.registration.register(told).case


def requested(desk, case):
    return [one for _, one in desk.cases.open(case).case.each(DocumentsRequested)]


def test_a_request_and_its_pause_are_one_commit(desk):
    case = desk.registration.register(a_complaint()).case
    before, after = desk.requests.what_if(case, PLOT, pauses=True)
    asked = desk.requests.ask(case, PLOT, pauses=True)
    found = desk.cases.open(case)
    assert found.stage == "waiting_for_applicant"
    assert found.dates == after
    assert not before.statutory.is_open_pause
    assert after.statutory.is_open_pause
    assert [one.request for one in requested(desk, case)] == [asked.request]
    with pytest.raises(AlreadyPaused):
        desk.requests.ask(case, PLOT | {"documents": ["commission_view"]}, pauses=True)
    assert len(requested(desk, case)) == 1


def test_the_days_of_a_request_to_a_body_are_that_bodys(desk):
    clock = desk.core.clock
    case = about_land(desk)
    wish = {"of": "body", "body": "Кадастр", "documents": ["passport"], "ground": "маалымат"}
    desk.requests.ask(case, wish, pauses=True)
    clock.turn(2 * DAY)
    holders = [one.holder for one in desk.cases.explain(case).bookings]
    assert ("body", "Кадастр") in [(one.kind, one.name) for one in holders]


def test_an_overridden_request_leaves_the_term_as_it_was(desk):
    case = about_land(desk)
    passport = {"documents": ["passport"], **ORDER}
    with pytest.raises(StateHoldsIt):
        desk.requests.ask(case, {"documents": ["паспорт"], "ground": "№ 5"})
    with pytest.raises(PauseNotLawful):
        desk.requests.ask(case, passport, pauses=True)
    assert requested(desk, case) == []
    dates = desk.cases.open(case).dates
    asked = desk.requests.ask(case, passport)
    assert asked.overrides == ("passport",)
    assert desk.cases.open(case).dates == dates


def test_the_registers_are_asked_instead_one_request_for_each(desk):
    case = about_land(desk)
    papers = ["паспорт", "residence_data", "birth_data"]
    made = desk.requests.instead(case, papers, "ru")
    assert [(one.body, one.documents) for one in made] == [
        ("Единый государственный реестр населения", ("passport", "residence_data")),
        (
            "Автоматизированная информационная система актов гражданского состояния",
            ("birth_data",),
        ),
    ]
    kept = [one for _, one in desk.cases.open(case).case.each(RequestPrevented)]
    assert [(one.document, one.request) for one in kept] == [
        (document, one.request) for one in made for document in one.documents
    ]
    for nothing in ([], ["акт"], ["passport", "plot_description"]):
        with pytest.raises(FieldWrong):
            desk.requests.instead(case, nothing)
    assert len(requested(desk, case)) == 2


def test_the_letter_names_papers_articles_date_and_whom_to_ask(desk):
    case = about_land(desk)
    asked = desk.requests.ask(case, PLOT, pauses=True)
    paper = squeezed(text(desk.requests.letter(case, asked.request)))
    for words in (
        *("участок жана анын аянты жөнүндө маалымат", "2026-жылдын 1-декабрына чейин"),
        *("кароо мөөнөтү токтотулуп турат", "Токтоналиев Б.", "12-бөлмө", "03230 5-12-40"),
    ):
        assert squeezed(words) in paper
    with pytest.raises(RequestUnknown):
        desk.requests.letter(case, "ff")


def test_a_preview_is_the_letter_and_writes_nothing(desk):
    case = about_land(desk)
    with pytest.raises(StateHoldsIt):
        desk.requests.preview(case, {"documents": ["passport"]}, pauses=False)
    overridden = {"documents": ["passport"], **ORDER}
    shown = squeezed(text(desk.requests.preview(case, overridden, pauses=False)))
    assert squeezed("8-берене") in shown
    assert squeezed("токтотулуп") not in shown
    assert squeezed("эски үлгүдөгү паспорт") not in shown
    assert requested(desk, case) == []


def test_figures_by_paper_and_by_person(desk):
    one, two = about_land(desk, 0), about_land(desk, 1)
    desk.requests.ask(one, PLOT)
    desk.requests.ask(one, {"documents": ["passport"], **ORDER})
    desk.requests.instead(one, ["passport"])
    desk.requests.withdraw(two, ["акт осмотра"])
    desk.requests.withdraw(two, ["Акт осмотра"])
    told = []
    found = desk.requests.figures(MONDAY, SUNDAY, report=lambda *done: told.append(done))
    assert told[-1] == (2, 2)
    assert (found.total.asked, found.total.of_bodies) == (2, 1)
    assert (found.total.prevented, found.total.overridden) == (2, 1)
    assert found.documents[0].name.ru == "паспорт или идентификационная карта (ID-карта)"
    assert found.documents[1].name.ky == "акт осмотра"
    assert [row.figure.overridden for row in found.people] == [1]
    assert desk.requests.figures(SUNDAY, SUNDAY).documents == ()
    with pytest.raises(FieldWrong):
        desk.requests.figures(SUNDAY, MONDAY)
    with pytest.raises(WorkCancelled):
        desk.requests.figures(MONDAY, SUNDAY, cancelled=lambda: True)


def test_the_same_entries_give_the_same_after_a_rebuild(desk):
    case = about_land(desk)
    desk.requests.instead(case, ["passport"])
    before = desk.requests.figures(MONDAY, SUNDAY)
    desk.integrity.rebuild()
    assert desk.requests.figures(MONDAY, SUNDAY) == before


def test_a_registrar_neither_asks_nor_prevents_and_an_executor_reads_no_figures(tmp_path):
    with a_desk(tmp_path) as desk:
        case = about_land(desk)
        for login in ("asanova", "tokton"):
            desk.office.enable_account(login, PASSWORD, CHEAP)
    clerk = again(tmp_path, login="asanova", clock=GoingClock(MONDAY_MORNING + 60_000))
    with pytest.raises(NotAllowed):
        clerk.requests.ask(case, PLOT)
    with pytest.raises(NotAllowed):
        clerk.requests.withdraw(case, ["passport"])
    clerk.close()
    executor = again(tmp_path, login="tokton", clock=GoingClock(MONDAY_MORNING + 120_000))
    with pytest.raises(NotAllowed):
        executor.requests.figures(MONDAY, SUNDAY)
    executor.close()

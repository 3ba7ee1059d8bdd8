"""Reminders of a real desk: who is told of what on which day, on the screen and on paper."""

from datetime import date, datetime

import pytest
from documents.reading_paper import page_sizes, squeezed, text
from services.working_desks import MONDAY_MORNING, HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import FieldWrong, NotAllowed, StaffUnknown, WorkCancelled
from akimat_desk.domain.office_hours import OfficeHours

HOUR = 3600 * 1000
DAY = 24 * HOUR
DUE = date(2026, 12, 11)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        found.office.hold_post("head", "admin", order="№ 1")
        yield found


def told(lines):
    return [(line.to_name.split(" ")[0], line.number, line.pressing) for line in lines]


def under_control(desk, case, due_on, **more):
    wish = {"body": "Жогорку Кеңеш", "due_on": due_on, "number": "04", "dated_on": "2026-11-20"}
    desk.cases.do(case, "control", wish | more)
    return desk.cases.open(case).case.keys("control:")[0].removeprefix("control:")


def test_a_case_is_told_when_its_window_opens_and_climbs_when_it_is_late(desk):
    desk.registration.register(a_complaint(1))
    number = "К1-00001/26-7"
    assert desk.reminders.everybody(date(2026, 12, 7)) == ()
    assert told(desk.reminders.everybody(date(2026, 12, 8))) == [("Токтоналиев", number, "soon")]
    assert told(desk.reminders.everybody(DUE)) == [("Токтоналиев", number, "today")]
    assert told(desk.reminders.everybody(date(2026, 12, 16))) == [
        ("admin", number, "overdue"),
        ("Токтоналиев", number, "overdue"),
    ]
    (line,) = desk.reminders.of("tokton", date(2026, 12, 16))
    assert (line.due_on, line.days_left, line.due_kind) == (DUE, -3, "statutory")
    assert (line.applicant, line.subject) == (
        "Өмүрбеков1 Чыңгыз Төлөгөнович", "Жайыт жолун бөгөө 1"
    )  # fmt: skip


def test_what_was_done_since_is_seen_at_once(desk):
    done = [desk.registration.register(a_complaint(place)).case for place in range(2)]
    assert len(desk.reminders.everybody(DUE)) == 2
    desk.cases.do(done[0], "assign", {"executor": "mamyt", "accepted": True})
    assert {line.to_name for line in desk.reminders.everybody(DUE)} == {
        "Мамытова А.", "Токтоналиев Б."
    }  # fmt: skip
    desk.cases.do(done[1], "withdraw", {"ground": "кайтарып алды"})
    assert [line.case for line in desk.reminders.everybody(DUE)] == [done[0]]
    desk.office.set_setting("warning_control", "9")
    under_control(desk, done[0], "2026-12-10")
    assert [line.due_kind for line in desk.reminders.everybody(date(2026, 11, 27))] == ["control"]


def test_no_case_is_left_out_however_many_there_are(desk):
    cases = {desk.registration.register(a_complaint(place)).case for place in range(130)}
    lines = desk.reminders.everybody(DUE)
    assert {line.case for line in lines} == cases
    assert len(lines) == 130
    heard = []
    with pytest.raises(WorkCancelled):
        desk.reminders._seen.clear()
        desk.reminders.everybody(DUE, report=lambda *one: heard.append(one),
                                 cancelled=lambda: bool(heard))  # fmt: skip
    assert heard == [(0, 130)]


def test_whoever_leaves_or_is_absent_is_not_told_any_more(desk, clock):
    desk.registration.register(a_complaint(1))
    desk.office.substitute(
        "tokton", "mamyt", from_on=date(2026, 12, 10), until_on=date(2026, 12, 11), ground="№ 3"
    )
    (line,) = desk.reminders.everybody(DUE)
    assert (line.to_name, line.instead_of) == ("Мамытова А.", "Токтоналиев Б.")
    (line,) = desk.reminders.everybody(date(2026, 12, 9))
    assert (line.to_name, line.instead_of) == ("Токтоналиев Б.", "")


def test_the_head_of_the_department_is_the_rung_between(desk):
    desk.office.add_staff(_member("tokton", "Токтоналиев", "Бакыт", department="Жер бөлүмү"))
    desk.departments.name("Жер бөлүмү", head="mamyt", ru="Земельный отдел")
    desk.registration.register(a_complaint(1))
    lines = desk.reminders.everybody(date(2026, 12, 14))
    assert {(line.to_name, line.step) for line in lines} == {
        ("Токтоналиев Б.", "executor"), ("Мамытова А.", "department")
    }  # fmt: skip
    (row,) = desk.departments.rows()
    assert (row.id, row.head, row.people) == ("Жер бөлүмү", "Мамытова А.", 1)
    with pytest.raises(StaffUnknown):
        desk.departments.name("Жер бөлүмү", head="nobody")
    with pytest.raises(FieldWrong):
        desk.departments.name("  ")
    with pytest.raises(FieldWrong):
        desk.departments.name("Жер бөлүмү", parent="Жер бөлүмү")
    desk.core.actor = desk.office.now.find_login("tokton")
    with pytest.raises(NotAllowed):
        desk.departments.name("Жер бөлүмү", head="mamyt")


def _member(login, surname, given, **more):
    from akimat_desk.services.staff import StaffTold  # noqa: PLC0415

    return StaffTold(
        login=login, surname=surname, given=given, post_ky="адис", roles=("executor",), **more
    )


def test_nothing_is_called_out_outside_office_hours(desk, clock):
    desk.registration.register(a_complaint(1))
    desk.core.actor = desk.office.now.find_login("tokton")
    friday = MONDAY_MORNING + 18 * DAY
    for shift, is_time in ((0, False), (1, True), (9, True), (10, False), (24 + 2, False)):
        clock.at = friday + shift * HOUR
        calling = desk.reminders.calling()
        assert calling.is_time is is_time, calling.now
        assert len(calling.lines) == 1
    assert calling.next_on == datetime(2026, 12, 14, 9)


def test_the_hours_and_the_windows_are_the_offices_own_to_set(desk):
    assert not desk.reminders.hours().is_told
    desk.office.set_setting("office_hours", "08:00-17:00, 12:00-13:00")
    assert desk.reminders.hours() == OfficeHours(
        opens=datetime(1, 1, 1, 8).time(), closes=datetime(1, 1, 1, 17).time(),
        break_from=datetime(1, 1, 1, 12).time(), break_until=datetime(1, 1, 1, 13).time(),
        is_told=True,
    )  # fmt: skip
    desk.office.set_setting("tell_head_after", 5)
    assert desk.reminders.ladder().head_after == 5
    for key, value in (("office_hours", "any time"), ("tell_head_after", "soon")):
        with pytest.raises(FieldWrong):
            desk.office.set_setting(key, value)


def test_looking_and_printing_write_nothing(desk):
    desk.registration.register(a_complaint(1))
    before = desk.office.book.station().entries
    desk.reminders.everybody(DUE)
    desk.reminders.paper(DUE)
    assert desk.office.book.station().entries == before


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_list_has_a_page_for_each_person_with_everything_that_is_asked(desk, language):
    for place in range(3):
        done = desk.registration.register(a_complaint(place)).case
    desk.cases.do(done, "assign", {"executor": "mamyt"})
    paper = desk.reminders.paper(DUE, language=language)
    # Nobody accepted it for so long that the head has a page as well.
    assert len(page_sizes(paper)) == 3
    shown = squeezed(text(paper))
    for words in ("Мамытова А., адис" if language == "ky" else "Мамытова А., специалист",
                  "Өмүрбеков1 Чыңгыз Төлөгөнович", "11.12.2026", "Ноокат"):  # fmt: skip
        assert squeezed(words) in shown
    asked = "кабыл алыңыз" if language == "ky" else "Примите дело"
    assert squeezed(asked) in shown
    mine = desk.reminders.paper(DUE, logins=["mamyt"], language=language)
    assert len(page_sizes(mine)) == 1
    assert desk.reminders.paper(DUE, language=language) == paper
    with pytest.raises(FieldWrong):
        desk.reminders.paper(date(2026, 11, 24), language=language)
    with pytest.raises(FieldWrong):
        desk.reminders.paper(DUE, language="en")


def test_the_control_list_tells_what_is_awaited_by_whom_and_what_was_done(desk, clock):
    cases = [desk.registration.register(a_complaint(place)).case for place in range(4)]
    controls = [under_control(desk, cases[0], "2026-12-07")]
    controls.append(under_control(desk, cases[1], "2026-12-01"))
    controls.append(under_control(desk, cases[2], "2026-12-03"))
    desk.cases.do(cases[1], "prolong", {
        "control": controls[1], "due_on": "2026-12-09", "letter_number": "77",
        "letter_dated_on": "2026-11-23",
    })  # fmt: skip
    desk.cases.do(cases[2], "report", {"control": controls[2], "number": "15"})
    rows = desk.control_list.rows()
    assert [(row.number[:8], row.state, row.due_on and row.due_on.day) for row in rows] == [
        ("К1-00001", "open", 7), ("К1-00002", "open", 9), ("К1-00003", "reported", 3),
    ]  # fmt: skip
    assert [row.days_left for row in rows] == [10, 12, None]
    assert (rows[1].prolonged_by, rows[0].letter, rows[0].body) == ("77", "04", "Жогорку Кеңеш")
    assert (rows[2].report, rows[2].ended_on) == ("15", date(2026, 11, 23))
    clock.turn(1)
    desk.cases.do(cases[0], "lift", {"control": controls[0], "by": "ЖК", "ground": "№ 9"})
    assert [row.state for row in desk.control_list.rows()] == ["open", "reported", "lifted"]
    assert [row.number[:8] for row in desk.control_list.rows(is_open_only=True)] == ["К1-00002"]
    for language in ("ky", "ru"):
        assert squeezed("Жогорку Кеңеш, № 04, 20.11.2026") in squeezed(
            text(desk.control_list.paper(language=language))
        )


def test_a_rebuilt_workspace_is_reminded_of_the_same(desk):
    cases = [desk.registration.register(a_complaint(place)).case for place in range(3)]
    desk.cases.do(cases[0], "assign", {"executor": "mamyt"})
    under_control(desk, cases[1], "2026-12-01")
    before = desk.reminders.everybody(DUE), desk.control_list.rows()
    desk.integrity.rebuild()
    assert (desk.reminders.everybody(DUE), desk.control_list.rows()) == before

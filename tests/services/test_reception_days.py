"""The schedule of receptions and the lists of who signed up, at a real desk."""

from datetime import date

import pytest
from documents.reading_paper import squeezed, text
from services.working_desks import HandClock, a_desk

from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong, NotAllowed, StaffUnknown
from akimat_desk.domain.sign_ups import ScheduleUnknown, SignUpTaken

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
DAY = 24 * 3600 * 1000


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        yield found


def a_row(**changes):
    return {
        "official": "tokton", "weekday": 0, "opens": "14:00", "closes": "16:00",
        "place_ky": "3-каана", "place_ru": "кабинет 3",
    } | changes  # fmt: skip


def test_a_row_of_the_schedule_is_changed_and_ends(desk):
    days = desk.reception_days
    row = days.schedule(a_row())
    days.schedule(a_row(schedule=row, opens="15:00"))
    (shown,) = days.schedules()
    assert (shown.opens, shown.official_name, shown.weekday) == ("15:00", "Токтоналиев Б.", 0)
    assert [one.schedule for one in days.receiving(MONDAY)] == [row]
    assert days.receiving(TUESDAY) == ()
    days.end_schedule(row, MONDAY)
    assert days.schedules(TUESDAY) == ()
    with pytest.raises(ScheduleUnknown):
        days.end_schedule("nothing", MONDAY)
    with pytest.raises(StaffUnknown):
        days.schedule(a_row(official="nobody"))
    desk.integrity.verify()


def test_nobody_receives_on_a_day_off_unless_it_was_said_of_that_day(desk):
    days, holiday = desk.reception_days, date(2027, 1, 1)
    days.schedule(a_row(weekday=holiday.weekday()))
    assert days.receiving(holiday) == ()
    days.schedule(a_row(weekday=None, on="2027-01-01", form="field"))
    (one,) = days.receiving(holiday)
    assert one.form == "field"


def test_the_door_says_who_receives_when_and_where(desk):
    with pytest.raises(FieldWrong):
        desk.reception_papers.schedule()
    desk.reception_days.schedule(a_row())
    desk.reception_days.schedule(
        a_row(weekday=None, on="2026-12-03", form="field", place_ky="Кара-Таш", place_ru="Кара-Таш")
    )
    ky = squeezed(text(desk.reception_papers.schedule("ky")))
    ru = squeezed(text(desk.reception_papers.schedule("ru")))
    for words in ("Токтоналиев Б.", "Дүйшөмбү, 14:00–16:00", "3-каана", "Көчмө кабыл алуу"):
        assert squeezed(words) in ky
    for words in ("Понедельник, 14:00–16:00", "Кабинет 3", "03.12.2026, четверг"):
        assert squeezed(words) in ru


def test_a_time_is_given_once_and_free_again_when_somebody_stays_away(desk):
    days = desk.reception_days
    told = {"official": "tokton", "on": "2026-11-23", "name": "Асанов Бек", "time": "14:10"}
    first = days.sign_up(told)
    with pytest.raises(SignUpTaken):
        days.sign_up(told | {"name": "Кадырова Ажар"})
    days.correct_sign_up(first, {"about": "жер", "phone": "0555 112233"})
    days.withdraw_sign_up(first, "чалып айтты")
    days.sign_up(told | {"name": "Кадырова Ажар"})
    standing = [(one.name, one.standing, one.phone) for one in days.day("tokton", MONDAY).sign_ups]
    assert sorted(standing) == [
        ("Асанов Бек", "withdrawn", "+996555112233"), ("Кадырова Ажар", "waiting", "")
    ]  # fmt: skip
    with pytest.raises(DateOutOfPlace):
        days.sign_up(told | {"on": "2026-11-20"})
    with pytest.raises(FieldWrong):
        days.sign_up(told | {"time": "25:00"})
    with pytest.raises(FieldWrong):
        days.sign_up(told | {"name": " "})


def test_who_signed_up_and_has_no_card_did_not_come(desk, clock):
    days = desk.reception_days
    told = {"official": "tokton", "on": "2026-11-23"}
    came = days.sign_up(told | {"name": "Асанов Бек", "time": "14:10"})
    days.sign_up(told | {"name": "Кадырова Ажар", "time": "14:20"})
    card = desk.receptions.take(
        {
            "official": "tokton", "sign_up": came, "close": True,
            "applicant": {"person": {"surname": "Асанов", "given": "Бек"}},
            "questions": [{"text": "Суу", "outcome": "settled_on_the_spot"}],
        }
    )  # fmt: skip
    clock.turn(DAY)
    day = days.day("tokton", MONDAY)
    assert [(one.standing, one.card_number) for one in day.sign_ups] == [
        ("came", card.number), ("did_not_come", "")
    ]  # fmt: skip
    minutes = squeezed(text(desk.reception_papers.minutes("tokton", MONDAY, "ru")))
    assert squeezed("Записались и не пришли: Кадырова Ажар.") in minutes
    listed = squeezed(text(desk.reception_papers.sign_ups("tokton", MONDAY, "ru")))
    assert squeezed(f"принят, карточка {card.number}") in listed
    assert squeezed("не пришёл") in listed
    with pytest.raises(FieldWrong):
        desk.reception_papers.minutes("tokton", TUESDAY)


def test_an_executor_signs_people_up_but_writes_no_schedule(desk):
    desk.core.actor = desk.office.now.find_login("tokton")
    desk.reception_days.sign_up({"official": "tokton", "on": "2026-11-23", "name": "Асанов"})
    with pytest.raises(NotAllowed):
        desk.reception_days.schedule(a_row())

"""Asking a body at a desk: the letter, whose days they are, the reminder, their answer by number
or QR, and what no answer changes."""

from datetime import date

import msgspec
import pytest
from documents.reading_paper import squeezed, text
from services.working_desks import a_complaint, a_desk

from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.body_actions import AskAnswered, AskUnknown
from akimat_desk.domain.body_events import BodyAsked
from akimat_desk.domain.errors import CaseEnded, DateOutOfPlace, FieldWrong

DAY = 24 * 3600 * 1000
REGISTRY = "Ноокат жер кадастры"
FRIDAY = date(2026, 11, 27)
ASK = {
    "body": REGISTRY,
    "about": "участоктун чек аралары",
    "expected_on": FRIDAY.isoformat(),
    "ground": "Жер кодекси, 12-берене",
}


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        found.office.hold_post("head", "admin")
        yield found


@pytest.fixture
def case(desk):
    return desk.registration.register(a_complaint()).case


def on(desk, day):
    """The clock of the desk at half past eight of a day."""
    return desk.core.clock.turn((day - desk.cases.today()).days * DAY)


def holders(desk, case):
    booked = desk.cases.explain(case).bookings
    return [(one.day.day, one.holder.kind, one.holder.name) for one in booked]


def test_the_letter_goes_out_numbered_and_the_days_are_the_bodys_while_the_term_runs(desk, case):
    before = desk.cases.open(case).dates
    made = desk.body_asks.ask(case, ASK)
    assert made.letter is not None
    assert made.letter.number
    words = squeezed(text(made.letter.paper.data))
    assert squeezed(REGISTRY) in words
    assert squeezed("участоктун чек аралары") in words
    on(desk, FRIDAY)
    found = desk.cases.open(case)
    assert found.stage == "waiting_for_body"
    assert found.dates == before
    assert holders(desk, case) == [(day, "body", REGISTRY) for day in (24, 25, 26, 27)]


def test_on_the_day_and_not_before_the_executor_is_told_to_remind(desk, case):
    desk.body_asks.ask(case, ASK)
    on(desk, date(2026, 11, 26))
    assert [one for one in desk.reminders.everybody() if one.due_kind == "body"] == []
    on(desk, FRIDAY)
    (told,) = (one for one in desk.reminders.everybody() if one.due_kind == "body")
    assert (told.pressing, told.body, told.due_on) == ("today", REGISTRY, FRIDAY)
    assert told.to == desk.office.now.find_login("tokton").id


def test_a_reminder_is_a_letter_that_names_ours_and_moves_the_day(desk, case):
    made = desk.body_asks.ask(case, ASK)
    on(desk, FRIDAY)
    reminded = desk.body_asks.remind(case, {"expected_on": "2026-12-04"})
    words = squeezed(text(reminded.letter.paper.data))
    assert squeezed(f"№ {made.letter.number}") in words
    (line,) = desk.body_asks.awaited()
    assert (line.expected_on, line.reminded_on) == (date(2026, 12, 4), FRIDAY)
    assert [one for one in desk.reminders.everybody() if one.due_kind == "body"] == []


def test_their_answer_is_taken_in_by_our_number_and_the_days_are_ours_again(desk, case):
    made = desk.body_asks.ask(case, ASK)
    on(desk, date(2026, 11, 25))
    told = {"number": "04-17/311", "dated_on": "2026-11-24"}
    desk.body_asks.answered(made.letter.number, told)
    on(desk, FRIDAY)
    assert [kind for _, kind, _ in holders(desk, case)] == ["body", "body", "person", "person"]
    assert desk.body_asks.awaited() == ()
    (known,) = desk.body_asks.of(case)
    assert (known.answer_number, known.answer_dated_on) == ("04-17/311", date(2026, 11, 24))
    with pytest.raises(AskAnswered):
        desk.body_asks.answered(made.letter.number, told)


def test_their_answer_is_taken_in_by_the_qr_of_our_letter(desk, case):
    made = desk.body_asks.ask(case, ASK)
    issued = desk.act_desk.state(made.letter.act).issued
    qr = msgspec.json.decode(issued.reading, type=ActReading).qr
    desk.body_asks.answered(qr, {"number": "5"})
    (known,) = desk.body_asks.of(case)
    assert known.answer_number == "5"


def test_a_reminders_own_number_finds_the_same_ask(desk, case):
    made = desk.body_asks.ask(case, ASK)
    on(desk, FRIDAY)
    reminded = desk.body_asks.remind(case, {"expected_on": "2026-12-04"})
    assert desk.body_asks.find(reminded.letter.number) == desk.body_asks.find(made.letter.number)


def test_what_is_refused_leaves_neither_letter_nor_ask(desk, case):
    with pytest.raises(DateOutOfPlace):
        desk.body_asks.ask(case, ASK | {"expected_on": "2026-11-23"})
    with pytest.raises(FieldWrong):
        desk.body_asks.ask(case, ASK | {"ground": " "})
    assert desk.act_desk.newest() == ()
    assert desk.body_asks.of(case) == ()
    with pytest.raises(AskUnknown):
        desk.body_asks.find("999/2026")


def test_an_answer_comes_in_after_the_case_has_ended_but_nothing_new_is_asked(desk, case):
    made = desk.body_asks.ask(case, ASK)
    desk.cases.do(case, "withdraw", {"ground": "арызы менен"})
    with pytest.raises(CaseEnded):
        desk.body_asks.ask(case, ASK | {"about": "башка"})
    desk.body_asks.answered(made.letter.number, {"number": "7"})
    assert desk.body_asks.awaited() == ()


def test_an_ask_that_is_given_up_is_awaited_no_more(desk, case):
    desk.body_asks.ask(case, ASK)
    on(desk, date(2026, 11, 25))
    desk.cases.do(case, "drop-ask", {"reason": "арыз берүүчү өзү алып келди"})
    on(desk, FRIDAY)
    assert [kind for _, kind, _ in holders(desk, case)] == ["body", "body", "person", "person"]
    assert desk.cases.open(case).stage != "waiting_for_body"


def test_forwarding_with_a_letter_gives_the_letters_number(desk, case):
    wish = {"body": REGISTRY, "ground": "Жер кодекси, 12-берене"}
    made = desk.body_asks.forward(case, wish)
    found = desk.cases.open(case)
    (outcome,) = found.case.slot("outcome").latest
    assert outcome.event.number == made.letter.number != ""
    assert found.case.ended_on is not None


def test_readings_made_anew_are_the_same(desk, case):
    desk.body_asks.ask(case, ASK)
    desk.cases.do(case, "ask-body", ASK | {"body": "Прокуратура", "number": "12-4"})
    desk.integrity.rebuild()
    desk.integrity.verify()
    assert {one.body for one in desk.body_asks.awaited()} == {REGISTRY, "Прокуратура"}
    assert desk.body_asks.find("12-4")[0] == case
    asked = [one for _, one in desk.cases.open(case).case.each(BodyAsked)]
    assert [bool(one.letter) for one in asked] == [True, False]


def test_a_letter_names_their_number_only_to_the_body_the_case_came_through(desk):
    through = {"body": "Генеральная прокуратура Кыргызской Республики", "number": "12-148/3"}
    told = a_complaint(3, came_through=through | {"dated_on": "2026-11-16"})
    case = desk.registration.register(told).case
    other = desk.body_asks.ask(case, ASK)
    assert "12-148/3" not in text(other.letter.paper.data)
    # The same body by its Kyrgyz name.
    same = desk.body_asks.ask(case, ASK | {"body": "Кыргыз Республикасынын Башкы прокуратурасы"})
    assert "12-148/3" in text(same.letter.paper.data)

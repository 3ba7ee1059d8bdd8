"""What may be the same matter is found at every desk and in every role; blanks are like nothing."""

from typing import Any

import pytest
from services.working_desks import OFFICE, a_complaint, a_desk

SUBJECT = "Ленин көчөсүндө суу жок"
HOME = {"soate": OFFICE, "village": "Көк-Бел", "street": "Ленин", "house": "14"}
PIN = "21503199012345"


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        yield found


def told_by(surname: str, given: str, subject: str = SUBJECT, **more: Any) -> dict[str, Any]:
    person = {"surname": surname, "given": given, **more}
    return a_complaint(1, subject=subject, applicant={"person": person})


def found(desk: Any, told: dict[str, Any]) -> list[tuple[str, str]]:
    """(why, number) of what is shown beside it."""
    return [(one.why, one.number) for one in desk.registration.preview(told).earlier]


def test_the_same_applicant_is_shown_the_likest_first(desk):
    other = desk.registration.register(told_by("Асанов", "Бакыт", "Жайыт жолун бөгөө", pin=PIN))
    same = desk.registration.register(told_by("Асанов", "Бакыт", pin=PIN))
    assert found(desk, told_by("Асанов", "Бакыт", pin=PIN)) == [
        ("same_applicant", same.number),
        ("same_applicant", other.number),
    ]


@pytest.mark.parametrize(
    ("pin", "is_found"), [("", True), ("21503199312346", True), ("21503199412346", False)]
)
def test_a_birth_year_off_by_three_is_still_compared(desk, pin, *, is_found):
    first = desk.registration.register(told_by("Өмүрбеков", "Чыңгыз", pin=PIN))
    seen = found(desk, told_by("Омурбеков", "Чынгыз", pin=pin))
    assert seen == ([("like_name", first.number)] if is_found else [])


def test_the_same_letter_is_known_by_its_number_whatever_it_is_about(desk):
    letter = {"body": "Президенттин Администрациясы", "number": "12-148/3"}
    first = desk.registration.register(a_complaint(1, came_through=letter))
    told = told_by("Бекова", "Нурзат", "Такыр башка", came_through=letter)
    again = {**told, "came_through": {**letter, "body": "президенттин администрациясы"}}
    assert found(desk, again) == [("same_letter", first.number)]
    for number in ("", "12-148/4"):
        assert found(desk, {**told, "came_through": {**letter, "number": number}}) == []


def test_neighbours_of_one_house_are_shown_for_a_like_subject(desk):
    first = desk.registration.register(told_by("Асанов", "Бакыт", pin=PIN, address=HOME))
    wife = told_by("Жээнбекова", "Айсулуу", address=HOME)
    assert found(desk, wife) == [("same_house", first.number)]
    assert found(desk, {**wife, "subject": "Пенсияны эсептөө"}) == []


def test_an_empty_form_is_like_nothing(desk):
    desk.registration.register(a_complaint(1, applicant={"anonymous": True}, subject=SUBJECT))
    desk.registration.register(told_by("Асанов", "Бакыт"))
    for told in (
        {},
        {"subject": SUBJECT, "applicant": {"anonymous": True}},
        {"subject": SUBJECT, "applicant": {"person": {"surname": "", "given": ""}}},
        {"subject": "", "applicant": {"organisation": {"name": "", "inn": ""}}},
    ):
        assert found(desk, told) == []


@pytest.mark.parametrize("login", ["admin", "asanova", "tokton", "mamyt"])
def test_every_role_is_warned(desk, login):
    first = desk.registration.register(told_by("Асанов", "Бакыт", pin=PIN))
    desk.core.actor = desk.office.now.find_login(login)
    (one,) = desk.registration.preview(told_by("Асанов", "Бакыт", pin=PIN)).earlier
    assert (one.number, one.is_probable) == (first.number, True)
    assert (one.subject, one.stage, one.responsible) == (SUBJECT, "registered", "Токтоналиев Б.")

"""What a registrar is asked to look at again; none of it stops a registration."""

from datetime import date
from typing import Any

import pytest
from builders import MONDAY, an_application, an_office, catalogues
from terms import a_calendar

from akimat_desk.domain.applications import read_application
from akimat_desk.domain.people import Applicant, Organisation, Person
from akimat_desk.domain.second_looks import of_applicant, of_matter, of_receipt

BORN = date(1990, 3, 15)
PIN = "11503199012345"


@pytest.mark.parametrize(
    ("person", "sex", "found"),
    [
        ({"pin": PIN}, None, ()),
        ({"pin": PIN, "born_on": BORN}, "female", ()),
        ({"pin": PIN, "born_on": date(1990, 3, 16)}, None, ("pin_birth_date_differs",)),
        ({"pin": PIN}, "male", ("pin_sex_differs",)),
        ({"pin": "91503199012345"}, None, ("pin_first_digit_unusual",)),
        ({"phone": "12"}, None, ("phone_unusual",)),
        (
            {"pin": "91503199012345", "phone": "12"},
            None,
            ("pin_first_digit_unusual", "phone_unusual"),
        ),
        ({"born_on": BORN}, "male", ()),
    ],
)
def test_an_applicant_is_looked_at(
    person: dict[str, Any], sex: Any, found: tuple[str, ...]
) -> None:
    assert of_applicant(Applicant(person=Person(surname="А", given="Б", **person)), sex) == found
    assert of_applicant(Applicant(organisation=Organisation(name="Дыйкан", phone="12")), sex) == ()


def looked_at(answers: str = "asanov", **told: Any) -> list[str]:
    read = read_application(an_application(**told))
    return list(of_matter(read, catalogues(), an_office().find_login(answers)))


def test_an_ordinary_matter_asks_for_no_second_look() -> None:
    assert looked_at() == []
    assert looked_at(channel="no_such_channel") == []


def test_spoken_words_that_nobody_wrote_down_are_missed() -> None:
    assert looked_at(channel="reception") == ["oral_without_text"]
    assert looked_at(channel="reception", text="Суу жок") == []


def test_what_becomes_of_an_anonymous_matter_is_not_settled() -> None:
    assert looked_at(applicant={"anonymous": True}) == ["anonymous_to_confirm"]


def test_the_accused_should_not_answer() -> None:
    assert looked_at(against="бекова") == []
    assert looked_at(answers="bekova", against="бекова") == ["answerer_is_accused"]
    assert looked_at(answers="nobody") == ["nobody_named"]


@pytest.mark.parametrize(
    ("received", "is_late"),
    [("2026-06-01", False), ("2026-05-29", False), ("2026-05-28", True), ("2026-05-30", False)],
)
def test_registering_later_than_the_next_working_day_is_told(
    received: str, *, is_late: bool
) -> None:
    told = read_application(an_application(received_at=f"{received}T09:00:00"))
    found = list(of_receipt(told, a_calendar(), MONDAY))
    assert found == (["registered_late"] if is_late else [])
    assert list(of_receipt(read_application(an_application()), a_calendar(), MONDAY)) == []

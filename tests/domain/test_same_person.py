"""By what two records may be one applicant; what is missing never agrees and never hides."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.people import Address, Applicant, Organisation, Person
from akimat_desk.domain.same_person import STRENGTH, grounds, pins_differ, strength

PIN, OTHER_PIN = "11503199012345", "11503199054321"
PERSON = Person(surname="Өмүрбекова", given="Айгүл", patronymic="Төлөгөновна")
FULL = msgspec.structs.replace(
    PERSON,
    pin=PIN,
    phone="+996555123456",
    born_on=date(1990, 3, 15),
    address=Address(village="Кара-Таш", street="Манас", house="5"),
)


def person(known: Person = PERSON, **told) -> Applicant:
    return Applicant(person=msgspec.structs.replace(known, **told))


def body(name: str, **told) -> Applicant:
    return Applicant(organisation=Organisation(name=name, **told))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (person(pin=PIN), person(surname="Башка", given="Ат", pin=PIN), {"same_pin"}),
        (person(pin=PIN), person(patronymic="", pin=PIN), {"same_pin", "like_name"}),
        (person(phone="1"), person(phone="1"), {"same_phone"}),
        (person(FULL), person(FULL, pin=""), {"same_phone", "same_address", "same_birth_date"}),
        # Kyrgyz letters that people mix up.
        (person(phone="1"), person(surname="Омурбекова", given="Айгул", phone="1"), {"same_phone"}),
        # A letter dropped, a patronymic left out, parts turned round: close, with the phone.
        (person(phone="1"), person(surname="Өмүрбеков", phone="1"), {"same_phone", "like_name"}),
        (person(phone="1"), person(patronymic="", phone="1"), {"same_phone", "like_name"}),
        (
            person(phone="1"),
            person(surname="Айгүл", given="Өмүрбекова", phone="1"),
            {"same_phone", "like_name"},
        ),
        (person(surname="Өмүрбеков"), person(), set()),
        (person(phone="1"), person(surname="Токтосунов", given="Бек", phone="1"), set()),
        (person(), person(), set()),
        (person(phone=""), person(phone=""), set()),
        (body("ЖЧК Дыйкан", inn=PIN), body("Дыйкан", inn=PIN), {"same_pin"}),
        (body("ЖЧК Дыйкан", phone="1"), body("ЖЧК «Дыйкан»", phone="1"), {"same_phone"}),
        (body("Дыйкан", inn=PIN), person(pin=PIN), set()),
        (Applicant(), Applicant(), set()),
    ],
)
def test_what_speaks_for_one_applicant(one, other, expected) -> None:
    assert set(grounds(one, other)) == expected
    assert set(grounds(other, one)) == expected


@pytest.mark.parametrize("years", range(7))
def test_a_birth_year_up_to_three_off_still_counts(years) -> None:
    one = person(born_on=date(1990, 3, 15))
    other = person(born_on=date(1990 + years, 3, 15))
    expected = {0: ("same_birth_date",), 1: ("near_birth_year",)}
    assert grounds(one, other) == expected.get(min(years, 1) if years <= 3 else -1, ())


def test_two_numbers_tell_namesakes_of_one_age_apart() -> None:
    one = person(born_on=date(1990, 3, 15), pin=PIN)
    other = person(born_on=date(1991, 1, 1), pin=OTHER_PIN)
    assert grounds(one, other) == ()
    # A mistyped number hides nothing where the phone agrees too.
    both = [person(known.person, phone="1") for known in (one, other)]
    assert grounds(*both) == ("same_phone", "near_birth_year")


GAPS = st.sets(st.sampled_from(("pin", "phone", "born_on", "address")))


@given(GAPS, GAPS)
def test_a_missing_value_takes_away_its_own_ground_and_no_other(mine, theirs) -> None:
    empty = {"pin": "", "phone": "", "born_on": None, "address": Address()}
    one = person(FULL, **{field: empty[field] for field in mine})
    other = person(FULL, **{field: empty[field] for field in theirs})
    told = {"pin", "phone", "born_on", "address"} - mine - theirs
    names = {
        "pin": "same_pin", "phone": "same_phone",
        "born_on": "same_birth_date", "address": "same_address",
    }  # fmt: skip
    assert set(grounds(one, other)) - {"like_name"} == {names[field] for field in told}


def test_numbers_differ_only_where_both_are_valid() -> None:
    assert pins_differ(person(pin=PIN), person(pin=OTHER_PIN))
    assert not pins_differ(person(pin=PIN), person())
    assert not pins_differ(person(pin=PIN), person(pin="12"))
    assert not pins_differ(person(pin=PIN), person(pin=PIN))


def test_the_strongest_ground_comes_first() -> None:
    assert STRENGTH.index("same_pin") == 0
    assert strength(("same_phone", "same_pin")) < strength(("same_phone", "same_address"))
    assert strength(("same_phone", "same_address")) < strength(("same_phone",))

"""Applicants, and the office's own record of one."""

from datetime import date

from builders import a_fact, reference
from happenings import any_event
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.case_events import NoteAdded
from akimat_desk.domain.facts import Event
from akimat_desk.domain.people import (
    Address,
    Applicant,
    Organisation,
    Person,
    PersonCorrected,
    PersonRecord,
    PersonRegistered,
    PersonsJoined,
    PersonsParted,
    apply,
)
from akimat_desk.domain.slots import DisputeSettled

AIGUL = Person(
    surname="Асанова",
    given="Айгүл",
    patronymic="Токтогуловна",
    pin="11503199012345",
    born_on=date(1990, 3, 15),
    phone="+996555123456",
    address=Address(aimak="Ак-Суу", village="Теплоключенка", street="Ленин", house="5"),
)
BODY = Organisation(name="ЖЧК Дыйкан", inn="01234567890123", phone="+996312111111")


def a_record(*told: tuple[int, Event, tuple[int, ...]]) -> PersonRecord:
    record: PersonRecord | None = None
    for number, event, seen in told:
        record = apply(record, a_fact(number, event, seen))
    assert record is not None
    return record


def registered(surname: str = "Асанова") -> PersonRegistered:
    return PersonRegistered(applicant=Applicant(person=Person(surname=surname, given="А")))


def corrected(surname: str) -> PersonCorrected:
    return PersonCorrected(applicant=Applicant(person=Person(surname=surname, given="А")))


@given(st.lists(st.tuples(any_event(), st.sets(st.integers(0, 8))), min_size=1, max_size=8))
def test_no_sequence_of_facts_makes_the_fold_or_its_reading_raise(
    told: list[tuple[Event, set[int]]],
) -> None:
    record: PersonRecord | None = None
    for number, (event, seen) in enumerate(told):
        record = apply(record, a_fact(number, event, [one for one in seen if one < number]))
    assert record is not None
    assert isinstance(record.applicant, Applicant)
    assert list(record.joined_with) == sorted(record.joined_with)


def test_a_person_is_named_and_found_by_what_the_paper_says() -> None:
    applicant = Applicant(person=AIGUL)
    assert applicant.name == "Асанова Айгүл Токтогуловна"
    assert (applicant.pin, applicant.phone) == (AIGUL.pin, AIGUL.phone)
    assert applicant.address.line() == "Ак-Суу, Теплоключенка, Ленин, 5"
    assert not applicant.is_anonymous


def test_an_organisation_is_named_and_found_by_what_the_paper_says() -> None:
    applicant = Applicant(organisation=BODY)
    assert (applicant.name, applicant.pin, applicant.phone) == (BODY.name, BODY.inn, BODY.phone)
    assert applicant.address == Address()


def test_nobody_named_has_nothing() -> None:
    nobody = Applicant()
    assert nobody.is_anonymous
    assert (nobody.name, nobody.pin, nobody.phone, nobody.address.line()) == ("", "", "", "")


def test_a_record_without_its_beginning_reads_as_nobody() -> None:
    assert PersonRecord().applicant == Applicant()


def test_the_last_correction_reads() -> None:
    record = a_record((1, registered(), ()), (2, corrected("Асан кызы"), (1,)))
    assert record.applicant.name == "Асан кызы А"


def test_corrections_apart_are_disputed_and_settled() -> None:
    record = a_record((1, registered(), ()), (2, corrected("Б"), (1,)), (3, corrected("В"), (1,)))
    assert record.slots["details"].is_disputed
    assert record.applicant.name == "Б А"
    settled = DisputeSettled(slot="details", keeps=reference(3), drops=(reference(2),))
    record = apply(record, a_fact(4, settled, (1, 2, 3)))
    assert record.applicant.name == "В А"


def test_a_settlement_of_nothing_is_set_aside_and_the_record_still_reads() -> None:
    settled = DisputeSettled(slot="details", keeps=reference(7), drops=())
    record = a_record((1, registered(), ()), (2, settled, (1,)))
    assert [one.reason for one in record.set_aside] == ["nothing_to_settle"]
    assert record.applicant.name == "Асанова А"


def test_a_join_is_a_union_and_may_be_taken_back() -> None:
    told = (
        (1, registered(), ()),
        (2, PersonsJoined(other="b"), (1,)),
        (3, PersonsJoined(other="a"), (1,)),
    )
    assert a_record(*told).joined_with == ("a", "b")
    parted = a_record(*told, (4, PersonsParted(join=reference(2)), (1, 2, 3)))
    assert parted.joined_with == ("a",)


def test_what_is_not_of_a_person_is_set_aside() -> None:
    record = a_record((1, NoteAdded(text=""), ()))
    assert [one.reason for one in record.set_aside] == ["not_of_a_person"]

"""Applicants at work: found by any record, joined and taken apart, the same at every desk."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.working_desks import (
    CHEAP,
    MONDAY_MORNING,
    PASSWORD,
    GoingClock,
    a_complaint,
    a_desk,
    again,
    new_desk,
)
from ui.driving_card import bring

from akimat_desk.domain.errors import FieldWrong, NotAllowed
from akimat_desk.domain.joining import (
    AlreadyJoined,
    JoinedWithItself,
    JoinUnknown,
    KindsDiffer,
    PersonUnknown,
    PinsDiffer,
)
from akimat_desk.storage import journal, verification

HOUR = 3_600_000


def person(place: int, **told):
    return a_complaint(place)["applicant"]["person"] | told


def register(desk, place: int, **told) -> str:
    """The id of the record it was registered for."""
    applicant = {"person": person(place, **told)}
    case_id = desk.registration.register(a_complaint(place, applicant=applicant)).case
    return desk.cases.open(case_id).case.registered.person


def a_firm(desk, name: str, **told) -> str:
    applicant = {"organisation": {"name": name} | told}
    case_id = desk.registration.register(a_complaint(90, applicant=applicant)).case
    return desk.cases.open(case_id).case.registered.person


def all_rows(desk, typed: str = "", limit: int = 50):
    rows, cursor = [], None
    while True:
        page = desk.people.page(typed, cursor, limit)
        rows += page.rows
        cursor = page.next_cursor
        if cursor is None:
            return rows


def readings(desk):
    """Everything the tables of applicants hold, row ids left out."""
    with desk.core.database.read() as connection:
        lines = connection.exec_driver_sql("SELECT * FROM person_line").all()
        joins = connection.exec_driver_sql("SELECT * FROM person_join").all()
    return sorted(tuple(row)[1:] for row in lines), sorted(tuple(row) for row in joins)


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        yield found


def test_an_applicant_comes_with_the_number_of_their_cases(desk):
    first = register(desk, 1)
    register(desk, 1)
    register(desk, 2)
    one, other = all_rows(desk)
    assert (one.id, one.open_cases, one.all_cases, one.records) == (first, 2, 2, 1)
    assert (one.pin, other.all_cases) == ("0001", 1)
    assert str(one.last_on) == "2026-11-23"


@pytest.mark.parametrize(
    "typed", ["чынгыз", "төлөгөнович омур", "Өмүрбеков1", "20000000000001", "0555 00 00 01"]
)
def test_any_word_of_the_name_finds(desk, typed):
    found = register(desk, 1)
    assert [row.id for row in all_rows(desk, typed)] == [found]


def test_a_firm_is_found_by_its_own_name(desk):
    found = a_firm(desk, "ЖЧК «Дыйкан»", inn="01234567890123")
    assert [row.id for row in all_rows(desk, "дыйкан")] == [found]
    card = desk.people.open(found)
    assert card.whole.organisation.inn == "01234567890123"


def test_joined_records_are_one_row_with_all_cases(desk):
    one, other = register(desk, 1), register(desk, 2, pin="")
    done = desk.people.join(other, one, "бир эле адам")
    assert done.leader == min(one, other)
    (row,) = all_rows(desk)
    assert (row.id, row.records, row.all_cases) == (min(one, other), 2, 2)
    for person_id in (one, other):
        card = desk.people.open(person_id)
        assert card.id == min(one, other)
        assert {record.id for record in card.records} == {one, other}
        page = desk.lists.page(desk.cases.filter_of(person=person_id))
        assert len(page.rows) == 2
        assert len(desk.lists.repeats(person_id)) == 2


@pytest.mark.parametrize("typed", ["өмүрбеков1", "өмүрбеков2", "0002"])
def test_any_record_of_a_union_finds_the_one_that_leads(desk, typed):
    one, other = register(desk, 1), register(desk, 2, pin="", phone="0700 00 02 00")
    desk.people.join(one, other)
    found = all_rows(desk, "0700000200" if typed == "0002" else typed)
    assert [row.id for row in found] == [min(one, other)]


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_hold_every_union_once(desk, limit):
    ids = [register(desk, place, pin="") for place in range(7)]
    desk.people.join(ids[5], ids[1])
    desk.people.join(ids[1], ids[3])
    for typed in ("", "өмүр", "чыңгыз"):
        rows = all_rows(desk, typed, limit)
        leads = min(ids[5], ids[1], ids[3])
        expected = {leads, *(ids[place] for place in (0, 2, 4, 6))}
        assert sorted(row.id for row in rows) == sorted(expected)


def test_at_the_counter_the_cases_of_the_whole_union_are_seen(desk):
    one = register(desk, 1, surname="Бакиева", given="Нурила", patronymic="")
    other = register(desk, 2, pin="")
    told = a_complaint(2, applicant={"person": person(2, pin="")})
    before = {case.id for case in desk.registration.preview(told).earlier}
    desk.people.join(one, other)
    foreseen = desk.registration.preview(told)
    (more,) = {case.id for case in foreseen.earlier} - before
    assert foreseen.person == other
    assert desk.cases.open(more).case.registered.person == one


def test_a_joined_record_is_found_again_when_its_person_comes_back(desk):
    one, other = register(desk, 1), register(desk, 2)
    desk.people.join(one, other, "паспорт алмашкан")
    assert register(desk, 2, phone="0700 11 22 33") == other
    (row,) = all_rows(desk)
    assert row.all_cases == 3


def test_taking_apart_gives_back_what_was(desk):
    one, other = register(desk, 1), register(desk, 2, pin="")
    before = readings(desk)
    done = desk.people.join(one, other)
    assert desk.people.part(done.join, "ката") == (min(one, other), max(one, other))
    assert readings(desk) == before
    assert len(all_rows(desk)) == 2
    assert desk.people.open(one).joins == ()
    with pytest.raises(JoinUnknown):
        desk.people.part(done.join)
    again_done = desk.people.join(one, other)
    assert len(all_rows(desk)) == 1
    assert again_done.join != done.join


def test_who_joined_is_on_record(desk):
    one, other = register(desk, 1), register(desk, 2, pin="")
    done = desk.people.join(one, other, "паспорт боюнча")
    card = desk.people.open(one)
    (line,) = card.joins
    assert (line.id, line.reason, line.signed.who) == (done.join, "паспорт боюнча", "admin")
    assert {line.one, line.other} == {one, other}
    assert {"PersonsJoined", "PersonRegistered"} <= {entry.type for entry in card.history}
    assert card.names.keys() == {one, other}


def test_what_cannot_be_joined_is_refused(desk):
    one, other = register(desk, 1), register(desk, 2)
    firm = a_firm(desk, "ЖЧК Дыйкан", inn="01234567890123")
    with pytest.raises(JoinedWithItself):
        desk.people.join(one, one)
    with pytest.raises(KindsDiffer):
        desk.people.join(one, firm)
    with pytest.raises(PersonUnknown):
        desk.people.join(one, "00000000-0000-0000-0000-00000000000a")
    with pytest.raises(PersonUnknown):
        desk.people.open("nobody")
    with pytest.raises(JoinUnknown):
        desk.people.part("зз")
    third = register(desk, 3)
    desk.people.join(one, other, "паспорт алмашкан")
    with pytest.raises(AlreadyJoined):
        desk.people.join(other, one)
    with pytest.raises(PinsDiffer):
        desk.people.join(third, other)
    desk.people.join(third, other, "паспорт алмашкан")
    assert len(all_rows(desk)) == 2


def test_only_those_with_the_right_change_and_everybody_reads(tmp_path):
    desk = new_desk(tmp_path)
    one, other = register(desk, 1), register(desk, 2, pin="")
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    desk.close()
    desk = again(tmp_path, login="mamyt")
    assert len(all_rows(desk)) == 2
    assert not desk.people.open(one).may_change
    with pytest.raises(NotAllowed):
        desk.people.join(one, other)
    with pytest.raises(NotAllowed):
        desk.people.correct(one, {"person": person(1, phone="0700 11 22 33")}, "x")
    desk.close()


# Correcting


def test_a_correction_reads_from_now_on_and_the_old_name_still_finds(desk):
    one = register(desk, 1)
    desk.people.correct(one, {"person": person(1, surname="Асанов")}, "фамилиясын алмаштырган")
    card = desk.people.open(one)
    assert card.whole.name.startswith("Асанов ")
    assert card.spellings == ("Өмүрбеков1 Чыңгыз Төлөгөнович",)
    assert card.history[0].event.reason == "фамилиясын алмаштырган"
    assert [row.id for row in all_rows(desk, "асанов")] == [one]
    assert all_rows(desk, "өмүрбеков1") == []
    desk.integrity.verify()


def test_what_is_replaced_needs_a_reason_and_what_is_added_none(desk):
    one = register(desk, 1, phone="")
    with pytest.raises(FieldWrong) as refused:
        desk.people.correct(one, {"person": person(1, surname="Асанов", phone="")})
    assert (refused.value.field, refused.value.reason) == ("reason", "empty")
    with pytest.raises(FieldWrong):
        desk.people.correct(one, {"person": person(1, pin="", phone="")})
    desk.people.correct(one, {"person": person(1, phone="0700 11 22 33")})
    assert desk.people.open(one).phones == ("+996700112233",)
    with pytest.raises(FieldWrong) as refused:
        desk.people.correct(one, {"person": person(1, phone="0700 11 22 33")})
    assert refused.value.reason == "nothing_to_correct"


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"person": {"surname": "", "given": "А"}}, FieldWrong),
        ({"person": {"surname": "А", "given": "Б", "pin": "12"}}, FieldWrong),
        ({"anonymous": True}, KindsDiffer),
        ({"organisation": {"name": "ЖЧК"}}, KindsDiffer),
        ({}, FieldWrong),
    ],
)
def test_what_is_no_applicant_is_refused(desk, told, refusal):
    one = register(desk, 1)
    with pytest.raises(refusal):
        desk.people.correct(one, told, "себеп")


def test_an_address_that_is_not_told_keeps_its_parts(desk):
    one = register(desk, 1)
    told = person(1, phone="0700 11 22 33")
    del told["address"]
    desk.people.correct(one, {"person": told}, "себеп")
    assert desk.people.open(one).whole.address.village == "Кара-Таш"


# Who may be the same


def test_those_who_may_be_the_same_are_named_with_their_grounds(desk):
    one = register(desk, 1)
    other = register(desk, 1, pin="", phone="0555 00 00 01", patronymic="")
    stranger = register(desk, 2)
    assert other != one
    (maybe,) = desk.people.open(one).maybe_same
    assert (maybe.id, set(maybe.grounds)) == (other, {"same_phone", "like_name"})
    assert maybe.counts.every == 1
    assert [found.id for found in desk.people.open(other).maybe_same] == [one]
    assert desk.people.open(stranger).maybe_same == ()
    desk.people.join(one, other)
    assert desk.people.open(one).maybe_same == ()


def test_a_union_that_may_be_the_same_is_named_once(desk):
    one = register(desk, 1)
    second = register(desk, 1, pin="", patronymic="")
    third = register(desk, 1, pin="", surname="Өмүрбекова1")
    desk.people.join(second, third)
    (maybe,) = desk.people.open(one).maybe_same
    assert maybe.id == min(second, third)
    assert maybe.counts.every == 2


def test_representatives_of_the_latest_cases_are_named(desk):
    keeper = {"person": {"surname": "Асанова", "given": "Айгүл"}, "ground": "ишеним кат № 5"}
    case_id = desk.registration.register(a_complaint(1, representative=keeper)).case
    card = desk.people.open(desk.cases.open(case_id).case.registered.person)
    assert [one.person.surname for one in card.representatives] == ["Асанова"]


# The same at every desk


def test_rebuilding_gives_the_same_unions(desk):
    ids = [register(desk, place, pin="") for place in range(5)]
    for one, other in ((0, 1), (1, 2), (3, 4), (2, 4)):
        desk.people.join(ids[one], ids[other])
    done = desk.people.join(register(desk, 6, pin=""), ids[0])
    desk.people.part(done.join)
    before = readings(desk)
    desk.integrity.verify()
    desk.integrity.rebuild()
    assert readings(desk) == before
    desk.integrity.verify()


STEPS = st.lists(
    st.tuples(st.sampled_from(("join", "part")), st.integers(0, 4), st.integers(0, 4)), max_size=6
)


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    with a_desk(tmp_path_factory.mktemp("busy")) as desk:
        yield desk, [register(desk, place, pin="") for place in range(5)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_joined_and_parted_the_readings_are_those_of_the_journal(busy, steps):
    desk, ids = busy
    for step, one, other in steps:
        if step == "part":
            for line in desk.people.open(ids[one]).joins[: other + 1]:
                desk.people.part(line.id)
                break
        elif desk.people.open(ids[one]).id != desk.people.open(ids[other]).id:
            desk.people.join(ids[one], ids[other])
    before = readings(desk)
    desk.integrity.verify()
    desk.integrity.rebuild()
    assert readings(desk) == before


def entries_of(desk):
    with desk.core.database.read() as connection:
        origins = connection.exec_driver_sql("SELECT origin FROM origin").scalars().all()
        return [
            entry
            for origin in origins
            for entry in journal.entries_between(connection, origin, 0, 1000)
        ]


@pytest.fixture
def two_desks(tmp_path):
    """Two workstations of one office that hold the same three applicants."""
    first = new_desk(tmp_path / "one")
    ids = [register(first, place, pin="") for place in range(3)]
    first.close()
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    here = again(tmp_path / "one", clock=GoingClock(MONDAY_MORNING + HOUR))
    there = again(tmp_path / "two", clock=GoingClock(MONDAY_MORNING + 2 * HOUR))
    yield here, there, ids
    here.close()
    there.close()


def exchange(here, there):
    """What each wrote since they were one goes over to the other."""
    mine, theirs = entries_of(here), entries_of(there)
    for desk, had, others in ((here, mine, theirs), (there, theirs, mine)):
        known = {entry.content_id for entry in had}
        bring(desk, [entry for entry in others if entry.content_id not in known])


def verify_readings(desk):
    with desk.core.read() as (connection, lens):
        verification.verify_readings(connection, lens)


def test_joins_of_two_desks_meet(two_desks):
    here, there, (one, second, third) = two_desks
    here.people.join(one, second)
    there.people.join(second, third)
    exchange(here, there)
    assert readings(here)[1] == readings(there)[1]
    for desk in (here, there):
        (row,) = all_rows(desk)
        assert (row.id, row.records, row.all_cases) == (min(one, second, third), 3, 3)
        verify_readings(desk)
    assert here.integrity.digest() == there.integrity.digest()


def test_a_pair_that_both_desks_joined_is_taken_apart_at_once(two_desks):
    here, there, (one, second, _) = two_desks
    done = here.people.join(one, second)
    there.people.join(second, one)
    exchange(here, there)
    assert len(here.people.open(one).joins) == 2
    here.people.part(done.join)
    assert here.people.open(one).joins == ()
    assert len(all_rows(here)) == 3


def test_what_is_joined_again_elsewhere_stays_joined(two_desks):
    here, there, (one, second, _) = two_desks
    done = here.people.join(one, second)
    here.people.part(done.join)
    there.people.join(one, second)
    exchange(here, there)
    for desk in (here, there):
        assert len(all_rows(desk)) == 2
        verify_readings(desk)


def test_corrections_of_two_desks_are_shown_as_two_until_one_holds(two_desks):
    here, there, (one, _, _) = two_desks
    for desk, surname in ((here, "Асанов"), (there, "Бакиров")):
        desk.people.correct(one, {"person": person(0, pin="", surname=surname)}, "паспорт")
    exchange(here, there)
    assert here.people.open(one).is_disputed
    told = {"person": person(0, pin="", surname="Асанов")}
    here.people.correct(one, told, "паспорт")
    assert not here.people.open(one).is_disputed

"""Another office takes the place of this one: what ends, what passes, and what stays as it was."""

from datetime import date, timedelta

import pytest
from documents.reading_paper import squeezed, text
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import FieldWrong, NotAllowed
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import OfficeEnded, Succeed
from akimat_desk.services.absences import AbsenceTold
from akimat_desk.services.staff import StaffTold
from akimat_desk.services.succession import HandOn

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
DAY_MS = 24 * 3600 * 1000
OTHER = "41706246000000-district-1"
NAME = Bilingual(ky="Кара-Суу району", ru="Кара-Сууский район")
LAW = "№ 82, 10.04.2026"


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        for login, surname, post_ky in (
            ("akim", "Жээнбекова", "район акими"),
            ("deputy", "Сапаров", "акимдин орун басары"),
        ):
            found.office.add_staff(
                StaffTold(login=login, surname=surname, given="Бек", post_ky=post_ky,
                          roles=("head",))
            )  # fmt: skip
        found.office.hold_post("head", "akim", order="№ 1", from_on=MONDAY - DAY)
        yield found


def merged(desk, from_on=MONDAY + DAY, **more):
    told = {"kind": "merged_into", "name": NAME, "from_on": from_on, "ground": LAW, "office": OTHER}
    return desk.succession.succeed(Succeed(**told | more))


def a_case(desk, place):
    papers = [{"title": "Паспорт", "original": True, "to_return": True, "sheets": 2}]
    told = a_complaint(place, sheets=5, papers=papers)
    return desk.registration.register(told)


def test_an_ended_office_registers_nothing_from_that_day_and_names_the_successor(desk, clock):
    merged(desk)
    assert a_case(desk, 1).number
    clock.turn(DAY_MS)
    for refused in (desk.registration.register, desk.registration.check):
        with pytest.raises(OfficeEnded) as told:
            refused(a_complaint(2))
        assert told.value.facts() == {"ended_on": MONDAY.isoformat(), "successor": NAME.ky}


def test_the_act_lists_cases_originals_and_last_numbers_and_is_the_same_at_each_print(desk, clock):
    numbers = [a_case(desk, n).number for n in range(3)]
    cases = [desk.cases.find(number) for number in numbers]
    merged(desk)
    clock.turn(DAY_MS)
    done = desk.succession.hand_on(HandOn(office=OTHER, taker="Токтогулов Асан Бекович"))
    assert (done.cases, done.kept, desk.succession.remaining()) == (3, (), ())
    for case, number in zip(cases, numbers, strict=True):
        found = desk.cases.open(case)
        assert (found.case.registered.number, found.stage) == (number, "forwarded")
        ended = found.case.ending.event
        assert (ended.to_office, ended.ground, ended.number) == (OTHER, LAW, done.act)
    for language in ("ky", "ru"):
        paper = desk.succession.paper(done.act, language)
        said = squeezed(text(paper.data))
        for words in (*numbers, NAME[language], "Токтогулов А. Б.", "Жээнбекова Б.", LAW):
            assert squeezed(words) in said
        desk.office.set_names(Bilingual(ky="Башка"), Bilingual(ky="Башка"), MONDAY + 2 * DAY)
        assert desk.succession.paper(done.act, language).data == paper.data
    (act,) = (one for one in desk.succession.history() if one.what == "passed")
    assert (act.count, act.detail) == (3, done.act)


def test_of_a_split_only_the_named_cases_pass(desk):
    kept, gone = a_case(desk, 1), a_case(desk, 2)
    merged(desk, MONDAY, kind="split", office="")
    to = HandOn(office=NAME.ky, taker="Токтогулов Асан")
    with pytest.raises(FieldWrong) as refused:
        desk.succession.hand_on(to)
    assert refused.value.reason == "missing"
    done = desk.succession.hand_on(
        HandOn(office=NAME.ky, taker="Токтогулов Асан", cases=(gone.case,))
    )
    assert done.cases == 1
    assert [one.number for one in desk.succession.remaining()] == [kept.number]
    assert a_case(desk, 3).number


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"kind": "renamed"}, "kind", "unknown"),
        ({"ground": " "}, "ground", "empty"),
        ({"name": Bilingual(ky="")}, "name", "empty"),
        ({"office": "41706242000000-district-1"}, "office", "own_office"),
    ],
)
def test_what_is_told_of_a_succession_has_a_ground_and_another_office(desk, changes, field, reason):
    with pytest.raises(FieldWrong) as refused:
        merged(desk, **changes)
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_an_office_ends_once_and_nothing_passes_to_a_stranger(desk):
    merged(desk)
    with pytest.raises(FieldWrong) as refused:
        merged(desk, office="", name=Bilingual(ky="Ош району"))
    assert refused.value.reason == "taken"
    for to in (HandOn(office="nobody", taker="А"), HandOn(office=OTHER, taker=" ")):
        with pytest.raises(FieldWrong):
            desk.succession.hand_on(to)


def test_an_acting_holder_signs_with_the_post_they_act_in(desk, clock):
    desk.absences.record(
        AbsenceTold(
            absent="akim", substitute="deputy", from_on=MONDAY, until_on=MONDAY + DAY,
            ground="№ 5", acts=True,
        )
    )  # fmt: skip
    (now,) = (one for one in desk.succession.history() if one.what == "post" and one.is_now)
    assert (now.who, now.acting, now.words.ky) == ("Сапаров Б.", True, "район акими")
    clock.turn(2 * DAY_MS)
    (now,) = (one for one in desk.succession.history() if one.what == "post" and one.is_now)
    assert (now.who, now.acting) == ("Жээнбекова Б.", False)


def test_what_goes_on_in_the_name_of_the_holder_is_told_before_another_is_named(desk):
    assert desk.succession.touched("head").holder == "Жээнбекова Б."
    assert desk.succession.touched("head").is_nothing
    desk.office.set_responsible("akim", topic="land", order="№ 3")
    case = a_case(desk, 1).case
    desk.cases.do(case, "assign", {"executor": "akim", "accepted": True})
    told = desk.succession.touched("head", MONDAY + DAY)
    assert (told.cases, told.answers, told.acts) == (1, 1, ())
    assert desk.succession.touched("deputy").holder == ""


def test_the_kind_of_the_office_and_its_bent_name_go_with_a_new_name(desk):
    before = desk.office.now.dated("name", MONDAY)
    new = Bilingual(ky="Жаңы мекеме", ru="Новое учреждение")
    desk.office.set_names(new, new, cases={"genitive": Bilingual(ky="Жаңы мекеменин")})
    now = desk.office.now.dated("name", MONDAY)
    assert (now.kind, now.cases_ky) == (before.kind, {"genitive": "Жаңы мекеменин"})


def test_who_may_not_change_the_office_changes_nothing(desk):
    desk.core.actor = desk.office.now.find_login("mamyt")
    with pytest.raises(NotAllowed):
        merged(desk)
    with pytest.raises(NotAllowed):
        desk.succession.hand_on(HandOn(office=OTHER, taker="А"))

"""An akim is replaced on 10 March and the office renamed on 1 April: each letter keeps its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
from central.direct_line import Direct, centre_in, join
from documents.reading_paper import codes, squeezed, text
from services.working_desks import (
    CHEAP,
    OFFICE,
    PASSWORD,
    HandClock,
    a_complaint,
    new_desk,
)

from akimat_desk.domain.acts import AnswerTold, IssueAct
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.ui.screens.acts_columns import Asked, narrowed

OLD = Bilingual(ky="Ноокат районунун мамлекеттик администрациясы",
                ru="Государственная администрация Ноокатского района")  # fmt: skip
NEW = Bilingual(ky="Айтматов районунун мамлекеттик администрациясы",
                ru="Государственная администрация Айтматовского района")  # fmt: skip
OLD_ADDRESS, NEW_ADDRESS = "Ноокат ш., Ленин көч., 1", "Манас ш., Айтматов көч., 5"
AKIM, DEPUTY = ("Жээнбекова", "Бактыгүл"), ("Сапаров", "Эрлан")
BEFORE, ACTING, RENAMED = date(2026, 3, 9), date(2026, 3, 11), date(2026, 4, 2)


class Letter(NamedTuple):
    """A reply as it was given out."""

    case: str
    act: str
    number: str
    data: bytes


class Year(NamedTuple):
    """The desk on which it happened, and its three replies."""

    desk: Desk
    clock: HandClock
    letters: dict[date, Letter]


def morning(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 3, tzinfo=UTC).timestamp() * 1000)


def set_up(desk: Desk) -> None:
    for login, (surname, given), post_ky, post_ru in (
        ("akim", AKIM, "район акими", "аким района"),
        ("deputy", DEPUTY, "акимдин орун басары", "заместитель акима"),
    ):
        desk.office.add_staff(
            StaffTold(
                login=login, surname=surname, given=given, post_ky=post_ky, post_ru=post_ru,
                roles=("head",), room="1", phone="03230 5-11-22",
            )
        )  # fmt: skip
    desk.office.set_names(OLD, OLD)
    desk.office.hold_post("head", "akim", order="№ 1")


def a_letter(desk: Desk, clock: HandClock, day: date, place: int) -> Letter:
    clock.at = morning(day)
    desk.trusted_time.confirm(day)
    case = desk.registration.register(a_complaint(place)).case
    told = IssueAct(answers=(AnswerTold(text="Жол ачылды."),), grounds="«Кайрылуулар» мыйзамы")
    issued = desk.acts.issue(case, told)
    return Letter(case, issued.act, issued.number, issued.paper.data)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    clock = HandClock(morning(date(2026, 3, 6)))
    desk = new_desk(tmp_path_factory.mktemp("year"), clock=clock, training=True)
    set_up(desk)
    letters = {BEFORE: a_letter(desk, clock, BEFORE, 1)}
    clock.at = morning(date(2026, 3, 10))
    desk.office.hold_post("head", "deputy", from_on=date(2026, 3, 10), acting=True, order="№ 7")
    letters[ACTING] = a_letter(desk, clock, ACTING, 2)
    desk.office.set_names(NEW, NEW, date(2026, 4, 1), ground="№ 82")
    desk.office.set_letterhead(
        address=Bilingual(ky=NEW_ADDRESS), phone="03230 7-00-00", from_on=date(2026, 4, 1)
    )
    letters[RENAMED] = a_letter(desk, clock, RENAMED, 3)
    yield Year(desk, clock, letters)
    desk.close()


@pytest.fixture(scope="module")
def second(year: Year, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Another workstation of the office, which learns everything through the centre."""
    root = tmp_path_factory.mktemp("second")
    centre = centre_in(root / "centre")
    line = Direct(centre)
    setup = Setup(office=OFFICE, is_training=True, password=PASSWORD)
    make_workspace(root / "desk", setup, clock=year.clock, cost=CHEAP)
    other = open_desk(root / "desk", password=PASSWORD, clock=year.clock)
    for desk in (year.desk, other):
        join(desk, line)
    for _ in range(3):
        for desk in (year.desk, other):
            desk.exchange.sync()
    yield other
    other.close()
    centre.close()


def printed(letter: Letter) -> str:
    return squeezed(text(letter.data))


def found(desk: Desk, words: str) -> set[str]:
    """The numbers that the search of the journal of acts finds."""
    rows = narrowed(desk.act_desk.newest(), Asked("all", "", words), {})
    return {row.number for row in rows}


def holds(letter: Letter, *wanted: str) -> None:
    said = printed(letter)
    assert [one for one in wanted if squeezed(one) not in said] == []


def holds_none(letter: Letter, *unwanted: str) -> None:
    said = printed(letter)
    assert [one for one in unwanted if squeezed(one) in said] == []


def test_each_letter_says_what_held_on_its_own_day(year: Year) -> None:
    before, acting, renamed = (year.letters[day] for day in (BEFORE, ACTING, RENAMED))
    holds(before, OLD.ky, OLD.ru, OLD_ADDRESS, "Район акими", "Жээнбекова Б.")
    holds_none(before, "м.а.", NEW.ky, "Сапаров")
    holds(acting, OLD.ky, OLD_ADDRESS, "Район акиминин м.а.", "Сапаров Э.")
    holds_none(acting, NEW.ky, "орун басар", "Жээнбекова")
    holds(renamed, NEW.ky, NEW.ru, NEW_ADDRESS, "Район акиминин м.а.", "Сапаров Э.")
    holds_none(renamed, OLD.ky, OLD_ADDRESS)


def test_an_old_letter_is_reprinted_as_it_was_and_its_code_still_proves_it(year: Year) -> None:
    for letter in year.letters.values():
        assert year.desk.acts.paper(letter.case, letter.act).data == letter.data
        assert year.desk.act_desk.paper(letter.act).data == letter.data
        (code,) = (one for one in codes(letter.data, dpi=203) if one.startswith("AD1:"))
        assert year.desk.paper_proofs.check(code).number == letter.number


def test_receipts_take_the_name_of_the_day_of_registration(year: Year) -> None:
    old, new = (
        squeezed(text(year.desk.papers.receipt(year.letters[day].case).data))
        for day in (BEFORE, RENAMED)
    )
    assert [squeezed(OLD.ky) in one for one in (old, new)] == [True, False]
    assert [squeezed(NEW.ky) in one for one in (old, new)] == [False, True]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("ноокат районунун", {BEFORE, ACTING}),
        ("айтматов", {RENAMED}),
        ("ноокатского", {BEFORE, ACTING}),
        ("жээнбекова", {BEFORE}),
        ("сапаров", {ACTING, RENAMED}),
        ("өмүрбеков", {BEFORE, ACTING, RENAMED}),
    ],
)
def test_search_finds_a_letter_by_any_name_it_bears(
    year: Year, words: str, days: set[date]
) -> None:
    assert found(year.desk, words) == {year.letters[day].number for day in days}


def test_search_finds_a_letter_by_its_number_and_the_case_by_its_own(year: Year) -> None:
    for letter in year.letters.values():
        assert letter.number in found(year.desk, letter.number)
        number = year.desk.cases.open(letter.case).case.registered.number
        assert year.desk.cases.find(number) == letter.case


def test_nothing_of_it_is_another_after_a_rebuild(year: Year) -> None:
    before = year.desk.succession.history()
    year.desk.integrity.rebuild()
    year.desk.integrity.verify()
    assert year.desk.succession.history() == before
    assert found(year.desk, "айтматов") == {year.letters[RENAMED].number}


def test_the_history_says_who_and_what_held_when(year: Year) -> None:
    told = year.desk.succession.history()
    assert [one.from_on for one in told] == sorted((one.from_on for one in told), reverse=True)
    (now,) = (one for one in told if one.what == "name" and one.is_now)
    assert (now.words, now.from_on, now.ground) == (NEW, date(2026, 4, 1), "№ 82")
    (head,) = (one for one in told if one.what == "post" and one.is_now)
    assert (head.who, head.acting, head.words.ky) == ("Сапаров Э.", True, "район акими")


def test_a_second_desk_prints_the_same_letters_and_finds_them(year: Year, second: Desk) -> None:
    for letter in year.letters.values():
        assert second.acts.paper(letter.case, letter.act).data == letter.data
        assert second.act_desk.paper(letter.act).data == letter.data
    assert found(second, "жээнбекова") == {year.letters[BEFORE].number}
    assert found(second, "айтматов") == {year.letters[RENAMED].number}
    assert second.integrity.digest() == year.desk.integrity.digest()

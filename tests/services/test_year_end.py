"""A year of 900 cases is closed: where each case lies, what goes over, and that once is enough."""

from collections import Counter
from datetime import date

import pytest
from central.direct_line import Direct, centre_in, desk_in, register
from documents.reading_paper import text
from services.working_desks import GoingClock, a_complaint, a_desk
from services.year_of_cases import INDEXES, YEAR, a_year, instant, list_files

from akimat_desk.domain.errors import NotAllowed
from akimat_desk.domain.year_end import YearNotOver, YearOpen
from akimat_desk.services.nomenclature import FileTold

CASES = 900
END = date(YEAR, 12, 31)


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    desk, clock = a_year(tmp_path_factory.mktemp("year") / "desk", CASES)
    desk.year_end.run(YEAR)
    yield desk, clock
    desk.close()


@pytest.fixture
def desk(year):
    return year[0]


def lines(desk, asked):
    with desk.core.read() as (connection, _):
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


def test_every_closed_case_lies_in_exactly_one_volume_and_the_sheets_add_up(desk):
    ended = {number for (number,) in lines(desk, "SELECT number FROM case_line WHERE is_open=0")}
    volumes = [one.volume for one in desk.files_archive.volumes.of(YEAR)]
    lies = Counter(one.number for volume in volumes for one in volume.cases)
    assert set(lies) == ended
    assert set(lies.values()) == {1}
    assert len(ended) > CASES * 0.8
    assert all(volume.is_closed for volume in volumes)
    assert {volume.index for volume in volumes} == set(INDEXES)
    by_closing = 0
    for volume in volumes:
        found = [desk.cases.open(one.case).case for one in volume.cases]
        told = [case.ending_at(desk.core.identity.office).event for case in found]
        assert [one.file_index for one in told] == [volume.index] * len(told)
        by_closing += sum(
            one.sheets or case.field("sheets") for one, case in zip(told, found, strict=True)
        )
        assert volume.sheets <= 250
    assert sum(volume.sheets for volume in volumes) == by_closing
    assert desk.files_archive.volumes.where(volumes[0].cases[0].case).volume == volumes[0]


def test_the_cases_that_go_over_are_those_open_on_the_last_day(desk):
    plan = desk.year_end.preview(YEAR)
    asked = "SELECT number FROM case_line WHERE is_open=1 ORDER BY number_sort"
    assert [one.case.number for one in plan.carried] == [number for (number,) in lines(desk, asked)]
    assert len(plan.carried) == CASES - sum(
        len(one.volume.cases) for one in desk.files_archive.volumes.of(YEAR)
    )
    assert {one.holder for one in plan.carried} == {"Токтоналиев Б."}
    assert all(one.case.due_on is not None for one in plan.carried)


def test_journals_are_certified_by_their_last_number(desk):
    (journal,) = desk.year_end.preview(YEAR).journals
    assert (journal.journal, journal.mark) == ("К", "1")
    assert (journal.entries, journal.last) == (CASES, CASES)


def test_closed_a_second_time_nothing_changes(desk):
    before = desk.integrity.digest(), lines(desk, "SELECT count(*) FROM entry")
    again = desk.year_end.run(YEAR)
    assert (again.writes, again.is_closed, again.volumes) == (0, True, ())
    assert (desk.integrity.digest(), lines(desk, "SELECT count(*) FROM entry")) == before
    rows = desk.files_archive.nomenclature.rows
    assert [one.index for one in rows(YEAR + 1)] == [one.index for one in rows(YEAR)]
    desk.integrity.verify()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_papers_of_a_year_say_what_was_closed(desk, language):
    papers, volumes = desk.files_archive.papers, desk.files_archive.volumes.of(YEAR)
    plan = desk.year_end.preview(YEAR)
    carried = text(papers.of_year("carried", YEAR, language))
    assert all(one.case.number in carried for one in plan.carried)
    assert {"ky": "тогуз жүз", "ru": "девятьсот"}[language] in text(
        papers.of_year("journals", YEAR, language)
    )
    listed = text(papers.of_year("file-list", YEAR, language))
    assert str(sum(one.volume.sheets for one in volumes)) in listed
    place = volumes[0].volume.place
    inventory = text(papers.of_volume("inventory", place, language))
    assert all(one.number in inventory for one in volumes[0].volume.cases)
    sheets = str(volumes[0].volume.sheets)
    for paper in ("certifying", "cover"):
        printed = text(papers.of_volume(paper, place, language))
        assert sheets in printed
        assert volumes[0].volume.index in printed


def test_work_after_the_year_leaves_the_closed_year_alone(tmp_path):
    """Reopened, ended anew or newly filed: the volume keeps its case, and the list its day."""
    desk, clock = a_year(tmp_path / "desk", 40)
    plan = desk.year_end.run(YEAR)
    volume = desk.files_archive.volumes.of(YEAR)[0].volume
    case = volume.cases[0].case
    clock.turn(60_000)
    desk.cases.do(case, "reopen", {"ground": "№ 3"})
    (found, *_) = desk.files_archive.volumes.of(YEAR)
    assert (found.volume, found.reopened) == (volume, (case,))
    for one in plan.carried[:2]:
        desk.cases.do(one.case.case, "close", {"outcome": "explained", "answer": "№ 9"})
    again = desk.year_end.run(YEAR)
    assert [one.case for one in again.carried] == [one.case for one in plan.carried]
    assert again.writes == 0
    desk.cases.do(case, "close", {"outcome": "explained", "answer": "№ 10"})
    assert desk.files_archive.volumes.where(case).volume == volume
    assert [len(one.volume.cases) for one in desk.files_archive.volumes.of(YEAR + 1)] == [2]
    desk.close()


def test_a_year_is_closed_when_it_is_over_and_by_who_may(tmp_path):
    clock = GoingClock(instant(date(YEAR, 11, 23)))
    with a_desk(tmp_path, clock=clock) as desk:
        list_files(desk)
        done = desk.registration.register(a_complaint())
        seen = desk.year_end.preview(YEAR)
        assert (seen.is_over, seen.is_closed) == (False, False)
        assert [one.case.case for one in seen.carried] == [done.case]
        with pytest.raises(YearNotOver):
            desk.year_end.run(YEAR)
        with pytest.raises(YearOpen):
            desk.files_archive.papers.of_year("carried", YEAR)
        desk.core.actor = desk.office.now.find_login("tokton")
        clock.at = instant(date(YEAR + 1, 1, 11))
        with pytest.raises(NotAllowed):
            desk.year_end.run(YEAR)


def test_what_no_file_was_named_for_is_told_and_closed_all_the_same(tmp_path):
    clock = GoingClock(instant(date(YEAR, 11, 23)))
    with a_desk(tmp_path, clock=clock) as desk:
        cases = [desk.registration.register(a_complaint(n)).case for n in range(3)]
        desk.cases.do(cases[0], "close", {"outcome": "explained", "answer": "№ 1"})
        desk.cases.do(cases[1], "withdraw", {"ground": "арыз"})
        desk.cases.do(cases[2], "annul", {"reason": "ката"})
        desk.files_archive.nomenclature.add(YEAR, FileTold(index="02-01", title_ky="Арыздар"))
        desk.cases.do(cases[1], "file", {"file_index": "02-01", "sheets": 4})
        plan = desk.year_end.preview(YEAR)
        assert (plan.unfiled, plan.without_sheets) == (1, 1)
        told = [(one.index, [case.case for case in one.cases], one.sheets) for one in plan.volumes]
        assert told == [("", [cases[0]], 0), ("02-01", [cases[1]], 4)]


def test_two_desks_that_close_a_year_apart_write_the_same(tmp_path):
    centre = centre_in(tmp_path / "centre")
    line = Direct(centre)
    desks = [desk_in(tmp_path / name, line) for name in ("one", "other")]
    here = desks[0].cases.today().year
    clock = GoingClock(instant(date(here + 1, 1, 11)))
    for desk in desks:
        list_files(desk, here)
        numbers = register(desk, 3)
        told = {"outcome": "explained", "answer": "№ 7", "file_index": INDEXES[0], "sheets": 4}
        desk.cases.do(desk.cases.find(numbers[0]), "close", told)
    all_meet(*desks)
    for desk in desks:
        desk.core.clock = clock
        desk.trusted_time.confirm(date(here + 1, 1, 11))
        clock.turn(3_600_000)
        plan = desk.year_end.run(here)
        assert (len(plan.carried), len(plan.journals)) == (4, 2)
    all_meet(*desks)
    one, other = desks
    assert one.integrity.digest() == other.integrity.digest()
    for desk in desks:
        slots = desk.office.now.slots
        assert not [key for key, slot in slots.items() if slot.is_disputed]
        assert desk.year_end.run(here).writes == 0
        desk.close()
    centre.close()


def all_meet(*desks):
    for _ in range(3):
        for desk in desks:
            desk.exchange.sync()

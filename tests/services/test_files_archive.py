"""Files of a year: the list, filing by it, volumes on the way, hand-over and selection."""

from datetime import date

import msgspec
import pytest
from central.direct_line import Direct, centre_in, desk_in, register
from documents.reading_paper import text
from services.working_desks import GoingClock, a_complaint, a_desk
from services.year_of_cases import instant

from akimat_desk.documents.refusals import PartMissing
from akimat_desk.domain.errors import CaseOpen, FieldWrong, NotAllowed, UnknownKeys
from akimat_desk.domain.nomenclature import FileInUse, FileUnknown
from akimat_desk.domain.volumes import CaseInVolume, NothingToFile, VolumeUnknown
from akimat_desk.services.nomenclature import FileTold

YEAR = 2026
EXPLAINED = {"outcome": "explained", "answer": "№ 7"}


@pytest.fixture
def clock():
    return GoingClock(instant(date(YEAR, 11, 23)))


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path / "desk", clock=clock) as found:
        yield found


@pytest.fixture
def book(desk):
    return desk.files_archive.nomenclature


def a_closed_case(desk, place, index="02-03", sheets=10):
    case = desk.registration.register(a_complaint(place, sheets=3)).case
    desk.cases.do(case, "close", EXPLAINED | {"file_index": index, "sheets": sheets})
    return case


def told(index="02-03", **more):
    return FileTold(index=index, title_ky="Даттануулар", title_ru="Жалобы", **more)


def test_the_list_to_begin_with_invents_no_term(book):
    assert book.begin(YEAR) == len(book.rows(YEAR)) > 10
    assert all(one.to_confirm and not one.years for one in book.rows(YEAR))
    assert all(one.title.ky and one.title.ru for one in book.rows(YEAR))
    with pytest.raises(FieldWrong):
        book.begin(YEAR)


def test_a_case_is_closed_into_a_file_of_the_list_or_refused(desk, book):
    book.add(YEAR, told())
    case = desk.registration.register(a_complaint()).case
    with pytest.raises(FileUnknown):
        desk.cases.do(case, "close", EXPLAINED | {"file_index": "99-99"})
    with pytest.raises(CaseOpen):
        desk.cases.do(case, "file", {"file_index": "02-03"})
    with pytest.raises(CaseOpen):
        desk.files_archive.papers.label(case)
    desk.cases.do(case, "close", EXPLAINED | {"sheets": 4})
    with pytest.raises(PartMissing):
        desk.files_archive.papers.label(case)
    desk.cases.do(case, "file", {"file_index": "02-03"})
    number = desk.cases.open(case).case.registered.number
    for language, words in (("ky", "Ишке № 02-03"), ("ru", "В дело № 02-03")):
        label = text(desk.files_archive.papers.label(case, language))
        assert words in label
        assert number in label
    assert desk.cards.card(case).end.file_index == "02-03"
    desk.files_archive.volumes.close(YEAR, "02-03")
    with pytest.raises(CaseInVolume):
        desk.cases.do(case, "file", {"file_index": "02-03"})


def test_files_for_the_topic_and_kind_are_offered_first(desk, book):
    book.add(YEAR, told("01-01"))
    book.add(YEAR, told("02-03", kinds=("complaint",)))
    case = desk.registration.register(a_complaint()).case
    assert [one.index for one in book.offered(case)] == ["02-03", "01-01"]
    assert [one.index for one in book.offered()] == ["01-01", "02-03"]


def test_a_file_with_cases_is_not_dropped_by_any_way(desk, book, tmp_path):
    book.add(YEAR, told())
    book.add(YEAR, told("02-04"))
    a_closed_case(desk, 1)
    with pytest.raises(FileInUse) as refused:
        book.drop(YEAR, "02-03")
    assert refused.value.facts() == {"index": "02-03", "count": 1}
    with pytest.raises(FileInUse):
        book.copy_forward(YEAR - 1, [])
    desk.files_archive.volumes.close(YEAR, "02-03")
    with pytest.raises(FileInUse):
        book.drop(YEAR, "02-03")
    book.drop(YEAR, "02-04", "эч ким колдонбойт")
    assert [one.index for one in book.rows(YEAR)] == ["02-03"]
    with pytest.raises(FileUnknown):
        book.drop(YEAR, "02-04")


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8-sig", ";"), ("cp1251", "\t")])
def test_a_list_comes_from_a_file(book, tmp_path, encoding, separator):
    book.add(YEAR, told("02-03"))
    lines = [
        ("index", "title_ky", "title_ru", "term"),
        ("02-03", "Жалобалар", "Жалобы", "5"),
        ("02-05", "Арыздар", "Заявления", ""),
        ("", "", "", ""),
    ]
    path = tmp_path / "files.csv"
    path.write_text("\n".join(separator.join(line) for line in lines), encoding=encoding)
    rows = book.read(path, YEAR)
    diff = book.preview_import(rows, YEAR)
    assert [one.index for one in diff.added] == ["02-05"]
    assert [one.index for one in diff.changed] == ["02-03"]
    assert (book.take_in(rows, YEAR), book.take_in(rows, YEAR)) == (2, 0)
    assert [(one.years, one.to_confirm) for one in book.rows(YEAR)] == [(5, False), (0, True)]


@pytest.mark.parametrize(
    ("head", "refusal"), [("title_ky\nx", FieldWrong), ("index;colour\n1;2", UnknownKeys)]
)
def test_a_file_with_other_columns_is_refused(book, tmp_path, head, refusal):
    path = tmp_path / "files.csv"
    path.write_text(head)
    with pytest.raises(refusal):
        book.read(path, YEAR)


def test_the_next_years_list_is_seen_first_and_then_written_once(book):
    for index in ("01-01", "02-03"):
        book.add(YEAR, told(index))
    seen = book.preview_forward(YEAR)
    assert (seen.year, seen.writes, seen.diff.same) == (YEAR + 1, 2, ("01-01", "02-03"))
    assert book.rows(YEAR + 1) == ()
    wanted = [msgspec.structs.replace(book.rows(YEAR)[1], note="2 журнал")]
    seen = book.preview_forward(YEAR, wanted)
    assert [one.index for one in seen.diff.dropped] == ["01-01"]
    assert [one.index for one in seen.diff.changed] == ["02-03"]
    assert book.copy_forward(YEAR, wanted).writes == 1
    assert [(one.index, one.note) for one in book.rows(YEAR + 1)] == [("02-03", "2 журнал")]
    # What the next year does not say itself follows all the same.
    assert book.copy_forward(YEAR).writes == 1
    assert book.copy_forward(YEAR).writes == 0


def test_full_volumes_are_closed_on_the_way_and_the_next_goes_on(desk):
    cases = [a_closed_case(desk, n, sheets=sheets) for n, sheets in enumerate((150, 100, 90))]
    volumes = desk.files_archive.volumes
    assert [one.is_full for one in (line.volume for line in volumes.of(YEAR))] == [True, False]
    (closed,) = volumes.close_full(YEAR)
    assert (closed.number, closed.sheets) == (1, 250)
    assert volumes.close_full(YEAR) == ()
    desk.cases.do(cases[2], "reopen", {"ground": "№ 3"})
    assert [len(line.volume.cases) for line in volumes.of(YEAR)] == [2]
    assert volumes.where(cases[2]) is None
    with pytest.raises(NothingToFile):
        volumes.close(YEAR, "02-03")
    desk.cases.do(cases[2], "close", EXPLAINED | {"file_index": "02-03", "sheets": 95})
    (second,) = volumes.close(YEAR, "02-03")
    assert (second.number, second.sheets) == (2, 95)


def test_closed_volumes_go_to_an_archive_once_and_by_an_act(desk):
    a_closed_case(desk, 1)
    papers, volumes = desk.files_archive.papers, desk.files_archive.volumes
    place = volumes.of(YEAR)[0].volume.place
    with pytest.raises(VolumeUnknown):
        papers.hand_over([place], "Архив")
    volumes.close(YEAR, "02-03")
    for empty in (([], "Архив"), ([place], "  ")):
        with pytest.raises(FieldWrong):
            papers.hand_over(*empty)
    act = papers.hand_over([place], "Ноокат райондук архиви", taker="Асанова Г.")
    with pytest.raises(FieldWrong):
        papers.hand_over([place], "Архив")
    (line,) = volumes.of(YEAR)
    assert line.act == act
    printed = text(papers.archive_act(act, "ky"))
    assert "Ноокат райондук архиви" in printed
    assert "Асанова Г." in printed
    with pytest.raises(FieldWrong):
        papers.archive_act("x")


def test_nothing_is_selected_before_an_established_term_is_over(desk, book, clock):
    book.add(YEAR, told(years=3, to_confirm=False, ground="№ 346"))
    book.add(YEAR, told("02-04", years=3))
    for place, index in enumerate(("02-03", "02-04")):
        a_closed_case(desk, place, index)
        desk.files_archive.volumes.close(YEAR, index)
    volumes, papers = desk.files_archive.volumes, desk.files_archive.papers
    assert volumes.selectable() == ()
    with pytest.raises(PartMissing):
        papers.selection()
    clock.at = instant(date(YEAR + 4, 1, 11))
    assert [one.volume.index for one in volumes.selectable()] == ["02-03"]
    before = desk.integrity.digest()
    printed = text(papers.selection("ru"))
    assert "02-03" in printed
    assert "02-04" not in printed
    assert desk.integrity.digest() == before


def test_who_may_not_write_the_list_may_read_it(desk, book):
    book.add(YEAR, told())
    desk.core.actor = desk.office.now.find_login("tokton")
    assert [one.index for one in book.rows(YEAR)] == ["02-03"]
    with pytest.raises(NotAllowed):
        book.add(YEAR, told("02-04"))
    with pytest.raises(NotAllowed):
        desk.files_archive.volumes.close_full(YEAR)


def test_two_desks_that_close_one_volume_apart_say_the_same(tmp_path):
    centre = centre_in(tmp_path / "centre")
    line = Direct(centre)
    desks = [desk_in(tmp_path / name, line) for name in ("one", "other")]
    one, other = desks
    year = one.cases.today().year
    case = one.cases.find(*register(one))
    one.cases.do(case, "close", EXPLAINED | {"file_index": "02-03", "sheets": 5})
    for desk in (one, other, one, other):
        desk.exchange.sync()
    for desk in desks:
        desk.files_archive.volumes.close(year, "02-03")
    for desk in (one, other, one, other):
        desk.exchange.sync()
    for desk in desks:
        (found,) = desk.files_archive.volumes.of(year)
        assert (found.volume.is_closed, found.volume.is_disputed) == (True, False)
        assert [one.case for one in found.volume.cases] == [case]
    assert one.integrity.digest() == other.integrity.digest()
    one.close()
    other.close()
    centre.close()

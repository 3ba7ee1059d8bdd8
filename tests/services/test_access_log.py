"""Who looked at what is counted, written in groups, chained, and read by the auditor alone."""

from datetime import date

import pytest
from services.working_desks import a_complaint, a_desk, again

from akimat_desk.domain.access_notes import CASE, PERSON, AccessNote, AccessNoted, decode, encode
from akimat_desk.domain.errors import FieldWrong, NotAllowed
from akimat_desk.services.access_log import AccessFilter
from akimat_desk.services.list_export import ExportWish
from akimat_desk.services.staff import StaffTold
from akimat_desk.storage import access, journal
from akimat_desk.storage.errors import EntryAltered, ReadingAltered

MONDAY = date(2026, 11, 23)
EVERYTHING = AccessFilter()


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        told = StaffTold(login="kontrol", surname="Аудиторова", given="А.", post_ky="адис",
                         roles=("auditor",))  # fmt: skip
        found.office.add_staff(told)
        found.registration.register_group(a_complaint(place) for place in range(3))
        yield found


def acting(desk, login):
    with desk.core.read() as (_, lens):
        desk.core.actor = lens.office.find_login(login)
    return desk


def cases(desk):
    rows = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows
    return [(row.id, row.number) for row in rows]


def entries(desk) -> int:
    with desk.core.database.read() as connection:
        return access.count(connection)


def told(desk, wanted=EVERYTHING):
    return acting(desk, "kontrol").access_log.rows(wanted)


def test_openings_are_counted_by_person_case_and_day_and_written_in_one_group(desk):
    (one, number), (other, _), _ = cases(desk)
    acting(desk, "mamyt")
    for case in (one, other, one, one):
        desk.access_log.opened(CASE, case)
    assert entries(desk) == 0
    assert desk.access_log.is_waiting
    assert desk.access_log.flush() == 2
    assert entries(desk) == 1
    assert not desk.access_log.is_waiting
    desk.access_log.opened(CASE, one)
    desk.access_log.flush()
    found = {row.subject: row for row in told(desk)}
    assert (found[one].times, found[other].times) == (4, 1)
    assert (found[one].login, found[one].day, found[one].name) == ("mamyt", MONDAY, number)


def test_whoever_looked_is_noted_though_somebody_else_is_there_when_it_is_written(desk):
    ((one, _), *_) = cases(desk)
    acting(desk, "mamyt").access_log.opened(CASE, one)
    acting(desk, "tokton").access_log.opened(CASE, one)
    assert sorted(row.login for row in told(desk)) == ["mamyt", "tokton"]
    assert entries(desk) == 2


def test_what_was_counted_is_written_when_the_desk_is_closed(tmp_path):
    with a_desk(tmp_path / "desk") as desk:
        case = desk.registration.register(a_complaint()).case
        desk.access_log.opened(CASE, case)
    desk = again(tmp_path / "desk", login="admin")
    try:
        assert [(row.subject, row.times) for row in desk.access_log.rows(EVERYTHING)] == [(case, 1)]
    finally:
        desk.close()


def test_the_log_is_no_part_of_the_journal_and_takes_no_place_in_it(desk):
    ((one, _), *_) = cases(desk)
    with desk.core.database.read() as connection:
        before = journal.own_origin(connection)
    digest, waiting = desk.integrity.digest(), desk.exchange.state().unsent
    desk.access_log.opened(CASE, one)
    desk.access_log.printed("paper", "00" * 32, "К1-00001/26-7")
    desk.access_log.unmasked(one)
    with desk.core.database.read() as connection:
        assert journal.own_origin(connection) == before
        (row,) = access.origins(connection)
        assert row.origin != before.origin
        assert [one.seq for one in access.entries_between(connection, row.origin, 0, 9)] == [
            1,
            2,
            3,
        ]
    assert (desk.integrity.digest(), desk.exchange.state().unsent) == (digest, waiting)
    assert not desk.cases.history(one)[0].type.startswith("Access")


def test_only_head_and_auditor_read_it(desk):
    for login in ("asanova", "tokton"):
        with pytest.raises(NotAllowed):
            acting(desk, login).access_log.rows(EVERYTHING)
        with pytest.raises(NotAllowed):
            desk.audit.last()


def test_it_is_narrowed_by_day_person_case_and_what_was_done(desk):
    (one, _), (other, _), _ = cases(desk)
    acting(desk, "mamyt").access_log.opened(CASE, one)
    desk.access_log.unmasked("01980000-0000-7000-8000-000000000000")
    acting(desk, "tokton").access_log.opened(CASE, other)
    assert {row.subject for row in told(desk, AccessFilter(login="tokton"))} == {other}
    assert {row.login for row in told(desk, AccessFilter(case_id=one))} == {"mamyt"}
    assert {row.kind for row in told(desk, AccessFilter(what="unmasked"))} == {PERSON}
    assert told(desk, AccessFilter(until_on=date(2026, 11, 22))) == ()
    assert len(told(desk, AccessFilter(from_on=MONDAY, until_on=MONDAY))) == 3
    for wrong in (AccessFilter(login="nobody"), AccessFilter(what="smelled")):
        with pytest.raises(FieldWrong):
            told(desk, wrong)


def test_an_export_is_noted_with_its_reason_and_its_rows(desk, tmp_path):
    wish = ExportWish(format="csv", reason=" прокуратура ", columns=("number", "pin"))
    desk.list_export.write(tmp_path / "list.csv", desk.cases.filter_of(), wish)
    (row,) = told(desk)
    assert (row.what, row.kind, row.rows, row.reason) == ("exported", "list", 3, "прокуратура")
    assert row.detail == "csv number pin"


def test_an_export_that_fails_is_not_noted(desk, tmp_path):
    wish = ExportWish(format="csv", reason="текшерүү")
    (tmp_path / "list.csv").mkdir()
    with pytest.raises(Exception, match="output_unwritable"):
        desk.list_export.write(tmp_path / "list.csv", desk.cases.filter_of(), wish)
    assert told(desk) == ()


def three(desk):
    for case, _ in cases(desk):
        desk.access_log.opened(CASE, case)
        desk.access_log.flush()
    assert desk.integrity.verify()


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("UPDATE access_entry SET actor=zeroblob(16) WHERE seq=2", EntryAltered),
        ("UPDATE access_entry SET at=at+1 WHERE seq=2", EntryAltered),
        ("UPDATE access_entry SET body=x'80' WHERE seq=2", EntryAltered),
        ("UPDATE access_entry SET body=NULL WHERE seq=2", EntryAltered),
        ("UPDATE access_entry SET body='text' WHERE seq=2", EntryAltered),
        ("DELETE FROM access_entry WHERE seq=2", EntryAltered),
        ("DELETE FROM access_entry WHERE seq=3", EntryAltered),
        ("UPDATE access_entry SET seq=9 WHERE seq=3", EntryAltered),
        ("DELETE FROM access_origin", EntryAltered),
        ("UPDATE access_line SET times=7 WHERE seq=2", ReadingAltered),
        ("UPDATE access_line SET actor='' WHERE seq=2", ReadingAltered),
        ("DELETE FROM access_line WHERE seq=2", ReadingAltered),
    ],
)
def test_whatever_is_changed_in_the_log_is_found(desk, statement, wrong):
    three(desk)
    with desk.core.database.write() as connection:
        assert connection.exec_driver_sql(statement).rowcount > 0
    with pytest.raises(wrong):
        desk.integrity.verify()


def test_the_reading_of_the_log_is_made_anew(desk):
    three(desk)
    before = told(desk)
    with desk.core.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM access_line")
    acting(desk, "admin").integrity.rebuild()
    assert desk.integrity.verify()
    assert told(desk) == before


def test_a_copied_workspace_writes_a_log_of_its_own(tmp_path):
    """Two files that both went on from one log would fork it."""
    with a_desk(tmp_path / "desk") as desk:
        case = desk.registration.register(a_complaint()).case
        desk.access_log.opened(CASE, case)
    (tmp_path / "desk").rename(tmp_path / "moved")
    copied = tmp_path / "copied"
    copied.mkdir()
    for path in (tmp_path / "moved").iterdir():
        if path.is_file():
            (copied / path.name).write_bytes(path.read_bytes())
    desk = again(copied, login="admin")
    try:
        desk.access_log.opened(CASE, case)
        desk.access_log.flush()
        with desk.core.database.read() as connection:
            assert sorted(row.seq for row in access.origins(connection)) == [1, 1]
        assert [row.times for row in desk.access_log.rows(EVERYTHING)] == [2]
        assert desk.integrity.verify()
    finally:
        desk.close()


def test_a_group_of_notes_is_read_as_it_was_written():
    noted = AccessNoted((AccessNote(what="exported", kind="list", day=MONDAY, rows=3, reason="ү"),))
    assert decode(1, encode(noted)) == noted

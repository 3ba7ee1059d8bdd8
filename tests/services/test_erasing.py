"""An erased matter: its bytes are gone, its number is not given again, everything verifies."""

import os
import uuid

import pytest
from services.scan_samples import a_png
from services.working_desks import CHEAP, PASSWORD, GoingClock, a_complaint, again, new_desk
from storage.pages_read import plain_pages

from akimat_desk.domain.errors import FieldWrong, NotAllowed, StaffUnknown
from akimat_desk.domain.numbering import NumberUnknown
from akimat_desk.domain.stream_events import StreamErased
from akimat_desk.services.erasing import ErasureNotByHead, sweep
from akimat_desk.services.staff import StaffTold
from akimat_desk.storage import erasing, journal, projections, verification
from akimat_desk.storage.errors import FileMissing

GROUND = "Сот чечими № 5, 12.11.2026"
SURNAME, SUBJECT, NOTE, DRAFT = (
    "Жусупбекова",
    "Короо чегинин талашы",
    "Үйдө эч ким жок",
    "Жарым сөз",
)
PERSONAL = (SURNAME, SUBJECT, NOTE, DRAFT)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def case(desk):
    """The second of three matters, with a note, a file and a draft."""
    numbers = [
        desk.registration.register(told).number
        for told in (
            a_complaint(1),
            a_complaint(
                2, subject=SUBJECT, applicant={"person": {"surname": SURNAME, "given": "Айнагүл"}}
            ),
        )
    ]
    found = desk.cases.find(numbers[1])
    desk.cases.do(found, "note", {"text": NOTE})
    desk.attachments.attach(found, a_png(), "scan.png")
    desk.drafts.keep(f"reply-{found}", {"text": DRAFT})
    return found


def entries(desk, case):
    with desk.core.read() as (connection, _):
        return journal.entries_of(connection, uuid.UUID(case).bytes)


def found_on_pages(desk, folder) -> list[str]:
    pages = list(plain_pages(folder, desk.core.database.key))
    return [word for word in PERSONAL if any(word.encode() in page for page in pages)]


def in_full_text(desk, word) -> bool:
    with desk.core.database.read() as connection:
        for name in ("case_words", "person_words"):
            view = f"temp.seen_{name}"
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {view} USING fts5vocab(main, {name}, row)"
            )
            asked = f"SELECT count(*) FROM {view} WHERE term=?"
            if connection.exec_driver_sql(asked, (word,)).scalar_one():
                return True
    return False


def test_the_search_of_the_pages_would_find_what_is_there(desk, case, tmp_path):
    assert set(found_on_pages(desk, tmp_path)) == set(PERSONAL)
    assert in_full_text(desk, "жусупбекова")


def test_what_goes_is_told_before_and_nothing_is_done_by_asking(desk, case):
    before = desk.integrity.digest()
    goes = desk.erasing.foresee(case)
    assert (goes.applicant, goes.files, goes.with_person) == (f"{SURNAME} Айнагүл", 1, True)
    assert (goes.entries, goes.is_open, goes.records) == (len(entries(desk, case)), True, 0)
    assert desk.integrity.digest() == before


def test_bodies_salt_readings_files_and_drafts_are_gone_and_the_chain_still_verifies(
    desk, case, tmp_path
):
    number, count = desk.erasing.foresee(case).number, len(entries(desk, case))
    (digest,) = erasing.files_of(entries(desk, case))
    done = desk.erasing.erase(case, GROUND)
    assert (done.number, done.entries, done.files, done.is_swept) == (number, count, 1, True)
    assert desk.integrity.verify().streams
    left = entries(desk, case)
    assert len(left) == count + 1
    assert [one.envelope.type for one in left if one.body is not None] == ["StreamErased"]
    assert all(one.salt is None for one in left)
    with pytest.raises(FileMissing):
        desk.core.files.read(digest)
    assert desk.drafts.all() == ()
    for word in ("жусупбекова", number):
        assert not desk.cases.page(desk.cases.filter_of(query=word)).rows
    assert not desk.cases.applicants("жусуп").rows
    with pytest.raises(NumberUnknown):
        desk.cases.find(number)
    with pytest.raises(NumberUnknown):
        desk.cases.do(case, "note", {"text": "дагы"})
    assert found_on_pages(desk, tmp_path) == []
    assert not in_full_text(desk, "жусупбекова")


def test_readings_made_anew_are_the_same_and_its_number_is_not_given_again(desk, case):
    """It was the last one of its series."""
    number = desk.erasing.foresee(case).number
    desk.erasing.erase(case, GROUND)
    digest = desk.integrity.digest()
    desk.integrity.rebuild()
    assert desk.integrity.verify().digest == digest
    assert desk.registration.register(a_complaint(3)).number.partition("/")[0] > number[:8]


def test_what_is_still_known_is_its_number_the_ground_and_who(desk, case):
    number = desk.erasing.foresee(case).number
    desk.erasing.erase(case, GROUND)
    (line,) = desk.erasing.all()
    assert (line.number, line.ground, line.ordered_by, line.erased_by) == (
        number, GROUND, "admin", "admin",
    )  # fmt: skip


def test_another_matters_applicant_and_files_stay(desk, case):
    other = desk.registration.register(
        a_complaint(4, applicant={"person": {"surname": SURNAME, "given": "Айнагүл"}})
    )
    person = desk.cases.applicants("жусуп").rows
    second = desk.cases.find(other.number)
    desk.attachments.attach(second, a_png(), "scan.png")
    with desk.core.read() as (connection, lens):
        theirs = [
            desk.cases.opened_in(connection, lens, one).case.registered.person
            for one in (case, second)
        ]
    done = desk.erasing.erase(case, GROUND)
    is_same = theirs[0] == theirs[1]
    assert done.with_person == (not is_same)
    (digest,) = erasing.files_of(entries(desk, second))
    assert desk.core.files.read(digest) == a_png()
    assert len(desk.cases.applicants("жусуп").rows) == (len(person) if is_same else 1)


def test_only_head_or_administrator_erase_and_only_a_head_orders_it(desk, case, tmp_path):
    for login, role in (("bashchy", "head"), ("texnik", "administrator")):
        desk.office.add_staff(StaffTold(login=login, surname=login, roles=(role,)))
    for login in ("asanova", "bashchy", "texnik"):
        desk.office.enable_account(login, PASSWORD, CHEAP)
    desk.close()
    clock = GoingClock(1_795_401_900_000)
    for login, ordered, refused in (
        ("asanova", "bashchy", NotAllowed),
        ("texnik", "", ErasureNotByHead),
        ("texnik", "asanova", ErasureNotByHead),
        ("texnik", "nobody", StaffUnknown),
    ):
        theirs = again(tmp_path, login=login, clock=clock)
        with pytest.raises(refused):
            theirs.erasing.erase(case, GROUND, ordered)
        theirs.close()
    theirs = again(tmp_path, login="texnik", clock=clock)
    with pytest.raises(FieldWrong):
        theirs.erasing.erase(case, "  ", "bashchy")
    theirs.erasing.erase(case, GROUND, "bashchy")
    assert theirs.erasing.all()[0].ordered_by == "bashchy"
    theirs.close()


def test_a_body_that_comes_late_is_dropped_when_it_comes(desk, case):
    """A colleague wrote before hearing of it: its bytes are brought in as an exchange does."""
    note = entries(desk, case)[-1]
    desk.erasing.erase(case, GROUND)
    with desk.core.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE entry SET body=? WHERE content_id=?", (note.body, note.content_id)
        )
        stream = uuid.UUID(case).bytes
        folded = journal.load(connection, stream)
        office = desk.core.office_fold(connection).state
        projections.project(connection, stream, folded, desk.core.lens(office))
    assert all(
        one.body is None for one in entries(desk, case) if one.envelope.type != "StreamErased"
    )
    desk.integrity.verify()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is ended where it stands")
def test_killed_before_the_sweep_the_next_opening_sweeps(desk, case, tmp_path):
    (digest,) = erasing.files_of(entries(desk, case))
    desk.close()
    child = os.fork()
    if child == 0:
        theirs = again(tmp_path, login="admin", clock=GoingClock(1_795_401_900_000))
        with theirs.core.write("erase") as writing:
            stream = uuid.UUID(case).bytes
            known = journal.load(writing.connection, stream)
            event = StreamErased(ground=GROUND, ordered_by="x")
            writing.append(stream, known, event)
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    theirs = again(tmp_path, login="admin", clock=GoingClock(1_795_402_900_000))
    assert sweep(theirs.core)
    with pytest.raises(FileMissing):
        theirs.core.files.read(digest)
    # The applicant has a record of their own, which this erasure left.
    assert set(found_on_pages(theirs, tmp_path)) <= {SURNAME}
    with theirs.core.database.read() as connection:
        assert erasing.to_sweep(connection) is None
        assert verification.file_digests(connection) == set()
    theirs.close()

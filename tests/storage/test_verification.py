"""Whatever is changed behind the desk's back, `verify` finds it and says where."""

import uuid

import pytest
from services.working_desks import a_complaint, a_desk

from akimat_desk.domain.errors import IntegrityBroken
from akimat_desk.storage import journal, verification
from akimat_desk.storage.errors import EntryAltered, FileAltered, ReadingAltered


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        done = found.registration.register_group(a_complaint(place) for place in range(4))
        found.cases.do(found.cases.find(done[0].number), "assign", {"executor": "mamyt"})
        assert found.integrity.verify().entries > 10
        yield found


def change(desk, *statements: str, **values) -> None:
    with desk.core.database.write() as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement, values).rowcount != 0


def newest(desk) -> int:
    with desk.core.database.read() as connection:
        return journal.own_origin(connection).seq


def refused(desk, refusal: type[IntegrityBroken]) -> dict:
    with pytest.raises(refusal) as found:
        desk.integrity.verify()
    assert found.value.exit_code == 4
    return found.value.facts()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("office", "41706242000000-district-2"),
        ("type", "CaseAnnulled"),
        ("schema", 2),
        ("actor", b"\1" * 16),
        ("role", "head"),
        ("at", 1),
        ("hlc", 1),
        ("parents", b"\1" * 16),
        ("stream", b"\1" * 16),
        ("commitment", b"\1" * 32),
        ("content_id", b"\1" * 32),
    ],
)
def test_an_edited_envelope_is_found(desk, column, value):
    """Also where the body still fits."""
    change(desk, f"UPDATE entry SET {column}=:value WHERE seq=12", value=value)
    assert refused(desk, EntryAltered)["seq"] == 12


def test_an_edited_body_is_found(desk):
    change(
        desk,
        "UPDATE entry SET body=cast(replace(body, 'complaint', 'complainT') AS BLOB)"
        " WHERE seq=(SELECT max(seq) FROM entry WHERE type='CaseRegistered')",
    )
    assert refused(desk, EntryAltered)["reason"] == "body"


def test_a_body_cut_short_or_emptied_is_found(desk):
    change(desk, "UPDATE entry SET body=x'' WHERE seq=14")
    assert refused(desk, EntryAltered)["seq"] == 14


def test_an_edited_salt_is_found(desk):
    change(desk, "UPDATE salt SET salt=zeroblob(16)")
    assert refused(desk, EntryAltered)["reason"] == "body"


def test_a_body_that_is_gone_without_an_erasure_is_found(desk):
    change(desk, "UPDATE entry SET body=NULL WHERE type='CaseRegistered'")
    refused(desk, IntegrityBroken)


def test_the_last_entry_taken_away_is_found(desk):
    change(desk, f"DELETE FROM entry WHERE seq={newest(desk)}")
    assert refused(desk, EntryAltered)["reason"] == "end_missing"


def test_the_last_entry_taken_away_with_the_recorded_head_is_found(desk):
    """The head's chain can be put right; the reading of the stream, or the witness, tells."""
    last = newest(desk)
    change(
        desk,
        f"DELETE FROM entry WHERE seq={last}",
        f"UPDATE origin SET seq={last - 1}, chain=(SELECT chain FROM entry WHERE seq={last - 1})",
    )
    refused(desk, ReadingAltered)


def test_an_entry_taken_out_of_the_middle_is_found(desk):
    change(desk, "DELETE FROM entry WHERE seq=5")
    found = refused(desk, EntryAltered)
    assert (found["seq"], found["reason"]) == (5, "gap")


def test_the_first_entry_taken_away_is_found(desk):
    change(desk, "DELETE FROM entry WHERE seq=1")
    assert refused(desk, EntryAltered)["seq"] == 1


def test_two_entries_put_in_each_others_place_are_found(desk):
    change(
        desk,
        "UPDATE entry SET seq=-1 WHERE seq=6",
        "UPDATE entry SET seq=6 WHERE seq=7",
        "UPDATE entry SET seq=7 WHERE seq=-1",
    )
    assert refused(desk, EntryAltered)["seq"] == 6


def test_an_entry_put_in_at_the_end_is_found(desk):
    last = newest(desk)
    _copied(desk, last, last + 1)
    refused(desk, EntryAltered)


def test_an_entry_of_an_unknown_origin_is_found(desk):
    last = newest(desk)
    _copied(desk, last, last, origin="zeroblob(16)")
    assert refused(desk, EntryAltered)["reason"] == "origin_unknown"


def test_an_entry_put_in_the_middle_is_found(desk):
    last = newest(desk)
    for seq in range(last, 8, -1):
        change(desk, f"UPDATE entry SET seq={seq + 1} WHERE seq={seq}")
    _copied(desk, 3, 9)
    assert refused(desk, EntryAltered)["seq"] == 9


def _copied(desk, seq: int, to: int, origin: str = "origin") -> None:
    change(
        desk,
        f"INSERT INTO entry SELECT {origin}, {to}, stream, content_id, office, parents, type,"
        f" schema, actor, role, at, hlc, commitment, chain, body FROM entry WHERE seq={seq}",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_line SET statutory_on='2030-01-01'",
        "UPDATE case_line SET next_on=NULL",
        "UPDATE case_line SET applicant='Башка' WHERE id=2",
        "UPDATE case_line SET responsible=''",
        "UPDATE case_line SET stage='closed', is_open=0",
        "UPDATE case_line SET number_sort='' WHERE id=1",
        "DELETE FROM case_line WHERE id=3",
        (
            "INSERT INTO case_line SELECT 99, zeroblob(16), number, number_key, incoming_key, kind,"
            " channel, topic, service, stage, outcome, is_open, is_disputed, received_on,"
            " registered_on, registered_at, ended_on, statutory_on, control_on, internal_on,"
            " next_on, next_kind, responsible, person, applicant, applicant_sort, pin, phone,"
            " subject, came_through, receipt_code, number_sort, through_folded, answered, traits"
            " FROM case_line WHERE id=1"
        ),
        "UPDATE person_line SET pin='11111111111111' WHERE id=1",
        "DELETE FROM person_line WHERE id=1",
        "INSERT INTO person_line VALUES (99, zeroblob(16), 'а', 'а', 'а', '', '', 0, x'')",
        "UPDATE person_line SET leader=zeroblob(16) WHERE id=1",
        "INSERT INTO person_join VALUES (zeroblob(16), zeroblob(16), zeroblob(16))",
        "DELETE FROM person_words WHERE rowid=1",
        "UPDATE stream SET heads=zeroblob(16)",
        "UPDATE stream SET state_digest=zeroblob(32) WHERE kind='person'",
        "DELETE FROM stream WHERE kind='person'",
        "INSERT INTO stream VALUES (zeroblob(16), 'case', x'', 1, 1, x'', 0, 0, 0)",
        "UPDATE series SET last=1",
        "UPDATE series SET last=99",
        "DELETE FROM series",
        "DELETE FROM case_words WHERE rowid=1",
        "INSERT INTO case_numbers (rowid, number_key) VALUES (99, 'K199')",
    ],
)
def test_an_altered_reading_is_found_and_made_anew(desk, statement):
    digest = desk.integrity.digest()
    change(desk, statement)
    refused(desk, ReadingAltered)
    desk.integrity.rebuild()
    assert desk.integrity.verify().digest == digest
    assert len(desk.cases.page(desk.cases.filter_of(query="омурбеков")).rows) == 4
    number = desk.registration.register(a_complaint(9)).number
    assert number[3:8] == "00005"


def test_rebuilding_changes_neither_digest_nor_lists_nor_the_next_number(desk):
    before = desk.integrity.digest()
    rows = desk.cases.page(desk.cases.filter_of()).rows
    assert desk.integrity.rebuild() == desk.integrity.verify().streams
    assert desk.integrity.digest() == before
    assert desk.cases.page(desk.cases.filter_of()).rows == rows


def test_rebuilding_needs_no_readings_at_all(desk):
    before = desk.integrity.digest()
    with desk.core.database.write() as connection:
        for table in ("case_line", "person_line", "series", "case_words", "case_numbers"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("DELETE FROM stream WHERE kind<>'office'")
    desk.integrity.rebuild()
    assert desk.integrity.verify().digest == before


def test_an_altered_file_is_found(desk):
    digest = desk.core.files.keep(b"paper" * 100)
    (path,) = [one for one in desk.core.files._folder.rglob("*") if one.is_file()]
    sealed = path.read_bytes()
    assert desk.core.files.read(digest) == b"paper" * 100
    for damage in (sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:10], b"", sealed + b"\0"):
        path.write_bytes(damage)
        with pytest.raises(FileAltered):
            desk.core.files.read(digest)


def test_a_case_that_was_never_here_has_no_fold(desk):
    with desk.core.database.read() as connection:
        assert journal.load(connection, uuid.uuid4().bytes).count == 0
        assert verification.verify_journal(connection) == newest(desk)

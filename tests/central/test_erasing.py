"""An erasure on its way: the centre and the other desks drop what it names, and go on."""

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from central.direct_line import OFFICE, Direct, centre_in, desk_in, numbers, register
from services.scan_samples import a_png

from akimat_desk.central import folding
from akimat_desk.central.errors import FileNotHere
from akimat_desk.domain.numbering import NumberUnknown
from akimat_desk.services.desk import Desk
from akimat_desk.storage import journal

GROUND = "Сот чечими № 5"
NOTE = "Үйдө эч ким жок"


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Direct]:
    line = Direct(centre_in(tmp_path / "centre", OFFICE))
    yield line
    line.centre.close()


@pytest.fixture
def desks(tmp_path: Path, line: Direct) -> Iterator[list[Desk]]:
    made = [desk_in(tmp_path / name, line) for name in ("one", "two")]
    yield made
    for desk in made:
        desk.close()


def level(*desks: Desk) -> None:
    for desk in (*desks, *desks):
        desk.exchange.sync()


def bodies_at(line: Direct, case: str) -> list[str]:
    """Types of the entries of a stream that still have their bodies at the centre."""
    with line.centre.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT stream, type, body FROM entry ORDER BY origin, seq"
        )
        wanted = uuid.UUID(case).bytes
        return [row[1] for row in rows if bytes(row[0]) == wanted and row[2] is not None]


def salts_at(line: Direct) -> set[bytes]:
    with line.centre.store.read() as connection:
        return {bytes(row[0]) for row in connection.exec_driver_sql("SELECT stream FROM salt")}


def bodies_in(desk: Desk, case: str) -> list[str]:
    with desk.core.read() as (connection, _):
        entries = journal.entries_of(connection, uuid.UUID(case).bytes)
    return [one.envelope.type for one in entries if one.body is not None]


def test_the_centre_and_the_other_desk_drop_bodies_and_salt_and_all_verify(desks, line) -> None:
    one, two = desks
    number, kept = register(one, 2)
    case, other = one.cases.find(number), one.cases.find(kept)
    one.cases.do(case, "note", {"text": NOTE})
    level(one, two)
    assert len(bodies_at(line, case)) == len(bodies_in(two, case)) == 2
    one.erasing.erase(case, GROUND)
    level(one, two)
    assert bodies_at(line, case) == bodies_in(one, case) == bodies_in(two, case) == ["StreamErased"]
    assert uuid.UUID(case).bytes not in salts_at(line)
    assert uuid.UUID(other).bytes in salts_at(line)
    with pytest.raises(NumberUnknown):
        two.cases.find(number)
    assert numbers(one) == numbers(two) == [kept]
    assert folding.verify(line.centre.store).entries
    assert one.integrity.verify().digest == two.integrity.verify().digest
    assert folding.digest(line.centre.store, OFFICE).hex() == one.integrity.digest()


def test_a_desk_that_comes_later_gets_envelopes_alone(desks, line, tmp_path) -> None:
    one, two = desks
    (number,) = register(one, 1)
    case = one.cases.find(number)
    level(one)
    one.erasing.erase(case, GROUND)
    level(one)
    assert bodies_in(two, case) == []
    level(two, one)
    assert bodies_in(two, case) == ["StreamErased"]
    assert two.integrity.verify().digest == one.integrity.verify().digest


def test_what_was_erased_before_the_first_exchange_never_leaves_the_desk(desks, line) -> None:
    one, two = desks
    (number,) = register(one, 1)
    case = one.cases.find(number)
    one.erasing.erase(case, GROUND)
    level(one, two)
    assert bodies_at(line, case) == bodies_in(two, case) == ["StreamErased"]
    assert not any(NOTE.encode() in message for sent in line.sent for message in sent)
    assert folding.verify(line.centre.store).entries


@pytest.mark.parametrize("has_written_before", [False, True])
def test_what_a_colleague_wrote_without_knowing_is_erased_too_and_holds_nothing_up(
    desks, line, has_written_before
) -> None:
    one, two = desks
    (number,) = register(one, 1)
    case = one.cases.find(number)
    level(one, two)
    if has_written_before:
        two.cases.do(case, "note", {"text": "мурда"})
        level(two, one)
    two.cases.do(case, "note", {"text": NOTE})
    later = register(two, 1)
    one.erasing.erase(case, GROUND)
    level(one)
    level(two, one)
    level(two, one)
    assert bodies_at(line, case) == bodies_in(one, case) == bodies_in(two, case) == ["StreamErased"]
    assert two.outbox.waiting() == []
    assert set(later) <= set(numbers(one))
    assert folding.verify(line.centre.store).entries
    assert one.integrity.verify().digest == two.integrity.verify().digest
    with line.centre.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT batch FROM quarantine").fetchall()
    assert not any(NOTE.encode() in bytes(row[0]) for row in kept)


def test_its_files_are_gone_from_the_centre_and_those_of_others_stay(desks, line) -> None:
    one, _ = desks
    first, second = (one.cases.find(number) for number in register(one, 2))
    scan, shared = a_png(), a_png(50, 60)
    for case, data in ((first, scan), (first, shared), (second, shared)):
        one.attachments.attach(case, data, "scan.png")
    level(one)
    files, digests = line.centre.files, [hashlib.sha256(one).digest() for one in (scan, shared)]
    for digest, data in zip(digests, (scan, shared), strict=True):
        files.append(OFFICE, digest, 0, data)
        files.finish(OFFICE, digest)
    one.erasing.erase(first, GROUND)
    level(one)
    assert [files.offset(OFFICE, digest) for digest in digests] == [0, 0]
    assert b"".join(files.pieces(OFFICE, digests[1], 0)) == shared
    with line.centre.store.read() as connection:
        named = {
            bytes(row[0]) for row in connection.exec_driver_sql("SELECT digest FROM named_file")
        }
    assert digests[0] not in named
    assert digests[1] in named
    with pytest.raises(FileNotHere):
        files.size(OFFICE, digests[0])

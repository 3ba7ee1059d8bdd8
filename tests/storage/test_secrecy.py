"""Nothing about an applicant can be read off the disk, while the desk is open and afterwards."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from cli.program_runs import as_lines, run
from services.scan_samples import a_png
from services.working_desks import CHEAP, a_complaint, a_desk, again

from akimat_desk.domain.applications import read_application
from akimat_desk.paths import tries_folder, witness_folder
from akimat_desk.services.list_export import ExportWish
from akimat_desk.storage.database import Database
from akimat_desk.storage.workspace import DATABASE, KEYS

PIN, PHONE, DIALLED = "21503199012345", "+996555123456", "0555 12 34 56"
SURNAME, VILLAGE, SUBJECT = "Жусупбекова", "Сары-Челек", "Короо жайдын чек арасы"
TEXT = "Коңшум дубалды биздин жерге курду"
ASCII = "Dzhusupbekova-Trade"
PERSONAL = (
    PIN,
    PHONE,
    DIALLED,
    SURNAME,
    VILLAGE,
    SUBJECT,
    TEXT,
    ASCII,
    "жусупбекова",
    "сары челек",
    "короо жайдын",
    "5551234",
    "Айнагүл",
)


def told() -> dict:
    return a_complaint(
        subject=SUBJECT,
        text=TEXT,
        applicant={
            "person": {
                "surname": SURNAME,
                "given": "Айнагүл",
                "pin": PIN,
                "phone": DIALLED,
                "address": {"village": VILLAGE},
                "trade_name": ASCII,
            }
        },
    )


def shapes(text: str) -> set[bytes]:
    """In every form in which bytes of a database, an index or a log could show it."""
    words = {
        text,
        text.lower(),
        text.upper(),
        text.casefold().translate(str.maketrans("ңөүё", "ноуе")),
    }
    found = set()
    for word in words:
        found |= {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")}
        found.add(word.encode("cp1251", "ignore"))
    return {one for one in found if len(one) > 4}


def found_in(*folders: Path) -> list[str]:
    hits = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                hits += [
                    f"{path.name}: {text}"
                    for text in PERSONAL
                    if any(shape in data for shape in shapes(text))
                ]
            hits += [f"{path.name}: in the name" for text in PERSONAL if text in path.name]
    return hits


def test_the_search_for_traces_would_see_them(tmp_path):
    (tmp_path / "a").write_bytes(b"\0\1" + SURNAME.encode("utf-16-le"))
    (tmp_path / "b").write_bytes("жусупбекова".encode())
    assert len({hit.split(":")[0] for hit in found_in(tmp_path)}) == 2


def test_no_trace_of_an_applicant_is_in_any_file_of_the_workspace_or_the_witness(tmp_path):
    with a_desk(tmp_path) as desk:
        done = desk.registration.register(told())
        case = desk.cases.find(done.number)
        desk.cases.do(case, "note", {"text": f"{SURNAME}: {TEXT}"})
        desk.core.files.keep(f"{SURNAME} {PIN} {TEXT}".encode() * 50)
        assert desk.cases.page(desk.cases.filter_of(query="жусупбекова")).rows
        assert desk.cases.applicants("жусуп").rows
        desk.integrity.rebuild()
        desk.integrity.verify()
        assert (tmp_path / f"{DATABASE}-wal").stat().st_size > 0
        assert found_in(tmp_path, witness_folder()) == []
        shown = {path.name for path in tmp_path.rglob("*")}
    assert found_in(tmp_path, witness_folder()) == []
    assert {DATABASE, KEYS, "workspace.lock", f"{DATABASE}-wal", f"{DATABASE}-shm"} <= shown


def test_an_unfinished_transaction_and_a_damaged_exit_leave_no_trace_either(tmp_path):
    with a_desk(tmp_path) as desk:
        with pytest.raises(ZeroDivisionError), desk.core.write("register") as writing:
            desk.registration._register(writing, read_application(told()))
            assert found_in(tmp_path) == []
            raise ZeroDivisionError
        assert desk.cases.newest(1) == ()
        assert found_in(tmp_path) == []


def test_a_big_transaction_that_spills_over_leaves_no_plain_page(tmp_path):
    """More than the page cache holds, so that pages go to the disk before the commit."""
    with a_desk(tmp_path) as desk:
        with desk.core.database.write() as connection:
            connection.exec_driver_sql("PRAGMA cache_size=-200")
            connection.exec_driver_sql("CREATE TABLE spill (text TEXT)")
            for _ in range(60):
                connection.exec_driver_sql(
                    "INSERT INTO spill VALUES (?)", (f"{SURNAME} {TEXT}" * 400,)
                )
            assert found_in(tmp_path) == []
        assert found_in(tmp_path) == []


def test_neither_keys_nor_passwords_nor_the_key_itself_lie_in_the_folder(tmp_path):
    with a_desk(tmp_path) as desk:
        key = desk.core.database.key
        desk.office.enable_account("asanova", "башка сыр сөз", CHEAP)
    desk = again(tmp_path, login="admin")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert key not in data
            assert key.hex().encode() not in data.lower()
            assert "башка сыр".encode() not in data
    desk.close()


@pytest.mark.skipif(os.name == "nt", reason="modes of files are another thing on Windows")
def test_the_programs_own_output_is_the_only_place_where_an_applicant_shows(tmp_path):
    folder = tmp_path / "desk"
    done = run(
        folder,
        "init",
        "--office",
        "41706242000000",
        "--training",
        "--json",
        AKIMAT_DESK_PASSWORD="long enough",
    )
    assert done.code == 0, done.err
    password = {"AKIMAT_DESK_PASSWORD": "long enough"}
    done = run(folder, "register", "-", "--json", given=as_lines(told()), **password)
    assert done.code == 0, done.out
    assert SURNAME in run(folder, "list", "--json", **password).out
    assert found_in(folder, witness_folder()) == []


def test_papers_scans_drafts_copies_and_exports_leave_no_trace_beside_themselves(
    tmp_path, monkeypatch
):
    """Only the file somebody asked for, where they asked for it, shows an applicant."""
    folder, copies, wanted, spare = (tmp_path / name for name in ("desk", "copies", "out", "tmp"))
    for one in (wanted, spare):
        one.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    with a_desk(folder) as desk:
        number = desk.registration.register(told()).number
        case = desk.cases.find(number)
        desk.attachments.attach(case, a_png(), f"{SURNAME}.png")
        desk.drafts.keep("register-1", {"text": f"{SURNAME} {PIN}"})
        desk.papers.receipt(case)
        desk.papers.receipt(case, is_copy=True)
        wish = ExportWish(format="xlsx", reason="текшерүү")
        desk.list_export.write(wanted / "list.xlsx", desk.cases.filter_of(), wish)
        desk.backups.make(copies)
        assert found_in(folder, copies, spare, witness_folder(), tries_folder()) == []
    assert found_in(folder, copies, spare, witness_folder(), tries_folder()) == []


def test_a_database_of_the_desk_is_no_plain_sqlite_file(tmp_path):
    with a_desk(tmp_path) as desk:
        assert not (tmp_path / DATABASE).read_bytes().startswith(b"SQLite")
        target = tmp_path / "copy.db"
        desk.core.database.copy_to(target)
    assert not target.read_bytes().startswith(b"SQLite")
    text = (
        "import sqlite3, sys\n"
        "try: print(sqlite3.connect(sys.argv[1]).execute('SELECT * FROM entry').fetchall())\n"
        "except sqlite3.DatabaseError: print('closed')\n"
    )
    done = subprocess.run([sys.executable, "-c", text, target], capture_output=True, check=True)
    assert done.stdout.strip() == b"closed"
    Database(target, bytes(32)).close()

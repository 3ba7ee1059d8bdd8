"""A building without a line: desks and a folder, a stick, a courier; and what goes wrong there."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from central.direct_line import APPLICATION, OFFICE, OTHER, PASSWORD, Direct, centre_in
from central.direct_line import desk_in as enrolled_desk
from journeys import real_centre
from journeys.real_centre import called_now
from journeys.sharing_desks import (
    DayClock,
    a_desk,
    demand_equal,
    files_of,
    join,
    register,
    settle,
    three_desks,
)
from journeys.test_files_on_the_line import a_scan

from akimat_desk.central import enrolment, folding
from akimat_desk.central.centre import Centre
from akimat_desk.central.receiving import receive
from akimat_desk.central.store.stations import quarantined
from akimat_desk.domain.errors import Conflict, RuleBroken
from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.services.erasing import sweep
from akimat_desk.services.exchange import Exchange
from akimat_desk.services.share_errors import (
    JoinRefused,
    NotSharing,
    NotTheFounder,
    SharedByOthers,
    StickWritten,
)
from akimat_desk.storage.errors import FileMissing
from akimat_desk.storage.share_folder import FolderUnreachable

pytestmark = pytest.mark.journey

DAY = 24 * 3600 * 1000
ADMIN = "admin"


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[list[Desk], list[DayClock], Path]]:
    made = three_desks(tmp_path)
    yield made
    for desk in made[0]:
        desk.close()


def some_work(desk: Desk, chance: random.Random, day: int) -> None:
    """A few entries, on cases of whichever desk; what the rules refuse is refused."""
    register(desk, chance.randrange(1, 4), f"day {day}")
    numbers = [row.number for row in desk.cases.newest(limit=50)]
    for _ in range(chance.randrange(3)):
        action, wish = chance.choice(
            [
                ("note", {"text": f"эскертүү {day}"}),
                ("assign", {"executor": ADMIN}),
                ("receive", {"title": "справка"}),
            ]
        )
        with suppress(RuleBroken, Conflict):
            desk.cases.do(desk.cases.find(chance.choice(numbers)), action, wish)


@pytest.mark.parametrize("seed", range(5 if os.environ.get("AKIMAT_LONG") else 1))
def test_fourteen_days_without_a_centre_and_then_the_centre_gets_all_once(
    three, tmp_path: Path, seed: int
) -> None:
    desks, clocks, _ = three
    chance = random.Random(seed)
    for day in range(14):
        for _ in range(4):
            at = chance.randrange(3)
            some_work(desks[at], chance, day)
            desks[chance.randrange(3)].share.exchange()
        for clock in clocks:
            clock.at += DAY
    settle(*desks)
    demand_equal(*desks)
    for desk in desks:
        assert desk.share.state().unheld == 0
        assert desk.exchange.state().unsent > 0, "held by colleagues is not received by a server"
    entries = sum(_own_entries(desk) for desk in desks)
    line = Direct(centre_in(tmp_path / "centre"))
    with closing(line.centre) as centre:
        pushed = []
        for desk in (*desks, *desks):
            desk.exchange = Exchange(desk.core, line)
            if not desk.exchange.state().is_enrolled:
                desk.exchange.enrol("here", enrolment.new_code(centre, OFFICE))
            pushed.append(desk.exchange.sync().pushed)
        assert sum(pushed) == entries
        assert folding.digest(centre.store, OFFICE).hex() == desks[0].integrity.digest()
        assert folding.verify(centre.store).entries == entries
        with centre.store.read() as connection:
            assert quarantined(connection, OFFICE) == 0
        for desk in desks:
            assert desk.exchange.state().unsent == 0
            assert desk.exchange.state().quarantined == 0
    demand_equal(*desks)


def _own_entries(desk: Desk) -> int:
    with desk.core.database.read() as connection:
        found = connection.exec_driver_sql("SELECT sum(seq) FROM origin WHERE is_own=1")
        return int(found.scalar_one())


def test_a_colleague_sees_an_assignment_at_its_next_look(three) -> None:
    (one, two, _), _, _ = three
    number = register(one)[0]
    settle(*three[0])
    one.cases.do(one.cases.find(number), "assign", {"executor": ADMIN})
    one.share.exchange()
    started = time.monotonic()
    taken = two.share.exchange().taken
    assert taken == 1
    assert time.monotonic() - started < 10
    assert two.cases.newest(limit=1)[0].stage == one.cases.newest(limit=1)[0].stage


def test_who_holds_what_is_told_by_their_own_word(three) -> None:
    (one, two, three_), _, _ = three
    settle(one, two, three_)
    number = register(one)[0]
    one.share.exchange()
    waiting = {row.number: row.held_by for row in one.share.outbox()}
    assert waiting[number] == ()
    assert one.share.state().unheld > 0
    two.share.exchange()
    one.share.exchange()
    waiting = {row.number: row.held_by for row in one.share.outbox()}
    assert waiting[number] == ("2",)
    assert one.share.state().unheld == 0
    settle(one, two, three_)
    assert one.share.outbox() == []
    assert one.exchange.state().last_receipt_at is None


def test_nothing_in_the_folder_can_be_read_without_the_key(three) -> None:
    (one, *_), _, shared = three
    register(one, 3, "Сырдуу")
    one.share.exchange()
    for file in shared.rglob("*"):
        assert "Сырдуу".encode() not in (file.read_bytes() if file.is_file() else b"")
        assert one.core.identity.station not in str(file)
        assert OFFICE not in str(file)


# What goes wrong in a folder


def test_half_copied_doubled_and_reordered_files_do_no_harm(three) -> None:
    desks, _, shared = three
    one, two, _ = desks
    for turn in range(4):
        register(one, 2, str(turn))
        one.share.exchange()
    files = files_of(shared)
    whole = {file: file.read_bytes() for file in files}
    for file in files[::2]:
        file.write_bytes(whole[file][: len(whole[file]) // 2])
    shutil.copy(files[1], files[1].with_name("b-" + "0" * 32 + ".akm"))
    shutil.copy(files[1], files[1].with_name(f"Copy of {files[1].name}"))
    told = two.share.exchange().troubles
    assert {trouble.reason for trouble in told} <= {"half_copied", "gap"}
    assert "half_copied" in {trouble.reason for trouble in told}
    # Who holds the entries writes them once more, though nobody mends the files by hand.
    settle(*desks)
    demand_equal(*desks)
    assert not two.share.state().troubles


def test_files_of_strangers_forgers_and_of_yesterday_are_set_aside(three, tmp_path) -> None:
    desks, _, shared = three
    one, two, _ = desks
    register(one, 2)
    settle(*desks)
    folder = files_of(shared)[0].parent
    yesterday = files_of(shared, "h")
    kept = [(file, file.read_bytes()) for file in yesterday]
    register(one, 2)
    settle(*desks)
    for file, data in kept:
        file.write_bytes(data)
    altered = bytearray(files_of(shared)[0].read_bytes())
    altered[-1] ^= 1
    (folder / f"b-{'1' * 32}.akm").write_bytes(bytes(altered))
    (folder / f"b-{'2' * 32}.akm").write_bytes(b"%PDF a letter")
    with closing(a_desk(tmp_path / "other", "1", office=OTHER)) as other:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        other.share.choose(elsewhere)
        other.share.exchange()
        shutil.copy(files_of(elsewhere)[0], folder / f"b-{'3' * 32}.akm")
    told = {trouble.file: trouble.reason for trouble in two.share.exchange().troubles}
    assert told[f"b-{'1' * 32}.akm"] == "damaged"
    assert told[f"b-{'2' * 32}.akm"] == "not_ours"
    assert told[f"b-{'3' * 32}.akm"] == "of_another"
    assert "older" in told.values()
    settle(*desks)
    demand_equal(*desks)


def test_a_desk_killed_while_it_writes_leaves_no_half_of_a_file(three, tmp_path: Path) -> None:
    desks, clocks, shared = three
    one, two, three_ = desks
    folder = tmp_path / "desk1"
    for turn in range(3):
        register(one, 100, str(turn))
        one.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "akimat_desk", "--data", str(folder), "share"],
            env={**os.environ, "AKIMAT_DESK_PASSWORD": PASSWORD},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        before = len(list(shared.rglob("*")))
        until = time.monotonic() + 30
        while len(list(shared.rglob("*"))) == before and process.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.002)
        process.kill()
        process.wait(30)
        desks[0] = one = open_desk(folder, password=PASSWORD, clock=clocks[0])
        for trouble in two.share.exchange().troubles:
            assert trouble.reason == "gap"
    settle(one, two, three_)
    demand_equal(one, two, three_)
    assert not list(shared.rglob(".*.akm"))


def test_many_small_files_become_few_and_a_late_desk_still_gets_all(three) -> None:
    desks, _, shared = three
    one, two, late = desks
    for turn in range(45):
        register(one, 1, str(turn))
        one.share.exchange()
        if turn % 9 == 0:
            two.share.exchange()
    assert len(files_of(shared)) < 40
    settle(*desks)
    demand_equal(*desks)
    assert len(late.cases.newest(limit=99)) == 45


def test_a_cloned_desk_loses_nothing_and_all_agree(three, tmp_path: Path) -> None:
    desks, _, _ = three
    one, two, _ = desks
    settle(*desks)
    two.close()
    shutil.copytree(tmp_path / "desk2", tmp_path / "clone")
    desks[1] = two = open_desk(tmp_path / "desk2", password=PASSWORD, clock=DayClock())
    with closing(open_desk(tmp_path / "clone", password=PASSWORD, clock=DayClock())) as clone:
        for turn in range(2):
            register(two, 2, f"two {turn}")
            register(clone, 2, f"clone {turn}")
            for desk in (two, clone, one):
                desk.share.exchange()
        settle(one, two, clone, desks[2])
        demand_equal(one, two, clone, desks[2])
        assert len(one.cases.newest(limit=99)) == 8


def test_a_live_clone_with_the_same_lineage_is_moved_alike_everywhere(three, tmp_path) -> None:
    """As after a copied virtual machine, where nothing shows that it is another one."""
    desks, _, _ = three
    one, two, third = desks
    settle(*desks)
    two.close()
    base = (tmp_path / "desk2" / "akimat.db").read_bytes()
    desks[1] = two = open_desk(tmp_path / "desk2", password=PASSWORD, clock=DayClock())
    register(two, 3, "first life")
    two.share.exchange()
    third.share.exchange()
    two.close()
    _same_file_with(tmp_path / "desk2" / "akimat.db", base)
    _forget_witness(tmp_path)
    desks[1] = two = open_desk(tmp_path / "desk2", password=PASSWORD, clock=DayClock())
    register(two, 2, "second life")
    for desk in (two, one, third, two):
        desk.share.exchange()
    settle(*desks)
    demand_equal(*desks)
    assert len(one.cases.newest(limit=99)) == 5


def _same_file_with(path: Path, data: bytes) -> None:
    """The same inode: a snapshot of the whole machine put back."""
    with path.open("r+b") as file:
        file.truncate()
        file.write(data)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _forget_witness(_: Path) -> None:
    from akimat_desk.paths import witness_folder  # noqa: PLC0415

    for file in witness_folder().glob("*"):
        file.unlink()


def test_a_folder_that_is_gone_is_said_and_nothing_is_lost(three, tmp_path: Path) -> None:
    (one, two, third), _, shared = three
    register(one)
    shared.rename(tmp_path / "away")
    with pytest.raises(FolderUnreachable) as gone:
        one.share.exchange()
    assert gone.value.exit_code == 3
    assert one.share.state().last_error == "folder_unreachable"
    (tmp_path / "away").rename(shared)
    settle(one, two, third)
    assert one.share.state().last_error == ""
    demand_equal(one, two, third)


def test_a_stick_between_desks_carries_what_the_folder_does(three, tmp_path: Path) -> None:
    (one, two, third), _, _ = three
    stick = tmp_path / "carried"
    stick.mkdir()
    register(one, 2)
    register(two, 2)
    for desk in (one, two, third, two, one, third):
        desk.share.exchange(stick)
    demand_equal(one, two, third)


# Scans and acts


def with_scan(desk: Desk) -> tuple[str, bytes, bytes]:
    """The case, the bytes and their digest."""
    scan = a_scan(20_000)
    told = desk.registration.register_group([APPLICATION])[0]
    return told.case, scan, desk.attachments.attach(told.case, scan, "scan.png").digest


def scans_in(shared: Path) -> list[Path]:
    return sorted(shared.glob("akimat-share-*/files/*"))


def test_a_scan_lies_in_the_folder_closed_and_comes_when_a_colleague_opens_it(three) -> None:
    desks, _, shared = three
    one, two, _ = desks
    _, scan, digest = with_scan(one)
    assert one.share.exchange().scans == 1
    settle(*desks)
    (kept,) = scans_in(shared)
    assert scan[-200:] not in kept.read_bytes()
    assert digest.hex()[:12] not in kept.name
    with pytest.raises(FileMissing):
        two.attachments.read(digest)
    assert two.exchange.fetch(digest) == scan
    assert two.attachments.read(digest) == scan
    assert sum(desk.share.exchange().scans for desk in desks) == 0
    assert not [trouble for desk in desks for trouble in desk.share.state().troubles]


@pytest.mark.parametrize("harm", ["half", "altered", "of another", "gone"])
def test_a_scan_that_was_harmed_in_the_folder_is_put_there_anew(three, harm) -> None:
    desks, _, shared = three
    one, two, _ = desks
    _, _, other = with_scan(one)
    one.share.exchange()
    (foreign,) = scans_in(shared)
    _, scan, digest = with_scan(one)
    settle(*desks)
    (kept,) = set(scans_in(shared)) - {foreign}
    whole = kept.read_bytes()
    if harm == "gone":
        kept.unlink()
    else:
        told = {"half": whole[:-900], "altered": whole[:-1] + bytes([whole[-1] ^ 1])}
        kept.write_bytes(told.get(harm, foreign.read_bytes()))
    with pytest.raises(FileMissing):
        two.exchange.fetch(digest)
    with pytest.raises(FileMissing):
        two.attachments.read(digest)
    assert one.share.exchange().scans == 1
    assert two.exchange.fetch(digest) == scan
    assert two.exchange.fetch(other)


def test_where_the_scans_find_no_room_the_entries_go_on(three) -> None:
    desks, _, shared = three
    one, two, _ = desks
    settle(*desks)
    (share,) = shared.glob("akimat-share-*")
    (share / "files").write_bytes(b"")
    _, scan, digest = with_scan(one)
    told = one.share.exchange()
    assert (told.scans, told.scans_left) == (0, 1)
    assert two.share.exchange().taken > 0
    with pytest.raises(FolderUnreachable):
        two.exchange.fetch(digest)
    (share / "files").unlink()
    told = one.share.exchange()
    assert (told.scans, told.scans_left) == (1, 0)
    assert two.exchange.fetch(digest) == scan


def test_a_stick_between_desks_brings_the_scans_too(three, tmp_path: Path) -> None:
    (one, two, third), _, _ = three
    stick = tmp_path / "carried"
    stick.mkdir()
    case, scan, digest = with_scan(one)
    one.share.exchange(stick)
    assert two.share.exchange(stick).scans_taken == 1
    assert two.share.exchange(stick).scans_taken == 0
    assert two.attachments.read(digest) == scan
    two.erasing.erase(case, "№ 5, 01.12.2026")
    with pytest.raises(FileMissing):
        two.attachments.read(digest)
    # The stick still holds it, as it was; nobody takes it up again.
    assert two.share.exchange(stick).scans_taken == 0
    assert third.share.exchange(stick).scans_taken == 0


def test_a_scan_of_an_erased_matter_goes_from_the_folder(three) -> None:
    desks, _, shared = three
    one, two, _ = desks
    case, _, digest = with_scan(one)
    settle(*desks)
    two.exchange.fetch(digest)
    one.erasing.erase(case, "№ 5, 01.12.2026")
    assert scans_in(shared) == []
    settle(*desks)
    assert sweep(two.core)
    assert not two.core.files.holds(digest)
    two.share.exchange()
    assert scans_in(shared) == []


# Who is let in


def test_nobody_joins_without_the_code_and_only_the_founder_lets_in(three, tmp_path) -> None:
    (one, two, _), _, shared = three
    stick = tmp_path / "stick"
    with closing(a_desk(tmp_path / "new", "4")) as new:
        with pytest.raises(NotSharing):
            new.share.exchange()
        with pytest.raises(SharedByOthers):
            new.share.choose(shared)
        with pytest.raises(JoinRefused, match="nothing_asked"):
            new.joining.take(stick)
        asked = new.joining.ask(stick)
        assert new.joining.ask(stick) == asked
        for typed, reason in (("AAAA-CCCC-EEEE", "code_wrong"), ("AAAA", "code_mistyped")):
            with pytest.raises(JoinRefused, match=reason):
                one.joining.let_in(stick, typed)
        with pytest.raises(NotTheFounder):
            two.joining.let_in(stick, asked.code)
        with pytest.raises(JoinRefused, match="no_answer"):
            new.joining.take(stick)
        one.joining.let_in(stick, asked.code)
        answer = next(stick.glob("akimat-answer-*"))
        whole = answer.read_bytes()
        for data, reason in ((whole[:50], "half_copied"), (whole[:-1] + b"x", "damaged")):
            answer.write_bytes(data)
            with pytest.raises(JoinRefused, match=reason):
                new.joining.take(stick)
        answer.write_bytes(whole)
        assert new.joining.take(stick, shared).stations == 4
        settle(*three[0], new)
        demand_equal(*three[0], new)


def test_a_mark_that_is_printed_already_is_given_up(tmp_path: Path) -> None:
    shared, stick = tmp_path / "shared", tmp_path / "stick"
    shared.mkdir()
    stick.mkdir()
    with closing(a_desk(tmp_path / "a", "1")) as one, closing(a_desk(tmp_path / "b", "1")) as two:
        one.share.choose(shared)
        join(one, two, stick, shared)
        numbers = {*register(one, 2), *register(two, 2)}
        assert len(numbers) == 4
        settle(one, two)
        demand_equal(one, two)


# The courier


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = centre_in(tmp_path / "centre", OFFICE, OTHER)
    yield made
    made.close()


def by_courier(desk: Desk, centre: Centre, stick: Path) -> None:
    """An enrolment without any line: the stick goes there and back."""
    code = enrolment.new_code(centre, desk.core.identity.office)
    for _ in range(3):
        try:
            desk.courier.enrol(stick, code)
        except StickWritten:
            list(receive(centre, stick))
        else:
            return
    raise AssertionError("not enrolled")


def test_an_office_that_never_had_a_line_is_enrolled_and_level_by_stick(
    centre: Centre, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    one, two = a_desk(tmp_path / "a", "1"), a_desk(tmp_path / "b", "1")
    with closing(one), closing(two):
        for desk in (one, two):
            by_courier(desk, centre, stick)
        register(one, 250)
        register(two, 3)
        for desk in (one, two, one):
            desk.courier.write(stick)
            assert all(not line.refusal for line in receive(centre, stick))
            desk.courier.read(stick)
        assert {desk.integrity.digest() for desk in (one, two)} == {
            folding.digest(centre.store, OFFICE).hex()
        }
        assert (one.exchange.state().unsent, two.exchange.state().unsent) == (0, 0)
        assert list(stick.iterdir()) == []


def spoil(stick: Path) -> None:
    """Beside the good bundles: one copied by half, one altered, one that is none."""
    bundle = sorted(stick.glob("akimat-to-*"))[0]
    (stick / "akimat-to-centre-half.akm").write_bytes(bundle.read_bytes()[:-20])
    (stick / "akimat-to-centre-paper.akm").write_bytes(b"%PDF")
    altered = bytearray(bundle.read_bytes())
    altered[60] ^= 1
    (stick / "akimat-to-centre-zz.akm").write_bytes(bytes(altered))


def test_bundles_of_any_office_in_any_order_twice_and_half_copied(
    centre: Centre, tmp_path: Path
) -> None:
    line = Direct(centre)
    stick = tmp_path / "stick"
    stick.mkdir()
    one = enrolled_desk(tmp_path / "a", line)
    other = enrolled_desk(tmp_path / "o", line, OTHER)
    with closing(one), closing(other):
        for turn in range(3):
            register(one, 2, str(turn))
            one.courier.write(stick)
            register(other, 1, str(turn))
            other.courier.write(stick)
        spoil(stick)
        for _ in range(2):
            told = {line.file: line.refusal for line in receive(centre, stick)}
            assert told.pop("akimat-to-centre-half.akm") == "half_copied"
            assert told.pop("akimat-to-centre-paper.akm") == "not_ours"
            assert told.pop("akimat-to-centre-zz.akm") == "damaged"
            assert set(told.values()) == {""}
        backs = {file: file.read_bytes() for file in stick.glob("akimat-from-*")}
        for desk in (one, other, one):
            for file, data in backs.items():
                file.write_bytes(data)
            done = desk.courier.read(stick)
            assert {reason for _, reason in done.set_aside} <= {"of_another"}
        for desk in (one, other):
            desk.exchange.sync()
            assert desk.exchange.state().unsent == 0
            desk.integrity.verify()
        assert one.integrity.digest() == folding.digest(centre.store, OFFICE).hex()
        assert len(one.cases.newest(limit=99)) == 6
        with centre.store.read() as connection:
            assert quarantined(connection, OFFICE) == quarantined(connection, OTHER) == 0


def received(centre: Centre, stick: Path, start: str) -> list[str]:
    """The refusals of the files that begin so."""
    lines = list(receive(centre, stick))
    return [line.refusal for line in lines if line.file.startswith(start)]


def test_scans_go_to_the_centre_by_stick_and_no_second_stick_carries_them(
    centre: Centre, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with closing(enrolled_desk(tmp_path / "a", Direct(centre))) as one:
        _, scan, digest = with_scan(one)
        done = one.courier.write(stick)
        assert (done.scans, done.scans_left) == (1, 0)
        (file,) = stick.glob("akimat-file-*")
        assert scan[-200:] not in file.read_bytes()
        for _ in range(2):
            assert received(centre, stick, "akimat-file-") == [""]
        assert b"".join(centre.files.pieces(OFFICE, digest, 0)) == scan
        assert one.courier.read(stick).scans == 1
        assert list(stick.iterdir()) == []
        assert one.courier.write(stick).scans == 0


def test_a_scan_on_a_stick_that_comes_early_half_altered_or_from_a_revoked_desk_is_refused(
    centre: Centre, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with closing(enrolled_desk(tmp_path / "a", Direct(centre))) as one:
        _, scan, digest = with_scan(one)
        one.courier.write(stick)
        (bundle,) = stick.glob("akimat-to-*")
        (file,) = stick.glob("akimat-file-*")
        whole = file.read_bytes()
        bundle.rename(tmp_path / bundle.name)
        assert received(centre, stick, "akimat-file-") == ["file_not_named"]
        (tmp_path / bundle.name).rename(bundle)
        for told, refusal in (
            (whole[:-100], "half_copied"),
            (whole[:-1] + bytes([whole[-1] ^ 1]), "damaged"),
        ):
            file.write_bytes(told)
            assert received(centre, stick, "akimat-file-") == [refusal]
        file.write_bytes(whole)
        assert received(centre, stick, "akimat-file-") == [""]
        # What a line had brought of another beginning is not spoiled and does not spoil.
        assert b"".join(centre.files.pieces(OFFICE, digest, 0)) == scan
        centre.files.discard(OFFICE, digest)
        centre.files.append(OFFICE, digest, 0, b"another beginning")
        assert received(centre, stick, "akimat-file-") == [""]
        assert b"".join(centre.files.pieces(OFFICE, digest, 0)) == scan
        enrolment.revoke(centre, one.core.identity.station)
        assert received(centre, stick, "akimat-file-") == ["station_revoked"]


def test_an_answer_that_comes_after_the_line_came_back_harms_nothing(
    centre: Centre, tmp_path: Path
) -> None:
    line = Direct(centre)
    stick = tmp_path / "stick"
    stick.mkdir()
    one, two = enrolled_desk(tmp_path / "a", line), enrolled_desk(tmp_path / "b", line)
    with closing(one), closing(two):
        register(one, 3)
        one.courier.write(stick)
        one.exchange.sync()
        register(two, 3)
        two.exchange.sync()
        list(receive(centre, stick))
        register(one, 2)
        one.exchange.sync()
        mark = one.exchange.state().mark
        one.courier.read(stick)
        one.exchange.sync()
        two.exchange.sync()
        assert one.exchange.state().mark == mark, "a late answer opens no new lineage"
        assert one.integrity.digest() == two.integrity.digest()
        assert one.exchange.state().last_error == ""


def test_a_bundle_for_another_centre_or_of_a_revoked_desk_is_refused_and_the_rest_goes_on(
    centre: Centre, tmp_path: Path
) -> None:
    line = Direct(centre)
    stick = tmp_path / "stick"
    stick.mkdir()
    one, two = enrolled_desk(tmp_path / "a", line), enrolled_desk(tmp_path / "b", line)
    elsewhere = Direct(centre_in(tmp_path / "elsewhere"))
    stranger = enrolled_desk(tmp_path / "c", elsewhere)
    with closing(one), closing(two), closing(stranger), closing(elsewhere.centre):
        files = {}
        for name, desk in (("one", one), ("two", two), ("stranger", stranger)):
            register(desk, 1)
            files[desk.courier.write(stick).file] = name
        enrolment.revoke(centre, one.core.identity.station)
        told = {files[line.file]: line.refusal for line in receive(centre, stick)}
        assert told == {"one": "station_revoked", "two": "", "stranger": "of_another"}


# By the command line


class CommandLine:
    """Two desks and a centre, told by commands alone."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.shared, self.stick = str(root / "shared"), str(root / "stick")
        for name in (self.shared, self.stick):
            Path(name).mkdir()
        for name, point in (("a", "1"), ("b", "2")):
            a_desk(root / name, point).close()

    def desk(self, name: str, *told: str) -> tuple[int, dict[str, Any]]:
        done = called_now(self._root / name, *told)
        return done.code, done.lines[0] if done.out else {}


def test_the_command_line_begins_a_share_and_lets_another_in(tmp_path: Path) -> None:
    line = CommandLine(tmp_path)
    desk, shared, stick = line.desk, line.shared, line.stick
    assert desk("a", "share", str(tmp_path / "nowhere"))[0] == 3
    assert desk("a", "share", shared)[0] == 0
    assert desk("b", "share", shared)[1]["error"] == "shared_by_others"
    code = desk("b", "enrol", "--stick", stick)[1]["code"]
    assert desk("a", "enrol", "--stick", stick, "--approve", code)[1]["mark"] == "2"
    joined = desk("b", "enrol", "--stick", stick, "--share", shared)
    assert (joined[0], joined[1]["stations"]) == (0, 2)
    assert desk("b", "share")[1]["taken"] > 0
    assert desk("a", "share")[1]["held_by"][0]["mark"] == "2"


def test_the_command_line_carries_a_stick_to_the_centre_and_back(tmp_path: Path) -> None:
    line = CommandLine(tmp_path)
    desk, central, stick = line.desk, real_centre.Centre(tmp_path / "centre").run, line.stick
    assert desk("a", "enrol")[1]["error"] == "field_wrong"
    central("office", "add", OFFICE)
    code = central("enrol", OFFICE)["code"]
    assert desk("a", "enrol", "--stick", stick, "--centre", code)[0] == 3
    assert central("receive", stick)["refusal"] == ""
    assert desk("a", "enrol", "--stick", stick, "--centre", code)[0] == 0
    assert desk("a", "sync", "--to", stick)[1]["entries"] > 0
    assert desk("a", "sync", "--from", stick)[1]["error"] == "bundle_missing"
    assert central("receive", stick)["accepted"] > 0
    assert desk("a", "sync", "--from", stick)[1]["unsent"] == 0

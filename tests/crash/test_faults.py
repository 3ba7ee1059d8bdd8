"""What a machine does to a program: each fault has its plain word, and nothing is half written."""

import json
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli.program_runs import PROGRAM, a_day_before, as_lines, called, surroundings
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot
from services.test_backups import LATER
from services.working_desks import PASSWORD, GoingClock, a_complaint, again, new_desk
from ui.driving_window import own_settings, words_on

from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.signed import signed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="disks of this kind are not on Windows")
OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}
PLAIN = {1: "refused", 3: "try later", 4: "integrity"}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "desk"
    desk = new_desk(folder, clock=a_day_before(), training=True)
    desk.registration.register(a_complaint(1))
    desk.backups.make(folder.parent / "stick")
    desk.close()
    return folder


@pytest.fixture
def folder(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "desk"))


@pytest.fixture
def small(tmp_path) -> Iterator[Path]:
    """A file system of four megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    told = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    done = subprocess.run(told, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path, but: int) -> None:
    (place / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(place).free - but)))


def numbers(folder: Path) -> set[str]:
    return {
        row["number"] for row in called(folder, "list", "--json", "--limit", "9999", **OPEN).lines
    }


def demand_whole(folder: Path, promised: set[str]) -> None:
    found = called(folder, "verify", "--json", **OPEN).one
    assert found.get("ok"), found
    assert promised <= numbers(folder)


def test_a_disk_that_fills_up_while_lines_come_in_refuses_the_rest_and_loses_none(made, small):
    folder = Path(shutil.copytree(made, small / "desk"))
    assert called(folder, "verify", "--json", **OPEN).code == 0
    told = b"".join(as_lines(a_complaint(place, text="Ө" * 3000)) for place in range(700))
    done = called(folder, "register", "-", "--json", given=told, **OPEN)
    errors = {line["error"] for line in done.lines if "error" in line}
    assert errors == {"disk_full"}
    assert done.code in (1, 3)
    assert "Traceback" not in done.err
    promised = {line["number"] for line in done.lines if "number" in line}
    assert promised
    demand_whole(folder, promised)


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (["backup", "{small}/copies"], {"disk_full"}),
        (["salvage", "--alone", "--out", "{small}/out"], {"disk_full"}),
        (["init", "--office", "41706242000000", "--training", "--data", "{small}/new"], None),
    ],
)
def test_what_needs_room_says_that_there_is_none(folder, small, told, codes):
    fill(small, 40_000)
    words = [one.format(small=small) for one in told]
    done = called(folder, *words, "--json", **OPEN)
    assert (done.code, {done.one["error"]}) == (3, codes or {"disk_full"})
    assert "Traceback" not in done.err
    assert not list(small.rglob("*.backup"))
    demand_whole(folder, set())


def test_a_restore_without_room_leaves_nothing_that_opens_and_goes_through_afterwards(made, small):
    (backup,) = (made.parent / "stick").glob("*.backup")
    fill(small, 60_000)
    done = called(small / "back", "restore", str(backup), "--json", **OPEN)
    assert (done.code, done.one["error"]) == (3, "disk_full")
    assert called(small / "back", "list", "--json", **OPEN).one["error"] == "workspace_missing"
    (small / "ballast").unlink()
    assert called(small / "back", "restore", str(backup), "--json", **OPEN).code == 0
    demand_whole(small / "back", set())


def limited(folder: Path, size: int, *told: str, given: bytes = b"") -> tuple[int, list[dict], str]:
    """The program under a limit on the size of any one file, as a quota sets it."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run(
        [*PROGRAM, "--data", folder, *told, "--json"], input=given, capture_output=True,
        check=False, env=surroundings(**OPEN), preexec_fn=limit,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, lines, done.stderr.decode()


@pytest.mark.parametrize("room", [0, 30_000, 200_000])
def test_a_file_that_may_not_grow_is_told_as_a_disk_that_fails(folder, room):
    size = (folder / "akimat.db").stat().st_size + room
    told = b"".join(as_lines(a_complaint(place, text="Ө" * 3000)) for place in range(200))
    code, lines, err = limited(folder, size, "register", "-", given=told)
    assert "Traceback" not in err
    assert code in PLAIN
    assert {line["error"] for line in lines if "error" in line} <= {"disk_failed", "disk_full"}
    demand_whole(folder, {line["number"] for line in lines if "number" in line})


def without_rights(*told: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Root without the right to pass over what files allow: as anybody else meets them."""
    caps = "-dac_override,-dac_read_search"
    drop = ["setpriv", f"--bounding-set={caps}", f"--inh-caps={caps}"] if os.geteuid() == 0 else []
    command = [*drop, *PROGRAM, *map(str, told), "--json"]
    return subprocess.run(
        command, input=given, capture_output=True, check=False, env=surroundings(**OPEN)
    )


@pytest.fixture
def locked_away(folder) -> Iterator[Path]:
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("setpriv is not here: root passes over what files allow")
    yield folder
    folder.chmod(0o700)
    for path in folder.rglob("*"):
        path.chmod(0o700)


@pytest.mark.parametrize(
    ("name", "mode", "codes"),
    [
        ("", 0o500, {"disk_read_only", "disk_failed"}),
        ("", 0o000, {"disk_read_only", "workspace_missing"}),
        ("akimat.db", 0o400, {"disk_read_only", "disk_failed"}),
        ("akimat.db", 0o000, {"disk_read_only", "disk_failed"}),
        ("keys.json", 0o000, {"disk_read_only"}),
        ("workspace.lock", 0o000, {"disk_read_only", "workspace_in_use"}),
    ],
)
def test_missing_rights_are_told_and_change_nothing(locked_away, name, mode, codes):
    path = locked_away / name if name else locked_away
    before = numbers(locked_away)
    path.chmod(mode)
    given = as_lines(a_complaint(5))
    done = without_rights("--data", locked_away, "register", "-", given=given)
    told = json.loads(done.stdout.splitlines()[-1])
    assert "Traceback" not in done.stderr.decode()
    assert told["error"] in codes
    assert done.returncode == 3
    path.chmod(0o700)
    demand_whole(locked_away, before)


def test_a_copy_to_where_nothing_may_be_written_is_refused_plainly(locked_away, tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    place.chmod(0o500)
    done = without_rights("--data", locked_away, "backup", place)
    assert (done.returncode, json.loads(done.stdout)["error"]) == (3, "disk_read_only")
    place.chmod(0o700)
    assert not list(place.iterdir())


def test_a_clock_set_back_gives_no_number_and_loses_none(folder):
    before = numbers(folder)
    done = called(
        folder, "register", "-", "--json", given=as_lines(a_complaint(7)),
        **OPEN, AKIMAT_DESK_NOW="2026-11-20T10:00:00",
    )  # fmt: skip
    assert (done.code, done.one["error"]) == (1, "clock_behind")
    assert numbers(folder) == before
    again_told = called(folder, "register", "-", "--json", given=as_lines(a_complaint(7)), **OPEN)
    assert again_told.code == 0


def test_a_power_cut_between_two_writes_leaves_the_last_whole_one(folder, tmp_path):
    """The disk as it is at every moment of a run: copied without asking the program."""
    desk = again(folder, clock=GoingClock(LATER + 30 * 86_400_000))
    promised = []
    for place in range(5):
        promised.append(desk.registration.register(a_complaint(place)).number)
        snapshot = tmp_path / f"cut{place}"
        shutil.copytree(folder, snapshot, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    desk.close()
    for place in range(5):
        cut = tmp_path / f"cut{place}"
        clock = GoingClock(LATER + 31 * 86_400_000)
        with closing(again(cut, clock=clock)) as found:
            found.integrity.verify()
            assert set(promised[: place + 1]) <= {row.number for row in found.cases.newest()}


def test_the_window_says_a_full_disk_in_its_strip_and_stays(
    qtbot: QtBot, made: Path, small: Path, tmp_path: Path
) -> None:
    own_settings(tmp_path)
    speak("ru")
    folder = Path(shutil.copytree(made, small / "desk"))
    desk = again(folder, clock=GoingClock(LATER + 30 * 86_400_000))
    background = Background()
    window = MainWindow(signed(desk), background)
    qtbot.addWidget(window)
    window.show()
    window.show_section("today")
    qtbot.waitUntil(lambda: background.is_idle, timeout=30_000)
    fill(small, 0)
    spy = QSignalSpy(background.refused)
    told = a_complaint(3, text="Ө" * 200_000)
    background.run(
        lambda: desk.registration.register(told), lambda _: None, owner=window, lane=Lane.WRITE
    )
    qtbot.waitUntil(lambda: spy.count() > 0, timeout=30_000)
    assert "Диск заполнен" in words_on(window)
    (small / "ballast").unlink()
    assert desk.registration.register(told).number
    window.close()
    background.close()
    desk.close()

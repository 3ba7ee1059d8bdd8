"""What the fuzzer works on: a desk, a colleague, a centre, and everything genuine they make."""

import io
import json
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from cli.program_runs import Run, a_day_before
from documents.reading_paper import codes
from fuzz.calling import quick
from services.scan_samples import a_png
from services.working_desks import a_complaint, new_desk
from sqlalchemy import func, select

from akimat_desk.central import cli as central_cli
from akimat_desk.central.centre import open_centre
from akimat_desk.central.store import tables
from akimat_desk.paths import RESOURCES
from akimat_desk.services.desk import Desk, Setup, make_workspace
from akimat_desk.services.staff import StaffTold
from akimat_desk.storage.database import Database
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.wraps import Cost

OFFICE = "41706242000000-district-1"
NUMBER = "К1-00001/26"
CERTIFICATE = {
    "template": "family-certificate",
    "told": {
        "person": "Асанова Гүлнара Бакытовна",
        "address": "Көк-Жар айылы",
        "members": [{"name": "Асанов Бакыт", "kin": "атасы", "born": "1960"}],
        "place_of_use": "мектепке",
    },
}
VILLAGES = "soate;aimak;village;street\n41706242;Гүлстан;Көк-Жар;Ленин\n41706242;Гүлстан;Ак-Бел;\n"
FILES = (
    "index;title_ky;title_ru;years;ground\n02-14;Арыздар;Заявления;5;№ 1\n02-15;Каттар;Письма;3;\n"
)


class Genuine(msgspec.Struct, frozen=True, kw_only=True):
    """What lies there whole; every round spoils a copy of some of it."""

    receipt: str
    paper: str
    answer: tuple[Path, ...]
    brought: tuple[Path, ...]
    request: Path
    backup: Path
    shared: Path
    scan: bytes
    packs: tuple[Path, ...]
    templates: tuple[Path, ...]


class Bench:
    """A desk that is enrolled by courier, founder of a share; a colleague of it; the centre."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.desk, self.other, self.centre = root / "desk", root / "other", root / "centre"
        self.stick, self.shared = root / "stick", root / "shared"
        for folder in (self.stick, self.shared):
            folder.mkdir(parents=True)
        self.genuine = self._made()

    def _made(self) -> Genuine:
        _desk_of(self.desk).close()
        receipt, paper = self._papers()
        self._shared_with()
        answer, brought = self._carried()
        self._told(self.desk, "backup", str(self.root / "copies"))
        (backup,) = (self.root / "copies").glob("*.backup")
        request = self._asked()
        return Genuine(
            receipt=receipt,
            paper=paper,
            answer=answer,
            brought=brought,
            request=request,
            backup=backup,
            shared=self.shared,
            scan=a_png(),
            packs=tuple(sorted((RESOURCES / "rules").glob("*.json"))),
            templates=tuple(RESOURCES / "templates" / one for one in ("order", "permit", "reply")),
        )

    def _papers(self) -> tuple[str, str]:
        out = self.root / "receipt.pdf"
        self._told(self.desk, "receipt", NUMBER, "--out", str(out))
        receipt = _code(out)
        wish = self.root / "certificate.json"
        wish.write_text(json.dumps(CERTIFICATE), encoding="utf-8")
        out = self.root / "act.pdf"
        self._told(self.desk, "pen", "take", "certificate", "--reason", "x", may_fail=True)
        self._told(self.desk, "acts", "issue", "--json-file", str(wish), "--out", str(out))
        return receipt, _code(out)

    def _shared_with(self) -> None:
        """A second desk of the office, let in by a stick; it wrote something into the folder."""
        setup = Setup(office=OFFICE, is_training=True, password="", point="2")
        make_workspace(self.other, setup, clock=a_day_before(), cost=Cost(8, 1, 1))
        stick, shared = str(self.stick), str(self.shared)
        self._told(self.desk, "share", shared)
        code = self._told(self.other, "enrol", "--stick", stick).one["code"]
        self._told(self.desk, "enrol", "--stick", stick, "--approve", code)
        self._told(self.other, "enrol", "--stick", stick, "--share", shared)
        for place in range(3):
            told = json.dumps(a_complaint(40 + place)).encode()
            self._told(self.other, "register", "-", given=told)
        self._told(self.other, "share")
        _emptied(self.stick)

    def _carried(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Enrolled by courier: an answer still to be read, a bundle still to be received."""
        stick = str(self.stick)
        self.central("office", "add", OFFICE)
        code = self.central("enrol", OFFICE).one["code"]
        self._told(self.desk, "enrol", "--stick", stick, "--centre", code, may_fail=True)
        self.central("receive", stick)
        self._told(self.desk, "enrol", "--stick", stick, "--centre", code)
        self._told(self.desk, "sync", "--to", stick)
        self.central("receive", stick)
        answer = self._kept("answer")
        _emptied(self.stick)
        self._told(self.desk, "register", "-", given=json.dumps(a_complaint(3)).encode())
        self._told(self.desk, "sync", "--to", stick)
        return answer, self._kept("brought")

    def _asked(self) -> Path:
        third = self.root / "third"
        setup = Setup(office=OFFICE, is_training=True, password="", point="3")
        make_workspace(third, setup, clock=a_day_before(), cost=Cost(8, 1, 1))
        _emptied(self.stick)
        self._told(third, "enrol", "--stick", str(self.stick))
        (found,) = self._kept("request")
        return found

    def _kept(self, name: str) -> tuple[Path, ...]:
        """What lies on the stick now, laid aside."""
        kept = self.root / name
        shutil.copytree(self.stick, kept)
        return tuple(sorted(one for one in kept.iterdir() if one.is_file()))

    def _told(self, folder: Path, *argv: str, given: bytes = b"", may_fail: bool = False) -> Run:
        done = quick(folder, [*argv, "--json"], given)
        assert may_fail or done.code == 0, (argv, done.out, done.err)
        return done

    def central(self, *argv: str) -> Run:
        """The centre's command line, in this process."""
        kept = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
        try:
            code = central_cli.run(["--files", str(self.centre), "--training", "--json", *argv])
            shown = sys.stdout.getvalue(), sys.stderr.getvalue()
        finally:
            sys.stdout, sys.stderr = kept
        return Run(code, *shown)

    def desk_entries(self) -> int:
        return _entries(self.desk)

    def centre_entries(self) -> int:
        with closing(open_centre(self.centre, None, is_training=True)) as centre:
            with centre.store.read() as connection:
                found = connection.execute(select(func.count()).select_from(tables.entry))
            return int(found.scalar_one())

    def demand_whole(self) -> None:
        """Desk and centre say of themselves that nothing is wrong."""
        for done in (quick(self.desk, ["verify", "--json"]), self.central("verify")):
            assert done.code == 0, (done.out, done.err)


def _desk_of(folder: Path) -> Desk:
    """An office that can issue papers, with two cases."""
    desk = new_desk(folder, clock=a_day_before(), training=True, password="")
    told = StaffTold(
        login="akim", surname="Жээнбекова", given="Бактыгүл", post_ky="аким", roles=("head",)
    )
    desk.office.add_staff(told)
    desk.office.hold_post("head", "akim", order="№ 1")
    for place in range(2):
        desk.registration.register(a_complaint(place))
    return desk


def _code(paper: Path) -> str:
    (text,) = (one for one in codes(paper.read_bytes(), dpi=203) if one.startswith("AD1:"))
    return text


def _emptied(folder: Path) -> None:
    for one in folder.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()


def _entries(folder: Path) -> int:
    workspace = Workspace(folder)
    database = Database(workspace.database, bytes.fromhex(workspace.keys()["open"]))
    try:
        with database.read() as connection:
            found: Any = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
        return int(found)
    finally:
        database.close()

"""The one front door: makes a workspace, opens it, and hands out the services of an open desk."""

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import OfficeNamed, SeriesOpened, StaffRecorded
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import ROLES
from akimat_desk.domain.territories import (
    OFFICE_KINDS,
    OfficeId,
)
from akimat_desk.paths import witness_folder
from akimat_desk.services import accounts, lineage, references, throttle
from akimat_desk.services.act_desk import ActDesk
from akimat_desk.services.acts import Acts
from akimat_desk.services.addresses import Addresses
from akimat_desk.services.addresses import territories as territories  # noqa: PLC0414
from akimat_desk.services.attachments import Attachments
from akimat_desk.services.backup_days import BackupDays
from akimat_desk.services.backups import Backups
from akimat_desk.services.body_asks import BodyAsks
from akimat_desk.services.calendars import Calendars
from akimat_desk.services.cards import Cards
from akimat_desk.services.cases import Cases
from akimat_desk.services.catalogue_releases import CatalogueReleases
from akimat_desk.services.clock import Clock, SystemClock, training_clock
from akimat_desk.services.core import Core, Identity
from akimat_desk.services.courier import Courier
from akimat_desk.services.drafts import Drafts
from akimat_desk.services.erasing import Erasing, sweep
from akimat_desk.services.exchange import Exchange
from akimat_desk.services.head_codes import HeadCodes
from akimat_desk.services.integrity import Integrity
from akimat_desk.services.joining import Joining
from akimat_desk.services.locking import Locking, working
from akimat_desk.services.number_clashes import NumberClashes
from akimat_desk.services.offices import OfficeDesk
from akimat_desk.services.outbox import Outbox
from akimat_desk.services.paper_proofs import PaperProofs
from akimat_desk.services.papers import Papers
from akimat_desk.services.people import People
from akimat_desk.services.post import PostIntake
from akimat_desk.services.prints import Prints
from akimat_desk.services.registration import Registration
from akimat_desk.services.rules import Rules
from akimat_desk.services.share import Share
from akimat_desk.services.sheets import Sheets
from akimat_desk.services.templates import Templates
from akimat_desk.services.term_work import TermWork
from akimat_desk.services.terms import Terms
from akimat_desk.services.visits import Visits
from akimat_desk.storage import held, journal, migrations, swap
from akimat_desk.storage.database import Database
from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.errors import WorkspaceExists
from akimat_desk.storage.files import Files
from akimat_desk.storage.projections import project
from akimat_desk.storage.workspace import Witness, Workspace
from akimat_desk.trust.wraps import Cost


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What `init` is told. Names are needed for an office outside the territory list.

    `full_name` makes the office's name of its kind and its territory's name.
    """

    office: str
    kind: str = ""
    name: Bilingual | None = None
    point: str = "1"
    is_training: bool = False
    admin: str = "admin"
    password: str = ""
    admin_post: Bilingual = Bilingual(ky="")
    full_name: Callable[[str, Bilingual], Bilingual] | None = None


class MadeWorkspace(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown once, at set-up, and printed: it opens the workspace."""

    office: str
    station: str
    recovery_key: str
    head_codes: tuple[str, ...]


class Desk(TermWork):
    """An open workspace and what a clerk can ask of it."""

    def __init__(self, core: Core, workspace: Workspace) -> None:
        self._core = core
        self._workspace = workspace
        self.registration = Registration(core)
        self.addresses = Addresses(core)
        self.cases = Cases(core)
        super().__init__(core, self.cases)
        self.erasing = Erasing(core, self.cases)
        self.cards = Cards(core, self.cases)
        self.papers = Papers(core)
        self.paper_proofs = PaperProofs(core)
        self.prints = Prints(core)
        self.acts = Acts(core)
        self.templates = Templates(core)
        self.act_desk = ActDesk(core, self.templates)
        self.visits = Visits(core, self.cases, self.act_desk)
        self.body_asks = BodyAsks(core, self.cases, self.act_desk)
        self.drafts = Drafts(core)
        self.post = PostIntake(core, self.drafts)
        self.attachments = Attachments(core)
        self.office = OfficeDesk(core, workspace)
        self.sheets = Sheets(core, self.cases)
        self.terms = Terms(core)
        self.calendars = Calendars(core)
        self.catalogues = CatalogueReleases(core)
        self.rules = Rules(core)
        self.integrity, self.backups = Integrity(core), Backups(core, workspace)
        self.locking, self.head_codes = Locking(core, workspace), HeadCodes(core, workspace)
        self.backup_days = BackupDays(core, workspace, self.backups)
        self.people = People(core)
        self._open_lines(core)

    def _open_lines(self, core: Core) -> None:
        """All ways by which entries come and go."""
        self.outbox, self.number_clashes = Outbox(core), NumberClashes(core)
        self.exchange = Exchange(core)
        self.exchange.when_level = self.act_desk.number_what_came
        self.share, self.joining, self.courier = Share(core), Joining(core), Courier(core)
        self.share.when_level = self.act_desk.number_what_came
        self.exchange.nearer = self.share.fetch

    @property
    def core(self) -> Core:
        return self._core

    def close(self) -> None:
        with contextlib.suppress(DeskError):  # a full disk keeps nobody from leaving
            self.access_log.flush()
        self._core.database.close()
        self._workspace.release()


def make_workspace(
    folder: Path, setup: Setup, *, clock: Clock | None = None, cost: Cost = Cost()
) -> MadeWorkspace:
    """Raises WorkspaceExists, OfficeIdWrong, PasswordMissing, PasswordTooShort."""
    office = _office_id(setup)
    _demand_point(setup.point)
    accounts.demand_password(setup.password, is_training=setup.is_training)
    with sorted_os_error():
        folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(folder)
    workspace.take()
    try:
        if workspace.exists or workspace.database.exists():
            raise WorkspaceExists(str(folder))
        with _undone_if_it_fails(workspace):
            return _fill(workspace, office, setup, clock or _clock(setup.is_training), cost)
    finally:
        workspace.release()


@contextlib.contextmanager
def _undone_if_it_fails(workspace: Workspace) -> Iterator[None]:
    """A database whose keys were never written opens for nobody and blocks the next attempt."""
    try:
        yield
    except BaseException:
        if not workspace.exists:
            for ending in ("", "-wal", "-shm"):
                Path(f"{workspace.database}{ending}").unlink(missing_ok=True)
        raise


def open_desk(
    folder: Path,
    *,
    login: str = "",
    password: str = "",
    clock: Clock | None = None,
) -> Desk:
    """Raises WorkspaceMissing, WorkspaceInUse, SignInRefused, PasswordMissing, WorkspaceNewer."""
    swap.finish(folder)
    workspace = Workspace(folder)
    workspace.keys()
    workspace.take()
    try:
        keys = workspace.keys()
        login = login or accounts.only_login(keys)
        key = _unlocked(folder, keys, login, password, clock)
        core = core_of(workspace, key, clock)
    except BaseException:
        workspace.release()
        raise
    desk = Desk(core, workspace)
    try:
        core.actor = working(core, login, accounts.staff_of(keys, login))
        sweep(core)
    except BaseException:
        desk.close()
        raise
    return desk


@contextlib.contextmanager
def opened(folder: Path, **how: Any) -> Iterator[Desk]:
    """`open_desk` that closes."""
    desk = open_desk(folder, **how)
    try:
        yield desk
    finally:
        desk.close()


def _fill(
    workspace: Workspace, office: OfficeId, setup: Setup, clock: Clock, cost: Cost
) -> MadeWorkspace:
    key = os.urandom(32)
    identity = Identity(
        workspace_id=uuid.uuid4().hex,
        office=str(office),
        station=str(uuid_utils.uuid7()),
        is_training=setup.is_training,
    )
    keys, recovery, codes = accounts.new_keys(
        key, setup.admin, setup.password, is_training=setup.is_training, cost=cost
    )
    # Under another name until it is whole: a half-made workspace must not stand in the way.
    half_made = workspace.folder / "akimat.db.new"
    for leftover in workspace.folder.glob(f"{half_made.name}*"):
        leftover.unlink()
    database = Database(half_made, key)
    try:
        with database.write() as connection:
            while migrations.pending(connection):
                migrations.apply_step(connection)
            lineage.set_identity(connection, identity, half_made)
            lineage.open_origin(connection, setup.point, is_first=True)
        core = _assembled(workspace, identity, database, key, clock)
        admin = _first_entries(core, office, setup)
    finally:
        database.close()
    workspace.keep_keys(accounts.with_staff(keys, setup.admin, admin))
    half_made.replace(workspace.database)
    return MadeWorkspace(
        office=identity.office,
        station=identity.station,
        recovery_key=recovery,
        head_codes=codes,
    )


def _first_entries(core: Core, office: OfficeId, setup: Setup) -> str:
    """The staff id of the first account."""
    admin = str(uuid_utils.uuid7())
    today = legal_day(core.clock.now())
    objects = tuple(references.shipped())
    with core.database.write() as connection:
        for found in objects:
            held.keep_reference(
                connection,
                digest=found.digest,
                kind=found.kind,
                reference_id=found.id,
                release=found.release,
                body=found.body,
            )
            core.shelf.hold(found.kind, found.digest, found.body)
        pen = journal.Pen(connection, core.stamp("setup", core.clock.now()), core.random)
        own = pen.own
        folded = None
        for event in (
            OfficeNamed(
                from_on=today, name=_name(office, setup), short=_name(office, setup),
                kind=setup.kind or office.kind,
            ),
            SeriesOpened(
                origin=own.origin, point=own.point, mark=own.mark,
                station=core.identity.station, reason="first",
            ),
            *(found.adopted() for found in objects),
            StaffRecorded(
                staff=admin, login=setup.admin, surname=setup.admin, given="",
                post=setup.admin_post, roles=_all_but_auditor(), from_on=today,
            ),
        ):  # fmt: skip
            folded = pen.append(core.office_stream, folded, event)
        pen.flush()
        if folded is not None:
            project(connection, core.office_stream, folded, core.lens(folded.state))
    return admin


def _all_but_auditor() -> tuple[str, ...]:
    """The first account does all of the office's work until others are recorded."""
    return tuple(role for role in ROLES if role != "auditor")


def _unlocked(
    folder: Path, keys: dict[str, Any], login: str, password: str, clock: Clock | None
) -> bytes:
    if accounts.is_open(keys) or not password:
        return accounts.unlocked(keys, login, password)
    with throttle.guess(folder, throttle.of_login(login), clock):
        return accounts.unlocked(keys, login, password)


def core_of(workspace: Workspace, key: bytes, clock: Clock | None = None) -> Core:
    """The database behind a key, brought up to this program; nobody is signed in yet."""
    database = Database(workspace.database, key)
    try:
        with database.read() as connection:
            migrations.demand_tables(connection)
            due = migrations.pending(connection)
            identity = msgspec.msgpack.decode(held.value(connection, held.IDENTITY), type=Identity)
        core = _assembled(workspace, identity, database, key, clock)
        if due:
            days = BackupDays(core, workspace, Backups(core, workspace))
            days.before("upgrade", is_old_tables=True)
            _migrate(database)
        lineage.demand_own(core, workspace.database)
    except BaseException:
        database.close()
        raise
    return core


def _assembled(
    workspace: Workspace, identity: Identity, database: Database, key: bytes, clock: Clock | None
) -> Core:
    return Core(
        identity=identity,
        database=database,
        files=Files(workspace.files, key),
        clock=clock or _clock(identity.is_training),
        witness=Witness(witness_folder(), identity.workspace_id),
    )


def _migrate(database: Database) -> None:
    while True:
        with database.write() as connection:
            if not migrations.pending(connection):
                return
            migrations.apply_step(connection)


def _clock(is_training: bool) -> Clock:  # noqa: FBT001
    return training_clock() if is_training else SystemClock()


def _office_id(setup: Setup) -> OfficeId:
    kind: Any = setup.kind or None
    if kind is not None and kind not in OFFICE_KINDS:
        raise FieldWrong("kind", "unknown")
    return OfficeId.parse(setup.office, territories(), kind=kind, names=setup.name)


def _name(office: OfficeId, setup: Setup) -> Bilingual:
    """What was told, else the name of the territory made into the office's full name."""
    if setup.name is not None:
        return setup.name
    named = territories().territory(office.soate).name
    return named if setup.full_name is None else setup.full_name(office.kind, named)


def _demand_point(point: str) -> None:
    if not (point.isascii() and point.isdigit() and len(point) <= 2):
        raise FieldWrong("point", "not_a_number")

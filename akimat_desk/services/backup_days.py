"""The copies nobody asks for: one a day, and one before every step that risks something."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from akimat_desk.domain.errors import DeskError, Unavailable, WorkCancelled
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.rights import role_for
from akimat_desk.paths import witness_folder
from akimat_desk.services.asides import Asides, log
from akimat_desk.services.backup_keeping import NEWEST
from akimat_desk.services.backups import Backup, BackupInWorkspace, Backups
from akimat_desk.services.core import Core
from akimat_desk.services.integrity import Cancelled, Report
from akimat_desk.storage import backup_notes
from akimat_desk.storage.backup_notes import LastCopy, Trouble
from akimat_desk.storage.errors import DiskFailed, DiskFull, DiskReadOnly
from akimat_desk.storage.workspace import Workspace

OLD_AFTER_DAYS = 3
_BESIDE = "-copies"
RISKS: Final = ("upgrade", "rebuild", "key", "import", "erase", "year_end", "succession")
"""Steps that begin with a copy. Putting back and saving keep what was there aside instead; packs,
calendars and lists are adopted by an entry that a later one takes back."""


@dataclass(eq=False)
class CopyNotMade(Unavailable):
    """Before this step a copy is made, and none could be; the step was not begun."""

    step: str
    folder: str
    why: str


class CopyStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How the copies stand. `days` counts legal days since the last good one, None without any;
    `is_away` says that the named folder or stick is not there now; `place` is where the next one
    goes, and `trouble` what was wrong with the last try."""

    folder: str
    place: str
    last: LastCopy | None
    trouble: Trouble | None
    days: int | None
    is_due: bool
    is_away: bool

    @property
    def is_old(self) -> bool:
        return self.days is None or self.days >= OLD_AFTER_DAYS


class BackupDays:
    """Knows where copies go. A folder that is away is no reason to have none: then they lie
    beside the workspace until it is there again."""

    def __init__(self, core: Core, workspace: Workspace, backups: Backups) -> None:
        self._core = core
        self._workspace = workspace.folder
        self._backups = backups
        self._asides = Asides(core, workspace.folder)
        # A stick that took nothing is asked again on another day or at the next start.
        self._in_vain: tuple[str, date] | None = None

    def standing(self) -> CopyStanding:
        notes = backup_notes.notes_of(self._workspace)
        today = legal_day(self._core.clock.now())
        days = None
        if notes.last is not None:
            # A copy of a day to come was made by a wrong clock: it is as old as one can be sure of.
            days = abs((today - legal_day(notes.last.made_at)).days)
        return CopyStanding(
            folder=notes.folder,
            place=str(self.place()),
            last=notes.last,
            trouble=notes.trouble,
            days=days,
            is_due=days != 0 or self._has_come_back(notes, today),
            is_away=bool(notes.folder) and not _is_there(Path(notes.folder)),
        )

    def place(self) -> Path:
        """Where the next copy goes."""
        return next(self._places())

    def before_all(self) -> tuple[str, ...]:
        """What was here before copies were put in place, as far as it is still kept."""
        return self._asides.all()

    def name(self, folder: str) -> None:
        """Where copies go from now on; empty: beside the workspace. Raises NotAllowed,
        BackupInWorkspace."""
        role_for(self._core.actor, "backup")
        if folder:
            whole = Path(folder).expanduser().resolve()
            if whole.is_relative_to(self._workspace.resolve()):
                raise BackupInWorkspace(str(whole))
            folder = str(whole)
        self._in_vain = None
        backup_notes.name_folder(self._workspace, folder)

    def make_due(
        self,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Backup | None:
        """Today's copy, unless there is a good one already; what its being there makes needless is
        removed. Raises what `Backups.make` does; what went wrong is remembered."""
        if not self.standing().is_due:
            return None
        done = self._made({"report": report, "cancelled": cancelled})
        with suppress(DeskError):
            self._asides.tidy()
        return done

    def make_due_in(self, folder: Path, *, keep: int = NEWEST) -> Backup | None:
        """The same in this folder, whatever lies elsewhere."""
        today = legal_day(self._core.clock.now())
        if any(legal_day(found.made_at) == today for _, found in self._backups.listed(folder)):
            return None
        return self._backups.make_unasked(folder, keep=keep)

    def before(
        self,
        step: str,
        *,
        is_old_tables: bool = False,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Backup | None:
        """A copy of what stands now, unless the last one is of just this. Raises CopyNotMade,
        WorkCancelled."""
        if self._is_level():
            return None
        try:
            how = {"is_old_tables": is_old_tables, "report": report, "cancelled": cancelled}
            return self._made(how)
        except (DiskFull, DiskReadOnly, DiskFailed) as wrong:
            raise CopyNotMade(step, str(next(self._places())), wrong.code) from wrong

    def _made(self, how: dict[str, Any]) -> Backup:
        """In the first place that takes it."""
        trouble: Trouble | None = None
        for place in (places := list(self._places())):
            try:
                done = self._backups.make_unasked(place, **how)
            except WorkCancelled:
                raise
            except DeskError as wrong:
                trouble = trouble or self._trouble(place, wrong)
                is_of_disk = isinstance(wrong, DiskFull | DiskReadOnly | DiskFailed)
                if not is_of_disk or place == places[-1]:
                    self._note(trouble)
                    raise
            else:
                self._told(done, trouble)
                return done
        raise DiskFailed("")

    def _trouble(self, place: Path, wrong: DeskError) -> Trouble:
        return Trouble(folder=str(place), code=wrong.code, at=self._core.clock.now())

    def _note(self, trouble: Trouble) -> None:
        """Told again at the next start; where not even that can be written, only now."""
        with suppress(DeskError):
            backup_notes.note_trouble(self._workspace, trouble)
        log(self._core, self._workspace, f"failed {trouble.code} {trouble.folder}")

    def _told(self, done: Backup, trouble: Trouble | None) -> None:
        if trouble is not None:
            self._in_vain = (trouble.folder, legal_day(trouble.at))
            self._note(msgspec.structs.replace(trouble, is_elsewhere=True))
        log(self._core, self._workspace, f"made {done.file} removed {done.removed}")

    def _places(self) -> Iterator[Path]:
        named = backup_notes.notes_of(self._workspace).folder
        # The point where a stick was is not made anew: it would fill this computer's own disk.
        if named and _is_there(Path(named)):
            yield Path(named)
        yield beside(self._workspace)
        yield witness_folder().parent / "copies"

    def _is_level(self) -> bool:
        """Whether nothing was written since the last good copy, and it is still there."""
        last = self._backups.last()
        if last is None or not _is_there(Path(last.file)):
            return False
        with self._core.database.read() as connection:
            written = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
        return int(written) == last.entries

    def _has_come_back(self, notes: backup_notes.Notes, today: date) -> bool:
        """The stick is here again, and today's copy lies elsewhere."""
        if self._in_vain == (notes.folder, today):
            return False
        if not notes.folder or notes.last is None or not _is_there(Path(notes.folder)):
            return False
        return Path(notes.last.file).parent != Path(notes.folder)


def beside(workspace: Path) -> Path:
    """Where copies go while nobody named a place: next to the workspace, never within."""
    whole = workspace.expanduser().resolve()
    return whole.with_name(f"{whole.name}{_BESIDE}") if whole.name else whole / _BESIDE


def last_known(workspace: Path) -> LastCopy | None:
    """The last good copy of a workspace that cannot be opened; None where none is found."""
    last = backup_notes.notes_of(workspace).last
    return last if last is not None and _is_there(Path(last.file)) else None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def guard(core: Core, days: BackupDays) -> None:
    """From now on a copy is made before every step that risks something."""

    def before_risk(step: str, **watched: Any) -> None:
        if step not in RISKS:
            raise ValueError(step)
        days.before(step, **watched)

    core.before_risk = before_risk

"""Registers kept aside when a copy was put in place: told, and removed when their time is over."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.services.backup_keeping import Aside, asides_staying
from akimat_desk.services.core import Core
from akimat_desk.storage import asides, backup_notes

_DAY = slice(len(asides.PREFIX), len(asides.PREFIX) + len("2026-01-31"))


class Asides:
    """Nothing is removed unless a good copy of the register as it is now was just made."""

    def __init__(self, core: Core, workspace: Path) -> None:
        self._core = core
        self._workspace = workspace

    def all(self) -> tuple[str, ...]:
        """The oldest first."""
        return tuple(str(path) for path in asides.found(self._workspace))

    def tidy(self) -> tuple[str, ...]:
        """The names of what was removed; each is told in the log of copies. What the disk does
        not give up waits for the next time."""
        gone = []
        here = {path.name: path for path in asides.found(self._workspace)}
        today = legal_day(self._core.clock.now())
        stay = asides_staying(self._looked_into(here.values()), today)
        for name in sorted(here.keys() - stay):
            # A folder that somebody named so is none of ours.
            if _day_of(name) is None:
                continue
            with suppress(DeskError):
                asides.drop(here[name])
                gone.append(name)
        with suppress(DeskError):
            gone += asides.drop_leftovers(self._workspace)
        for name in gone:
            log(self._core, self._workspace, f"removed {name}")
        return tuple(gone)

    def _looked_into(self, folders: Iterable[Path]) -> list[Aside]:
        key, found = self._core.database.key, []
        with self._core.database.read() as connection:
            for path in folders:
                day = _day_of(path.name)
                if day is None:
                    continue
                more = asides.holds_more(path, key, connection)
                found.append(
                    Aside(
                        name=path.name,
                        day=day,
                        is_good=more is not None,
                        is_all_here=more is False,
                    )
                )
        return found


def log(core: Core, workspace: Path, words: str) -> None:
    """A line with the moment, beside the database."""
    backup_notes.log(workspace, local_time(core.clock.now()).isoformat(timespec="seconds"), words)


def _day_of(name: str) -> date | None:
    try:
        return date.fromisoformat(name[_DAY])
    except ValueError:
        return None

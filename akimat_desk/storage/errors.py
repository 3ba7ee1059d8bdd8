"""What the disk can refuse, sorted once: the same names for every platform's wording."""

from dataclasses import dataclass

from akimat_desk.domain.errors import Conflict, IntegrityBroken, RuleBroken, Unavailable


@dataclass(eq=False)
class WorkspaceMissing(Unavailable):
    """There is no workspace in the folder; `init` makes one."""

    folder: str


@dataclass(eq=False)
class WorkspaceExists(RuleBroken):
    """The folder holds a workspace already; nothing was changed."""

    folder: str


@dataclass(eq=False)
class WorkspaceInUse(Unavailable):
    """Another program works in this workspace."""

    folder: str


@dataclass(eq=False)
class WorkspaceNewer(Unavailable):
    """Written by a newer program; this one must not touch it."""

    version: int
    known: int


@dataclass(eq=False)
class DiskBusy(Unavailable):
    """The database did not answer in time."""


@dataclass(eq=False)
class DiskFull(Unavailable):
    """No room is left; nothing of this action was written."""


@dataclass(eq=False)
class DiskReadOnly(Unavailable):
    """The folder does not allow writing."""


@dataclass(eq=False)
class DiskFailed(Unavailable):
    """The disk answered with an error."""

    detail: str


@dataclass(eq=False)
class DatabaseDamaged(IntegrityBroken):
    """The file is no database of this key, or parts of it are broken."""

    detail: str


@dataclass(eq=False)
class EntryAltered(IntegrityBroken):
    """An entry, its place or its body is not what was written; says where.

    `number` is that of the case it is of, where it is known.
    """

    origin: str
    seq: int
    reason: str
    number: str = ""


@dataclass(eq=False)
class ReadingAltered(IntegrityBroken):
    """A reading is not what a fresh fold gives; `rebuild` makes it anew."""

    stream: str
    reading: str
    number: str = ""


@dataclass(eq=False)
class ChainTaken(Conflict):
    """Another entry already stands in this place of the origin."""

    origin: str
    seq: int


@dataclass(eq=False)
class FileMissing(Unavailable):
    """The bytes of this digest are not at this desk."""

    digest: str


@dataclass(eq=False)
class FileAltered(IntegrityBroken):
    """The bytes of this digest are not what was stored."""

    digest: str
    number: str = ""


@dataclass(eq=False)
class FileGone(IntegrityBroken):
    """A file that this workstation itself put here is not here any more."""

    digest: str
    number: str = ""

"""The one place by which lists, journals and reports leave as files: never without a reason."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.paths import RESOURCES
from akimat_desk.services.access_log import AccessLog
from akimat_desk.services.core import Core
from akimat_desk.services.errors import OutputUnwritable
from akimat_desk.storage.database import Connection

LONGEST_REASON = 300


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One that is offered; whoever has another writes it in words of their own."""

    id: str
    name: Bilingual


class _Reasons(msgspec.Struct, frozen=True, kw_only=True):
    """`status` is to_confirm: for what a list may be taken out no law was found."""

    status: str
    reasons: tuple[Reason, ...]


class Outgoing:
    """A file on its way out: where to write it, and how many rows it holds in the end."""

    def __init__(self, path: Path) -> None:
        self.path, self.rows = path, 0


class ToTake(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out, as the access log tells it. `also` is written in the same transaction."""

    kind: str
    reason: str
    detail: str
    also: Callable[[Connection, int], None] = lambda _connection, _rows: None


def offered_reasons() -> tuple[Reason, ...]:
    """In the order they are offered."""
    return _shipped().reasons


def reason_words(reason: str, language: str) -> str:
    """What was chosen, in this language; what was typed, as it was typed."""
    known = next((one for one in offered_reasons() if one.id == reason), None)
    return reason if known is None else known.name["ru" if language == "ru" else "ky"]


def demand_reason(reason: str) -> str:
    """Raises FieldWrong (reason: empty, too_long)."""
    demand_filled("reason", reason)
    told = " ".join(reason.split())
    if len(told) > LONGEST_REASON:
        raise FieldWrong("reason", "too_long", LONGEST_REASON)
    return told


@contextmanager
def taken_out(core: Core, path: Path, what: ToTake) -> Iterator[Outgoing]:
    """The file appears whole and noted, or not at all. Raises FieldWrong (reason: empty),
    OutputUnwritable."""
    reason = demand_reason(what.reason)
    try:
        # In a folder of its own, so that what a writer leaves behind goes with it.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as beside:
            going = Outgoing(Path(beside) / path.name)
            yield going
            with core.database.write() as connection:
                AccessLog(core).exported(
                    connection, what.kind, rows=going.rows, reason=reason, detail=what.detail
                )
                what.also(connection, going.rows)
                going.path.replace(path)
    except OSError as wrong:
        raise OutputUnwritable(str(path)) from wrong


@cache
def _shipped() -> _Reasons:
    return msgspec.json.decode((RESOURCES / "export_reasons.json").read_bytes(), type=_Reasons)

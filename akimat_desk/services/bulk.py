"""One action on many cases at once, and its undoing: one commit, each case on its own."""

import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from akimat_desk.domain.actions import ACTIONS, Situation
from akimat_desk.domain.applications import demand_filled, told_as
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import (
    CaseReadOnly,
    DeskError,
    FieldWrong,
    UndoTooLate,
    WorkCancelled,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.handing_over import undo
from akimat_desk.domain.labels import demand_label
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core, Writing
from akimat_desk.storage import journal

Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]
# The window offers it for ten seconds; a slow disk and a slow hand may take the rest.
UNDO_WITHIN_MS = 60_000
_TOKENS_KEPT = 200
_ACTION_OF = {
    "ExecutorAssigned": "assign",
    "ExecutorReleased": "release",
    "CaseLabelled": "label",
}
_Decision = Callable[[Case, Situation], Event]


def _unheard(_done: int, _total: int) -> None:
    pass


def _never() -> bool:
    return False


class BulkLine(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one case: the entry that was written (hex of its reference), or the refusal.

    Both are empty where there was nothing to do, as for a label that was already there.
    """

    id: str
    number: str
    entry: str = ""
    error: DeskError | None = None


class BulkDone(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, in the order of the cases as they were given.

    `action` is what was done; what `undo` gives back cannot itself be undone.
    """

    action: str
    lines: tuple[BulkLine, ...]
    finished_at: int = 0
    is_undoing: bool = False

    @property
    def done(self) -> tuple[BulkLine, ...]:
        """The cases something was written for; only these can be undone."""
        return tuple(line for line in self.lines if line.entry)

    @property
    def refused(self) -> tuple[BulkLine, ...]:
        return tuple(line for line in self.lines if line.error is not None)


class _Progress(msgspec.Struct, frozen=True):
    report: Report = _unheard
    cancelled: Cancelled = _never


class Bulk:
    """What is done on many cases. Each call is one transaction.

    A refused case stops no other. `report` hears (done, total); where `cancelled` says True the
    whole is given up, nothing is written and WorkCancelled is raised. A `token` (any unique text,
    made when the dialog opens) that was used before does nothing more and gives the same result.
    """

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases
        self._by_token: dict[str, BulkDone] = {}
        self._one_at_a_time = threading.Lock()

    def assign(
        self,
        case_ids: Sequence[str],
        wish: Mapping[str, Any],
        *,
        token: str = "",
        report: Report = _unheard,
        cancelled: Cancelled = _never,
    ) -> BulkDone:
        """The wish is that of `desk.cases.do(..., "assign", wish)`. Raises NotAllowed, FieldWrong
        for what is wrong with the wish itself."""
        return self._act("assign", case_ids, wish, token, _Progress(report, cancelled))

    def release(
        self,
        case_ids: Sequence[str],
        reason: str,
        *,
        token: str = "",
        report: Report = _unheard,
        cancelled: Cancelled = _never,
    ) -> BulkDone:
        """The cases have no executor any more. Raises NotAllowed, FieldWrong without a reason."""
        demand_filled("reason", reason)
        wish = {"reason": reason}
        return self._act("release", case_ids, wish, token, _Progress(report, cancelled))

    def label(
        self,
        case_ids: Sequence[str],
        label: str,
        *,
        is_on: bool = True,
        token: str = "",
        report: Report = _unheard,
        cancelled: Cancelled = _never,
    ) -> BulkDone:
        """Put the label on, or take it off. Raises NotAllowed, FieldWrong (empty, too_long)."""
        wish = {"label": demand_label(label), "is_on": is_on}
        return self._act("label", case_ids, wish, token, _Progress(report, cancelled))

    def undo(self, done: BulkDone) -> BulkDone:
        """Take back exactly these entries, in one commit.

        A case on which somebody acted meanwhile is refused (UndoTooLate) and stays as it is.
        """
        is_late = done.is_undoing or self._core.clock.now() > done.finished_at + UNDO_WITHIN_MS
        lines = []
        with self._core.write(done.action) as writing:
            now = self._cases.situation(writing.office, writing.lens)
            for line in done.done:

                def taken_back(case: Case, now: Situation, entry: str = line.entry) -> Event:
                    if is_late:
                        raise UndoTooLate(case.registered.number)
                    return undo(case, bytes.fromhex(entry), now)

                lines.append(self._one(writing, line.id, taken_back, now))
        return self._told(done.action, lines, is_undoing=True)

    def undo_one(self, case_id: str, entry: str) -> OpenCase:
        """The same for one entry that `desk.cases.do` wrote for assign, release or label:
        `entry` is `found.last_entry` of the OpenCase that `do` returned. Raises UndoTooLate."""
        number, action = self._undoable(case_id, entry)
        done = BulkDone(
            action=action,
            lines=(BulkLine(id=case_id, number=number, entry=entry),),
            finished_at=self._core.clock.now(),
        )
        (line,) = self.undo(done).lines
        if line.error is not None:
            raise line.error
        return self._cases.open(case_id)

    def _undoable(self, case_id: str, entry: str) -> tuple[str, str]:
        """Number and action of what is young enough to be undone."""
        found = self._cases.open(case_id)
        number = found.case.registered.number
        with self._core.database.read() as connection:
            entries = journal.entries_of(connection, uuid.UUID(case_id).bytes)
        meant = next((one for one in entries if one.reference.hex() == entry), None)
        action = "" if meant is None else _ACTION_OF.get(meant.envelope.type, "")
        if meant is None or not action:
            raise UndoTooLate(number)
        if self._core.clock.now() > meant.envelope.at + UNDO_WITHIN_MS:
            raise UndoTooLate(number)
        return number, action

    def _act(
        self,
        action: str,
        case_ids: Sequence[str],
        wish: Mapping[str, Any],
        token: str,
        progress: _Progress,
    ) -> BulkDone:
        with self._one_at_a_time:
            if token and token in self._by_token:
                return self._by_token[token]
            done = self._done(action, case_ids, wish, progress)
            if token:
                self._keep(token, done)
            return done

    def _keep(self, token: str, done: BulkDone) -> None:
        self._by_token[token] = done
        while len(self._by_token) > _TOKENS_KEPT:
            del self._by_token[next(iter(self._by_token))]

    def _done(
        self, action: str, case_ids: Sequence[str], wish: Mapping[str, Any], progress: _Progress
    ) -> BulkDone:
        shape, decide = ACTIONS[action]
        told = told_as(dict(wish), shape)
        # Twice in a selection is once in the work.
        wanted = tuple(dict.fromkeys(case_ids))
        lines = []
        with self._core.write(action) as writing:
            now = self._cases.situation(writing.office, writing.lens)
            for case_id in wanted:
                if progress.cancelled():
                    raise WorkCancelled
                lines.append(
                    self._one(writing, case_id, lambda case, now: decide(case, told, now), now)
                )
                progress.report(len(lines), len(wanted))
        return self._told(action, lines)

    def _one(self, writing: Writing, case_id: str, decide: _Decision, now: Situation) -> BulkLine:
        """A refusal is decided before anything of this case is written."""
        number = ""
        try:
            found = self._cases.opened_in(writing.connection, writing.lens, case_id)
            number = found.case.registered.number
            if found.folded.unknown:
                raise CaseReadOnly(number)
            event = decide(found.case, now)
        except DeskError as refused:
            error = None if _is_so_already(refused) else refused
            return BulkLine(id=case_id, number=number, error=error)
        after = writing.append(uuid.UUID(case_id).bytes, found.folded, event)
        return BulkLine(id=case_id, number=number, entry=after.heads[0].hex())

    def _told(
        self, action: str, lines: Sequence[BulkLine], *, is_undoing: bool = False
    ) -> BulkDone:
        return BulkDone(
            action=action,
            lines=tuple(lines),
            finished_at=self._core.clock.now(),
            is_undoing=is_undoing,
        )


def _is_so_already(refused: DeskError) -> bool:
    return isinstance(refused, FieldWrong) and refused.reason == "unchanged"

"""The morning's mail: an envelope is a draft with its instant of receipt, channel and scan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import uuid_utils

from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import role_for
from akimat_desk.services.attachments import HeldFile, as_told, held_in
from akimat_desk.services.core import Core
from akimat_desk.services.drafts import POST, Draft, Drafts
from akimat_desk.services.terms import Terms

_MINUTE: Final = 60 * 1000
# What is handed over in person or spoken is registered at once and lies in no heap.
_GROUPS: Final = ("written", "electronic")
_AT_THE_COUNTER: Final = ("in_person", "public_reception")
USUAL: Final = "post"


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What waits to be registered; `channel` is an id of the catalogue of channels.

    `register_by` is None where no rule in force says. `received_at` is cut to the minute, as the
    form and the receipt tell it.
    """

    id: str
    received_at: int
    channel: str
    channel_name: Bilingual = Bilingual(ky="")
    from_whom: str = ""
    about: str = ""
    files: tuple[HeldFile, ...] = ()
    register_by: date | None = None
    is_late: bool = False
    is_begun: bool = False


class PostIntake:
    """One key an envelope; nothing here holds a number yet."""

    def __init__(self, core: Core, drafts: Drafts) -> None:
        self._core = core
        self._drafts = drafts
        self._terms = Terms(core)

    def channels(self) -> tuple[Row, ...]:
        """By which envelopes come, ordinary post first."""
        with self._core.read() as (_, lens):
            rows = self._core.shelf.catalogues(lens.office).channels.rows
        found = [row for row in rows if row.group in _GROUPS and row.id not in _AT_THE_COUNTER]
        return tuple(sorted(found, key=lambda row: row.id != USUAL))

    def take(
        self,
        channel: str,
        *,
        from_whom: str = "",
        about: str = "",
        files: Sequence[HeldFile] = (),
    ) -> Envelope:
        """Received now. Raises NotAllowed, UnknownRow."""
        core = self._core
        role_for(core.actor, "register")
        with core.read() as (_, lens):
            core.shelf.catalogues(lens.office).channels.row(channel)
        # Time-ordered, so that envelopes of one minute keep their order.
        draft_id = f"{POST}-{uuid_utils.uuid7().hex}"
        form = {
            "envelope": {
                "channel": channel,
                "received_at": core.clock.now() // _MINUTE * _MINUTE,
                "from_whom": from_whom.strip(),
                "about": about.strip(),
            },
            "scans": as_told(files),
        }
        self._drafts.keep(draft_id, form)
        draft = Draft(id=draft_id, saved_at=core.clock.now(), form=form)
        return self._envelope(draft, self._names())

    def put_in(self, draft_id: str, files: Sequence[HeldFile]) -> None:
        """Scans that belong to an envelope taken in before; one that lies there is not doubled."""
        draft = self._drafts.find(draft_id)
        if draft is not None:
            there = held_in(draft.form)
            known = {file.digest for file in there}
            fresh = [file for file in files if file.digest not in known]
            self._drafts.keep(draft_id, {**draft.form, "scans": as_told((*there, *fresh))})

    def lay(self, draft_id: str, files: Sequence[HeldFile]) -> None:
        """These scans and no others; one that is left out is free for another envelope."""
        draft = self._drafts.find(draft_id)
        if draft is not None:
            self._drafts.keep(draft_id, {**draft.form, "scans": as_told(files)})

    def waiting(self) -> tuple[Envelope, ...]:
        """What must be registered first comes first."""
        names = self._names()
        found = [self._envelope(draft, names) for draft in self._drafts.all(POST)]
        return tuple(
            sorted(found, key=lambda one: (one.register_by or date.max, one.received_at, one.id))
        )

    def throw_away(self, draft_id: str) -> Draft | None:
        """Gives back what `bring_back` needs."""
        draft = self._drafts.find(draft_id)
        self._drafts.drop(draft_id)
        return draft

    def bring_back(self, draft: Draft) -> None:
        self._drafts.keep(draft.id, draft.form)

    def _names(self) -> dict[str, Bilingual]:
        with self._core.read() as (_, lens):
            rows = self._core.shelf.catalogues(lens.office).channels.rows
        return {row.id: row.name for row in rows}

    def _envelope(self, draft: Draft, names: Mapping[str, Bilingual]) -> Envelope:
        told: Mapping[str, Any] = draft.form.get("envelope") or {}
        received_at = draft.received_at
        by = self._terms.register_by(legal_day(received_at))
        today = legal_day(self._core.clock.now())
        channel = str(told.get("channel", ""))
        return Envelope(
            id=draft.id,
            received_at=received_at,
            channel=channel,
            channel_name=names.get(channel, Bilingual(ky=channel)),
            from_whom=_first(draft.form, ("name", "org_name"), told.get("from_whom")),
            about=_first(draft.form, ("subject",), told.get("about")),
            files=held_in(draft.form),
            register_by=by,
            is_late=by is not None and by < today,
            is_begun="name" in draft.form,
        )


def _first(form: Mapping[str, Any], keys: Sequence[str], noted: Any) -> str:
    """What was typed in the register since, else what was noted when the envelope was opened."""
    typed = (str(form.get(key) or "").strip() for key in keys)
    return next((words for words in typed if words), str(noted or ""))

"""Drafts: what is being typed, kept as it stands in the fields, invalid values and all."""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from akimat_desk.domain.secrecy import demand_kept
from akimat_desk.services.core import Core
from akimat_desk.storage import drafts

REGISTER: Final = "register"
POST: Final = "post"
_DIGEST_BYTES: Final = 32
_DIGEST_WORDS: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The fields by key as they were typed; `saved_at` is UTC milliseconds."""

    id: str
    saved_at: int
    form: dict[str, Any]

    @property
    def kind(self) -> str:
        """REGISTER for what was begun at the counter, POST for an envelope."""
        return self.id.partition("-")[0]

    @property
    def received_at(self) -> int:
        """When the paper came; of what was begun at the counter, when it was last saved."""
        envelope = self.form.get("envelope")
        at = envelope.get("received_at") if isinstance(envelope, dict) else None
        return at if isinstance(at, int) else self.saved_at


class Drafts:
    """Survive a power cut; gone when registered or thrown away."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def keep(self, draft_id: str, form: dict[str, Any]) -> None:
        """Raises ContentNotTaken."""
        demand_kept(form)
        body = msgspec.msgpack.encode(form)
        with self._core.database.write() as connection:
            drafts.keep(connection, draft_id, self._core.clock.now(), body)

    def drop(self, draft_id: str) -> None:
        """Its scans are kept a while longer: whoever threw it away may bring it back."""
        now = self._core.clock.now()
        with self._core.database.write() as connection:
            row = drafts.find(connection, draft_id)
            if row is not None:
                drafts.renew_held(connection, digests_in(_draft(row).form), now)
                drafts.drop(connection, draft_id)

    def find(self, draft_id: str) -> Draft | None:
        with self._core.database.read() as connection:
            row = drafts.find(connection, draft_id)
        return None if row is None else _draft(row)

    def all(self, kind: str = "") -> tuple[Draft, ...]:
        """Of one kind or of all, the newest first."""
        with self._core.database.read() as connection:
            rows = drafts.every(connection)
        found = map(_draft, rows)
        return tuple(draft for draft in found if not kind or draft.kind == kind)


def digests_in(form: Any) -> Iterator[bytes]:
    """The files that a form names, wherever in it they stand."""
    if isinstance(form, dict):
        form = tuple(form.values())
    if isinstance(form, list | tuple):
        for one in form:
            yield from digests_in(one)
    elif isinstance(form, bytes) and len(form) == _DIGEST_BYTES:
        yield form
    elif isinstance(form, str):
        # Forms whose fields are all words write a digest in letters.
        yield from map(bytes.fromhex, _DIGEST_WORDS.findall(form))


def _draft(row: drafts.Row) -> Draft:
    name, saved_at, body = row
    return Draft(id=name, saved_at=saved_at, form=msgspec.msgpack.decode(body))

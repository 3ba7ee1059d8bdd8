"""Drafts: what is being typed, kept as it stands in the fields, invalid values and all."""

from typing import Any

import msgspec

from akimat_desk.services.core import Core
from akimat_desk.storage import drafts


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The fields by key as they were typed; `saved_at` is UTC milliseconds."""

    id: str
    saved_at: int
    form: dict[str, Any]


class Drafts:
    """Survive a power cut; gone when registered or thrown away."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def keep(self, draft_id: str, form: dict[str, Any]) -> None:
        body = msgspec.msgpack.encode(form)
        with self._core.database.write() as connection:
            drafts.keep(connection, draft_id, self._core.clock.now(), body)

    def drop(self, draft_id: str) -> None:
        with self._core.database.write() as connection:
            drafts.drop(connection, draft_id)

    def all(self) -> tuple[Draft, ...]:
        """The newest first."""
        with self._core.database.read() as connection:
            rows = drafts.every(connection)
        return tuple(
            Draft(id=name, saved_at=saved_at, form=msgspec.msgpack.decode(body))
            for name, saved_at, body in rows
        )
